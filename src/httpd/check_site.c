/* SPDX-License-Identifier: Apache-2.0 */
/* Checks the store and the users of a server, for apachectl configtest and every start. */
#include "httpd/check_int.h"

#include <apr_optional.h>
#include <mod_watchdog.h>
#include <string.h>

#include "base/names.h"
#include "directory/survey.h"
#include "httpd/access.h"
#include "httpd/tree.h"
#include "store/dialect.h"

static int check_database(const ta_server_conf_t *conf, const ta_dbd_t *dbd)
{
    if (!ta_dialect_find(dbd->driver)) {
        return ta_check_wrong(
            conf->server,
            "TA20005: DBDriver \"%s\": tokens can be stored with sqlite3, pgsql or mysql; write one of "
            "these, or name another virtual host's database by " TA_DIRECTIVE_STORE,
            dbd->driver);
    }
    if (ta_pool_is_file(dbd) && dbd->params[0] != '/') {
        return ta_check_wrong(conf->server,
                              "TA20006: DBDParams \"%s\" is not an absolute path; write the whole path of "
                              "the database file",
                              dbd->params);
    }
    if (ta_pool_reconnects(dbd)) {
        ta_check_warn(conf->server,
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
        return ta_check_wrong(conf->server, "TA20001: mod_dbd is not loaded, but " TA_DIRECTIVE_USERS
                                            " needs it to store tokens; load it: a2enmod dbd");
    }
    if (!APR_RETRIEVE_OPTIONAL_FN(ap_watchdog_register_callback)) {
        return ta_check_wrong(conf->server, "TA20002: mod_watchdog is not loaded, but " TA_DIRECTIVE_USERS
                                            " needs it to notice removed users; load it: LoadModule watchdog_module …");
    }
    if (!server) {
        return ta_check_wrong(conf->server,
                              "TA20003: " TA_DIRECTIVE_STORE
                              ": no virtual host has the ServerName \"%s\"; name the one "
                              "that holds DBDriver and DBDParams of the token database",
                              conf->store_name);
    }
    dbd = ta_tree_dbd(server);
    if (!dbd.driver || !dbd.params) {
        return ta_check_wrong(conf->server,
                              "TA20004: %s is missing%s%s: " TA_DIRECTIVE_USERS " needs a database for the tokens; "
                              "write for example DBDriver sqlite3 and DBDParams /var/lib/tokenadmin/tokens.db",
                              dbd.driver ? "DBDParams" : "DBDriver", conf->store_name ? " in virtual host " : "",
                              conf->store_name ? conf->store_name : "");
    }
    return check_database(conf, &dbd);
}

/* Such a file lets httpd sign in, or not, without a word; here tokens depend on it. Not refused: whoever restarts a
 * server while the file is being written would have none. */
static void warn_of_lines(const ta_server_conf_t *conf, const ta_survey_t *survey)
{
    int i;

    for (i = 0; i < survey->passed && i < TA_SURVEY_NOTES; i++) {
        ap_log_error(APLOG_MARK, APLOG_WARNING, 0, conf->server,
                     "TA20080: " TA_DIRECTIVE_USERS " file \"%s\": line %d %s: httpd passes over it, and so does "
                     "mod_tokenadmin; mend or remove the line",
                     conf->users_file, survey->notes[i].line, survey->notes[i].why);
    }
    if (survey->passed > TA_SURVEY_NOTES) {
        ap_log_error(APLOG_MARK, APLOG_WARNING, 0, conf->server,
                     "TA20081: " TA_DIRECTIVE_USERS " file \"%s\": httpd passes over %d more lines", conf->users_file,
                     survey->passed - TA_SURVEY_NOTES);
    }
}

static void warn_of_users_file(apr_pool_t *pool, const ta_server_conf_t *conf)
{
    ta_survey_t survey = {0};
    apr_pool_t *scratch;
    ta_reading_t reading;
    apr_status_t status;
    ta_fault_t fault;

    apr_pool_create(&scratch, pool); /* the file may be large */
    fault = ta_reading_make(scratch, conf->users_file, &reading, &status);
    if (fault == TA_FAULT_NONE) {
        ta_survey(reading.text, reading.len, &survey);
        fault = survey.fault;
        status = APR_SUCCESS;
    }
    ta_reading_wipe(&reading);
    if (fault != TA_FAULT_NONE) {
        ap_log_error(APLOG_MARK, APLOG_WARNING, status, conf->server,
                     "TA20082: " TA_DIRECTIVE_USERS " file \"%s\" %s: until it is an AuthUserFile with users, whatever "
                     "needs a token or the list of users is answered by 503",
                     conf->users_file, ta_fault_words(pool, fault, survey.note.line, survey.note.why));
    }
    warn_of_lines(conf, &survey);
    apr_pool_destroy(scratch);
}

static int check_users(apr_pool_t *pool, const ta_server_conf_t *conf)
{
    const char *why = conf->users_file ? ta_access_check(pool, conf->users_file, TA_ACCESS_READ) : NULL;

    if (why) {
        return ta_check_wrong(conf->server,
                              "TA20007: " TA_DIRECTIVE_USERS " file \"%s\": %s; name an existing AuthUserFile that "
                              "httpd's children may read",
                              conf->users_file, why);
    }
    if (conf->users_file) {
        warn_of_users_file(pool, conf);
    }
    return OK;
}

/* Two lists of users over one store would take each other's users for removed, and suspend their tokens. */
static int check_sharing(server_rec *main_server, const ta_server_conf_t *conf)
{
    server_rec *server;

    for (server = main_server; server; server = server->next) {
        const ta_server_conf_t *other = ta_server_conf(server);

        if (other->users && strcmp(other->users, conf->users) != 0 &&
            ta_tree_store_server(main_server, other) == ta_tree_store_server(main_server, conf)) {
            return ta_check_wrong(conf->server,
                                  "TA20008: " TA_DIRECTIVE_USERS " \"%s\" and \"%s\" share one token database, and "
                                  "each would suspend the tokens of the other's users; give one of the virtual hosts "
                                  "a database of its own by " TA_DIRECTIVE_STORE,
                                  other->users, conf->users);
        }
    }
    return OK;
}

int ta_check_site(apr_pool_t *pool, server_rec *main_server, const ta_server_conf_t *conf)
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
