/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about the log of changes: order, contents, and a chain of hashes that this file computes on its own. */
#include "site_fixture.h"

#include <openssl/evp.h>

#define COLUMNS "seq, at, actor, actor_ip, actor_token, action, token_id, login, name, detail"
#define COLUMN_COUNT 10

/** Adds a field to the text that is hashed, as src/store/audit.h describes it. */
static const char *field(apr_pool_t *pool, const char *before, const char *value)
{
    return value ? apr_psprintf(pool, "%s%" APR_SIZE_T_FMT ":%s,", before, strlen(value), value)
                 : apr_pstrcat(pool, before, "-,", NULL);
}

static const char *sha256(apr_pool_t *pool, const char *text)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int len = 0, i;
    const char *hex = "";

    assert_true(EVP_Digest(text, strlen(text), digest, &len, EVP_sha256(), NULL));
    for (i = 0; i < len; i++) {
        hex = apr_psprintf(pool, "%s%02x", hex, digest[i]);
    }
    return hex;
}

/** @return the number of the first row whose hash is wrong, or 0 if the whole chain is right */
static apr_int64_t first_broken(const rig_t *rig)
{
    ta_connection_t link = rig_connect(rig);
    apr_dbd_results_t *results = NULL;
    apr_dbd_row_t *row = NULL;
    const char *previous = "";
    apr_int64_t broken = 0;
    int rest, column;

    assert_int_equal(apr_dbd_select(link.driver, link.pool, link.handle, &results,
                                    "SELECT " COLUMNS ", hash FROM ta_log ORDER BY seq", 1),
                     0);
    for (rest = apr_dbd_num_tuples(link.driver, results); rest > 0 && broken == 0; rest--) {
        const char *text = field(link.pool, "", previous);

        assert_int_equal(apr_dbd_get_row(link.driver, link.pool, results, &row, -1), 0);
        for (column = 0; column < COLUMN_COUNT; column++) {
            text = field(link.pool, text, apr_dbd_get_entry(link.driver, row, column));
        }
        previous = apr_dbd_get_entry(link.driver, row, COLUMN_COUNT);
        if (strcmp(previous, sha256(link.pool, text)) != 0) {
            broken = apr_atoi64(apr_dbd_get_entry(link.driver, row, 0));
        }
    }
    rig_disconnect(&link);
    return broken;
}

/** Six changes of several kinds, by several people. */
static void make_history(place_t *place)
{
    static const ta_actor_t by_token = {"ops", "2001:db8::1", "tokenid000000000"};
    ta_request_t expiring = place_request("ops", "na\xc3\xafve \"name\"");

    place_token(place, "dev", "first");
    place_token(place, "dev", "second");
    assert_int_equal(place_revoke(place, "dev", "first").code, TA_OK);
    assert_true(ta_date_parse("2099-12-31", &expiring.expires_at));
    assert_int_equal(place_generate(place, &place->rig->call, &expiring, NULL).code, TA_OK);
    assert_int_equal(ta_admin_revoke(&place->site, &place->rig->call, &by_token, "dev", "second").code, TA_OK);
    place_token(place, "dev", "first");
    assert_int_equal(place_log_rows(place), 6);
}

static void rows_are_numbered_in_order_without_gaps(void **state)
{
    place_t *place = *state;
    const rig_t *rig = place->rig;

    make_history(place);
    assert_int_equal(place_revoke(place, "dev", "nothing of that name").code, TA_OK);
    assert_int_equal(place_log_rows(place), 6);
    place_assert_whole(place);
    assert_int_equal(rig_number(rig, "SELECT MIN(seq) FROM ta_log"), 1);
    assert_int_equal(rig_number(rig, "SELECT MAX(seq) FROM ta_log"), 6);
    assert_string_equal(rig_text(rig, "SELECT group_concat(action, ' ') FROM (SELECT * FROM ta_log ORDER BY seq)"),
                        "generate generate revoke generate revoke generate");
    assert_string_equal(rig_text(rig, "SELECT group_concat(name, '|') FROM (SELECT * FROM ta_log ORDER BY seq)"),
                        "first|second|first|na\xc3\xafve \"name\"|second|first");
}

static void a_row_says_who_did_what_to_which_token(void **state)
{
    place_t *place = *state;
    const rig_t *rig = place->rig;

    make_history(place);
    assert_string_equal(rig_text(rig, "SELECT actor || ' ' || actor_ip || ' ' || login || ' ' || detail FROM ta_log "
                                      "WHERE seq = 4"),
                        "admin 192.0.2.1 ops USER_TOKEN, expires 2099-12-31");
    assert_null(rig_text(rig, "SELECT actor_token FROM ta_log WHERE seq = 4"));
    assert_string_equal(rig_text(rig, "SELECT actor || ' ' || actor_ip || ' ' || actor_token FROM ta_log "
                                      "WHERE seq = 5"),
                        "ops 2001:db8::1 tokenid000000000");
    assert_int_equal(rig_number(rig, "SELECT MIN(at) FROM ta_log"), rig->call.now);
    assert_int_equal(rig_number(rig, "SELECT COUNT(*) FROM ta_log l JOIN ta_token t ON t.id = l.token_id "
                                     "WHERE t.login = l.login AND t.name = l.name"),
                     6);
}

static void every_hash_covers_its_row_and_the_one_before(void **state)
{
    place_t *place = *state;

    make_history(place);
    assert_int_equal(first_broken(place->rig), 0);
}

static void an_altered_removed_or_inserted_row_breaks_the_chain(void **state)
{
    static const struct {
        const char *sql;
        apr_int64_t broken;
    } forgeries[] = {
        {"UPDATE ta_log SET actor = 'mallory' WHERE seq = 3", 3},
        {"UPDATE ta_log SET at = at + 1 WHERE seq = 1", 1},
        {"UPDATE ta_log SET actor_token = '' WHERE seq = 2", 2}, /* NULL and "" differ */
        {"UPDATE ta_log SET login = login || substr(name, 1, 1), name = substr(name, 2) WHERE seq = 6", 6},
        {"DELETE FROM ta_log WHERE seq = 4", 5},
        {"DELETE FROM ta_log WHERE seq = 1", 2},
        {"UPDATE ta_log SET hash = (SELECT hash FROM ta_log WHERE seq = 5) WHERE seq = 6", 6},
        {"INSERT INTO ta_log (seq, at, actor, action, hash) VALUES (7, 1, 'mallory', 'revoke', 'x')", 7},
    };
    place_t *place = *state;
    size_t i;

    make_history(place);
    rig_tell(place->rig, "CREATE TABLE kept AS SELECT * FROM ta_log");
    for (i = 0; i < COUNT(forgeries); i++) {
        rig_tell(place->rig, forgeries[i].sql);
        if (first_broken(place->rig) != forgeries[i].broken) {
            fail_msg("not found: %s", forgeries[i].sql);
        }
        rig_tell(place->rig, "DELETE FROM ta_log");
        rig_tell(place->rig, "INSERT INTO ta_log SELECT * FROM kept");
        assert_int_equal(first_broken(place->rig), 0);
    }
}

static void without_the_log_nothing_is_changed(void **state)
{
    place_t *place = *state;
    ta_request_t request = place_request("dev", "new");

    place_token(place, "dev", "old");
    rig_tell(place->rig,
             "CREATE TRIGGER refuse BEFORE INSERT ON ta_log BEGIN SELECT RAISE(ABORT, 'refused'); END");
    assert_int_equal(place_generate(place, &place->rig->call, &request, NULL).code, TA_FAILED);
    assert_int_equal(place_revoke(place, "dev", "old").code, TA_FAILED);
    rig_tell(place->rig, "DROP TRIGGER refuse");
    place_assert_whole(place);
    assert_int_equal(place_living(place), 1);
    assert_int_equal(place_log_rows(place), 1);
    assert_int_equal(place_generate(place, &place->rig->call, &request, NULL).code, TA_OK);
    assert_int_equal(first_broken(place->rig), 0);
}

static void without_the_counter_nothing_is_changed(void **state)
{
    place_t *place = *state;
    ta_request_t request = place_request("dev", "new");

    place_token(place, "dev", "old");
    rig_tell(place->rig, "DELETE FROM ta_meta WHERE name = 'log_seq'");
    assert_int_equal(place_generate(place, &place->rig->call, &request, NULL).code, TA_FAILED);
    assert_int_equal(rig_logged(place->rig, "test database failed: ta_meta has no row log_seq"), 1);
    assert_int_equal(place_living(place), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        place_claim(rows_are_numbered_in_order_without_gaps),
        place_claim(a_row_says_who_did_what_to_which_token),
        place_claim(every_hash_covers_its_row_and_the_one_before),
        place_claim(an_altered_removed_or_inserted_row_breaks_the_chain),
        place_claim(without_the_log_nothing_is_changed),
        place_claim(without_the_counter_nothing_is_changed),
    };

    return rig_run(tests);
}
