/* SPDX-License-Identifier: Apache-2.0 */
/* The tables: are they there, are they of our version, make them so. */
#ifndef TA_STORE_SCHEMA_H
#define TA_STORE_SCHEMA_H

#include "store/query.h"

/*
 * Migrations are numbered from 1 and stand in schema/<database>/NNN_<what>.sql, embedded at build time. All children
 * of all machines may come at once to an empty database: the first one that gets the write lock makes the tables, the
 * others see, once they have the lock, that nothing is left to do.
 */

/**
 * Looks at the schema's version, and migrates.
 * @param session an open session without a transaction
 * @param manual only look; an administrator makes the tables (TokenAdminSchema manual)
 * @return TA_OK, or TA_FAILED: with error TA_DB_SCHEMA and words saying what an administrator must do, or with
 *         those of a statement that failed
 */
ta_code_t ta_schema_ensure(ta_session_t *session, bool manual);

#endif
