/* SPDX-License-Identifier: Apache-2.0 */
/* The right to write to each database with one writer, shared by all generations of children. */
#ifndef TA_SERVER_WRITERS_H
#define TA_SERVER_WRITERS_H

#include <httpd.h>

#include "store/writer.h"

/**
 * Returns the right to write to a database. It is made at the first call after httpd's start and kept over restarts:
 * children of the old generation still write when those of the new one start.
 * @param key names the database
 * @return NULL without shared memory, which is logged: processes then wait for each other in the database
 */
ta_writer_t *ta_writers_get(server_rec *main_server, const char *key);

#endif
