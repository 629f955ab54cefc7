/* SPDX-License-Identifier: Apache-2.0 */
/* The module's configuration records: what the directives leave behind for requests to read. */
#ifndef TA_CONFIG_CONFIG_H
#define TA_CONFIG_CONFIG_H

#include <httpd.h>

#include <http_config.h>
#include <stdbool.h>

#include "directory/directory.h"
#include "token/value.h"

/*
 * A server's record is complete after post_config and const from then on. A directory's record is merged by httpd for
 * each request; -1 or NULL means "not said here", and the functions below give the default.
 */

extern module AP_MODULE_DECLARE_DATA tokenadmin_module;

typedef enum {
    TA_ROLE_SELF,          /* one's own tokens */
    TA_ROLE_ADMINISTRATOR, /* anybody's */
    TA_ROLE_LATER          /* verify, introspect, metrics: accepted, and answered by 501 */
} ta_role_t;

/** A place at which we answer: TokenAdmin in a <Location>. */
typedef struct {
    const char *path; /* without a slash at its end; "" for the whole site */
    bool below_only;  /* the Location ends in '/', so that the bare path is outside of it */
    ta_role_t role;
    bool tokens_may_generate;        /* tokens=allow, or the role's default */
    const ap_directive_t *directive; /* for messages */
} ta_mount_t;

/** Where credentials may stand in a request. */
typedef struct {
    bool bearer;
    bool basic;
    apr_array_header_t *headers; /* const char *, names of other headers */
} ta_carriers_t;

/** How the page presents itself: TokenAdminBranding. NULL for what is not said. */
typedef struct {
    const char *title;
    const char *logo;              /* a URL, or a path of this site */
    const char *logo_origin;       /* of an absolute URL, for the content security policy; else NULL */
    const char *stylesheet;        /* likewise */
    const char *stylesheet_origin; /* likewise */
    const char *example;           /* what the page's curl line calls: a URL, or a path of this site */
} ta_branding_t;

typedef struct {
    const ta_mount_t *mount;       /* NULL: not ours */
    int auth;                      /* TokenAuth */
    int withheld;                  /* a .htaccess has switched TokenAuth off: credentials still don't go on */
    int from_htaccess;             /* auth was said there */
    int forward;                   /* TokenAuthForward */
    const ta_carriers_t *carriers; /* TokenAuthCredentials */
    struct ta_user_headers_t *user_headers; /* TokenAuthUserHeader */
    apr_array_header_t *origins;   /* const char *, TokenAdminOrigin */
    ta_branding_t branding;
    int all_types; /* TokenAdminTypes: whether the page offers tokens for analyses too; -1: not said */
} ta_dir_conf_t;

/** What the check of the configuration warns of. */
typedef struct {
    server_rec *server;
    const char *text;
} ta_warning_t;

typedef struct {
    server_rec *server;
    const char *store_name;    /* TokenAdminStore, or NULL */
    server_rec *store;         /* since check_config: the server whose DBD pool holds the tokens */
    const char *users;         /* TokenAdminUsers as written; NULL: not said */
    const char *users_file;    /* the file that it names, or NULL */
    ta_directory_t *directory; /* made from it */
    ta_stems_t stems;
    ta_stems_t known; /* stems, and those of the other servers that have tokens; none where no server has */
    int max_days; /* longest lifetime, or TA_LIFETIME_NONE */
    int max_tokens;
    int manual_schema;
    apr_int64_t last_used;      /* milliseconds */
    apr_int64_t outage;         /* milliseconds */
    apr_int64_t owner_gone;     /* milliseconds, or TA_OWNER_GONE_NEVER */
    apr_int64_t cache_size;     /* bytes, 0 for none; counts in the main server's record only */
    apr_array_header_t *mounts; /* const ta_mount_t *, those of the main server first */
    apr_array_header_t *later;  /* const ap_directive_t *, accepted without effect in this version */

    struct ta_runtime_t *runtime; /* since post_config: server/runtime.h */
    const struct ta_neighbours_t *neighbours; /* since the check; in the main server's record only */
    apr_array_header_t *warnings; /* ta_warning_t, of the check of all servers; in the main server's record only */
} ta_server_conf_t;

/**
 * @param pool the configuration's
 * @param server the server or virtual host
 * @return an empty ta_server_conf_t
 */
void *ta_server_conf_create(apr_pool_t *pool, server_rec *server);

/**
 * @param pool the configuration's
 * @param base the main server's ta_server_conf_t
 * @param add the virtual host's
 * @return both merged
 */
void *ta_server_conf_merge(apr_pool_t *pool, void *base, void *add);

/**
 * @param pool the configuration's, or the request's
 * @param path the section's path, or NULL
 * @return an empty ta_dir_conf_t
 */
void *ta_dir_conf_create(apr_pool_t *pool, char *path);

/**
 * @param pool the configuration's, or the request's
 * @param base the outer section's ta_dir_conf_t
 * @param add the inner or later section's
 * @return both merged
 */
void *ta_dir_conf_merge(apr_pool_t *pool, void *base, void *add);

/**
 * @param server a server or virtual host
 * @return its record
 */
ta_server_conf_t *ta_server_conf(const server_rec *server);

/**
 * @param r a request
 * @return the record that holds for it
 */
const ta_dir_conf_t *ta_dir_conf(const request_rec *r);

/**
 * @param conf a directory's record
 * @return where credentials may stand: as configured, or Bearer and Basic
 */
const ta_carriers_t *ta_dir_carriers(const ta_dir_conf_t *conf);

/** Puts defaults where nothing is configured, and shares the stems of all servers; when all directives were read. */
void ta_server_conf_complete(server_rec *main_server);

#endif
