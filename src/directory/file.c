/* SPDX-License-Identifier: Apache-2.0 */
/* The directory that reads an AuthUserFile: answers from a list in memory, which one thread at a time keeps fresh. */
#include <apr_strings.h>
#include <string.h>

#include "base/clock.h"
#include "base/limits.h"
#include "directory/file_int.h"

static apr_int64_t monotonic(void)
{
    return ta_clock_monotonic() / 1000;
}

/** The child ends. */
static apr_status_t file_stop(void *data)
{
    ta_file_t *file = data;

    ta_file_drop(file, file->list);
    file->list = NULL;
    file->pool = NULL;
    return APR_SUCCESS;
}

static apr_status_t file_start(ta_directory_t *directory, apr_pool_t *child_pool)
{
    ta_file_t *file = directory->state;
    apr_status_t status;

    if (file->pool) {
        return APR_SUCCESS; /* several virtual hosts may share one directory */
    }
    status = ta_monitor_make(child_pool, &file->monitor);
    if (status != APR_SUCCESS) {
        return status;
    }
    memset(&file->belief, 0, sizeof(file->belief));
    memset(&file->names_id, 0, sizeof(file->names_id));
    file->settling = 0;
    file->looking = file->ever_looked = file->refreshed = file->names_joined = false;
    file->gone = true;
    file->logged = 0;
    file->pool = child_pool;
    apr_pool_cleanup_register(child_pool, file, file_stop, apr_pool_cleanup_null);
    return APR_SUCCESS;
}

static bool older_than(const ta_file_t *file, apr_int64_t age)
{
    return !file->ever_looked || file->clock() - file->looked_at >= age;
}

/** Looks if the last look is older than that, or waits for the thread that looks: with the lock, not held meanwhile.
 *  False: can't tell. */
static bool freshen(ta_file_t *file, const ta_call_t *call, apr_int64_t age)
{
    const apr_int64_t stale = age < TA_FILE_LOOK_MS ? age : TA_FILE_STALE_MS;
    const apr_time_t until = ta_clock_monotonic() + apr_time_from_msec(TA_FILE_WAIT_MS);

    if (!file->looking && older_than(file, age)) {
        file->looking = true;
        ta_monitor_unlock(file->monitor);
        ta_file_look(file, call);
        ta_monitor_lock(file->monitor);
        file->looking = false;
        file->ever_looked = true;
        file->looked_at = file->clock();
        ta_monitor_broadcast(file->monitor);
        return true;
    }
    /* an idle process has an old list, which is good for no answer, above all not for "absent" */
    while (file->looking && older_than(file, stale)) {
        if (ta_clock_monotonic() >= until) {
            return false;
        }
        ta_monitor_wait(file->monitor, until);
    }
    return true;
}

/** Takes hold of the list that serves now, if any, from a look not older than age; sure receives whether it also tells
 *  which logins are no users. */
static ta_list_t *hold(ta_file_t *file, const ta_call_t *call, apr_int64_t age, bool *sure)
{
    ta_list_t *list = NULL;

    *sure = false;
    if (!file->pool) {
        return NULL;
    }
    ta_monitor_lock(file->monitor);
    if (freshen(file, call, age) && ta_belief_serves(&file->belief, file->clock())) {
        list = file->list;
        list->holders++;
        *sure = ta_belief_sure(&file->belief);
    }
    ta_monitor_unlock(file->monitor);
    return list;
}

static bool refresh(ta_directory_t *directory, const ta_call_t *call)
{
    ta_file_t *file = directory->state;
    bool sure, gone = false;
    ta_list_t *list = hold(file, call, TA_FILE_LOOK_MS, &sure);

    if (!file->pool) {
        return true;
    }
    ta_monitor_lock(file->monitor);
    /* before the list is sure, no user would be found absent: the news is kept for a call that can use it */
    if (!file->refreshed || (sure && file->gone)) {
        gone = true;
    }
    if (sure) {
        file->gone = false;
    }
    file->refreshed = true;
    ta_monitor_unlock(file->monitor);
    ta_file_drop(file, list);
    return gone;
}

static apr_uint64_t version(ta_directory_t *directory)
{
    ta_file_t *file = directory->state;
    apr_uint64_t number = 0;

    if (file->pool) {
        ta_monitor_lock(file->monitor);
        if (file->list) {
            memcpy(&number, file->belief.list_id.digest, sizeof(number));
            number |= 1;
        }
        ta_monitor_unlock(file->monitor);
    }
    return number;
}

/* A copy keeps the time of modification of what it was made from, which is the one that counts. It may be set to any
 * time, the status time to none: what claims to come from the future is as old as its place here. */
static apr_int64_t file_written(ta_directory_t *directory)
{
    ta_file_t *file = directory->state;
    apr_int64_t at = 0;

    if (file->pool) {
        ta_monitor_lock(file->monitor);
        if (file->list) {
            const ta_file_id_t *id = &file->belief.list_id;

            at = (id->modified < id->changed ? id->modified : id->changed) / 1000000;
        }
        ta_monitor_unlock(file->monitor);
    }
    return at;
}

static ta_code_t find_by(ta_file_t *file, const ta_call_t *call, apr_int64_t age, const char *login, ta_user_t *user)
{
    bool sure;
    ta_list_t *list = hold(file, call, age, &sure);
    const ta_user_t *found = list && login ? ta_list_find(list, login) : NULL;
    ta_code_t code = found ? TA_OK : list && sure ? TA_ABSENT : TA_FAILED;

    if (found && user) {
        user->login = apr_pstrdup(call->pool, found->login);
        user->name = apr_pstrdup(call->pool, found->name);
        user->email = apr_pstrdup(call->pool, found->email);
    }
    ta_file_drop(file, list);
    return code;
}

/* Each process looks in its own second: a user just added, whose first token another process has made already, must not
 * be absent here, or that token would be suspended. So "absent" is said only after another look. */
static ta_code_t file_find(ta_directory_t *directory, const ta_call_t *call, const char *login, ta_user_t *user)
{
    ta_code_t code = find_by(directory->state, call, TA_FILE_LOOK_MS, login, user);

    return code == TA_ABSENT ? find_by(directory->state, call, TA_FILE_ABSENT_MS, login, user) : code;
}

/* With the lock: one of the waiting threads looks, the others wait for it. */
static bool is_sure_soon(ta_file_t *file, const ta_call_t *call)
{
    const apr_time_t until = ta_clock_monotonic() + apr_time_from_msec(TA_DIRECTORY_SETTLE_MS);

    for (;;) {
        ta_call_t later = *call; /* whether a file is at rest depends on the time of the look */

        later.now = ta_now();
        if (!freshen(file, &later, TA_FILE_SETTLE_LOOK_MS) || !ta_belief_serves(&file->belief, file->clock()) ||
            file->belief.faulty) {
            return false;
        }
        if (ta_belief_sure(&file->belief)) {
            return true;
        }
        if (ta_clock_monotonic() >= until) { /* after a last look, however late this thread comes to it */
            return false;
        }
        ta_monitor_wait(file->monitor, ta_clock_monotonic() + apr_time_from_msec(TA_FILE_SETTLE_LOOK_MS));
    }
}

static bool file_settle(ta_directory_t *directory, const ta_call_t *call)
{
    ta_file_t *file = directory->state;
    bool sure = false;

    if (!file->pool) {
        return false;
    }
    ta_monitor_lock(file->monitor);
    if (file->settling < directory->settlers) {
        file->settling++;
        sure = is_sure_soon(file, call);
        file->settling--;
    }
    ta_monitor_unlock(file->monitor);
    return sure;
}

static ta_code_t search(ta_directory_t *directory, const ta_call_t *call, const ta_match_t *match, apr_size_t first,
                        int limit, ta_user_page_t *page)
{
    ta_file_t *file = directory->state;
    bool sure;
    ta_list_t *list = hold(file, call, TA_FILE_LOOK_MS, &sure);

    if (!list) {
        return TA_FAILED;
    }
    ta_list_search(list, call->pool, match, first, limit, page);
    ta_file_drop(file, list);
    return TA_OK;
}

static const char *file_make(apr_pool_t *pool, const apr_array_header_t *args, ta_directory_t **directory)
{
    static const ta_directory_ops_t ops = {.start = file_start,
                                           .refresh = refresh,
                                           .version = version,
                                           .written = file_written,
                                           .find = file_find,
                                           .settle = file_settle,
                                           .search = search};
    const char *const *arg = (const char *const *)args->elts;
    ta_file_t *file;

    if (args->nelts != 1 && (args->nelts != 3 || strcmp(arg[1], "names") != 0)) {
        return "needs the path of an AuthUserFile; write: file /etc/apache2/htpasswd, "
               "or: file /etc/apache2/htpasswd names /etc/apache2/names";
    }
    if (arg[0][0] != '/' || (args->nelts == 3 && arg[2][0] != '/')) {
        return apr_psprintf(pool, "\"%s\" is not an absolute path; write it from / on",
                            arg[0][0] != '/' ? arg[0] : arg[2]);
    }
    file = apr_pcalloc(pool, sizeof(*file));
    file->path = apr_pstrdup(pool, arg[0]);
    file->names_path = args->nelts == 3 ? apr_pstrdup(pool, arg[2]) : NULL;
    file->clock = monotonic;
    *directory = apr_pcalloc(pool, sizeof(**directory));
    (*directory)->ops = &ops;
    (*directory)->description = apr_pstrcat(pool, "file ", file->path, NULL);
    (*directory)->local = true;
    (*directory)->state = file;
    return NULL;
}

const ta_directory_provider_t ta_directory_file = {"file", file_make};
