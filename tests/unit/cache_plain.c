/* SPDX-License-Identifier: Apache-2.0 */
/* Reference implementation of the cache for tests: an array with one mutex. cache_plain_trust.c has trust.h. */
#include <apr_strings.h>
#include <pthread.h>
#include <string.h>

#include "cache/memory.h"
#include "cache/trust.h"
#include "cache/uses.h"

#define PAUSE 1000

typedef struct {
    unsigned char digest[TA_DIGEST_LENGTH / 2];
    apr_uint64_t store; /* the number of the store's place; 0: the slot is empty */
    apr_uint64_t generation;
    apr_uint64_t version;
    apr_int64_t expires_at, noted_at, stored_at, put_at;
    char id[TA_TOKEN_ID_LENGTH + 1];
    char type, has_project;
    char texts[TA_CACHE_TEXT_MAX + 3]; /* login, name, project key, each with its NUL */
    char ip[TA_CACHE_IP_MAX], agent[TA_CACHE_AGENT_MAX];
} slot_t;

typedef struct {
    apr_uint64_t key, number, epoch, generation;
    apr_int64_t opened_at;
    apr_uint64_t users, walk_users;
    apr_int64_t walked_at; /* 0: to be done */
    apr_int64_t trusted_to, outage, next_claim[TA_CACHE_WORKS];
    ta_log_mark_t mark;
    apr_int64_t heard;
} place_t;

typedef struct {
    pthread_mutex_t lock; /* guards all that follows */
    apr_size_t count;
    apr_uint64_t numbers;
    place_t places[TA_CACHE_STORES];
    slot_t slots[];
} table_t;

struct ta_cache_t {
    table_t *table;
    place_t *place;
    apr_uint64_t number; /* of the place when it was opened */
    place_t lost;        /* used instead when another store has the place */
};

static bool has_place(const ta_cache_t *cache)
{
    return cache->place->number == cache->number;
}

static place_t *enter(ta_cache_t *cache)
{
    pthread_mutex_lock(&cache->table->lock);
    return has_place(cache) ? cache->place : &cache->lost;
}

static void leave(const ta_cache_t *cache)
{
    pthread_mutex_unlock(&cache->table->lock);
}

apr_size_t ta_cache_capacity(apr_size_t size)
{
    return size > sizeof(table_t) ? (size - sizeof(table_t)) / 512 / TA_CACHE_WAYS * TA_CACHE_WAYS : 0;
}

void ta_cache_format(void *memory, apr_size_t size, const unsigned char secret[16])
{
    table_t *table = memory;
    pthread_mutexattr_t shared;

    (void)secret;
    _Static_assert(sizeof(slot_t) <= 512, "as many tokens as in the real one");
    if (ta_cache_capacity(size) > 0) {
        pthread_mutexattr_init(&shared);
        pthread_mutexattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);
        pthread_mutex_init(&table->lock, &shared);
        table->count = ta_cache_capacity(size);
    }
}

/* The number distinguishes the store's slots and views from those of the store before. */
static void give_place(table_t *table, place_t *place, apr_uint64_t key)
{
    apr_uint64_t epoch = place->epoch, generation = place->generation;

    *place = (place_t){.key = key, .number = ++table->numbers, .epoch = epoch + 1, .generation = generation + 1};
    place->mark.seq = -1;
}

const char *ta_cache_layout(apr_pool_t *pool)
{
    return apr_psprintf(pool, "plain-%d-%d", (int)sizeof(table_t), (int)sizeof(slot_t));
}

ta_cache_t *ta_cache_open(apr_pool_t *pool, void *memory, apr_int64_t now, const char *store)
{
    ta_cache_t *cache = apr_palloc(pool, sizeof(*cache));
    place_t *found = NULL;
    apr_uint64_t key = 5381;
    int i;

    while (*store) {
        key = key * 33 + (unsigned char)*store++;
    }
    cache->table = memory;
    for (i = 0; i < TA_CACHE_STORES && cache->table->count > 0; i++) {
        place_t *place = &cache->table->places[i];

        if (place->key == key) {
            found = place;
            break;
        }
        if (place->key == 0 && (!found || found->key)) {
            found = place;
        }
        if (place->key && place->opened_at != now && (!found || (found->key && place->opened_at < found->opened_at))) {
            found = place;
        }
    }
    if (!found) {
        return NULL;
    }
    if (found->key != key) {
        give_place(cache->table, found, key);
    }
    found->opened_at = now;
    cache->place = found;
    cache->number = found->number;
    cache->lost = (place_t){.number = found->number, .generation = UINT64_MAX, .mark = {-1, 0}};
    return cache;
}

static bool is_of(const slot_t *slot, const place_t *place, const ta_digest_t *digest)
{
    return slot->store == place->number && memcmp(slot->digest, digest->bytes, sizeof(slot->digest)) == 0;
}

bool ta_cache_get(ta_cache_t *cache, const ta_digest_t *digest, apr_int64_t now, apr_pool_t *pool, ta_entry_t *entry,
                  ta_cache_place_t *place)
{
    const place_t *mine = enter(cache);
    bool trusted = now < mine->trusted_to, found = false;
    apr_size_t i;

    for (i = 0; trusted && i < cache->table->count; i++) {
        const slot_t *slot = &cache->table->slots[i];

        if (is_of(slot, mine, digest) && slot->generation == mine->generation) {
            const char *name = slot->texts + strlen(slot->texts) + 1;

            memcpy(entry->id, slot->id, sizeof(entry->id));
            entry->login = apr_pstrdup(pool, slot->texts);
            entry->name = apr_pstrdup(pool, name);
            entry->project_key = slot->has_project ? apr_pstrdup(pool, name + strlen(name) + 1) : NULL;
            entry->type = slot->type;
            entry->expires_at = slot->expires_at;
            entry->last_used_at = 0;
            *place = (ta_cache_place_t){(apr_uint32_t)i, slot->version};
            found = true;
        }
    }
    leave(cache);
    return found;
}

apr_uint64_t ta_cache_epoch(ta_cache_t *cache)
{
    apr_uint64_t epoch = enter(cache)->epoch;

    leave(cache);
    return epoch;
}

static void read_use(const ta_cache_t *cache, const slot_t *slot, ta_noted_use_t *use)
{
    use->at = slot->noted_at > slot->stored_at ? slot->noted_at : 0;
    use->slot = (apr_uint32_t)(slot - cache->table->slots);
    use->stored_at = slot->stored_at;
    memcpy(use->token_id, slot->id, sizeof(use->token_id));
    memcpy(use->ip, slot->ip, sizeof(use->ip));
    memcpy(use->agent, slot->agent, sizeof(use->agent));
}

static slot_t *choose(const ta_cache_t *cache, const ta_digest_t *digest)
{
    const place_t *mine = cache->place;
    slot_t *best = NULL;
    apr_int64_t oldest = INT64_MAX;
    apr_size_t i;

    for (i = 0; i < cache->table->count; i++) {
        slot_t *slot = &cache->table->slots[i];
        bool idle = slot->store == 0 || (slot->store == mine->number && slot->generation != mine->generation);
        apr_int64_t used = is_of(slot, mine, digest)       ? -2
                           : idle                          ? -1
                           : slot->noted_at > slot->put_at ? slot->noted_at
                                                           : slot->put_at;

        if (used < oldest) {
            oldest = used;
            best = slot;
        }
    }
    return best;
}

bool ta_cache_put(ta_cache_t *cache, const ta_digest_t *digest, apr_uint64_t epoch, const ta_entry_t *entry,
                  ta_cache_place_t *place, ta_noted_use_t *lost)
{
    const char *project = entry->project_key ? entry->project_key : "";
    bool good = strlen(entry->login) + strlen(entry->name) + strlen(project) <= TA_CACHE_TEXT_MAX;

    lost->at = 0;
    good = enter(cache)->epoch == epoch && has_place(cache) && good;
    if (good) {
        slot_t *slot = choose(cache, digest);
        char *end = slot->texts;

        if (!is_of(slot, cache->place, digest) || memcmp(slot->id, entry->id, sizeof(slot->id)) != 0) {
            if (slot->store == cache->number) {
                read_use(cache, slot, lost);
            }
            slot->noted_at = slot->stored_at = entry->last_used_at;
        }
        slot->put_at = entry->verified_at;
        memcpy(slot->digest, digest->bytes, sizeof(slot->digest));
        memcpy(slot->id, entry->id, sizeof(slot->id));
        end = apr_cpystrn(end, entry->login, TA_CACHE_TEXT_MAX + 1) + 1;
        end = apr_cpystrn(end, entry->name, TA_CACHE_TEXT_MAX + 1) + 1;
        apr_cpystrn(end, project, TA_CACHE_TEXT_MAX + 1);
        slot->has_project = entry->project_key != NULL;
        slot->type = (char)entry->type;
        slot->expires_at = entry->expires_at;
        slot->store = cache->number;
        slot->generation = cache->place->generation;
        *place = (ta_cache_place_t){(apr_uint32_t)(slot - cache->table->slots), ++slot->version};
    }
    leave(cache);
    return good;
}

void ta_cache_drop(ta_cache_t *cache, const ta_digest_t *digest, ta_noted_use_t *lost)
{
    apr_size_t i;

    enter(cache);
    lost->at = 0;
    for (i = 0; i < TA_CACHE_STORES; i++) {
        cache->table->places[i].epoch++;
    }
    for (i = 0; i < cache->table->count; i++) {
        slot_t *slot = &cache->table->slots[i];

        if (slot->store && memcmp(slot->digest, digest->bytes, sizeof(slot->digest)) == 0) {
            ta_noted_use_t use;

            read_use(cache, slot, &use);
            *lost = use.at > lost->at ? use : *lost;
            slot->store = 0;
            slot->version++;
        }
    }
    leave(cache);
}

void ta_cache_flush(ta_cache_t *cache)
{
    place_t *mine = enter(cache);

    mine->epoch++;
    mine->generation++;
    leave(cache);
}

void ta_cache_flush_all(ta_cache_t *cache)
{
    int i;

    enter(cache);
    for (i = 0; i < TA_CACHE_STORES; i++) {
        cache->table->places[i].epoch++;
        cache->table->places[i].generation++;
    }
    leave(cache);
}

/* There is nothing to release: a process that is killed in this one takes the lock with it. */
void ta_cache_reap(ta_cache_t *cache, pid_t pid)
{
    (void)cache;
    (void)pid;
}

bool ta_cache_use_is_due(const ta_cache_t *cache, const ta_cache_place_t *place, apr_int64_t at)
{
    const slot_t *slot = &cache->table->slots[place->slot];
    bool due;

    enter((ta_cache_t *)cache);
    due = slot->version != place->version || at < slot->noted_at || at >= slot->noted_at + PAUSE;
    leave((ta_cache_t *)cache);
    return due;
}

bool ta_cache_note_use(ta_cache_t *cache, const ta_cache_place_t *place, apr_int64_t at, const char *ip,
                       const char *agent)
{
    slot_t *slot = &cache->table->slots[place->slot];
    bool there;

    enter(cache);
    there = slot->version == place->version;
    if (there && (at < slot->noted_at || at >= slot->noted_at + PAUSE)) {
        apr_cpystrn(slot->ip, ip ? ip : "", sizeof(slot->ip));
        apr_cpystrn(slot->agent, agent ? agent : "", sizeof(slot->agent));
        slot->noted_at = at;
    }
    leave(cache);
    return there;
}

int ta_cache_due_uses(ta_cache_t *cache, apr_int64_t now, apr_int64_t interval, apr_uint32_t *from,
                      ta_noted_use_t *uses, int room)
{
    const place_t *mine = enter(cache);
    int count = 0;

    for (; *from < cache->table->count && count < room; ++*from) {
        slot_t *slot = &cache->table->slots[*from];
        bool due = interval < 0 || slot->stored_at == 0 || now - slot->stored_at >= interval || slot->stored_at > now;

        if (slot->store == mine->number && due && slot->noted_at > slot->stored_at) {
            read_use(cache, slot, &uses[count++]);
        }
    }
    *from = *from < cache->table->count ? *from : 0;
    leave(cache);
    return count;
}

void ta_cache_settle_uses(ta_cache_t *cache, const ta_noted_use_t *uses, int count)
{
    const place_t *mine = enter(cache);
    int i;

    for (i = 0; i < count; i++) {
        slot_t *slot = &cache->table->slots[uses[i].slot];
        bool same = slot->store == mine->number && strcmp(slot->id, uses[i].token_id) == 0;

        slot->stored_at = same && uses[i].at > slot->stored_at ? uses[i].at : slot->stored_at;
    }
    leave(cache);
}
