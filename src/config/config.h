/* SPDX-License-Identifier: Apache-2.0 */
/* The module's configuration records: the values of all directives, as requests read them. */
#ifndef TA_CONFIG_CONFIG_H
#define TA_CONFIG_CONFIG_H

#include <httpd.h>

#include <http_config.h>
#include <stdbool.h>

#include "directory/directory.h"
#include "token/value.h"

/*
 * Good for: reading what is configured for a server (ta_server_conf) or for a request (ta_dir_conf). What runs by it,
 * such as the store, is in server/runtime.h.
 *
 * How it works: httpd creates a record for each server and for each section with a directive of ours, calls the setters
 * (directives.h), and merges: servers once, sections for each request. -1 or NULL means "not configured here". A
 * virtual host without a directive of ours has the main server's record.
 *
 * Thread-safety: a server's record is complete after post_config and const from then on. A request owns what was merged
 * for it.
 *
 * Failure: none while requests are served; check.h refuses what does not fit together.
 */

extern module AP_MODULE_DECLARE_DATA tokenadmin_module;

typedef enum {
    TA_ROLE_SELF,          /* the user's own tokens */
    TA_ROLE_ADMINISTRATOR  /* all users' tokens */
} ta_role_t;

/** A path at which the module answers: TokenAdmin in a <Location>. */
typedef struct {
    const char *path; /* without a slash at its end; "" is the whole site */
    bool below_only;  /* the Location ends in '/': the path without the slash is outside of it */
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

/** How the page looks: TokenAdminBranding. NULL where not configured. */
typedef struct {
    const char *title;
    const char *logo;              /* a URL, or a path of this site */
    const char *logo_origin;       /* of an absolute URL, for the Content-Security-Policy; else NULL */
    const char *stylesheet;        /* likewise */
    const char *stylesheet_origin; /* likewise */
    const char *example;           /* the URL of the page's curl command, or a path of this site */
} ta_branding_t;

/** What is configured for a directory, and so for a request. */
typedef struct {
    bool concerns;                 /* TokenAuth, TokenAdmin or TokenAuthUserHeader stands here, or around */
    const ta_mount_t *mount;       /* NULL: the module does not answer here */
    int auth;                      /* TokenAuth */
    int withheld;                  /* a .htaccess has switched TokenAuth off: backends get no credential all the same */
    int from_htaccess;             /* auth is from a .htaccess */
    int forward;                   /* TokenAuthForward */
    const ta_carriers_t *carriers; /* TokenAuthCredentials */
    struct ta_user_headers_t *user_headers; /* TokenAuthUserHeader */
    apr_array_header_t *origins;   /* const char *, TokenAdminOrigin */
    ta_branding_t branding;
    int all_types; /* TokenAdminTypes: whether the page offers analysis tokens too */
} ta_dir_conf_t;

/** A warning of the configuration check. */
typedef struct {
    server_rec *server;
    const char *text;
} ta_warning_t;

/** What is configured for a server or virtual host. */
typedef struct {
    server_rec *server;
    const char *store_name;    /* TokenAdminStore, or NULL */
    server_rec *store;         /* from check_config on: the server whose DBD pool holds the tokens */
    const char *users;         /* TokenAdminUsers as written, or NULL */
    const char *users_file;    /* the file that TokenAdminUsers names, or NULL */
    ta_directory_t *directory; /* made from TokenAdminUsers */
    ta_stems_t stems;
    ta_stems_t known; /* from post_config on: stems of all servers with TokenAdminUsers; none if there is none */
    int max_days; /* or TA_LIFETIME_NONE */
    int max_tokens;
    int manual_schema;
    apr_int64_t last_used;      /* milliseconds */
    apr_int64_t outage;         /* milliseconds */
    apr_int64_t owner_gone;     /* milliseconds, or TA_OWNER_GONE_NEVER */
    apr_int64_t cache_size;     /* bytes; 0: no cache. The main server's value counts */
    apr_array_header_t *mounts; /* const ta_mount_t *, the main server's first */

    struct ta_runtime_t *runtime; /* from post_config on: server/runtime.h */
    const struct ta_neighbours_t *neighbours; /* from check_config on, in the main server's record */
    apr_array_header_t *warnings; /* ta_warning_t, about all servers; in the main server's record */
} ta_server_conf_t;

/**
 * Whether any directive was read that gives a request something to do here: of the configuration, or of a .htaccess in
 * this process. Until then no hook of a request does anything.
 */
extern bool ta_config_is_used;

/** pre_config: forgets what was read before. */
int ta_config_forget(apr_pool_t *pconf, apr_pool_t *plog, apr_pool_t *ptemp);

/** Creates a server's record, without values; httpd's create_server_config. */
void *ta_server_conf_create(apr_pool_t *pool, server_rec *server);

/** Merges the main server's record (base) and a virtual host's (add); httpd's merge_server_config. */
void *ta_server_conf_merge(apr_pool_t *pool, void *base, void *add);

/** Creates a directory's record, without values; httpd's create_dir_config. */
void *ta_dir_conf_create(apr_pool_t *pool, char *path);

/** Merges the record of an outer section (base) and an inner or later one's (add); httpd's merge_dir_config. */
void *ta_dir_conf_merge(apr_pool_t *pool, void *base, void *add);

/** Returns the record of a server or virtual host. */
static inline ta_server_conf_t *ta_server_conf(const server_rec *server)
{
    return ap_get_module_config(server->module_config, &tokenadmin_module);
}

/** Returns the merged directory record of a request. */
static inline const ta_dir_conf_t *ta_dir_conf(const request_rec *r)
{
    return ap_get_module_config(r->per_dir_config, &tokenadmin_module);
}

/** Returns a request's note, or NULL; most requests have none at all. */
static inline const char *ta_note_of(const request_rec *r, const char *name)
{
    return apr_is_empty_table(r->notes) ? NULL : apr_table_get(r->notes, name);
}

/** Returns where credentials may stand: as configured, or by Bearer and Basic. */
const ta_carriers_t *ta_dir_carriers(const ta_dir_conf_t *conf);

/** Sets the defaults of all servers, and what they know of each other's stems; in post_config. */
void ta_server_conf_complete(server_rec *main_server);

#endif
