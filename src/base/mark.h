/* SPDX-License-Identifier: Apache-2.0 */
/* A position in a store's log, with a hash that detects a restored backup. */
#ifndef TA_BASE_MARK_H
#define TA_BASE_MARK_H

#include <apr.h>

/**
 * The hash of a row covers all rows before it. After a backup was restored, or the database was replaced, the row with
 * the same number has another hash.
 */
typedef struct {
    apr_int64_t seq;   /* number of a row; 0: before the first one; -1: not known */
    apr_uint64_t hash; /* the first 64 bits of its hash; 0 where there is no such row */
} ta_log_mark_t;

#endif
