/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about the randomness of token values, and about failures of the generator. */
/* link: -Wl,--wrap=RAND_bytes -Wl,--wrap=RAND_priv_bytes */
#include "unit.h"

#include <sys/wait.h>
#include <unistd.h>

#include "token/value.h"

#define FIRST 4   /* random characters of a value: from here */
#define BEYOND 38 /* to here */
#define BASE 62
#define SAMPLE 200000

static const ta_stems_t stems = {1, {"ta"}};

/* The linker redirects the module's calls to these functions; the state that they share with a test is a variable. */
static enum { GOOD, FAILING, STUCK, HALF } source;
static int calls;

int __real_RAND_bytes(unsigned char *bytes, int count);
int __real_RAND_priv_bytes(unsigned char *bytes, int count);
int __wrap_RAND_bytes(unsigned char *bytes, int count);
int __wrap_RAND_priv_bytes(unsigned char *bytes, int count);

static int answer(unsigned char *bytes, int count, int (*real)(unsigned char *, int))
{
    calls++;
    switch (source) {
    case FAILING:
        return 0;
    case STUCK:
        memset(bytes, 0xff, (size_t)count);
        return 1;
    case HALF:
        if (calls > 1) {
            return -1;
        }
        memset(bytes, 0xff, (size_t)count);
        bytes[0] = 1;
        return 1;
    default:
        return real(bytes, count);
    }
}

int __wrap_RAND_bytes(unsigned char *bytes, int count)
{
    return answer(bytes, count, __real_RAND_bytes);
}

int __wrap_RAND_priv_bytes(unsigned char *bytes, int count)
{
    return answer(bytes, count, __real_RAND_priv_bytes);
}

static int make_good(void **state)
{
    source = GOOD;
    calls = 0;
    return unit_pool(state);
}

static int digit(char c)
{
    return c <= '9' ? c - '0' : c <= 'Z' ? c - 'A' + 10 : c - 'a' + 36;
}

/*
 * Chi-square with 61 degrees of freedom exceeds 175 with a probability of about 1e-12 (Wilson-Hilferty: 7.0 standard
 * deviations), so in one of 34 places below 1e-10. Bytes reduced modulo 62 would give about 1,500.
 */
static void each_character_is_equally_likely_in_each_place(void **state)
{
    static unsigned int seen[BEYOND - FIRST][BASE];
    const double expected = (double)SAMPLE / BASE;
    ta_value_t value;
    int i, at;

    (void)state;
    for (i = 0; i < SAMPLE; i++) {
        assert_int_equal(ta_value_make(&stems, TA_TYPE_USER, &value), TA_OK);
        for (at = FIRST; at < BEYOND; at++) {
            seen[at - FIRST][digit(value.text[at])]++;
        }
    }
    for (at = 0; at < BEYOND - FIRST; at++) {
        double chi = 0;

        for (i = 0; i < BASE; i++) {
            double off = seen[at][i] - expected;

            chi += off * off / expected;
        }
        if (chi > 175) {
            fail_msg("place %d: chi-square %f", at, chi);
        }
    }
}

static int by_bytes(const void *a, const void *b)
{
    return memcmp(a, b, 16);
}

/** 16 characters of each value suffice: equal values have equal ones. */
static void a_million_values_are_all_different(void **state)
{
    enum { COUNT = 1000000 };
    char(*seen)[16] = malloc((size_t)COUNT * 16);
    ta_value_t value;
    int i;

    (void)state;
    assert_non_null(seen);
    for (i = 0; i < COUNT; i++) {
        assert_int_equal(ta_value_make(&stems, TA_TYPE_USER, &value), TA_OK);
        memcpy(seen[i], value.text + FIRST, 16);
    }
    qsort(seen, COUNT, 16, by_bytes);
    for (i = 1; i < COUNT; i++) {
        assert_memory_not_equal(seen[i - 1], seen[i], 16);
    }
    free(seen);
}

static void without_random_numbers_there_is_no_value(void **state)
{
    ta_value_t value;

    (void)state;
    memset(&value, 'x', sizeof(value));
    source = FAILING;
    assert_int_equal(ta_value_make(&stems, TA_TYPE_USER, &value), TA_BROKEN);
    assert_string_equal(value.text, "");
}

static void a_source_that_fails_half_way_leaves_no_value(void **state)
{
    static const ta_value_t empty;
    ta_value_t value;

    (void)state;
    source = HALF;
    assert_int_equal(ta_value_make(&stems, TA_TYPE_USER, &value), TA_BROKEN);
    assert_memory_equal(&value, &empty, sizeof(value));
}

static void a_source_that_is_stuck_does_not_stop_the_process(void **state)
{
    ta_value_t value;

    (void)state;
    source = STUCK;
    assert_int_equal(ta_value_make(&stems, TA_TYPE_USER, &value), TA_BROKEN);
    assert_string_equal(value.text, "");
}

static void without_random_numbers_there_is_no_identifier(void **state)
{
    char id[17] = "xxxxxxxxxxxxxxxx";

    (void)state;
    source = FAILING;
    assert_int_equal(ta_value_make_id(id), TA_BROKEN);
    assert_string_equal(id, "");
}

static void after_a_failure_the_next_value_is_made(void **state)
{
    ta_value_t value;

    (void)state;
    source = FAILING;
    assert_int_equal(ta_value_make(&stems, TA_TYPE_USER, &value), TA_BROKEN);
    source = GOOD;
    assert_int_equal(ta_value_make(&stems, TA_TYPE_USER, &value), TA_OK);
}

/** The child writes ten values to the pipe and ends without the parent's exit handlers. */
static void make_in_child(int pipe_end)
{
    ta_value_t value;
    int i;

    for (i = 0; i < 10; i++) {
        if (ta_value_make(&stems, TA_TYPE_USER, &value) != TA_OK ||
            write(pipe_end, value.text, TA_VALUE_LENGTH) != TA_VALUE_LENGTH) {
            _exit(1);
        }
    }
    _exit(0);
}

static void a_child_makes_other_values_than_its_parent(void **state)
{
    char text[TA_VALUE_LENGTH];
    ta_value_t values[11];
    int ends[2], status, i, j;
    pid_t child;

    (void)state;
    /* the generator has a state before the fork, which the child inherits */
    assert_int_equal(ta_value_make(&stems, TA_TYPE_USER, &values[0]), TA_OK);
    assert_int_equal(pipe(ends), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        make_in_child(ends[1]);
    }
    for (i = 1; i <= 10; i++) {
        assert_int_equal(ta_value_make(&stems, TA_TYPE_USER, &values[i]), TA_OK);
    }
    for (i = 0; i < 10; i++) {
        assert_int_equal(read(ends[0], text, TA_VALUE_LENGTH), TA_VALUE_LENGTH);
        for (j = 0; j <= 10; j++) {
            assert_memory_not_equal(text, values[j].text, TA_VALUE_LENGTH);
        }
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_int_equal(close(ends[0]), 0);
    assert_int_equal(close(ends[1]), 0);
}

#define random_claim(function) cmocka_unit_test_setup_teardown(function, make_good, unit_pool_end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        random_claim(each_character_is_equally_likely_in_each_place),
        random_claim(a_million_values_are_all_different),
        random_claim(without_random_numbers_there_is_no_value),
        random_claim(a_source_that_fails_half_way_leaves_no_value),
        random_claim(a_source_that_is_stuck_does_not_stop_the_process),
        random_claim(without_random_numbers_there_is_no_identifier),
        random_claim(after_a_failure_the_next_value_is_made),
        random_claim(a_child_makes_other_values_than_its_parent),
    };

    return unit_run(tests);
}
