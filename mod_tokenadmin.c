/* SPDX-License-Identifier: Apache-2.0 */
/* The module's face: its record, its directives, its hooks. */
#include <httpd.h>

#include "api/api.h"
#include "auth/auth.h"
#include "base/names.h"
#include "config/config.h"
#include "config/directives.h"
#include "config/user_headers.h"
#include "server/start.h"
#include <http_config.h>

static const command_rec directives[] = {
    AP_INIT_TAKE_ARGV(TA_DIRECTIVE_MOUNT, ta_set_mount, NULL, ACCESS_CONF,
                      "What the token administration offers at this Location: self or administrator"),
    AP_INIT_TAKE1(TA_DIRECTIVE_STORE, ta_set_store, NULL, RSRC_CONF,
                  "The virtual host whose DBD pool holds the tokens"),
    AP_INIT_TAKE_ARGV(TA_DIRECTIVE_USERS, ta_set_users, NULL, RSRC_CONF, "Where the users come from"),
    AP_INIT_ITERATE(TA_DIRECTIVE_PREFIX, ta_set_prefix, NULL, RSRC_CONF,
                    "Two letters or digits with which token values begin; further ones are recognised too"),
    AP_INIT_TAKE_ARGV(TA_DIRECTIVE_MAX_LIFETIME, ta_set_max_lifetime, NULL, RSRC_CONF,
                      "The longest lifetime that may be asked for"),
    AP_INIT_TAKE1(TA_DIRECTIVE_MAX_TOKENS, ta_set_max_tokens, NULL, RSRC_CONF, "How many tokens a user may have"),
    AP_INIT_TAKE1(TA_DIRECTIVE_OWNER_GONE, ta_set_owner_gone, NULL, RSRC_CONF,
                  "After how long the tokens of owners that are gone are revoked"),
    AP_INIT_TAKE1(TA_DIRECTIVE_SCHEMA, ta_set_schema, NULL, RSRC_CONF,
                  "Whether the module makes and migrates its tables or only checks them"),
    AP_INIT_TAKE1(TA_DIRECTIVE_EVENTS, ta_set_events, NULL, RSRC_CONF,
                  "Where every change is written to as a line of JSON"),
    AP_INIT_ITERATE(TA_DIRECTIVE_ORIGIN, ta_set_origin, NULL, RSRC_CONF | ACCESS_CONF,
                    "Further origins from which browsers may make changes"),
    AP_INIT_ITERATE(TA_DIRECTIVE_BRANDING, ta_set_branding, NULL, RSRC_CONF | ACCESS_CONF,
                    "Title, logo, stylesheet and example of the page"),
    AP_INIT_TAKE1(TA_DIRECTIVE_TYPES, ta_set_types, NULL, RSRC_CONF | ACCESS_CONF,
                  "Which types of tokens the page offers"),
    AP_INIT_FLAG(TA_DIRECTIVE_AUTH, ta_set_auth, NULL, OR_AUTHCFG,
                 "Whether tokens authenticate here, beside the configured sign-in"),
    AP_INIT_TAKE_ARGV(TA_DIRECTIVE_CREDENTIALS, ta_set_credentials, NULL, RSRC_CONF | ACCESS_CONF,
                      "Where in a request tokens may stand"),
    AP_INIT_FLAG(TA_DIRECTIVE_FORWARD, ta_set_forward, NULL, RSRC_CONF | ACCESS_CONF,
                 "Whether the credential is passed on to backends"),
    AP_INIT_TAKE_ARGV(TA_DIRECTIVE_USER_HEADER, ta_set_user_header, NULL, RSRC_CONF | ACCESS_CONF,
                      "Headers that tell applications the owner of a token, and can't be written by clients"),
    AP_INIT_TAKE1(TA_DIRECTIVE_CACHE, ta_set_cache, NULL, RSRC_CONF,
                  "How much shared memory remembers verified tokens"),
    AP_INIT_TAKE1(TA_DIRECTIVE_OUTAGE, ta_set_outage, NULL, RSRC_CONF,
                  "How long remembered tokens are trusted while the database is away"),
    AP_INIT_TAKE1(TA_DIRECTIVE_LAST_USED, ta_set_last_used, NULL, RSRC_CONF,
                  "How often at most a token's last use is written"),
    {NULL}};

static void register_hooks(apr_pool_t *pool)
{
    ta_start_register(pool);
    ta_auth_register(pool);
    ta_api_register(pool);
}

/* The symbols of this library are hidden but for this one, which httpd looks up. */
__attribute__((visibility("default")))
AP_DECLARE_MODULE(tokenadmin) = {STANDARD20_MODULE_STUFF, ta_dir_conf_create, ta_dir_conf_merge, ta_server_conf_create,
                                 ta_server_conf_merge,    directives,         register_hooks,    AP_MODULE_FLAG_NONE};
