/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about names beside a password file, about the arguments of directories, and about the directory "any". */
#include "files.h"

/** A directory over the users ann and bob and a names file, which is absent if text is NULL. */
static void start_with_names(files_t *files, const char *text)
{
    files_write(files->path, "ann:*\nbob:y\n");
    files_age(files, files->path, 60000);
    if (text) {
        files_write(files->names, text);
    }
    files_start(files, 3);
}

static ta_user_t found(files_t *files, const char *login)
{
    ta_user_t user = {NULL, NULL, NULL};

    assert_int_equal(files->directory->ops->find(files->directory, &files->call, login, &user), TA_OK);
    assert_string_equal(user.login, login);
    return user;
}

static void users_have_the_names_of_the_names_file(void **state)
{
    static const char text[] = "# names\n\nann: Ann M\xc3\xbcller :ann@example.org:more\nbob:Bob\nzoe:Nobody\n";
    files_t *files = *state;

    start_with_names(files, text);
    assert_string_equal(found(files, "ann").name, "Ann M\xc3\xbcller");
    assert_string_equal(found(files, "ann").email, "ann@example.org");
    assert_string_equal(found(files, "bob").name, "Bob");
    assert_null(found(files, "bob").email);
    assert_int_equal(files_find(files, "zoe"), TA_ABSENT);
    assert_string_equal(files->logged, "TA11005 ");
}

static void empty_and_malformed_fields_are_no_names(void **state)
{
    files_t *files = *state;

    start_with_names(files, "ann::ann@example.org\nbob:\xff:  \n");
    assert_null(found(files, "ann").name);
    assert_string_equal(found(files, "ann").email, "ann@example.org");
    assert_null(found(files, "bob").name);
    assert_null(found(files, "bob").email);
}

static void names_are_searched_too(void **state)
{
    files_t *files = *state;
    ta_user_page_t page;

    start_with_names(files, "ann:Miller\nbob:Smith:b@mill.example\n");
    assert_int_equal(files->directory->ops->search(files->directory, &files->call, &(ta_match_t){"MILL", false}, 0, 5,
                                                   &page),
                     TA_OK);
    assert_int_equal(page.total, 2);
    assert_string_equal(page.users[0].name, "Miller");
    assert_string_equal(page.users[1].email, "b@mill.example");
}

static void without_the_names_file_users_have_no_names_and_it_is_told_once(void **state)
{
    files_t *files = *state;
    int i;

    start_with_names(files, NULL);
    for (i = 0; i < 5; i++) {
        assert_null(found(files, "ann").name);
        files_pass(files, 1000);
    }
    assert_string_equal(files->logged, "TA11005 TA11007 ");
}

static void a_change_of_names_is_seen_at_the_next_look_and_nobody_goes(void **state)
{
    files_t *files = *state;

    start_with_names(files, "ann:Ann\n");
    assert_true(files_refresh(files));
    files_pass(files, 1000);
    files_write(files->names, "ann:Anna\nbob:Bob\n");
    assert_string_equal(found(files, "ann").name, "Anna");
    assert_string_equal(found(files, "bob").name, "Bob");
    assert_int_equal(files_find(files, "zoe"), TA_ABSENT);
    files_pass(files, 1000);
    assert_int_equal(unlink(files->names), 0);
    assert_null(found(files, "ann").name);
    files_pass(files, 1000);
    files_write(files->names, "ann:Ann\n");
    assert_string_equal(found(files, "ann").name, "Ann");
    assert_false(files_refresh(files));
    assert_string_equal(files->logged, "TA11005 TA11007 ");
}

static void names_that_change_while_users_wait_come_with_the_users(void **state)
{
    files_t *files = *state;

    start_with_names(files, "ann:Ann\n");
    assert_string_equal(found(files, "ann").name, "Ann");
    files_pass(files, 1000);
    files_write(files->path, "ann:*\nbob:y\nzoe:z\n");
    files_write(files->names, "ann:Anna\nzoe:Zoe\n");
    assert_string_equal(found(files, "ann").name, "Ann");
    files_pass(files, 1000);
    assert_string_equal(found(files, "zoe").name, "Zoe");
    assert_string_equal(found(files, "ann").name, "Anna");
}

static void wrong_lines_of_names_are_left_out_and_told(void **state)
{
    files_t *files = *state;

    start_with_names(files, "nonsense\nann:Ann\n:x\nbob:Bob\n");
    assert_string_equal(found(files, "ann").name, "Ann");
    assert_string_equal(found(files, "bob").name, "Bob");
    assert_string_equal(files->logged, "TA11005 TA11008 ");
}

static const char *make(apr_pool_t *pool, const ta_directory_provider_t *provider, const char *args)
{
    apr_array_header_t *array = apr_array_make(pool, 4, sizeof(const char *));
    char *text = apr_pstrdup(pool, args), *last = NULL, *word;
    ta_directory_t *directory = NULL;
    const char *wrong;

    for (word = apr_strtok(text, " ", &last); word; word = apr_strtok(NULL, " ", &last)) {
        APR_ARRAY_PUSH(array, const char *) = word;
    }
    wrong = provider->make(pool, array, &directory);
    assert_true(wrong ? !directory : directory != NULL);
    return wrong;
}

static void wrong_arguments_are_refused_with_the_mend(void **state)
{
    static const char *const bad[] = {"", "/f names", "/f /n", "/f name /n", "/f names /n x", "f", "/f names n", "./f"};
    files_t *files = *state;
    size_t i;

    for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        const char *wrong = make(files->pool, &ta_directory_file, bad[i]);

        assert_non_null(wrong);
        assert_non_null(strstr(wrong, "write"));
    }
    assert_null(make(files->pool, &ta_directory_file, "/f"));
    assert_null(make(files->pool, &ta_directory_file, "/f names /n"));
    assert_non_null(make(files->pool, &ta_directory_any, "x"));
    assert_null(make(files->pool, &ta_directory_any, ""));
}

static void a_directory_describes_itself(void **state)
{
    files_t *files = *state;

    assert_null(files_make_directory(files, 1, &files->directory));
    assert_string_equal(files->directory->description, apr_pstrcat(files->pool, "file ", files->path, NULL));
    assert_true(files->directory->local);
    assert_string_equal(ta_directory_file.name, "file");
    assert_string_equal(ta_directory_any.name, "any");
}

static void any_knows_every_login_and_lists_nobody(void **state)
{
    files_t *files = *state;
    ta_user_t user;

    assert_null(ta_directory_any.make(files->pool, apr_array_make(files->pool, 1, sizeof(char *)), &files->directory));
    assert_int_equal(files->directory->ops->start(files->directory, files->pool), APR_SUCCESS);
    assert_false(files->directory->local);
    assert_null(files->directory->ops->search);
    assert_null(files->directory->ops->refresh);
    assert_int_equal(files->directory->ops->find(files->directory, &files->call, "x y", &user), TA_OK);
    assert_string_equal(user.login, "x y");
    assert_null(user.name);
    assert_int_equal(files_find(files, "x"), TA_OK);
    assert_int_equal(files_find(files, "a:b"), TA_OK);
    assert_int_equal(files_find(files, ""), TA_ABSENT);
    assert_int_equal(files_find(files, NULL), TA_ABSENT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        files_claim(users_have_the_names_of_the_names_file),
        files_claim(empty_and_malformed_fields_are_no_names),
        files_claim(names_are_searched_too),
        files_claim(without_the_names_file_users_have_no_names_and_it_is_told_once),
        files_claim(a_change_of_names_is_seen_at_the_next_look_and_nobody_goes),
        files_claim(names_that_change_while_users_wait_come_with_the_users),
        files_claim(wrong_lines_of_names_are_left_out_and_told),
        files_claim(wrong_arguments_are_refused_with_the_mend),
        files_claim(a_directory_describes_itself),
        files_claim(any_knows_every_login_and_lists_nobody),
    };

    return unit_run(tests);
}
