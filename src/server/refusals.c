/* SPDX-License-Identifier: Apache-2.0 */
/* The tallies of refusals, in memory that all processes share. */
#include "server/refusals.h"

#include <apr_shm.h>
#include <apr_strings.h>
#include <string.h>

#include "base/clock.h"
#include "base/tally.h"
#include "server/log.h"
#include "server/runtime.h"

/* So many in TA_TALLY_PAUSE are a warning. */
#define FLOOD 100

struct ta_refusals_t {
    ta_tally_t tallies[TA_REFUSAL_KINDS];
};

void ta_refusals_make(apr_pool_t *pconf, server_rec *main_server)
{
    ta_refusals_t *all;
    apr_size_t count = 0;
    apr_shm_t *shm = NULL;
    server_rec *server;

    for (server = main_server; server; server = server->next) {
        count++;
    }
    /* Without shared memory each process has its own. */
    all = apr_shm_create(&shm, count * sizeof(*all), NULL, pconf) == APR_SUCCESS
              ? apr_shm_baseaddr_get(shm)
              : apr_palloc(pconf, count * sizeof(*all));
    memset(all, 0, count * sizeof(*all));
    for (server = main_server; server; server = server->next) {
        ta_runtime(server)->refusals = all++; /* servers with one record get the last one's */
    }
}

const char *ta_refusal_text(ta_refusal_t why)
{
    static const char *const texts[] = {
        [TA_REFUSAL_MALFORMED] = "not in the exact form",
        [TA_REFUSAL_DIGEST] = "Digest cannot carry a token",
        [TA_REFUSAL_MISTYPED] = "mistyped: length, alphabet or check digits are wrong",
        [TA_REFUSAL_UNKNOWN] = "unknown",
        [TA_REFUSAL_EXPIRED] = "expired",
        [TA_REFUSAL_REVOKED] = "revoked",
        [TA_REFUSAL_SUSPENDED] = "suspended",
        [TA_REFUSAL_OWNER_GONE] = "owner gone",
        [TA_REFUSAL_NOT_THE_OWNER] = "it stands beside another user's name",
        [TA_REFUSAL_CONFLICT] = "a token beside other credentials",
        [TA_REFUSAL_RENAMED] = "another module has changed the user's name",
        [TA_REFUSAL_NO_USERS] = "no TokenAdminUsers",
        [TA_REFUSAL_NOT_HERE] = "TokenAuth is not on here",
        [TA_REFUSAL_NOBODY] = "nothing requires a user",
    };

    return texts[why];
}

static ta_log_level_t level_of(ta_refusal_t why, apr_uint32_t others)
{
    if (why == TA_REFUSAL_NO_USERS) {
        return TA_LOG_ERROR;
    }
    return others >= FLOOD || why == TA_REFUSAL_NOBODY || why == TA_REFUSAL_RENAMED ? TA_LOG_WARNING : TA_LOG_INFO;
}

ta_refusal_line_t ta_refusals_count(request_rec *r, ta_refusal_t why)
{
    ta_tally_t *tally = &ta_runtime(r->server)->refusals->tallies[why];
    ta_refusal_line_t line = {TA_LOG_DEBUG, ""};
    ta_suppressed_t suppressed;

    if (ta_tally_add(tally, ta_clock_monotonic(), &suppressed)) {
        line.level = level_of(why, suppressed.count);
        if (suppressed.count > 0) {
            line.others = apr_psprintf(r->pool, TA_TALLY_OTHERS, suppressed.count, suppressed.seconds);
        }
    }
    return line;
}

static void log_counts_of(apr_pool_t *pool, server_rec *server, apr_time_t now, bool early)
{
    int why;

    for (why = 0; why < TA_REFUSAL_KINDS; why++) {
        ta_suppressed_t suppressed = ta_tally_take(&ta_runtime(server)->refusals->tallies[why], now, early);

        if (suppressed.count > 0) {
            ta_log(ta_log_of_server(pool, server), level_of(why, suppressed.count), APR_SUCCESS,
                   "TA30004: %u more refused in the last %u s: %s", suppressed.count, suppressed.seconds,
                   ta_refusal_text(why));
        }
    }
}

static void log_counts(apr_pool_t *pool, server_rec *main_server, bool early)
{
    apr_time_t now = ta_clock_monotonic();
    server_rec *server;

    for (server = main_server; server; server = server->next) {
        log_counts_of(pool, server, now, early);
    }
}

void ta_refusals_log_counts(apr_pool_t *pool, server_rec *main_server)
{
    log_counts(pool, main_server, false);
}

static apr_status_t log_last_counts(void *main_server)
{
    apr_pool_t *pool;

    if (apr_pool_create(&pool, NULL) == APR_SUCCESS) {
        log_counts(pool, main_server, true);
        apr_pool_destroy(pool);
    }
    return APR_SUCCESS;
}

void ta_refusals_start(apr_pool_t *child_pool, server_rec *main_server)
{
    apr_pool_pre_cleanup_register(child_pool, main_server, log_last_counts);
}
