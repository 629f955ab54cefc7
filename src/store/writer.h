/* SPDX-License-Identifier: Apache-2.0 */
/* Lets one process at a time write to a database that has one writer only. */
#ifndef TA_STORE_WRITER_H
#define TA_STORE_WRITER_H

#include <apr_time.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/types.h>

/*
 * Good for: SQLite. Its BEGIN IMMEDIATE fails while another process writes, and a process that tries again after a nap
 * finds the database taken by one that was awake: processes starve each other. Those that wait for a mutex are woken.
 *
 * How it works: a robust mutex in memory that all processes of all generations share, taken around BEGIN … COMMIT by a
 * thread that has its connection already. A process that writes without it, such as the sqlite3 shell, is met by BEGIN.
 *
 * Thread-safety: any thread of any process that shares the memory.
 *
 * Failure: a process that dies as the holder has its transaction rolled back by SQLite, and the next thread gets the
 * mutex. A process that was stopped as the holder keeps it: the others give up at their deadlines.
 */
typedef struct {
    pthread_mutex_t mutex;
    _Atomic pid_t holder; /* process that writes; 0: none */
} ta_writer_t;

/** Prepares zeroed memory, once, before it is shared. Returns whether the system has such mutexes. */
bool ta_writer_format(ta_writer_t *writer);

/**
 * Waits for the right to write.
 * @param until microseconds of the monotonic clock
 * @return whether the caller has it, and must call ta_writer_give()
 */
bool ta_writer_take(ta_writer_t *writer, apr_time_t until);

/** Gives the right to write back; in the thread that took it. */
void ta_writer_give(ta_writer_t *writer);

/** Returns the process that has the right to write, or had it last when it died; 0: none. */
pid_t ta_writer_holder(ta_writer_t *writer);

#endif
