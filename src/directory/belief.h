/* SPDX-License-Identifier: Apache-2.0 */
/* When a reading of a users file is believed, and for how long an old one stands. */
#ifndef TA_DIRECTORY_BELIEF_H
#define TA_DIRECTORY_BELIEF_H

#include "base/limits.h"
#include "directory/reading.h"

/*
 * htpasswd and editors rewrite a file in place: the same inode is truncated and then written, and a read in
 * between finds no user, or half of them. A user that is missing from such a reading would lose all tokens.
 * So one list of users, that of the last reading believed, stands until there is a better one, and two questions are
 * kept apart:
 *
 * - does it serve, that is, are those on it users? (ta_belief_serves)
 * - is it sure, that is, are those not on it no users? (ta_belief_sure)
 *
 * A list is sure while the file is still what the list was read from, and that reading is settled: it was not torn,
 * and no process can have been writing any more, because
 *
 * - the file had not been written for a second (a later write then gives it another time of modification), or
 * - two readings at least a second apart agree in device, inode, time of modification, size and content, or
 * - the file came under its name by a rename after it was written: its status changed later than its content. A file
 *   that was just created under its name (unlink, then write) doesn't have that, and may be half.
 *
 * A reading of another inode takes the list's place at once, and so does one when there is no list that serves, or
 * none that was ever settled. A change in place of a settled list waits for its second, agreeing reading; meanwhile
 * the old list serves and is not sure. It doesn't wait if the file has been at rest for ten seconds: then this process
 * was idle, and its old list must not let in a user that went long ago. For the same reason it stands for ten
 * seconds only while a process goes on writing: then each reading takes its place, and none is sure.
 *
 * A file that can't be used at all leaves the old list serving for a while: ten seconds if it is the same inode (a
 * process is writing), two if the file is missing or another one (a tool that unlinks and creates). Then no login is a
 * user, which means "can't tell", not "gone".
 *
 * Nothing here reads a clock or a file. Thread-safety: none; the caller has a lock. Times are milliseconds of a
 * monotonic clock unless they are called wall.
 */


typedef struct {
    bool has_list, settled;
    bool current;              /* at the last look the file was what the list was read from */
    apr_int64_t doubted_since; /* when it wasn't any more; means something unless current */
    ta_file_id_t list_id;
    apr_int64_t list_at;
    bool waiting; /* for a second reading that agrees with this one */
    ta_file_id_t waiting_id;
    apr_int64_t waiting_at;
    bool faulty; /* at the last look the file couldn't be used */
    apr_int64_t faulty_since, grace;
} ta_belief_t;

/** What becomes of a reading. */
typedef enum {
    TA_BELIEF_TAKE, /* its list takes the old one's place */
    TA_BELIEF_SAME, /* it says what the list says */
    TA_BELIEF_WAIT  /* the old list stands for now */
} ta_belief_verdict_t;

/** When a reading was made. */
typedef struct {
    apr_int64_t began, ended; /* monotonic */
    apr_int64_t wall;         /* when it began, milliseconds since 1970 */
} ta_belief_time_t;

/**
 * Hears that a look at the file found this, and says whether it has to be read.
 * @param belief the state
 * @param id what the look found
 * @return whether the file is what a settled list was read from: then nothing has to be read
 */
bool ta_belief_look(ta_belief_t *belief, const ta_file_id_t *id);

/**
 * Hears of a reading with users in it.
 * @param belief the state
 * @param reading what was read
 * @param when when
 * @return what becomes of it
 */
ta_belief_verdict_t ta_belief_read(ta_belief_t *belief, const ta_reading_t *reading, ta_belief_time_t when);

/**
 * Hears that the file couldn't be used.
 * @param belief the state
 * @param id what the look found; NULL if there was no file
 * @param now when
 */
void ta_belief_fault(ta_belief_t *belief, const ta_file_id_t *id, apr_int64_t now);

/**
 * @param belief the state
 * @param now the time
 * @return whether those on the list are users
 */
bool ta_belief_serves(const ta_belief_t *belief, apr_int64_t now);

/**
 * @param belief the state
 * @return whether logins that aren't on the list are no users
 */
bool ta_belief_sure(const ta_belief_t *belief);

#endif
