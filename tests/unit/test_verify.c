/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about verifying a value. */
#include "site_fixture.h"

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

static void values_without_a_digest_are_told_once_in_a_while(void **state)
{
    place_t *place = *state;
    ta_value_t value = {"", TA_TYPE_USER};
    int i;

    for (i = 0; i < 100; i++) {
        assert_int_equal(place_verify(place, &value), TA_VERDICT_FAILED);
    }
    assert_int_equal(rig_logged(place->rig, "TA13005"), 1);
    ta_tallies_find(place->site.tallies, "TA13005")->tally.logged_at -= TA_TALLY_PAUSE;
    assert_int_equal(place_verify(place, &value), TA_VERDICT_FAILED);
    assert_int_equal(rig_logged(place->rig, "TA13005"), 2);
    assert_int_equal(rig_logged(place->rig, "; 99 more like it in the 1"), 1);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        place_claim(a_good_value_gives_its_token),
        place_claim(a_value_that_was_never_given_out_is_unknown),
        place_claim(values_without_a_digest_are_told_once_in_a_while),
        place_claim(a_token_has_expired_at_the_very_moment),
        place_claim(a_revoked_token_is_revoked_also_when_its_name_lives_again),
        place_claim(suspended_and_retired_ones_do_not_work),
        place_claim(a_row_of_an_unknown_type_is_a_failure_and_not_an_unknown_token),
    };

    return rig_run(tests);
}
