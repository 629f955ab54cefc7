/* SPDX-License-Identifier: Apache-2.0 */
/* Looks at a users file: reads it when it has changed, and says in the log what became of it. */
#include <apr_strings.h>
#include <string.h>

#include "base/text.h"
#include "directory/file_int.h"
#include "directory/htpasswd.h"
#include "directory/survey.h"

#define OVER 1 /* in what was logged, beside the fault: no user can be looked up */

/** What one look found. */
typedef struct {
    ta_fault_t fault;
    apr_status_t status;
    ta_file_id_t id; /* of whatever has the file's name */
    ta_reading_t reading;
    ta_survey_t survey;
    ta_list_t *list;
    ta_file_id_t names_id; /* zeros: it couldn't be looked at */
    ta_fault_t names_fault;
    apr_status_t names_status;
    int names_line; /* the first one that is no entry, 0 if there is none */
    ta_belief_verdict_t verdict;
    int lacking;
} look_t;

void ta_file_drop(ta_file_t *file, ta_list_t *list)
{
    bool last;

    if (!list) {
        return;
    }
    ta_monitor_lock(file->monitor);
    last = --list->holders == 0;
    ta_monitor_unlock(file->monitor);
    if (last) {
        ta_list_destroy(list);
    }
}

/** Makes a list of a file's text, which was counted and checked before. */
static void make_list(ta_file_t *file, look_t *look)
{
    ta_htpasswd_line_t kind;
    ta_htpasswd_t lines;

    ta_survey(look->reading.text, look->reading.len, &look->survey);
    look->fault = look->survey.fault;
    if (look->fault != TA_FAULT_NONE) {
        return;
    }
    look->list = ta_list_make(apr_pool_abort_get(file->pool), look->survey.entries);
    if (!look->list) {
        look->fault = TA_FAULT_BROKEN;
        look->status = APR_ENOMEM;
        return;
    }
    ta_htpasswd_start(&lines, look->reading.text, look->reading.len);
    while ((kind = ta_htpasswd_next(&lines)) != TA_HTPASSWD_END) {
        if (kind == TA_HTPASSWD_ENTRY) {
            ta_list_add(look->list, lines.login);
        }
    }
    ta_htpasswd_end(&lines);
    ta_list_seal(look->list);
}

/** Copies a field of a names file, up to the next ':' or the end; NULL if it is empty or no text. */
static const char *read_field(apr_pool_t *pool, const char **at, const char *end)
{
    const char *colon = memchr(*at, ':', (size_t)(end - *at));
    const char *field = *at;
    const char *stop = colon ? colon : end;

    *at = colon ? colon + 1 : end;
    while (field < stop && *field == ' ') {
        field++;
    }
    while (field < stop && stop[-1] == ' ') {
        stop--;
    }
    return field < stop && ta_text_is_utf8(field, (size_t)(stop - field))
               ? apr_pstrmemdup(pool, field, (apr_size_t)(stop - field))
               : NULL;
}

/** Joins the names to the list. They are an adornment: whatever is wrong with them, the users stay users. */
static void join_names(const ta_file_t *file, look_t *look, apr_pool_t *scratch)
{
    ta_reading_t reading;
    ta_htpasswd_line_t kind;
    ta_htpasswd_t lines;

    look->names_fault = ta_reading_make(scratch, file->names_path, &reading, &look->names_status);
    if (look->names_fault != TA_FAULT_NONE) {
        return;
    }
    look->names_id = reading.id;
    ta_htpasswd_start(&lines, reading.text, reading.len);
    while ((kind = ta_htpasswd_next(&lines)) != TA_HTPASSWD_END) {
        ta_user_t *user = kind == TA_HTPASSWD_ENTRY ? ta_list_find(look->list, lines.login) : NULL;
        const char *at = lines.rest;

        if (kind != TA_HTPASSWD_ENTRY && !look->names_line) {
            look->names_line = lines.line;
        }
        if (user) {
            user->name = read_field(look->list->pool, &at, lines.rest + lines.rest_len);
            user->email = read_field(look->list->pool, &at, lines.rest + lines.rest_len);
        }
    }
}

static bool names_changed(const ta_file_t *file, const look_t *look)
{
    const ta_file_id_t *was = &file->names_id, *is = &look->names_id;

    if (!file->names_path) {
        return false;
    }
    return !file->names_joined || was->device != is->device || was->inode != is->inode ||
           was->modified != is->modified || was->changed != is->changed || was->size != is->size;
}

/** Reads the file into look, in memory that is given back at once: a large file must not stay in a request's pool. */
static void read_file(ta_file_t *file, look_t *look)
{
    apr_pool_t *scratch = NULL;

    look->status = apr_pool_create_unmanaged_ex(&scratch, apr_pool_abort_get(file->pool), NULL);
    if (look->status != APR_SUCCESS) {
        look->fault = TA_FAULT_BROKEN;
        return;
    }
    look->fault = ta_reading_make(scratch, file->path, &look->reading, &look->status);
    if (look->fault == TA_FAULT_NONE) {
        look->status = APR_SUCCESS;
        make_list(file, look);
    }
    ta_reading_wipe(&look->reading);
    look->reading.text = NULL;
    if (look->list && file->names_path) {
        join_names(file, look, scratch);
    }
    apr_pool_destroy(scratch);
}

/** Words for a fault, to follow the file's name. */
static const char *words(apr_pool_t *pool, const look_t *look)
{
    return ta_fault_words(pool, look->fault, look->survey.note.line, look->survey.note.why);
}

/** Logs a fault once, and once more when the old list no longer serves. */
static void log_fault(ta_file_t *file, const ta_call_t *call, const look_t *look)
{
    bool over = !ta_belief_serves(&file->belief, file->clock());
    const char *path = ta_text_printable(call->pool, file->path);
    ta_logged_t logged = (ta_logged_t)look->fault << 1 | (over ? OVER : 0);

    if (ta_logged_set(&file->logged, logged) == logged) {
        return;
    }
    if (!over) {
        ta_log(call->log, TA_LOG_INFO, look->status,
               "TA11001: users file \"%s\" %s; the list read before serves for %d more seconds", path,
               words(call->pool, look), (int)(file->belief.grace / 1000));
    }
    else if (look->fault == TA_FAULT_MISSING || look->fault == TA_FAULT_IRREGULAR || look->fault == TA_FAULT_BROKEN) {
        ta_log(call->log, TA_LOG_ERROR, look->status, "TA11002: users file \"%s\" %s: no user can be looked up", path,
               words(call->pool, look));
    }
    else {
        ta_log(call->log, TA_LOG_ERROR, look->status, "TA11003: users file \"%s\" %s: no user can be looked up", path,
               words(call->pool, look));
    }
}

static void log_names(const ta_file_t *file, const ta_call_t *call, const look_t *look)
{
    const char *path = ta_text_printable(call->pool, file->names_path);

    if (look->names_fault != TA_FAULT_NONE) {
        ta_log(call->log, TA_LOG_WARNING, look->names_status,
               "TA11007: names file \"%s\" can't be read: users are shown without names", path);
    }
    else if (look->names_line) {
        ta_log(call->log, TA_LOG_WARNING, APR_SUCCESS,
               "TA11008: names file \"%s\": line %d is not \"login:name\", it is left out", path, look->names_line);
    }
}

static void log_look(ta_file_t *file, const ta_call_t *call, const look_t *look, bool joined)
{
    const char *path = ta_text_printable(call->pool, file->path);

    if (look->fault != TA_FAULT_NONE) {
        log_fault(file, call, look);
        return;
    }
    if (ta_logged_set(&file->logged, TA_FAULT_NONE) & OVER) {
        ta_log(call->log, TA_LOG_NOTICE, APR_SUCCESS, "TA11004: users file \"%s\" can be used again", path);
    }
    if (look->verdict == TA_BELIEF_TAKE) {
        ta_log(call->log, TA_LOG_INFO, APR_SUCCESS,
               "TA11005: users file \"%s\" read: %d users; %d of those before are gone", path, file->list->count,
               look->lacking);
        if (look->survey.passed) {
            ta_log(call->log, TA_LOG_INFO, APR_SUCCESS,
                   "TA11010: users file \"%s\": line %d %s: httpd passes over it, and over %d more", path,
                   look->survey.notes[0].line, look->survey.notes[0].why, look->survey.passed - 1);
        }
    }
    else if (look->verdict == TA_BELIEF_WAIT) {
        ta_log(call->log, TA_LOG_DEBUG, APR_SUCCESS,
               "TA11006: users file \"%s\" has changed in place; the list before stands until it reads the same again",
               path);
    }
    if (joined) {
        log_names(file, call, look);
    }
}

/** Puts what was read, or the fault, into the state. Returns the list that is no longer needed. */
static ta_list_t *apply(ta_file_t *file, look_t *look, const ta_belief_t *belief, bool use)
{
    ta_list_t *unused = look->list;

    ta_monitor_lock(file->monitor);
    file->belief = *belief;
    if (use) {
        unused = file->list;
        file->list = look->list;
    }
    file->gone |= look->lacking > 0;
    ta_monitor_unlock(file->monitor);
    return unused;
}

/** Decides about what was read. */
static void judge_reading(ta_file_t *file, const ta_call_t *call, look_t *look, ta_belief_time_t when)
{
    ta_belief_t belief = file->belief;
    bool joined = false, use = false;

    if (look->fault != TA_FAULT_NONE) {
        ta_belief_fault(&belief, look->id.inode ? &look->id : NULL, when.ended);
    }
    else {
        look->verdict = ta_belief_read(&belief, &look->reading, when);
        joined = look->verdict != TA_BELIEF_WAIT && names_changed(file, look);
        use = look->verdict == TA_BELIEF_TAKE || joined;
    }
    if (use && file->list) {
        look->lacking = ta_list_lacks(look->list, file->list);
    }
    ta_file_drop(file, apply(file, look, &belief, use));
    if (joined) {
        file->names_joined = true;
        file->names_id = look->names_id;
    }
    log_look(file, call, look, joined);
}

void ta_file_look(ta_file_t *file, const ta_call_t *call)
{
    ta_belief_time_t when = {file->clock(), 0, call->now};
    ta_belief_t belief = file->belief;
    look_t look;

    memset(&look, 0, sizeof(look));
    if (file->names_path) {
        look.names_fault = ta_reading_look(file->names_path, &look.names_id, &look.names_status);
    }
    look.fault = ta_reading_look(file->path, &look.id, &look.status);
    if (look.fault == TA_FAULT_NONE) {
        if (ta_belief_look(&belief, &look.id) && !names_changed(file, &look)) {
            look.verdict = TA_BELIEF_SAME;
            ta_file_drop(file, apply(file, &look, &belief, false));
            log_look(file, call, &look, false);
            return;
        }
        read_file(file, &look);
    }
    when.ended = file->clock();
    judge_reading(file, call, &look, when);
}
