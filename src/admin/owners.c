/* SPDX-License-Identifier: Apache-2.0 */
/* Compares the owners of tokens with the directory, and suspends the tokens of owners that are missing. */
#include "admin/owners.h"

#include <apr_atomic.h>
#include <apr_strings.h>
#include <stdatomic.h>

#include "admin/invalidation.h"
#include "admin/known.h"
#include "admin/walk.h"
#include "base/text.h"
#include "store/audit.h"
#include "store/tokens.h"
#include "token/expiry.h"

#define FNV UINT64_C(1099511628211) /* a prime that scatters bits */

static const ta_actor_t server = {TA_BY_SERVER, NULL, NULL};

/** One comparison of all owners with one list of users. */
typedef struct {
    const ta_site_t *site;
    const ta_call_t *call;
    apr_int64_t written;      /* when the list was */
    int active;               /* out: how many owners have active tokens */
    apr_array_header_t *gone; /* out: const char *, logins that the list is fit to call gone */
    int later;                /* out: how many others it lacks: they were seen after it was written */
} census_t;

typedef struct {
    const char *login;
    const census_t *census;
    const ta_actor_t *actor;
    ta_sight_t sight;
    int suspended; /* out */
} leaving_t;

static apr_int64_t list_written_at(const ta_site_t *site, const ta_call_t *call)
{
    ta_directory_t *directory = site->directory;

    return directory->ops->written ? directory->ops->written(directory) : call->now;
}

static bool is_fit(const census_t *census, const ta_sight_t *sight)
{
    return sight->granted_at <= census->written + TA_OWNERS_GRANT_SLACK_MS &&
           (sight->used_at <= census->written + TA_OWNERS_USE_SLACK_MS ||
            census->call->now - sight->used_at > TA_OWNERS_USE_COUNTS_MS);
}

static ta_code_t read_sight(ta_session_t *session, void *baton)
{
    leaving_t *leaving = baton;

    return ta_tokens_sight(session, leaving->login, &leaving->sight);
}

/* Looks before it locks: an owner that is gone for long has no active tokens, but is visited each time. */
static ta_code_t look_for(void *baton, const ta_owner_t *owner)
{
    census_t *census = baton;
    ta_directory_t *directory = census->site->directory;
    leaving_t leaving = {.login = owner->login};
    ta_call_t part = *census->call;
    ta_code_t code = directory->ops->find(directory, census->call, owner->login, NULL);

    if (code != TA_ABSENT) {
        census->active += code == TA_OK;
        return code;
    }
    apr_pool_create(&part.pool, census->call->pool); /* there may be many */
    code = ta_store_read(census->site->store, &part, read_sight, &leaving);
    apr_pool_destroy(part.pool);
    if (code != TA_OK) {
        return TA_FAILED;
    }
    if (leaving.sight.granted_at == TA_NEVER) {
        return TA_OK;
    }
    census->active++;
    if (is_fit(census, &leaving.sight)) {
        APR_ARRAY_PUSH(census->gone, const char *) = apr_pstrdup(census->call->pool, owner->login);
    }
    else {
        census->later++;
    }
    return TA_OK;
}

/* All by one list: if another one came meanwhile, the comparison says nothing about either. */
static ta_code_t take_census(census_t *census, const ta_site_t *site, const ta_call_t *call)
{
    ta_code_t code;

    *census =
        (census_t){site, call, list_written_at(site, call), 0, apr_array_make(call->pool, 8, sizeof(const char *)), 0};
    code = ta_walk_owners(site, call, look_for, census);
    return code == TA_OK && list_written_at(site, call) == census->written ? TA_OK : TA_FAILED;
}

static ta_code_t suspend_all(ta_session_t *session, void *baton)
{
    leaving_t *leaving = baton;
    apr_array_header_t *tokens;
    int i;

    leaving->suspended = 0;
    if (ta_tokens_sight(session, leaving->login, &leaving->sight) != TA_OK ||
        ta_tokens_of(session, leaving->login, &tokens) != TA_OK) {
        return TA_FAILED;
    }
    if (!is_fit(leaving->census, &leaving->sight)) {
        return TA_ABSENT; /* another server has just made or resumed a token */
    }
    for (i = 0; i < tokens->nelts; i++) {
        const ta_token_t *token = &APR_ARRAY_IDX(tokens, i, ta_token_t);
        ta_change_t change = {TA_ACTION_SUSPEND, token->id, token->login, token->name,
                              "the user is no longer in the directory"};
        ta_code_t code = ta_tokens_suspend(session, token->id, TA_BY_SERVER);

        if (code == TA_OK) {
            code = ta_audit_append(session, leaving->actor, &change);
            leaving->suspended++;
        }
        if (code == TA_FAILED) {
            return TA_FAILED;
        }
    }
    return leaving->suspended ? TA_OK : TA_ABSENT;
}

static ta_code_t suspend_tokens_of(const census_t *census, const char *login, const ta_actor_t *actor)
{
    const ta_call_t *call = census->call;
    leaving_t leaving = {.login = login, .census = census, .actor = actor};
    ta_directory_t *directory = census->site->directory;
    ta_code_t code = directory->ops->find(directory, call, login, NULL);

    if (code != TA_ABSENT) {
        return TA_FAILED; /* the list has changed since, or can't be read: count them anew */
    }
    code = ta_store_change(census->site->store, call, suspend_all, &leaving);
    if (code != TA_ABSENT && code != TA_FAILED) {
        ta_invalidation_after_change(census->site, call, NULL);
    }
    if (code == TA_OK) {
        ta_log(call->log, TA_LOG_NOTICE, APR_SUCCESS,
               "TA13001: user \"%s\" is no longer in the directory: %d token(s) suspended; if the user comes back, an "
               "administrator can resume them",
               ta_text_printable(call->pool, login), leaving.suspended);
    }
    return code == TA_OK || code == TA_ABSENT ? TA_OK : TA_FAILED;
}

static ta_code_t suspend_gone(const census_t *census, const ta_actor_t *actor, int most)
{
    ta_code_t code = TA_OK;
    int i;

    for (i = 0; i < census->gone->nelts && i < most && code == TA_OK; i++) {
        code = suspend_tokens_of(census, APR_ARRAY_IDX(census->gone, i, const char *), actor);
    }
    return code;
}

static bool are_too_many(const census_t *census)
{
    int gone = census->gone->nelts;

    return gone > TA_OWNERS_HANDFUL && gone > census->active / TA_OWNERS_PART;
}

static void log_held(const census_t *census, apr_uint32_t held)
{
    ta_missing_t *missing = census->site->missing;
    const ta_log_t *log = census->call->log;

    if (ta_logged_set(&missing->logged_held, held) == held) {
        return;
    }
    if (held) {
        ta_log(log, TA_LOG_ERROR, APR_SUCCESS,
               "TA13011: %d of %d owners of tokens are missing from the list of users (%s): their tokens are refused, "
               "but so many are not taken for gone; put the list right, or confirm on the page or by "
               "api/users/confirm_gone that they are gone",
               (int)held, census->active, census->site->directory->description);
    }
    if (!held) {
        ta_log(log, TA_LOG_NOTICE, APR_SUCCESS,
               "TA13012: the owners of tokens that were missing from the list of users (%s) are there again, or gone",
               census->site->directory->description);
    }
}

static void log_later(const census_t *census)
{
    ta_missing_t *missing = census->site->missing;
    apr_uint32_t later = (apr_uint32_t)census->later;

    if (ta_logged_set(&missing->logged_later, later) < later) {
        ta_log(census->call->log, TA_LOG_WARNING, APR_SUCCESS,
               "TA13013: %d owner(s) of tokens are missing from the list of users (%s), but their tokens were made, "
               "resumed or used after it was written: their tokens are refused here and stay as they are; bring this "
               "server's list up to date",
               census->later, census->site->directory->description);
    }
}

static ta_code_t read_log_head(ta_session_t *session, void *baton)
{
    apr_uint64_t hash;

    return ta_audit_head(session, 0, baton, &hash);
}

/* What a comparison that finds none missing depends on, in one word: the list, the log, and the hour, so that what was
 * changed by hand is found too. 0 if that can't be told. */
static apr_uint64_t basis_of(const ta_site_t *site, const ta_call_t *call)
{
    ta_directory_t *directory = site->directory;
    ta_log_mark_t head = {0, 0};
    apr_uint64_t version = directory->ops->version ? directory->ops->version(directory) : 0;

    if (version == 0 || ta_store_read(site->store, call, read_log_head, &head) != TA_OK) {
        return 0;
    }
    /* the last bit is set, so each part must change others */
    return (((version * FNV ^ (apr_uint64_t)head.seq) * FNV ^ (apr_uint64_t)(call->now / TA_OWNERS_ANYWAY_MS)) * FNV) |
           1;
}

ta_code_t ta_owners_reconcile(const ta_site_t *site, const ta_call_t *call)
{
    apr_uint64_t basis = basis_of(site, call);
    apr_uint32_t held;
    census_t census;

    if (basis && atomic_load(&site->missing->none) == basis) {
        return TA_OK;
    }
    if (take_census(&census, site, call) != TA_OK) {
        return TA_FAILED;
    }
    atomic_store(&site->missing->none, census.gone->nelts || census.later ? 0 : basis);
    held = are_too_many(&census) ? (apr_uint32_t)census.gone->nelts : 0;
    apr_atomic_set32(&site->missing->held, held);
    log_held(&census, held);
    log_later(&census);
    return held ? TA_OK : suspend_gone(&census, &server, census.gone->nelts);
}

int ta_owners_held(const ta_site_t *site)
{
    return (int)apr_atomic_read32(&site->missing->held);
}

ta_result_t ta_owners_confirm(const ta_site_t *site, const ta_call_t *call, const ta_actor_t *actor, int count,
                              int *left)
{
    census_t census;

    (void)ta_known_settle(site, call); /* another process may have believed the new list a moment sooner */
    if (take_census(&census, site, call) != TA_OK) {
        return ta_refused(TA_FAILED, "The owners of tokens can't be compared with the list of users at the moment, "
                                     "nothing was changed. Try again later.");
    }
    if (census.gone->nelts != count) {
        return ta_refused(TA_INVALID,
                          apr_psprintf(call->pool, "%d owners of tokens are missing from the list of users now, not %d",
                                       census.gone->nelts, count));
    }
    if (suspend_gone(&census, actor, TA_OWNERS_CONFIRM_MAX) != TA_OK) {
        return ta_refused(TA_FAILED, "The tokens of some owners could not be suspended. Try again later.");
    }
    *left = count > TA_OWNERS_CONFIRM_MAX ? count - TA_OWNERS_CONFIRM_MAX : 0;
    apr_atomic_set32(&site->missing->held, (apr_uint32_t)*left);
    return ta_done();
}
