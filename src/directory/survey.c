/* SPDX-License-Identifier: Apache-2.0 */
/* Goes through the lines of a users file once. */
#include "directory/survey.h"

#include <string.h>

#include "directory/htpasswd.h"

static void pass(ta_survey_t *survey, int line, const char *why)
{
    if (survey->passed < TA_SURVEY_NOTES) {
        survey->notes[survey->passed] = (ta_survey_note_t){line, why};
    }
    survey->passed++;
}

static ta_fault_t fault_of(const ta_survey_t *survey, ta_htpasswd_line_t kind, bool has_hash)
{
    if (kind != TA_HTPASSWD_END) {
        return kind == TA_HTPASSWD_LONG ? TA_FAULT_LONG : TA_FAULT_BAD;
    }
    return survey->entries == 0 ? TA_FAULT_EMPTY : has_hash ? TA_FAULT_NONE : TA_FAULT_NO_HASH;
}

void ta_survey(const char *text, size_t len, ta_survey_t *survey)
{
    bool has_hash = false;
    ta_htpasswd_line_t kind;
    ta_htpasswd_t lines;
    int told = 0;

    memset(survey, 0, sizeof(*survey));
    ta_htpasswd_start(&lines, text, len);
    while ((kind = ta_htpasswd_next(&lines)) == TA_HTPASSWD_ENTRY || kind == TA_HTPASSWD_BAD) {
        if (kind == TA_HTPASSWD_ENTRY) {
            survey->entries++;
            has_hash = has_hash || ta_htpasswd_is_hash(lines.rest, lines.rest_len);
        }
        else {
            pass(survey, lines.line, lines.why);
        }
        if (lines.goes_on > told) {
            told = lines.goes_on;
            pass(survey, told, "ends in a backslash, so that the next one is a part of it");
        }
    }
    if (lines.goes_on > told) {
        pass(survey, lines.goes_on, "ends in a backslash, so that the next one is a part of it");
    }
    survey->fault = fault_of(survey, kind, has_hash);
    survey->note = (ta_survey_note_t){lines.line, lines.why};
    ta_htpasswd_end(&lines);
}
