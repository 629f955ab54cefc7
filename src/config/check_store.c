/* SPDX-License-Identifier: Apache-2.0 */
/* Checks the database of a site: driver, parameters, access to its file, statements of other modules. */
#include "config/check_int.h"

#include <apr_optional.h>
#include <apr_strings.h>
#include <string.h>
#include <unistd.h>

#include "base/names.h"
#include "config/access.h"
#include "config/check_report.h"
#include "config/dbd.h"
#include "config/store_choice.h"
#include "config/tree.h"
#include "store/dialect.h"

static int check_modules(apr_pool_t *pool, const ta_server_conf_t *conf)
{
    const char *at = ta_check_at(pool, TA_DIRECTIVE_USERS, conf->server);

    if (!ta_dbd_is_available()) {
        return ta_check_wrong(conf->server,
                              "TA20001: mod_dbd is not loaded, but " TA_DIRECTIVE_USERS
                              "%s needs it to store tokens; load it: a2enmod dbd",
                              at);
    }
    return OK;
}

/* Says in which server the missing directive is, and how to name that server. */
static const char *words_of_others(apr_pool_t *pool, server_rec *main_server, const char *missing)
{
    const ap_directive_t *found = ta_tree_find(missing, NULL, NULL);
    server_rec *server;
    const char *name;

    for (server = main_server; found && server; server = server->next) {
        if (ta_tree_belongs_to(found, server)) {
            name = ta_store_server_name(pool, main_server, server);
            return apr_psprintf(pool, "one is in %s at %s, so write " TA_DIRECTIVE_STORE " %s, or move it",
                                ta_store_server_words(pool, server), ta_check_place(pool, found),
                                name ? name : "NAME with a ServerName of that virtual host");
        }
    }
    return "write for example DBDriver sqlite3 and DBDParams /var/lib/tokenadmin/tokens.db";
}

static int check_driver(apr_pool_t *pool, server_rec *main_server, const ta_server_conf_t *conf, const ta_dbd_t *dbd)
{
    const char *missing = !dbd->driver ? "DBDriver" : !dbd->params ? "DBDParams" : NULL;

    if (missing) {
        return ta_check_wrong(conf->server,
                              "TA20004: %s is missing in %s: " TA_DIRECTIVE_USERS
                              "%s needs a database for the tokens; %s",
                              missing, ta_store_server_words(pool, conf->store),
                              ta_check_at(pool, TA_DIRECTIVE_USERS, conf->server),
                              words_of_others(pool, main_server, missing));
    }
    if (!ta_dialect_find(dbd->driver)) {
        return ta_check_wrong(
            conf->server,
            "TA20005: DBDriver \"%s\"%s: tokens can be stored with sqlite3, pgsql or mysql; write one of "
            "these, or name another virtual host's database by " TA_DIRECTIVE_STORE,
            dbd->driver, ta_check_at(pool, "DBDriver", conf->store));
    }
    if (ta_dbd_is_file(dbd) && dbd->params[0] != '/') {
        return ta_check_wrong(conf->server,
                              "TA20006: DBDParams \"%s\"%s is not an absolute path; write the whole path of "
                              "the database file",
                              dbd->params, ta_check_at(pool, "DBDParams", conf->store));
    }
    if (ta_dbd_reconnects(dbd)) {
        ta_check_warn(conf->server,
                      "TA20022: DBDParams%s of DBDriver mysql lack reconnect=0: a lost connection would be replaced "
                      "in silence by one without the settings that tokens need; add reconnect=0",
                      ta_check_at(pool, "DBDParams", conf->store));
    }
    return OK;
}

static void warn_of_temporary(apr_pool_t *pool, const ta_server_conf_t *conf, const char *path)
{
    static const char *const places[] = {"/tmp/", "/var/tmp/", "/dev/shm/", "/run/", "/var/run/"};
    size_t i;

    for (i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
        if (strncmp(path, places[i], strlen(places[i])) == 0) {
            ta_check_warn(
                conf->server,
                "TA20043: DBDParams%s: the database %s is below %s, which is emptied at a reboot, or is another "
                "directory for a service with PrivateTmp: all tokens would be lost; write for example "
                "DBDParams /var/lib/tokenadmin/tokens.db",
                ta_check_at(pool, "DBDParams", conf->store), path, places[i]);
        }
    }
}

/* SQLite writes all three files; one that a command of root has left behind belongs to root. */
static int check_files(apr_pool_t *pool, const ta_server_conf_t *conf, const char *path)
{
    static const char *const endings[] = {"", "-wal", "-shm"};
    int result = OK;
    size_t i;

    for (i = 0; i < sizeof(endings) / sizeof(endings[0]) && result == OK; i++) {
        const char *file = apr_pstrcat(pool, path, endings[i], NULL);
        const char *why = access(file, F_OK) == 0 ? ta_access_check(pool, file, TA_ACCESS_CHANGE) : NULL;

        if (why && access(file, F_OK) == 0) { /* else a running server has just removed it */
            result = ta_check_fault(
                conf->server,
                "TA20042: DBDParams%s: the database file %s can't be read and written: %s; give it to that "
                "user: chown %s %s",
                ta_check_at(pool, "DBDParams", conf->store), file, why, ta_access_user(pool), file);
        }
    }
    return result;
}

static int check_folder(apr_pool_t *pool, const ta_server_conf_t *conf, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *folder = slash != path ? apr_pstrndup(pool, path, slash - path) : "/";
    const char *why;

    warn_of_temporary(pool, conf, path);
    if (!ta_access_is_children()) {
        return OK; /* this user's permissions are not theirs */
    }
    why = ta_access_check(pool, folder, TA_ACCESS_WRITE);
    return why ? ta_check_fault(
                     conf->server,
                     "TA20013: DBDParams%s: the database directory %s can't be written: %s; make it, or give it to "
                     "that user: install -d -o %s -m 700 %s",
                     ta_check_at(pool, "DBDParams", conf->store), folder, why, ta_access_user(pool), folder)
               : check_files(pool, conf, path);
}

static bool is_same_database(const ta_dbd_t *one, const ta_dbd_t *other)
{
    return one->driver && other->driver && one->params && other->params && strcmp(one->driver, other->driver) == 0 &&
           strcmp(one->params, other->params) == 0;
}

/* Directives whose statements mod_dbd prepares or runs on each connection that it opens. */
static bool gives_statement(const ap_directive_t *node)
{
    static const char *const names[] = {"AuthDBDUserPWQuery",    "AuthDBDUserRealmQuery", "AuthzDBDQuery",
                                        "AuthzDBDRedirectQuery", "DBDPrepareSQL",         "DBDInitSQL"};
    size_t i;

    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        if (ta_tree_is(node, names[i])) {
            return true;
        }
    }
    return ta_tree_is(node, "RewriteMap") && ap_strcasestr(node->args, "dbd:");
}

static const ap_directive_t *find_statement(const ap_directive_t *node, const server_rec *server)
{
    const ap_directive_t *found = NULL;

    for (; node && !found; node = node->next) {
        found = gives_statement(node) && ta_tree_belongs_to(node, server) ? node
                                                                          : find_statement(node->first_child, server);
    }
    return found;
}

/*
 * mod_dbd prepares the main server's statements on connections of every pool, and a connection fails if one of them
 * can't be prepared. On an SQLite file, a prepared statement of another module fails after a change of tables.
 */
static int check_statements(apr_pool_t *pool, server_rec *main_server, const ta_server_conf_t *conf,
                            const ta_dbd_t *dbd)
{
    server_rec *server;

    for (server = main_server; server; server = server->next) {
        const ap_directive_t *found = find_statement(ta_tree_of(server), server);
        ta_dbd_t theirs = found ? ta_dbd_of(server) : (ta_dbd_t){0};

        if (found && ta_dbd_is_file(dbd) && is_same_database(&theirs, dbd)) {
            ta_check_warn(conf->server,
                          "TA20045: %s at %s uses the token database %s: when tables of an SQLite file are made or "
                          "changed, other modules' statements fail until httpd is restarted; give that module a file "
                          "of its own",
                          found->directive, ta_check_place(pool, found), dbd->params);
        }
        else if (found && server == main_server && conf->store != main_server && !is_same_database(&theirs, dbd)) {
            static const char text[] =
                "TA20044: %s at %s: mod_dbd prepares the main server's statements on connections of the token database "
                "too (%s), and no connection is made where one of their tables is missing; move it, with its DBDriver "
                "and DBDParams, into the <VirtualHost> of the site that it is for";
            const char *place = ta_check_place(pool, found);
            const char *where = ta_store_server_words(pool, conf->store);

            if (ta_dbd_is_file(dbd)) {
                return ta_check_wrong(conf->server, text, found->directive, place, where);
            }
            ta_check_warn(conf->server, text, found->directive, place, where);
        }
    }
    return OK;
}

int ta_check_store(apr_pool_t *pool, server_rec *main_server, ta_server_conf_t *conf)
{
    int result = check_modules(pool, conf);
    ta_dbd_t dbd;

    if (result != OK) {
        return result;
    }
    dbd = ta_dbd_of(conf->store);
    result = check_driver(pool, main_server, conf, &dbd);
    if (result == OK && ta_dbd_is_file(&dbd)) {
        result = check_folder(pool, conf, dbd.params);
    }
    return result == OK ? check_statements(pool, main_server, conf, &dbd) : result;
}
