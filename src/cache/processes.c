/* SPDX-License-Identifier: Apache-2.0 */
/* The table of processes; an entry changes hands by one compare-and-swap. */
#include "cache/processes.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#define PID_BITS 24 /* Linux's process ids have at most 22 */
#define PID_MASK ((UINT64_C(1) << PID_BITS) - 1)
#define INDEX_MASK (TA_PROCESSES_MAX - 1)
#define INCARNATION_MASK ((1 << (TA_PROCESSES_NUMBER_BITS - TA_PROCESSES_INDEX_BITS)) - 1)
#define NEVER_DEAD (UINT32_C(1) << TA_PROCESSES_INDEX_BITS) /* the number of processes without an entry: index 0 */

static uint32_t number_of(uint64_t entry, uint32_t index)
{
    return (uint32_t)(entry >> PID_BITS & INCARNATION_MASK) << TA_PROCESSES_INDEX_BITS | index;
}

void ta_processes_format(ta_processes_t *all)
{
    atomic_store(&all->parent, (uint64_t)getpid());
}

/* An entry of the same process id is this process's own, of another view or thread. If it was left by a process that
 * was not reaped, that one's slots stay unused for as long as this process lives. 0 if there is none. */
static uint32_t find_entry(ta_processes_t *all, uint64_t pid)
{
    uint32_t i;

    for (i = 1; i < TA_PROCESSES_MAX; i++) {
        uint64_t entry = atomic_load(&all->entries[i]);

        if ((entry & PID_MASK) == pid) {
            return number_of(entry, i);
        }
    }
    return 0;
}

/* 0 if all are in use. */
static uint32_t claim_entry(ta_processes_t *all, uint64_t pid)
{
    uint32_t i;

    for (i = 1; i < TA_PROCESSES_MAX; i++) {
        uint64_t entry = atomic_load(&all->entries[i]);
        uint64_t mine = (((entry >> PID_BITS) + 1) << PID_BITS) | pid;

        if ((entry & PID_MASK) == 0 && atomic_compare_exchange_strong(&all->entries[i], &entry, mine)) {
            return number_of(mine, i);
        }
    }
    return 0;
}

static bool is_absent(uint64_t entry)
{
    return kill((pid_t)(entry & PID_MASK), 0) != 0 && errno == ESRCH;
}

static uint32_t register_process(ta_processes_t *all, uint64_t pid)
{
    uint32_t number = find_entry(all, pid);

    number = number ? number : claim_entry(all, pid);
    if (!number) {
        ta_processes_reap_absent(all);
        number = claim_entry(all, pid);
    }
    return number ? number : NEVER_DEAD;
}

ta_holder_t ta_processes_self(ta_processes_t *all, _Atomic uint64_t *known)
{
    uint64_t pid = (uint64_t)getpid() & PID_MASK;
    uint64_t self = atomic_load_explicit(known, memory_order_relaxed);

    if ((self & PID_MASK) != pid) { /* the first call, or the first one after a fork */
        self = (uint64_t)register_process(all, pid) << PID_BITS | pid;
        atomic_store_explicit(known, self, memory_order_relaxed);
    }
    return (ta_holder_t){all, (uint32_t)(self >> PID_BITS)};
}

static bool has_lost_parent(ta_processes_t *all)
{
    uint64_t parent = atomic_load(&all->parent);

    return (uint64_t)getppid() != parent && (uint64_t)getpid() != parent;
}

bool ta_processes_is_dead(ta_processes_t *all, uint64_t number)
{
    uint32_t index = (uint32_t)number & INDEX_MASK;
    uint64_t entry = atomic_load(&all->entries[index]);

    if (index == 0) {
        return false;
    }
    return (entry & PID_MASK) == 0 || number_of(entry, index) != number || (has_lost_parent(all) && is_absent(entry));
}

static void clear_entry(_Atomic uint64_t *place, uint64_t entry)
{
    atomic_compare_exchange_strong(place, &entry, entry & ~PID_MASK);
}

void ta_processes_reap(ta_processes_t *all, pid_t pid)
{
    int i;

    for (i = 1; i < TA_PROCESSES_MAX && pid > 0; i++) {
        uint64_t entry = atomic_load(&all->entries[i]);

        if ((entry & PID_MASK) == (uint64_t)pid) {
            clear_entry(&all->entries[i], entry);
        }
    }
}

void ta_processes_reap_absent(ta_processes_t *all)
{
    int i;

    for (i = 1; i < TA_PROCESSES_MAX; i++) {
        uint64_t entry = atomic_load(&all->entries[i]);

        if ((entry & PID_MASK) != 0 && is_absent(entry)) {
            clear_entry(&all->entries[i], entry);
        }
    }
}
