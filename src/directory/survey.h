/* SPDX-License-Identifier: Apache-2.0 */
/* What a users file holds: whether it can be used, and which lines httpd passes over. */
#ifndef TA_DIRECTORY_SURVEY_H
#define TA_DIRECTORY_SURVEY_H

#include "directory/reading.h"

#define TA_SURVEY_NOTES 3 /* lines that are told one by one */

/** A line that is no entry. */
typedef struct {
    int line;
    const char *why; /* constant, to follow "line N" */
} ta_survey_note_t;

/** What was found. */
typedef struct {
    ta_fault_t fault;                        /* TA_FAULT_NONE, or one of those that are about lines */
    ta_survey_note_t note;                   /* the line that is at fault, if one is */
    int entries;                             /* some may be of the same login */
    int passed;                              /* lines that httpd passes over */
    ta_survey_note_t notes[TA_SURVEY_NOTES]; /* the first of them */
} ta_survey_t;

/**
 * Looks through a users file.
 * @param text the whole file
 * @param len its length in bytes
 * @param survey receives what was found
 */
void ta_survey(const char *text, size_t len, ta_survey_t *survey);

#endif
