/* SPDX-License-Identifier: Apache-2.0 */
/* The shared memory of the cache: one piece for all generations of children. */
#ifndef TA_SERVER_SEGMENT_H
#define TA_SERVER_SEGMENT_H

#include <httpd.h>

/**
 * Gives the memory in which verified tokens are kept. It outlives restarts: children of the generation before still
 * work when those of the next one start, and each must take out of it what it revokes before it answers. So it is made
 * at the server's start or not at all, and another size that comes with a restart is only warned of.
 * @param ptemp for the work
 * @param main_server the main server
 * @param size bytes; 0 for none
 * @return the memory, formatted; NULL for none, or if there is none to be had, which is logged
 */
void *ta_segment_get(apr_pool_t *ptemp, server_rec *main_server, apr_size_t size);

#endif
