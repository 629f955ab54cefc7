/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about when a users file is looked at, and how long an old list may stand. */
#include "files.h"

/* Another process may know him already, and have made him a token: "absent" would revoke it. */
static void nobody_is_absent_before_another_look_at_the_file(void **state)
{
    files_t *files = *state;

    files_rename(files, "ann:x\nzoe:x\n");
    files_pass(files, 500);
    assert_int_equal(files_find(files, "zoe"), TA_OK);
    files_pass(files, 1000);
    assert_int_equal(files_find(files, "nobody"), TA_ABSENT);
}

static void a_file_that_is_rewritten_without_a_pause_keeps_nobody_in_for_more_than_ten_seconds(void **state)
{
    static const char *const texts[] = {"ann:1\nzoe:1\n", "ann:2\nzoe:22\n"};
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        sure_claim(nobody_is_absent_before_another_look_at_the_file),
        sure_claim(a_file_that_is_rewritten_without_a_pause_keeps_nobody_in_for_more_than_ten_seconds),
    };

    return unit_run(tests);
}
