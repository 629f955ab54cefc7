/* SPDX-License-Identifier: Apache-2.0 */
/* Checks the users of a server, and that servers which share a store agree. */
#include "base/limits.h"
#include "config/check_int.h"

#include <string.h>

#include "base/names.h"
#include "config/access.h"
#include "config/check_report.h"
#include "directory/survey.h"

/* httpd skips such a line without a message, but tokens depend on it. A warning only: a restart while the file is being
 * written must not fail. */
static void warn_of_lines(const ta_server_conf_t *conf, const ta_survey_t *survey)
{
    int i;

    for (i = 0; i < survey->passed && i < TA_SURVEY_NOTES; i++) {
        ta_check_warn(conf->server,
                      "TA20080: " TA_DIRECTIVE_USERS " file \"%s\": line %d %s: httpd passes over it, and so does "
                      "mod_tokenadmin; fix or remove the line",
                      conf->users_file, survey->notes[i].line, survey->notes[i].why);
    }
    if (survey->passed > TA_SURVEY_NOTES) {
        ta_check_warn(conf->server, "TA20081: " TA_DIRECTIVE_USERS " file \"%s\": httpd passes over %d more lines",
                      conf->users_file, survey->passed - TA_SURVEY_NOTES);
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
        char system[128] = "";

        if (status != APR_SUCCESS) {
            apr_strerror(status, system, sizeof(system));
        }
        ta_check_warn(conf->server,
                      "TA20082: " TA_DIRECTIVE_USERS
                      " file \"%s\"%s %s%s%s: until it is an AuthUserFile with users, each request that "
                      "needs a token or the list of users is answered by 503",
                      conf->users_file, ta_check_at(pool, TA_DIRECTIVE_USERS, conf->server),
                      ta_fault_words(pool, fault, survey.note.line, survey.note.why), system[0] ? ": " : "", system);
    }
    warn_of_lines(conf, &survey);
    apr_pool_destroy(scratch);
}

static int check_users(apr_pool_t *pool, const ta_server_conf_t *conf)
{
    const char *why = conf->users_file ? ta_access_check(pool, conf->users_file, TA_ACCESS_READ) : NULL;

    if (why) {
        return ta_check_wrong(conf->server,
                              "TA20007: " TA_DIRECTIVE_USERS " file \"%s\"%s: %s; name an existing AuthUserFile that "
                              "httpd's children may read",
                              conf->users_file, ta_check_at(pool, TA_DIRECTIVE_USERS, conf->server), why);
    }
    if (conf->users_file) {
        warn_of_users_file(pool, conf);
    }
    return OK;
}

static const char *name_of(const server_rec *server)
{
    return server->server_hostname ? server->server_hostname : "the main server";
}

static apr_int64_t or_default(apr_int64_t value, apr_int64_t usual)
{
    return value < 0 ? usual : value;
}

/* Returns a directive that counts once for each store, of which two servers have different values; or NULL. */
static const char *find_contradiction(const ta_server_conf_t *one, const ta_server_conf_t *other)
{
    if (or_default(one->manual_schema, 0) != or_default(other->manual_schema, 0)) {
        return TA_DIRECTIVE_SCHEMA;
    }
    if (or_default(one->last_used, TA_DEFAULT_LAST_USED_MS) != or_default(other->last_used, TA_DEFAULT_LAST_USED_MS)) {
        return TA_DIRECTIVE_LAST_USED;
    }
    if (or_default(one->outage, TA_DEFAULT_OUTAGE_MS) != or_default(other->outage, TA_DEFAULT_OUTAGE_MS)) {
        return TA_DIRECTIVE_OUTAGE;
    }
    if (or_default(one->owner_gone, TA_DEFAULT_OWNER_GONE_MS) !=
        or_default(other->owner_gone, TA_DEFAULT_OWNER_GONE_MS)) {
        return TA_DIRECTIVE_OWNER_GONE;
    }
    return NULL;
}

/* If two servers with different users shared a store, each would suspend the tokens of the other's users. */
static int check_sharing(apr_pool_t *pool, server_rec *main_server, const ta_server_conf_t *conf)
{
    server_rec *server;

    for (server = main_server; server; server = server->next) {
        const ta_server_conf_t *other = ta_server_conf(server);
        const char *directive;

        if (!other->users || other->store != conf->store) {
            continue;
        }
        if (strcmp(other->users, conf->users) != 0) {
            return ta_check_wrong(conf->server,
                                  "TA20008: " TA_DIRECTIVE_USERS " \"%s\"%s and \"%s\"%s share one token database, and "
                                  "each would suspend the tokens of the other's users; give one of the virtual hosts "
                                  "a database of its own by " TA_DIRECTIVE_STORE,
                                  other->users, ta_check_at(pool, TA_DIRECTIVE_USERS, other->server), conf->users,
                                  ta_check_at(pool, TA_DIRECTIVE_USERS, conf->server));
        }
        directive = find_contradiction(other, conf);
        if (directive) {
            return ta_check_wrong(
                conf->server,
                "TA20085: %s has one value for %s%s and another for %s%s, which share one token database, "
                "so that it can have only one; write it once, outside of <VirtualHost>, or give one of the "
                "virtual hosts a database of its own by " TA_DIRECTIVE_STORE,
                directive, name_of(other->server), ta_check_at(pool, directive, other->server), name_of(conf->server),
                ta_check_at(pool, directive, conf->server));
        }
    }
    return OK;
}

/* Whether an earlier server has the same store, or users: these are checked, and warned of, once. */
static bool is_checked(const server_rec *main_server, const ta_server_conf_t *conf, bool by_store)
{
    const server_rec *server;

    for (server = main_server; server && server != conf->server; server = server->next) {
        const ta_server_conf_t *other = ta_server_conf(server);

        if (other->users && (by_store ? other->store == conf->store : strcmp(other->users, conf->users) == 0)) {
            return true;
        }
    }
    return false;
}

int ta_check_site(apr_pool_t *pool, server_rec *main_server, ta_server_conf_t *conf)
{
    int result = is_checked(main_server, conf, true) ? OK : ta_check_store(pool, main_server, conf);

    if (result == OK) {
        result = is_checked(main_server, conf, false) ? OK : check_users(pool, conf);
    }
    if (result == OK) {
        result = check_sharing(pool, main_server, conf);
    }
    return result;
}
