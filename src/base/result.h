/* SPDX-License-Identifier: Apache-2.0 */
/* What an operation of the trunk came to, in codes that keep "absent" and "failed" apart. */
#ifndef TA_BASE_RESULT_H
#define TA_BASE_RESULT_H

/*
 * The three values that must never be mixed up are TA_OK (found, done), TA_ABSENT (we looked, and it is not
 * there) and TA_FAILED (we could not look). A failure that is read as an absence revokes tokens or lets
 * a request in; so no function of the trunk returns a plain int or bool where the two can differ.
 *
 * A cause (an errno, a database's text) is logged where it occurs, for administrators; the message of a
 * result is for the reader of the answer and never holds a secret.
 */
typedef enum {
    TA_OK = 0,    /* found, done */
    TA_ABSENT,    /* looked for, not there */
    TA_INVALID,   /* the caller asked for something that is not allowed by value: HTTP 400 */
    TA_FORBIDDEN, /* the caller may not: HTTP 403 */
    TA_FAILED,    /* a back end could not be asked; nothing was changed: HTTP 503 */
    TA_BROKEN     /* this process cannot do it, or it is unknown whether it was done: HTTP 500 */
} ta_code_t;

/** A code, and for everything but TA_OK the sentence that its reader gets. */
typedef struct {
    ta_code_t code;
    const char *message; /* NULL with TA_OK; else a constant or text from the caller's pool */
} ta_result_t;

/** @return a result that says that all went well. */
static inline ta_result_t ta_done(void)
{
    ta_result_t result = {TA_OK, 0};
    return result;
}

/**
 * @param code anything but TA_OK
 * @param message a sentence for the client; lives at least as long as the caller's pool; not NULL
 * @return a result of the two
 */
static inline ta_result_t ta_refused(ta_code_t code, const char *message)
{
    ta_result_t result = {code, message};
    return result;
}

#endif
