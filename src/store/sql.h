/* SPDX-License-Identifier: Apache-2.0 */
/* The statements that we run, by name. */
#ifndef TA_STORE_STATEMENT_H
#define TA_STORE_STATEMENT_H

/*
 * Texts are constants with apr_dbd's placeholders: %s for text, %lld for integers (%ld and %d are cut or typed
 * wrongly by one driver or another), a literal percent sign is %%. Nothing from outside is ever put into a text.
 */
typedef enum {
    TA_SQL_TOKEN_BY_DIGEST, /* digest → a token's columns, its digest, retires_at, retired_at, counter of the log */
    TA_SQL_OWNERS,          /* login, limit → the next logins that have living tokens */
    TA_SQL_OWNERS_UP,       /* from, to, limit, how many to skip → logins between that have living tokens, upwards */
    TA_SQL_OWNERS_DOWN,     /* likewise, downwards */
    TA_SQL_OWNERS_COUNT,    /* from, to, limit → how many there are, no more than the limit */
    TA_SQL_MATCHES_UP,      /* pattern, limit, how many to skip → those that match, upwards */
    TA_SQL_MATCHES_DOWN,    /* likewise, downwards */
    TA_SQL_MATCHES_COUNT,   /* pattern, limit → how many there are, no more than the limit */
    TA_SQL_USED_DOWN,       /* at, at, login, until, limit → between that moment and login, and until: owners in
                               the order of their latest use, newest first: login, use, living tokens. Twice where
                               two tokens were used at once */
    TA_SQL_USED_UP,         /* likewise, oldest first */
    TA_SQL_PAST_DOWN,       /* at, at, login, skip → the token that stands so many before: login, use */
    TA_SQL_PAST_UP,         /* likewise, behind */
    TA_SQL_LOG_COUNT,       /* login → how many rows about the user's tokens */
    TA_SQL_LOG_OF_LOGIN,    /* login, limit, how many to skip → 9 columns, newest first */
    TA_SQL_LOG_HEAD,        /* a number → the last row's number, its hash, the hash of the row of that number */
    TA_SQL_LOG_ENDED,       /* after, up to → numbers of the rows between, each with the digests that it has ended */
    TA_SQL_META,            /* name → value */
    TA_SQL_OVERDUE,         /* login, login, by, at, limit → tokens of owners after the one and up to the other that
                               were suspended by that actor until then */
    TA_SQL_SUMMARIES,       /* TA_SQL_LOGINS logins → those that had tokens, each with its summary */
    TA_SQL_SUMMARIES_FEW,   /* the same of TA_SQL_LOGINS_FEW: some databases plan a statement each time */
    TA_SQL_TOKEN_BY_NAME,   /* login, name → the living token */
    TA_SQL_TOKENS_OF_LOGIN, /* login → the living tokens, newest first */
    TA_SQL_SUMMARY,         /* login → how many living tokens, latest use of any */
    TA_SQL_TOKEN_INSERT,    /* 10 columns; no row, or an error of its own kind, where the name is taken */
    TA_SQL_SECRET_INSERT,   /* digest, token_id, created_at */
    TA_SQL_TOKEN_REVOKE,    /* at, by, id */
    TA_SQL_TOKEN_SUSPEND,   /* at, by, id */
    TA_SQL_TOKEN_RESUME,    /* id */
    TA_SQL_TOKEN_BY_ID,     /* id → the token, a revoked one too */
    TA_SQL_SIGHT,           /* login, login → newest active token, latest use of them, latest resumption */
    TA_SQL_SECRETS_RETIRE,  /* at, token_id */
    TA_SQL_OWNER_MORE,      /* login: has one living token more */
    TA_SQL_OWNER_LESS,      /* token_id: its owner has one living token less */
    TA_SQL_TOKEN_SECRETS,   /* token_id → digests */
    TA_SQL_TOKEN_TOUCH,     /* at, ip, agent, id, older than; no row, too, where another transaction is changing it */
    TA_SQL_LOG_LOCK,        /* → the counter of the log, once no other change is under way */
    TA_SQL_LOG_ADVANCE,     /* adds one to the counter of the log */
    TA_SQL_LOG_LAST,        /* → the counter, the hash of the row before it */
    TA_SQL_LOG_INSERT,      /* 11 columns */
    TA_SQL_COUNT
} ta_sql_t;

#define TA_SQL_LOGINS 500    /* in one statement: as many as a page of the list of users has at most, */
#define TA_SQL_LOGINS_FEW 50 /* and as many as it usually has */
#define TA_SQL_OF_CHANGES TA_SQL_TOKEN_BY_NAME /* changes run this one and those that follow it, and no others */

/**
 * @param own the texts of a database that wants some said otherwise; NULL for all others
 * @param sql which one
 * @return its text for that database
 */
const char *ta_sql_text(const char *const *own, ta_sql_t sql);

#endif
