/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about text from outside: UTF-8, lengths, trimming, logins, the log, searching. */
#include "unit.h"

#include "base/text.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool is_utf8(const char *text)
{
    return ta_text_is_utf8(text, strlen(text));
}

static void well_formed_text_is_utf8(void **state)
{
    static const char *const good[] = {
        "",
        "plain",
        "caf\xc3\xa9",
        "\xc2\x80",
        "\xdf\xbf",
        "\xe0\xa0\x80",
        "\xed\x9f\xbf",
        "\xee\x80\x80",
        "\xef\xbf\xbf",
        "\xf0\x90\x80\x80",
        "\xf4\x8f\xbf\xbf",
        "\xf0\x9f\x98\x80",
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(good); i++) {
        assert_true(is_utf8(good[i]));
    }
}

static void malformed_text_is_not_utf8(void **state)
{
    static const char *const bad[] = {
        "\x80",
        "\xbf",
        "a\xc3",
        "\xc3(",
        "\xe2\x82",
        "\xe2(\xac",
        "\xf0\x9f\x98",
        "\xf0(\x8c\xbc",
        "\xfe",
        "\xff",
        "\xf8\x88\x80\x80\x80",
        "\xfc\x84\x80\x80\x80\x80",
        "caf\xe9",
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(bad); i++) {
        assert_false(is_utf8(bad[i]));
    }
}

static void overlong_forms_surrogates_and_what_is_beyond_unicode_are_not_utf8(void **state)
{
    static const char *const bad[] = {
        "\xc0\x80",         "\xc0\xaf",         "\xc1\xbf",         "\xe0\x80\xaf", "\xe0\x9f\xbf",
        "\xf0\x80\x80\xaf", "\xf0\x8f\xbf\xbf", "\xed\xa0\x80",     "\xed\xaf\xbf", "\xed\xbf\xbf",
        "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xf7\xbf\xbf\xbf",
    };
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(bad); i++) {
        assert_false(is_utf8(bad[i]));
    }
}

static void a_nul_within_the_length_is_not_utf8(void **state)
{
    (void)state;
    assert_false(ta_text_is_utf8("a\0b", 3));
    assert_true(ta_text_is_utf8("a\0b", 1));
}

static void a_character_cut_at_the_length_is_not_utf8(void **state)
{
    (void)state;
    assert_false(ta_text_is_utf8("\xc3\xa9", 1));
    assert_false(ta_text_is_utf8("\xf0\x9f\x98\x80", 3));
}

static void length_counts_code_points(void **state)
{
    (void)state;
    assert_int_equal(ta_text_length(""), 0);
    assert_int_equal(ta_text_length("abc"), 3);
    assert_int_equal(ta_text_length("caf\xc3\xa9"), 4);
    assert_int_equal(ta_text_length("\xf0\x9f\x98\x80x"), 2);
}

static void trimming_cuts_every_byte_up_to_space_off_both_ends_only(void **state)
{
    (void)state;
    assert_string_equal(ta_text_trim(*state, " \t\r\n\x01 a b \x1f\v\f"), "a b");
    assert_string_equal(ta_text_trim(*state, "   "), "");
    assert_string_equal(ta_text_trim(*state, ""), "");
    assert_string_equal(ta_text_trim(*state, "x"), "x");
}

static void trimming_keeps_spaces_beyond_ascii(void **state)
{
    assert_string_equal(ta_text_trim(*state, "\xc2\xa0 a\xe3\x80\x80"), "\xc2\xa0 a\xe3\x80\x80");
}

static void a_login_is_any_text_without_control_characters(void **state)
{
    static const char *const good[] = {"a",      "grace.hopper", "J\xc3\xbcrgen",
                                       "a b",    " a ",          "x@example.org",
                                       "a\"\\'", "\xc2\xa0",     "#",
                                       ":",      "a:b",          "alice@http://127.0.0.1:21300"};
    static const char *const bad[] = {"", "a\n", "\x1f", "a\x7f",
                                      "\xc2\x80", "a\xc2\x9f", "\xff", "\xed\xa0\x80", "\xc0\x80"};
    size_t i;

    (void)state;
    for (i = 0; i < COUNT(good); i++) {
        assert_true(ta_text_is_login(good[i]));
    }
    for (i = 0; i < COUNT(bad); i++) {
        assert_false(ta_text_is_login(bad[i]));
    }
    assert_false(ta_text_is_login(NULL));
}

static void a_login_has_at_most_255_bytes(void **state)
{
    char login[258];

    (void)state;
    memset(login, 'a', sizeof(login));
    login[255] = '\0';
    assert_true(ta_text_is_login(login));
    login[255] = 'a';
    login[256] = '\0';
    assert_false(ta_text_is_login(login));
    memcpy(login + 254, "\xc3\xa9", 3);
    assert_false(ta_text_is_login(login));
}

static void printable_text_is_shown_as_it_is(void **state)
{
    static const char text[] = "J\xc3\xbcrgen M. \xf0\x9f\x98\x80";

    assert_string_equal(ta_text_printable(*state, text), text);
    assert_string_equal(ta_text_printable(*state, ""), "");
    assert_string_equal(ta_text_printable(*state, NULL), "-");
}

static void what_forges_a_log_line_is_escaped(void **state)
{
    static const char *const cases[][2] = {
        {"a\nb", "a\\x0ab"},
        {"a\r\tb", "a\\x0d\\x09b"},
        {"\x1b[31m", "\\x1b[31m"},
        {"\x7f", "\\x7f"},
        {"\xc2\x85", "\\xc2\\x85"},
        {"\xe2\x80\xa8", "\\xe2\\x80\\xa8"},
        {"\xe2\x80\xae"
         "cod",
         "\\xe2\\x80\\xaecod"},
        {"\xe2\x81\xa6", "\\xe2\\x81\\xa6"},
        {"\xe2\x80\x8f", "\\xe2\\x80\\x8f"},
        {"\xd8\x9c", "\\xd8\\x9c"},
        {"\\x0a", "\\\\x0a"},
        {"\"", "\\\""},
        {"\xff"
         "a",
         "\\xffa"},
        {"\xc3", "\\xc3"},
        {"\xc0\x8a", "\\xc0\\x8a"},
    };
    size_t i;

    for (i = 0; i < COUNT(cases); i++) {
        assert_string_equal(ta_text_printable(*state, cases[i][0]), cases[i][1]);
    }
}

static void long_text_is_cut_after_200_bytes_and_never_within_a_character(void **state)
{
    char text[300], shown[300];

    memset(text, 'a', sizeof(text));
    text[200] = '\0';
    assert_string_equal(ta_text_printable(*state, text), text);
    text[200] = 'a';
    text[299] = '\0';
    snprintf(shown, sizeof(shown), "%.200s\xe2\x80\xa6", text);
    assert_string_equal(ta_text_printable(*state, text), shown);
    memcpy(text + 199, "\xc3\xa9", 2);
    snprintf(shown, sizeof(shown), "%.199s\xe2\x80\xa6", text);
    assert_string_equal(ta_text_printable(*state, text), shown);
}

static void the_longest_escape_fits(void **state)
{
    char text[301];

    memset(text, '\n', sizeof(text) - 1);
    text[300] = '\0';
    assert_int_equal(strlen(ta_text_printable(*state, text)), 4 * 200 + 3);
}

static void searching_ignores_case_of_ascii_letters_only(void **state)
{
    (void)state;
    assert_true(ta_text_contains("Grace.Hopper", "hop"));
    assert_true(ta_text_contains("grace", "GRACE"));
    assert_true(ta_text_contains("aab", "ab"));
    assert_false(ta_text_contains("grace", "gracex"));
    assert_false(ta_text_contains("@[", "`{"));
    assert_false(ta_text_contains("\xc3\x89", "\xc3\xa9"));
    assert_true(ta_text_contains("x\xc3\xa9", "\xc3\xa9"));
}

static void an_empty_needle_is_everywhere(void **state)
{
    (void)state;
    assert_true(ta_text_contains("", ""));
    assert_true(ta_text_contains("a", ""));
    assert_false(ta_text_contains("", "a"));
}

static void bytes_become_lower_case_hex(void **state)
{
    static const unsigned char bytes[] = {0x00, 0x0f, 0xa5, 0xff};
    char hex[9];

    (void)state;
    ta_text_hex(bytes, 4, hex);
    assert_string_equal(hex, "000fa5ff");
    ta_text_hex(bytes, 0, hex);
    assert_string_equal(hex, "");
}

static void hex_digits_are_worth_0_to_15_and_nothing_else_is(void **state)
{
    int c, good = 0;

    (void)state;
    for (c = -128; c < 128; c++) {
        good += ta_text_hex_digit((char)c) >= 0;
    }
    assert_int_equal(good, 22);
    assert_int_equal(ta_text_hex_digit('0'), 0);
    assert_int_equal(ta_text_hex_digit('a'), 10);
    assert_int_equal(ta_text_hex_digit('F'), 15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        claim(well_formed_text_is_utf8),
        claim(malformed_text_is_not_utf8),
        claim(overlong_forms_surrogates_and_what_is_beyond_unicode_are_not_utf8),
        claim(a_nul_within_the_length_is_not_utf8),
        claim(a_character_cut_at_the_length_is_not_utf8),
        claim(length_counts_code_points),
        claim(trimming_cuts_every_byte_up_to_space_off_both_ends_only),
        claim(trimming_keeps_spaces_beyond_ascii),
        claim(a_login_is_any_text_without_control_characters),
        claim(a_login_has_at_most_255_bytes),
        claim(printable_text_is_shown_as_it_is),
        claim(what_forges_a_log_line_is_escaped),
        claim(long_text_is_cut_after_200_bytes_and_never_within_a_character),
        claim(the_longest_escape_fits),
        claim(searching_ignores_case_of_ascii_letters_only),
        claim(an_empty_needle_is_everywhere),
        claim(bytes_become_lower_case_hex),
        claim(hex_digits_are_worth_0_to_15_and_nothing_else_is),
    };

    return unit_run(tests);
}
