/* SPDX-License-Identifier: Apache-2.0 */
/* Keeps the rights to write as httpd's retained data, since a restart unloads the module. */
#include <httpd.h>

#include "server/writers.h"

#include <apr_shm.h>
#include <apr_strings.h>
#include <http_config.h>
#include <http_core.h>
#include <http_log.h>
#include <string.h>

APLOG_USE_MODULE(tokenadmin);

#define NAME "tokenadmin-writers-1" /* changes with the layout of what is retained */
#define WRITERS 64

typedef struct {
    ta_writer_t *writers; /* shared; NULL if there was no memory: each restart tries again */
    int count;
    const char *keys[WRITERS]; /* in the pool of the process */
} retained_t;

static ta_writer_t *make(server_rec *main_server)
{
    apr_shm_t *shm = NULL;
    ta_writer_t *writers = NULL;
    apr_status_t status = apr_shm_create(&shm, WRITERS * sizeof(*writers), NULL, main_server->process->pool);
    bool made = status == APR_SUCCESS;
    int i;

    if (made) {
        writers = memset(apr_shm_baseaddr_get(shm), 0, WRITERS * sizeof(*writers));
    }
    for (i = 0; i < WRITERS && made; i++) {
        made = ta_writer_format(&writers[i]);
    }
    if (!made) {
        if (shm) {
            apr_shm_destroy(shm);
        }
        ap_log_error(
            APLOG_MARK, APLOG_WARNING, status, main_server,
            "TA20091: no shared memory with mutexes for the turns of writers: a change may wait for a tenth of "
            "a second, and more often, while other processes write; see what limits shared memory (ulimit -a, "
            "/dev/shm)");
        return NULL;
    }
    return writers;
}

/* Databases that are too many share the last one, and wait for each other. */
ta_writer_t *ta_writers_get(server_rec *main_server, const char *key)
{
    retained_t *retained = ap_retained_data_get(NAME);
    int i;

    if (!retained) {
        retained = ap_retained_data_create(NAME, sizeof(*retained));
    }
    if (!retained->writers && (retained->writers = make(main_server)) == NULL) {
        return NULL;
    }
    for (i = 0; i < retained->count && strcmp(retained->keys[i], key) != 0; i++) {
    }
    if (i == retained->count && i < WRITERS) {
        retained->keys[retained->count++] = apr_pstrdup(main_server->process->pool, key);
    }
    return &retained->writers[i < WRITERS ? i : WRITERS - 1];
}
