/* SPDX-License-Identifier: Apache-2.0 */
/* Refused requests in the error log: the first of a kind at once, of further ones how many they were. */
#ifndef TA_SERVER_REFUSALS_H
#define TA_SERVER_REFUSALS_H

#include <httpd.h>

#include "base/log.h"

/*
 * Good for: clients that send bad tokens by the thousand, or requests to a mount without protection. They must not fill
 * the log.
 *
 * How it works: each server or virtual host has a tally (base/tally.h) for each kind of refusal. A message that is
 * logged says how many before it were only counted; if none follows, the watcher logs the count, and a child that ends
 * logs what is left. A message that is only counted is logged at level debug.
 *
 * Thread-safety: any thread of any process; the tallies are in memory that all children share.
 * Failure: none; without shared memory each process counts its own.
 */

/** Why a request is refused. */
typedef enum {
    TA_REFUSAL_MALFORMED,
    TA_REFUSAL_DIGEST,
    TA_REFUSAL_MISTYPED,
    TA_REFUSAL_UNKNOWN,
    TA_REFUSAL_EXPIRED,
    TA_REFUSAL_REVOKED,
    TA_REFUSAL_SUSPENDED,
    TA_REFUSAL_OWNER_GONE,
    TA_REFUSAL_NOT_THE_OWNER,
    TA_REFUSAL_CONFLICT,
    TA_REFUSAL_RENAMED,
    TA_REFUSAL_NO_USERS,
    TA_REFUSAL_NOT_HERE,
    TA_REFUSAL_NOBODY,
    TA_REFUSAL_KINDS
} ta_refusal_t;

/** The tallies of one server or virtual host. */
typedef struct ta_refusals_t ta_refusals_t;

/** How to log a refusal. */
typedef struct {
    ta_log_level_t level; /* debug if the message is only counted */
    const char *others;   /* the end of the message: how many before it were only counted, or "" */
} ta_refusal_line_t;

/** Makes the tallies of all servers, in memory that children inherit; in post_config. */
void ta_refusals_make(apr_pool_t *pconf, server_rec *main_server);

/** Lets a child log what is left when child_pool is destroyed; in child_init. */
void ta_refusals_start(apr_pool_t *child_pool, server_rec *main_server);

/** Counts a refusal, and says how to log it. */
ta_refusal_line_t ta_refusals_count(request_rec *r, ta_refusal_t why);

/** Returns a few words for the log; a constant. */
const char *ta_refusal_text(ta_refusal_t why);

/** Logs how many refusals were only counted, of kinds of which none was logged for TA_TALLY_PAUSE seconds. */
void ta_refusals_log_counts(apr_pool_t *pool, server_rec *main_server);

#endif
