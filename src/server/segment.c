/* SPDX-License-Identifier: Apache-2.0 */
/* Keeps the cache's shared memory as httpd's retained data, since a restart unloads the module. */
#include <httpd.h>

#include "server/segment.h"

#include <apr_shm.h>
#include <apr_strings.h>
#include <http_config.h>
#include <http_core.h>
#include <http_log.h>
#include <openssl/rand.h>

#include "base/names.h"
#include "cache/memory.h"

APLOG_USE_MODULE(tokenadmin);

#define CACHE_LINE 64

typedef struct {
    void *memory;
    apr_size_t size;
} retained_t;

static void log_lack(server_rec *main_server, apr_status_t status, apr_size_t size)
{
    ap_log_error(APLOG_MARK, APLOG_WARNING, status, main_server,
                 "TA20019: no shared memory of %" APR_SIZE_T_FMT
                 " bytes for the cache: every request with a token reads the database until httpd is stopped and "
                 "started",
                 size);
}

static void *make(server_rec *main_server, apr_size_t size)
{
    unsigned char secret[16];
    apr_shm_t *shm = NULL;
    void *memory;
    apr_status_t status = RAND_bytes(secret, sizeof(secret)) == 1
                              ? apr_shm_create(&shm, size + CACHE_LINE, NULL, main_server->process->pool)
                              : APR_EGENERAL;

    if (status != APR_SUCCESS) {
        log_lack(main_server, status, size);
        return NULL;
    }
    memory = (void *)APR_ALIGN((apr_uintptr_t)apr_shm_baseaddr_get(shm), CACHE_LINE); /* apr_shm aligns to 8 only */
    ta_cache_format(memory, size, secret);
    return memory;
}

void *ta_segment_get(apr_pool_t *ptemp, server_rec *main_server, apr_size_t size)
{
    /* The name holds the layout, so that a module of another version makes memory of its own. */
    const char *name = apr_pstrcat(ptemp, "tokenadmin-cache-", ta_cache_layout(ptemp), NULL);
    retained_t *retained = ap_retained_data_get(name);

    if (!retained) {
        retained = ap_retained_data_create(name, sizeof(*retained));
        retained->memory = size ? make(main_server, size) : NULL;
        retained->size = size;
    }
    else if (retained->size == size && size && !retained->memory) {
        log_lack(main_server, APR_SUCCESS, size); /* children of before, which know of no cache, may revoke tokens */
    }
    else if (retained->size != size) {
        ap_log_error(APLOG_MARK, APLOG_WARNING, 0, main_server,
                     "TA20021: " TA_DIRECTIVE_CACHE " was changed from %" APR_SIZE_T_FMT " to %" APR_SIZE_T_FMT
                     " bytes: that takes effect when httpd is stopped and started, not before",
                     retained->size, size);
    }
    return retained->memory;
}
