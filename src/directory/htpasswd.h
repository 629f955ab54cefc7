/* SPDX-License-Identifier: Apache-2.0 */
/* The lines of a password file, and of the names file beside it: "login:rest", as httpd reads them. */
#ifndef TA_DIRECTORY_HTPASSWD_H
#define TA_DIRECTORY_HTPASSWD_H

#include <stddef.h>

#include "base/text.h"

/*
 * As httpd does, white space around a line is cut off; empty lines and those that begin with '#' are skipped. A line
 * without ':', one whose login can't be a login, one with a NUL (a gap that a crash left in a file) and one that is
 * longer than httpd would take are not skipped but told: the file is then not what it should be, or only half of it.
 *
 * Nothing is copied but the login: the rest of a password file's line is a hash, which nobody here needs.
 */

#define TA_HTPASSWD_LINE_MAX 8191 /* bytes; httpd refuses to start where a line is longer */

typedef enum {
    TA_HTPASSWD_END,   /* there are no more lines */
    TA_HTPASSWD_ENTRY, /* login and rest are set */
    TA_HTPASSWD_BAD,   /* the line is no entry */
    TA_HTPASSWD_LONG   /* the line is too long */
} ta_htpasswd_line_t;

/** A place in a file's text, and what was found there. */
typedef struct {
    const char *at, *end;
    int line; /* number of the line just read, from 1 */
    char login[TA_LOGIN_MAX + 1];
    const char *rest; /* what follows the first ':'; doesn't end in NUL */
    size_t rest_len;
} ta_htpasswd_t;

/**
 * @param lines receives the place before the first line
 * @param text the whole file; must outlive lines
 * @param len its length in bytes
 */
void ta_htpasswd_start(ta_htpasswd_t *lines, const char *text, size_t len);

/**
 * Reads on to the next line that is not skipped. After TA_HTPASSWD_BAD and TA_HTPASSWD_LONG it may be called again.
 * @param lines where to go on
 * @return what the line is
 */
ta_htpasswd_line_t ta_htpasswd_next(ta_htpasswd_t *lines);

#endif
