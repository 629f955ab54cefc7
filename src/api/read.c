/* SPDX-License-Identifier: Apache-2.0 */
/* Reads parameters: the query, then a form in the body, within limits. */
#include <httpd.h>

#include <apr_strings.h>
#include <http_log.h>
#include <http_protocol.h>
#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "base/text.h"

APLOG_USE_MODULE(tokenadmin);

#define BODY_MAX (64 * 1024)
#define STATUS_NOTE "tokenadmin-status"

static ta_result_t refuse_status(ta_api_t *api, int status, const char *message)
{
    apr_table_setn(api->r->notes, STATUS_NOTE, apr_itoa(api->r->pool, status));
    api->r->connection->keepalive = AP_CONN_CLOSE; /* what is unread of the body is not worth reading */
    return ta_refused(TA_INVALID, message);
}

int ta_api_read_status(const request_rec *r)
{
    const char *status = apr_table_get(r->notes, STATUS_NOTE);

    return status ? atoi(status) : 0;
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

/* Copies a brigade's data behind what is in body; *len goes past BODY_MAX if it doesn't fit. */
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
        if (size > BODY_MAX - *len) {
            *len = BODY_MAX + 1;
            break;
        }
        memcpy(body + *len, data, size);
        *len += size;
    }
    return APR_SUCCESS;
}

static ta_result_t read_body(ta_api_t *api, char **body, apr_size_t *len)
{
    request_rec *r = api->r;
    apr_bucket_brigade *brigade = apr_brigade_create(r->pool, r->connection->bucket_alloc);
    const char *said = apr_table_get(r->headers_in, "Content-Length");
    bool end = false;

    *len = 0;
    if (said && apr_atoi64(said) > BODY_MAX) {
        return too_large(api);
    }
    *body = apr_palloc(r->pool, BODY_MAX);
    while (!end) {
        apr_status_t status =
            ap_get_brigade(r->input_filters, brigade, AP_MODE_READBYTES, APR_BLOCK_READ, HUGE_STRING_LEN);

        if (status == APR_SUCCESS) {
            status = append(brigade, *body, len, &end);
        }
        if (status != APR_SUCCESS) {
            ap_log_rerror(APLOG_MARK, APLOG_INFO, status, r, "TA40002: the request's body could not be read");
            return refuse_status(api, ap_map_http_request_error(status, HTTP_BAD_REQUEST),
                                 "The request's body could not be read");
        }
        if (*len > BODY_MAX) {
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
    return ta_done(); /* of another type, and not for us */
}

/* Of the parameters that are looked at, none may be the value of a token: it would end in the database, a log or an
 * answer. */
static ta_result_t refuse_values(const ta_api_t *api)
{
    static const char *const names[] = {"name", "login", "type", "projectKey", "expirationDate", "q", "p", "ps"};
    size_t i;

    for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        const char *text = ta_api_param(api, names[i]);
        ta_value_t value;

        if (text && ta_value_parse(&api->conf->stems, text, strlen(text), &value) == TA_OK) {
            ta_value_wipe(&value);
            return ta_refused(TA_INVALID, apr_psprintf(api->call.pool,
                                                       "The '%s' parameter is the value of a token. Values are secret: "
                                                       "revoke that token, it has been exposed",
                                                       names[i]));
        }
    }
    return ta_done();
}

ta_result_t ta_api_read(ta_api_t *api)
{
    request_rec *r = api->r;
    ta_form_t *form = ta_form_make(r->pool);
    ta_result_t result = ta_done();

    if (r->args && ta_value_mask(r->pool, &api->conf->stems, r->args) &&
        ta_form_add_urlencoded(ta_form_make(r->pool), r->args, strlen(r->args)) != TA_FORM_OK) {
        return ta_refused(TA_INVALID, "The parameters are not well encoded");
    }
    result = of_form(ta_form_add_urlencoded(form, r->args, r->args ? strlen(r->args) : 0));
    if (result.code == TA_OK && r->method_number == M_POST) {
        result = add_body(api, form);
    }
    api->form = form;
    return result.code == TA_OK ? refuse_values(api) : result;
}

const char *ta_api_param(const ta_api_t *api, const char *name)
{
    const char *value = ta_form_get(api->form, name);

    return value ? ta_text_trim(api->call.pool, value) : NULL;
}
