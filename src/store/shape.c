/* SPDX-License-Identifier: Apache-2.0 */
/* The list of what the schema consists of, and its comparison with what the database says that there is. */
#include "store/shape.h"

#include <apr_strings.h>
#include <string.h>

const ta_shape_t ta_shapes[] = {
    {TA_SHAPE_TABLE, "ta_meta", 0},
    {TA_SHAPE_TEXT, "ta_meta.name", 64},
    {TA_SHAPE_NUMBER, "ta_meta.value", 0},
    {TA_SHAPE_UNIQUE, "ta_meta (name)", 0},

    {TA_SHAPE_TABLE, "ta_token", 0},
    {TA_SHAPE_TEXT, "ta_token.id", 32},
    {TA_SHAPE_TEXT, "ta_token.login", 255},
    {TA_SHAPE_TEXT, "ta_token.name", 400},
    {TA_SHAPE_TEXT, "ta_token.live_name", 400},
    {TA_SHAPE_TEXT, "ta_token.type", 32},
    {TA_SHAPE_TEXT, "ta_token.project_key", 400},
    {TA_SHAPE_TEXT, "ta_token.description", 1000},
    {TA_SHAPE_NUMBER, "ta_token.created_at", 0},
    {TA_SHAPE_TEXT, "ta_token.created_by", 255},
    {TA_SHAPE_TEXT, "ta_token.created_by_token", 32},
    {TA_SHAPE_NUMBER, "ta_token.expires_at", 0},
    {TA_SHAPE_NUMBER, "ta_token.suspended_at", 0},
    {TA_SHAPE_TEXT, "ta_token.suspended_by", 255},
    {TA_SHAPE_NUMBER, "ta_token.revoked_at", 0},
    {TA_SHAPE_TEXT, "ta_token.revoked_by", 255},
    {TA_SHAPE_TEXT, "ta_token.grants", 2000},
    {TA_SHAPE_TEXT, "ta_token.networks", 2000},
    {TA_SHAPE_NUMBER, "ta_token.last_used_at", 0},
    {TA_SHAPE_TEXT, "ta_token.last_used_ip", 45},
    {TA_SHAPE_TEXT, "ta_token.last_used_agent", 64},
    {TA_SHAPE_UNIQUE, "ta_token (id)", 0},
    {TA_SHAPE_UNIQUE, "ta_token (login, live_name)", 0},
    {TA_SHAPE_INDEX, "ta_token (login, last_used_at)", 0},
    {TA_SHAPE_INDEX, "ta_token (last_used_at, login)", 0},

    {TA_SHAPE_TABLE, "ta_secret", 0},
    {TA_SHAPE_TEXT, "ta_secret.digest", 64},
    {TA_SHAPE_TEXT, "ta_secret.token_id", 32},
    {TA_SHAPE_NUMBER, "ta_secret.created_at", 0},
    {TA_SHAPE_NUMBER, "ta_secret.retires_at", 0},
    {TA_SHAPE_NUMBER, "ta_secret.retired_at", 0},
    {TA_SHAPE_NUMBER, "ta_secret.first_used_at", 0},
    {TA_SHAPE_UNIQUE, "ta_secret (digest)", 0},
    {TA_SHAPE_INDEX, "ta_secret (token_id)", 0},

    {TA_SHAPE_TABLE, "ta_owner", 0},
    {TA_SHAPE_TEXT, "ta_owner.login", 255},
    {TA_SHAPE_NUMBER, "ta_owner.tokens", 0},
    {TA_SHAPE_UNIQUE, "ta_owner (login)", 0},

    {TA_SHAPE_TABLE, "ta_log", 0},
    {TA_SHAPE_NUMBER, "ta_log.seq", 0},
    {TA_SHAPE_NUMBER, "ta_log.at", 0},
    {TA_SHAPE_TEXT, "ta_log.actor", 255},
    {TA_SHAPE_TEXT, "ta_log.actor_ip", 45},
    {TA_SHAPE_TEXT, "ta_log.actor_token", 32},
    {TA_SHAPE_TEXT, "ta_log.action", 32},
    {TA_SHAPE_TEXT, "ta_log.token_id", 32},
    {TA_SHAPE_TEXT, "ta_log.login", 255},
    {TA_SHAPE_TEXT, "ta_log.name", 400},
    {TA_SHAPE_TEXT, "ta_log.detail", 1000},
    {TA_SHAPE_TEXT, "ta_log.hash", 64},
    {TA_SHAPE_UNIQUE, "ta_log (seq)", 0},
    {TA_SHAPE_INDEX, "ta_log (login, seq)", 0},
};

const int ta_shape_count = sizeof(ta_shapes) / sizeof(ta_shapes[0]);

/** What the database has. */
typedef struct {
    const char *kind;
    const char *name;
    const char *form; /* as ta_dialect_t's forms */
    apr_int64_t size;
} found_t;

const char *ta_shape_kind_name(ta_shape_kind_t kind)
{
    static const char *const names[] = {
        [TA_SHAPE_TABLE] = "table",         [TA_SHAPE_TEXT] = "column", [TA_SHAPE_NUMBER] = "column",
        [TA_SHAPE_UNIQUE] = "unique index", [TA_SHAPE_INDEX] = "index",
    };

    return names[kind];
}

static const char *form_of(const ta_dialect_t *dialect, ta_shape_kind_t kind)
{
    switch (kind) {
    case TA_SHAPE_TABLE:
        return dialect->table_form;
    case TA_SHAPE_TEXT:
        return dialect->text_form;
    case TA_SHAPE_NUMBER:
        return dialect->number_form;
    default:
        return "";
    }
}

static ta_code_t read_all(ta_session_t *session, apr_array_header_t **found)
{
    ta_rows_t rows;
    ta_code_t code = ta_session_query(session, session->dialect->shape, &rows);

    *found = apr_array_make(session->call->pool, ta_shape_count, sizeof(found_t));
    while (code == TA_OK && (code = ta_rows_next(&rows)) == TA_OK) {
        const char *kind = ta_rows_text(&rows, 0), *name = ta_rows_text(&rows, 1), *form = ta_rows_text(&rows, 2);

        *(found_t *)apr_array_push(*found) =
            (found_t){kind ? kind : "", name ? name : "", form ? form : "", ta_rows_number(&rows, 3)};
    }
    return code == TA_ABSENT ? TA_OK : TA_FAILED; /* absent: after the last row */
}

static const found_t *find(const apr_array_header_t *found, const ta_shape_t *part)
{
    const char *kind = ta_shape_kind_name(part->kind);
    int i;

    for (i = 0; i < found->nelts; i++) {
        const found_t *one = &APR_ARRAY_IDX(found, i, found_t);

        if (strcmp(one->kind, kind) == 0 && strcmp(one->name, part->name) == 0) {
            return one;
        }
    }
    return NULL;
}

/* NULL if there is nothing to say. */
static const char *deviation(const ta_session_t *session, const ta_shape_t *part, const found_t *found)
{
    const char *kind = ta_shape_kind_name(part->kind), *form = form_of(session->dialect, part->kind);
    apr_pool_t *pool = session->call->pool;

    if (!found) {
        return apr_pstrcat(pool, kind, " ", part->name, " is missing", NULL);
    }
    if (strcmp(found->form, form) != 0) {
        return apr_psprintf(pool, "%s %s is %s and must be %s", kind, part->name, found->form, form);
    }
    if (found->size < part->size) {
        return apr_psprintf(pool, "%s %s holds %d characters and must hold %d", kind, part->name, (int)found->size,
                            part->size);
    }
    return NULL;
}

ta_code_t ta_shape_compare(ta_session_t *session, apr_array_header_t **deviations)
{
    apr_array_header_t *found;
    bool has_table = true;
    int i;

    *deviations = apr_array_make(session->call->pool, 4, sizeof(ta_deviation_t));
    if (read_all(session, &found) != TA_OK) {
        return TA_FAILED;
    }
    for (i = 0; i < ta_shape_count; i++) {
        const ta_shape_t *part = &ta_shapes[i];
        const found_t *there = find(found, part);
        const char *text;

        if (part->kind == TA_SHAPE_TABLE) {
            has_table = there != NULL;
        }
        if ((has_table || part->kind == TA_SHAPE_TABLE) && (text = deviation(session, part, there))) {
            *(ta_deviation_t *)apr_array_push(*deviations) = (ta_deviation_t){part, text};
        }
    }
    return TA_OK;
}
