/* SPDX-License-Identifier: Apache-2.0 */
/* The module's face: its directives, and its hooks in the order in which they run. */
#include <httpd.h>

#include <ap_provider.h>
#include <apr_optional_hooks.h>
#include <http_config.h>
#include <http_protocol.h>
#include <http_request.h>
#include <mod_proxy.h>
#include <mpm_common.h>

#include "api/hooks.h"
#include "auth/gates.h"
#include "auth/hooks.h"
#include "base/names.h"
#include "config/check.h"
#include "config/config.h"
#include "config/directives.h"
#include "config/user_headers.h"
#include "directory/directory.h"
#include "server/start.h"

#define BEFORE_ALL (APR_HOOK_REALLY_FIRST - 1) /* no other module known to us registers at this rank */
#define PER_CONF AP_AUTH_INTERNAL_PER_CONF     /* a subrequest is authenticated anew only under another configuration */

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

/* The start of httpd, then of each child. */
static void register_start(void)
{
    static const char *const dbd[] = {"mod_dbd.c", NULL};

    ap_hook_pre_config(ta_config_forget, NULL, NULL, APR_HOOK_REALLY_FIRST);
    ap_hook_pre_config(ta_rule_replace_providers, NULL, NULL, APR_HOOK_REALLY_LAST);
    ap_hook_check_config(ta_check_config, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_post_config(ta_start_post_config, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_child_init(ta_start_child_init, NULL, dbd, APR_HOOK_FIRST);
    ap_hook_child_init(ta_start_child_ready, dbd, NULL, APR_HOOK_LAST);
    ap_hook_child_status(ta_start_child_status, NULL, NULL, APR_HOOK_MIDDLE);
#if AP_MODULE_MAGIC_AT_LEAST(20120211, 110)
    ap_hook_child_stopping(ta_start_child_stopping, NULL, NULL, APR_HOOK_MIDDLE);
#endif
}

/* What runs of a request's hooks, and for which requests. */
IF_USED(ta_mount_remember)
IF_USED(ta_mount_translate)
IF_USED(ta_mount_map)
IF_USED(ta_identity_begin)
IF_USED(ta_authn_check)
IF_USED(ta_authz_forget_denial)
IF_USED(ta_privacy_before_log)
IF_CONCERNED(ta_headers_clean)
IF_CONCERNED(ta_mellon_set_aside)
IF_CONCERNED(ta_authn_take_headers)
IF_CONCERNED(ta_authn_forget_user)
IF_CONCERNED(ta_entry_check_access)
IF_CONCERNED(ta_rule_note_open)
IF_CONCERNED(ta_entry_force_authn)
IF_CONCERNED(ta_authn_force)
IF_CONCERNED(ta_authn_challenge_last)
IF_CONCERNED(ta_rule_ask)
IF_CONCERNED(ta_rule_note_accepted)
IF_CONCERNED(ta_variables_export)
IF_CONCERNED(ta_privacy_fixups)
IF_CONCERNED(ta_caching_fixups)
IF_CONCERNED(ta_renamed_before_handler)
IF_CONCERNED(ta_mount_handler)
IF_CONCERNED(ta_usage_note)
IF_CONCERNED(ta_privacy_proxy_fixups)
DO_IF_CONCERNED(ta_authn_sign_in_replaced)
DO_IF_CONCERNED(ta_authz_challenge_error_page)
DO_IF_CONCERNED(ta_caching_insert_filters)

/* A request, until its user is known and authorized. */
static void register_sign_in(void)
{
    /* Tokens come before every other sign-in, in whatever order the modules are loaded, and before mod_ssl, whose
     * FakeBasicAuth overwrites Authorization. The rank alone is not enough: mod_perl has the same, mod_auth_tkt the
     * next one. */
    static const char *const sign_ins[] = {"mod_ssl.c",         "mod_perl.c",           "mod_lua.c",
                                           "mod_auth_tkt.c",    "mod_auth_pubtkt.c",    "mod_auth_basic.c",
                                           "mod_auth_digest.c", "mod_auth_form.c",      "mod_auth_openidc.c",
                                           "mod_oauth2.c",      "mod_auth_mellon.c",    "mod_auth_gssapi.c",
                                           "mod_auth_kerb.c",   "mod_auth_cas.c",       "mod_shib.cpp",
                                           "mod_authnz_fcgi.c", "mod_session_cookie.c", "mod_wsgi.c", NULL};
    static const char *const core[] = {"core.c", NULL};
    static const char *const authn_core[] = {"mod_authn_core.c", NULL};

    ap_hook_translate_name(ta_mount_remember_gated, NULL, NULL, APR_HOOK_REALLY_FIRST);
    ap_hook_translate_name(ta_mount_translate_gated, NULL, core, APR_HOOK_REALLY_LAST);
    ap_hook_map_to_storage(ta_mount_map_gated, NULL, NULL, APR_HOOK_REALLY_FIRST);
    ap_hook_post_perdir_config(ta_identity_begin_gated, NULL, NULL, BEFORE_ALL);
    ap_hook_post_perdir_config(ta_headers_clean_gated, NULL, NULL, APR_HOOK_REALLY_FIRST);
    ap_hook_post_perdir_config(ta_mellon_set_aside_gated, NULL, NULL, APR_HOOK_FIRST);
    ap_hook_check_access(ta_authn_take_headers_gated, NULL, sign_ins, APR_HOOK_REALLY_FIRST, PER_CONF);
    ap_hook_check_access(ta_authn_forget_user_gated, NULL, NULL, APR_HOOK_LAST, PER_CONF);
    ap_hook_check_access(ta_entry_check_access_gated, NULL, NULL, APR_HOOK_REALLY_LAST, PER_CONF);
    ap_hook_force_authn(ta_rule_note_open_gated, NULL, NULL, BEFORE_ALL);
    ap_hook_force_authn(ta_entry_force_authn_gated, NULL, NULL, APR_HOOK_REALLY_FIRST);
    ap_hook_force_authn(ta_authn_force_gated, NULL, NULL, APR_HOOK_FIRST);
    ap_hook_check_authn(ta_authn_check_gated, NULL, sign_ins, APR_HOOK_REALLY_FIRST, PER_CONF);
    ap_hook_check_authn(ta_authn_challenge_last_gated, NULL, authn_core, APR_HOOK_LAST, PER_CONF);
    ap_hook_note_auth_failure(ta_authn_note_failure, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_check_authz(ta_rule_ask_gated, NULL, NULL, BEFORE_ALL, PER_CONF);
}

/* An authorized request, until its line in the log. */
static void register_answer(void)
{
    /* mod_perl runs PerlLogHandler at the same rank, and before us where it is loaded first. */
    static const char *const loggers[] = {"mod_perl.c", NULL};

    ap_hook_fixups(ta_rule_note_accepted_gated, NULL, NULL, APR_HOOK_REALLY_FIRST);
    ap_hook_fixups(ta_variables_export_gated, NULL, NULL, APR_HOOK_FIRST);
    ap_hook_fixups(ta_authz_forget_denial_gated, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_fixups(ta_privacy_fixups_gated, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_fixups(ta_caching_fixups_gated, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_insert_filter(ta_authn_sign_in_replaced_gated, NULL, NULL, APR_HOOK_FIRST);
    ap_hook_insert_filter(ta_authz_challenge_error_page_gated, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_insert_filter(ta_caching_insert_filters_gated, NULL, NULL, APR_HOOK_LAST);
    ap_hook_handler(ta_renamed_before_handler_gated, NULL, NULL, BEFORE_ALL);
    ap_hook_handler(ta_mount_handler_gated, NULL, NULL, APR_HOOK_REALLY_FIRST);
    APR_OPTIONAL_HOOK(proxy, fixups, ta_privacy_proxy_fixups_gated, NULL, NULL, APR_HOOK_LAST);
    ap_hook_insert_error_filter(ta_authz_challenge, NULL, NULL, APR_HOOK_MIDDLE);
    ap_hook_log_transaction(ta_privacy_before_log_gated, NULL, loggers, BEFORE_ALL);
    ap_hook_log_transaction(ta_usage_note_gated, NULL, NULL, APR_HOOK_MIDDLE);
}

static void register_hooks(apr_pool_t *pool)
{
    ap_register_provider(pool, TA_DIRECTORY_GROUP, ta_directory_file.name, TA_DIRECTORY_VERSION, &ta_directory_file);
    ap_register_provider(pool, TA_DIRECTORY_GROUP, ta_directory_any.name, TA_DIRECTORY_VERSION, &ta_directory_any);
    ta_authz_register_providers(pool);
    ta_caching_register_filters();
    register_start();
    register_sign_in();
    register_answer();
}

/* The symbols of this library are hidden but for this one, which httpd looks up. */
__attribute__((visibility("default")))
AP_DECLARE_MODULE(tokenadmin) = {STANDARD20_MODULE_STUFF, ta_dir_conf_create, ta_dir_conf_merge, ta_server_conf_create,
                                 ta_server_conf_merge,    directives,         register_hooks,    AP_MODULE_FLAG_NONE};
