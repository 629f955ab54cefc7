/* SPDX-License-Identifier: Apache-2.0 */
/* Where connections to a database come from: mod_dbd's pool in a server, one of its own in a tool or a test. */
#ifndef TA_STORE_LINK_H
#define TA_STORE_LINK_H

#include <apr_dbd.h>

#include "base/call.h"
#include "base/result.h"

/** A connection on loan. */
typedef struct {
    const apr_dbd_driver_t *driver;
    apr_dbd_t *handle;
    apr_pool_t *pool; /* lives as long as the connection itself, not the loan */
    void *owner;      /* the source's own */
} ta_link_t;

/** A source of connections; its functions may be called by many threads. */
typedef struct {
    /** Lends a connection that seems alive. @return TA_OK, or TA_FAILED after the reason was logged. */
    ta_code_t (*open)(void *baton, const ta_call_t *call, ta_link_t *link);
    /** Takes it back. */
    void (*close)(void *baton, ta_link_t *link);
    void *baton;
} ta_source_t;

#endif
