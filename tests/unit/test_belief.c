/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about when a reading of a users file is believed, without files and clocks. */
#include "unit.h"

#include "directory/belief.h"

#define WALL APR_INT64_C(1700000000000)
#define NS APR_INT64_C(1000000)

/** A reading of inode i and content c, last written so many milliseconds before the wall clock says 0. */
static ta_reading_t reading_of(apr_int64_t inode, unsigned char content, apr_int64_t age)
{
    ta_reading_t reading;

    memset(&reading, 0, sizeof(reading));
    reading.id.device = 1;
    reading.id.inode = inode;
    reading.id.modified = reading.id.changed = (WALL - age) * NS;
    reading.id.size = 100;
    reading.id.digest[0] = content;
    return reading;
}

/** Reads at a moment, which both clocks show. */
static ta_belief_verdict_t read_at(ta_belief_t *belief, const ta_reading_t *reading, apr_int64_t at)
{
    ta_belief_time_t when = {at, at, WALL + at};

    return ta_belief_read(belief, reading, when);
}

/** Belief in a list of inode 1, content 1, that is sure. */
static ta_belief_t sure_belief(void)
{
    ta_reading_t reading = reading_of(1, 1, 60000);
    ta_belief_t belief;

    memset(&belief, 0, sizeof(belief));
    assert_int_equal(read_at(&belief, &reading, 0), TA_BELIEF_TAKE);
    assert_true(ta_belief_sure(&belief));
    return belief;
}

static void nothing_is_believed_at_first(void **state)
{
    ta_belief_t belief;
    ta_file_id_t id;

    (void)state;
    memset(&belief, 0, sizeof(belief));
    memset(&id, 0, sizeof(id));
    assert_false(ta_belief_serves(&belief, 0));
    assert_false(ta_belief_sure(&belief));
    assert_false(ta_belief_look(&belief, &id));
}

static void a_first_reading_of_a_file_at_rest_is_sure(void **state)
{
    ta_reading_t reading = reading_of(1, 1, 1000);
    ta_belief_t belief;

    (void)state;
    memset(&belief, 0, sizeof(belief));
    assert_int_equal(read_at(&belief, &reading, 0), TA_BELIEF_TAKE);
    assert_true(ta_belief_serves(&belief, 0));
    assert_true(ta_belief_sure(&belief));
}

static void a_first_reading_of_a_file_just_written_serves_but_is_not_sure(void **state)
{
    static const apr_int64_t ages[] = {999, 0, -5000};
    size_t i;

    (void)state;
    for (i = 0; i < 3; i++) {
        ta_reading_t reading = reading_of(1, 1, ages[i]);
        ta_belief_t belief;

        memset(&belief, 0, sizeof(belief));
        assert_int_equal(read_at(&belief, &reading, 0), TA_BELIEF_TAKE);
        assert_true(ta_belief_serves(&belief, 0));
        assert_false(ta_belief_sure(&belief));
    }
}

static void a_second_agreeing_reading_a_second_later_makes_it_sure(void **state)
{
    ta_reading_t reading = reading_of(1, 1, -5000); /* its clock is ahead, so its age tells nothing */
    ta_belief_t belief;

    (void)state;
    memset(&belief, 0, sizeof(belief));
    assert_int_equal(read_at(&belief, &reading, 0), TA_BELIEF_TAKE);
    assert_false(ta_belief_look(&belief, &reading.id));
    assert_int_equal(read_at(&belief, &reading, 999), TA_BELIEF_SAME);
    assert_false(ta_belief_sure(&belief));
    assert_int_equal(read_at(&belief, &reading, 1000), TA_BELIEF_SAME);
    assert_true(ta_belief_sure(&belief));
}

static void a_torn_reading_is_never_sure_by_itself(void **state)
{
    ta_reading_t reading = reading_of(1, 1, 60000);
    ta_belief_t belief;

    (void)state;
    memset(&belief, 0, sizeof(belief));
    reading.torn = true;
    assert_int_equal(read_at(&belief, &reading, 0), TA_BELIEF_TAKE);
    assert_false(ta_belief_sure(&belief));
}

static void a_provisional_list_gives_way_to_the_next_reading(void **state)
{
    ta_reading_t half = reading_of(1, 1, 0), whole = reading_of(1, 2, -1000);
    ta_belief_t belief;

    (void)state;
    memset(&belief, 0, sizeof(belief));
    assert_int_equal(read_at(&belief, &half, 0), TA_BELIEF_TAKE);
    assert_int_equal(read_at(&belief, &whole, 1000), TA_BELIEF_TAKE);
    assert_false(ta_belief_sure(&belief));
    assert_int_equal(read_at(&belief, &whole, 2000), TA_BELIEF_SAME);
    assert_true(ta_belief_sure(&belief));
}

static void an_unchanged_file_need_not_be_read(void **state)
{
    ta_belief_t belief = sure_belief();
    ta_reading_t reading = reading_of(1, 1, 60000);

    (void)state;
    assert_true(ta_belief_look(&belief, &reading.id));
    assert_true(ta_belief_sure(&belief));
}

static void any_difference_means_reading_again(void **state)
{
    ta_belief_t belief = sure_belief();
    ta_file_id_t ids[5];
    int i;

    (void)state;
    for (i = 0; i < 5; i++) {
        ids[i] = reading_of(1, 1, 60000).id;
    }
    ids[0].device++;
    ids[1].inode++;
    ids[2].modified++;
    ids[3].changed++;
    ids[4].size++;
    for (i = 0; i < 5; i++) {
        assert_false(ta_belief_look(&belief, &ids[i]));
    }
}

static void a_changed_status_with_the_same_content_changes_nothing(void **state)
{
    ta_belief_t belief = sure_belief();
    ta_reading_t reading = reading_of(1, 1, 60000);

    (void)state;
    reading.id.changed += NS;
    assert_int_equal(read_at(&belief, &reading, 1000), TA_BELIEF_SAME);
    assert_true(ta_belief_sure(&belief));
    assert_true(ta_belief_look(&belief, &reading.id));
}

static void a_change_in_place_waits_for_a_second_agreeing_reading(void **state)
{
    ta_belief_t belief = sure_belief();
    ta_reading_t changed = reading_of(1, 2, -10000);

    (void)state;
    assert_int_equal(read_at(&belief, &changed, 10000), TA_BELIEF_WAIT);
    assert_true(ta_belief_serves(&belief, 10000));
    assert_false(ta_belief_sure(&belief));
    assert_int_equal(read_at(&belief, &changed, 10999), TA_BELIEF_WAIT);
    assert_int_equal(read_at(&belief, &changed, 11000), TA_BELIEF_TAKE);
    assert_true(ta_belief_sure(&belief));
}

static void a_change_in_place_that_is_ten_seconds_old_does_not_wait(void **state)
{
    ta_belief_t belief = sure_belief();
    ta_reading_t changed = reading_of(1, 2, -10000);

    (void)state;
    assert_int_equal(read_at(&belief, &changed, 19999), TA_BELIEF_WAIT);
    belief = sure_belief();
    assert_int_equal(read_at(&belief, &changed, 20000), TA_BELIEF_TAKE);
    assert_true(ta_belief_sure(&belief));
}

static void readings_that_differ_in_anything_do_not_agree(void **state)
{
    int i;

    (void)state;
    for (i = 0; i < 3; i++) {
        ta_belief_t belief = sure_belief();
        ta_reading_t first = reading_of(1, 2, -10000), second = first;

        second.id.modified += i == 0;
        second.id.size += i == 1;
        second.id.digest[31] += i == 2;
        assert_int_equal(read_at(&belief, &first, 10000), TA_BELIEF_WAIT);
        assert_int_equal(read_at(&belief, &second, 11000), TA_BELIEF_WAIT);
        assert_int_equal(read_at(&belief, &second, 12000), TA_BELIEF_TAKE);
    }
}

static void a_change_that_is_undone_leaves_the_old_list_sure(void **state)
{
    ta_belief_t belief = sure_belief();
    ta_reading_t changed = reading_of(1, 2, -10000), old = reading_of(1, 1, 60000);

    (void)state;
    assert_int_equal(read_at(&belief, &changed, 10000), TA_BELIEF_WAIT);
    assert_int_equal(read_at(&belief, &old, 11000), TA_BELIEF_SAME);
    assert_true(ta_belief_sure(&belief));
    assert_int_equal(read_at(&belief, &changed, 12000), TA_BELIEF_WAIT);
}

static void a_file_renamed_into_place_is_believed_at_once(void **state)
{
    ta_belief_t belief = sure_belief();
    ta_reading_t renamed = reading_of(2, 2, -10000);

    (void)state;
    renamed.id.changed += 4 * NS;
    assert_int_equal(read_at(&belief, &renamed, 10010), TA_BELIEF_TAKE);
    assert_true(ta_belief_sure(&belief));
}

static void another_file_at_rest_is_believed_at_once(void **state)
{
    ta_belief_t belief = sure_belief();
    ta_reading_t other = reading_of(2, 2, 60000);

    (void)state;
    assert_int_equal(read_at(&belief, &other, 10000), TA_BELIEF_TAKE);
    assert_true(ta_belief_sure(&belief));
}

static void a_file_created_in_place_serves_at_once_but_is_not_sure_at_once(void **state)
{
    ta_belief_t belief = sure_belief();
    ta_reading_t created = reading_of(2, 2, -10000);

    (void)state;
    assert_int_equal(read_at(&belief, &created, 10010), TA_BELIEF_TAKE);
    assert_true(ta_belief_serves(&belief, 10010));
    assert_false(ta_belief_sure(&belief));
    assert_int_equal(read_at(&belief, &created, 11010), TA_BELIEF_SAME);
    assert_true(ta_belief_sure(&belief));
}

static void a_file_that_breaks_in_place_leaves_the_old_list_for_ten_seconds(void **state)
{
    ta_belief_t belief = sure_belief();
    ta_file_id_t id = reading_of(1, 0, -10000).id;

    (void)state;
    ta_belief_fault(&belief, &id, 10000);
    assert_false(ta_belief_sure(&belief));
    ta_belief_fault(&belief, &id, 15000);
    assert_true(ta_belief_serves(&belief, 19999));
    assert_false(ta_belief_serves(&belief, 20000));
}

static void a_missing_or_other_broken_file_leaves_the_old_list_for_two_seconds(void **state)
{
    ta_belief_t belief = sure_belief();
    ta_file_id_t other = reading_of(2, 0, -10000).id;

    (void)state;
    ta_belief_fault(&belief, NULL, 10000);
    ta_belief_fault(&belief, &other, 11000);
    assert_true(ta_belief_serves(&belief, 11999));
    assert_false(ta_belief_serves(&belief, 12000));
}

static void a_good_file_ends_a_fault_and_the_next_one_has_its_own_time(void **state)
{
    ta_belief_t belief = sure_belief();
    ta_reading_t old = reading_of(1, 1, 60000);

    (void)state;
    ta_belief_fault(&belief, NULL, 10000);
    assert_true(ta_belief_look(&belief, &old.id));
    assert_true(ta_belief_sure(&belief));
    ta_belief_fault(&belief, NULL, 11500);
    assert_true(ta_belief_serves(&belief, 13000));
}

static void a_fault_between_them_parts_two_readings(void **state)
{
    ta_belief_t belief = sure_belief();
    ta_reading_t changed = reading_of(1, 2, -10000);

    (void)state;
    assert_int_equal(read_at(&belief, &changed, 10000), TA_BELIEF_WAIT);
    ta_belief_fault(&belief, &changed.id, 11000);
    assert_int_equal(read_at(&belief, &changed, 12000), TA_BELIEF_WAIT);
    assert_int_equal(read_at(&belief, &changed, 13000), TA_BELIEF_TAKE);
}

static void after_the_old_list_ended_a_reading_is_like_a_first_one(void **state)
{
    ta_belief_t belief = sure_belief();
    ta_reading_t changed = reading_of(1, 2, -100000);

    (void)state;
    ta_belief_fault(&belief, NULL, 10000);
    assert_int_equal(read_at(&belief, &changed, 100100), TA_BELIEF_TAKE);
    assert_true(ta_belief_serves(&belief, 100100));
    assert_false(ta_belief_sure(&belief));
}

static void a_first_fault_serves_nobody(void **state)
{
    ta_belief_t belief;

    (void)state;
    memset(&belief, 0, sizeof(belief));
    ta_belief_fault(&belief, NULL, 0);
    assert_false(ta_belief_serves(&belief, 0));
    assert_false(ta_belief_sure(&belief));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        claim(nothing_is_believed_at_first),
        claim(a_first_reading_of_a_file_at_rest_is_sure),
        claim(a_first_reading_of_a_file_just_written_serves_but_is_not_sure),
        claim(a_second_agreeing_reading_a_second_later_makes_it_sure),
        claim(a_torn_reading_is_never_sure_by_itself),
        claim(a_provisional_list_gives_way_to_the_next_reading),
        claim(an_unchanged_file_need_not_be_read),
        claim(any_difference_means_reading_again),
        claim(a_changed_status_with_the_same_content_changes_nothing),
        claim(a_change_in_place_waits_for_a_second_agreeing_reading),
        claim(a_change_in_place_that_is_ten_seconds_old_does_not_wait),
        claim(readings_that_differ_in_anything_do_not_agree),
        claim(a_change_that_is_undone_leaves_the_old_list_sure),
        claim(a_file_renamed_into_place_is_believed_at_once),
        claim(another_file_at_rest_is_believed_at_once),
        claim(a_file_created_in_place_serves_at_once_but_is_not_sure_at_once),
        claim(a_file_that_breaks_in_place_leaves_the_old_list_for_ten_seconds),
        claim(a_missing_or_other_broken_file_leaves_the_old_list_for_two_seconds),
        claim(a_good_file_ends_a_fault_and_the_next_one_has_its_own_time),
        claim(a_fault_between_them_parts_two_readings),
        claim(after_the_old_list_ended_a_reading_is_like_a_first_one),
        claim(a_first_fault_serves_nobody),
    };

    return unit_run(tests);
}
