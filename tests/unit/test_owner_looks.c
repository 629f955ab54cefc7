/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about how often the owners of tokens are looked up: a server at rest does not read them every minute. */
#include "site_fixture.h"

#include "admin/owners.h"

static int finds;
static apr_uint64_t list_version;

static ta_code_t find_counted(ta_directory_t *directory, const ta_call_t *call, const char *login, ta_user_t *user)
{
    finds++;
    return place_find(directory, call, login, user);
}

static apr_uint64_t version(ta_directory_t *directory)
{
    (void)directory;
    return list_version;
}

/** @return how many owners were looked up. */
static int looked_up(place_t *place)
{
    finds = 0;
    assert_int_equal(ta_owners_reconcile(&place->site, &place->rig->call), TA_OK);
    return finds;
}

static void owners_are_looked_up_again_only_after_a_change_of_the_list_or_the_log_or_in_an_hour(void **state)
{
    static const ta_directory_ops_t ops = {.find = find_counted, .version = version};
    place_t *place = *state;
    int i;

    place->directory.ops = &ops;
    list_version = 7;
    place_token(place, "dev", "a");
    assert_int_equal(looked_up(place), 1);
    assert_int_equal(looked_up(place), 0);
    place_token(place, "ops", "b");
    assert_int_equal(looked_up(place), 2);
    assert_int_equal(looked_up(place), 0);
    list_version = 8;
    assert_int_equal(looked_up(place), 2);
    assert_int_equal(looked_up(place), 0);
    for (i = 0; i < 4; i++) {
        place->rig->call.now += TA_OWNERS_ANYWAY_MS;
        assert_int_equal(looked_up(place), 2);
        assert_int_equal(looked_up(place), 0);
    }
    place_remove_user(place, "dev");
    list_version = 9;
    assert_in_range(looked_up(place), 2, 4);
    assert_int_equal(place_active(place), 1);
    assert_int_equal(looked_up(place), 2);
    assert_int_equal(looked_up(place), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        place_claim(owners_are_looked_up_again_only_after_a_change_of_the_list_or_the_log_or_in_an_hour),
    };

    return rig_run(tests);
}
