/* SPDX-License-Identifier: Apache-2.0 */
/* Formats a message of the trunk and hands it to whoever writes the log. */
#include "base/log.h"

#include <apr_strings.h>
#include <stdarg.h>

#include "base/clock.h"

void ta_log_at(const char *file, int line, const ta_log_t *log, ta_log_level_t level, apr_status_t status,
               const char *format, ...)
{
    char message[2001];
    va_list args;

    if (!log || !log->write) {
        return;
    }
    va_start(args, format);
    apr_vsnprintf(message, sizeof(message), format, args);
    va_end(args);
    log->write(log->baton, file, line, level, status, message);
}

void ta_log_seldom_at(const char *file, int line, const ta_log_t *log, ta_tally_t *tally, ta_log_level_t level,
                      const char *format, ...)
{
    char message[1001], others[64] = "";
    ta_untold_t untold;
    va_list args;

    if (!ta_tally_add(tally, ta_clock_monotonic(), &untold)) {
        return;
    }
    va_start(args, format);
    apr_vsnprintf(message, sizeof(message), format, args);
    va_end(args);
    if (untold.count > 0) {
        apr_snprintf(others, sizeof(others), TA_TALLY_OTHERS, untold.count, untold.seconds);
    }
    ta_log_at(file, line, log, level, APR_SUCCESS, "%s%s", message, others);
}
