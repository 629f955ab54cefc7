/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about token values: how they are made, recognised, digested and masked. */
#include "unit.h"

#include <apr_strings.h>

#include "token/value.h"

static const ta_stems_t stems = {2, {"ta", "x9"}};

/* its check digits come from zlib itself */
#define KNOWN "taa_0123456789ABCDEFGHIJKLMNOPQRSTUVWX4Kv3lQ"

static void assert_made(ta_type_t type, ta_value_t *value)
{
    assert_int_equal(ta_value_make(&stems, type, value), TA_OK);
    assert_int_equal(strlen(value->text), TA_VALUE_LENGTH);
}

/* As a value that no cache has: its check digits count. */
static ta_code_t parse_bytes(const char *text, size_t len, ta_value_t *value)
{
    ta_code_t code = ta_value_read(&stems, text, len, value);

    return code == TA_OK && !ta_value_is_right(value) ? TA_INVALID : code;
}

static ta_code_t parse(const char *text, ta_value_t *value)
{
    return parse_bytes(text, strlen(text), value);
}

static void a_value_is_stem_type_letter_underscore_and_40_of_base62(void **state)
{
    static const char *const prefixes[TA_TYPE_COUNT] = {"tau_", "taa_", "tap_"};
    ta_value_t value;
    int i;

    (void)state;
    for (i = 0; i < 300; i++) {
        assert_made((ta_type_t)(i % TA_TYPE_COUNT), &value);
        assert_int_equal(value.type, i % TA_TYPE_COUNT);
        assert_memory_equal(value.text, prefixes[i % TA_TYPE_COUNT], 4);
        assert_int_equal(strspn(value.text + 4, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"), 40);
    }
}

static void the_first_stem_makes_values_and_all_are_recognised(void **state)
{
    static const ta_stems_t other = {2, {"x9", "ta"}};
    ta_value_t value, parsed;

    (void)state;
    assert_int_equal(ta_value_make(&other, TA_TYPE_USER, &value), TA_OK);
    assert_memory_equal(value.text, "x9u_", 4);
    assert_int_equal(parse(value.text, &parsed), TA_OK);
}

static void what_was_made_is_parsed_with_its_type(void **state)
{
    ta_value_t value, parsed;
    int i;

    (void)state;
    for (i = 0; i < 300; i++) {
        assert_made((ta_type_t)(i % TA_TYPE_COUNT), &value);
        assert_int_equal(parse(ta_value_reveal(&value), &parsed), TA_OK);
        assert_string_equal(parsed.text, value.text);
        assert_int_equal(parsed.type, value.type);
    }
}

static void check_digits_are_those_of_zlib(void **state)
{
    static const char *const known[] = {
        "tau_000000000000000000000000000000000009q6I7",
        KNOWN,
        "tap_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz04Bq7j",
    };
    ta_value_t value;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        assert_int_equal(parse(known[i], &value), TA_OK);
    }
}

static void only_a_whole_value_is_parsed(void **state)
{
    ta_value_t value, parsed;
    char text[TA_VALUE_LENGTH + 2];
    size_t len;

    (void)state;
    assert_made(TA_TYPE_USER, &value);
    memcpy(text, value.text, TA_VALUE_LENGTH);
    memcpy(text + TA_VALUE_LENGTH, "0", 2);
    for (len = 0; len <= TA_VALUE_LENGTH + 1; len++) {
        ta_code_t code = parse_bytes(text, len, &parsed);

        assert_int_equal(code, len == TA_VALUE_LENGTH ? TA_OK : TA_INVALID);
        assert_int_equal(strlen(parsed.text), code == TA_OK ? TA_VALUE_LENGTH : 0);
    }
}

static void every_wrong_character_is_refused(void **state)
{
    ta_value_t value, parsed;
    char text[TA_VALUE_LENGTH + 1];
    int round, at, c;

    (void)state;
    for (round = 0; round < 100; round++) {
        assert_made((ta_type_t)(round % TA_TYPE_COUNT), &value);
        memcpy(text, value.text, sizeof(text));
        for (at = 0; at < TA_VALUE_LENGTH; at++) {
            for (c = 0; c < 256; c++) {
                text[at] = (char)c;
                if (text[at] != value.text[at] && parse_bytes(text, TA_VALUE_LENGTH, &parsed) == TA_OK) {
                    fail_msg("character %d changed to %d passes", at, c);
                }
            }
            text[at] = value.text[at];
        }
    }
}

static void every_swap_of_neighbours_is_refused(void **state)
{
    ta_value_t value, parsed;
    char text[TA_VALUE_LENGTH + 1];
    int round, at;

    (void)state;
    for (round = 0; round < 2000; round++) {
        assert_made(TA_TYPE_USER, &value);
        for (at = 0; at + 1 < TA_VALUE_LENGTH; at++) {
            memcpy(text, value.text, sizeof(text));
            text[at] = value.text[at + 1];
            text[at + 1] = value.text[at];
            if (text[at] != text[at + 1] && parse(text, &parsed) == TA_OK) {
                fail_msg("characters %d and %d swapped pass", at, at + 1);
            }
        }
    }
}

static void what_begins_like_a_value_claims_to_be_one(void **state)
{
    static const char *const claims[] = {"tau_", "taa_x", "tap_ ", "x9u_", "tau_\n", "tau_:", "tau_%"};
    static const char *const none[] = {"",     "t",    "ta",    "tau", "tab_", "TAu_",
                                       "taU_", "tau-", " tau_", "x9",  "9xu_", "tau%5F"};
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(claims) / sizeof(claims[0]); i++) {
        assert_true(ta_value_claims(&stems, claims[i], strlen(claims[i])));
    }
    for (i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
        assert_false(ta_value_claims(&stems, none[i], strlen(none[i])));
    }
    assert_false(ta_value_claims(&stems, "tau_", 3));
    assert_false(ta_value_claims(&stems, NULL, 0));
}

static void stems_are_two_letters_or_digits_each_once_and_at_most_eight(void **state)
{
    static const char *const bad[] = {"", "a", "abc", "a_", "-a", "\xc3\xa9", "a ", "a\n"};
    ta_stems_t made = {0, {""}};
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        assert_false(ta_stems_add(&made, bad[i]));
    }
    assert_false(ta_stems_add(&made, NULL));
    assert_int_equal(made.count, 0);
    for (i = 0; i < TA_STEM_MAX; i++) {
        char stem[] = {(char)('a' + i), 'Z', '\0'};

        assert_true(ta_stems_add(&made, stem));
        assert_true(ta_stems_add(&made, stem));
    }
    assert_int_equal(made.count, TA_STEM_MAX);
    assert_false(ta_stems_add(&made, "zz"));
    assert_true(ta_stems_add(&made, "aZ"));
    assert_string_equal(made.stem[7], "hZ");
}

static void the_digest_is_sha_256_of_the_44_characters(void **state)
{
    char hex[TA_DIGEST_LENGTH + 1];
    ta_digest_t digest;
    ta_value_t value;

    (void)state;
    assert_int_equal(parse(KNOWN, &value), TA_OK);
    assert_int_equal(ta_value_digest(&value, &digest), TA_OK);
    ta_digest_hex(&digest, hex);
    assert_string_equal(hex, "45e4294e16cfaf153d7cd2d8cb7e1cd8d6a64f8a4f3206ac80fc46d965d40edd");
}

static void an_empty_value_has_no_digest(void **state)
{
    ta_digest_t digest;
    ta_value_t value;

    (void)state;
    assert_int_equal(parse("nothing", &value), TA_INVALID);
    assert_int_equal(ta_value_digest(&value, &digest), TA_BROKEN);
    assert_memory_equal(digest.bytes, (ta_digest_t){{0}}.bytes, sizeof(digest.bytes));
    assert_false(ta_digest_equal(&digest, ""));
}

static void digests_are_equal_only_if_all_64_characters_are(void **state)
{
    ta_digest_t digest;
    ta_value_t value;
    char hex[TA_DIGEST_LENGTH + 1], other[TA_DIGEST_LENGTH + 2];
    int i;

    (void)state;
    assert_made(TA_TYPE_USER, &value);
    assert_int_equal(ta_value_digest(&value, &digest), TA_OK);
    ta_digest_hex(&digest, hex);
    assert_true(ta_digest_equal(&digest, hex));
    for (i = 0; i < TA_DIGEST_LENGTH; i++) {
        memcpy(other, hex, sizeof(hex));
        other[i] ^= 1;
        assert_false(ta_digest_equal(&digest, other));
    }
    memcpy(other, hex, sizeof(hex));
    memcpy(other + TA_DIGEST_LENGTH, "0", 2);
    assert_false(ta_digest_equal(&digest, other));
    other[TA_DIGEST_LENGTH - 1] = '\0';
    assert_false(ta_digest_equal(&digest, other));
    assert_false(ta_digest_equal(&digest, NULL));
}

static void a_wiped_value_holds_nothing(void **state)
{
    static const ta_value_t empty;
    ta_value_t value;

    (void)state;
    assert_made(TA_TYPE_PROJECT_ANALYSIS, &value);
    ta_value_wipe(&value);
    assert_memory_equal(&value, &empty, sizeof(value));
}

static void identifiers_are_16_characters_of_base62(void **state)
{
    char id[17];

    (void)state;
    assert_int_equal(ta_value_make_id(id), TA_OK);
    assert_int_equal(strlen(id), 16);
    assert_int_equal(strspn(id, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"), 16);
}

static void what_claims_to_be_a_value_is_masked_wherever_it_stands(void **state)
{
    static const char *const cases[][2] = {
        {"tau_abc", "tau_***"},
        {"/x?token=tau_abc_DEF9&y=taa_1", "/x?token=tau_***&y=taa_***"},
        {"metap_q-rest", "metap_***-rest"},
        {"tau%5Fabc", "tau%5F***"},
        {"tau%5fabc.tau_x", "tau%5f***.tau_***"},
        {"x9u_abc", "x9u_***"},
        {"%74au_abc", "%74au_***"},
        {"tau_%61bc%5f%64e&x", "tau_***&x"},
        {"tau_tau_x", "tau_***"},
        {"ttau_x", "ttau_***"},
        {"tau_x%20tau_y", "tau_***%20tau_***"},
        {"tau_a tau_b tau_c tau_d", "tau_*** tau_*** tau_*** tau_***"},
        {"tau_x%", "tau_***%"},
        {"tau_x%4", "tau_***%4"},
        {"\xc3\xa9tau_x\xc3\xa9", "\xc3\xa9tau_***\xc3\xa9"},
    };
    size_t i;

    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        assert_string_equal(ta_value_mask(*state, &stems, cases[i][0]), cases[i][1]);
    }
}

static void what_needs_no_mask_is_left_alone(void **state)
{
    static const char *const texts[] = {"", "t", "tau", "tau_", "tau_-x", "tab_x", "TAU_x", "%", "%7", "ta%", "tau%5"};
    size_t i;

    for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        assert_null(ta_value_mask(*state, &stems, texts[i]));
    }
    assert_null(ta_value_mask(*state, &stems, NULL));
}

static void a_masked_value_shows_nothing_of_itself(void **state)
{
    ta_value_t value;
    const char *masked;

    assert_made(TA_TYPE_USER, &value);
    masked = ta_value_mask(*state, &stems, apr_pstrcat(*state, "GET /?t=", value.text, " HTTP/1.1", NULL));
    assert_string_equal(masked, "GET /?t=tau_*** HTTP/1.1");
}

static void types_have_their_names_and_letters(void **state)
{
    static const char *const bad[] = {"", "user_token", "USER_TOKEN ", "USER", "u"};
    ta_type_t type;
    size_t i;

    (void)state;
    for (i = 0; i < TA_TYPE_COUNT; i++) {
        assert_true(ta_type_parse(ta_type_name((ta_type_t)i), &type));
        assert_int_equal(type, i);
    }
    assert_string_equal(ta_type_name(TA_TYPE_USER), "USER_TOKEN");
    assert_string_equal(ta_type_name(TA_TYPE_GLOBAL_ANALYSIS), "GLOBAL_ANALYSIS_TOKEN");
    assert_string_equal(ta_type_name(TA_TYPE_PROJECT_ANALYSIS), "PROJECT_ANALYSIS_TOKEN");
    assert_int_equal(ta_type_letter(TA_TYPE_GLOBAL_ANALYSIS), 'a');
    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        assert_false(ta_type_parse(bad[i], &type));
    }
    assert_false(ta_type_parse(NULL, &type));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        claim(a_value_is_stem_type_letter_underscore_and_40_of_base62),
        claim(the_first_stem_makes_values_and_all_are_recognised),
        claim(what_was_made_is_parsed_with_its_type),
        claim(check_digits_are_those_of_zlib),
        claim(only_a_whole_value_is_parsed),
        claim(every_wrong_character_is_refused),
        claim(every_swap_of_neighbours_is_refused),
        claim(what_begins_like_a_value_claims_to_be_one),
        claim(stems_are_two_letters_or_digits_each_once_and_at_most_eight),
        claim(the_digest_is_sha_256_of_the_44_characters),
        claim(an_empty_value_has_no_digest),
        claim(digests_are_equal_only_if_all_64_characters_are),
        claim(a_wiped_value_holds_nothing),
        claim(identifiers_are_16_characters_of_base62),
        claim(what_claims_to_be_a_value_is_masked_wherever_it_stands),
        claim(what_needs_no_mask_is_left_alone),
        claim(a_masked_value_shows_nothing_of_itself),
        claim(types_have_their_names_and_letters),
    };

    return unit_run(tests);
}
