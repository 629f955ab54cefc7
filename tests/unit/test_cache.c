/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about the cache of verified tokens: which are found, and until when. */
#include "cache_fixture.h"

static void a_token_is_found_with_all_its_fields(void **state)
{
    fixture_t *fixture = *state;
    apr_uint64_t number;

    assert_false(fixture_has(fixture, 1));
    for (number = 0; number < 500; number++) {
        fixture_put(fixture, number);
        assert_true(fixture_has(fixture, number)); /* which compares the fields */
    }
}

static void an_empty_project_key_is_not_an_absent_one(void **state)
{
    fixture_t *fixture = *state;
    ta_digest_t digest = fixture_digest(1);
    ta_entry_t entry = fixture_entry(1, 0, fixture->pool), found;
    ta_cache_place_t place;
    ta_noted_use_t lost;

    entry.project_key = "";
    assert_true(ta_cache_put(fixture->cache, &digest, ta_cache_epoch(fixture->cache), &entry, &place, &lost));
    assert_true(ta_cache_get(fixture->cache, &digest, FIXTURE_NOW, fixture->pool, &found, &place));
    assert_non_null(found.project_key);
    entry.project_key = NULL;
    assert_true(ta_cache_put(fixture->cache, &digest, ta_cache_epoch(fixture->cache), &entry, &place, &lost));
    assert_true(ta_cache_get(fixture->cache, &digest, FIXTURE_NOW, fixture->pool, &found, &place));
    assert_null(found.project_key);
}

/** Makes a text of so many bytes, with all values but NUL. */
static char *text_of(apr_pool_t *pool, size_t length)
{
    char *text = apr_palloc(pool, length + 1);
    size_t i;

    for (i = 0; i < length; i++) {
        text[i] = (char)(255 - i % 255);
    }
    text[length] = '\0';
    return text;
}

static bool fits(fixture_t *fixture, size_t login, size_t name, int project)
{
    static apr_uint64_t number;
    ta_digest_t digest = fixture_digest(number++);
    ta_entry_t entry = fixture_entry(1, 0, fixture->pool), found;
    ta_cache_place_t place;
    ta_noted_use_t lost;

    entry.login = text_of(fixture->pool, login);
    entry.name = text_of(fixture->pool, name);
    entry.project_key = project < 0 ? NULL : text_of(fixture->pool, (size_t)project);
    if (!ta_cache_put(fixture->cache, &digest, ta_cache_epoch(fixture->cache), &entry, &place, &lost)) {
        assert_false(ta_cache_get(fixture->cache, &digest, FIXTURE_NOW, fixture->pool, &found, &place));
        return false;
    }
    assert_true(ta_cache_get(fixture->cache, &digest, FIXTURE_NOW, fixture->pool, &found, &place));
    assert_true(fixture_same(&entry, &found));
    return true;
}

static void texts_of_any_bytes_fit_up_to_the_last_byte(void **state)
{
    fixture_t *fixture = *state;
    size_t login;

    for (login = 0; login <= TA_CACHE_TEXT_MAX; login += 7) {
        assert_true(fits(fixture, login, TA_CACHE_TEXT_MAX - login, -1));
        assert_true(fits(fixture, login, TA_CACHE_TEXT_MAX - login, 0));
        assert_false(fits(fixture, login, TA_CACHE_TEXT_MAX - login, 1));
        assert_false(fits(fixture, login, TA_CACHE_TEXT_MAX - login + 1, -1));
    }
    assert_true(fits(fixture, 100, 100, TA_CACHE_TEXT_MAX - 200));
    assert_false(fits(fixture, 100, 100, TA_CACHE_TEXT_MAX - 199));
    assert_false(fits(fixture, 100000, 1, -1));
    assert_false(fits(fixture, 1, 100000, -1));
    assert_false(fits(fixture, 1, 1, 100000));
}

static void stores_do_not_see_each_others_tokens(void **state)
{
    fixture_t *fixture = *state;
    ta_cache_t *first = fixture->cache, *other = fixture_open(fixture, "another store");

    fixture_put(fixture, 1);
    assert_false(fixture_has_in(fixture, other, 1, FIXTURE_NOW));
    fixture->cache = other;
    fixture_put(fixture, 1); /* the same digest: added beside the entry, not in its place */
    ta_cache_flush(other);
    assert_true(fixture_has_in(fixture, first, 1, FIXTURE_NOW));
    assert_false(fixture_has_in(fixture, other, 1, FIXTURE_NOW));
}

static void the_same_name_is_the_same_store_and_only_so_many_have_a_place(void **state)
{
    fixture_t *fixture = *state;
    int i;

    fixture_put(fixture, 1);
    assert_true(fixture_has_in(fixture, ta_cache_open(fixture->pool, fixture->memory, 0, "one store"), 1, FIXTURE_NOW));
    for (i = 1; i < TA_CACHE_STORES; i++) {
        assert_non_null(ta_cache_open(fixture->pool, fixture->memory, 0, apr_psprintf(fixture->pool, "store %d", i)));
    }
    assert_null(ta_cache_open(fixture->pool, fixture->memory, 0, "one too many"));
    assert_true(fixture_has_in(fixture, ta_cache_open(fixture->pool, fixture->memory, 0, "one store"), 1, FIXTURE_NOW));
}

static void a_dropped_token_is_gone_and_may_come_back(void **state)
{
    fixture_t *fixture = *state;

    fixture_put(fixture, 1);
    fixture_put(fixture, 2);
    fixture_drop(fixture, 1);
    assert_false(fixture_has(fixture, 1));
    assert_true(fixture_has(fixture, 2));
    fixture_drop(fixture, 3); /* never was there */
    assert_true(fixture_has(fixture, 2));
    fixture_put(fixture, 1);
    assert_true(fixture_has(fixture, 1));
}

/** Puts the token of a number in, as if the database had been read at an epoch. */
static bool put_late(fixture_t *fixture, apr_uint64_t number, apr_uint64_t epoch)
{
    ta_digest_t digest = fixture_digest(number);
    ta_entry_t entry = fixture_entry(number, 0, fixture->pool);
    ta_cache_place_t place;
    ta_noted_use_t lost;

    return ta_cache_put(fixture->cache, &digest, epoch, &entry, &place, &lost);
}

static void what_was_read_before_a_revocation_is_not_put_in_after_it(void **state)
{
    fixture_t *fixture = *state;
    apr_uint64_t epoch;

    fixture_put(fixture, 2);
    epoch = ta_cache_epoch(fixture->cache);
    fixture_drop(fixture, 1);
    assert_false(put_late(fixture, 1, epoch));
    assert_false(put_late(fixture, 3, epoch)); /* whichever token was revoked */
    assert_false(put_late(fixture, 2, epoch));
    assert_false(fixture_has(fixture, 1));
    assert_true(fixture_has(fixture, 2)); /* which was there already */
    assert_true(put_late(fixture, 3, ta_cache_epoch(fixture->cache)));
}

static void a_revocation_holds_under_every_name_of_the_store(void **state)
{
    fixture_t *fixture = *state;
    ta_cache_t *first = fixture->cache, *second = fixture_open(fixture, "the same store after a restart");
    apr_uint64_t epoch;

    fixture_put(fixture, 1);
    fixture->cache = second;
    fixture_put(fixture, 1);
    fixture_put(fixture, 2);
    epoch = ta_cache_epoch(second);
    fixture->cache = first;
    fixture_drop(fixture, 1);
    assert_false(fixture_has_in(fixture, first, 1, FIXTURE_NOW));
    assert_false(fixture_has_in(fixture, second, 1, FIXTURE_NOW));
    assert_true(fixture_has_in(fixture, second, 2, FIXTURE_NOW));
    fixture->cache = second;
    assert_false(put_late(fixture, 1, epoch)); /* by a process that has read the database before */
    assert_false(fixture_has(fixture, 1));
}

static void nothing_under_any_name_survives_a_restart_or_a_flush_of_all(void **state)
{
    static const ta_log_mark_t three = {3, 3333};
    fixture_t *fixture = *state;
    ta_cache_t *first = fixture->cache, *second = fixture_open(fixture, "another store");
    apr_uint64_t epoch;
    int i;

    fixture->cache = second;
    for (i = 0; i < 2; i++) {
        epoch = ta_cache_epoch(second);
        fixture_put(fixture, 1);
        assert_true(fixture_has(fixture, 1));
        if (i == 0) {
            ta_cache_flush_all(first);
        }
        else {
            ta_cache_restart(first, &three);
        }
        assert_false(fixture_has(fixture, 1));
        assert_false(put_late(fixture, 1, epoch));
    }
}

static void nothing_survives_a_flush(void **state)
{
    fixture_t *fixture = *state;
    apr_uint64_t epoch = ta_cache_epoch(fixture->cache);

    fixture_put(fixture, 1);
    ta_cache_flush(fixture->cache);
    assert_false(fixture_has(fixture, 1));
    assert_false(put_late(fixture, 1, epoch));
    assert_false(fixture_has(fixture, 1));
    fixture_put(fixture, 1);
    assert_true(fixture_has(fixture, 1));
}

static bool has_at(fixture_t *fixture, apr_int64_t now)
{
    return fixture_has_in(fixture, fixture->cache, 1, now);
}

static void entries_are_trusted_for_the_outage_after_a_reading(void **state)
{
    fixture_t *fixture = *state;

    fixture->cache = ta_cache_open(fixture->pool, fixture->memory, 0, "new");
    ta_cache_set_outage(fixture->cache, 100);
    fixture_put(fixture, 1);
    assert_false(has_at(fixture, 0)); /* there was no reading yet */
    assert_false(has_at(fixture, 5000));
    fixture_confirm(fixture->cache, 1, 5000);
    assert_true(has_at(fixture, 4000)); /* by a thread that has read the clock long ago */
    assert_true(has_at(fixture, 5000));
    assert_true(has_at(fixture, 5099));
    assert_false(has_at(fixture, 5100));
    assert_false(has_at(fixture, INT64_MAX));
    fixture_confirm(fixture->cache, 2, 5050);
    assert_true(has_at(fixture, 5149));
    fixture_confirm(fixture->cache, 2, 4000); /* of a process that was stopped meanwhile */
    assert_true(has_at(fixture, 5149));
    assert_false(has_at(fixture, 5150));
}

static void without_an_outage_nothing_is_trusted(void **state)
{
    fixture_t *fixture = *state;

    fixture->cache = ta_cache_open(fixture->pool, fixture->memory, 0, "new");
    fixture_confirm(fixture->cache, 1, 5000);
    fixture_put(fixture, 1);
    assert_false(has_at(fixture, 5000));
}

static void the_log_is_read_from_where_it_was_left(void **state)
{
    fixture_t *fixture = *state;
    ta_log_mark_t mark = {0, 0};

    fixture->cache = ta_cache_open(fixture->pool, fixture->memory, 0, "new");
    assert_int_equal(ta_cache_log_mark(fixture->cache).seq, -1);
    ta_cache_restart(fixture->cache, &mark);
    assert_int_equal(ta_cache_log_mark(fixture->cache).seq, 0);
    fixture_confirm(fixture->cache, 7, 1);
    mark = ta_cache_log_mark(ta_cache_open(fixture->pool, fixture->memory, 0, "new"));
    assert_int_equal(mark.seq, 7);
    assert_int_equal(mark.hash, 7000);
}

static void a_reader_of_the_log_that_was_overtaken_changes_nothing(void **state)
{
    static const ta_log_mark_t five = {5, 5000}, three = {3, 3333};
    fixture_t *fixture = *state;
    ta_log_mark_t from = ta_cache_log_mark(fixture->cache);

    fixture_confirm(fixture->cache, 7, 1);
    ta_cache_confirm(fixture->cache, &from, &five, 1000000);
    assert_int_equal(ta_cache_log_mark(fixture->cache).seq, 7);
    from = ta_cache_log_mark(fixture->cache);
    ta_cache_restart(fixture->cache, &three);
    ta_cache_confirm(fixture->cache, &from, &five, 1000000);
    assert_int_equal(ta_cache_log_mark(fixture->cache).seq, 3);
    assert_int_equal(ta_cache_log_mark(fixture->cache).hash, 3333);
    fixture_put(fixture, 1);
    assert_false(has_at(fixture, 1000000)); /* nor does its confirmation count */
}

static void what_was_heard_only_grows_until_a_restart(void **state)
{
    static const ta_log_mark_t three = {3, 3333};
    fixture_t *fixture = *state;

    assert_int_equal(ta_cache_heard(fixture->cache), 0);
    ta_cache_hear(fixture->cache, 7);
    ta_cache_hear(fixture->cache, 5);
    assert_int_equal(ta_cache_heard(fixture->cache), 7);
    ta_cache_restart(fixture->cache, &three);
    assert_int_equal(ta_cache_heard(fixture->cache), 3);
}

static void a_restart_goes_back_and_distrusts_everything(void **state)
{
    static const ta_log_mark_t three = {3, 3333};
    fixture_t *fixture = *state;

    fixture_put(fixture, 1);
    fixture_confirm(fixture->cache, 7, 1);
    ta_cache_restart(fixture->cache, &three);
    assert_int_equal(ta_cache_log_mark(fixture->cache).seq, 3);
    assert_false(fixture_has(fixture, 1));
}

static void what_it_was_judged_by_is_known_to_all(void **state)
{
    fixture_t *fixture = *state;

    assert_int_equal(ta_cache_users(fixture->cache), 0);
    ta_cache_set_users(fixture->cache, 7);
    assert_int_equal(ta_cache_users(fixture_open(fixture, "one store")), 7);
    assert_int_equal(ta_cache_users(fixture_open(fixture, "another store")), 0);
}

static void memory_holds_as_many_tokens_as_it_says(void **state)
{
    fixture_t *fixture = fixture_make(4096);
    apr_uint64_t number;
    int found = 0;

    (void)state;
    assert_in_range(ta_cache_capacity(8 << 20), 16000, 16384);
    for (number = 0; number < 3000; number++) {
        fixture_put(fixture, number);
    }
    for (number = 0; number < 3000; number++) {
        found += fixture_has(fixture, number);
        apr_pool_clear(fixture->pool);
        fixture->cache = ta_cache_open(fixture->pool, fixture->memory, 0, "one store");
    }
    assert_in_range(found, 2960, 3000); /* both sets of a token may be full while others are empty */
    fixture_end(fixture);
}

static void memory_that_is_too_small_holds_nothing(void **state)
{
    static const unsigned char secret[16] = "not very secret";
    fixture_t *fixture = *state;
    size_t size = fixture_size_for(1);

    assert_int_equal(ta_cache_capacity(0), 0);
    assert_int_equal(ta_cache_capacity(size - 64), 0);
    assert_int_equal(ta_cache_capacity(size), TA_CACHE_WAYS);
    for (size -= 64; size >= 64; size -= 64) {
        void *memory = calloc(1, size);

        ta_cache_format(memory, size, secret);
        assert_null(ta_cache_open(fixture->pool, memory, 0, "one store"));
        free(memory);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        fixture_claim(a_token_is_found_with_all_its_fields),
        fixture_claim(an_empty_project_key_is_not_an_absent_one),
        fixture_claim(texts_of_any_bytes_fit_up_to_the_last_byte),
        fixture_claim(stores_do_not_see_each_others_tokens),
        fixture_claim(the_same_name_is_the_same_store_and_only_so_many_have_a_place),
        fixture_claim(a_dropped_token_is_gone_and_may_come_back),
        fixture_claim(what_was_read_before_a_revocation_is_not_put_in_after_it),
        fixture_claim(a_revocation_holds_under_every_name_of_the_store),
        fixture_claim(nothing_under_any_name_survives_a_restart_or_a_flush_of_all),
        fixture_claim(nothing_survives_a_flush),
        fixture_claim(entries_are_trusted_for_the_outage_after_a_reading),
        fixture_claim(without_an_outage_nothing_is_trusted),
        fixture_claim(the_log_is_read_from_where_it_was_left),
        fixture_claim(a_reader_of_the_log_that_was_overtaken_changes_nothing),
        fixture_claim(what_was_heard_only_grows_until_a_restart),
        fixture_claim(a_restart_goes_back_and_distrusts_everything),
        fixture_claim(what_it_was_judged_by_is_known_to_all),
        fixture_claim(memory_holds_as_many_tokens_as_it_says),
        fixture_claim(memory_that_is_too_small_holds_nothing),
    };

    return unit_run(tests);
}
