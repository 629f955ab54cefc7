/* SPDX-License-Identifier: Apache-2.0 */
/* The cache of verified tokens: shared by all processes of a server, read without a lock. */
#ifndef TA_CACHE_CACHE_H
#define TA_CACHE_CACHE_H

#include <apr_pools.h>
#include <stdbool.h>
#include <sys/types.h>

#include "base/mark.h"
#include "token/type.h"
#include "token/value.h"

/*
 * What it is good for. Of a token that was verified a moment ago the cache knows all that a request needs, so that the
 * next request with it touches no database, no file and no lock. Only good tokens are in it: an unknown value takes
 * nobody's place.
 *
 * How it works. The memory, which the caller brings and which all processes share, is a table of slots in small sets. A
 * token's digest, mixed with a secret of this boot and its store's number, chooses two of them, so nobody outside can
 * aim at one; TA_CACHE_WAYS is the slots in both. With one set alone every eighth token would find it too small long
 * before the table is full. A slot begins with a state word: a version and, while somebody writes, that process's id.
 *
 *   A writer makes an idle state (v, 0) his own by compare-and-swap to (v + 1, process), stores the words of the entry,
 *   and releases the slot by storing (v + 1, 0). There is one writer of a slot at a time.
 *   A reader loads the state, the words, and the state again. He has an entry if both states are the same and idle,
 *   else a miss. He never waits and never writes.
 *
 * Why a reader never has a mixed entry. All words are atomic; those of the entry are stored with release order and
 * loaded with acquire order. Let a reader load a word that some writer stored after the reader's first look at the
 * state. That store comes after the writer's compare-and-swap, and release order keeps it there for whoever acquires
 * the word. So the reader's second look, which acquire order keeps behind the word's load, sees that writer's state or
 * a later one. Versions only grow (40 bits: a reader would have to sleep for a million million writes of one slot), so
 * it differs from the first look: a miss.
 *
 * A writer that is killed leaves its process's number in the state. Readers miss. When httpd's parent process has
 * reaped the child, it calls ta_cache_reap(); from then on the next writer that wants the slot takes it over by
 * compare-and-swap from exactly that state. A writer that is only slow keeps its slot. See processes.h.
 *
 * Revocation. Who revokes commits first, then calls ta_cache_drop(): it raises the store's epoch and then empties each
 * slot in which the token may be. Who fills asks for the epoch before he reads the database and gives it to
 * ta_cache_put(), which makes one of these slots its own and only then compares. So either he sees the raised epoch,
 * and puts nothing, or the slot was his before the epoch was raised, and the emptying finds it in his hands and waits.
 * (The four steps, two by each side, are sequentially consistent.) If he doesn't let go in time, being stopped, the
 * whole store is distrusted: its generation, which is part of each entry, is raised, and his entry is old the moment it
 * is written.
 *
 * A database can be known by several names at once: to the children before and after a restart that changed one, or to
 * two virtual hosts. Values are random, so a digest is the same token under each of them, and is dropped under all.
 *
 * Servers that lag. Where several servers answer for one database, one of them may not know yet of a revocation that
 * was heard from another. So its number is noted by ta_cache_hear() before ta_cache_drop(), and who fills asks for the
 * highest one, ta_cache_heard(), after the epoch and before he reads: an answer from a log that ends before it is older
 * than what is known here, and not to be believed. Whoever asked too early for that has an epoch that is too old.
 *
 * Trust. What other machines revoke is told by the watcher, who reads the store's log. An entry counts only while his
 * last good reading is younger than the outage that is allowed; ta_cache_get() is told the time by a clock that never
 * steps.
 *
 * Last uses are noted in the slot, beside the entry, under a lock of their own that is only ever tried. Who finds it
 * taken leaves his use out: another one is being noted, or was noted a moment ago and is being read. A use stays noted
 * until whoever wrote it says so: if he fails or is killed before, the next one finds it there and writes it. Writing
 * it twice changes nothing.
 *
 * Thread-safety: everything but ta_cache_format() may be called by any thread of any process that has the memory.
 * Failure: there is none but a miss.
 */

#define TA_CACHE_WAYS 16
#define TA_CACHE_STORES 16    /* databases whose tokens one memory can hold at a time */
#define TA_CACHE_TEXT_MAX 280 /* bytes of login, name and project key together; what has more is not cached */
#define TA_CACHE_IP_MAX 48
#define TA_CACHE_AGENT_MAX 72

/** One process's view of the memory, for the tokens of one store. */
typedef struct ta_cache_t ta_cache_t;

/** What is kept of a token. */
typedef struct {
    char id[TA_TOKEN_ID_LENGTH + 1];
    const char *login;
    const char *name;
    const char *project_key; /* NULL if there is none */
    ta_type_t type;
    apr_int64_t expires_at;   /* milliseconds since 1970, TA_NEVER for none */
    apr_int64_t last_used_at; /* as the store has it; only for ta_cache_put() */
    apr_int64_t verified_at;  /* now, in milliseconds since 1970; likewise */
} ta_entry_t;

/** A use that the store doesn't know of yet. */
typedef struct {
    apr_uint32_t slot; /* where it is noted */
    char token_id[TA_TOKEN_ID_LENGTH + 1];
    apr_int64_t at;        /* milliseconds since 1970 */
    apr_int64_t stored_at; /* the last one that the store knows of; 0: none */
    char ip[TA_CACHE_IP_MAX];
    char agent[TA_CACHE_AGENT_MAX]; /* "" if not known */
} ta_noted_use_t;

/** Where an entry was found; for noting a use of it. */
typedef struct {
    apr_uint32_t slot;
    apr_uint64_t version;
} ta_cache_place_t;

/** What one process does for all. */
typedef enum {
    TA_CACHE_READS_LOG,
    TA_CACHE_WRITES_USES,
    TA_CACHE_REVOKES_OVERDUE,
    TA_CACHE_WORKS /* how many there are */
} ta_cache_work_t;

/**
 * @param size bytes of memory
 * @return how many tokens that memory holds; 0 if it is too small
 */
apr_size_t ta_cache_capacity(apr_size_t size);

/**
 * Prepares memory, once, before it is shared. What is too small for any token stays as it is.
 * @param memory zeroed, aligned to 64 bytes, and at least so many
 * @param size bytes
 * @param secret random bytes of this boot
 */
void ta_cache_format(void *memory, apr_size_t size, const unsigned char secret[16]);

/**
 * @param pool owns the text
 * @return what tells this version's layout of the memory from another one's
 */
const char *ta_cache_layout(apr_pool_t *pool);

/**
 * Finds a store's place in the memory, or makes it; by one process at a time. Where there is no room it gets the place
 * of the store that was opened longest ago: views of that one find nothing from then on, and put nothing in.
 * @param pool owns the view
 * @param memory formatted
 * @param now when the configuration was read that names the store, milliseconds of a clock that never steps: those of
 *            one configuration don't take each other's places
 * @param store names the store: the same text means the same store, also after a restart
 * @return the view, or NULL if TA_CACHE_STORES stores of this configuration have a place already or the memory is too
 *         small for any token
 */
ta_cache_t *ta_cache_open(apr_pool_t *pool, void *memory, apr_int64_t now, const char *store);

/**
 * Looks a token up.
 * @param cache the view
 * @param digest its value's digest
 * @param now milliseconds of a clock that never steps
 * @param pool owns the entry's texts
 * @param entry receives it
 * @param place receives where it is
 * @return whether it is there, and may be trusted; that it hasn't expired is for the caller to check
 */
bool ta_cache_get(ta_cache_t *cache, const ta_digest_t *digest, apr_int64_t now, apr_pool_t *pool, ta_entry_t *entry,
                  ta_cache_place_t *place);

/**
 * To be asked before the database is read for ta_cache_put().
 * @param cache the view
 * @return the epoch
 */
apr_uint64_t ta_cache_epoch(ta_cache_t *cache);

/**
 * Puts a token in that was found good, unless something was revoked since.
 * @param cache the view
 * @param digest its value's digest
 * @param epoch asked for before the database was read
 * @param entry the token
 * @param place receives where it is
 * @param lost receives the use of another token of this store that was noted in the slot and not yet written; its at
 *             is 0 if there is none
 * @return whether it is in
 */
bool ta_cache_put(ta_cache_t *cache, const ta_digest_t *digest, apr_uint64_t epoch, const ta_entry_t *entry,
                  ta_cache_place_t *place, ta_noted_use_t *lost);

/**
 * Takes a token out after its revocation was committed. When this returns no process finds it, in no view.
 * @param cache the view
 * @param digest its value's digest
 * @param lost as above
 */
void ta_cache_drop(ta_cache_t *cache, const ta_digest_t *digest, ta_noted_use_t *lost);

/**
 * Distrusts everything of this store that is in the cache.
 * @param cache the view
 */
void ta_cache_flush(ta_cache_t *cache);

/**
 * Distrusts everything in the memory: after revocations of which it is not known whose they were.
 * @param cache any view
 */
void ta_cache_flush_all(ta_cache_t *cache);

/**
 * Releases all that a dead process held, of all stores. For httpd's child_status hook, in the parent, and for
 * MPM_CHILD_EXITED only: a child that has lost its slot in the scoreboard (MPM_CHILD_LOST_SLOT) is alive.
 * @param cache any view
 * @param pid of a child that was waited for; the caller must not have made another child since
 */
void ta_cache_reap(ta_cache_t *cache, pid_t pid);

/**
 * Tests whether ta_cache_note_use() would note a use: for callers that first have to find out what of.
 * @param cache the view
 * @param place where ta_cache_get() or ta_cache_put() has said that the token is
 * @param at milliseconds since 1970
 * @return false if one was noted less than a second ago
 */
bool ta_cache_use_is_due(const ta_cache_t *cache, const ta_cache_place_t *place, apr_int64_t at);

/**
 * Notes a use, at most one a second and token.
 * @param cache the view
 * @param place where ta_cache_get() or ta_cache_put() has said that the token is
 * @param at milliseconds since 1970
 * @param ip the client's address; may be NULL
 * @param agent the client's family; may be NULL
 * @return false if the place is another token's by now, and the use is not noted
 */
bool ta_cache_note_use(ta_cache_t *cache, const ta_cache_place_t *place, apr_int64_t at, const char *ip,
                       const char *agent);

/**
 * Looks for uses that are due to be written: tokens whose last use was not written for an interval. They stay noted.
 * @param cache the view
 * @param now milliseconds since 1970
 * @param interval milliseconds; less than 0: all of them
 * @param from where to go on: 0 at first; receives where the next call goes on, 0 at the end
 * @param uses receives them
 * @param room how many at most
 * @return how many
 */
int ta_cache_due_uses(ta_cache_t *cache, apr_int64_t now, apr_int64_t interval, apr_uint32_t *from,
                      ta_noted_use_t *uses, int room);

/**
 * Says that uses were written. One that was noted meanwhile is still to be.
 * @param cache the view
 * @param uses what ta_cache_due_uses() gave
 * @param count how many
 */
void ta_cache_settle_uses(ta_cache_t *cache, const ta_noted_use_t *uses, int count);

/**
 * Lets one caller of all processes have the work of a time.
 * @param cache the view
 * @param work which work
 * @param now milliseconds of a clock that never steps
 * @param pause milliseconds until it is due again
 * @return whether the caller has it
 */
bool ta_cache_claim(ta_cache_t *cache, ta_cache_work_t work, apr_int64_t now, apr_int64_t pause);

/**
 * Lets one caller of all processes look all owners up, unless that was begun since a moment by the same list of users.
 * @param cache the view
 * @param users the caller's list of users, as for ta_cache_set_users()
 * @param now milliseconds of a clock that never steps
 * @param since the moment; negative before the clock began
 * @param pause milliseconds after which it is begun again by the same list at the soonest
 * @return whether the caller has it
 */
bool ta_cache_claim_walk(ta_cache_t *cache, apr_uint64_t users, apr_int64_t now, apr_int64_t since, apr_int64_t pause);

/**
 * Says that not all owners could be looked up: any process may do it again.
 * @param cache the view
 */
void ta_cache_forget_walk(ta_cache_t *cache);

/**
 * @param cache the view
 * @return up to where the store's log was read; its seq is -1 if it never was
 */
ta_log_mark_t ta_cache_log_mark(ta_cache_t *cache);

/**
 * To be asked for after ta_cache_epoch(), and before the database is read.
 * @param cache the view
 * @return the last row of the store's log that is known to be there; 0: none
 */
apr_int64_t ta_cache_heard(ta_cache_t *cache);

/**
 * Says that a row of the store's log is there, before what it has ended is dropped.
 * @param cache the view
 * @param seq its number
 */
void ta_cache_hear(ta_cache_t *cache, apr_int64_t seq);

/**
 * Says that the store's log was read and all that it tells was done: entries are trusted anew. Nothing if somebody else
 * has gone on from there, or begun anew, meanwhile: then it is for him to say.
 * @param cache the view
 * @param from where the reading began: what ta_cache_log_mark() gave
 * @param to how far it came
 * @param started when it began, in milliseconds of a clock that never steps
 */
void ta_cache_confirm(ta_cache_t *cache, const ta_log_mark_t *from, const ta_log_mark_t *to, apr_int64_t started);

/**
 * Begins anew: at first, or when the store's log is not the one that was read, as after a restored backup. Everything
 * is distrusted, in all views.
 * @param cache the view
 * @param to where the log ends now; revocations from then on are still to be read
 */
void ta_cache_restart(ta_cache_t *cache, const ta_log_mark_t *to);

/**
 * @param cache the view
 * @return the number of the list of users by which what is cached was judged, as ta_cache_set_users() was told; 0: none
 */
apr_uint64_t ta_cache_users(ta_cache_t *cache);

/**
 * Says by which list of users what is cached was judged.
 * @param cache the view
 * @param users the list's number; entries of users that it doesn't have must have been distrusted before
 */
void ta_cache_set_users(ta_cache_t *cache, apr_uint64_t users);

/**
 * @param cache the view
 * @param outage milliseconds for which entries are trusted after a reading; if they are fewer than before, nothing is
 *               trusted until the next one
 */
void ta_cache_set_outage(ta_cache_t *cache, apr_int64_t outage);

#endif
