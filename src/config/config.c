/* SPDX-License-Identifier: Apache-2.0 */
/* Creates and merges the configuration records, and sets their defaults. */
#include "base/limits.h"
#include "config/config.h"

#include <apr_strings.h>
#include <string.h>

#include "base/names.h"
#include "token/expiry.h"

bool ta_config_is_used;

int ta_config_forget(apr_pool_t *pconf, apr_pool_t *plog, apr_pool_t *ptemp)
{
    (void)pconf, (void)plog, (void)ptemp;
    ta_config_is_used = false;
    return OK;
}

void *ta_server_conf_create(apr_pool_t *pool, server_rec *server)
{
    ta_server_conf_t *conf = apr_pcalloc(pool, sizeof(*conf));

    conf->server = server;
    conf->max_days = -1;
    conf->max_tokens = -1;
    conf->manual_schema = -1;
    conf->last_used = -1;
    conf->outage = -1;
    conf->owner_gone = -1;
    conf->cache_size = -1;
    conf->mounts = apr_array_make(pool, 2, sizeof(const ta_mount_t *));
    conf->warnings = apr_array_make(pool, 2, sizeof(ta_warning_t));
    return conf;
}

void *ta_server_conf_merge(apr_pool_t *pool, void *base_conf, void *add_conf)
{
    const ta_server_conf_t *base = base_conf;
    const ta_server_conf_t *add = add_conf;
    ta_server_conf_t *conf = apr_pmemdup(pool, add, sizeof(*add));

    conf->store_name = add->store_name ? add->store_name : base->store_name;
    conf->users = add->users ? add->users : base->users;
    conf->users_file = add->users ? add->users_file : base->users_file;
    conf->directory = add->users ? add->directory : base->directory;
    conf->stems = add->stems.count ? add->stems : base->stems;
    conf->max_days = add->max_days >= 0 ? add->max_days : base->max_days;
    conf->max_tokens = add->max_tokens >= 0 ? add->max_tokens : base->max_tokens;
    conf->manual_schema = add->manual_schema >= 0 ? add->manual_schema : base->manual_schema;
    conf->last_used = add->last_used >= 0 ? add->last_used : base->last_used;
    conf->outage = add->outage >= 0 ? add->outage : base->outage;
    conf->owner_gone = add->owner_gone >= 0 ? add->owner_gone : base->owner_gone;
    conf->cache_size = base->cache_size;
    conf->mounts = apr_array_append(pool, base->mounts, add->mounts);
    return conf;
}

static const ta_dir_conf_t nothing = {.auth = -1, .forward = -1, .all_types = -1};

void *ta_dir_conf_create(apr_pool_t *pool, char *path)
{
    (void)path;
    return apr_pmemdup(pool, &nothing, sizeof(nothing));
}

static ta_branding_t merge_branding(const ta_branding_t *base, const ta_branding_t *add)
{
    ta_branding_t branding = *base;

    branding.title = add->title ? add->title : base->title;
    if (add->logo) {
        branding.logo = add->logo;
        branding.logo_origin = add->logo_origin;
    }
    if (add->stylesheet) {
        branding.stylesheet = add->stylesheet;
        branding.stylesheet_origin = add->stylesheet_origin;
    }
    branding.example = add->example ? add->example : base->example;
    return branding;
}

void *ta_dir_conf_merge(apr_pool_t *pool, void *base_conf, void *add_conf)
{
    const ta_dir_conf_t *base = base_conf;
    const ta_dir_conf_t *add = add_conf;
    ta_dir_conf_t *conf;

    if (memcmp(base, &nothing, sizeof(nothing)) == 0) {
        return add_conf; /* httpd merges for each request, and the server's own record is nearly always empty */
    }
    conf = apr_palloc(pool, sizeof(*conf));
    conf->mount = add->mount ? add->mount : base->mount;
    conf->auth = add->auth >= 0 ? add->auth : base->auth;
    conf->from_htaccess = add->auth >= 0 ? add->from_htaccess : base->from_htaccess;
    conf->withheld = base->withheld || add->withheld || (base->auth == 1 && add->auth == 0 && add->from_htaccess);
    conf->concerns = base->concerns || add->concerns;
    conf->forward = add->forward >= 0 ? add->forward : base->forward;
    conf->carriers = add->carriers ? add->carriers : base->carriers;
    conf->user_headers = add->user_headers ? add->user_headers : base->user_headers;
    conf->origins = add->origins ? add->origins : base->origins;
    conf->branding = merge_branding(&base->branding, &add->branding);
    conf->all_types = add->all_types >= 0 ? add->all_types : base->all_types;
    return conf;
}

const ta_carriers_t *ta_dir_carriers(const ta_dir_conf_t *conf)
{
    static const ta_carriers_t usual = {true, true, NULL};

    return conf->carriers ? conf->carriers : &usual;
}

static void set_defaults(ta_server_conf_t *conf)
{
    if (conf->stems.count == 0) {
        ta_stems_add(&conf->stems, TA_DEFAULT_STEM);
    }
    if (conf->max_days < 0) {
        conf->max_days = TA_LIFETIME_NONE;
    }
    if (conf->max_tokens < 0) {
        conf->max_tokens = TA_DEFAULT_MAX_TOKENS;
    }
    if (conf->manual_schema < 0) {
        conf->manual_schema = 0;
    }
    if (conf->last_used < 0) {
        conf->last_used = TA_DEFAULT_LAST_USED_MS;
    }
    if (conf->outage < 0) {
        conf->outage = TA_DEFAULT_OUTAGE_MS;
    }
    if (conf->owner_gone < 0) {
        conf->owner_gone = TA_DEFAULT_OWNER_GONE_MS;
    }
    if (conf->cache_size < 0) {
        conf->cache_size = TA_DEFAULT_CACHE_SIZE;
    }
}

static void add_stems(ta_stems_t *known, const ta_stems_t *stems)
{
    int i;

    for (i = 0; i < stems->count; i++) {
        ta_stems_add(known, stems->stem[i]); /* beyond the room for stems, other servers don't know them */
    }
}

/* A token value is a secret at every virtual host, not only at the one that accepts it. */
static void know_stems(server_rec *main_server, ta_server_conf_t *conf)
{
    const server_rec *server;

    if (conf->users) {
        add_stems(&conf->known, &conf->stems);
    }
    for (server = main_server; server; server = server->next) {
        if (ta_server_conf(server)->users) {
            add_stems(&conf->known, &ta_server_conf(server)->stems);
        }
    }
}

void ta_server_conf_complete(server_rec *main_server)
{
    server_rec *server;

    for (server = main_server; server; server = server->next) {
        set_defaults(ta_server_conf(server));
    }
    for (server = main_server; server; server = server->next) {
        know_stems(main_server, ta_server_conf(server));
    }
}
