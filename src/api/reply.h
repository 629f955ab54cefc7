/* SPDX-License-Identifier: Apache-2.0 */
/* Answers: JSON as the contract wants it, errors, and the headers that all of them have. */
#ifndef TA_API_REPLY_H
#define TA_API_REPLY_H

#include <httpd.h>

#include <jansson.h>
#include <stdbool.h>

/**
 * Sends JSON without white space, Content-Type exactly application/json.
 * @param status HTTP status
 * @param body what to send; its reference is taken over; NULL sends an error 500
 * @return OK
 */
int ta_reply_json(request_rec *r, int status, json_t *body);

/**
 * Sends {"errors":[{"msg":"…"}]} (contract section 2). Values of tokens in the message are masked.
 * @param status HTTP status, 400 or more
 * @param message for the client
 * @return OK
 */
int ta_reply_error(request_rec *r, int status, const char *message);

/** A body that is not JSON. */
typedef struct {
    const char *type; /* media type */
    const char *data;
    size_t len;         /* bytes */
    const char *policy; /* its Content-Security-Policy; NULL: that of all other answers, which lets nothing be done */
    bool constant;      /* the address tells which content: browsers may keep it for ever */
} ta_body_t;

/**
 * Sends a body with status 200.
 * @param body what to send
 * @return OK
 */
int ta_reply_body(request_rec *r, const ta_body_t *body);

/**
 * Sends an answer without a body or a type.
 * @param status 204 or a redirection whose Location is set
 * @return OK
 */
int ta_reply_empty(request_rec *r, int status);

/**
 * Puts a text member into an object; nothing if there is no text.
 * @param key the member's name
 * @param text UTF-8; other bytes are replaced by their escapes; NULL for none
 */
void ta_reply_add(json_t *object, const char *key, const char *text);

#endif
