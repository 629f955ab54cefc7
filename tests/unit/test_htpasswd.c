/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about the lines of a password file, and about lists of users. */
#include "unit.h"

#include <apr_strings.h>

#include "directory/htpasswd.h"
#include "directory/list.h"
#include "directory/survey.h"

/** All lines of a text in short: logins, or "?" (no entry) or "!" (too long), with their line numbers. */
static const char *lines_of(apr_pool_t *pool, const char *text, size_t len)
{
    const char *found = "";
    ta_htpasswd_line_t kind;
    ta_htpasswd_t lines;

    ta_htpasswd_start(&lines, text, len);
    while ((kind = ta_htpasswd_next(&lines)) != TA_HTPASSWD_END) {
        found = apr_psprintf(pool, "%s%d=%s ", found, lines.line,
                             kind == TA_HTPASSWD_ENTRY     ? lines.login
                             : kind == TA_HTPASSWD_BAD     ? "?"
                             : kind == TA_HTPASSWD_DAMAGED ? "0"
                                                           : "!");
    }
    ta_htpasswd_end(&lines);
    return found;
}

static const char *lines_of_string(apr_pool_t *pool, const char *text)
{
    return lines_of(pool, text, strlen(text));
}

static void entries_are_read_and_comments_and_blank_lines_skipped(void **state)
{
    static const char text[] = "# users\n\nann:$apr1$x$y\n  \n\t# more\nbob:{SHA}z:extra\n";

    assert_string_equal(lines_of_string(*state, text), "3=ann 6=bob ");
    assert_string_equal(lines_of_string(*state, ""), "");
    assert_string_equal(lines_of_string(*state, "\n\n#"), "");
}

static void the_last_line_needs_no_end(void **state)
{
    assert_string_equal(lines_of_string(*state, "ann:x\nbob:y"), "1=ann 2=bob ");
}

static void white_space_around_a_line_is_cut_off_as_httpd_does(void **state)
{
    assert_string_equal(lines_of_string(*state, "ann:x\r\n  bob:y \t\r\n\v\f\r\n"), "1=ann 2=bob ");
    assert_string_equal(lines_of_string(*state, "a b :x\n"), "1=a b  ");
}

static void an_empty_hash_is_an_entry(void **state)
{
    assert_string_equal(lines_of_string(*state, "ann:\nbob::\n"), "1=ann 2=bob ");
}

static void what_is_no_entry_is_told(void **state)
{
    static const char nul[] = "ann:x\n\0\0\0\nbo\0b:x\nbob:x\0\n#\0\n";

    assert_string_equal(lines_of_string(*state, "ann\n:x\na\x01:x\n\xff:x\nbob:y\n"), "1=? 2=? 3=? 4=? 5=bob ");
    assert_string_equal(lines_of(*state, nul, sizeof(nul) - 1), "1=ann 2=0 3=0 4=0 5=0 ");
}

static void a_last_line_without_its_end_is_as_any_other(void **state)
{
    assert_string_equal(lines_of_string(*state, "ann:x\nbo"), "1=ann 2=? ");
    assert_string_equal(lines_of_string(*state, "ann:x\nbo\n"), "1=ann 2=? ");
    assert_string_equal(lines_of_string(*state, "ann:x\n#bo"), "1=ann ");
    assert_string_equal(lines_of_string(*state, "ann:x\n  "), "1=ann ");
}

static void a_line_that_ends_in_a_backslash_goes_on_as_httpd_has_it(void **state)
{
    assert_string_equal(lines_of_string(*state, "ann:x\\\nbob:y\ncay:z\n"), "1=ann 3=cay ");
    assert_string_equal(lines_of_string(*state, "ann:x\\\r\nbob:y\r\ncay:z\r\n"), "1=ann 3=cay ");
    assert_string_equal(lines_of_string(*state, "# old \\\nbob:y\ncay:z\n"), "3=cay ");
    assert_string_equal(lines_of_string(*state, "an\\\nn:x\\\n\\\ny\nbob:z\n"), "1=ann 5=bob ");
    assert_string_equal(lines_of_string(*state, "ann:x\\ \nbob:y\n"), "1=ann 2=bob ");
    assert_string_equal(lines_of_string(*state, "ann:x\\\\\n\nbob:y\ncay:z\n"), "1=ann 4=cay ");
    assert_string_equal(lines_of_string(*state, "\\\nann:x\n"), "1=ann ");
    assert_string_equal(lines_of_string(*state, "ann:x\\\n"), "1=ann ");
    assert_string_equal(lines_of_string(*state, "ann:x\\"), "1=ann ");
}

static void lines_that_go_on_may_have_8191_bytes_together(void **state)
{
    char *half = apr_pcalloc(*state, 4097);
    const char *text;

    memset(half, 'x', 4095);
    text = apr_pstrcat(*state, half, "\\\n", half, "\nbob:y\n", NULL);
    assert_string_equal(lines_of_string(*state, text), "1=? 3=bob ");
    text = apr_pstrcat(*state, half, "\\\n", half, "xx\nbob:y\n", NULL);
    assert_string_equal(lines_of_string(*state, text), "1=! 3=bob ");
}

static void hashes_are_told_from_members_of_a_group(void **state)
{
    static const char *const hashes[] = {"$apr1$x$y",  "$2y$05$abc",           "$6$s$h",
                                         "$y$j9T$s$h", "aaQSqAReePlq6",        "{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=",
                                         "!",          "_J9..K0AyUubhTyBJJBI", "*",
                                         "$1$s$h:more"};
    static const char *const others[] = {
        "",      " alice bob", "alice",  "CHANGEME",      "$",  "$$x",           "$apr1$",
        "$apr1", "{SHA}",      "{SHA}x", "secret word 1", "xy", ":aaQSqAReePlq6"};
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(hashes) / sizeof(hashes[0]); i++) {
        assert_true(ta_htpasswd_is_hash(hashes[i], strlen(hashes[i])));
    }
    for (i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        assert_false(ta_htpasswd_is_hash(others[i], strlen(others[i])));
    }
}

static void a_survey_counts_entries_and_names_the_first_lines_that_are_passed_over(void **state)
{
    static const char text[] = "ann:!\n---\n\xff:x\nbob:y\\\ncay:z\n; old\ndan:x\n";
    ta_survey_t survey;

    (void)state;
    ta_survey(text, sizeof(text) - 1, &survey);
    assert_int_equal(survey.fault, TA_FAULT_NONE);
    assert_int_equal(survey.entries, 3);
    assert_int_equal(survey.passed, 4);
    assert_int_equal(survey.notes[0].line, 2);
    assert_int_equal(survey.notes[1].line, 3);
    assert_int_equal(survey.notes[2].line, 4);
}

static void a_survey_tells_what_a_file_is_not(void **state)
{
    static const struct {
        const char *text;
        ta_fault_t fault;
    } cases[] = {
        {"", TA_FAULT_EMPTY},
        {"# ann:!\n", TA_FAULT_EMPTY},
        {"ann\nbob\n", TA_FAULT_EMPTY},
        {"admins: alice bob\n", TA_FAULT_NO_HASH},
        {"alice:CHANGEME\n", TA_FAULT_NO_HASH},
        {"ann:!\nbo", TA_FAULT_NONE},
    };
    ta_survey_t survey;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        ta_survey(cases[i].text, strlen(cases[i].text), &survey);
        assert_int_equal(survey.fault, cases[i].fault);
    }
    ta_survey("ann:!\n\0\n", 8, &survey);
    assert_int_equal(survey.fault, TA_FAULT_BAD);
    assert_int_equal(survey.note.line, 2);
}

static void a_login_of_255_bytes_passes_and_one_more_does_not(void **state)
{
    char *login = apr_pcalloc(*state, 257);

    memset(login, 'a', 255);
    assert_string_equal(lines_of_string(*state, apr_pstrcat(*state, login, ":x", NULL)),
                        apr_pstrcat(*state, "1=", login, " ", NULL));
    login[255] = 'a';
    assert_string_equal(lines_of_string(*state, apr_pstrcat(*state, login, ":x", NULL)), "1=? ");
}

static void a_line_may_have_8191_bytes(void **state)
{
    char *line = apr_pcalloc(*state, 8193);

    memset(line, 'x', 8191);
    memcpy(line, "ann:", 4);
    assert_string_equal(lines_of_string(*state, line), "1=ann ");
    line[8191] = 'x';
    assert_string_equal(lines_of_string(*state, apr_pstrcat(*state, line, "\nbob:y", NULL)), "1=! 2=bob ");
}

static ta_list_t *list_of(const char *const *logins, int count)
{
    ta_list_t *list = ta_list_make(NULL, count);
    int i;

    assert_non_null(list);
    for (i = 0; i < count; i++) {
        ta_list_add(list, logins[i]);
    }
    ta_list_seal(list);
    return list;
}

static void a_list_is_in_byte_order_with_each_login_once(void **state)
{
    static const char *const logins[] = {"b", "\xc3\xa9", "a", "B", "b", "a", "ab"};
    static const char *const order[] = {"B", "a", "ab", "b", "\xc3\xa9"};
    ta_list_t *list = list_of(logins, 7);
    int i;

    (void)state;
    assert_int_equal(list->count, 5);
    for (i = 0; i < 5; i++) {
        assert_string_equal(list->users[i].login, order[i]);
        assert_ptr_equal(ta_list_find(list, order[i]), &list->users[i]);
    }
    assert_null(ta_list_find(list, "A"));
    assert_null(ta_list_find(list, ""));
    ta_list_destroy(list);
}

static void a_page_has_the_total_of_all_pages(void **state)
{
    static const char *const logins[] = {"ann", "anna", "bob", "hannah", "zoe"};
    ta_list_t *list = list_of(logins, 5);
    ta_user_page_t page;

    list->users[2].name = "Robert ANN";
    list->users[4].email = "z@Annex.org";
    ta_list_search(list, *state, &(ta_match_t){"aNn", false}, 1, 2, &page);
    assert_int_equal(page.total, 5);
    assert_int_equal(page.count, 2);
    assert_string_equal(page.users[0].login, "anna");
    assert_string_equal(page.users[1].name, "Robert ANN");
    ta_list_search(list, *state, &(ta_match_t){"x", false}, 0, 10, &page);
    assert_int_equal(page.total, 1);
    assert_string_equal(page.users[0].email, "z@Annex.org");
    ta_list_destroy(list);
}

static void a_page_past_the_end_is_empty(void **state)
{
    static const char *const logins[] = {"a", "b"};
    ta_list_t *list = list_of(logins, 2);
    ta_user_page_t page;

    ta_list_search(list, *state, &(ta_match_t){"", false}, 2, 10, &page);
    assert_int_equal(page.total, 2);
    assert_int_equal(page.count, 0);
    ta_list_search(list, *state, &(ta_match_t){"", false}, 0, 0, &page);
    assert_int_equal(page.total, 2);
    assert_int_equal(page.count, 0);
    ta_list_search(list, *state, &(ta_match_t){"", false}, (apr_size_t)-1, 500, &page);
    assert_int_equal(page.count, 0);
    ta_list_search(list, *state, &(ta_match_t){"nobody", false}, 0, 10, &page);
    assert_int_equal(page.total, 0);
    ta_list_destroy(list);
}

static void what_is_on_a_page_outlives_the_list(void **state)
{
    static const char *const logins[] = {"ann"};
    ta_list_t *list = list_of(logins, 1);
    ta_user_page_t page;

    ta_list_search(list, *state, &(ta_match_t){"", false}, 0, 10, &page);
    ta_list_destroy(list);
    assert_string_equal(page.users[0].login, "ann");
    assert_null(page.users[0].name);
}

static void a_list_lacks_whom_only_the_older_has(void **state)
{
    static const char *const old[] = {"a", "b", "c", "z"};
    static const char *const new[] = {"aa", "b", "d", "y"};
    ta_list_t *older = list_of(old, 4), *newer = list_of(new, 4), *none = list_of(NULL, 0);

    (void)state;
    assert_int_equal(ta_list_lacks(newer, older), 3);
    assert_int_equal(ta_list_lacks(older, older), 0);
    assert_int_equal(ta_list_lacks(none, older), 4);
    assert_int_equal(ta_list_lacks(older, none), 0);
    ta_list_destroy(older);
    ta_list_destroy(newer);
    ta_list_destroy(none);
    ta_list_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        claim(entries_are_read_and_comments_and_blank_lines_skipped),
        claim(the_last_line_needs_no_end),
        claim(white_space_around_a_line_is_cut_off_as_httpd_does),
        claim(an_empty_hash_is_an_entry),
        claim(what_is_no_entry_is_told),
        claim(a_last_line_without_its_end_is_as_any_other),
        claim(a_line_that_ends_in_a_backslash_goes_on_as_httpd_has_it),
        claim(lines_that_go_on_may_have_8191_bytes_together),
        claim(hashes_are_told_from_members_of_a_group),
        claim(a_survey_counts_entries_and_names_the_first_lines_that_are_passed_over),
        claim(a_survey_tells_what_a_file_is_not),
        claim(a_login_of_255_bytes_passes_and_one_more_does_not),
        claim(a_line_may_have_8191_bytes),
        claim(a_list_is_in_byte_order_with_each_login_once),
        claim(a_page_has_the_total_of_all_pages),
        claim(a_page_past_the_end_is_empty),
        claim(what_is_on_a_page_outlives_the_list),
        claim(a_list_lacks_whom_only_the_older_has),
    };

    return unit_run(tests);
}
