/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about urlencoded parameters and about the order in which all parameters count. */
#include "unit.h"

#include <apr_strings.h>

#include "api/form/form.h"

static ta_form_status_t add(ta_form_t *form, const char *text)
{
    return ta_form_add_urlencoded(form, text, strlen(text));
}

/** A form made of one good text. */
static ta_form_t *form_of(apr_pool_t *pool, const char *text)
{
    ta_form_t *form = ta_form_make(pool);

    assert_int_equal(add(form, text), TA_FORM_OK);
    return form;
}

static void assert_status(apr_pool_t *pool, const char *text, ta_form_status_t status)
{
    ta_form_status_t found = add(ta_form_make(pool), text);

    if (found != status) {
        fail_msg("\"%s\" gives %d instead of %d", text, found, status);
    }
}

static void pairs_are_decoded_once(void **state)
{
    ta_form_t *form = form_of(*state, "name=a%2Bb+c&n%61me2=%2541&x=caf%c3%A9");

    assert_string_equal(ta_form_get(form, "name"), "a+b c");
    assert_string_equal(ta_form_get(form, "name2"), "%41");
    assert_string_equal(ta_form_get(form, "x"), "caf\xc3\xa9");
}

static void the_first_of_several_values_counts(void **state)
{
    ta_form_t *form = form_of(*state, "a=1&a=2");

    assert_int_equal(add(form, "a=3&b=4"), TA_FORM_OK);
    assert_string_equal(ta_form_get(form, "a"), "1");
    assert_string_equal(ta_form_get(form, "b"), "4");
}

static void a_first_empty_value_counts_too(void **state)
{
    assert_string_equal(ta_form_get(form_of(*state, "a=&a=2"), "a"), "");
}

static void a_name_without_equals_sign_is_present_and_empty(void **state)
{
    ta_form_t *form = form_of(*state, "a&b=");

    assert_string_equal(ta_form_get(form, "a"), "");
    assert_string_equal(ta_form_get(form, "b"), "");
    assert_null(ta_form_get(form, "c"));
}

static void separators_alone_are_nothing(void **state)
{
    ta_form_t *form = form_of(*state, "&&&");

    assert_null(ta_form_get(form, ""));
    assert_null(ta_form_get(form_of(*state, ""), ""));
    assert_null(ta_form_get(form_of(*state, "&"), ""));
    assert_string_equal(ta_form_get(form_of(*state, "&&a=1&"), "a"), "1");
}

static void an_equals_sign_alone_is_a_nameless_pair(void **state)
{
    assert_string_equal(ta_form_get(form_of(*state, "="), ""), "");
    assert_string_equal(ta_form_get(form_of(*state, "&&="), ""), "");
    assert_string_equal(ta_form_get(form_of(*state, "=x"), ""), "x");
}

static void only_the_first_equals_sign_divides(void **state)
{
    assert_string_equal(ta_form_get(form_of(*state, "a=b=c=="), "a"), "b=c==");
}

static void plus_is_a_space_in_names_and_values(void **state)
{
    assert_string_equal(ta_form_get(form_of(*state, "a+b=+"), "a b"), " ");
}

static void values_are_kept_untrimmed(void **state)
{
    assert_string_equal(ta_form_get(form_of(*state, "a=+x%09"), "a"), " x\t");
}

static void brackets_and_semicolons_are_characters_like_others(void **state)
{
    ta_form_t *form = form_of(*state, "name[]=1&name%5B%5D=2&x=1;y=2");

    assert_string_equal(ta_form_get(form, "name[]"), "1");
    assert_null(ta_form_get(form, "name"));
    assert_string_equal(ta_form_get(form, "x"), "1;y=2");
}

static void malformed_percent_encoding_is_refused(void **state)
{
    static const char *const bad[] = {"a=%",  "a=%0",   "a=%g0", "a=%0g",    "%=a",   "%4=a",  "a=1&b=%zz",
                                      "a=%%", "a=%&20", "a=%+1", "a=%u0041", "a=% 1", "a=%-1", "a=%0x"};
    size_t i;

    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        assert_status(*state, bad[i], TA_FORM_BAD_ENCODING);
    }
}

static void a_nul_is_refused_however_it_comes(void **state)
{
    assert_status(*state, "a=%00", TA_FORM_NUL);
    assert_status(*state, "a%00b=1", TA_FORM_NUL);
    assert_status(*state, "a=x%00", TA_FORM_NUL);
    assert_int_equal(ta_form_add_urlencoded(ta_form_make(*state), "a=b\0c", 5), TA_FORM_NUL);
}

static void what_is_not_utf8_is_refused(void **state)
{
    static const char *const bad[] = {"a=%ff",          "a=%c3", "a=%c0%af", "a=%e0%80%af", "a=%ed%a0%80",
                                      "a=%f4%90%80%80", "%e9=1", "a=\xe9",   "a=%c3+%a9",   "a=%80"};
    size_t i;

    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        assert_status(*state, bad[i], TA_FORM_BAD_ENCODING);
    }
}

static void a_character_may_be_half_encoded(void **state)
{
    assert_string_equal(ta_form_get(form_of(*state, "a=\xc3%a9"), "a"), "\xc3\xa9");
}

/** count pairs "pN=N", each followed by '&'. */
static char *many(apr_pool_t *pool, int count)
{
    char *text = "";

    while (count-- > 0) {
        text = apr_psprintf(pool, "p%d=%d&%s", count, count, text);
    }
    return text;
}

static void a_hundred_parameters_pass_and_one_more_does_not(void **state)
{
    ta_form_t *form = form_of(*state, many(*state, 100));

    assert_string_equal(ta_form_get(form, "p0"), "0");
    assert_string_equal(ta_form_get(form, "p99"), "99");
    assert_status(*state, many(*state, 101), TA_FORM_TOO_MANY);
}

static void parameters_are_counted_over_all_sources_and_repetitions(void **state)
{
    ta_form_t *form = form_of(*state, many(*state, 99));

    assert_int_equal(add(form, "p1=again"), TA_FORM_OK);
    assert_int_equal(add(form, "&&&"), TA_FORM_OK);
    assert_int_equal(add(form, "p1=again"), TA_FORM_TOO_MANY);
}

static void text_needs_no_end_and_may_be_absent(void **state)
{
    ta_form_t *form = ta_form_make(*state);

    assert_int_equal(ta_form_add_urlencoded(form, "a=12345", 4), TA_FORM_OK);
    assert_string_equal(ta_form_get(form, "a"), "12");
    assert_int_equal(ta_form_add_urlencoded(form, NULL, 0), TA_FORM_OK);
    assert_int_equal(ta_form_add_urlencoded(form, "b=%41", 4), TA_FORM_BAD_ENCODING);
}

static void names_are_exact(void **state)
{
    ta_form_t *form = form_of(*state, "Name=1");

    assert_null(ta_form_get(form, "name"));
    assert_null(ta_form_get(form, "Name "));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        claim(pairs_are_decoded_once),
        claim(the_first_of_several_values_counts),
        claim(a_first_empty_value_counts_too),
        claim(a_name_without_equals_sign_is_present_and_empty),
        claim(separators_alone_are_nothing),
        claim(an_equals_sign_alone_is_a_nameless_pair),
        claim(only_the_first_equals_sign_divides),
        claim(plus_is_a_space_in_names_and_values),
        claim(values_are_kept_untrimmed),
        claim(brackets_and_semicolons_are_characters_like_others),
        claim(malformed_percent_encoding_is_refused),
        claim(a_nul_is_refused_however_it_comes),
        claim(what_is_not_utf8_is_refused),
        claim(a_character_may_be_half_encoded),
        claim(a_hundred_parameters_pass_and_one_more_does_not),
        claim(parameters_are_counted_over_all_sources_and_repetitions),
        claim(text_needs_no_end_and_may_be_absent),
        claim(names_are_exact),
    };

    return unit_run(tests);
}
