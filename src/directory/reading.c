/* SPDX-License-Identifier: Apache-2.0 */
/* Opens, identifies, reads and digests a file. */
#include "directory/reading.h"

#include <apr_file_io.h>
#include <apr_portable.h>
#include <apr_strings.h>
#include <errno.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>
#include <sys/stat.h>

#include "directory/htpasswd.h"

static apr_int64_t nanoseconds(struct timespec at)
{
    return (apr_int64_t)at.tv_sec * 1000000000 + at.tv_nsec;
}

static void identify(const struct stat *found, ta_file_id_t *id)
{
    memset(id, 0, sizeof(*id));
    id->device = (apr_int64_t)found->st_dev;
    id->inode = (apr_int64_t)found->st_ino;
    id->modified = nanoseconds(found->st_mtim);
    id->changed = nanoseconds(found->st_ctim);
    id->size = (apr_int64_t)found->st_size;
}

ta_fault_t ta_reading_look(const char *path, ta_file_id_t *id, apr_status_t *status)
{
    struct stat found;

    *status = APR_SUCCESS;
    memset(id, 0, sizeof(*id));
    if (stat(path, &found) != 0) {
        *status = APR_FROM_OS_ERROR(errno);
        return TA_FAULT_MISSING;
    }
    identify(&found, id);
    return S_ISREG(found.st_mode) ? TA_FAULT_NONE : TA_FAULT_IRREGULAR;
}

/** APR's own file information knows times in microseconds only. */
static ta_fault_t look_open(apr_file_t *file, ta_file_id_t *id, apr_status_t *status)
{
    struct stat found;
    apr_os_file_t descriptor;

    *status = apr_os_file_get(&descriptor, file);
    if (*status == APR_SUCCESS && fstat(descriptor, &found) != 0) {
        *status = APR_FROM_OS_ERROR(errno);
    }
    if (*status != APR_SUCCESS) {
        return TA_FAULT_BROKEN;
    }
    identify(&found, id);
    return S_ISREG(found.st_mode) ? TA_FAULT_NONE : TA_FAULT_IRREGULAR;
}

static ta_fault_t read_whole_file(apr_pool_t *pool, apr_file_t *file, ta_reading_t *reading, apr_status_t *status)
{
    ta_file_id_t before;
    ta_fault_t fault = look_open(file, &before, status);
    unsigned int digest_len = 0;
    apr_size_t room;

    reading->id = before;
    if (fault != TA_FAULT_NONE) {
        return fault;
    }
    if (before.size > (apr_int64_t)TA_READING_MAX) {
        return TA_FAULT_LARGE;
    }
    /* one byte more than it should have: if that is read too, the file has grown */
    room = (apr_size_t)before.size + 1;
    reading->text = apr_palloc(pool, room);
    *status = apr_file_read_full(file, reading->text, room, &reading->len);
    if (*status != APR_SUCCESS && !APR_STATUS_IS_EOF(*status)) {
        return TA_FAULT_BROKEN;
    }
    fault = look_open(file, &reading->id, status);
    if (fault != TA_FAULT_NONE) {
        return fault;
    }
    reading->torn = (apr_int64_t)reading->len != before.size || reading->id.size != before.size ||
                    reading->id.modified != before.modified;
    if (EVP_Digest(reading->text, reading->len, reading->id.digest, &digest_len, EVP_sha256(), NULL) != 1 ||
        digest_len != sizeof(reading->id.digest)) {
        *status = APR_EGENERAL;
        return TA_FAULT_BROKEN;
    }
    return TA_FAULT_NONE;
}

ta_fault_t ta_reading_make(apr_pool_t *pool, const char *path, ta_reading_t *reading, apr_status_t *status)
{
    apr_file_t *file;
    ta_fault_t fault;

    memset(reading, 0, sizeof(*reading));
    /* without waiting: opening a pipe without a writer would block this thread for good */
    *status =
        apr_file_open(&file, path, APR_FOPEN_READ | APR_FOPEN_BINARY | APR_FOPEN_NONBLOCK, APR_FPROT_OS_DEFAULT, pool);
    if (*status != APR_SUCCESS) {
        return TA_FAULT_MISSING;
    }
    fault = read_whole_file(pool, file, reading, status);
    if (apr_file_close(file) != APR_SUCCESS && fault == TA_FAULT_NONE) {
        fault = TA_FAULT_BROKEN;
    }
    return fault;
}

const char *ta_fault_words(apr_pool_t *pool, ta_fault_t fault, int line, const char *why)
{
    switch (fault) {
    case TA_FAULT_MISSING:
        return "can't be opened";
    case TA_FAULT_IRREGULAR:
        return "is not a regular file";
    case TA_FAULT_LARGE:
        return "has more than 64 MiB";
    case TA_FAULT_EMPTY:
        return "has no users";
    case TA_FAULT_NO_HASH:
        return "has no password hash in any line, as a group file or a template has none";
    case TA_FAULT_BAD:
        return apr_psprintf(pool, "is damaged: line %d %s", line, why);
    case TA_FAULT_LONG:
        return apr_psprintf(pool, "has more than %d bytes in line %d", TA_HTPASSWD_LINE_MAX, line);
    default:
        return "can't be read";
    }
}

void ta_reading_wipe(ta_reading_t *reading)
{
    if (reading->text) {
        OPENSSL_cleanse(reading->text, reading->len);
    }
}
