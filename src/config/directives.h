/* SPDX-License-Identifier: Apache-2.0 */
/* The directives' setters: each checks its value when the configuration is read. */
#ifndef TA_CONFIG_DIRECTIVES_H
#define TA_CONFIG_DIRECTIVES_H

#include "config/config.h"

/*
 * A setter returns NULL, or a sentence that httpd puts behind "Syntax error on line …": the directive, the value in
 * quotes, what is allowed, the fix. None of them has side effects: they run in configtest too.
 */

/**
 * TokenAdmin ROLE [tokens=refuse|allow]
 * @param cmd httpd's
 * @param conf a ta_dir_conf_t
 * @param argc number of arguments
 * @param argv arguments
 * @return NULL or what is wrong
 */
const char *ta_set_mount(cmd_parms *cmd, void *conf, int argc, char *const argv[]);

/**
 * TokenAdminStore SERVERNAME
 * @param cmd httpd's
 * @param conf unused
 * @param value the argument
 * @return NULL or what is wrong
 */
const char *ta_set_store(cmd_parms *cmd, void *conf, const char *value);

/**
 * TokenAdminUsers PROVIDER ARGUMENT…
 * @param cmd httpd's
 * @param conf unused
 * @param argc number of arguments
 * @param argv arguments
 * @return NULL or what is wrong
 */
const char *ta_set_users(cmd_parms *cmd, void *conf, int argc, char *const argv[]);

/**
 * TokenAdminPrefix STEM…
 * @param cmd httpd's
 * @param conf unused
 * @param value one of the arguments
 * @return NULL or what is wrong
 */
const char *ta_set_prefix(cmd_parms *cmd, void *conf, const char *value);

/**
 * TokenAdminMaxLifetime TIME [existing=…]
 * @param cmd httpd's
 * @param conf unused
 * @param argc number of arguments
 * @param argv arguments
 * @return NULL or what is wrong
 */
const char *ta_set_max_lifetime(cmd_parms *cmd, void *conf, int argc, char *const argv[]);

/**
 * TokenAdminMaxTokens N
 * @param cmd httpd's
 * @param conf unused
 * @param value the argument
 * @return NULL or what is wrong
 */
const char *ta_set_max_tokens(cmd_parms *cmd, void *conf, const char *value);

/**
 * TokenAdminSchema auto|manual
 * @param cmd httpd's
 * @param conf unused
 * @param value the argument
 * @return NULL or what is wrong
 */
const char *ta_set_schema(cmd_parms *cmd, void *conf, const char *value);

/**
 * TokenAdminEvents FILE|"|program"
 * @param cmd httpd's
 * @param conf unused
 * @param value the argument
 * @return NULL or what is wrong
 */
const char *ta_set_events(cmd_parms *cmd, void *conf, const char *value);

/**
 * TokenAdminOrigin https://host …
 * @param cmd httpd's
 * @param conf a ta_dir_conf_t
 * @param value one of the arguments
 * @return NULL or what is wrong
 */
const char *ta_set_origin(cmd_parms *cmd, void *conf, const char *value);

/**
 * TokenAdminBranding title=TEXT logo=URL stylesheet=URL example=URL
 * @param cmd httpd's
 * @param conf a ta_dir_conf_t
 * @param value one of the arguments
 * @return NULL or what is wrong
 */
const char *ta_set_branding(cmd_parms *cmd, void *conf, const char *value);

/**
 * TokenAdminTypes user|all
 * @param cmd httpd's
 * @param conf a ta_dir_conf_t
 * @param value the argument
 * @return NULL or what is wrong
 */
const char *ta_set_types(cmd_parms *cmd, void *conf, const char *value);

/**
 * TokenAuth On|Off
 * @param cmd httpd's
 * @param conf a ta_dir_conf_t
 * @param on the argument
 * @return NULL
 */
const char *ta_set_auth(cmd_parms *cmd, void *conf, int on);

/**
 * TokenAuthCredentials CARRIER…
 * @param cmd httpd's
 * @param conf a ta_dir_conf_t
 * @param argc number of arguments
 * @param argv arguments
 * @return NULL or what is wrong
 */
const char *ta_set_credentials(cmd_parms *cmd, void *conf, int argc, char *const argv[]);

/**
 * TokenAuthForward On|Off
 * @param cmd httpd's
 * @param conf a ta_dir_conf_t
 * @param on the argument
 * @return NULL
 */
const char *ta_set_forward(cmd_parms *cmd, void *conf, int on);

/**
 * TokenAuthCache SIZE|Off
 * @param cmd httpd's
 * @param conf unused
 * @param value the argument
 * @return NULL or what is wrong
 */
const char *ta_set_cache(cmd_parms *cmd, void *conf, const char *value);

/**
 * TokenAdminOwnerGone TIME|never: after so long the tokens of owners that are gone are revoked.
 * @param cmd where it stands
 * @param conf unused
 * @param value as written
 * @return NULL or what is wrong
 */
const char *ta_set_owner_gone(cmd_parms *cmd, void *conf, const char *value);

/**
 * TokenAuthOutage TIME
 * @param cmd httpd's
 * @param conf unused
 * @param value the argument
 * @return NULL or what is wrong
 */
const char *ta_set_outage(cmd_parms *cmd, void *conf, const char *value);

/**
 * TokenAuthLastUsed TIME
 * @param cmd httpd's
 * @param conf unused
 * @param value the argument
 * @return NULL or what is wrong
 */
const char *ta_set_last_used(cmd_parms *cmd, void *conf, const char *value);

#endif
