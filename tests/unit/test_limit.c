/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about the limit of statements: whose connection is shut down, when, and whose is not. */
#include "unit.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "store/limit.h"

#define MS APR_INT64_C(1000)
#define MOST (600 * MS)

/** A connection, the limit's number for it, and the limit in a process of its own. */
typedef struct {
    apr_pool_t *process;
    ta_limit_t *limit;
    int ends[2], loan;
} line_t;

static line_t lend(apr_pool_t *pool, int loans)
{
    line_t line;

    assert_int_equal(apr_pool_create(&line.process, pool), APR_SUCCESS);
    assert_int_equal(ta_limit_make(line.process, loans, MOST, &line.limit), APR_SUCCESS);
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, line.ends), 0);
    line.loan = ta_limit_begin(line.limit, line.ends[0]);
    return line;
}

static void end(line_t *line)
{
    ta_limit_end(line->limit, line->loan);
    close(line->ends[0]);
    close(line->ends[1]);
    apr_pool_destroy(line->process);
}

/* @return after how many milliseconds whoever waits for an answer gets an end instead; -1: not by then */
static int ended_after(const line_t *line, apr_interval_time_t most)
{
    apr_time_t start = ta_clock_monotonic();
    struct pollfd waiting = {line->ends[0], POLLIN, 0};

    return poll(&waiting, 1, (int)(most / MS)) == 1 ? (int)((ta_clock_monotonic() - start) / MS) : -1;
}

/* @return how long a socket of TCP waits for an acknowledgement, milliseconds; 0: as long as the system hopes */
static unsigned int silence_of(int socket)
{
    unsigned int most = 0;
    socklen_t size = sizeof(most);

    assert_int_equal(getsockopt(socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &most, &size), 0);
    return most;
}

static void a_connection_over_a_network_ends_when_nothing_is_acknowledged(void **state)
{
    line_t line = lend(*state, 2);
    int socket_of_tcp = socket(AF_INET, SOCK_STREAM, 0);
    int loan = ta_limit_begin(line.limit, socket_of_tcp);

    assert_int_equal(loan, 1);
    assert_int_equal(silence_of(socket_of_tcp), TA_SILENCE_MAX / MS);
    ta_limit_end(line.limit, loan);
    close(socket_of_tcp);
    end(&line);
}

static void a_limit_of_silence_that_is_there_stays(void **state)
{
    unsigned int most = 20000;
    int socket_of_tcp = socket(AF_INET, SOCK_STREAM, 0);

    (void)state;
    assert_int_equal(setsockopt(socket_of_tcp, IPPROTO_TCP, TCP_USER_TIMEOUT, &most, sizeof(most)), 0);
    ta_limit_silence(socket_of_tcp);
    assert_int_equal(silence_of(socket_of_tcp), most);
    close(socket_of_tcp);
}

static void a_connection_without_an_answer_is_shut_down_in_time(void **state)
{
    line_t line = lend(*state, 1);

    assert_int_equal(line.loan, 0);
    ta_limit_statement(line.limit, line.loan, false);
    assert_in_range(ended_after(&line, 2 * MOST), MOST / MS - 100, MOST / MS + 1500);
    assert_true(ta_limit_is_over(line.limit, line.loan));
    end(&line);
}

static void each_statement_has_its_own_time_and_some_have_all_of_it(void **state)
{
    line_t line = lend(*state, 1);

    ta_limit_statement(line.limit, line.loan, false);
    apr_sleep(MOST / 2);
    ta_limit_statement(line.limit, line.loan, false);
    assert_int_equal(ended_after(&line, MOST - 100 * MS), -1);
    ta_limit_statement(line.limit, line.loan, true);
    assert_int_equal(ended_after(&line, 2 * MOST), -1);
    assert_false(ta_limit_is_over(line.limit, line.loan));
    end(&line);
}

/* Sends two statements, of which one may last, half of a limit before the end. */
static void at_the_end_of_a_process_everything_has_taken_too_long_unless_it_may_last(void **state)
{
    line_t line = lend(*state, 1), lasting = lend(*state, 1);
    apr_time_t start = ta_clock_monotonic();

    ta_limit_statement(line.limit, line.loan, false);
    ta_limit_statement(lasting.limit, lasting.loan, true);
    ta_limit_end_at(start + MOST / 2);
    assert_false(ta_limit_is_past(start + MOST));
    assert_in_range(ended_after(&line, 2 * MOST), MOST / 2 / MS - 50, MOST / MS - 50);
    assert_true(ta_limit_is_past(start + 100 * MOST));
    assert_true(ta_limit_is_over(line.limit, line.loan));
    assert_int_equal(ended_after(&lasting, MOST), -1);
    ta_limit_end_at(0);
    assert_false(ta_limit_is_past(start + 100 * MOST));
    assert_true(ta_limit_is_past(start));
    end(&line);
    end(&lasting);
}

static void who_gets_the_number_of_a_closed_socket_is_not_harmed(void **state)
{
    line_t line = lend(*state, 1);
    int number = line.ends[0], other[2];

    ta_limit_statement(line.limit, line.loan, false);
    close(line.ends[0]);
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, other), 0);
    assert_int_equal(other[0], number);
    line.ends[0] = other[0];
    assert_int_equal(ended_after(&line, MOST + 500 * MS), -1);
    assert_true(ta_limit_is_over(line.limit, line.loan));
    close(other[1]);
    end(&line);
}

static void a_connection_that_was_given_back_is_left_alone(void **state)
{
    line_t line = lend(*state, 1);

    ta_limit_statement(line.limit, line.loan, false);
    ta_limit_end(line.limit, line.loan);
    line.loan = -1;
    assert_int_equal(ended_after(&line, MOST + 500 * MS), -1);
    end(&line);
}

static void those_beyond_the_number_of_loans_are_not_looked_at(void **state)
{
    line_t line = lend(*state, 1);
    int other = ta_limit_begin(line.limit, line.ends[1]);

    assert_int_equal(other, -1);
    ta_limit_statement(line.limit, other, false);
    assert_false(ta_limit_is_over(line.limit, other));
    ta_limit_end(line.limit, other);
    assert_int_equal(ta_limit_begin(line.limit, -1), -1);
    end(&line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        claim(a_connection_without_an_answer_is_shut_down_in_time),
        claim(a_connection_over_a_network_ends_when_nothing_is_acknowledged),
        claim(a_limit_of_silence_that_is_there_stays),
        claim(each_statement_has_its_own_time_and_some_have_all_of_it),
        claim(at_the_end_of_a_process_everything_has_taken_too_long_unless_it_may_last),
        claim(who_gets_the_number_of_a_closed_socket_is_not_harmed),
        claim(a_connection_that_was_given_back_is_left_alone),
        claim(those_beyond_the_number_of_loans_are_not_looked_at),
    };

    return unit_run(tests);
}
