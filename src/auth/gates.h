/* SPDX-License-Identifier: Apache-2.0 */
/* Gates before hooks: which requests a hook runs for. */
#ifndef TA_AUTH_GATES_H
#define TA_AUTH_GATES_H

#include "auth/identity.h"

/*
 * Where no directive of this module was read, no hook does anything. For a request that has to do with none of them
 * only a few hooks do. So a module that is loaded costs next to nothing where it is not used.
 */

/** Defines hook_gated(), which runs a hook if the module is used at all. */
#define IF_USED(hook)                                                                                                  \
    static int hook##_gated(request_rec *r)                                                                            \
    {                                                                                                                  \
        return ta_config_is_used ? hook(r) : DECLINED;                                                                 \
    }

/** Defines hook_gated(), which runs a hook for requests that this module has to do with. */
#define IF_CONCERNED(hook)                                                                                             \
    static int hook##_gated(request_rec *r)                                                                            \
    {                                                                                                                  \
        return ta_identity_concerns(r) ? hook(r) : DECLINED;                                                           \
    }

/** The same for a hook that returns nothing. */
#define DO_IF_CONCERNED(hook)                                                                                          \
    static void hook##_gated(request_rec *r)                                                                           \
    {                                                                                                                  \
        if (ta_identity_concerns(r)) {                                                                                 \
            hook(r);                                                                                                   \
        }                                                                                                              \
    }

#endif
