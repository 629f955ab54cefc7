/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about last uses: noted in the cache or, where a token isn't in it, in the backlog, and written from there. */
/* link: -Wl,--wrap=ta_tokens_touch */
#include "node_fixture.h"

#define REFUSE "CREATE TRIGGER refuse BEFORE UPDATE ON ta_token BEGIN SELECT RAISE(ABORT, 'refused'); END"
#define USED "SELECT COALESCE(last_used_at, 0) FROM ta_token"

static apr_interval_time_t touch_takes;

ta_code_t __real_ta_tokens_touch(ta_session_t *session, const ta_use_t *use);
ta_code_t __wrap_ta_tokens_touch(ta_session_t *session, const ta_use_t *use);
ta_code_t __wrap_ta_tokens_touch(ta_session_t *session, const ta_use_t *use)
{
    apr_sleep(touch_takes);
    return __real_ta_tokens_touch(session, use);
}

static void write_uses(node_t *node, apr_int64_t interval)
{
    ta_last_uses_write_cached(&node->place->site, &node->place->rig->call, interval);
}

static void uses_in_the_cache_are_written_later_and_once(void **state)
{
    node_t *node = *state;
    rig_t *rig = node->place->rig;
    apr_int64_t first = rig->call.now;
    int opens;

    node_use(node);
    assert_int_equal(rig_number(rig, USED), 0);
    write_uses(node, INTERVAL);
    assert_int_equal(rig_number(rig, USED), first);
    assert_string_equal(rig_text(rig, "SELECT last_used_ip || ' ' || last_used_agent FROM ta_token"), "192.0.2.7 curl");
    rig->call.now = first + 5000;
    node_use(node);
    opens = rig->opens;
    write_uses(node, INTERVAL);
    assert_int_equal(rig->opens, opens);
    write_uses(node, -1);
    assert_int_equal(rig_number(rig, USED), first + 5000);
}

/* Changes by users wait meanwhile. */
static void a_slow_database_is_told_of_few_uses_at_once(void **state)
{
    static const char *const names[] = {"build", "test", "deploy", "release"};
    node_t *node = *state;
    rig_t *rig = node->place->rig;
    int i;

    for (i = 0; i < (int)COUNT(names); i++) {
        node->value = i == 0 ? node->value : place_token(node->place, "dev", names[i]);
        node_use(node);
    }
    touch_takes = 300 * MS;
    write_uses(node, INTERVAL);
    assert_in_range(rig_number(rig, "SELECT COUNT(last_used_at) FROM ta_token"), 1, 2);
    write_uses(node, INTERVAL);
    touch_takes = 0;
    write_uses(node, INTERVAL);
    assert_int_equal(rig_number(rig, "SELECT COUNT(last_used_at) FROM ta_token"), COUNT(names));
}

static void a_use_of_a_token_that_is_dropped_is_written(void **state)
{
    node_t *node = *state;

    node_use(node);
    node_revoke(node);
    ta_last_uses_write_backlog(&node->place->site, &node->place->rig->call);
    assert_int_equal(rig_number(node->place->rig, USED), node->place->rig->call.now);
}

static void a_use_within_the_interval_is_not_kept_because_its_token_left_the_cache(void **state)
{
    node_t *node = *state;
    rig_t *rig = node->place->rig;
    apr_int64_t first = rig->call.now;
    ta_noted_use_t kept;

    node_use(node);
    write_uses(node, INTERVAL);
    rig->call.now += 5000;
    node_use(node);
    node_revoke(node);
    assert_int_equal(ta_backlog_take(node->place->site.backlog, &kept, 1), 0);
    assert_int_equal(rig_number(rig, USED), first);
}

static void a_use_of_a_token_that_has_to_make_room_is_written(void **state)
{
    node_t *node = *state;
    place_t *place = node->place;
    apr_int64_t used = place->rig->call.now;
    int i;

    node_use(node);
    for (i = 0; i < CACHE_SIZE / 512 * 4; i++) { /* several times what there is room for */
        ta_value_t value = place_token(place, "ops", "another");
        ta_verified_t verified;

        place->rig->call.now++;
        assert_int_equal(ta_verify(&place->site, &place->rig->call, &value, &verified), TA_VERDICT_GOOD);
        ta_note_use(&place->site, &place->rig->call, &verified, NULL, NULL);
        rig_tell(place->rig, "UPDATE ta_token SET name = id, live_name = id, login = 'x' WHERE name = 'another'");
    }
    ta_last_uses_write_backlog(&place->site, &place->rig->call);
    assert_int_equal(rig_number(place->rig, USED " WHERE name = 'build'"), used);
}

/** Reading the log works, and writing does not. */
static void write_uses_in_vain(node_t *node)
{
    rig_t *rig = node->place->rig;

    rig_tell(rig, REFUSE);
    write_uses(node, -1);
    rig_tell(rig, "DROP TRIGGER refuse");
}

static void uses_that_cannot_be_written_are_written_later(void **state)
{
    node_t *node = *state;
    rig_t *rig = node->place->rig;
    apr_int64_t used = rig->call.now;

    node_use(node);
    write_uses_in_vain(node);
    assert_int_equal(rig_logged(rig, "TA13006"), 1);
    assert_int_equal(rig_number(rig, USED), 0);
    rig->call.now += 1000;
    write_uses(node, INTERVAL);
    assert_int_equal(rig_number(rig, USED), used);
    assert_string_equal(rig_text(rig, "SELECT last_used_ip || ' ' || last_used_agent FROM ta_token"), "192.0.2.7 curl");
}

static void uses_that_stay_noted_are_told_once_in_a_while(void **state)
{
    node_t *node = *state;
    rig_t *rig = node->place->rig;
    ta_tallies_t *tallies = node->place->site.tallies;
    int i;

    node_use(node);
    for (i = 0; i < 5; i++) {
        write_uses_in_vain(node);
    }
    assert_int_equal(rig_logged(rig, "TA13006"), 1);
    ta_tallies_find(tallies, "TA13006")->tally.logged_at -= TA_TALLY_PAUSE;
    write_uses_in_vain(node);
    assert_int_equal(rig_logged(rig, "TA13006: the last use of 1 token(s) could not be written now and stays noted; "
                                     "4 more like it in the "),
                     1);
}

static void a_later_use_takes_the_place_of_one_that_could_not_be_written(void **state)
{
    node_t *node = *state;
    rig_t *rig = node->place->rig;

    node_use(node);
    write_uses_in_vain(node);
    rig->call.now += 1000;
    node_use(node);
    write_uses(node, -1);
    assert_int_equal(rig_number(rig, USED), rig->call.now);
}

/** Uses the only token as a request does. */
static void use_without_cache(place_t *place, const ta_value_t *value, const char *ip)
{
    ta_verified_t verified;

    assert_int_equal(ta_verify(&place->site, &place->rig->call, value, &verified), TA_VERDICT_GOOD);
    ta_note_use(&place->site, &place->rig->call, &verified, ip, "curl");
}

static void write_backlog(place_t *place)
{
    ta_last_uses_write_backlog(&place->site, &place->rig->call);
}

static void a_use_is_written_later_and_once_in_the_interval(void **state)
{
    place_t *place = *state;
    rig_t *rig = place->rig;
    ta_value_t value = place_token(place, "dev", "build");
    apr_int64_t first = rig->call.now;
    int opens;

    use_without_cache(place, &value, "192.0.2.7");
    assert_int_equal(rig_number(rig, USED), 0);
    write_backlog(place);
    assert_int_equal(rig_number(rig, USED), first);
    assert_string_equal(rig_text(rig, "SELECT last_used_ip || ' ' || last_used_agent FROM ta_token"), "192.0.2.7 curl");
    rig->call.now = first + INTERVAL - 1;
    opens = rig->opens;
    use_without_cache(place, &value, "192.0.2.8");
    write_backlog(place);
    assert_int_equal(rig->opens, opens + 1); /* for verifying alone */
    assert_int_equal(rig_number(rig, USED), first);
    rig->call.now = first + INTERVAL;
    use_without_cache(place, &value, "192.0.2.9");
    write_backlog(place);
    assert_int_equal(rig_number(rig, USED), first + INTERVAL);
    assert_int_equal(place_log_rows(place), 1);
}

static void many_uses_of_a_token_are_written_as_one(void **state)
{
    place_t *place = *state;
    ta_value_t value = place_token(place, "dev", "build");
    int opens, i;

    for (i = 0; i < 10; i++) {
        place->rig->call.now++;
        use_without_cache(place, &value, "192.0.2.7");
    }
    opens = place->rig->opens;
    write_backlog(place);
    write_backlog(place);
    assert_int_equal(place->rig->opens, opens + 1);
    assert_int_equal(rig_number(place->rig, USED), place->rig->call.now);
}

static void a_later_use_that_another_process_has_written_stays(void **state)
{
    place_t *place = *state;
    rig_t *rig = place->rig;
    ta_value_t value = place_token(place, "dev", "build");

    use_without_cache(place, &value, "192.0.2.7");
    rig_tell(rig, apr_psprintf(rig->pool, "UPDATE ta_token SET last_used_at = %" APR_INT64_T_FMT, rig->call.now + 1));
    write_backlog(place);
    assert_int_equal(rig_number(rig, USED), rig->call.now + 1);
}

static void a_use_in_the_backlog_that_cannot_be_written_is_written_later(void **state)
{
    place_t *place = *state;
    rig_t *rig = place->rig;
    ta_value_t value = place_token(place, "dev", "build");
    apr_int64_t used = rig->call.now;

    use_without_cache(place, &value, "192.0.2.7");
    rig_tell(rig, REFUSE);
    write_backlog(place);
    assert_int_equal(rig_logged(rig, "TA13006"), 1);
    rig_tell(rig, "DROP TRIGGER refuse");
    rig->call.now += 1000;
    write_backlog(place);
    assert_int_equal(rig_number(rig, USED), used);
}

/** More uses than the backlog takes, each of another token. @return how many had no room */
static int keep_too_many(place_t *place)
{
    ta_noted_use_t use = {.at = 1000}, *kept = apr_palloc(place->rig->pool, TA_BACKLOG_MAX * sizeof(use));
    int i;

    for (i = 0; i < 2 * TA_BACKLOG_MAX; i++) {
        apr_snprintf(use.token_id, sizeof(use.token_id), "%016" APR_UINT64_T_HEX_FMT,
                     (apr_uint64_t)(i + 1) * 0x9e3779b97f4a7c15UL);
        ta_last_uses_keep(&place->site, &place->rig->call, &use);
    }
    return 2 * TA_BACKLOG_MAX - ta_backlog_take(place->site.backlog, kept, TA_BACKLOG_MAX);
}

static void uses_without_room_are_told_and_counted(void **state)
{
    place_t *place = *state;
    rig_t *rig = place->rig;
    ta_tallies_t *tallies = place->site.tallies;
    int lost;
    const char *told;

    ta_log_limited(NULL, tallies, TA_LOG_WARNING, "TA13007: nobody reads this");
    lost = keep_too_many(place);
    assert_int_equal(rig_logged(rig, "TA13007"), 1);
    ta_log_suppressed(rig->call.log, tallies, false);
    assert_int_equal(rig_logged(rig, "TA20090"), 0);
    ta_tallies_find(tallies, "TA13007")->tally.logged_at -= TA_TALLY_PAUSE;
    ta_log_suppressed(rig->call.log, tallies, false);
    told = apr_psprintf(rig->pool, "TA20090: %d more messages TA13007 in the last 1", lost - 1);
    assert_int_equal(rig_logged(rig, told), 1);
    ta_log_suppressed(rig->call.log, tallies, false);
    assert_int_equal(rig_logged(rig, "TA20090"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        node_claim(uses_in_the_cache_are_written_later_and_once),
        node_claim(a_slow_database_is_told_of_few_uses_at_once),
        node_claim(a_use_of_a_token_that_is_dropped_is_written),
        node_claim(a_use_of_a_token_that_has_to_make_room_is_written),
        node_claim(a_use_within_the_interval_is_not_kept_because_its_token_left_the_cache),
        node_claim(uses_that_cannot_be_written_are_written_later),
        node_claim(uses_that_stay_noted_are_told_once_in_a_while),
        node_claim(a_later_use_takes_the_place_of_one_that_could_not_be_written),
        place_claim(a_use_is_written_later_and_once_in_the_interval),
        place_claim(many_uses_of_a_token_are_written_as_one),
        place_claim(a_later_use_that_another_process_has_written_stays),
        place_claim(a_use_in_the_backlog_that_cannot_be_written_is_written_later),
        place_claim(uses_without_room_are_told_and_counted),
    };

    return rig_run(tests);
}
