/* SPDX-License-Identifier: Apache-2.0 */
/* Sends answers; every one, errors included, with headers that keep browsers and caches from misusing it. */
#include "api/reply.h"

#include <apr_strings.h>
#include <http_protocol.h>
#include <stdlib.h>

#include "base/limits.h"
#include "base/names.h"
#include "base/text.h"
#include "config/config.h"

static const char *const headers[][2] = {
    {"Cache-Control", "no-store"},
    {"X-Content-Type-Options", "nosniff"},
    {"Content-Security-Policy",
     "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
};

/* httpd reads a body that the handler has not read to its end before the next request, however long it is. One that was
 * read is within the limit. */
static void limit_unread_body(request_rec *r)
{
    const char *len = apr_table_get(r->headers_in, "Content-Length");

    if (apr_table_get(r->headers_in, "Transfer-Encoding") || (len && apr_atoi64(len) > TA_BODY_MAX)) {
        r->connection->keepalive = AP_CONN_CLOSE;
    }
}

static void set_headers(request_rec *r, int status)
{
    size_t i;

    limit_unread_body(r);
    r->status = status;
    apr_table_unset(r->headers_in, "Range"); /* half of an answer that shows a value is a value lost */
    for (i = 0; i < sizeof(headers) / sizeof(headers[0]); i++) {
        apr_table_setn(r->headers_out, headers[i][0], headers[i][1]);
    }
}

static void send_body(request_rec *r, const char *type, const char *data, size_t len)
{
    ap_set_content_type(r, type);
    ap_set_content_length(r, (apr_off_t)len);
    ap_rwrite(data, (int)len, r);
}

int ta_reply_json(request_rec *r, int status, json_t *body)
{
    static const char out_of_memory[] = "{\"errors\":[{\"msg\":\"The server ran out of memory\"}]}";
    char *text = body ? json_dumps(body, JSON_COMPACT) : NULL;

    json_decref(body);
    set_headers(r, text ? status : HTTP_INTERNAL_SERVER_ERROR);
    if (text) {
        send_body(r, "application/json", text, strlen(text));
    }
    else {
        send_body(r, "application/json", out_of_memory, strlen(out_of_memory));
    }
    free(text);
    return OK;
}

int ta_reply_error(request_rec *r, int status, const char *message)
{
    const char *masked = ta_value_mask(r->pool, &ta_server_conf(r->server)->stems, message);
    json_t *error = json_object();
    json_t *errors = json_array();
    json_t *body = json_object();

    ta_reply_add(error, "msg", masked ? masked : message);
    json_array_append_new(errors, error);
    json_object_set_new(body, "errors", errors);
    return ta_reply_json(r, status, body);
}

int ta_reply_body(request_rec *r, const ta_body_t *body)
{
    set_headers(r, HTTP_OK);
    if (body->policy) {
        apr_table_setn(r->headers_out, "Content-Security-Policy", body->policy);
    }
    if (body->constant) {
        apr_table_setn(r->headers_out, "Cache-Control", "private, max-age=31536000, immutable");
    }
    send_body(r, body->type, body->data, body->len);
    return OK;
}

int ta_reply_empty(request_rec *r, int status)
{
    set_headers(r, status);
    return OK;
}

void ta_reply_add(json_t *object, const char *key, const char *text)
{
    json_t *value;

    if (!text) {
        return;
    }
    value = json_string(text);
    if (!value) { /* not UTF-8: only what a request echoes can be that */
        apr_pool_t *pool;

        if (apr_pool_create(&pool, NULL) != APR_SUCCESS) {
            return;
        }
        value = json_string(ta_text_printable(pool, text));
        apr_pool_destroy(pool);
    }
    json_object_set_new(object, key, value);
}
