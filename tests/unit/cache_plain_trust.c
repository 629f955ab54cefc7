/* SPDX-License-Identifier: Apache-2.0 */
/* Reference implementation of cache/trust.h; included behind cache_plain.c, whose table it uses. */
bool ta_cache_claim(ta_cache_t *cache, ta_cache_work_t work, apr_int64_t now, apr_int64_t pause)
{
    place_t *mine = enter(cache);
    bool due = has_place(cache) && (now >= mine->next_claim[work] || mine->next_claim[work] > now + pause);

    mine->next_claim[work] = due ? now + pause : mine->next_claim[work];
    leave(cache);
    return due;
}

bool ta_cache_claim_walk(ta_cache_t *cache, apr_uint64_t users, apr_int64_t now, apr_int64_t since, apr_int64_t pause)
{
    place_t *mine = enter(cache);
    bool due = has_place(cache) && (mine->walked_at == 0 || mine->walk_users != users ||
                                    (mine->walked_at < since && mine->walked_at <= now - pause));

    if (due) {
        mine->walked_at = now;
        mine->walk_users = users;
    }
    leave(cache);
    return due;
}

void ta_cache_forget_walk(ta_cache_t *cache)
{
    enter(cache)->walked_at = 0;
    leave(cache);
}

ta_log_mark_t ta_cache_log_mark(ta_cache_t *cache)
{
    ta_log_mark_t mark = enter(cache)->mark;

    leave(cache);
    return mark;
}

apr_int64_t ta_cache_heard(ta_cache_t *cache)
{
    apr_int64_t heard = enter(cache)->heard;

    leave(cache);
    return heard;
}

void ta_cache_hear(ta_cache_t *cache, apr_int64_t seq)
{
    place_t *mine = enter(cache);

    mine->heard = seq > mine->heard ? seq : mine->heard;
    leave(cache);
}

void ta_cache_confirm(ta_cache_t *cache, const ta_log_mark_t *from, const ta_log_mark_t *to, apr_int64_t started)
{
    place_t *mine = enter(cache);

    if (mine->mark.seq == from->seq) {
        mine->mark = *to;
        mine->trusted_to = started + mine->outage > mine->trusted_to ? started + mine->outage : mine->trusted_to;
    }
    leave(cache);
}

void ta_cache_restart(ta_cache_t *cache, const ta_log_mark_t *to)
{
    place_t *mine;

    ta_cache_flush_all(cache);
    mine = enter(cache);
    mine->mark = *to;
    mine->heard = to->seq;
    leave(cache);
}

apr_uint64_t ta_cache_users(ta_cache_t *cache)
{
    apr_uint64_t users = enter(cache)->users;

    leave(cache);
    return users;
}

void ta_cache_set_users(ta_cache_t *cache, apr_uint64_t users)
{
    enter(cache)->users = users;
    leave(cache);
}

void ta_cache_set_outage(ta_cache_t *cache, apr_int64_t outage)
{
    place_t *mine = enter(cache);

    mine->trusted_to = outage < mine->outage ? 0 : mine->trusted_to;
    mine->outage = outage;
    leave(cache);
}
