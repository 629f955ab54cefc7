/* SPDX-License-Identifier: Apache-2.0 */
/* Named places between two steps of the protocol, where a test may stop, kill or interleave who comes by. */
#ifndef TA_CACHE_POINTS_H
#define TA_CACHE_POINTS_H

#ifdef TA_CACHE_POINTS
/** What a test does there; NULL for nothing. Set before there is a second thread. */
extern void (*ta_cache_point)(const char *name);

#define TA_CACHE_POINT(name) (ta_cache_point ? ta_cache_point(name) : (void)0)
#else
#define TA_CACHE_POINT(name) ((void)0)
#endif

#endif
