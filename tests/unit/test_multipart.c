/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about multipart bodies: what is a field, and what is malformed. */
#include "unit.h"

#include <apr_strings.h>

#include "api/form/form.h"

#define TYPE "multipart/form-data; boundary=b1"
#define FIELD(name, value) "Content-Disposition: form-data; name=\"" name "\"\r\n\r\n" value
#define NEXT "\r\n--b1\r\n"
#define LAST "\r\n--b1--\r\n"

static ta_form_status_t add(ta_form_t *form, const char *type, const char *body)
{
    return ta_form_add_multipart(form, type, body, strlen(body));
}

static ta_form_t *form_of(apr_pool_t *pool, const char *body)
{
    ta_form_t *form = ta_form_make(pool);

    assert_int_equal(add(form, TYPE, body), TA_FORM_OK);
    return form;
}

static void fields_are_read_as_they_are(void **state)
{
    ta_form_t *form = form_of(*state, "--b1\r\n" FIELD("name", "a+b %41\r\nsecond line") NEXT FIELD("login", "") LAST);

    assert_string_equal(ta_form_get(form, "name"), "a+b %41\r\nsecond line");
    assert_string_equal(ta_form_get(form, "login"), "");
    assert_null(ta_form_get(form, "other"));
}

static void the_first_field_of_a_name_counts_and_what_came_before_it(void **state)
{
    ta_form_t *form = ta_form_make(*state);

    assert_int_equal(ta_form_add_urlencoded(form, "a=query", 7), TA_FORM_OK);
    assert_int_equal(add(form, TYPE, "--b1\r\n" FIELD("a", "body") NEXT FIELD("b", "1") NEXT FIELD("b", "2") LAST),
                     TA_FORM_OK);
    assert_string_equal(ta_form_get(form, "a"), "query");
    assert_string_equal(ta_form_get(form, "b"), "1");
}

static void a_boundary_may_be_quoted_and_stand_among_other_parameters(void **state)
{
    static const char *const types[] = {
        "multipart/form-data; boundary=\"b1\"",
        "multipart/form-data;boundary=b1",
        "multipart/form-data; charset=utf-8; BOUNDARY=b1; x=y",
        "multipart/form-data; x=\"; boundary=wrong\"; boundary=b1",
        "multipart/form-data; boundary=b1; boundary=other",
        "multipart/form-data; boundary=b1 ;",
    };
    size_t i;

    for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        ta_form_t *form = ta_form_make(*state);

        assert_int_equal(add(form, types[i], "--b1\r\n" FIELD("a", "1") LAST), TA_FORM_OK);
        assert_string_equal(ta_form_get(form, "a"), "1");
    }
}

static void a_quoted_boundary_may_have_spaces_and_escapes(void **state)
{
    ta_form_t *form = ta_form_make(*state);

    assert_int_equal(add(form, "multipart/form-data; boundary=\"a \\\"b=;\"",
                         "--a \"b=;\r\n" FIELD("a", "1") "\r\n--a \"b=;--"),
                     TA_FORM_OK);
    assert_string_equal(ta_form_get(form, "a"), "1");
}

static void without_a_sound_boundary_a_body_is_malformed(void **state)
{
    static const char *const types[] = {
        "multipart/form-data",
        "multipart/form-data;",
        "multipart/form-data; boundary",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=\"b1",
        "multipart/form-data; xboundary=b1",
        "multipart/form-data; boundary=b1 junk",
        "multipart/form-data; boundary=b1; =x",
        "multipart/form-data boundary=b1",
        "multipart/form-data; boundary=b2",
        "multipart/form-data; boundary=B1",
        "multipart/form-data; boundary=1234567890123456789012345678901234567890123456789012345678901234567890x",
        "",
    };
    size_t i;

    for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        assert_int_equal(add(ta_form_make(*state), types[i], "--b1\r\n" FIELD("a", "1") LAST), TA_FORM_BAD_MULTIPART);
    }
    assert_int_equal(add(ta_form_make(*state), NULL, "--b1--"), TA_FORM_BAD_MULTIPART);
}

static void files_nested_multiparts_and_nameless_parts_are_ignored(void **state)
{
    static const char body[] =
        "--b1\r\n"
        "Content-Disposition: form-data; name=\"f\"; filename=\"x.txt\"\r\n"
        "Content-Type: text/plain\r\n\r\nfile\xff" NEXT
        "Content-Disposition: form-data; name=f; filename*=UTF-8''x\r\n\r\nfile" NEXT
        "Content-Disposition: form-data; filename=\"\"; name=\"f\"\r\n\r\n" NEXT
        "Content-Disposition: form-data; name=\"m\"\r\ncontent-type: Multipart/mixed; boundary=b2\r\n\r\n--b2--" NEXT
        "Content-Disposition: form-data\r\n\r\nnameless" NEXT
        "Content-Disposition: attachment; name=\"t\"\r\n\r\nno field" NEXT
        "Content-Type: text/plain\r\n\r\nundisposed" NEXT "\r\nbare" NEXT FIELD("a", "1") LAST;
    ta_form_t *form = form_of(*state, body);

    assert_null(ta_form_get(form, "f"));
    assert_null(ta_form_get(form, "m"));
    assert_null(ta_form_get(form, "t"));
    assert_string_equal(ta_form_get(form, "a"), "1");
}

static void a_field_may_have_other_headers_in_any_case_and_order(void **state)
{
    ta_form_t *form = form_of(*state, "--b1\r\nContent-Type: text/plain; charset=utf-8\r\nX-Y:\r\n"
                                      "CONTENT-DISPOSITION:form-data;NAME=a;x=y\r\n\r\n1" LAST);

    assert_string_equal(ta_form_get(form, "a"), "1");
}

static void a_folded_header_is_one_header(void **state)
{
    ta_form_t *form =
        form_of(*state, "--b1\r\n"
                        "Content-Disposition: form-data;\r\n\tname=\"a\";\r\n filename=\"x\"\r\n\r\n1" NEXT
                        "Content-Disposition: form-data;\r\n name=\"b\"\r\n\r\n2" LAST);

    assert_null(ta_form_get(form, "a"));
    assert_string_equal(ta_form_get(form, "b"), "2");
}

static void names_may_have_escaped_quotes_and_backslashes(void **state)
{
    ta_form_t *form = form_of(*state, "--b1\r\n" FIELD("a\\\"b", "1") NEXT FIELD("c\\\\d", "2")
                                          NEXT FIELD("name[]", "3") NEXT FIELD("e%22f", "4") LAST);

    assert_string_equal(ta_form_get(form, "a\"b"), "1");
    assert_string_equal(ta_form_get(form, "c\\d"), "2");
    assert_string_equal(ta_form_get(form, "name[]"), "3");
    assert_string_equal(ta_form_get(form, "e%22f"), "4");
}

static void a_body_without_parts_is_an_empty_form(void **state)
{
    form_of(*state, "--b1--");
    form_of(*state, "--b1--\r\n");
    form_of(*state, "--b1-- \t\r\nepilogue --b1\r\n");
    form_of(*state, "preamble\r\n--b1--");
}

static void preamble_and_epilogue_are_ignored(void **state)
{
    ta_form_t *form = form_of(*state, "for readers without MIME --b1\r\n--b1 \r\n" FIELD("a", "1") LAST
                              "--b1\r\n" FIELD("b", "2") LAST);

    assert_string_equal(ta_form_get(form, "a"), "1");
    assert_null(ta_form_get(form, "b"));
}

static void malformed_bodies_are_refused(void **state)
{
    static const char *const bodies[] = {
        "",
        "\r\n",
        "junk",
        "--b1",
        "--b1\r\n",
        "--b1\r\n--b1--",
        "--b1\r\n" FIELD("a", "1"),
        "--b1\r\n" FIELD("a", "1") "\r\n",
        "--b1\r\n" FIELD("a", "1") "\r\n--b1",
        "--b1\r\n" FIELD("a", "1") "\r\n--b1\r\n",
        "--b1\r\n" FIELD("a", "1") "\r\n--b1-",
        "--b1\r\n" FIELD("a", "1") "--b1--",
        "--b1\r\n" FIELD("a", "1") "\r\n--b1--junk",
        "--b1\r\n" FIELD("a", "1") "\r\n--b1junk\r\n" LAST,
        "--b1junk\r\n" FIELD("a", "1") LAST,
        "--b1\n" FIELD("a", "1") LAST,
        "--b1\r\n" FIELD("a", "1") "\n--b1--\n",
        "--b1\nContent-Disposition: form-data; name=\"a\"\n\n1\n--b1--\n",
        "--b1\r\nContent-Disposition: form-data; name=\"a\"\r\n1" LAST,
        "--b1\r\nContent-Disposition: form-data; name=\"a\"" LAST,
        "--b1\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1" LAST,
        "--b1\r\nContent-Disposition: form-data; name=\"a\" x\r\n\r\n1" LAST,
        "--b1\r\nContent-Disposition: form-data; name=\r\n\r\n1" LAST,
        "--b1\r\nContent-Disposition:\r\n\r\n1" LAST,
        "--b1\r\nContent-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b\r\n\r\n1" LAST,
        "--b1\r\nno colon\r\n\r\n1" LAST,
    };
    size_t i;

    for (i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
        ta_form_status_t status = add(ta_form_make(*state), TYPE, bodies[i]);

        if (status != TA_FORM_BAD_MULTIPART) {
            fail_msg("body %d gives %d", (int)i, status);
        }
    }
}

static void line_feeds_within_a_value_end_nothing(void **state)
{
    ta_form_t *form = form_of(*state, "--b1\r\n" FIELD("a", "x\n--b1--\ny\r--b1") LAST);

    assert_string_equal(ta_form_get(form, "a"), "x\n--b1--\ny\r--b1");
}

static void bytes_of_fields_are_checked(void **state)
{
    static const char nul[] = "--b1\r\n" FIELD("a", "x\0y") LAST;
    static const char nul_name[] = "--b1\r\n" FIELD("a\0b", "1") LAST;

    assert_int_equal(ta_form_add_multipart(ta_form_make(*state), TYPE, nul, sizeof(nul) - 1), TA_FORM_NUL);
    assert_int_equal(ta_form_add_multipart(ta_form_make(*state), TYPE, nul_name, sizeof(nul_name) - 1), TA_FORM_NUL);
    assert_int_equal(add(ta_form_make(*state), TYPE, "--b1\r\n" FIELD("a", "\xff") LAST), TA_FORM_BAD_ENCODING);
    assert_int_equal(add(ta_form_make(*state), TYPE, "--b1\r\n" FIELD("\xc0\xaf", "1") LAST), TA_FORM_BAD_ENCODING);
    assert_int_equal(add(ta_form_make(*state), TYPE, "--b1\r\n" FIELD("a", "\xed\xa0\x80") LAST), TA_FORM_BAD_ENCODING);
}

/** A body of so many fields. */
static char *many(apr_pool_t *pool, int count)
{
    char *body = "--b1--";

    while (count-- > 0) {
        body =
            apr_psprintf(pool, "--b1\r\nContent-Disposition: form-data; name=p%d\r\n\r\n%d\r\n%s", count, count, body);
    }
    return body;
}

static void a_hundred_fields_pass_and_one_more_does_not(void **state)
{
    assert_string_equal(ta_form_get(form_of(*state, many(*state, 100)), "p99"), "99");
    assert_int_equal(add(ta_form_make(*state), TYPE, many(*state, 101)), TA_FORM_TOO_MANY);
}

static void every_truncation_of_a_good_body_is_refused(void **state)
{
    static const char body[] = "--b1\r\n" FIELD("a", "1") NEXT FIELD("b", "2") "\r\n--b1--";
    size_t len;

    for (len = 0; len < sizeof(body) - 1; len++) {
        /* a copy of just that size, so that reading beyond it is noticed */
        char *cut = malloc(len ? len : 1);

        assert_non_null(cut);
        memcpy(cut, body, len);
        assert_int_equal(ta_form_add_multipart(ta_form_make(*state), TYPE, cut, len), TA_FORM_BAD_MULTIPART);
        free(cut);
    }
    assert_int_equal(add(ta_form_make(*state), TYPE, body), TA_FORM_OK);
}

static void an_absent_body_is_refused(void **state)
{
    assert_int_equal(ta_form_add_multipart(ta_form_make(*state), TYPE, NULL, 0), TA_FORM_BAD_MULTIPART);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        claim(fields_are_read_as_they_are),
        claim(the_first_field_of_a_name_counts_and_what_came_before_it),
        claim(a_boundary_may_be_quoted_and_stand_among_other_parameters),
        claim(a_quoted_boundary_may_have_spaces_and_escapes),
        claim(without_a_sound_boundary_a_body_is_malformed),
        claim(files_nested_multiparts_and_nameless_parts_are_ignored),
        claim(a_field_may_have_other_headers_in_any_case_and_order),
        claim(a_folded_header_is_one_header),
        claim(names_may_have_escaped_quotes_and_backslashes),
        claim(a_body_without_parts_is_an_empty_form),
        claim(preamble_and_epilogue_are_ignored),
        claim(malformed_bodies_are_refused),
        claim(line_feeds_within_a_value_end_nothing),
        claim(bytes_of_fields_are_checked),
        claim(a_hundred_fields_pass_and_one_more_does_not),
        claim(every_truncation_of_a_good_body_is_refused),
        claim(an_absent_body_is_refused),
    };

    return unit_run(tests);
}
