/* SPDX-License-Identifier: Apache-2.0 */
/* The hooks by which this room signs in by token. mod_tokenadmin.c registers them, in the order in which they run. */
#ifndef TA_AUTH_HOOKS_H
#define TA_AUTH_HOOKS_H

#include <httpd.h>

/* Each returns what httpd expects of its phase: DECLINED to go on, OK, or the HTTP status that ends the request. */

/** Registers Require token, token-type and token-name. */
void ta_authz_register_providers(apr_pool_t *pool);

/** Registers the output filters that decide what caches may store. */
void ta_caching_register_filters(void);

/** pre_config: puts our providers of Require in front of all others, where a TokenAdmin is configured. */
int ta_rule_replace_providers(apr_pool_t *pconf, apr_pool_t *plog, apr_pool_t *ptemp);

/** post_perdir_config: notes that a request has to do with this module, so that its other hooks do something. */
int ta_identity_begin(request_rec *r);

/** post_perdir_config: removes the headers that TokenAuthUserHeader covers, where it says clean=always. */
int ta_headers_clean(request_rec *r);

/** post_perdir_config: keeps mod_auth_mellon from deciding about a request that carries a token. */
int ta_mellon_set_aside(request_rec *r);

/** check_access: takes tokens out of request headers before scripts that decide about access see them. */
int ta_authn_take_headers(request_rec *r);

/** check_access: removes the user of a client certificate from a request that carries a token. */
int ta_authn_forget_user(request_rec *r);

/** force_authn: notes that the rule of a mount let the request in without a user. */
int ta_rule_note_open(request_rec *r);

/** force_authn: makes httpd authenticate a request that carries a token, whatever its Location requires. */
int ta_authn_force(request_rec *r);

/** check_authn: signs in by token, or refuses the token. */
int ta_authn_check(request_rec *r);

/** check_authn: sends our challenge where no other sign-in is configured. */
int ta_authn_challenge_last(request_rec *r);

/** check_authz: asks the rule of a mount what it grants to the user alone. */
int ta_rule_ask(request_rec *r);

/** note_auth_failure: sends our challenge for AuthType Bearer. */
int ta_authn_note_failure(request_rec *r, const char *type);

/** fixups: notes which user the rule of a mount has accepted. */
int ta_rule_note_accepted(request_rec *r);

/** fixups: exports TOKEN_* variables, and refuses a request whose user another module has renamed. */
int ta_variables_export(request_rec *r);

/** fixups: forgets the denial of a Require token line, since another rule has granted the request. */
int ta_authz_forget_denial(request_rec *r);

/** fixups: takes the credential out of the request, so that no handler, cache or backend sees it. */
int ta_privacy_fixups(request_rec *r);

/** fixups: keeps mod_cache from storing the answer to a token in a header of its own. */
int ta_caching_fixups(request_rec *r);

/** proxy fixups: takes the credential out of the headers that mod_proxy sends to a backend. */
int ta_privacy_proxy_fixups(request_rec *r);

/** insert_filter: signs in a request whose page httpd took from a subrequest with a token. */
void ta_authn_sign_in_replaced(request_rec *r);

/** insert_filter: sends the challenge with the error page of a 403 that a Require token line caused. */
void ta_authz_challenge_error_page(request_rec *r);

/** insert_filter: adds the filters that decide what caches may store. */
void ta_caching_insert_filters(request_rec *r);

/** insert_error_filter: sends the challenge with a 403 that a Require token line caused. */
void ta_authz_challenge(request_rec *r);

/** handler: refuses a request whose user another module has renamed since fixups. */
int ta_renamed_before_handler(request_rec *r);

/** log_transaction: masks token values in what logs may write of the request. */
int ta_privacy_before_log(request_rec *r);

/** log_transaction: notes the use of each token that the request was verified by. */
int ta_usage_note(request_rec *r);

#endif
