/* SPDX-License-Identifier: Apache-2.0 */
/* Finds values of ours in Authorization and in the headers that are configured. */
#include "auth/carrier.h"

#include <apr_strings.h>
#include <string.h>

#include "auth/basic.h"
#include "base/text.h"

typedef struct {
    apr_pool_t *pool;
    const ta_carriers_t *carriers;
    const ta_stems_t *stems;
} search_t;

/* Skips what a client may have put before a value by mistake. */
static const char *skip_junk(const char *text, const char *end)
{
    while (text < end && strchr(" \t\"'", *text)) {
        text++;
    }
    return text;
}

/* Reads %HH as what it stands for, and what was encoded more than once (%255F) as if it had been once. */
static char *percent_decode(apr_pool_t *pool, const char *text, const char *end, size_t *len)
{
    char *decoded = apr_palloc(pool, (size_t)(end - text));
    char *out = decoded;

    while (text < end) {
        const char *digits = text + 1;

        while (*text == '%' && end - digits >= 4 && digits[0] == '2' && digits[1] == '5') {
            digits += 2;
        }
        if (*text == '%' && end - digits >= 2 && ta_text_hex_digit(digits[0]) >= 0 &&
            ta_text_hex_digit(digits[1]) >= 0) {
            *out++ = (char)(ta_text_hex_digit(digits[0]) << 4 | ta_text_hex_digit(digits[1]));
            text = digits + 2;
        }
        else {
            *out++ = *text++;
        }
    }
    *len = (size_t)(out - decoded);
    return decoded;
}

/* Something of ours that was percent-encoded. Client libraries of OAuth encode '_' and '-' in the two parts of Basic
 * (RFC 6749 section 2.3.1), so that a value arrives as tau%5F. */
static bool find_encoded(const search_t *search, const char *text, const char *end, ta_credential_t *found)
{
    const char *decoded, *whole;
    size_t len;

    if (!memchr(text, '%', (size_t)(end - text))) {
        return false;
    }
    decoded = percent_decode(search->pool, text, end, &len);
    whole = ta_value_claims(search->stems, decoded, len) ? decoded : ta_value_find(search->stems, decoded, len);
    found->text = whole;
    found->len = whole == decoded ? len : TA_VALUE_LENGTH;
    found->malformed = true;
    return whole != NULL;
}

/* A whole value in an unexpected place: not to be accepted, but not to go on to a log, a backend or another sign-in. */
static bool find_whole(const search_t *search, const char *text, const char *end, ta_credential_t *found)
{
    found->text = ta_value_find(search->stems, text, (size_t)(end - text));
    found->len = TA_VALUE_LENGTH;
    found->malformed = true;
    return found->text != NULL || find_encoded(search, text, end, found);
}

static bool find_bare(const search_t *search, const char *text, const char *end, ta_credential_t *found)
{
    const char *value = skip_junk(text, end);

    if (!ta_value_claims(search->stems, value, (size_t)(end - value))) {
        return find_whole(search, text, end, found);
    }
    found->malformed = value != text;
    found->text = value;
    found->len = (size_t)(end - value);
    return true;
}

/* Behind a NUL or the like, where the beginning is not what a reader would take for it. */
static bool find_anywhere(const search_t *search, const char *text, const char *end, ta_credential_t *found)
{
    for (; text < end; text++) {
        if (ta_value_claims(search->stems, text, (size_t)(end - text))) {
            found->text = text;
            found->len = (size_t)(end - text);
            found->malformed = true;
            return true;
        }
    }
    return false;
}

static bool find_basic(const search_t *search, const char *text, const char *end, ta_credential_t *found)
{
    const char *encoded = skip_junk(text, end);
    ta_basic_t basic = ta_basic_decode(search->pool, encoded, (size_t)(end - encoded));
    const char *user_end = basic.user + basic.user_len;
    const char *password_end = basic.password ? basic.password + basic.password_len : user_end;
    const char *user = skip_junk(basic.user, user_end);
    const char *password = basic.password ? skip_junk(basic.password, password_end) : user_end;

    found->malformed = encoded != text || !basic.strict;
    if (ta_value_claims(search->stems, user, (size_t)(user_end - user))) {
        found->text = user;
        found->len = (size_t)(user_end - user);
        found->malformed = found->malformed || user != basic.user || !basic.password || basic.password_len > 0;
        return true;
    }
    if (basic.password && ta_value_claims(search->stems, password, (size_t)(password_end - password))) {
        found->text = password;
        found->len = (size_t)(password_end - password);
        found->owner = apr_pstrmemdup(search->pool, basic.user, basic.user_len);
        found->malformed = found->malformed || password != basic.password;
        return true;
    }
    return find_whole(search, basic.user, password_end, found) ||
           (basic.password && find_encoded(search, password, password_end, found)) ||
           (!basic.strict && find_anywhere(search, basic.user, password_end, found));
}

static bool is_scheme(const char *text, size_t len, const char *scheme)
{
    return len == strlen(scheme) && strncasecmp(text, scheme, len) == 0;
}

/* The user name of Digest; the rest of it depends on a password that was never sent. */
static bool find_digest(const search_t *search, const char *text, const char *end, ta_credential_t *found)
{
    found->carrier = TA_CARRIER_DIGEST;
    return find_whole(search, text, end, found);
}

/* One of the credentials in an Authorization header: from text to end, white space around it cut off. */
static bool find_in_authorization(const search_t *search, const char *text, const char *end, ta_credential_t *found)
{
    const char *space = text;
    const char *rest;

    while (space < end && *space != ' ' && *space != '\t') {
        space++;
    }
    rest = space < end && *space == ' ' ? space + 1 : space;
    if (is_scheme(text, (size_t)(space - text), "Basic")) {
        found->carrier = TA_CARRIER_BASIC;
        return search->carriers->basic && find_basic(search, rest, end, found);
    }
    found->carrier = TA_CARRIER_BEARER;
    if (is_scheme(text, (size_t)(space - text), "Bearer")) {
        return search->carriers->bearer && find_bare(search, rest, end, found);
    }
    if (is_scheme(text, (size_t)(space - text), "Digest")) {
        return find_digest(search, rest, end, found);
    }
    if (!search->carriers->bearer) {
        return false;
    }
    if (find_bare(search, text, end, found)) { /* without a scheme, or with an unknown one */
        found->malformed = true;
        return true;
    }
    return false;
}

typedef bool find_fn(const search_t *search, const char *text, const char *end, ta_credential_t *found);

/* Where name=value or name="value" at text ends, or NULL if there is none (RFC 9110 section 11.2: auth-param). */
static const char *end_of_parameter(const char *text)
{
    size_t blank = strspn(text, " \t");
    size_t name = strcspn(text + blank, " \t,\"=");

    text += blank + name;
    if (name == 0 || *text++ != '=') {
        return NULL;
    }
    if (*text == '"') {
        for (text++; *text && *text != '"'; text++) {
            text += *text == '\\' && text[1] ? 1 : 0;
        }
    }
    return text + strcspn(text, ",");
}

/* httpd merges repeated headers with ", ". No credential of ours holds a comma; those of Digest do. */
static const char *end_of_credential(const char *text)
{
    const char *end = strchrnul(text, ',');

    if ((*text | 0x20) == 'd' && strncasecmp(text, "Digest ", 7) == 0) {
        const char *next = end_of_parameter(text + 7);

        while (next) {
            end = next;
            next = *end ? end_of_parameter(end + 1) : NULL;
        }
    }
    return end;
}

/* One credential of ours beside another one means several. */
static int find_in_header(const search_t *search, const apr_table_t *headers, const char *name, find_fn *find,
                          ta_credential_t *credential)
{
    const char *raw = apr_table_get(headers, name);
    const char *text = raw;
    int claims = 0, items = 0;

    while (text) {
        ta_credential_t found = {TA_CARRIER_HEADER, name, raw, NULL, 0, NULL, false};
        const char *end;

        while (items > 0 && (*text == ' ' || *text == '\t')) {
            text++;
        }
        end = end_of_credential(text);
        if (find(search, text, end, &found)) {
            *credential = found;
            claims++;
        }
        items++;
        text = *end ? end + 1 : NULL;
    }
    return claims && items > 1 ? 2 : claims;
}

int ta_carrier_find(apr_pool_t *pool, const apr_table_t *headers, const ta_carriers_t *carriers,
                    const ta_stems_t *stems, ta_credential_t *credential)
{
    search_t search = {pool, carriers, stems};
    int claims = 0;
    int i;

    if (carriers->bearer || carriers->basic) {
        claims = find_in_header(&search, headers, "Authorization", find_in_authorization, credential);
    }
    for (i = 0; carriers->headers && i < carriers->headers->nelts; i++) {
        claims +=
            find_in_header(&search, headers, APR_ARRAY_IDX(carriers->headers, i, const char *), find_bare, credential);
    }
    return claims > 1 ? 2 : claims;
}

bool ta_carrier_is_beside_another(const apr_table_t *headers, const ta_carriers_t *carriers,
                                  const ta_credential_t *credential)
{
    const char *authorization;

    if (credential->carrier != TA_CARRIER_HEADER || !(carriers->bearer || carriers->basic)) {
        return false;
    }
    authorization = apr_table_get(headers, "Authorization");
    return authorization && authorization[strspn(authorization, " \t,")];
}

bool ta_carrier_allowed(const ta_carriers_t *carriers, const ta_credential_t *credential)
{
    int i;

    switch (credential->carrier) {
    case TA_CARRIER_BEARER:
        return carriers->bearer;
    case TA_CARRIER_BASIC:
        return carriers->basic;
    case TA_CARRIER_DIGEST:
        return carriers->bearer || carriers->basic;
    default:
        break;
    }
    for (i = 0; carriers->headers && i < carriers->headers->nelts; i++) {
        if (strcasecmp(APR_ARRAY_IDX(carriers->headers, i, const char *), credential->header) == 0) {
            return true;
        }
    }
    return false;
}
