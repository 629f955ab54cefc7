/* SPDX-License-Identifier: Apache-2.0 */
/* The lines of a password file, and of the names file beside it: "login:rest", as httpd reads them. */
#ifndef TA_DIRECTORY_HTPASSWD_H
#define TA_DIRECTORY_HTPASSWD_H

#include <stddef.h>

#include "base/text.h"

/*
 * As httpd does (ap_cfg_getline and mod_authn_file): a line that ends in a backslash goes on in the next one; white
 * space around a line is cut off; empty lines and those that begin with '#' are skipped. A line without ':' and one
 * whose login can't be a login sign no user in, so they cost no more than themselves. That holds for a last line
 * without its end, too: a file that is half written is recognised by its users that are missing (belief.h, owners.h).
 * A NUL (a gap that a crash left) and a line that httpd would find too long are reported apart: httpd reads such a
 * file otherwise.
 *
 * Nothing is copied but the login, and lines that go on: the rest of a password file's line is a hash, which is
 * not needed here.
 */

#define TA_HTPASSWD_LINE_MAX 8191 /* bytes; httpd stops reading where a line is longer */

typedef enum {
    TA_HTPASSWD_END,     /* there are no more lines */
    TA_HTPASSWD_ENTRY,   /* login and rest are set */
    TA_HTPASSWD_BAD,     /* the line is no entry; why is set */
    TA_HTPASSWD_DAMAGED, /* the file is not whole; why is set */
    TA_HTPASSWD_LONG     /* the line is too long */
} ta_htpasswd_line_t;

/** A place in a file's text, and what was found there. */
typedef struct {
    const char *at, *end;
    int line;         /* number of the line just read, from 1; of the first one of those that go on */
    int next;         /* number of the line that follows */
    int goes_on;      /* number of the latest line that ends in a backslash; 0: none */
    const char *why;  /* constant, to follow "line N" */
    const char *rest; /* what follows the first ':', until the next call; doesn't end in NUL */
    size_t rest_len;
    char login[TA_LOGIN_MAX + 1];
    char joined[TA_HTPASSWD_LINE_MAX + 1];
} ta_htpasswd_t;

/**
 * @param lines receives the place before the first line
 * @param text the whole file; must outlive lines
 * @param len its length in bytes
 */
void ta_htpasswd_start(ta_htpasswd_t *lines, const char *text, size_t len);

/**
 * Reads on to the next line that is not skipped. After anything but TA_HTPASSWD_END it may be called again.
 * @param lines where to go on
 * @return what the line is
 */
ta_htpasswd_line_t ta_htpasswd_next(ta_htpasswd_t *lines);

/**
 * Overwrites what was copied of a file: it may be a part of a hash.
 * @param lines the place
 */
void ta_htpasswd_end(ta_htpasswd_t *lines);

/**
 * @param rest what follows a login and its ':'
 * @param len its length in bytes
 * @return whether it may be a hash that httpd checks passwords against, or stands for one: "x" as in passwd(5), or "!"
 *         or "*" at its beginning as in shadow(5)
 */
bool ta_htpasswd_is_hash(const char *rest, size_t len);

#endif
