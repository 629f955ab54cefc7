/* SPDX-License-Identifier: Apache-2.0 */
/* What the tables must be like, whichever the database: columns, keys, order of texts; and what they are like. */
#ifndef TA_STORE_SHAPE_H
#define TA_STORE_SHAPE_H

#include "store/query.h"

/*
 * A column that is missing is told by the first statement that wants it. A unique index that is gone, or a text that
 * compares by a dictionary, causes no error: two tokens have one name, one user is taken for another. So the tables
 * are compared with a list before they are relied on.
 *
 * What is there besides (tables, columns, indexes) is the administrator's own. Indexes are known by their columns,
 * whatever their names.
 */

typedef enum {
    TA_SHAPE_TABLE,
    TA_SHAPE_TEXT,   /* a column that compares by byte */
    TA_SHAPE_NUMBER, /* a column of 64 bits */
    TA_SHAPE_UNIQUE, /* an index of all rows, no two of which are alike in it */
    TA_SHAPE_INDEX   /* an index that only makes things faster */
} ta_shape_kind_t;

/** A part of the schema. Those of a table follow it in the list. */
typedef struct {
    ta_shape_kind_t kind;
    const char *name; /* "ta_token", "ta_token.login", "ta_token (login, live_name)" */
    int size;         /* characters that a text must hold; 0 for all others */
} ta_shape_t;

extern const ta_shape_t ta_shapes[];
extern const int ta_shape_count;

/** What is not as it must be. */
typedef struct {
    const ta_shape_t *part;
    const char *text; /* for the log: "column ta_token.login is missing" */
} ta_deviation_t;

/**
 * @param kind what a part of the schema is
 * @return "table", "column", "unique index" or "index": what people and the dialects' queries call it
 */
const char *ta_shape_kind_name(ta_shape_kind_t kind);

/**
 * Compares the tables with the list. Of a table that is missing nothing else is said.
 * @param session an open session without a transaction, or in one that makes tables
 * @param deviations receives an array of ta_deviation_t in the call's pool, in the order of the list
 * @return TA_OK, also if something is wrong, or TA_FAILED if that can't be known
 */
ta_code_t ta_shape_compare(ta_session_t *session, apr_array_header_t **deviations);

#endif
