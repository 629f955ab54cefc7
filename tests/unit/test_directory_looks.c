/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about when a users file is looked at, what its lines cost, and how long an old list may stand. */
#include "files.h"

#include "base/clock.h"

/* Another process may know the user already, and have made a token: "absent" would suspend it. */
static void nobody_is_absent_before_another_look_at_the_file(void **state)
{
    files_t *files = *state;

    files_rename(files, "ann:*\nzoe:x\n");
    files_pass(files, 500);
    assert_int_equal(files_find(files, "zoe"), TA_OK);
    files_pass(files, 1000);
    assert_int_equal(files_find(files, "nobody"), TA_ABSENT);
}

static void a_file_that_is_rewritten_without_a_pause_keeps_nobody_in_for_more_than_ten_seconds(void **state)
{
    static const char *const texts[] = {"ann:*1\nzoe:1\n", "ann:*2\nzoe:22\n"};
    files_t *files = *state;
    int i;

    files_pass(files, 5000);
    for (i = 0; i < 9; i++) {
        files_write(files->path, texts[i % 2]);
        files_pass(files, 1000);
        assert_int_equal(files_find(files, "bob"), TA_OK);
    }
    for (; i < 13; i++) {
        files_write(files->path, texts[i % 2]);
        files_pass(files, 1000);
        files_find(files, "ann");
    }
    assert_int_equal(files_find(files, "ann"), TA_OK);
    assert_int_equal(files_find(files, "bob"), TA_FAILED);
}

static void a_line_that_httpd_passes_over_costs_no_more_than_itself(void **state)
{
    static const char *const lines[] = {"disabled-carol\n", "; old entries\n", "---\n",
                                        "\xe4nne:x\n",      "a\x01:y\n",       "bob:y\\\n"};
    files_t *files = *state;
    size_t i;

    for (i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        files->logged[0] = '\0';
        files_write(files->path, apr_pstrcat(files->pool, "ann:*\n", lines[i], "zoe:*\nyan:*\n", NULL));
        files_age(files, files->path, 60000);
        files_start(files, 1);
        assert_int_equal(files_find(files, "ann"), TA_OK);
        assert_int_equal(files_find(files, "yan"), TA_OK);
        assert_int_equal(files_find(files, "xan"), TA_ABSENT);
        assert_int_equal(files_find(files, "zoe"), *lines[i] == 'b' ? TA_ABSENT : TA_OK);
        assert_string_equal(files->logged, "TA11005 TA11010 ");
    }
}

static apr_int64_t real_clock(void)
{
    return ta_clock_monotonic() / 1000;
}

/** A directory by the clocks of the system. */
static ta_file_t *start_young_directory(files_t *files)
{
    ta_file_t *file;

    assert_null(files_make_directory(files, 1, &files->directory));
    file = files->directory->state;
    file->clock = real_clock;
    files->directory->settlers = 4;
    assert_int_equal(files->directory->ops->start(files->directory, files->pool), APR_SUCCESS);
    files->call.now = ta_now();
    return file;
}

/** The same over a file just written. */
static ta_file_t *start_young(files_t *files)
{
    files_write(files->path, "ann:*\n");
    return start_young_directory(files);
}

static bool settle(files_t *files, apr_int64_t *took)
{
    apr_int64_t began = real_clock();
    bool sure = files->directory->ops->settle(files->directory, &files->call);

    *took = real_clock() - began;
    return sure;
}

static void a_list_that_is_sure_in_a_moment_is_waited_for(void **state)
{
    files_t *files = *state;
    apr_int64_t took;

    start_young(files);
    assert_int_equal(files_find(files, "zoe"), TA_FAILED);
    assert_true(settle(files, &took));
    assert_in_range(took, 500, TA_DIRECTORY_SETTLE_MS + 3000);
    files->call.now = ta_now();
    assert_int_equal(files_find(files, "zoe"), TA_ABSENT);
    assert_true(settle(files, &took));
    assert_in_range(took, 0, TA_DIRECTORY_SETTLE_MS / 2);
}

static void a_list_is_as_old_as_its_content_and_not_younger_than_its_place(void **state)
{
    files_t *files = *state;
    apr_int64_t now = ta_now();

    start_young(files);
    assert_int_equal(files->directory->ops->written(files->directory), 0);
    files_age(files, files->path, 3600000);
    files_find(files, "ann");
    assert_int_equal(files->directory->ops->written(files->directory), files->call.now - 3600000);
    files_age(files, files->path, -3600000);
    start_young_directory(files);
    files_find(files, "ann");
    assert_in_range(files->directory->ops->written(files->directory), now - 1000, now + 10000);
}

static void a_file_that_can_not_be_used_and_a_crowd_are_not_waited_for(void **state)
{
    files_t *files = *state;
    ta_file_t *file = start_young(files);
    apr_int64_t took;

    assert_int_equal(files_find(files, "zoe"), TA_FAILED);
    file->settling = 4;
    assert_false(settle(files, &took));
    assert_in_range(took, 0, TA_DIRECTORY_SETTLE_MS / 2);
    file->settling = 0;
    files_write(files->path, "");
    assert_false(settle(files, &took));
    assert_in_range(took, 0, TA_DIRECTORY_SETTLE_MS / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        sure_claim(nobody_is_absent_before_another_look_at_the_file),
        sure_claim(a_file_that_is_rewritten_without_a_pause_keeps_nobody_in_for_more_than_ten_seconds),
        files_claim(a_line_that_httpd_passes_over_costs_no_more_than_itself),
        files_claim(a_list_that_is_sure_in_a_moment_is_waited_for),
        files_claim(a_list_is_as_old_as_its_content_and_not_younger_than_its_place),
        files_claim(a_file_that_can_not_be_used_and_a_crowd_are_not_waited_for),
    };

    return unit_run(tests);
}
