/* SPDX-License-Identifier: Apache-2.0 */
/* The table of token types: name on the wire and letter in a value. */
#include "token/type.h"

#include <string.h>

static const struct {
    const char *name;
    char letter;
} types[TA_TYPE_COUNT] = {
    [TA_TYPE_USER] = {"USER_TOKEN", 'u'},
    [TA_TYPE_GLOBAL_ANALYSIS] = {"GLOBAL_ANALYSIS_TOKEN", 'a'},
    [TA_TYPE_PROJECT_ANALYSIS] = {"PROJECT_ANALYSIS_TOKEN", 'p'},
};

const char *ta_type_name(ta_type_t type)
{
    return types[type].name;
}

bool ta_type_parse(const char *name, ta_type_t *type)
{
    int i;

    for (i = 0; name && i < TA_TYPE_COUNT; i++) {
        if (strcmp(name, types[i].name) == 0) {
            *type = (ta_type_t)i;
            return true;
        }
    }
    return false;
}

char ta_type_letter(ta_type_t type)
{
    return types[type].letter;
}
