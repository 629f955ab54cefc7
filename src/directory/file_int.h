/* SPDX-License-Identifier: Apache-2.0 */
/* The state of a file directory, shared by the part that answers and the part that looks at the file. */
#ifndef TA_DIRECTORY_FILE_INT_H
#define TA_DIRECTORY_FILE_INT_H

#include "base/limits.h"
#include "base/log.h"
#include "base/monitor.h"
#include "directory/belief.h"
#include "directory/directory.h"
#include "directory/list.h"


/*
 * Many threads ask at once; one of them, the looker, looks at the file for all. `looking` says that there is one.
 * What is marked L is written by the looker only and under the lock, so it may read that without; what is
 * marked O is the looker's own.
 */
typedef struct {
    const char *path;
    const char *names_path;     /* NULL: none */
    apr_int64_t (*clock)(void); /* monotonic milliseconds; a test puts its own here before start() */
    apr_pool_t *pool;           /* the child's; NULL before start() */
    ta_monitor_t *monitor;      /* signalled when a look has ended; its lock is never held while a file is read */
    bool looking, ever_looked;
    apr_int64_t looked_at; /* when the last look ended */
    int settling;          /* threads in settle() */
    ta_list_t *list;       /* L; NULL: none was ever believed */
    ta_belief_t belief;    /* L */
    bool gone;             /* L: a list was taken that lacks users of the one before */
    bool refreshed;        /* refresh() was called */
    bool names_joined;     /* O: the names file was read, or found unreadable, for the list */
    ta_file_id_t names_id; /* O: what it was then; zeros if it couldn't be looked at */
    ta_logged_t logged;    /* O: the fault, and whether users can't be looked up; see file_look.c */
} ta_file_t;

/**
 * Looks at the file, reads it if it is not what it was, and changes list and belief accordingly. Logs what changed.
 * @param file the directory's state; the caller is the looker and doesn't hold the lock
 * @param call whose log and wall clock are used
 */
void ta_file_look(ta_file_t *file, const ta_call_t *call);

/**
 * Drops one holder of a list, and the list with the last.
 * @param file the directory's state; the caller doesn't hold the lock
 * @param list the list; may be NULL
 */
void ta_file_drop(ta_file_t *file, ta_list_t *list);

#endif
