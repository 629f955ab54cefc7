/* SPDX-License-Identifier: Apache-2.0 */
/* Times and sizes that must fit each other, each with its reason; their relations are asserted. */
#ifndef TA_BASE_LIMITS_H
#define TA_BASE_LIMITS_H

#include <apr_time.h>

/*
 * docs/limits.md is made of this file by tests/lint/limits.py: a line "/// Title" begins a table, the comment before a
 * number becomes its reason, and the text of each _Static_assert becomes a sentence below the table.
 */

/// Input

/* Bytes of a request's body. The longest form that is accepted has a tenth of them. */
#define TA_BODY_MAX (64 * 1024)
/* Parameters of a form. SonarQube's calls have six at most; a client may send others, which are ignored. */
#define TA_FORM_MAX_PARAMETERS 100
/* Bytes of a login: what an htpasswd file may have, and the width of the column. */
#define TA_LOGIN_MAX 255
/* Characters of a token's name, as in SonarQube. */
#define TA_TOKEN_NAME_MAX 100
/* Characters of a project's key, as in SonarQube. */
#define TA_PROJECT_KEY_MAX 400
/* Rows of a page if the request names no number, as in SonarQube. */
#define TA_PAGE_SIZE_DEFAULT 50
/* Rows of a page at most, as in SonarQube. */
#define TA_PAGE_SIZE_MAX 500
/* Owners of tokens that are counted for a list of users where the directory can't list them; then it is said that there
 * are more. Each costs a row of an index, half a second for a million. */
#define TA_USERS_COUNTED 5000
/* Stems that one site recognises. Each costs a comparison for each header that may hold a token. */
#define TA_STEM_MAX 8
/* Credentials that are taken out of one request before backends see it. Two or more are refused anyway. */
#define TA_CREDENTIALS_MAX 8

_Static_assert((4 * TA_TOKEN_NAME_MAX + 4 * TA_PROJECT_KEY_MAX + TA_LOGIN_MAX) * 3 < TA_BODY_MAX,
               "A body holds the longest login, name and project key, each byte of them percent-encoded.");
_Static_assert(TA_PAGE_SIZE_DEFAULT <= TA_PAGE_SIZE_MAX, "The default page is a page that may be asked for.");
_Static_assert(TA_USERS_COUNTED >= 2 * TA_PAGE_SIZE_MAX, "Of a list that is not counted to its end, pages are left.");
_Static_assert(TA_CREDENTIALS_MAX >= 2, "A second credential is seen, so that the request can be refused.");

/// Settings

/* TokenAuthLastUsed: one write a minute for a token in constant use. */
#define TA_DEFAULT_LAST_USED_MS 60000
/* The largest value of TokenAuthLastUsed: the page shows days. */
#define TA_LAST_USED_MOST_MS (24 * 3600 * 1000)
/* TokenAuthOutage: as long as a revocation on another server may be unheard. */
#define TA_DEFAULT_OUTAGE_MS 5000
/* The smallest value of TokenAuthOutage: the log of changes is read twice a second. */
#define TA_OUTAGE_LEAST_MS 1000
/* The largest value of TokenAuthOutage. */
#define TA_OUTAGE_MOST_MS (3600 * 1000)
/* TokenAuthCache: 16,000 tokens, of 512 bytes each. */
#define TA_DEFAULT_CACHE_SIZE (8 * 1024 * 1024)
/* The smallest value of TokenAuthCache. */
#define TA_CACHE_LEAST (64 * 1024)
/* The largest value of TokenAuthCache. */
#define TA_CACHE_MOST (INT64_C(16) << 30)
/* TokenAdminMaxTokens: as many as a reader can go through. */
#define TA_DEFAULT_MAX_TOKENS 100
/* The largest value of TokenAdminMaxTokens: one answer lists all tokens of a user. */
#define TA_MAX_TOKENS_MOST 100000
/* TokenAdminOwnerGone: a month for an administrator to notice that an owner is missing. */
#define TA_DEFAULT_OWNER_GONE_MS (INT64_C(30) * 24 * 3600 * 1000)
/* The largest value of TokenAdminOwnerGone, in days: a longer time is written "never". */
#define TA_OWNER_GONE_MOST_DAYS 36500
/* The largest value of TokenAdminMaxLifetime, in days: a longer time is a mistake. */
#define TA_LIFETIME_MAX_DAYS 36500

_Static_assert(TA_DEFAULT_LAST_USED_MS <= TA_LAST_USED_MOST_MS && TA_DEFAULT_OUTAGE_MS >= TA_OUTAGE_LEAST_MS &&
                   TA_DEFAULT_OUTAGE_MS <= TA_OUTAGE_MOST_MS && TA_DEFAULT_CACHE_SIZE >= TA_CACHE_LEAST &&
                   TA_DEFAULT_MAX_TOKENS <= TA_MAX_TOKENS_MOST,
               "Each default is a value that its directive accepts.");

/// Users file

/* Each process looks at the file once in this time. A look costs one stat(). */
#define TA_FILE_LOOK_MS 1000
/* While one thread looks, the others answer from the last list, unless the last look is older than this. */
#define TA_FILE_STALE_MS 2000
/* The longest time that a thread waits for the look of another one. A look at a local file takes microseconds. */
#define TA_FILE_WAIT_MS 2000
/* Before a user is said to be absent, the file is looked at again unless the last look is younger than this. */
#define TA_FILE_ABSENT_MS 20
/* A call that needs to know whether a user is absent looks again after this time, until the list is settled. */
#define TA_FILE_SETTLE_LOOK_MS 100
/* The longest time that such a call waits in all. */
#define TA_DIRECTORY_SETTLE_MS 1200
/* A file that has not been written for this time is settled: a later write changes its time of modification, which some
 * filesystems count in whole seconds. Two equal readings so far apart settle it, too. */
#define TA_BELIEF_SETTLE_MS 1000
/* After a change in place the old list stands until two readings agree, unless the file was at rest for this time: then
 * the list of this process is old, not the file half. */
#define TA_BELIEF_REST_MS 10000
/* The old list stands for this time while writes in place go on. */
#define TA_BELIEF_DOUBT_MS 10000
/* The old list serves for this time while the same inode can't be used: a program is writing it. */
#define TA_BELIEF_GRACE_IN_PLACE_MS 10000
/* The old list serves for this time while the file is missing, or another inode: a program unlinks and creates. */
#define TA_BELIEF_GRACE_MISSING_MS 2000

_Static_assert(TA_DIRECTORY_SETTLE_MS > TA_BELIEF_SETTLE_MS + TA_FILE_SETTLE_LOOK_MS,
               "A call that waits for a settled file sees the look after the file has settled.");
_Static_assert(TA_FILE_ABSENT_MS < TA_FILE_SETTLE_LOOK_MS && TA_FILE_SETTLE_LOOK_MS < TA_FILE_LOOK_MS &&
                   TA_FILE_LOOK_MS <= TA_FILE_STALE_MS,
               "The surer an answer must be, the younger is the look that it rests on.");
_Static_assert(TA_BELIEF_DOUBT_MS >= TA_BELIEF_SETTLE_MS + TA_FILE_LOOK_MS,
               "A single change in place has settled before the old list is given up.");
_Static_assert(TA_BELIEF_GRACE_MISSING_MS > TA_FILE_LOOK_MS,
               "A file that is missing at one look and there at the next costs no request its user.");

/// Owners

/* Owners that may be missing at once, however few there are: more missing than that and than the next line says are
 * taken for a damaged list. */
#define TA_OWNERS_HANDFUL 5
/* One in this number of owners may be missing at once. */
#define TA_OWNERS_PART 10
/* Owners whose tokens one confirmation suspends: two seconds of work. */
#define TA_OWNERS_CONFIRM_MAX 500
/* For this time after a list was written users may be granted tokens by the one before: a file is renamed into place
 * later than it was written, and clocks differ. A grant itself looks at the file first. */
#define TA_OWNERS_GRANT_SLACK_MS 1000
/* For this time after a list was written tokens may be used by the one before. */
#define TA_OWNERS_USE_SLACK_MS 5000
/* The age up to which the last use of a token counts against a list that lacks its owner. */
#define TA_OWNERS_USE_COUNTS_MS (24 * 3600 * 1000)

/* One process looks all owners up once in this time, and after users were removed. */
#define TA_OWNERS_LOOK_EVERY apr_time_from_sec(60)
/* While neither the list nor the log of changes is another one than when none was missing, they are looked up once in
 * this time, for what was changed by hand. */
#define TA_OWNERS_ANYWAY_MS (3600 * 1000)
/* While too many owners are missing to be taken for gone, they are looked up again after this time. */
#define TA_OWNERS_HELD_LOOK apr_time_from_sec(5)
/* That time is longer by this for each missing owner, who costs a statement. */
#define TA_OWNERS_HELD_EACH apr_time_from_msec(1)
/* No second process looks the owners up by the same list sooner: all processes have read it by then. */
#define TA_OWNERS_SAME_LIST apr_time_from_sec(2)
/* Suspensions that have lasted for TokenAdminOwnerGone are looked for once in this time. */
#define TA_OVERDUE_EVERY apr_time_from_sec(3600)
/* With a short TokenAdminOwnerGone they are looked for once in a tenth of it, but no more often than this. */
#define TA_OVERDUE_LOOK_LEAST apr_time_from_sec(1)
/* After a failure they are looked for again this soon: all tokens are read, and the database may be a standby. */
#define TA_OVERDUE_AGAIN apr_time_from_sec(60)

_Static_assert(TA_OWNERS_USE_SLACK_MS > 2 * TA_FILE_STALE_MS,
               "A use by an older list is allowed for two looks, each as late as a look may be.");
_Static_assert(TA_OWNERS_SAME_LIST >= apr_time_from_msec(TA_FILE_LOOK_MS),
               "Each process has looked at the users file before a second process looks the owners up by it.");
_Static_assert(TA_OWNERS_USE_COUNTS_MS >= TA_LAST_USED_MOST_MS, "A token in use has a last use that counts.");

/// Database

/* A request waits for a place, or for its turn to change something, no longer than this. */
#define TA_STORE_WAIT apr_time_from_sec(2)
/* All places may be taken for this time while none is given back; then callers that wait for one are refused. */
#define TA_STANDSTILL_MAX apr_time_from_sec(1)
/* A place that is farther away than this is not waited for. Measured with 24 threads, PostgreSQL and MariaDB, a flood
 * of unknown tokens over 64 connections, while look-ups were held up for 0.3 s at a time: with 1 s, all threads waited
 * for places, and visitors of a page that needs no database waited too, 306 to 455 ms (median); with 100 ms, 11 to
 * 19 ms. Of the flood's requests 791 to 1,182 were looked up in 8 s, where it had been 1,041 to 2,033. While the
 * database is quick, all are. */
#define TA_PLACE_WORTH apr_time_from_msec(100)
/* Seconds after which the database is told to end a statement. */
#define TA_STATEMENT_OF_DATABASE_S 5
/* Seconds for which the database is told to let a statement wait for a lock. */
#define TA_LOCK_WAIT_S 2
/* After this time without an answer to a statement this side shuts its connection down. */
#define TA_STATEMENT_MAX apr_time_from_sec(6)
/* TCP gives a connection up when what was sent has not been acknowledged for this time: the network is silent. */
#define TA_SILENCE_MAX apr_time_from_sec(3)
/* While a process ends, connections without an answer are looked for once in this time: one statement after the other
 * may begin when its time is over already. */
#define TA_TIMEOUTS_LOOK_EVERY apr_time_from_msec(100)
/* After a connect has failed, requests are refused for this time, and then one tries again. */
#define TA_CONNECT_PAUSE apr_time_from_sec(1)
/* A connect that takes longer stops the others from waiting for it. docs/databases.md advises connect_timeout=3. */
#define TA_CONNECT_PATIENCE apr_time_from_msec(3500)

_Static_assert(TA_PLACE_WORTH < TA_STANDSTILL_MAX && TA_STANDSTILL_MAX <= TA_STORE_WAIT,
               "A place that is waited for is nearer than a standstill, which ends before a caller's patience.");
_Static_assert(TA_LOCK_WAIT_S < TA_STATEMENT_OF_DATABASE_S,
               "A statement that waits for a lock is told that it is locked, not that it takes too long.");
_Static_assert(TA_STATEMENT_MAX > apr_time_from_sec(TA_STATEMENT_OF_DATABASE_S) + TA_TIMEOUTS_LOOK_EVERY,
               "The database ends a statement before this side gives its connection up.");
_Static_assert(TA_CONNECT_PATIENCE > apr_time_from_sec(3),
               "A connect that ends by the advised connect_timeout is waited for to its end.");
_Static_assert(TA_SILENCE_MAX < TA_STATEMENT_MAX, "A silent network is noticed sooner than a silent database.");

/* One process compares the tables with what the migrations make, once in this time. */
#define TA_SCHEMA_LOOK_EVERY apr_time_from_sec(60)
/* While tables are wrong, they are compared again after this time. */
#define TA_SCHEMA_LOOK_SOON apr_time_from_sec(2)

_Static_assert(TA_SCHEMA_LOOK_SOON < TA_SCHEMA_LOOK_EVERY, "A repair is noticed sooner than damage.");

/// Watcher

/* Once in this time, in one process of a machine, the log of changes is read and last uses are written. */
#define TA_LOG_READ_EVERY apr_time_from_msec(450)
/* Each process looks for work once in this time: for its own, and whether the process that did that of all is dead. */
#define TA_WATCH_EVERY apr_time_from_sec(1)
/* Work of a process that is due within this time is done with what is due now: one wake-up is enough for both. */
#define TA_WATCH_SLACK apr_time_from_msec(100)
/* Each process uses a connection once in this time, so that none in mod_dbd's pool is without a time limit. */
#define TA_CONNECTION_USE_EVERY apr_time_from_sec(60)
/* A process that had no connection to use tries again after this time. */
#define TA_CONNECTION_USE_SOON apr_time_from_sec(5)
/* A process that ends waits for the watcher's threads no longer than this. */
#define TA_STOP_MAX apr_time_from_sec(2)

_Static_assert(apr_time_from_msec(TA_OUTAGE_LEAST_MS) >= 2 * TA_LOG_READ_EVERY,
               "The shortest TokenAuthOutage bears one reading of the log that is late.");
_Static_assert(TA_WATCH_EVERY < TA_STATEMENT_MAX,
               "The thread that looks at time limits sees each statement before it is overdue.");
_Static_assert(TA_WATCH_SLACK < TA_LOG_READ_EVERY, "Work that is done early is not done at each wake-up.");

/// Log

/* Seconds between two lines of one message that requests could repeat without end; those between are counted. */
#define TA_TALLY_PAUSE 10

#endif
