/* SPDX-License-Identifier: Apache-2.0 */
/* The same claims about the reference implementation, cache_plain.c, which is linked instead. */
#include "cache_plain.c"

#include "test_cache.c"
