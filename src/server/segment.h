/* SPDX-License-Identifier: Apache-2.0 */
/* The shared memory of the cache, one for all generations of children. */
#ifndef TA_SERVER_SEGMENT_H
#define TA_SERVER_SEGMENT_H

#include <httpd.h>

/**
 * Returns the cache's memory, made at the first call after httpd's start and kept over restarts: children of the old
 * generation still serve requests when those of the new one start, and both must see each other's revocations. So the
 * size can't change at a restart; a different one is logged.
 * @param size bytes; 0: no cache
 * @return the memory, formatted; NULL without cache, or after a failure, which is logged
 */
void *ta_segment_get(apr_pool_t *ptemp, server_rec *main_server, apr_size_t size);

#endif
