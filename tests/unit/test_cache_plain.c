/* SPDX-License-Identifier: Apache-2.0 */
/* The same claims on the cache's plain twin, which the linker then takes instead. */
#include "cache_plain.c"

#include "test_cache.c"
