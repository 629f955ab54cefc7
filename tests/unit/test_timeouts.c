/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about time limits of statements: which connections are shut down, when, and which are not. */
#include "unit.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/timeouts.h"

#define MS APR_INT64_C(1000)
#define MOST (600 * MS)
#define LINES 40

/** A connection on loan. */
typedef struct {
    int ends[2];
    ta_timeout_t timeout;
} line_t;

static pthread_t looker;
static atomic_bool looks;

static void *look_often(void *unused)
{
    (void)unused;
    while (atomic_load(&looks)) {
        ta_timeouts_look();
        apr_sleep(50 * MS);
    }
    return NULL;
}

static int start_looking(void **state)
{
    (void)state;
    atomic_store(&looks, true);
    return pthread_create(&looker, NULL, look_often, NULL);
}

static int stop_looking(void **state)
{
    (void)state;
    atomic_store(&looks, false);
    return pthread_join(looker, NULL);
}

static void lend(line_t *line)
{
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, line->ends), 0);
    ta_timeout_begin(&line->timeout, line->ends[0]);
    assert_true(line->timeout.socket >= 0);
}

static void end(line_t *line)
{
    ta_timeout_end(&line->timeout);
    close(line->ends[0]);
    close(line->ends[1]);
}

/* @return after how many milliseconds a thread that waits for an answer gets an end instead; -1: not by then */
static int ended_after(const line_t *line, apr_interval_time_t most)
{
    apr_time_t start = ta_clock_monotonic();
    struct pollfd waiting = {line->ends[0], POLLIN, 0};

    return poll(&waiting, 1, (int)(most / MS)) == 1 ? (int)((ta_clock_monotonic() - start) / MS) : -1;
}

/* @return how long a TCP socket waits for an acknowledgement, milliseconds; 0: as long as the system does */
static unsigned int silence_of(int socket)
{
    unsigned int most = 0;
    socklen_t size = sizeof(most);

    assert_int_equal(getsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &most, &size), 0);
    return most;
}

static void a_connection_over_a_network_ends_when_nothing_is_acknowledged(void **state)
{
    int socket_of_tcp = socket(AF_INET, SOCK_STREAM, 0);
    ta_timeout_t timeout;

    (void)state;
    ta_timeout_begin(&timeout, socket_of_tcp);
    assert_int_equal(silence_of(socket_of_tcp), TA_SILENCE_MAX / MS);
    ta_timeout_end(&timeout);
    close(socket_of_tcp);
}

static void a_limit_of_silence_that_is_there_stays(void **state)
{
    unsigned int most = 20000;
    int socket_of_tcp = socket(AF_INET, SOCK_STREAM, 0);

    (void)state;
    assert_int_equal(setsockopt(socket_of_tcp, IPPROTO_TCP, TCP_USER_TIMEOUT, &most, sizeof(most)), 0);
    ta_timeouts_limit_silence(socket_of_tcp);
    assert_int_equal(silence_of(socket_of_tcp), most);
    close(socket_of_tcp);
}

static void a_connection_without_an_answer_is_shut_down_in_time(void **state)
{
    line_t line;

    (void)state;
    lend(&line);
    ta_timeout_statement(&line.timeout, MOST);
    assert_in_range(ended_after(&line, 2 * MOST), MOST / MS - 100, MOST / MS + 1500);
    assert_true(ta_timeout_is_over(&line.timeout));
    end(&line);
}

static void each_statement_has_its_own_time_and_some_have_all_of_it(void **state)
{
    line_t line;

    (void)state;
    lend(&line);
    ta_timeout_statement(&line.timeout, MOST);
    apr_sleep(MOST / 2);
    ta_timeout_statement(&line.timeout, MOST);
    assert_int_equal(ended_after(&line, MOST - 100 * MS), -1);
    ta_timeout_statement(&line.timeout, 0);
    assert_int_equal(ended_after(&line, 2 * MOST), -1);
    assert_false(ta_timeout_is_over(&line.timeout));
    end(&line);
}

/* Sends two statements, of which one may last, half of a limit before the end. */
static void at_the_end_of_a_process_everything_has_taken_too_long_unless_it_may_last(void **state)
{
    apr_time_t start = ta_clock_monotonic();
    line_t line, lasting;

    (void)state;
    lend(&line);
    lend(&lasting);
    ta_timeout_statement(&line.timeout, MOST);
    ta_timeout_statement(&lasting.timeout, 0);
    ta_timeouts_end_at(start + MOST / 2);
    assert_false(ta_timeouts_is_past(start + MOST));
    assert_in_range(ended_after(&line, 2 * MOST), MOST / 2 / MS - 50, MOST / MS - 50);
    assert_true(ta_timeouts_is_past(start + 100 * MOST));
    assert_true(ta_timeout_is_over(&line.timeout));
    assert_int_equal(ended_after(&lasting, MOST), -1);
    ta_timeouts_end_at(0);
    assert_false(ta_timeouts_is_past(start + 100 * MOST));
    assert_true(ta_timeouts_is_past(start));
    end(&line);
    end(&lasting);
}

static void a_socket_that_gets_the_number_of_a_closed_one_is_not_harmed(void **state)
{
    int number, other[2];
    line_t line;

    (void)state;
    lend(&line);
    number = line.ends[0];
    ta_timeout_statement(&line.timeout, MOST);
    close(line.ends[0]);
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, other), 0);
    assert_int_equal(other[0], number);
    line.ends[0] = other[0];
    assert_int_equal(ended_after(&line, MOST + 500 * MS), -1);
    assert_true(ta_timeout_is_over(&line.timeout));
    close(other[1]);
    end(&line);
}

static void a_connection_that_was_given_back_is_left_alone(void **state)
{
    line_t line;

    (void)state;
    lend(&line);
    ta_timeout_statement(&line.timeout, MOST);
    ta_timeout_end(&line.timeout);
    assert_int_equal(ended_after(&line, MOST + 500 * MS), -1);
    end(&line);
}

/* Some are given back, from the beginning, the middle and the end of the list. */
static void any_number_of_connections_is_watched(void **state)
{
    line_t lines[LINES];
    int i;

    (void)state;
    for (i = 0; i < LINES; i++) {
        lend(&lines[i]);
        ta_timeout_statement(&lines[i].timeout, MOST);
    }
    for (i = 0; i < LINES; i += 3) {
        ta_timeout_end(&lines[i].timeout);
    }
    apr_sleep(MOST + 300 * MS);
    for (i = 0; i < LINES; i++) {
        assert_int_equal(ended_after(&lines[i], 0) >= 0, i % 3 != 0);
        end(&lines[i]);
    }
}

static void a_connection_without_a_socket_is_not_watched(void **state)
{
    ta_timeout_t timeout;

    (void)state;
    ta_timeout_begin(&timeout, -1);
    ta_timeout_statement(&timeout, 1);
    apr_sleep(200 * MS);
    assert_false(ta_timeout_is_over(&timeout));
    ta_timeout_end(&timeout);
}

#define timed_claim(function) cmocka_unit_test_setup_teardown(function, start_looking, stop_looking)

int main(void)
{
    const struct CMUnitTest tests[] = {
        timed_claim(a_connection_without_an_answer_is_shut_down_in_time),
        timed_claim(a_connection_over_a_network_ends_when_nothing_is_acknowledged),
        timed_claim(a_limit_of_silence_that_is_there_stays),
        timed_claim(each_statement_has_its_own_time_and_some_have_all_of_it),
        timed_claim(at_the_end_of_a_process_everything_has_taken_too_long_unless_it_may_last),
        timed_claim(a_socket_that_gets_the_number_of_a_closed_one_is_not_harmed),
        timed_claim(a_connection_that_was_given_back_is_left_alone),
        timed_claim(any_number_of_connections_is_watched),
        timed_claim(a_connection_without_a_socket_is_not_watched),
    };

    return unit_run(tests);
}
