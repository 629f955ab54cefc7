/* SPDX-License-Identifier: Apache-2.0 */
/* Results of operations: codes that keep "absent" and "failed" apart. */
#ifndef TA_BASE_RESULT_H
#define TA_BASE_RESULT_H

/*
 * Three values must never be confused: TA_OK (found, done), TA_ABSENT (looked for, not there) and TA_FAILED (could not
 * be looked for). A failure that is taken for an absence revokes tokens or lets a request in. So no function of the
 * trunk returns a plain int or bool where the two can differ.
 *
 * A cause (an errno, a database's text) is logged where it occurs, for administrators. The message of a result is for
 * the client and never contains a secret.
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

/** Returns TA_OK as a result. */
static inline ta_result_t ta_done(void)
{
    ta_result_t result = {TA_OK, 0};
    return result;
}

/**
 * Returns a code and its message as a result.
 * @param code anything but TA_OK
 * @param message a sentence for the client; lives at least as long as the caller's pool
 */
static inline ta_result_t ta_refused(ta_code_t code, const char *message)
{
    ta_result_t result = {code, message};
    return result;
}

#endif
