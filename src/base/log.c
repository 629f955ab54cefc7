/* SPDX-License-Identifier: Apache-2.0 */
/* Formats messages of the trunk, and limits the rate of those that may come without end. */
#include "base/log.h"

#include <apr_atomic.h>
#include <apr_strings.h>
#include <stdarg.h>

#include "base/clock.h"

#define TEXT_MAX 2001
#define COUNT_MAX 64

void ta_log_at(const char *file, int line, const ta_log_t *log, ta_log_level_t level, apr_status_t status,
               const char *format, ...)
{
    char message[TEXT_MAX];
    va_list args;

    if (!log || !log->write) {
        return;
    }
    va_start(args, format);
    apr_vsnprintf(message, sizeof(message), format, args);
    va_end(args);
    log->write(log->baton, file, line, level, status, message);
}

/* Cuts the message rather than the count behind it. */
static void format_with_count(char *text, ta_suppressed_t suppressed, const char *format, va_list args)
{
    apr_size_t length = (apr_size_t)apr_vsnprintf(text, TEXT_MAX - COUNT_MAX, format, args);

    if (suppressed.count > 0) {
        apr_snprintf(text + length, COUNT_MAX, TA_TALLY_OTHERS, suppressed.count, suppressed.seconds);
    }
}

void ta_log_limited_at(const char *file, int line, const ta_log_t *log, ta_tallies_t *tallies, ta_log_level_t level,
                       const char *format, ...)
{
    ta_tagged_t *tagged = tallies ? ta_tallies_find(tallies, format) : NULL;
    ta_suppressed_t suppressed = {0, 0};
    char message[TEXT_MAX];
    va_list args;

    if (!log || !log->write) {
        return; /* nor counted: it would keep the next one out of a log that is there */
    }
    if (tagged) {
        apr_atomic_set32(&tagged->level, level);
    }
    if (!tagged || ta_tally_add(&tagged->tally, ta_clock_monotonic(), &suppressed)) {
        va_start(args, format);
        format_with_count(message, suppressed, format, args);
        va_end(args);
        ta_log_at(file, line, log, level, APR_SUCCESS, "%s", message);
    }
}

void ta_log_suppressed(const ta_log_t *log, ta_tallies_t *tallies, bool early)
{
    apr_time_t now = ta_clock_monotonic();
    int i;

    for (i = 0; i < TA_TALLIES; i++) {
        ta_tagged_t *tagged = &tallies->all[i];
        ta_suppressed_t suppressed = ta_tally_take(&tagged->tally, now, early);

        if (suppressed.count > 0) {
            ta_log(log, (ta_log_level_t)apr_atomic_read32(&tagged->level), APR_SUCCESS,
                   "TA20090: %u more messages TA%05u in the last %u s", suppressed.count, tagged->tag,
                   suppressed.seconds);
        }
    }
}
