/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about what a client can't find out: in which slot a token lies, and how much of a digest was right. */
#include "cache_fixture.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cache/table.h"

#define TOKENS 500

static const unsigned char one_secret[16] = "the first boot's";
static const unsigned char other_first_half[16] = "THE FIRst boot's";
static const unsigned char other_second_half[16] = "the firsT BOOT'S";

static fixture_t *fixture_with_tokens(void)
{
    fixture_t *fixture = fixture_make_by(one_secret, 8192);
    apr_uint64_t number;

    for (number = 0; number < TOKENS; number++) {
        fixture_put(fixture, number);
    }
    return fixture;
}

static int found_in(const fixture_t *fixture)
{
    apr_uint64_t number;
    int found = 0;

    for (number = 0; number < TOKENS; number++) {
        found += fixture_has(fixture, number);
    }
    return found;
}

/** Counts the tokens that are found in a copy of the slots with another secret. */
static int found_by(const unsigned char *secret)
{
    fixture_t *fixture = fixture_with_tokens(), *next = fixture_make_by(secret, 8192);
    size_t head = offsetof(ta_table_t, slots);
    int found;

    assert_int_equal(found_in(fixture), TOKENS);
    memcpy((char *)next->memory + head, (char *)fixture->memory + head, fixture->size - head);
    found = found_in(next);
    fixture_end(fixture);
    fixture_end(next);
    return found;
}

static void what_one_secret_has_placed_is_not_found_by_another(void **state)
{
    (void)state;
    assert_int_equal(found_by(one_secret), TOKENS);
    assert_in_range(found_by(other_first_half), 0, 20); /* a few are in the right set by chance */
}

/** Returns the store's key in memory with that secret. */
static uint64_t key_by(const unsigned char *secret)
{
    fixture_t *fixture = fixture_make_by(secret, TA_CACHE_WAYS);
    uint64_t key = fixture->cache->store->key;

    fixture_end(fixture);
    return key;
}

static void a_store_has_another_key_under_another_secret(void **state)
{
    (void)state;
    assert_true(key_by(one_secret) == key_by(one_secret));
    assert_true(key_by(one_secret) != key_by(other_second_half));
}

static void a_digest_that_differs_in_any_bit_is_another_token(void **state)
{
    fixture_t *fixture = *state;
    ta_cache_place_t place;
    ta_entry_t entry;
    size_t bit;

    fixture_put(fixture, 1);
    for (bit = 0; bit < 8 * sizeof(fixture_digest(1).bytes); bit++) {
        ta_digest_t digest = fixture_digest(1);

        digest.bytes[bit / 8] ^= (unsigned char)(1 << bit % 8);
        assert_false(ta_cache_get(fixture->cache, &digest, FIXTURE_NOW, fixture->pool, &entry, &place));
    }
    assert_true(fixture_has(fixture, 1));
}

static void end_at_fault(int number)
{
    (void)number;
    _exit(42);
}

/** Tests whether ta_slot_read() reads the last word of a digest, which can't be read. */
static bool reads_last_word(ta_slot_t *slot, const uint64_t *digest)
{
    pid_t process = fork();
    int status;

    if (process == 0) {
        ta_packed_t packed;
        uint64_t state;

        signal(SIGSEGV, end_at_fault);
        ta_slot_read(slot, digest, &packed, &state);
        _exit(0);
    }
    assert_int_equal(waitpid(process, &status, 0), process);
    return WIFEXITED(status) && WEXITSTATUS(status) == 42;
}

static void all_of_a_digest_is_compared_whatever_word_differs(void **state)
{
    fixture_t *fixture = *state;
    ta_slot_t *slot = &fixture->cache->table->slots[fixture_put(fixture, 1).slot];
    size_t page = (size_t)sysconf(_SC_PAGESIZE), word;
    char *pages = fixture_map(2 * page);
    uint64_t *digest = (uint64_t *)(pages + page) - 3;

    assert_int_equal(mprotect(pages + page, page, PROT_NONE), 0);
    for (word = 0; word < 3; word++) {
        memcpy(digest, fixture_digest(1).bytes, 3 * sizeof(*digest));
        digest[word] ^= 1;
        assert_true(reads_last_word(slot, digest));
    }
    munmap(pages, 2 * page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_one_secret_has_placed_is_not_found_by_another),
        cmocka_unit_test(a_store_has_another_key_under_another_secret),
        fixture_claim(a_digest_that_differs_in_any_bit_is_another_token),
        fixture_claim(all_of_a_digest_is_compared_whatever_word_differs),
    };

    return unit_run(tests);
}
