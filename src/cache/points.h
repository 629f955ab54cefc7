/* SPDX-License-Identifier: Apache-2.0 */
/* Named points between two steps of the protocol, where a test may stop, kill or interleave the calling thread. */
#ifndef TA_CACHE_POINTS_H
#define TA_CACHE_POINTS_H

#ifdef TA_CACHE_POINTS
/** Called at each point; may be NULL. To be set before there is a second thread. */
extern void (*ta_cache_point)(const char *name);

#define TA_CACHE_POINT(name) (ta_cache_point ? ta_cache_point(name) : (void)0)
#else
#define TA_CACHE_POINT(name) ((void)0)
#endif

#endif
