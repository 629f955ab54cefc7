/* SPDX-License-Identifier: Apache-2.0 */
/* Reads a file whole, and tells by what it could be told from another version of itself. */
#ifndef TA_DIRECTORY_READING_H
#define TA_DIRECTORY_READING_H

#include <apr_pools.h>
#include <stdbool.h>
#include <stddef.h>

#define TA_READING_MAX ((size_t)64 * 1024 * 1024) /* bytes of a file; more is a mistake, not a list of users */

/** What a file was when it was looked at; times in nanoseconds. */
typedef struct {
    apr_int64_t device, inode, modified, changed, size;
    unsigned char digest[32]; /* of the content; zeros if it was not read */
} ta_file_id_t;

/** A file's content, and its identity after the last byte was read. */
typedef struct {
    ta_file_id_t id;
    bool torn;  /* it was written while it was read */
    char *text; /* doesn't end in NUL */
    size_t len;
} ta_reading_t;

typedef enum {
    TA_FAULT_NONE,
    TA_FAULT_MISSING,   /* it can't be opened */
    TA_FAULT_IRREGULAR, /* it is a directory, a pipe, a device */
    TA_FAULT_BROKEN,    /* the system failed to read it */
    TA_FAULT_LARGE,     /* it has more than TA_READING_MAX bytes */
    TA_FAULT_EMPTY,     /* it has no users */
    TA_FAULT_NO_HASH,   /* no line has what may be a password hash */
    TA_FAULT_BAD,       /* it is damaged */
    TA_FAULT_LONG       /* a line is too long */
} ta_fault_t;

/**
 * Looks at a file without reading it.
 * @param path the file
 * @param id receives all but the digest
 * @param status receives the system's error
 * @return TA_FAULT_NONE, TA_FAULT_MISSING or TA_FAULT_IRREGULAR
 */
ta_fault_t ta_reading_look(const char *path, ta_file_id_t *id, apr_status_t *status);

/**
 * Reads a file.
 * @param pool owns the content; the file is closed again
 * @param path the file
 * @param reading receives it; with TA_FAULT_LARGE the identity only
 * @param status receives the system's error
 * @return TA_FAULT_NONE or one of the four that follow it
 */
ta_fault_t ta_reading_make(apr_pool_t *pool, const char *path, ta_reading_t *reading, apr_status_t *status);

/**
 * Says what is wrong with a users file.
 * @param pool owns the words
 * @param fault not TA_FAULT_NONE
 * @param line the line that is at fault, if one is
 * @param why what is wrong with it, for TA_FAULT_BAD
 * @return words to follow the file's name
 */
const char *ta_fault_words(apr_pool_t *pool, ta_fault_t fault, int line, const char *why);

/**
 * Overwrites the content: it may hold password hashes.
 * @param reading a reading
 */
void ta_reading_wipe(ta_reading_t *reading);

#endif
