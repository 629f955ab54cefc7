/* SPDX-License-Identifier: Apache-2.0 */
/* The users: the interface behind which a password file, a database or an LDAP server stands. */
#ifndef TA_DIRECTORY_DIRECTORY_H
#define TA_DIRECTORY_DIRECTORY_H

#include <apr_tables.h>
#include <stdbool.h>

#include "base/call.h"
#include "base/limits.h"
#include "base/result.h"
#include "directory/match.h"

/*
 * Good for: the question whether a token's owner exists, and lists of users. A token works only while its owner exists.
 *
 * How it works: a provider makes a directory from the arguments of TokenAdminUsers, and the directory answers by its
 * table of functions. It owns its state; what it returns lives in the call's pool. Providers register under
 * TA_DIRECTORY_GROUP (ap_register_provider), so that another module can bring its own.
 *
 * Thread-safety: a directory is made when the configuration is read, started once in each child, and then used by many
 * threads at once.
 *
 * Failure: TA_FAILED for everything that the directory could not read, or could not read whole. The tokens of an owner
 * that a directory lacks are suspended until an administrator resumes them, so a directory must be sure before it
 * returns TA_ABSENT.
 */

#define TA_DIRECTORY_GROUP "tokenadmin-directory"
#define TA_DIRECTORY_VERSION "0"

/** One page of users, by login in byte order. */
typedef struct {
    apr_size_t total;       /* how many match, on all pages */
    const ta_user_t *users; /* those on this page */
    int count;              /* how many */
    bool more;              /* counting was ended: there are more than total, and than this page has */
} ta_user_page_t;

typedef struct ta_directory_t ta_directory_t;

/** The functions of a directory; each takes the directory itself first. */
typedef struct {
    /** Makes threads' locks and the like in a child. @return APR_SUCCESS or why not. */
    apr_status_t (*start)(ta_directory_t *directory, apr_pool_t *child_pool);

    /** Looks for changes outside; cheap when there are none. @return whether users may have gone since the last call
     *  in this process (true at the first). NULL: never. */
    bool (*refresh)(ta_directory_t *directory, const ta_call_t *call);

    /** @return a number for the list of users by which find answers now: the same in all processes as long as the list
     *  is; 0 if there is none. NULL: there never is. */
    apr_uint64_t (*version)(ta_directory_t *directory);

    /** @return when the list of users by which find answers now was written, milliseconds since 1970; 0 if there is
     *  none. NULL: find asks a source that is always up to date. */
    apr_int64_t (*written)(ta_directory_t *directory);

    /** @return TA_OK if there is such a user (user may be NULL, else receives the user), TA_ABSENT, or TA_FAILED. */
    ta_code_t (*find)(ta_directory_t *directory, const ta_call_t *call, const char *login, ta_user_t *user);

    /** Looks again, and waits for at most TA_DIRECTORY_SETTLE_MS until find can tell that a login is absent, if that is
     *  only a matter of a moment and no more than `settlers` threads of this process do so.
     *  @return whether find can tell now. NULL: never. */
    bool (*settle)(ta_directory_t *directory, const ta_call_t *call);

    /** Users that match; first: how many to skip; limit: how many at most.
     *  @return TA_OK with an empty page if there are none, or TA_FAILED. NULL: this directory can't list. */
    ta_code_t (*search)(ta_directory_t *directory, const ta_call_t *call, const ta_match_t *match, apr_size_t first,
                        int limit, ta_user_page_t *page);
} ta_directory_ops_t;

struct ta_directory_t {
    const ta_directory_ops_t *ops;
    const char *description; /* for the log: "file /etc/apache2/htpasswd" */
    bool local;              /* users live in this server's own files or tables (contract section 7) */
    int settlers;            /* set by the caller before start() */
    void *state;
};

/** What a provider offers: it makes a directory from the arguments of TokenAdminUsers. */
typedef struct {
    const char *name; /* TokenAdminUsers' first argument */
    /**
     * @param pool owns the directory; lives as long as the configuration
     * @param args the other arguments of TokenAdminUsers, const char * each
     * @param directory receives it
     * @return NULL, or what is wrong with the arguments and the fix, from pool or constant; no side effects
     */
    const char *(*make)(apr_pool_t *pool, const apr_array_header_t *args, ta_directory_t **directory);
} ta_directory_provider_t;

/** An AuthUserFile: TokenAdminUsers file F [names N]. */
extern const ta_directory_provider_t ta_directory_file;
/** No directory: any well-formed login is known, and no user can be listed: TokenAdminUsers any. */
extern const ta_directory_provider_t ta_directory_any;

#endif
