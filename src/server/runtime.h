/* SPDX-License-Identifier: Apache-2.0 */
/* What runs for a server or virtual host; what is configured for it is in config/config.h. */
#ifndef TA_SERVER_RUNTIME_H
#define TA_SERVER_RUNTIME_H

#include "admin/site.h"
#include "config/config.h"
#include "server/refusals.h"

/** Made by post_config, const from then on. Servers that share a configuration record share this one. */
typedef struct ta_runtime_t {
    ta_site_t *site; /* NULL without TokenAdminUsers */
    ta_refusals_t *refusals;
    struct ta_watch_t *watch; /* in the main server's only */
} ta_runtime_t;

/** Returns what runs for a server; from post_config on. */
static inline ta_runtime_t *ta_runtime(const server_rec *server)
{
    return ta_server_conf(server)->runtime;
}

#endif
