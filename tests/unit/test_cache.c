/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about the cache of verified tokens: which are found, and until when. */
#include "cache_fixture.h"

static void a_token_is_found_with_all_its_fields(void **state)
{
    desk_t *desk = *state;
    apr_uint64_t number;

    assert_false(desk_has(desk, 1));
    for (number = 0; number < 500; number++) {
        desk_put(desk, number);
        assert_true(desk_has(desk, number)); /* which compares the fields */
    }
}

static void an_empty_project_key_is_not_an_absent_one(void **state)
{
    desk_t *desk = *state;
    ta_digest_t digest = desk_digest(1);
    ta_entry_t entry = desk_entry(1, 0, desk->pool), found;
    ta_cache_place_t place;
    ta_noted_use_t lost;

    entry.project_key = "";
    assert_true(ta_cache_put(desk->cache, &digest, ta_cache_epoch(desk->cache), &entry, &place, &lost));
    assert_true(ta_cache_get(desk->cache, &digest, DESK_NOW, desk->pool, &found, &place));
    assert_non_null(found.project_key);
    entry.project_key = NULL;
    assert_true(ta_cache_put(desk->cache, &digest, ta_cache_epoch(desk->cache), &entry, &place, &lost));
    assert_true(ta_cache_get(desk->cache, &digest, DESK_NOW, desk->pool, &found, &place));
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

static bool fits(desk_t *desk, size_t login, size_t name, int project)
{
    static apr_uint64_t number;
    ta_digest_t digest = desk_digest(number++);
    ta_entry_t entry = desk_entry(1, 0, desk->pool), found;
    ta_cache_place_t place;
    ta_noted_use_t lost;

    entry.login = text_of(desk->pool, login);
    entry.name = text_of(desk->pool, name);
    entry.project_key = project < 0 ? NULL : text_of(desk->pool, (size_t)project);
    if (!ta_cache_put(desk->cache, &digest, ta_cache_epoch(desk->cache), &entry, &place, &lost)) {
        assert_false(ta_cache_get(desk->cache, &digest, DESK_NOW, desk->pool, &found, &place));
        return false;
    }
    assert_true(ta_cache_get(desk->cache, &digest, DESK_NOW, desk->pool, &found, &place));
    assert_true(desk_same(&entry, &found));
    return true;
}

static void texts_of_any_bytes_fit_up_to_the_last_byte(void **state)
{
    desk_t *desk = *state;
    size_t login;

    for (login = 0; login <= TA_CACHE_TEXT_MAX; login += 7) {
        assert_true(fits(desk, login, TA_CACHE_TEXT_MAX - login, -1));
        assert_true(fits(desk, login, TA_CACHE_TEXT_MAX - login, 0));
        assert_false(fits(desk, login, TA_CACHE_TEXT_MAX - login, 1));
        assert_false(fits(desk, login, TA_CACHE_TEXT_MAX - login + 1, -1));
    }
    assert_true(fits(desk, 100, 100, TA_CACHE_TEXT_MAX - 200));
    assert_false(fits(desk, 100, 100, TA_CACHE_TEXT_MAX - 199));
    assert_false(fits(desk, 100000, 1, -1));
    assert_false(fits(desk, 1, 100000, -1));
    assert_false(fits(desk, 1, 1, 100000));
}

static void stores_do_not_see_each_others_tokens(void **state)
{
    desk_t *desk = *state;
    ta_cache_t *first = desk->cache, *other = desk_open(desk, "another store");

    desk_put(desk, 1);
    assert_false(desk_has_in(desk, other, 1, DESK_NOW));
    desk->cache = other;
    desk_put(desk, 1); /* the same digest: added beside the entry, not in its place */
    ta_cache_flush(other);
    assert_true(desk_has_in(desk, first, 1, DESK_NOW));
    assert_false(desk_has_in(desk, other, 1, DESK_NOW));
}

static void the_same_name_is_the_same_store_and_only_so_many_have_a_place(void **state)
{
    desk_t *desk = *state;
    int i;

    desk_put(desk, 1);
    assert_true(desk_has_in(desk, ta_cache_open(desk->pool, desk->memory, 0, "one store"), 1, DESK_NOW));
    for (i = 1; i < TA_CACHE_STORES; i++) {
        assert_non_null(ta_cache_open(desk->pool, desk->memory, 0, apr_psprintf(desk->pool, "store %d", i)));
    }
    assert_null(ta_cache_open(desk->pool, desk->memory, 0, "one too many"));
    assert_true(desk_has_in(desk, ta_cache_open(desk->pool, desk->memory, 0, "one store"), 1, DESK_NOW));
}

static void a_dropped_token_is_gone_and_may_come_back(void **state)
{
    desk_t *desk = *state;

    desk_put(desk, 1);
    desk_put(desk, 2);
    desk_drop(desk, 1);
    assert_false(desk_has(desk, 1));
    assert_true(desk_has(desk, 2));
    desk_drop(desk, 3); /* never was there */
    assert_true(desk_has(desk, 2));
    desk_put(desk, 1);
    assert_true(desk_has(desk, 1));
}

/** Puts the token of a number in, as if the database had been read at an epoch. */
static bool put_late(desk_t *desk, apr_uint64_t number, apr_uint64_t epoch)
{
    ta_digest_t digest = desk_digest(number);
    ta_entry_t entry = desk_entry(number, 0, desk->pool);
    ta_cache_place_t place;
    ta_noted_use_t lost;

    return ta_cache_put(desk->cache, &digest, epoch, &entry, &place, &lost);
}

static void what_was_read_before_a_revocation_is_not_put_in_after_it(void **state)
{
    desk_t *desk = *state;
    apr_uint64_t epoch;

    desk_put(desk, 2);
    epoch = ta_cache_epoch(desk->cache);
    desk_drop(desk, 1);
    assert_false(put_late(desk, 1, epoch));
    assert_false(put_late(desk, 3, epoch)); /* whichever token was revoked */
    assert_false(put_late(desk, 2, epoch));
    assert_false(desk_has(desk, 1));
    assert_true(desk_has(desk, 2)); /* which was there already */
    assert_true(put_late(desk, 3, ta_cache_epoch(desk->cache)));
}

static void a_revocation_holds_under_every_name_of_the_store(void **state)
{
    desk_t *desk = *state;
    ta_cache_t *first = desk->cache, *second = desk_open(desk, "the same store after a restart");
    apr_uint64_t epoch;

    desk_put(desk, 1);
    desk->cache = second;
    desk_put(desk, 1);
    desk_put(desk, 2);
    epoch = ta_cache_epoch(second);
    desk->cache = first;
    desk_drop(desk, 1);
    assert_false(desk_has_in(desk, first, 1, DESK_NOW));
    assert_false(desk_has_in(desk, second, 1, DESK_NOW));
    assert_true(desk_has_in(desk, second, 2, DESK_NOW));
    desk->cache = second;
    assert_false(put_late(desk, 1, epoch)); /* by a process that has read the database before */
    assert_false(desk_has(desk, 1));
}

static void nothing_under_any_name_survives_a_restart_or_a_flush_of_all(void **state)
{
    static const ta_log_mark_t three = {3, 3333};
    desk_t *desk = *state;
    ta_cache_t *first = desk->cache, *second = desk_open(desk, "another store");
    apr_uint64_t epoch;
    int i;

    desk->cache = second;
    for (i = 0; i < 2; i++) {
        epoch = ta_cache_epoch(second);
        desk_put(desk, 1);
        assert_true(desk_has(desk, 1));
        if (i == 0) {
            ta_cache_flush_all(first);
        }
        else {
            ta_cache_restart(first, &three);
        }
        assert_false(desk_has(desk, 1));
        assert_false(put_late(desk, 1, epoch));
    }
}

static void nothing_survives_a_flush(void **state)
{
    desk_t *desk = *state;
    apr_uint64_t epoch = ta_cache_epoch(desk->cache);

    desk_put(desk, 1);
    ta_cache_flush(desk->cache);
    assert_false(desk_has(desk, 1));
    assert_false(put_late(desk, 1, epoch));
    assert_false(desk_has(desk, 1));
    desk_put(desk, 1);
    assert_true(desk_has(desk, 1));
}

static bool has_at(desk_t *desk, apr_int64_t now)
{
    return desk_has_in(desk, desk->cache, 1, now);
}

static void entries_are_trusted_for_the_outage_after_a_reading(void **state)
{
    desk_t *desk = *state;

    desk->cache = ta_cache_open(desk->pool, desk->memory, 0, "new");
    ta_cache_set_outage(desk->cache, 100);
    desk_put(desk, 1);
    assert_false(has_at(desk, 0)); /* there was no reading yet */
    assert_false(has_at(desk, 5000));
    desk_confirm(desk->cache, 1, 5000);
    assert_true(has_at(desk, 4000)); /* by a thread that has read the clock long ago */
    assert_true(has_at(desk, 5000));
    assert_true(has_at(desk, 5099));
    assert_false(has_at(desk, 5100));
    assert_false(has_at(desk, INT64_MAX));
    desk_confirm(desk->cache, 2, 5050);
    assert_true(has_at(desk, 5149));
    desk_confirm(desk->cache, 2, 4000); /* of a process that was stopped meanwhile */
    assert_true(has_at(desk, 5149));
    assert_false(has_at(desk, 5150));
}

static void without_an_outage_nothing_is_trusted(void **state)
{
    desk_t *desk = *state;

    desk->cache = ta_cache_open(desk->pool, desk->memory, 0, "new");
    desk_confirm(desk->cache, 1, 5000);
    desk_put(desk, 1);
    assert_false(has_at(desk, 5000));
}

static void the_log_is_read_from_where_it_was_left(void **state)
{
    desk_t *desk = *state;
    ta_log_mark_t mark = {0, 0};

    desk->cache = ta_cache_open(desk->pool, desk->memory, 0, "new");
    assert_int_equal(ta_cache_log_mark(desk->cache).seq, -1);
    ta_cache_restart(desk->cache, &mark);
    assert_int_equal(ta_cache_log_mark(desk->cache).seq, 0);
    desk_confirm(desk->cache, 7, 1);
    mark = ta_cache_log_mark(ta_cache_open(desk->pool, desk->memory, 0, "new"));
    assert_int_equal(mark.seq, 7);
    assert_int_equal(mark.hash, 7000);
}

static void a_reader_of_the_log_that_was_overtaken_changes_nothing(void **state)
{
    static const ta_log_mark_t five = {5, 5000}, three = {3, 3333};
    desk_t *desk = *state;
    ta_log_mark_t from = ta_cache_log_mark(desk->cache);

    desk_confirm(desk->cache, 7, 1);
    ta_cache_confirm(desk->cache, &from, &five, 1000000);
    assert_int_equal(ta_cache_log_mark(desk->cache).seq, 7);
    from = ta_cache_log_mark(desk->cache);
    ta_cache_restart(desk->cache, &three);
    ta_cache_confirm(desk->cache, &from, &five, 1000000);
    assert_int_equal(ta_cache_log_mark(desk->cache).seq, 3);
    assert_int_equal(ta_cache_log_mark(desk->cache).hash, 3333);
    desk_put(desk, 1);
    assert_false(has_at(desk, 1000000)); /* nor does its confirmation count */
}

static void what_was_heard_only_grows_until_a_restart(void **state)
{
    static const ta_log_mark_t three = {3, 3333};
    desk_t *desk = *state;

    assert_int_equal(ta_cache_heard(desk->cache), 0);
    ta_cache_hear(desk->cache, 7);
    ta_cache_hear(desk->cache, 5);
    assert_int_equal(ta_cache_heard(desk->cache), 7);
    ta_cache_restart(desk->cache, &three);
    assert_int_equal(ta_cache_heard(desk->cache), 3);
}

static void a_restart_goes_back_and_distrusts_everything(void **state)
{
    static const ta_log_mark_t three = {3, 3333};
    desk_t *desk = *state;

    desk_put(desk, 1);
    desk_confirm(desk->cache, 7, 1);
    ta_cache_restart(desk->cache, &three);
    assert_int_equal(ta_cache_log_mark(desk->cache).seq, 3);
    assert_false(desk_has(desk, 1));
}

static void one_of_many_has_the_work(void **state)
{
    desk_t *desk = *state;
    ta_cache_t *other = ta_cache_open(desk->pool, desk->memory, 0, "one store");

    assert_true(ta_cache_claim(desk->cache, TA_CACHE_READS_LOG, 1000, 450));
    assert_false(ta_cache_claim(other, TA_CACHE_READS_LOG, 1000, 450));
    assert_false(ta_cache_claim(desk->cache, TA_CACHE_READS_LOG, 1449, 450));
    assert_true(ta_cache_claim(other, TA_CACHE_READS_LOG, 1450, 450));
    assert_false(ta_cache_claim(desk->cache, TA_CACHE_READS_LOG, 1450, 450));
    assert_true(ta_cache_claim(desk->cache, TA_CACHE_WRITES_USES, 1450, 450));
    assert_true(ta_cache_claim(desk_open(desk, "another store"), TA_CACHE_READS_LOG, 1450, 450));
}

static void what_it_was_judged_by_is_known_to_all(void **state)
{
    desk_t *desk = *state;

    assert_int_equal(ta_cache_users(desk->cache), 0);
    ta_cache_set_users(desk->cache, 7);
    assert_int_equal(ta_cache_users(desk_open(desk, "one store")), 7);
    assert_int_equal(ta_cache_users(desk_open(desk, "another store")), 0);
}

static void memory_holds_as_many_tokens_as_it_says(void **state)
{
    desk_t *desk = desk_make(4096);
    apr_uint64_t number;
    int found = 0;

    (void)state;
    assert_in_range(ta_cache_capacity(8 << 20), 16000, 16384);
    for (number = 0; number < 3000; number++) {
        desk_put(desk, number);
    }
    for (number = 0; number < 3000; number++) {
        found += desk_has(desk, number);
        apr_pool_clear(desk->pool);
        desk->cache = ta_cache_open(desk->pool, desk->memory, 0, "one store");
    }
    assert_in_range(found, 2960, 3000); /* both sets of a token may be full while others are empty */
    desk_end(desk);
}

static void memory_that_is_too_small_holds_nothing(void **state)
{
    static const unsigned char secret[16] = "not very secret";
    desk_t *desk = *state;
    size_t size = desk_size_for(1);

    assert_int_equal(ta_cache_capacity(0), 0);
    assert_int_equal(ta_cache_capacity(size - 64), 0);
    assert_int_equal(ta_cache_capacity(size), TA_CACHE_WAYS);
    for (size -= 64; size >= 64; size -= 64) {
        void *memory = calloc(1, size);

        ta_cache_format(memory, size, secret);
        assert_null(ta_cache_open(desk->pool, memory, 0, "one store"));
        free(memory);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        desk_claim(a_token_is_found_with_all_its_fields),
        desk_claim(an_empty_project_key_is_not_an_absent_one),
        desk_claim(texts_of_any_bytes_fit_up_to_the_last_byte),
        desk_claim(stores_do_not_see_each_others_tokens),
        desk_claim(the_same_name_is_the_same_store_and_only_so_many_have_a_place),
        desk_claim(a_dropped_token_is_gone_and_may_come_back),
        desk_claim(what_was_read_before_a_revocation_is_not_put_in_after_it),
        desk_claim(a_revocation_holds_under_every_name_of_the_store),
        desk_claim(nothing_under_any_name_survives_a_restart_or_a_flush_of_all),
        desk_claim(nothing_survives_a_flush),
        desk_claim(entries_are_trusted_for_the_outage_after_a_reading),
        desk_claim(without_an_outage_nothing_is_trusted),
        desk_claim(the_log_is_read_from_where_it_was_left),
        desk_claim(a_reader_of_the_log_that_was_overtaken_changes_nothing),
        desk_claim(what_was_heard_only_grows_until_a_restart),
        desk_claim(a_restart_goes_back_and_distrusts_everything),
        desk_claim(one_of_many_has_the_work),
        desk_claim(what_it_was_judged_by_is_known_to_all),
        desk_claim(memory_holds_as_many_tokens_as_it_says),
        desk_claim(memory_that_is_too_small_holds_nothing),
    };

    return unit_run(tests);
}
