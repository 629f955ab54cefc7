/* SPDX-License-Identifier: Apache-2.0 */
/* The kinds of token, and what each is called on the wire. */
#ifndef TA_TOKEN_TYPE_H
#define TA_TOKEN_TYPE_H

#include <stdbool.h>

typedef enum { TA_TYPE_USER, TA_TYPE_GLOBAL_ANALYSIS, TA_TYPE_PROJECT_ANALYSIS, TA_TYPE_COUNT } ta_type_t;

/**
 * @param type a token's type
 * @return its name on the wire and in the database, a constant: USER_TOKEN, GLOBAL_ANALYSIS_TOKEN or
 *         PROJECT_ANALYSIS_TOKEN
 */
const char *ta_type_name(ta_type_t type);

/**
 * Finds a type by its exact name (contract section 4: upper case only).
 * @param name what was asked for; NULL has no type
 * @param type receives the type
 * @return whether there is one
 */
bool ta_type_parse(const char *name, ta_type_t *type);

/**
 * @param type a token's type
 * @return the letter that stands for it in a value: u, a or p
 */
char ta_type_letter(ta_type_t type);

#endif
