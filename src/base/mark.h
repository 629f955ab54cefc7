/* SPDX-License-Identifier: Apache-2.0 */
/* A place in a store's log that can be told from the same place in another history. */
#ifndef TA_BASE_MARK_H
#define TA_BASE_MARK_H

#include <apr.h>

/**
 * Rows are chained by their hashes, so one row's hash stands for all before it: where a backup was restored, or another
 * database put in the place, the row of that number has another one.
 */
typedef struct {
    apr_int64_t seq;   /* number of a row; 0: before the first one; -1: nothing is known */
    apr_uint64_t hash; /* the first 64 bits of its hash; 0 where there is no such row */
} ta_log_mark_t;

#endif
