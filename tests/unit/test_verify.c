/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about verifying a value, and about noting that it was used. */
#include "site_fixture.h"

#include <apr_atomic.h>

#define USED "SELECT COALESCE(last_used_at, 0) FROM ta_token"
#define INTERVAL 60000

static void a_good_value_gives_its_token(void **state)
{
    place_t *place = *state;
    ta_value_t value = place_token(place, "dev", "build");
    ta_verified_t verified;

    place_token(place, "dev", "another");
    assert_int_equal(ta_verify(&place->site, &place->rig->call, &value, &verified), TA_VERDICT_GOOD);
    assert_string_equal(verified.token.login, "dev");
    assert_string_equal(verified.token.name, "build");
    assert_int_equal(verified.token.type, TA_TYPE_USER);
}

static void a_value_that_was_never_given_out_is_unknown(void **state)
{
    place_t *place = *state;
    ta_value_t value = place_value(place);

    assert_int_equal(place_verify(place, &value), TA_VERDICT_UNKNOWN);
    place_token(place, "dev", "build");
    assert_int_equal(place_verify(place, &value), TA_VERDICT_UNKNOWN);
}

static void a_token_has_expired_at_the_very_moment(void **state)
{
    place_t *place = *state;
    ta_request_t request = place_request("dev", "build");
    ta_value_t value;

    request.expires_at = place->rig->call.now + 1000;
    assert_int_equal(place_generate(place, &place->rig->call, &request, &value).code, TA_OK);
    place->rig->call.now = request.expires_at - 1;
    assert_int_equal(place_verify(place, &value), TA_VERDICT_GOOD);
    place->rig->call.now = request.expires_at;
    assert_int_equal(place_verify(place, &value), TA_VERDICT_EXPIRED);
    place->rig->call.now = request.expires_at + 1;
    assert_int_equal(place_verify(place, &value), TA_VERDICT_EXPIRED);
}

static void a_revoked_token_is_revoked_also_when_its_name_lives_again(void **state)
{
    place_t *place = *state;
    ta_value_t old = place_token(place, "dev", "build"), new;

    assert_int_equal(place_revoke(place, "dev", "build").code, TA_OK);
    assert_int_equal(place_verify(place, &old), TA_VERDICT_REVOKED);
    new = place_token(place, "dev", "build");
    assert_int_equal(place_verify(place, &old), TA_VERDICT_REVOKED);
    assert_int_equal(place_verify(place, &new), TA_VERDICT_GOOD);
}

static void suspended_and_retired_ones_do_not_work(void **state)
{
    place_t *place = *state;
    const rig_t *rig = place->rig;
    ta_value_t value = place_token(place, "dev", "build");

    rig_tell(rig, "UPDATE ta_token SET suspended_at = 1");
    assert_int_equal(place_verify(place, &value), TA_VERDICT_SUSPENDED);
    rig_tell(rig, "UPDATE ta_token SET suspended_at = NULL");
    assert_int_equal(place_verify(place, &value), TA_VERDICT_GOOD);
    rig_tell(rig, "UPDATE ta_secret SET retired_at = 1");
    assert_int_equal(place_verify(place, &value), TA_VERDICT_REVOKED);
    rig_tell(rig, apr_psprintf(rig->pool, "UPDATE ta_secret SET retired_at = NULL, retires_at = %" APR_INT64_T_FMT,
                               rig->call.now + 1));
    assert_int_equal(place_verify(place, &value), TA_VERDICT_GOOD);
    place->rig->call.now++;
    assert_int_equal(place_verify(place, &value), TA_VERDICT_REVOKED);
}

static void a_row_of_an_unknown_type_is_a_failure_and_not_an_unknown_token(void **state)
{
    place_t *place = *state;
    ta_value_t value = place_token(place, "dev", "build");

    rig_tell(place->rig, "UPDATE ta_token SET type = 'SOMETHING_NEW'");
    assert_int_equal(place_verify(place, &value), TA_VERDICT_FAILED);
}

/** Notes a use of the only token as a request does: with what verifying it has just read. */
static void use(place_t *place, const ta_value_t *value, const char *ip)
{
    ta_verified_t verified;

    assert_int_equal(ta_verify(&place->site, &place->rig->call, value, &verified), TA_VERDICT_GOOD);
    ta_note_use(&place->site, &place->rig->call, &verified, INTERVAL, ip, "curl");
}

static void a_use_is_noted_once_in_the_interval(void **state)
{
    place_t *place = *state;
    rig_t *rig = place->rig;
    ta_value_t value = place_token(place, "dev", "build");
    apr_int64_t first = rig->call.now;
    int opens;

    use(place, &value, "192.0.2.7");
    assert_int_equal(rig_number(rig, USED), first);
    assert_string_equal(rig_text(rig, "SELECT last_used_ip || ' ' || last_used_agent FROM ta_token"), "192.0.2.7 curl");
    rig->call.now = first + INTERVAL - 1;
    opens = rig->opens;
    use(place, &value, "192.0.2.8");
    assert_int_equal(rig->opens, opens + 1); /* for verifying alone */
    assert_int_equal(rig_number(rig, USED), first);
    rig->call.now = first + INTERVAL;
    use(place, &value, "192.0.2.9");
    assert_int_equal(rig_number(rig, USED), first + INTERVAL);
    assert_int_equal(place_log_rows(place), 1);
}

static void a_use_that_another_noted_meanwhile_is_not_noted_again(void **state)
{
    place_t *place = *state;
    rig_t *rig = place->rig;
    ta_value_t value = place_token(place, "dev", "build");
    ta_verified_t verified;

    assert_int_equal(ta_verify(&place->site, &rig->call, &value, &verified), TA_VERDICT_GOOD);
    rig_tell(rig, apr_psprintf(rig->pool, "UPDATE ta_token SET last_used_at = %" APR_INT64_T_FMT, rig->call.now - 1));
    ta_note_use(&place->site, &rig->call, &verified, INTERVAL, "192.0.2.7", NULL);
    assert_int_equal(rig_number(rig, USED), rig->call.now - 1);
}

/** A change that lasts. */
typedef struct {
    place_t *place;
    apr_uint32_t inside;
    apr_uint32_t enough;
} change_t;

static ta_code_t stay_inside(ta_session_t *session, void *baton)
{
    change_t *change = baton;
    int i;

    (void)session;
    apr_atomic_set32(&change->inside, 1);
    for (i = 0; i < 300 && apr_atomic_read32(&change->enough) == 0; i++) {
        apr_sleep(10 * MS);
    }
    return TA_ABSENT;
}

static void *change_slowly(void *baton)
{
    change_t *change = baton;
    ta_call_t call = rig_call(change->place->rig);

    ta_store_change(change->place->site.store, &call, stay_inside, change);
    apr_pool_destroy(call.pool);
    return NULL;
}

static void noting_a_use_does_not_wait_for_a_change_in_this_process(void **state)
{
    place_t *place = *state;
    ta_value_t value = place_token(place, "dev", "build");
    change_t change = {place, 0, 0};
    apr_time_t start;
    pthread_t thread;

    assert_int_equal(pthread_create(&thread, NULL, change_slowly, &change), 0);
    while (apr_atomic_read32(&change.inside) == 0) {
        apr_sleep(MS);
    }
    start = ta_clock_monotonic();
    use(place, &value, "192.0.2.7");
    assert_in_range(rig_ms_since(start), 0, 500);
    apr_atomic_set32(&change.enough, 1);
    pthread_join(thread, NULL);
    assert_int_equal(rig_number(place->rig, USED), 0);
    assert_int_equal(rig_logged(place->rig, "0 TA"), 0); /* no error is logged for it */
    use(place, &value, "192.0.2.7");
    assert_int_equal(rig_number(place->rig, USED), place->rig->call.now);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        place_claim(a_good_value_gives_its_token),
        place_claim(a_value_that_was_never_given_out_is_unknown),
        place_claim(a_token_has_expired_at_the_very_moment),
        place_claim(a_revoked_token_is_revoked_also_when_its_name_lives_again),
        place_claim(suspended_and_retired_ones_do_not_work),
        place_claim(a_row_of_an_unknown_type_is_a_failure_and_not_an_unknown_token),
        place_claim(a_use_is_noted_once_in_the_interval),
        place_claim(a_use_that_another_noted_meanwhile_is_not_noted_again),
        place_claim(noting_a_use_does_not_wait_for_a_change_in_this_process),
    };

    return rig_run(tests);
}
