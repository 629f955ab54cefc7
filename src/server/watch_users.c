/* SPDX-License-Identifier: Apache-2.0 */
/* Reads the list of users, and invalidates the cache when users are removed. */
#include <apr_atomic.h>

#include "base/clock.h"
#include "server/watch_int.h"

apr_uint64_t ta_watch_users_version(const ta_watched_t *watched)
{
    ta_directory_t *directory = watched->site->directory;

    return directory->ops->version ? directory->ops->version(directory) : 0;
}

bool ta_watch_users_were_removed(const ta_watched_t *watched)
{
    return apr_atomic_read32(watched->all_removals) != watched->seen_removals;
}

/* Sites may share a directory, and its refresh() tells only one of them that users were removed. */
static bool find_removals(ta_watched_t *watched, const ta_call_t *call)
{
    ta_directory_t *directory = watched->site->directory;
    apr_uint32_t seen = watched->seen_removals;

    if (directory->ops->refresh && directory->ops->refresh(directory, call)) {
        apr_atomic_inc32(watched->all_removals);
        ta_watch_wake(watched->watch); /* what another site, and the thread that writes, do about it */
    }
    watched->seen_removals = apr_atomic_read32(watched->all_removals);
    return watched->seen_removals != seen;
}

/*
 * Each process that finds users removed invalidates the cache, and each process does as long as it can't read the
 * users. A process that has just started finds none removed; it invalidates the cache if the entries were judged by
 * another list of users than the one that it has read.
 */
void ta_watch_look_at_users(ta_watched_t *watched, const ta_call_t *call)
{
    ta_directory_t *directory = watched->site->directory;
    ta_cache_t *cache = watched->site->cache;
    bool removed = find_removals(watched, call);
    apr_uint64_t version;

    watched->readable = directory->ops->find(directory, call, "-", NULL) != TA_FAILED;
    version = ta_watch_users_version(watched);
    if (watched->has_users && (removed || !watched->readable)) {
        watched->users_at = ta_clock_monotonic();
        ta_watch_wake(watched->watch);
    }
    if (cache && (!watched->readable || (watched->has_users ? removed : version != ta_cache_users(cache)))) {
        ta_cache_flush(cache);
    }
    if (cache && watched->readable) {
        ta_cache_set_users(cache, version);
    }
    watched->has_users = watched->has_users || watched->readable;
}
