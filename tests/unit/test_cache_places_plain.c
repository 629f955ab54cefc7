/* SPDX-License-Identifier: Apache-2.0 */
/* The same claims about the reference implementation, cache_plain.c, which is compiled instead. */
#include "cache_plain.c"
#include "cache_plain_trust.c"

#include "test_cache_places.c"
