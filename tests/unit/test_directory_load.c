/* SPDX-License-Identifier: Apache-2.0 */
/* Claims about the directory of a password file under load: many users, many threads, many changes. */
#include "files.h"

#include <malloc.h>
#include <stdatomic.h>
#include <time.h>

#include <apr_thread_proc.h>

#define MANY 100000
#define THREADS 8
#define CHANGES 200

/* present only in a program with the address sanitizer, which has its own heap */
size_t __sanitizer_get_current_allocated_bytes(void) __attribute__((weak));

static size_t allocated(void)
{
    return __sanitizer_get_current_allocated_bytes ? __sanitizer_get_current_allocated_bytes()
                                                   : (size_t)mallinfo2().uordblks;
}

/** Writes count users u0, u1, … to a file. */
static void write_many(const char *path, int count)
{
    FILE *file = fopen(path, "w");
    int i;

    assert_non_null(file);
    for (i = 0; i < count; i++) {
        assert_true(fprintf(file, "u%d:$2y$05$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234\n", i) > 0);
    }
    assert_int_equal(fclose(file), 0);
}

static double milliseconds(void)
{
    struct timespec now;

    assert_int_equal(clock_gettime(CLOCK_MONOTONIC, &now), 0);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/** The best of five tries: what the machine does beside is not the directory's fault. */
static double best_search(files_t *files, const char *q, ta_user_page_t *page)
{
    double best = 1e9;
    int i;

    for (i = 0; i < 5; i++) {
        double began = milliseconds(), took;

        assert_int_equal(files->directory->ops->search(files->directory, &files->call, &(ta_match_t){q, false}, 50, 50,
                                                       page),
                         TA_OK);
        took = milliseconds() - began;
        best = took < best ? took : best;
    }
    return best;
}

static void a_hundred_thousand_users_are_searched_in_twenty_milliseconds(void **state)
{
    files_t *files = *state;
    /* the sanitizers look at every byte that is read */
    double most = __sanitizer_get_current_allocated_bytes ? 200 : 20;
    ta_user_page_t page;

    write_many(files->path, MANY);
    files_age(files, files->path, 60000);
    files_start(files, 1);
    assert_int_equal(files_find(files, "u99999"), TA_OK);
    assert_int_equal(files_find(files, "u100000"), TA_ABSENT);
    assert_true(best_search(files, "9999", &page) < most);
    assert_int_equal(page.total, 19);
    assert_true(best_search(files, "", &page) < most);
    assert_int_equal(page.total, MANY);
    assert_int_equal(page.count, 50);
    assert_true(best_search(files, "U", &page) < most);
    assert_int_equal(page.total, MANY);
    assert_true(best_search(files, "uu", &page) < most);
    assert_int_equal(page.total, 0);
}

static void changes_leave_no_memory_behind(void **state)
{
    files_t *files = *state;
    apr_pool_t *pool = files->pool;
    size_t before = 0;
    int i;

    write_many(files->path, 2000);
    files_age(files, files->path, 60000);
    files_start(files, 1);
    assert_int_equal(apr_pool_create(&files->call.pool, pool), APR_SUCCESS);
    for (i = 0; i < 300; i++) {
        files->logged[0] = '\0';
        apr_pool_clear(files->call.pool);
        write_many(files->spare, 2000 + i % 2);
        files_age(files, files->spare, 100);
        assert_int_equal(rename(files->spare, files->path), 0);
        files_pass(files, 1000);
        assert_int_equal(files_find(files, "u2000"), i % 2 ? TA_OK : TA_ABSENT);
        if (i == 99) {
            before = allocated();
        }
    }
    /* one list has about 100 KiB, so 200 of them would be seen */
    assert_true(allocated() < before + 300 * 1024);
}

/** What the threads of a test share. */
typedef struct {
    files_t *files;
    atomic_bool over;
    atomic_int wrong, answers;
} crowd_t;

/** ann is on every list, and zoe on none: whatever happens to the file, ann is never absent and zoe no user. A busy
 *  machine may stop the writer for longer than an old list serves, so "can't tell" is a right answer, too. */
static void *APR_THREAD_FUNC ask(apr_thread_t *thread, void *data)
{
    crowd_t *crowd = data;
    files_t *files = crowd->files;
    ta_directory_t *directory = files->directory;
    ta_call_t call = {NULL, NULL, 0};

    (void)thread;
    if (apr_pool_create(&call.pool, NULL) != APR_SUCCESS) {
        crowd->wrong++;
        return NULL;
    }
    while (!crowd->over) {
        ta_user_page_t page;
        ta_user_t user;
        ta_code_t code;

        call.now = ta_now();
        code = directory->ops->find(directory, &call, "ann", &user);
        crowd->wrong += code == TA_ABSENT || (code == TA_OK && strcmp(user.login, "ann") != 0);
        crowd->answers += code == TA_OK;
        crowd->wrong += directory->ops->find(directory, &call, "zoe", NULL) == TA_OK;
        code = directory->ops->search(directory, &call, &(ta_match_t){"n", false}, 0, 3, &page);
        crowd->wrong += code == TA_OK && (page.count < 1 || strcmp(page.users[0].login, "ann") != 0);
        (void)directory->ops->refresh(directory, &call);
        apr_pool_clear(call.pool);
    }
    apr_pool_destroy(call.pool);
    return NULL;
}

/** Each millisecond is a second to the directory, so it looks all the time. */
static apr_int64_t hurried(void)
{
    struct timespec now = {0, 0};

    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (apr_int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/** Rewrites the file in one of both ways. */
static void change(files_t *files, int i)
{
    static const char *const texts[] = {"ann:*\n", "ann:*\nbob:y\n", "dan:x\nann:y\nanna:z\n", "ann:*\nbob:y\n\n\n"};

    if (i % 3 == 0) {
        files_write(files->spare, texts[i % 4]);
        assert_int_equal(rename(files->spare, files->path), 0);
    }
    else {
        files_write(files->path, texts[i % 4]);
    }
}

static void threads_ask_while_the_file_is_rewritten(void **state)
{
    files_t *files = *state;
    apr_thread_t *threads[THREADS];
    crowd_t crowd = {files, false, 0, 0};
    apr_status_t status;
    int i;

    files_write(files->path, "ann:*\n");
    assert_null(files_make_directory(files, 1, &files->directory));
    ((ta_file_t *)files->directory->state)->clock = hurried;
    assert_int_equal(files->directory->ops->start(files->directory, files->pool), APR_SUCCESS);
    for (i = 0; i < THREADS; i++) {
        assert_int_equal(apr_thread_create(&threads[i], NULL, ask, &crowd, files->pool), APR_SUCCESS);
    }
    for (i = 0; i < CHANGES; i++) {
        change(files, i);
        apr_sleep(5000);
    }
    crowd.over = true;
    for (i = 0; i < THREADS; i++) {
        assert_int_equal(apr_thread_join(&status, threads[i]), APR_SUCCESS);
    }
    assert_true(crowd.answers > CHANGES);
    assert_int_equal(crowd.wrong, 0);
}

/** Asks once, all threads at the same time, of a directory that has never looked. */
static void *APR_THREAD_FUNC ask_first(apr_thread_t *thread, void *data)
{
    crowd_t *crowd = data;
    ta_directory_t *directory = crowd->files->directory;
    ta_call_t call = {apr_thread_pool_get(thread), NULL, ta_now()};

    crowd->wrong += directory->ops->find(directory, &call, "u77", NULL) != TA_OK;
    return NULL;
}

static void who_asks_during_the_first_look_waits_for_it(void **state)
{
    files_t *files = *state;
    apr_thread_t *threads[THREADS];
    crowd_t crowd = {files, false, 0, 0};
    apr_status_t status;
    int i;

    write_many(files->path, MANY);
    files_start(files, 1);
    for (i = 0; i < THREADS; i++) {
        assert_int_equal(apr_thread_create(&threads[i], NULL, ask_first, &crowd, files->pool), APR_SUCCESS);
    }
    for (i = 0; i < THREADS; i++) {
        assert_int_equal(apr_thread_join(&status, threads[i]), APR_SUCCESS);
    }
    assert_int_equal(crowd.wrong, 0);
}

static void a_child_that_ends_leaves_nothing_and_its_directory_fails(void **state)
{
    files_t *files = *state;
    apr_pool_t *child;

    files_write(files->path, "ann:*\n");
    assert_null(files_make_directory(files, 1, &files->directory));
    assert_int_equal(apr_pool_create(&child, files->pool), APR_SUCCESS);
    assert_int_equal(files->directory->ops->start(files->directory, child), APR_SUCCESS);
    assert_int_equal(files->directory->ops->start(files->directory, files->pool), APR_SUCCESS);
    assert_int_equal(files_find(files, "ann"), TA_OK);
    apr_pool_destroy(child);
    assert_int_equal(files_find(files, "ann"), TA_FAILED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        files_claim(a_hundred_thousand_users_are_searched_in_twenty_milliseconds),
        files_claim(changes_leave_no_memory_behind),
        files_claim(threads_ask_while_the_file_is_rewritten),
        files_claim(who_asks_during_the_first_look_waits_for_it),
        files_claim(a_child_that_ends_leaves_nothing_and_its_directory_fails),
    };

    return unit_run(tests);
}
