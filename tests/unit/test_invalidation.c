/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about a site with a cache: what needs no store, and what is heard from its log. */
/* link: -Wl,--wrap=ta_tokens_by_digest */
#include "node_fixture.h"

#include "admin/owners.h"

/** The token's look-up is overtaken by whatever a test does here. */
static void (*after_read)(node_t *node);
static node_t *reader;

ta_code_t __real_ta_tokens_by_digest(ta_session_t *session, const ta_digest_t *digest, ta_token_t *token);
ta_code_t __wrap_ta_tokens_by_digest(ta_session_t *session, const ta_digest_t *digest, ta_token_t *token);
ta_code_t __wrap_ta_tokens_by_digest(ta_session_t *session, const ta_digest_t *digest, ta_token_t *token)
{
    ta_code_t code = __real_ta_tokens_by_digest(session, digest, token);
    void (*act)(node_t * node) = after_read;

    after_read = NULL;
    if (act) {
        act(reader);
    }
    return code;
}

static void revoke_elsewhere(node_t *node)
{
    assert_int_equal(ta_admin_revoke(&node->elsewhere, &node->place->rig->call, &place_admin, "dev", "build").code,
                     TA_OK);
}

static void a_hot_token_touches_neither_store_nor_users(void **state)
{
    node_t *node = *state;
    int opens = node->place->rig->opens;

    assert_true(node_is_hot(node));
    node->place->users_away = true;
    node_use(node);
    assert_int_equal(node->place->rig->opens, opens);
}

static void a_hot_token_has_all_that_a_request_needs(void **state)
{
    node_t *node = *state;
    ta_verified_t verified;

    assert_int_equal(ta_verify(&node->place->site, &node->place->rig->call, &node->value, &verified), TA_VERDICT_GOOD);
    assert_true(verified.cached);
    assert_string_equal(verified.token.login, "dev");
    assert_string_equal(verified.token.name, "build");
    assert_string_equal(verified.token.id, rig_text(node->place->rig, "SELECT id FROM ta_token"));
}

static void a_hot_token_expires_at_the_very_moment(void **state)
{
    node_t *node = *state;
    place_t *place = node->place;
    ta_request_t request = place_request("dev", "short");

    request.expires_at = place->rig->call.now + 1000;
    assert_int_equal(place_generate(place, &place->rig->call, &request, &node->value).code, TA_OK);
    assert_int_equal(node_verify(node), TA_VERDICT_GOOD);
    place->rig->call.now = request.expires_at - 1;
    assert_true(node_is_hot(node));
    place->rig->call.now = request.expires_at;
    assert_int_equal(node_verify(node), TA_VERDICT_EXPIRED);
}

static void unknown_values_are_not_remembered_and_take_nobodys_place(void **state)
{
    node_t *node = *state;
    place_t *place = node->place;
    ta_value_t unknown = place_value(place);
    int opens = place->rig->opens;
    int i;

    for (i = 0; i < 500; i++) { /* several times what there is room for */
        ta_value_t other = place_value(place);

        assert_int_equal(place_verify(place, &unknown), TA_VERDICT_UNKNOWN);
        assert_int_equal(place_verify(place, &other), TA_VERDICT_UNKNOWN);
    }
    assert_int_equal(place->rig->opens, opens + 1000);
    assert_true(node_is_hot(node));
}

static void a_revoked_token_is_out_when_revoking_returns(void **state)
{
    node_t *node = *state;

    node_revoke(node);
    assert_false(node_is_hot(node));
    assert_int_equal(node_verify(node), TA_VERDICT_REVOKED);
    assert_false(node_is_hot(node));
}

static void revoking_what_another_machine_has_revoked_drops_it_too(void **state)
{
    node_t *node = *state;

    revoke_elsewhere(node);
    assert_true(node_is_hot(node)); /* not heard of yet */
    place_revoke(node->place, "dev", "build");
    assert_false(node_is_hot(node));
}

static void what_another_machine_revokes_is_heard_with_the_log(void **state)
{
    node_t *node = *state;
    ta_value_t first = node->value;

    node->value = place_token(node->place, "dev", "other");
    assert_int_equal(node_verify(node), TA_VERDICT_GOOD);
    revoke_elsewhere(node);
    assert_int_equal(node_feed(node), TA_OK);
    assert_true(node_is_hot(node)); /* others stay */
    node->value = first;
    assert_false(node_is_hot(node));
    assert_int_equal(node_verify(node), TA_VERDICT_REVOKED);
}

static void a_log_that_cannot_be_read_is_a_failure_and_after_a_revocation_a_flush(void **state)
{
    node_t *node = *state;
    place_t *place = node->place;

    place->rig->away = true;
    assert_int_equal(node_feed(node), TA_FAILED);
    assert_true(node_is_hot(node));
    ta_invalidation_after_change(&place->site, &place->rig->call, NULL);
    assert_false(node_is_hot(node));
}

static void a_revocation_that_is_known_needs_no_log_and_costs_no_other_token(void **state)
{
    node_t *node = *state;
    place_t *place = node->place;
    ta_value_t first = node->value;
    apr_array_header_t *ended = apr_array_make(place->rig->pool, 1, sizeof(ta_digest_t));

    assert_int_equal(ta_value_digest(&first, apr_array_push(ended)), TA_OK);
    node->value = place_token(place, "dev", "other");
    assert_int_equal(node_verify(node), TA_VERDICT_GOOD);
    place->rig->away = true;
    ta_invalidation_after_change(&place->site, &place->rig->call, ended);
    assert_true(node_is_hot(node));
    node->value = first;
    assert_false(node_is_hot(node));
}

static void who_is_gone_takes_his_tokens_out_of_the_cache(void **state)
{
    node_t *node = *state;
    place_t *place = node->place;

    place_remove_user(place, "dev");
    assert_int_equal(ta_owners_reconcile(&place->site, &place->rig->call), TA_OK);
    assert_false(node_is_hot(node));
    assert_int_equal(node_verify(node), TA_VERDICT_SUSPENDED);
}

/** Knows the database by another name, as virtual hosts or the children after a restart may. */
static void rename_store(node_t *node)
{
    node->place->site.cache = ta_cache_open(node->place->rig->pool, node->memory, 0, "the same database");
    ta_cache_set_outage(node->place->site.cache, OUTAGE);
    assert_int_equal(node_feed(node), TA_OK);
}

static void a_revocation_holds_whatever_name_its_store_is_known_by(void **state)
{
    node_t *node = *state;
    ta_cache_t *first = node->place->site.cache, *second;

    rename_store(node);
    assert_int_equal(node_verify(node), TA_VERDICT_GOOD);
    assert_true(node_is_hot(node));
    second = node->place->site.cache;
    node->place->site.cache = first;
    assert_int_equal(node_verify(node), TA_VERDICT_GOOD);
    node_revoke(node);
    assert_false(node_is_hot(node));
    node->place->site.cache = second;
    assert_false(node_is_hot(node));
}

static void one_whose_log_cannot_be_read_distrusts_every_name(void **state)
{
    node_t *node = *state;
    place_t *place = node->place;
    ta_site_t before = place->site;

    rename_store(node);
    assert_int_equal(node_verify(node), TA_VERDICT_GOOD);
    place->rig->away = true;
    ta_invalidation_after_change(&before, &place->rig->call, NULL);
    assert_false(node_is_hot(node));
}

static void a_revocation_between_reading_and_putting_wins(void **state)
{
    node_t *node = *state;

    ta_cache_flush(node->place->site.cache);
    reader = node;
    after_read = node_revoke;
    assert_int_equal(node_verify(node), TA_VERDICT_GOOD); /* as it was when it was read */
    assert_null(after_read);
    assert_false(node_is_hot(node));
    assert_int_equal(node_verify(node), TA_VERDICT_REVOKED);
}

static void one_elsewhere_that_is_heard_between_reading_and_putting_wins(void **state)
{
    node_t *node = *state;

    ta_cache_flush(node->place->site.cache);
    reader = node;
    after_read = revoke_elsewhere;
    assert_int_equal(node_verify(node), TA_VERDICT_GOOD);
    assert_true(node_is_hot(node));
    assert_int_equal(node_feed(node), TA_OK); /* the row came after what was heard: it is read now */
    assert_false(node_is_hot(node));
}

static void without_a_cache_all_this_is_nothing(void **state)
{
    node_t *node = *state;
    const rig_t *rig = node->place->rig;
    int opens = rig->opens;

    assert_int_equal(ta_invalidation_read_log(&node->elsewhere, &rig->call), TA_OK);
    ta_invalidation_after_change(&node->elsewhere, &rig->call, NULL);
    ta_last_uses_write_cached(&node->elsewhere, &rig->call, -1);
    assert_int_equal(rig->opens, opens);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        node_claim(a_hot_token_touches_neither_store_nor_users),
        node_claim(a_hot_token_has_all_that_a_request_needs),
        node_claim(a_hot_token_expires_at_the_very_moment),
        node_claim(unknown_values_are_not_remembered_and_take_nobodys_place),
        node_claim(a_revoked_token_is_out_when_revoking_returns),
        node_claim(revoking_what_another_machine_has_revoked_drops_it_too),
        node_claim(what_another_machine_revokes_is_heard_with_the_log),
        node_claim(a_log_that_cannot_be_read_is_a_failure_and_after_a_revocation_a_flush),
        node_claim(a_revocation_that_is_known_needs_no_log_and_costs_no_other_token),
        node_claim(a_revocation_holds_whatever_name_its_store_is_known_by),
        node_claim(one_whose_log_cannot_be_read_distrusts_every_name),
        node_claim(who_is_gone_takes_his_tokens_out_of_the_cache),
        node_claim(a_revocation_between_reading_and_putting_wins),
        node_claim(one_elsewhere_that_is_heard_between_reading_and_putting_wins),
        node_claim(without_a_cache_all_this_is_nothing),
    };

    return rig_run(tests);
}
