/* SPDX-License-Identifier: Apache-2.0 */
/* The setters of the directives; mod_tokenadmin.c has their table. */
#ifndef TA_CONFIG_DIRECTIVES_H
#define TA_CONFIG_DIRECTIVES_H

#include "config/config.h"

/*
 * A setter checks its arguments and stores them: in the server's record, or, where the table says ACCESS_CONF or
 * OR_AUTHCFG, in conf, a ta_dir_conf_t. It has no other effect, since configtest calls it too.
 *
 * It returns NULL, or a sentence that httpd puts behind "Syntax error on line …": the directive, the value in quotes,
 * what is allowed, and the fix. After AP_INIT_ITERATE it is called for each argument.
 */

/** TokenAdmin ROLE [tokens=refuse|allow] */
const char *ta_set_mount(cmd_parms *cmd, void *conf, int argc, char *const argv[]);

/** TokenAdminStore SERVERNAME */
const char *ta_set_store(cmd_parms *cmd, void *conf, const char *value);

/** TokenAdminUsers PROVIDER ARGUMENT… */
const char *ta_set_users(cmd_parms *cmd, void *conf, int argc, char *const argv[]);

/** TokenAdminPrefix STEM… */
const char *ta_set_prefix(cmd_parms *cmd, void *conf, const char *value);

/** TokenAdminMaxLifetime TIME */
const char *ta_set_max_lifetime(cmd_parms *cmd, void *conf, int argc, char *const argv[]);

/** TokenAdminMaxTokens N */
const char *ta_set_max_tokens(cmd_parms *cmd, void *conf, const char *value);

/** TokenAdminSchema auto|manual */
const char *ta_set_schema(cmd_parms *cmd, void *conf, const char *value);

/** TokenAdminOrigin https://host … */
const char *ta_set_origin(cmd_parms *cmd, void *conf, const char *value);

/** TokenAdminBranding title=TEXT logo=URL stylesheet=URL example=URL */
const char *ta_set_branding(cmd_parms *cmd, void *conf, const char *value);

/** TokenAdminTypes user|all */
const char *ta_set_types(cmd_parms *cmd, void *conf, const char *value);

/** TokenAuth On|Off */
const char *ta_set_auth(cmd_parms *cmd, void *conf, int on);

/** TokenAuthCredentials CARRIER… */
const char *ta_set_credentials(cmd_parms *cmd, void *conf, int argc, char *const argv[]);

/** TokenAuthForward On|Off */
const char *ta_set_forward(cmd_parms *cmd, void *conf, int on);

/** TokenAuthCache SIZE|Off */
const char *ta_set_cache(cmd_parms *cmd, void *conf, const char *value);

/** TokenAdminOwnerGone TIME|never */
const char *ta_set_owner_gone(cmd_parms *cmd, void *conf, const char *value);

/** TokenAuthOutage TIME */
const char *ta_set_outage(cmd_parms *cmd, void *conf, const char *value);

/** TokenAuthLastUsed TIME */
const char *ta_set_last_used(cmd_parms *cmd, void *conf, const char *value);

#endif
