/* SPDX-License-Identifier: Apache-2.0 */
/* A users file in a folder of its own, a directory over it, and clocks that a test moves. */
#ifndef TA_UNIT_FILES_H
#define TA_UNIT_FILES_H

#include "unit.h"

#include <apr_strings.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "directory/file_int.h"

/** What a test of a file directory works on. */
typedef struct {
    apr_pool_t *pool;
    char *folder;
    const char *path, *names, *spare; /* the users file, the names file, and one to rename or open */
    ta_directory_t *directory;
    ta_log_t log;
    ta_call_t call;
    char logged[16384]; /* "TA11001 TA11005 " … */
} files_t;

/* The directory's clock is a function without arguments, so what it tells can only be a variable. */
static apr_int64_t files_clock;

static inline apr_int64_t files_tell(void)
{
    return files_clock;
}

static inline void files_logged(void *baton, const char *file, int line, ta_log_level_t level, apr_status_t status,
                                const char *message)
{
    files_t *files = baton;
    size_t len = strlen(files->logged);

    (void)file;
    (void)line;
    (void)level;
    (void)status;
    snprintf(files->logged + len, sizeof(files->logged) - len, "%.7s ", message);
}

/** Both clocks move. */
static inline void files_pass(files_t *files, apr_int64_t milliseconds)
{
    files_clock += milliseconds;
    files->call.now += milliseconds;
}

/** Writes a file where it stands, or creates it. */
static inline void files_write(const char *path, const char *text)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), strlen(text));
    assert_int_equal(close(file), 0);
}

/** Makes a file look as if it was written so many milliseconds before the test's present. */
static inline void files_age(const files_t *files, const char *path, apr_int64_t milliseconds)
{
    apr_int64_t at = files->call.now - milliseconds;
    struct timespec times[2] = {{0, UTIME_OMIT}, {(time_t)(at / 1000), (long)(at % 1000) * 1000000}};

    assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

/** Replaces the users file by a rename, as careful tools do. */
static inline void files_rename(files_t *files, const char *text)
{
    files_write(files->spare, text);
    files_age(files, files->spare, 100);
    assert_int_equal(rename(files->spare, files->path), 0);
}

static inline const char *files_make_directory(files_t *files, int args, ta_directory_t **directory)
{
    apr_array_header_t *array = apr_array_make(files->pool, 3, sizeof(const char *));

    APR_ARRAY_PUSH(array, const char *) = files->path;
    if (args == 3) {
        APR_ARRAY_PUSH(array, const char *) = "names";
        APR_ARRAY_PUSH(array, const char *) = files->names;
    }
    return ta_directory_file.make(files->pool, array, directory);
}

/** Starts a directory over the file, as a new child would. */
static inline void files_start(files_t *files, int args)
{
    assert_null(files_make_directory(files, args, &files->directory));
    ((ta_file_t *)files->directory->state)->clock = files_tell;
    assert_int_equal(files->directory->ops->start(files->directory, files->pool), APR_SUCCESS);
}

static inline ta_code_t files_find(files_t *files, const char *login)
{
    return files->directory->ops->find(files->directory, &files->call, login, NULL);
}

static inline bool files_refresh(files_t *files)
{
    return files->directory->ops->refresh(files->directory, &files->call);
}

/** Test set-up: a folder without files. */
static inline int files_setup(void **state)
{
    const char *tmp = getenv("TMPDIR");
    apr_pool_t *pool;
    files_t *files;

    if (apr_pool_create(&pool, NULL) != APR_SUCCESS) {
        return -1;
    }
    files = apr_pcalloc(pool, sizeof(*files));
    files->pool = pool;
    files->folder = apr_pstrcat(pool, tmp && *tmp ? tmp : "/tmp", "/ta-unit-XXXXXX", NULL);
    if (!mkdtemp(files->folder)) {
        return -1;
    }
    files->path = apr_pstrcat(pool, files->folder, "/htpasswd", NULL);
    files->names = apr_pstrcat(pool, files->folder, "/names", NULL);
    files->spare = apr_pstrcat(pool, files->folder, "/spare", NULL);
    files->log.write = files_logged;
    files->log.baton = files;
    files->call.pool = pool;
    files->call.log = &files->log;
    /* yesterday: a file just written is never at rest, unless a test says so; and its status changed later than that */
    files->call.now = ta_now() - APR_INT64_C(86400000);
    files_clock = 1000;
    *state = files;
    return 0;
}

/** Test set-up: a file at rest with the users ann, bob and cay, and a sure directory over it, refreshed once. */
static inline int files_setup_sure(void **state)
{
    files_t *files;

    if (files_setup(state) != 0) {
        return -1;
    }
    files = *state;
    files_write(files->path, "ann:*\nbob:y\ncay:z\n");
    files_age(files, files->path, 60000);
    files_start(files, 1);
    files_refresh(files);
    files->logged[0] = '\0';
    return files_find(files, "ann") == TA_OK && files_find(files, "zoe") == TA_ABSENT ? 0 : -1;
}

/** Test tear-down. */
static inline int files_teardown(void **state)
{
    files_t *files = *state;

    (void)unlink(files->path);
    (void)unlink(files->names);
    (void)unlink(files->spare);
    (void)rmdir(files->path); /* one test has a folder there */
    if (rmdir(files->folder) != 0) {
        return -1;
    }
    apr_pool_destroy(files->pool);
    return 0;
}

#define files_claim(function) cmocka_unit_test_setup_teardown(function, files_setup, files_teardown)
#define sure_claim(function) cmocka_unit_test_setup_teardown(function, files_setup_sure, files_teardown)

#endif
