/* SPDX-License-Identifier: Apache-2.0 */
/* The table of databases that can hold tokens. */
#include "store/dialect.h"

#include <dlfcn.h>
#include <string.h>

static const ta_dialect_t *const dialects[] = {&ta_dialect_sqlite3, &ta_dialect_pgsql, &ta_dialect_mysql};

const ta_dialect_t *ta_dialect_find(const char *driver)
{
    size_t i;

    for (i = 0; driver && i < sizeof(dialects) / sizeof(dialects[0]); i++) {
        if (strcmp(dialects[i]->driver, driver) == 0) {
            return dialects[i];
        }
    }
    return NULL;
}

/* APR loads drivers, and with them the libraries that they need, for all to see. */
void *ta_dialect_function(const char *name)
{
    return name ? dlsym(RTLD_DEFAULT, name) : NULL;
}
