/* SPDX-License-Identifier: Apache-2.0 */
/* Prints what the module says to each database, for tests that ask the databases about it: fields with tabs between. */
#include <stdio.h>

#include "store/shape.h"

static void print_dialect(const char *driver)
{
    const ta_dialect_t *dialect = ta_dialect_find(driver);
    int i;

    printf("shape\t%s\t%s\n", driver, dialect->shape);
    for (i = 0; i < TA_SQL_COUNT; i++) {
        printf("statement\t%s\t%s\n", driver, ta_sql_text(dialect->statements, (ta_sql_t)i));
    }
}

int main(void)
{
    int i;

    print_dialect("sqlite3");
    print_dialect("pgsql");
    print_dialect("mysql");
    for (i = 0; i < ta_shape_count; i++) {
        printf("part\t%s\t%s\t%d\n", ta_shape_kind_name(ta_shapes[i].kind), ta_shapes[i].name, ta_shapes[i].size);
    }
    return 0;
}
