/* SPDX-License-Identifier: Apache-2.0 */
/* The types of tokens, and their names on the wire. */
#ifndef TA_TOKEN_TYPE_H
#define TA_TOKEN_TYPE_H

#include <stdbool.h>

typedef enum { TA_TYPE_USER, TA_TYPE_GLOBAL_ANALYSIS, TA_TYPE_PROJECT_ANALYSIS, TA_TYPE_COUNT } ta_type_t;

/**
 * Returns a type's name on the wire and in the database: USER_TOKEN, GLOBAL_ANALYSIS_TOKEN or PROJECT_ANALYSIS_TOKEN.
 */
const char *ta_type_name(ta_type_t type);

/**
 * Finds a type by its exact name (contract section 4: upper case only).
 * @param name may be NULL, which is none
 */
bool ta_type_parse(const char *name, ta_type_t *type);

/**
 * Returns a type's letter in a value: u, a or p.
 */
char ta_type_letter(ta_type_t type);

#endif
