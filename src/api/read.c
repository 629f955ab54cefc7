/* SPDX-License-Identifier: Apache-2.0 */
/* Reads parameters: the query, then a form in the body, within limits. */
#include <httpd.h>

#include <apr_strings.h>
#include <http_log.h>
#include <http_protocol.h>
#include <string.h>

#include "api/api.h"
#include "base/limits.h"
#include "base/names.h"
#include "base/text.h"

APLOG_USE_MODULE(tokenadmin);

#define LIKE_A_VALUE (TA_VALUE_LENGTH - 8) /* bytes, from which on a text with our stem is taken for a value */

static ta_result_t refuse_status(ta_api_t *api, int status, const char *message)
{
    api->refused_by = status;
    api->r->connection->keepalive = AP_CONN_CLOSE; /* what is unread of the body is not worth reading */
    return ta_refused(TA_INVALID, message);
}

static ta_result_t of_form(ta_form_status_t status)
{
    static const char *const messages[] = {
        [TA_FORM_BAD_ENCODING] =
            "The parameters are not well encoded: a % is not followed by two hex digits, or the text is "
            "not UTF-8",
        [TA_FORM_NUL] = "A parameter contains a NUL character",
        [TA_FORM_TOO_MANY] = "There are more than 100 parameters",
        [TA_FORM_BAD_MULTIPART] = "The multipart body is not well-formed",
    };

    return status == TA_FORM_OK ? ta_done() : ta_refused(TA_INVALID, messages[status]);
}

static ta_result_t too_large(ta_api_t *api)
{
    return refuse_status(api, HTTP_REQUEST_ENTITY_TOO_LARGE, "The request's body is larger than 64 KiB");
}

/* Copies a brigade's data behind what is in body; *len goes past TA_BODY_MAX if it doesn't fit. */
static apr_status_t append(apr_bucket_brigade *brigade, char *body, apr_size_t *len, bool *end)
{
    apr_bucket *bucket;

    for (bucket = APR_BRIGADE_FIRST(brigade); bucket != APR_BRIGADE_SENTINEL(brigade);
         bucket = APR_BUCKET_NEXT(bucket)) {
        const char *data;
        apr_size_t size;
        apr_status_t status;

        if (APR_BUCKET_IS_EOS(bucket)) {
            *end = true;
            break;
        }
        if (APR_BUCKET_IS_METADATA(bucket)) {
            continue;
        }
        status = apr_bucket_read(bucket, &data, &size, APR_BLOCK_READ);
        if (status != APR_SUCCESS) {
            return status;
        }
        if (size > TA_BODY_MAX - *len) {
            *len = TA_BODY_MAX + 1;
            break;
        }
        memcpy(body + *len, data, size);
        *len += size;
    }
    return APR_SUCCESS;
}

/* httpd's answer to that may be "a filter has answered already", which is no status. */
static int status_of(apr_status_t status)
{
    int mapped = ap_map_http_request_error(status, HTTP_BAD_REQUEST);

    return mapped >= HTTP_BAD_REQUEST ? mapped : HTTP_BAD_REQUEST;
}

static ta_result_t read_body(ta_api_t *api, char **body, apr_size_t *len)
{
    request_rec *r = api->r;
    apr_bucket_brigade *brigade = apr_brigade_create(r->pool, r->connection->bucket_alloc);
    const char *said = apr_table_get(r->headers_in, "Content-Length");
    bool end = false;

    *len = 0;
    if (said && apr_atoi64(said) > TA_BODY_MAX) {
        return too_large(api);
    }
    *body = apr_palloc(r->pool, TA_BODY_MAX);
    while (!end) {
        apr_status_t status =
            ap_get_brigade(r->input_filters, brigade, AP_MODE_READBYTES, APR_BLOCK_READ, HUGE_STRING_LEN);

        if (status == APR_SUCCESS) {
            status = append(brigade, *body, len, &end);
        }
        if (status != APR_SUCCESS) {
            ap_log_rerror(APLOG_MARK, APLOG_INFO, status, r, "TA40002: the request's body could not be read");
            return refuse_status(api, status_of(status), "The request's body could not be read");
        }
        if (*len > TA_BODY_MAX) {
            return too_large(api);
        }
        apr_brigade_cleanup(brigade);
    }
    return ta_done();
}

static bool is_type(const char *content_type, const char *type)
{
    size_t len = strlen(type);

    return content_type && strncasecmp(content_type, type, len) == 0 &&
           (!content_type[len] || strchr("; \t", content_type[len]));
}

static ta_result_t add_body(ta_api_t *api, ta_form_t *form)
{
    const char *type = apr_table_get(api->r->headers_in, "Content-Type");
    apr_size_t len = 0;
    char *body = NULL;
    ta_result_t result = read_body(api, &body, &len);

    if (result.code != TA_OK) {
        return result;
    }
    if (is_type(type, "application/x-www-form-urlencoded")) {
        return of_form(ta_form_add_urlencoded(form, body, len));
    }
    if (is_type(type, "multipart/form-data")) {
        return of_form(ta_form_add_multipart(form, type, body, len));
    }
    api->body_ignored = len > 0; /* of another type, and not for us */
    return ta_done();
}

/* With or without the white space that is trimmed later; also one that lost or gained a character on its way, which
 * tells nearly all of the value. */
static bool is_value(const char *text, const void *stems)
{
    size_t len;

    while (*text && (unsigned char)*text <= ' ') {
        text++;
    }
    for (len = strlen(text); len > 0 && (unsigned char)text[len - 1] <= ' '; len--) {
    }
    return len >= LIKE_A_VALUE && ta_value_claims(stems, text, len);
}

/* The value of a token would end in the database, in an answer, or in the log of a proxy in front. */
static ta_result_t refuse_values(const ta_api_t *api)
{
    const char *name = ta_form_name_of(api->form, is_value, &api->conf->stems);

    return name ? ta_refused(TA_INVALID,
                             apr_psprintf(api->call.pool,
                                          "The '%s' parameter looks like the value of a token. Values are secret and "
                                          "don't belong here: if it is one, revoke that token, it has been exposed",
                                          name))
                : ta_done();
}

ta_result_t ta_api_read(ta_api_t *api)
{
    request_rec *r = api->r;
    ta_form_t *form = ta_form_make(r->pool);
    ta_result_t result = of_form(ta_form_add_urlencoded(form, r->args, r->args ? strlen(r->args) : 0));

    if (result.code == TA_OK && r->method_number == M_POST) {
        result = add_body(api, form);
    }
    api->form = form;
    return result.code == TA_OK ? refuse_values(api) : result;
}

ta_result_t ta_api_require_form(ta_api_t *api, const char *name)
{
    return api->body_ignored && !ta_form_get(api->form, name)
               ? refuse_status(api, HTTP_UNSUPPORTED_MEDIA_TYPE,
                               "The request's body is of a type that is not read, and the query lacks parameters; send "
                               "application/x-www-form-urlencoded (curl -d name=...)")
               : ta_done();
}

const char *ta_api_param(const ta_api_t *api, const char *name)
{
    const char *value = ta_form_get(api->form, name);

    return value ? ta_text_trim(api->call.pool, value) : NULL;
}
