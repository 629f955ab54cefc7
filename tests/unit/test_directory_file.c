/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about the directory of a password file, told by its answers while the file is written, renamed and lost. */
#include "files.h"

static void a_file_at_rest_tells_who_is_a_user_and_who_is_not(void **state)
{
    files_t *files = *state;

    assert_int_equal(files_find(files, "ann"), TA_OK);
    assert_int_equal(files_find(files, "Ann"), TA_ABSENT);
    assert_int_equal(files_find(files, ""), TA_ABSENT);
    assert_int_equal(files_find(files, NULL), TA_ABSENT);
    assert_string_equal(files->logged, "");
}

static void a_file_just_written_tells_at_first_only_who_is_a_user(void **state)
{
    files_t *files = *state;

    files_write(files->path, "ann:*\n");
    files_start(files, 1);
    assert_int_equal(files_find(files, "ann"), TA_OK);
    assert_int_equal(files_find(files, "zoe"), TA_FAILED);
    files_pass(files, 1000);
    assert_int_equal(files_find(files, "zoe"), TA_ABSENT);
}

static void before_it_is_started_a_directory_fails(void **state)
{
    files_t *files = *state;

    files_write(files->path, "ann:*\n");
    assert_null(files_make_directory(files, 1, &files->directory));
    assert_int_equal(files_find(files, "ann"), TA_FAILED);
    assert_true(files_refresh(files));
}

static void a_missing_file_is_failed(void **state)
{
    files_t *files = *state;

    files_start(files, 1);
    assert_int_equal(files_find(files, "ann"), TA_FAILED);
    assert_string_equal(files->logged, "TA11002 ");
}

static void a_folder_is_failed(void **state)
{
    files_t *files = *state;

    assert_int_equal(mkdir(files->path, 0700), 0);
    files_start(files, 1);
    assert_int_equal(files_find(files, "ann"), TA_FAILED);
    assert_string_equal(files->logged, "TA11002 ");
}

static void a_pipe_that_nobody_writes_to_is_failed_at_once(void **state)
{
    files_t *files = *state;

    assert_int_equal(mkfifo(files->path, 0600), 0);
    files_start(files, 1);
    assert_int_equal(files_find(files, "ann"), TA_FAILED);
}

static void a_file_that_is_no_list_of_users_is_failed(void **state)
{
    static const char *const texts[] = {
        "", "\n\n", "# nobody\n", "ann\n", ":x\n", "admins: ann bob\n", "ann:CHANGEME\n"};
    files_t *files = *state;
    size_t i;

    for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        files->logged[0] = '\0';
        files_write(files->path, texts[i]);
        files_age(files, files->path, 60000);
        files_start(files, 1);
        assert_int_equal(files_find(files, "ann"), TA_FAILED);
        assert_int_equal(files_find(files, "zoe"), TA_FAILED);
        assert_string_equal(files->logged, "TA11003 ");
    }
}

static void a_file_of_more_than_64_mebibytes_is_failed(void **state)
{
    files_t *files = *state;

    files_write(files->path, "ann:*\n");
    assert_int_equal(truncate(files->path, 64 * 1024 * 1024 + 1), 0);
    files_start(files, 1);
    assert_int_equal(files_find(files, "ann"), TA_FAILED);
    assert_string_equal(files->logged, "TA11003 ");
}

static void a_file_is_looked_at_once_a_second(void **state)
{
    files_t *files = *state;

    files_rename(files, "zoe:*\n");
    files_pass(files, 999);
    assert_int_equal(files_find(files, "ann"), TA_OK);
    files_pass(files, 1);
    assert_int_equal(files_find(files, "ann"), TA_ABSENT);
}

static void a_renamed_file_is_believed_at_once(void **state)
{
    files_t *files = *state;

    files_pass(files, 5000);
    files_rename(files, "ann:*\nzoe:y\n");
    assert_int_equal(files_find(files, "zoe"), TA_OK);
    assert_int_equal(files_find(files, "ann"), TA_OK);
    assert_int_equal(files_find(files, "bob"), TA_ABSENT);
}

static void a_change_in_place_is_believed_when_it_reads_the_same_a_second_later(void **state)
{
    files_t *files = *state;

    files_pass(files, 1000);
    files_write(files->path, "ann:*\nzoe:y\n");
    assert_int_equal(files_find(files, "ann"), TA_OK);
    assert_int_equal(files_find(files, "bob"), TA_OK);
    assert_int_equal(files_find(files, "zoe"), TA_FAILED);
    assert_int_equal(files_find(files, "yan"), TA_FAILED);
    files_pass(files, 1000);
    assert_int_equal(files_find(files, "zoe"), TA_OK);
    assert_int_equal(files_find(files, "bob"), TA_ABSENT);
    assert_string_equal(files->logged, "TA11006 TA11005 ");
}

/** What htpasswd does: the file is empty, then half, then whole, at three looks. */
static void a_reader_in_the_gap_of_htpasswd_takes_nobody_for_gone(void **state)
{
    static const char *const stages[] = {"", "ann:*\nbo", "ann:*\nbob:y\n", "ann:*\nbob:y\ncay:z\ndan:q\n"};
    files_t *files = *state;
    size_t i;

    for (i = 0; i < 4; i++) {
        files_pass(files, 1000);
        files_write(files->path, stages[i]);
        files_age(files, files->path, 0);
        assert_int_equal(files_find(files, "ann"), TA_OK);
        assert_int_equal(files_find(files, "cay"), TA_OK);
        assert_int_equal(files_find(files, "dan"), TA_FAILED);
        assert_false(files_refresh(files));
    }
    files_pass(files, 1000);
    assert_int_equal(files_find(files, "dan"), TA_OK);
    assert_int_equal(files_find(files, "zoe"), TA_ABSENT);
    assert_false(files_refresh(files));
}

static void content_that_changes_under_the_same_time_and_size_is_noticed(void **state)
{
    files_t *files = *state;
    struct stat before;

    assert_int_equal(stat(files->path, &before), 0);
    files_write(files->path, "ann:*\nbob:y\nzoe:z\n");
    assert_int_equal(utimensat(AT_FDCWD, files->path, (struct timespec[]){before.st_atim, before.st_mtim}, 0), 0);
    files_pass(files, 1000);
    assert_int_equal(files_find(files, "zoe"), TA_OK);
    assert_int_equal(files_find(files, "cay"), TA_ABSENT);
}

static void a_file_emptied_in_place_leaves_its_users_for_ten_seconds(void **state)
{
    files_t *files = *state;

    files_write(files->path, "");
    files_pass(files, 1000);
    assert_int_equal(files_find(files, "ann"), TA_OK);
    assert_int_equal(files_find(files, "zoe"), TA_FAILED);
    files_pass(files, 9999);
    assert_int_equal(files_find(files, "ann"), TA_OK);
    files_pass(files, 1);
    assert_int_equal(files_find(files, "ann"), TA_FAILED);
    assert_int_equal(files_find(files, "zoe"), TA_FAILED);
    assert_false(files_refresh(files));
}

static void a_file_made_unparsable_in_place_leaves_its_users_for_ten_seconds(void **state)
{
    files_t *files = *state;

    files_write(files->path, "ann:CHANGEME\n");
    files_pass(files, 1000);
    assert_int_equal(files_find(files, "cay"), TA_OK);
    files_pass(files, 10000);
    assert_int_equal(files_find(files, "ann"), TA_FAILED);
}

static void a_file_that_goes_leaves_its_users_for_two_seconds(void **state)
{
    files_t *files = *state;

    assert_int_equal(unlink(files->path), 0);
    files_pass(files, 1000);
    assert_int_equal(files_find(files, "ann"), TA_OK);
    assert_int_equal(files_find(files, "zoe"), TA_FAILED);
    files_pass(files, 1999);
    assert_int_equal(files_find(files, "ann"), TA_OK);
    files_pass(files, 1);
    assert_int_equal(files_find(files, "ann"), TA_FAILED);
    files_pass(files, 3600000);
    assert_int_equal(files_find(files, "ann"), TA_FAILED);
    assert_false(files_refresh(files));
}

static void an_unparsable_file_renamed_into_place_leaves_the_users_for_two_seconds(void **state)
{
    files_t *files = *state;

    files_pass(files, 1000);
    files_rename(files, "not a password file\n");
    assert_int_equal(files_find(files, "ann"), TA_OK);
    files_pass(files, 2000);
    assert_int_equal(files_find(files, "ann"), TA_FAILED);
}

static void each_change_of_state_is_logged_once(void **state)
{
    files_t *files = *state;
    int i;

    assert_int_equal(unlink(files->path), 0);
    for (i = 0; i < 10; i++) {
        files_pass(files, 1000);
        files_find(files, "ann");
    }
    assert_string_equal(files->logged, "TA11001 TA11002 ");
    files_write(files->path, "ann:*\nbob:y\ncay:z\n");
    files_age(files, files->path, 5000);
    for (i = 0; i < 10; i++) {
        files_pass(files, 1000);
        files_find(files, "ann");
    }
    assert_string_equal(files->logged, "TA11001 TA11002 TA11004 TA11005 ");
}

static void a_file_restored_is_believed_and_nobody_was_gone(void **state)
{
    files_t *files = *state;

    assert_int_equal(rename(files->path, files->spare), 0);
    files_pass(files, 60000);
    assert_int_equal(files_find(files, "ann"), TA_OK);
    files_pass(files, 60000);
    assert_int_equal(files_find(files, "ann"), TA_FAILED);
    assert_int_equal(rename(files->spare, files->path), 0);
    files_pass(files, 1000);
    assert_int_equal(files_find(files, "ann"), TA_OK);
    assert_int_equal(files_find(files, "zoe"), TA_ABSENT);
    assert_false(files_refresh(files));
}

static void users_lost_while_the_file_was_bad_are_told(void **state)
{
    files_t *files = *state;

    assert_int_equal(unlink(files->path), 0);
    files_pass(files, 1000);
    assert_false(files_refresh(files));
    files_pass(files, 60000);
    assert_false(files_refresh(files));
    files_write(files->path, "ann:*\n");
    files_age(files, files->path, 0);
    files_pass(files, 500);
    files_pass(files, 500);
    assert_true(files_refresh(files));
    assert_int_equal(files_find(files, "bob"), TA_ABSENT);
}

static void refresh_is_true_once_for_a_sure_list(void **state)
{
    files_t *files = *state;

    files_write(files->path, "ann:*\n");
    files_age(files, files->path, 60000);
    files_start(files, 1);
    assert_true(files_refresh(files));
    assert_false(files_refresh(files));
    files_pass(files, 1000);
    assert_false(files_refresh(files));
}

static void refresh_is_true_again_when_a_first_list_becomes_sure(void **state)
{
    files_t *files = *state;

    files_start(files, 1);
    assert_true(files_refresh(files));
    files_pass(files, 1000);
    assert_false(files_refresh(files));
    files_write(files->path, "ann:*\n");
    files_age(files, files->path, 0);
    files_pass(files, 999);
    files_pass(files, 1);
    assert_true(files_refresh(files));
    assert_false(files_refresh(files));
}

static void refresh_is_true_when_somebody_has_gone_and_only_then(void **state)
{
    files_t *files = *state;

    files_pass(files, 1000);
    files_rename(files, "ann:*\nbob:y\ncay:z\ndan:q\n");
    assert_false(files_refresh(files));
    files_pass(files, 1000);
    files_rename(files, "ann:*\ncay:z\ndan:q\nzoe:q\n");
    assert_true(files_refresh(files));
    assert_false(files_refresh(files));
    files_pass(files, 1000);
    files_write(files->path, "ann:!new\ncay:z\n");
    files_age(files, files->path, 0);
    assert_false(files_refresh(files));
    files_pass(files, 1000);
    assert_true(files_refresh(files));
    assert_false(files_refresh(files));
}

static void what_is_found_lives_in_the_pool_of_the_call(void **state)
{
    files_t *files = *state;
    ta_user_t user;

    assert_int_equal(files->directory->ops->find(files->directory, &files->call, "bob", &user), TA_OK);
    files_pass(files, 1000);
    files_rename(files, "ann:*\n");
    assert_int_equal(files_find(files, "bob"), TA_ABSENT);
    assert_string_equal(user.login, "bob");
    assert_null(user.name);
    assert_null(user.email);
}

static void users_can_be_listed(void **state)
{
    files_t *files = *state;
    ta_user_page_t page;

    assert_int_equal(files->directory->ops->search(files->directory, &files->call, &(ta_match_t){"A", false}, 1, 5,
                                                   &page),
                     TA_OK);
    assert_int_equal(page.total, 2);
    assert_int_equal(page.count, 1);
    assert_string_equal(page.users[0].login, "cay");
    assert_int_equal(unlink(files->path), 0);
    files_pass(files, 60000);
    files_find(files, "ann");
    files_pass(files, 60000);
    assert_int_equal(files->directory->ops->search(files->directory, &files->call, &(ta_match_t){"", false}, 0, 5,
                                                   &page),
                     TA_FAILED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        sure_claim(a_file_at_rest_tells_who_is_a_user_and_who_is_not),
        files_claim(a_file_just_written_tells_at_first_only_who_is_a_user),
        files_claim(before_it_is_started_a_directory_fails),
        files_claim(a_missing_file_is_failed),
        files_claim(a_folder_is_failed),
        files_claim(a_pipe_that_nobody_writes_to_is_failed_at_once),
        files_claim(a_file_that_is_no_list_of_users_is_failed),
        files_claim(a_file_of_more_than_64_mebibytes_is_failed),
        sure_claim(a_file_is_looked_at_once_a_second),
        sure_claim(a_renamed_file_is_believed_at_once),
        sure_claim(a_change_in_place_is_believed_when_it_reads_the_same_a_second_later),
        sure_claim(a_reader_in_the_gap_of_htpasswd_takes_nobody_for_gone),
        sure_claim(content_that_changes_under_the_same_time_and_size_is_noticed),
        sure_claim(a_file_emptied_in_place_leaves_its_users_for_ten_seconds),
        sure_claim(a_file_made_unparsable_in_place_leaves_its_users_for_ten_seconds),
        sure_claim(a_file_that_goes_leaves_its_users_for_two_seconds),
        sure_claim(an_unparsable_file_renamed_into_place_leaves_the_users_for_two_seconds),
        sure_claim(each_change_of_state_is_logged_once),
        sure_claim(a_file_restored_is_believed_and_nobody_was_gone),
        sure_claim(users_lost_while_the_file_was_bad_are_told),
        files_claim(refresh_is_true_once_for_a_sure_list),
        files_claim(refresh_is_true_again_when_a_first_list_becomes_sure),
        sure_claim(refresh_is_true_when_somebody_has_gone_and_only_then),
        sure_claim(what_is_found_lives_in_the_pool_of_the_call),
        sure_claim(users_can_be_listed),
    };

    return unit_run(tests);
}
