/* SPDX-License-Identifier: Apache-2.0 */
/* What one directive alone can't know: the store, the users and the mounts fit together. */
#include "httpd/check.h"

#include <apr_optional.h>
#include <apr_strings.h>
#include <http_log.h>
#include <mod_watchdog.h>
#include <string.h>

#include "base/names.h"
#include "httpd/access.h"
#include "httpd/override.h"
#include "httpd/tree.h"
#include "store/dialect.h"

APLOG_USE_MODULE(tokenadmin);

static int wrong(server_rec *server, const char *format, ...) __attribute__((format(printf, 2, 3)));

static int wrong(server_rec *server, const char *format, ...)
{
    char message[MAX_STRING_LEN];
    va_list args;

    va_start(args, format);
    apr_vsnprintf(message, sizeof(message), format, args);
    va_end(args);
    ap_log_error(APLOG_MARK, APLOG_ERR, 0, server, "%s", message);
    return HTTP_INTERNAL_SERVER_ERROR;
}

static const char *place(apr_pool_t *pool, const ap_directive_t *directive)
{
    return apr_psprintf(pool, "%s:%d", directive->filename, directive->line_num);
}

static int check_database(const ta_server_conf_t *conf, const ta_dbd_t *dbd)
{
    if (!ta_dialect_find(dbd->driver)) {
        return wrong(conf->server,
                     "TA20005: DBDriver \"%s\": tokens can be stored with sqlite3, pgsql or mysql; write one of "
                     "these, or name another virtual host's database by " TA_DIRECTIVE_STORE,
                     dbd->driver);
    }
    if (ta_pool_is_file(dbd) && dbd->params[0] != '/') {
        return wrong(conf->server,
                     "TA20006: DBDParams \"%s\" is not an absolute path; write the whole path of "
                     "the database file",
                     dbd->params);
    }
    if (ta_pool_reconnects(dbd)) {
        ap_log_error(APLOG_MARK, APLOG_WARNING, 0, conf->server,
                     "TA20022: DBDParams of DBDriver mysql lack reconnect=0: a lost connection would be replaced "
                     "in silence by one without the settings that tokens need; add reconnect=0");
    }
    return OK;
}

static int check_store(server_rec *main_server, const ta_server_conf_t *conf)
{
    server_rec *server = ta_tree_store_server(main_server, conf);
    ta_dbd_t dbd;

    if (!ta_pool_is_available()) {
        return wrong(conf->server, "TA20001: mod_dbd is not loaded, but " TA_DIRECTIVE_USERS
                                   " needs it to store tokens; load it: a2enmod dbd");
    }
    if (!APR_RETRIEVE_OPTIONAL_FN(ap_watchdog_register_callback)) {
        return wrong(conf->server, "TA20002: mod_watchdog is not loaded, but " TA_DIRECTIVE_USERS
                                   " needs it to notice removed users; load it: LoadModule watchdog_module …");
    }
    if (!server) {
        return wrong(conf->server,
                     "TA20003: " TA_DIRECTIVE_STORE ": no virtual host has the ServerName \"%s\"; name the one "
                     "that holds DBDriver and DBDParams of the token database",
                     conf->store_name);
    }
    dbd = ta_tree_dbd(server);
    if (!dbd.driver || !dbd.params) {
        return wrong(conf->server,
                     "TA20004: %s is missing%s%s: " TA_DIRECTIVE_USERS " needs a database for the tokens; "
                     "write for example DBDriver sqlite3 and DBDParams /var/lib/tokenadmin/tokens.db",
                     dbd.driver ? "DBDParams" : "DBDriver", conf->store_name ? " in virtual host " : "",
                     conf->store_name ? conf->store_name : "");
    }
    return check_database(conf, &dbd);
}

static int check_users(apr_pool_t *pool, const ta_server_conf_t *conf)
{
    const char *why = conf->users_file ? ta_access_check(pool, conf->users_file, TA_ACCESS_READ) : NULL;

    if (why) {
        return wrong(conf->server,
                     "TA20007: " TA_DIRECTIVE_USERS " file \"%s\": %s; name an existing AuthUserFile that "
                     "httpd's children may read",
                     conf->users_file, why);
    }
    return OK;
}

/* Two lists of users over one store would take each other's users for removed, and revoke their tokens. */
static int check_sharing(server_rec *main_server, const ta_server_conf_t *conf)
{
    server_rec *server;

    for (server = main_server; server; server = server->next) {
        const ta_server_conf_t *other = ta_server_conf(server);

        if (other->users && strcmp(other->users, conf->users) != 0 &&
            ta_tree_store_server(main_server, other) == ta_tree_store_server(main_server, conf)) {
            return wrong(conf->server,
                         "TA20008: " TA_DIRECTIVE_USERS " \"%s\" and \"%s\" share one token database, and "
                         "each would revoke the tokens of the other's users; give one of the virtual hosts "
                         "a database of its own by " TA_DIRECTIVE_STORE,
                         other->users, conf->users);
        }
    }
    return OK;
}

static int check_needs_users(apr_pool_t *pool, const ta_server_conf_t *conf)
{
    const ap_directive_t *auth = ta_tree_find(TA_DIRECTIVE_AUTH, "On", conf->server);
    const ap_directive_t *needs =
        conf->mounts->nelts ? APR_ARRAY_IDX(conf->mounts, 0, const ta_mount_t *)->directive : auth;

    if (!needs) {
        return OK;
    }
    return wrong(conf->server,
                 "TA20009: %s at %s needs to know the users; write for example " TA_DIRECTIVE_USERS
                 " file /etc/apache2/htpasswd",
                 needs->directive, place(pool, needs));
}

static int check_override(apr_pool_t *pool, server_rec *server, const ta_mount_t *mount)
{
    const ap_directive_t *over = NULL;
    ta_override_t sure = ta_override_find(pool, mount, server, &over);
    const char *where;

    if (sure == TA_OVERRIDE_NONE) {
        return OK;
    }
    where = apr_psprintf(pool, "%s %s at %s", over->directive, over->args, place(pool, over));
    if (sure == TA_OVERRIDE_SURE && mount->role == TA_ROLE_ADMINISTRATOR) {
        return wrong(server,
                     "TA20018: %s is merged after the mount %s (%s) and replaces its Require: whoever "
                     "it lets in would administer everybody's tokens; put that section before the "
                     "mount's, and in the same virtual host",
                     where, mount->path, place(pool, mount->directive));
    }
    ap_log_error(
        APLOG_MARK, APLOG_WARNING, 0, server,
        "TA20011: %s is merged after the mount %s (%s) and %s its Require; put that section before the mount's, "
        "and in the same virtual host",
        where, mount->path, place(pool, mount->directive), sure == TA_OVERRIDE_SURE ? "replaces" : "may replace");
    return OK;
}

/* Of every virtual host, also of one that has the main server's record: its sections come after the main server's. */
static int check_mounts(apr_pool_t *pool, server_rec *server)
{
    const apr_array_header_t *mounts = ta_server_conf(server)->mounts;
    int result = OK;
    int i;

    for (i = 0; i < mounts->nelts && result == OK; i++) {
        const ta_mount_t *mount = APR_ARRAY_IDX(mounts, i, const ta_mount_t *);

        if (ta_tree_belongs_to(mount->directive, server) && !ta_tree_requires_user(mount->directive->parent)) {
            ap_log_error(APLOG_MARK, APLOG_WARNING, 0, server,
                         "TA20010: nothing in <Location \"%s\"> (%s) requires a user, so that it is another section "
                         "that decides who may come in; put the Require next to " TA_DIRECTIVE_MOUNT,
                         ta_tree_path(pool, mount->directive->parent), place(pool, mount->directive));
        }
        result = check_override(pool, server, mount);
    }
    return result;
}

static void warn_of_later(apr_pool_t *pool, const ta_server_conf_t *conf)
{
    int i;

    for (i = 0; i < conf->later->nelts; i++) {
        const ap_directive_t *directive = APR_ARRAY_IDX(conf->later, i, const ap_directive_t *);

        ap_log_error(APLOG_MARK, APLOG_WARNING, 0, conf->server,
                     "TA20012: %s %s at %s is accepted, but %s in this version", directive->directive, directive->args,
                     place(pool, directive),
                     strcasecmp(directive->directive, TA_DIRECTIVE_MOUNT) == 0 ? "answers 501 Not Implemented"
                                                                               : "has no effect");
    }
}

static int check_site(apr_pool_t *pool, server_rec *main_server, const ta_server_conf_t *conf)
{
    int result = check_store(main_server, conf);

    if (result == OK) {
        result = check_users(pool, conf);
    }
    if (result == OK) {
        result = check_sharing(main_server, conf);
    }
    return result;
}

int ta_check_config(apr_pool_t *pconf, apr_pool_t *plog, apr_pool_t *ptemp, server_rec *main_server)
{
    server_rec *server;
    int result = OK;

    (void)pconf;
    (void)plog;
    for (server = main_server; server && result == OK; server = server->next) {
        const ta_server_conf_t *conf = ta_server_conf(server);

        if (conf->server == server) { /* else a virtual host without directives of ours: the main server's record */
            result = conf->users ? check_site(ptemp, main_server, conf) : check_needs_users(ptemp, conf);
            warn_of_later(ptemp, conf);
        }
        if (result == OK) {
            result = check_mounts(ptemp, server);
        }
    }
    return result;
}
