/* SPDX-License-Identifier: Apache-2.0 */
/* Formats a message of the trunk and hands it to whoever writes the log. */
#include "base/log.h"

#include <apr_strings.h>
#include <stdarg.h>

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
