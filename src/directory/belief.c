/* SPDX-License-Identifier: Apache-2.0 */
/* The rules by which readings of a users file are believed. */
#include "directory/belief.h"

#include <string.h>

static bool same_file(const ta_file_id_t *a, const ta_file_id_t *b)
{
    return a->device == b->device && a->inode == b->inode;
}

static bool same_reading(const ta_file_id_t *a, const ta_file_id_t *b)
{
    return same_file(a, b) && a->modified == b->modified && a->size == b->size &&
           memcmp(a->digest, b->digest, sizeof(a->digest)) == 0;
}

/** Whether the file had not been written for some time when it was read. */
static bool was_at_rest(const ta_reading_t *reading, const ta_belief_time_t *when, apr_int64_t duration)
{
    return !reading->torn && when->wall - reading->id.modified / 1000000 >= duration;
}

static bool is_renamed(const ta_reading_t *reading)
{
    return !reading->torn && reading->id.changed > reading->id.modified;
}

bool ta_belief_look(ta_belief_t *belief, const ta_file_id_t *id)
{
    const ta_file_id_t *list = &belief->list_id;

    /* the status time, too: a tool can set back the time of modification, but not that one */
    if (!belief->has_list || !belief->settled || !same_file(list, id) || list->modified != id->modified ||
        list->changed != id->changed || list->size != id->size) {
        return false;
    }
    belief->current = true;
    belief->waiting = false;
    belief->faulty = false;
    return true;
}

static ta_belief_verdict_t take_reading(ta_belief_t *belief, const ta_reading_t *reading, apr_int64_t ended,
                                        bool settled)
{
    belief->has_list = true;
    belief->settled = settled;
    belief->current = true;
    belief->list_id = reading->id;
    belief->list_at = ended;
    belief->waiting = false;
    belief->faulty = false;
    return TA_BELIEF_TAKE;
}

/** The file is no longer what the list was read from. */
static void doubt(ta_belief_t *belief, apr_int64_t now)
{
    if (belief->current) {
        belief->doubted_since = now;
    }
    belief->current = false;
}

ta_belief_verdict_t ta_belief_read(ta_belief_t *belief, const ta_reading_t *reading, ta_belief_time_t when)
{
    bool settled = was_at_rest(reading, &when, TA_BELIEF_SETTLE_MS);
    bool stands = ta_belief_serves(belief, when.began);

    if (belief->has_list && same_reading(&belief->list_id, &reading->id)) {
        belief->settled |= settled || when.began - belief->list_at >= TA_BELIEF_SETTLE_MS;
        belief->list_id.changed = reading->id.changed;
        belief->current = true;
        belief->waiting = false;
        belief->faulty = false;
        return TA_BELIEF_SAME;
    }
    if (!stands) {
        return take_reading(belief, reading, when.ended, settled);
    }
    if (!same_file(&belief->list_id, &reading->id)) {
        return take_reading(belief, reading, when.ended, settled || is_renamed(reading));
    }
    doubt(belief, when.began);
    if (!belief->settled || was_at_rest(reading, &when, TA_BELIEF_REST_MS) ||
        when.began - belief->doubted_since >= TA_BELIEF_DOUBT_MS) {
        return take_reading(belief, reading, when.ended, settled);
    }
    if (belief->waiting && same_reading(&belief->waiting_id, &reading->id)) {
        if (when.began - belief->waiting_at >= TA_BELIEF_SETTLE_MS) {
            return take_reading(belief, reading, when.ended, true);
        }
    }
    else {
        belief->waiting = true;
        belief->waiting_id = reading->id;
        belief->waiting_at = when.ended;
    }
    belief->faulty = false;
    return TA_BELIEF_WAIT;
}

void ta_belief_fault(ta_belief_t *belief, const ta_file_id_t *id, apr_int64_t now)
{
    bool in_place = id && same_file(&belief->list_id, id);

    if (!belief->faulty) {
        belief->faulty_since = now;
    }
    doubt(belief, now);
    belief->faulty = true;
    belief->grace = in_place ? TA_BELIEF_GRACE_IN_PLACE_MS : TA_BELIEF_GRACE_MISSING_MS;
    belief->waiting = false;
}

bool ta_belief_serves(const ta_belief_t *belief, apr_int64_t now)
{
    return belief->has_list && (!belief->faulty || now - belief->faulty_since < belief->grace);
}

bool ta_belief_sure(const ta_belief_t *belief)
{
    return belief->has_list && belief->settled && belief->current && !belief->faulty;
}
