/* SPDX-License-Identifier: Apache-2.0 */
/* Three lines (turn, places, feed), the pace of each, and the state of connecting, under one lock. */
#include "store/admission.h"

#include "base/clock.h"
#include "base/monitor.h"
#include "base/signals.h"

#define FORGET (10 * TA_STANDSTILL_MAX) /* after that, an earlier pace says nothing any more */
#define AVERAGE 32                      /* over so many departures at least: one that took long is no pace */

/*
 * The mean time until the next departure is mean square / (2 × mean) of the times between departures. Where they come
 * in bursts, as after a lock, that is much more than their mean: most callers come between the bursts. Times shorter
 * than this one don't count.
 */
#define SHORT apr_time_from_msec(1)

/* Changes wait for each other, and readings of the log do: there are few of them, and each is worth its wait. */
#define TURN_WAIT TA_STORE_WAIT

/** Something that only so many callers can have at once. */
typedef struct {
    ta_monitor_t *given_back; /* signalled when one caller can go on */
    int free;
    int waiting;
    apr_interval_time_t standstill, worth;
    int average;                     /* over how many departures */
    double between, between_squared; /* mean of the times of late between departures, microseconds; and of squares */
    apr_time_t departed_at;          /* monotonic, as all here */
    apr_time_t taken_at;             /* the last free one: nothing was given back since then */
} line_t;

struct ta_admission_t {
    apr_pool_t *pool;
    ta_monitor_t *left; /* signalled when the last caller is out; its lock guards all that follows */
    int callers;        /* between enter and leave, those that wait included */
    bool closing;
    line_t turn, places, feed;
    ta_monitor_t *connect_ended;
    int connecting;
    apr_uint32_t failures; /* of connects */
    apr_time_t away_until;
    apr_time_t stuck_at; /* unless a connect has ended by then */
};

static line_t line_of(int places, apr_interval_time_t standstill, apr_interval_time_t worth)
{
    /* callers that came together leave together, so the mean is taken over as many as there are places */
    return (line_t){.free = places,
                    .standstill = standstill,
                    .worth = worth,
                    .average = places > AVERAGE ? places : AVERAGE};
}

ta_admission_t *ta_admission_make(apr_pool_t *pool, int places)
{
    ta_admission_t *admission = apr_pcalloc(pool, sizeof(*admission));

    admission->pool = pool;
    admission->turn = line_of(1, TURN_WAIT, TURN_WAIT);
    admission->places = line_of(places, TA_STANDSTILL_MAX, TA_PLACE_WORTH);
    admission->feed = line_of(1, TURN_WAIT, TURN_WAIT);
    return admission;
}

apr_status_t ta_admission_start(ta_admission_t *admission)
{
    ta_monitor_t **const others[] = {&admission->turn.given_back, &admission->places.given_back,
                                     &admission->feed.given_back, &admission->connect_ended};
    apr_status_t status = ta_monitor_make(admission->pool, &admission->left);
    size_t i;

    for (i = 0; i < sizeof(others) / sizeof(others[0]) && status == APR_SUCCESS; i++) {
        status = ta_monitor_make_beside(admission->pool, admission->left, others[i]);
    }
    return status;
}

static bool is_away(const ta_admission_t *admission)
{
    return ta_clock_monotonic() < admission->away_until;
}

static bool is_worth_waiting(const line_t *line)
{
    bool recent = ta_clock_monotonic() - line->departed_at < FORGET;
    double next = line->between_squared / (2 * (line->between + SHORT));

    return !recent || next + line->waiting * line->between <= (double)line->worth;
}

/* A thread that waits already has spent its time, so it goes on waiting for as long as others depart. */
static void wait_in_line(const ta_admission_t *admission, line_t *line, apr_time_t deadline)
{
    line->waiting++;
    while (line->free == 0 && !admission->closing && !is_away(admission)) {
        apr_time_t hopeless = line->taken_at + line->standstill;
        apr_time_t end = deadline < hopeless ? deadline : hopeless;

        if (ta_clock_monotonic() >= end) {
            break;
        }
        ta_monitor_wait(line->given_back, end);
    }
    line->waiting--;
}

static ta_admission_answer_t take(ta_admission_t *admission, line_t *line, apr_time_t deadline, bool *has)
{
    if (*has) {
        return TA_ADMISSION_IN;
    }
    if (line->free == 0 && is_worth_waiting(line)) {
        wait_in_line(admission, line, deadline);
    }
    if (admission->closing) {
        return TA_ADMISSION_ENDING;
    }
    if (is_away(admission)) {
        return TA_ADMISSION_AWAY;
    }
    if (line->free == 0) {
        return line == &admission->turn ? TA_ADMISSION_BUSY : TA_ADMISSION_FULL;
    }
    if (--line->free == 0) {
        line->taken_at = ta_clock_monotonic();
    }
    *has = true;
    return TA_ADMISSION_IN;
}

static void give_back(line_t *line, bool *has)
{
    apr_time_t now = ta_clock_monotonic();
    apr_interval_time_t passed = line->free == 0 ? now - line->taken_at : 0;

    if (*has) {
        line->between += ((double)passed - line->between) / line->average;
        line->between_squared += ((double)passed * (double)passed - line->between_squared) / line->average;
        line->departed_at = now;
        line->free++;
        *has = false;
        ta_monitor_signal(line->given_back); /* there is room for one only */
    }
}

static line_t *place_of(ta_admission_t *admission, const ta_admission_pass_t *pass)
{
    return pass->kind == TA_ADMISSION_FEED ? &admission->feed : &admission->places;
}

/* While connects succeed they are worth waiting for; after one that failed, no caller waits beyond its deadline. */
static ta_admission_answer_t take_connect(ta_admission_t *admission, ta_admission_pass_t *pass, apr_time_t deadline)
{
    apr_uint32_t failures = admission->failures;
    apr_time_t now;

    while ((now = ta_clock_monotonic()) >= admission->away_until) {
        bool failed = admission->failures != failures;
        apr_time_t end = failed && deadline < admission->stuck_at ? deadline : admission->stuck_at;

        if (failed && now >= deadline) {
            ta_monitor_signal(admission->connect_ended); /* if it was this thread's turn, it is another's */
            return TA_ADMISSION_AWAY;
        }
        if (admission->connecting == 0 || pass->kind == TA_ADMISSION_FEED) {
            if (admission->connecting++ == 0) {
                admission->stuck_at = now + TA_CONNECT_PATIENCE;
            }
            pass->connect_began = now;
            return TA_ADMISSION_IN;
        }
        if (now >= admission->stuck_at) {
            return admission->closing ? TA_ADMISSION_ENDING : TA_ADMISSION_STUCK;
        }
        ta_monitor_wait(admission->connect_ended, end);
    }
    return TA_ADMISSION_AWAY;
}

static void leave(ta_admission_t *admission, ta_admission_pass_t *pass)
{
    give_back(place_of(admission, pass), &pass->has_place);
    give_back(&admission->turn, &pass->has_turn);
    pass->entered = false;
    if (--admission->callers == 0) {
        ta_monitor_broadcast(admission->left);
    }
}

ta_admission_answer_t ta_admission_enter(ta_admission_t *admission, ta_admission_pass_t *pass, ta_admission_kind_t kind,
                                         apr_time_t deadline)
{
    ta_admission_answer_t answer = TA_ADMISSION_IN;

    if (!pass->entered) {
        ta_signals_hold(&pass->signals);
    }
    ta_monitor_lock(admission->left);
    admission->callers += !pass->entered;
    pass->entered = true;
    pass->kind = kind;
    if (kind == TA_ADMISSION_WRITE) {
        answer = take(admission, &admission->turn, deadline, &pass->has_turn);
    }
    if (answer == TA_ADMISSION_IN) {
        answer = take(admission, place_of(admission, pass), deadline, &pass->has_place);
    }
    if (answer == TA_ADMISSION_IN) {
        answer = take_connect(admission, pass, deadline);
    }
    if (answer != TA_ADMISSION_IN) {
        leave(admission, pass);
    }
    ta_monitor_unlock(admission->left);
    if (answer != TA_ADMISSION_IN) {
        ta_signals_release(&pass->signals);
    }
    return answer;
}

static void wake_all(const ta_admission_t *admission)
{
    ta_monitor_broadcast(admission->turn.given_back);
    ta_monitor_broadcast(admission->places.given_back);
    ta_monitor_broadcast(admission->feed.given_back);
    ta_monitor_broadcast(admission->connect_ended);
}

void ta_admission_connected(ta_admission_t *admission, const ta_admission_pass_t *pass, bool connected)
{
    ta_monitor_lock(admission->left);
    admission->connecting--;
    admission->stuck_at = ta_clock_monotonic() + TA_CONNECT_PATIENCE;
    if (connected) {
        ta_monitor_signal(admission->connect_ended); /* it is the turn of one of them */
    }
    else {
        admission->failures++;
        admission->away_until = pass->connect_began + TA_CONNECT_PAUSE;
        wake_all(admission);
    }
    ta_monitor_unlock(admission->left);
}

void ta_admission_away(ta_admission_t *admission)
{
    ta_monitor_lock(admission->left);
    admission->away_until = ta_clock_monotonic() + TA_CONNECT_PAUSE;
    wake_all(admission);
    ta_monitor_unlock(admission->left);
}

void ta_admission_leave(ta_admission_t *admission, ta_admission_pass_t *pass)
{
    if (pass->entered) {
        ta_monitor_lock(admission->left);
        leave(admission, pass);
        ta_monitor_unlock(admission->left);
        ta_signals_release(&pass->signals);
    }
}

void ta_admission_close(ta_admission_t *admission)
{
    ta_monitor_lock(admission->left);
    admission->closing = true;
    wake_all(admission);
    ta_monitor_unlock(admission->left);
}

bool ta_admission_is_empty(ta_admission_t *admission, apr_interval_time_t most)
{
    apr_time_t end = ta_clock_monotonic() + most;
    bool empty;

    ta_monitor_lock(admission->left);
    while (admission->callers > 0 && ta_clock_monotonic() < end) {
        ta_monitor_wait(admission->left, end);
    }
    empty = admission->callers == 0;
    ta_monitor_unlock(admission->left);
    return empty;
}
