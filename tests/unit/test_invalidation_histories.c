/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about a log that is not what was read before: gone back, replaced, purged, or a server's that lags. */
#include "node_fixture.h"

static void a_log_that_has_gone_back_distrusts_everything(void **state)
{
    node_t *node = *state;
    rig_t *rig = node->place->rig;

    rig_tell(rig, "UPDATE ta_meta SET value = 0 WHERE name = 'log_seq'");
    assert_int_equal(node_feed(node), TA_OK);
    assert_false(node_is_hot(node));
    assert_int_equal(ta_cache_log_mark(node->place->site.cache).seq, 0);
    assert_int_equal(rig_logged(rig, "0 TA13008: the log of changes in test database was read up to row 1, and ends at "
                                     "row 0 now"),
                     1);
    assert_int_equal(node_feed(node), TA_OK);
    assert_int_equal(rig_logged(rig, "TA13008"), 1);
}

/** As many changes as rows are missing up to a number. */
static void lengthen(const rig_t *rig, int seq)
{
    rig_tell(rig, apr_psprintf(rig->pool,
                               "WITH RECURSIVE n(i) AS (SELECT MAX(seq) + 1 FROM ta_log UNION ALL SELECT i + 1 FROM n "
                               "WHERE i < %d) INSERT INTO ta_log (seq, at, actor, action, hash) "
                               "SELECT i, 1, 'x', 'generate', printf('%%016x', i) FROM n",
                               seq));
    rig_tell(rig, "UPDATE ta_meta SET value = (SELECT MAX(seq) FROM ta_log) WHERE name = 'log_seq'");
}

static void a_log_that_went_back_and_grew_again_is_another_one(void **state)
{
    node_t *node = *state;
    rig_t *rig = node->place->rig;

    lengthen(rig, 5);
    assert_int_equal(node_feed(node), TA_OK);
    assert_true(node_is_hot(node));
    rig_tell(rig, "DELETE FROM ta_log WHERE seq > 3");
    lengthen(rig, 4);
    rig_tell(rig, "INSERT INTO ta_log (seq, at, actor, action, hash) VALUES (5, 1, 'x', 'generate', 'ffff')");
    lengthen(rig, 8);
    assert_int_equal(node_feed(node), TA_OK);
    assert_false(node_is_hot(node));
    assert_int_equal(rig_logged(rig,
                                "0 TA13008: the log of changes in test database has another row 5, and ends at row 8"),
                     1);
}

static void another_history_of_the_same_length_is_noticed(void **state)
{
    node_t *node = *state;
    rig_t *rig = node->place->rig;

    assert_int_equal(node_feed(node), TA_OK);
    assert_true(node_is_hot(node));
    rig_tell(rig, "UPDATE ta_log SET hash = CASE substr(hash, 1, 1) WHEN 'f' THEN '0' ELSE 'f' END || substr(hash, 2)");
    assert_int_equal(node_feed(node), TA_OK);
    assert_false(node_is_hot(node));
}

static void a_purge_of_rows_that_were_not_read_yet_distrusts_everything(void **state)
{
    node_t *node = *state;
    rig_t *rig = node->place->rig;

    lengthen(rig, 9);
    rig_tell(rig, "DELETE FROM ta_log WHERE seq < 6");
    assert_int_equal(node_feed(node), TA_OK);
    assert_false(node_is_hot(node));
    assert_int_equal(rig_logged(rig, "1 TA13009: the log of changes in test database lacks rows between 1 and 9"), 1);
    assert_int_equal(node_verify(node), TA_VERDICT_GOOD);
    lengthen(rig, 10);
    rig_tell(rig, "DELETE FROM ta_log WHERE seq < 9"); /* what was read */
    assert_int_equal(node_feed(node), TA_OK);
    assert_true(node_is_hot(node));
    assert_int_equal(rig_logged(rig, "TA13009"), 1);
}

static void a_row_that_is_missing_among_new_ones_distrusts_everything(void **state)
{
    static const char *const missing[] = {"DELETE FROM ta_log WHERE seq = 2", "DELETE FROM ta_log WHERE seq = 7",
                                          "DELETE FROM ta_log WHERE seq = 12"};
    node_t *node = *state;
    rig_t *rig = node->place->rig;
    int i;

    for (i = 0; i < (int)COUNT(missing); i++) { /* the first of new rows, one in the middle, the last */
        lengthen(rig, 4 * i + 4);
        rig_tell(rig, missing[i]);
        assert_int_equal(node_feed(node), TA_OK);
        assert_false(node_is_hot(node));
        assert_int_equal(rig_logged(rig, "1 TA13009"), i + 1);
        assert_int_equal(node_verify(node), TA_VERDICT_GOOD);
    }
}

static void after_too_many_rows_everything_is_verified_anew(void **state)
{
    node_t *node = *state;
    rig_t *rig = node->place->rig;

    lengthen(rig, 2001);
    assert_int_equal(node_feed(node), TA_OK);
    assert_true(node_is_hot(node));
    lengthen(rig, 4002);
    assert_int_equal(node_feed(node), TA_OK);
    assert_false(node_is_hot(node));
    assert_int_equal(rig_logged(rig, "TA1300"), 1); /* of the token that was generated */
    assert_int_equal(node_verify(node), TA_VERDICT_GOOD);
    assert_true(node_is_hot(node));
}

/** Another server answers from now on, which has none of the changes; or all of them again. */
static void fall_behind(const node_t *node, bool behind)
{
    rig_tell(node->place->rig, behind ? "UPDATE ta_meta SET value = value - 1 WHERE name = 'log_seq'"
                                      : "UPDATE ta_meta SET value = value + 1 WHERE name = 'log_seq'");
}

static void a_server_that_lacks_what_was_heard_is_not_believed(void **state)
{
    node_t *node = *state;
    rig_t *rig = node->place->rig;
    ta_value_t other = place_token(node->place, "dev", "other");

    assert_int_equal(node_feed(node), TA_OK);
    fall_behind(node, true);
    assert_true(node_is_hot(node)); /* without a look at it */
    assert_int_equal(place_verify(node->place, &other), TA_VERDICT_FAILED);
    assert_int_equal(rig_logged(rig, "0 TA12016: test database: its log of changes ends before a row"), 1);
    fall_behind(node, false);
    assert_int_equal(place_verify(node->place, &other), TA_VERDICT_GOOD);
}

static void *catch_up_soon(void *baton)
{
    apr_sleep(300 * MS);
    fall_behind(baton, false);
    return NULL;
}

static void a_server_that_lags_for_a_moment_is_waited_for(void **state)
{
    node_t *node = *state;
    ta_value_t other = place_token(node->place, "dev", "other");
    pthread_t thread;

    assert_int_equal(node_feed(node), TA_OK);
    fall_behind(node, true);
    assert_int_equal(pthread_create(&thread, NULL, catch_up_soon, node), 0);
    assert_int_equal(place_verify(node->place, &other), TA_VERDICT_GOOD);
    pthread_join(thread, NULL);
    assert_int_equal(rig_logged(node->place->rig, "0 TA1"), 0);
}

static void a_log_that_lacks_what_was_heard_has_gone_back_wherever_it_was_read_to(void **state)
{
    node_t *node = *state;
    rig_t *rig = node->place->rig;
    ta_value_t other = place_token(node->place, "dev", "other");

    ta_cache_hear(node->place->site.cache, 3); /* by one who was killed before he said that he was done */
    assert_int_equal(node_feed(node), TA_OK);
    assert_int_equal(
        rig_logged(rig, "0 TA13008: the log of changes in test database was read up to row 3, and ends at row 2"), 1);
    assert_int_equal(place_verify(node->place, &other), TA_VERDICT_GOOD);
}

static void a_revocation_is_done_though_the_log_is_read_from_a_server_that_lacks_it(void **state)
{
    node_t *node = *state;
    place_t *place = node->place;
    apr_array_header_t *ended = apr_array_make(place->rig->pool, 1, sizeof(ta_digest_t));

    assert_int_equal(ta_value_digest(&node->value, apr_array_push(ended)), TA_OK);
    ta_invalidation_after_change(&place->site, &place->rig->call, ended);
    assert_false(node_is_hot(node));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        node_claim(a_log_that_has_gone_back_distrusts_everything),
        node_claim(a_log_that_went_back_and_grew_again_is_another_one),
        node_claim(another_history_of_the_same_length_is_noticed),
        node_claim(a_purge_of_rows_that_were_not_read_yet_distrusts_everything),
        node_claim(a_row_that_is_missing_among_new_ones_distrusts_everything),
        node_claim(after_too_many_rows_everything_is_verified_anew),
        node_claim(a_server_that_lacks_what_was_heard_is_not_believed),
        node_claim(a_server_that_lags_for_a_moment_is_waited_for),
        node_claim(a_log_that_lacks_what_was_heard_has_gone_back_wherever_it_was_read_to),
        node_claim(a_revocation_is_done_though_the_log_is_read_from_a_server_that_lacks_it),
    };

    return rig_run(tests);
}
