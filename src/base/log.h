/* SPDX-License-Identifier: Apache-2.0 */
/* Messages to the error log, for code that knows no httpd. */
#ifndef TA_BASE_LOG_H
#define TA_BASE_LOG_H

#include <apr_atomic.h>
#include <apr_errno.h>
#include <stdbool.h>

#include "base/tally.h"

/*
 * Each message begins with its tag, "TA" and five digits, which is never reused: docs/messages.md lists them all
 * with meaning, cause and fix. Debug messages have tags too. Names and logins in a message are written with
 * ta_text_printable() around them, so that a line break in a name can't forge a line of the log.
 *
 * Thread-safety: a ta_log_t is const after it was made; the writer that it points to is called by many threads.
 */

typedef enum { TA_LOG_ERROR, TA_LOG_WARNING, TA_LOG_NOTICE, TA_LOG_INFO, TA_LOG_DEBUG } ta_log_level_t;

/**
 * Writes one message.
 * @param baton that of the ta_log_t
 * @param status APR's or the system's error, or APR_SUCCESS for none
 * @param message the whole text, without a line end
 */
typedef void ta_log_write_fn(void *baton, const char *file, int line, ta_log_level_t level, apr_status_t status,
                             const char *message);

/** A place to write messages to: a request's log, a server's log, a test's buffer. */
typedef struct {
    ta_log_write_fn *write;
    void *baton;
} ta_log_t;

/**
 * Formats a message and writes it; text beyond 2,000 bytes is cut.
 * @param log NULL writes nothing
 * @param status APR's or the system's error, or APR_SUCCESS for none
 * @param format as printf's, beginning with the message's tag
 */
void ta_log_at(const char *file, int line, const ta_log_t *log, ta_log_level_t level, apr_status_t status,
               const char *format, ...) __attribute__((format(printf, 6, 7)));

/** ta_log(log, level, status, format, ...): ta_log_at() with the place of the call. */
#define ta_log(log, level, ...) ta_log_at(__FILE__, __LINE__, (log), (level), __VA_ARGS__)

/**
 * As ta_log_at(), for a message that an outage or a client may repeat without end: after one message with a tag the
 * next ones of TA_TALLY_PAUSE seconds are only counted (base/tally.h); NULL for tallies: no limit; NULL for log: nor
 * counted.
 */
void ta_log_limited_at(const char *file, int line, const ta_log_t *log, ta_tallies_t *tallies, ta_log_level_t level,
                       const char *format, ...) __attribute__((format(printf, 6, 7)));

/** ta_log_limited(log, tallies, level, "TA12345: ...", ...): ta_log_limited_at() with the place of the call. */
#define ta_log_limited(log, tallies, ...) ta_log_limited_at(__FILE__, __LINE__, (log), (tallies), __VA_ARGS__)

/**
 * Logs how many messages were only counted, of each tag of which none was logged for TA_TALLY_PAUSE seconds; with
 * `early`, as at the end of a process, of each tag.
 */
void ta_log_suppressed(const ta_log_t *log, ta_tallies_t *tallies, bool early);

/** What was logged last about a state of which only changes are logged; 0: nothing is wrong, or nothing was logged. */
typedef apr_uint32_t ta_logged_t;

/**
 * Notes what is logged of a state now, 0: that all is well again. May lie in memory that processes share.
 * @return what was logged before: if that is the same, there is nothing to log
 */
static inline apr_uint32_t ta_logged_set(ta_logged_t *logged, apr_uint32_t now)
{
    return apr_atomic_xchg32(logged, now);
}

#endif
