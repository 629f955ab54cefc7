/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about copies of a credential: which texts contain it, and what is removed from a table. */
#include "unit.h"

#include <apr_strings.h>

#include "token/secret.h"

#define VALUE "taa_0123456789ABCDEFGHIJKLMNOPQRSTUVWX4Kv3lQ"
#define ENCODED "Ym9iOnRhYV8wMTIzNDU2Nzg5QUJDREVGR0hJSktMTU5PUFFSU1RVVldYNEt2M2xR" /* bob:VALUE */

static ta_secret_t bearer, basic;

static void each_piece_of_sixteen_characters_tells_wherever_it_stands(void **state)
{
    static const char *const before[] = {"", "x", "Bearer ", "abcdefg", "abcdefgh", "a-b-c-d-e-f-g=", "\xc3\xa4"};
    static const char *const behind[] = {"", "x", " y", "abcdefghijkl"};
    apr_pool_t *pool = *state;
    size_t from, len, i, j;

    for (len = TA_SECRET_PIECE; len <= strlen(VALUE); len += 7) {
        for (from = 0; from + len <= strlen(VALUE); from++) {
            for (i = 0; i < sizeof(before) / sizeof(before[0]); i++) {
                for (j = 0; j < sizeof(behind) / sizeof(behind[0]); j++) {
                    const char *piece = apr_pstrmemdup(pool, VALUE + from, len);

                    assert_true(ta_secret_is_in(&bearer, apr_pstrcat(pool, before[i], piece, behind[j], NULL)));
                }
            }
        }
    }
}

static void a_piece_of_the_base64_form_tells(void **state)
{
    apr_pool_t *pool = *state;
    size_t from;

    for (from = 0; from + TA_SECRET_PIECE <= strlen(ENCODED); from++) {
        assert_true(ta_secret_is_in(&basic, apr_pstrmemdup(pool, ENCODED + from, TA_SECRET_PIECE)));
    }
    assert_false(ta_secret_is_in(&bearer, ENCODED));
}

static void less_and_other_texts_do_not_tell(void **state)
{
    static const char *const texts[] = {"",
                                        "x",
                                        "Bearer",
                                        "taa_",
                                        "taa_0123456789A",
                                        "0123456789ABCDE",
                                        "Mozilla/5.0 (X11; Linux x86_64)",
                                        "taa_0123 456789AB CDEFGHIJ KLMNOPQR",
                                        "ABCDEFGH-ABCDEFGH-ABCDEFGH",
                                        "bob"};
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        assert_false(ta_secret_is_in(&bearer, texts[i]));
        assert_false(ta_secret_is_in(&basic, texts[i]));
    }
}

static void a_short_or_empty_value_tells_as_a_whole_only(void **state)
{
    const ta_secret_t cut = ta_secret_make("Bearer tau_x y", "tau_x y", 7, NULL);
    const ta_secret_t empty = ta_secret_make("Basic Og==", "", 0, "Og==");

    (void)state;
    assert_true(ta_secret_is_in(&cut, "Bearer tau_x y"));
    assert_true(ta_secret_is_in(&cut, "copy of tau_x y here"));
    assert_false(ta_secret_is_in(&cut, "tau_x"));
    assert_true(ta_secret_is_in(&empty, "Basic Og=="));
    assert_false(ta_secret_is_in(&empty, "anything else that is long enough to hold something"));
}

static void what_tells_is_taken_out_and_others_of_its_name_stay(void **state)
{
    apr_pool_t *pool = *state;
    apr_table_t *table = apr_table_make(pool, 4);

    apr_table_addn(table, "Authorization", "Bearer " VALUE);
    apr_table_addn(table, "PART", "0123456789ABCDEFGH");
    apr_table_addn(table, "Cookie", VALUE);
    apr_table_addn(table, "Cookie", "theme=dark");
    apr_table_addn(table, "Host", "localhost");
    ta_secret_remove(pool, table, &bearer);
    assert_null(apr_table_get(table, "Authorization"));
    assert_null(apr_table_get(table, "PART"));
    assert_string_equal(apr_table_get(table, "Cookie"), "theme=dark");
    assert_string_equal(apr_table_get(table, "Host"), "localhost");
    assert_int_equal(apr_table_elts(table)->nelts, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        claim(each_piece_of_sixteen_characters_tells_wherever_it_stands),
        claim(a_piece_of_the_base64_form_tells),
        claim(less_and_other_texts_do_not_tell),
        claim(a_short_or_empty_value_tells_as_a_whole_only),
        claim(what_tells_is_taken_out_and_others_of_its_name_stay),
    };

    bearer = ta_secret_make("Bearer " VALUE, VALUE, strlen(VALUE), NULL);
    basic = ta_secret_make("Basic " ENCODED, VALUE, strlen(VALUE), ENCODED);
    return unit_run(tests);
}
