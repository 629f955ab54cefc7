/* SPDX-License-Identifier: Apache-2.0 */
/* The texts of our statements, as most databases take them. */
#include "store/sql.h"

/* Each column costs each look-up, so those by digest read no more than verifying needs. */
#define VERIFYING_COLUMNS                                                                                              \
    "t.id, t.login, t.name, t.type, t.project_key, t.expires_at, t.suspended_at, t.revoked_at, t.last_used_at"
#define TOKEN_COLUMNS                                                                                                  \
    VERIFYING_COLUMNS ", t.created_at, t.created_by, t.created_by_token, t.last_used_ip, t.last_used_agent, "          \
                      "t.suspended_by"

/* A token that was used later than all others of its owner. The latest use is one look into an index (a partial one in
 * some databases), however many tokens the owner has had; NOT EXISTS is planned as a walk over them. */
#define USED                                                                                                           \
    "SELECT t.login, t.last_used_at, o.tokens FROM ta_token t JOIN ta_owner o ON o.login = t.login WHERE "             \
    "t.last_used_at = (SELECT MAX(u.last_used_at) FROM ta_token u WHERE u.login = t.login AND "                        \
    "u.last_used_at IS NOT NULL) AND "

#define TEN_LOGINS "%s, %s, %s, %s, %s, %s, %s, %s, %s, %s"
#define HUNDRED_LOGINS                                                                                                 \
    TEN_LOGINS ", " TEN_LOGINS ", " TEN_LOGINS ", " TEN_LOGINS ", " TEN_LOGINS ", " TEN_LOGINS ", " TEN_LOGINS         \
               ", " TEN_LOGINS ", " TEN_LOGINS ", " TEN_LOGINS

#define SUMMARIES "SELECT login, COUNT(live_name), MAX(last_used_at) FROM ta_token WHERE login IN "

static const char *const texts[TA_SQL_COUNT] = {
    [TA_SQL_TOKEN_BY_DIGEST] = "SELECT " VERIFYING_COLUMNS ", s.digest, s.retires_at, s.retired_at, "
                               "(SELECT m.value FROM ta_meta m WHERE m.name = 'log_seq') "
                               "FROM ta_secret s JOIN ta_token t ON t.id = s.token_id WHERE s.digest = %s",
    [TA_SQL_SUMMARIES_FEW] =
        SUMMARIES "(" TEN_LOGINS ", " TEN_LOGINS ", " TEN_LOGINS ", " TEN_LOGINS ", " TEN_LOGINS ") GROUP BY login",
    [TA_SQL_SUMMARIES] = SUMMARIES "(" HUNDRED_LOGINS ", " HUNDRED_LOGINS ", " HUNDRED_LOGINS ", " HUNDRED_LOGINS
                                   ", " HUNDRED_LOGINS ") GROUP BY login",
    [TA_SQL_TOKEN_BY_NAME] = "SELECT " TOKEN_COLUMNS " FROM ta_token t WHERE t.login = %s AND t.live_name = %s",
    [TA_SQL_TOKENS_OF_LOGIN] = "SELECT " TOKEN_COLUMNS " FROM ta_token t "
                               "WHERE t.login = %s AND t.live_name IS NOT NULL ORDER BY t.created_at DESC, t.name",
    [TA_SQL_SUMMARY] = "SELECT COUNT(live_name), MAX(last_used_at) FROM ta_token WHERE login = %s",
    [TA_SQL_OWNERS] = "SELECT login FROM ta_owner WHERE login > %s AND tokens > 0 ORDER BY login LIMIT %lld",
    [TA_SQL_OWNERS_UP] = "SELECT login FROM ta_owner WHERE login >= %s AND login < %s AND tokens > 0 "
                         "ORDER BY login LIMIT %lld OFFSET %lld",
    [TA_SQL_OWNERS_DOWN] = "SELECT login FROM ta_owner WHERE login >= %s AND login < %s AND tokens > 0 "
                           "ORDER BY login DESC LIMIT %lld OFFSET %lld",
    [TA_SQL_OWNERS_COUNT] = "SELECT COUNT(*) FROM (SELECT login FROM ta_owner WHERE login >= %s AND login < %s AND "
                            "tokens > 0 LIMIT %lld) counted",
    [TA_SQL_MATCHES_UP] = "SELECT login FROM ta_owner WHERE tokens > 0 AND login LIKE %s ESCAPE '!' "
                          "ORDER BY login LIMIT %lld OFFSET %lld",
    [TA_SQL_MATCHES_DOWN] = "SELECT login FROM ta_owner WHERE tokens > 0 AND login LIKE %s ESCAPE '!' "
                            "ORDER BY login DESC LIMIT %lld OFFSET %lld",
    [TA_SQL_MATCHES_COUNT] = "SELECT COUNT(*) FROM (SELECT login FROM ta_owner WHERE tokens > 0 AND "
                             "login LIKE %s ESCAPE '!' LIMIT %lld) counted",
    [TA_SQL_USED_DOWN] = USED "t.last_used_at <= %lld AND (t.last_used_at < %lld OR t.login < %s) "
                              "AND t.last_used_at >= %lld ORDER BY t.last_used_at DESC, t.login DESC LIMIT %lld",
    [TA_SQL_USED_UP] = USED "t.last_used_at >= %lld AND (t.last_used_at > %lld OR t.login > %s) "
                            "AND t.last_used_at <= %lld ORDER BY t.last_used_at, t.login LIMIT %lld",
    [TA_SQL_PAST_DOWN] = "SELECT login, last_used_at FROM ta_token WHERE last_used_at <= %lld AND "
                         "(last_used_at < %lld OR login < %s) ORDER BY last_used_at DESC, login DESC "
                         "LIMIT 1 OFFSET %lld",
    [TA_SQL_PAST_UP] = "SELECT login, last_used_at FROM ta_token WHERE last_used_at >= %lld AND "
                       "(last_used_at > %lld OR login > %s) ORDER BY last_used_at, login LIMIT 1 OFFSET %lld",
    [TA_SQL_TOKEN_INSERT] = "INSERT INTO ta_token (id, login, name, live_name, type, project_key, created_at, "
                            "created_by, created_by_token, expires_at) "
                            "VALUES (%s, %s, %s, %s, %s, %s, %lld, %s, %s, %lld) ON CONFLICT DO NOTHING",
    [TA_SQL_SECRET_INSERT] = "INSERT INTO ta_secret (digest, token_id, created_at) VALUES (%s, %s, %lld)",
    [TA_SQL_TOKEN_REVOKE] = "UPDATE ta_token SET live_name = NULL, revoked_at = %lld, revoked_by = %s "
                            "WHERE id = %s AND revoked_at IS NULL",
    [TA_SQL_TOKEN_SUSPEND] = "UPDATE ta_token SET suspended_at = %lld, suspended_by = %s "
                             "WHERE id = %s AND suspended_at IS NULL AND revoked_at IS NULL",
    [TA_SQL_TOKEN_RESUME] = "UPDATE ta_token SET suspended_at = NULL, suspended_by = NULL "
                            "WHERE id = %s AND suspended_at IS NOT NULL AND revoked_at IS NULL",
    [TA_SQL_TOKEN_BY_ID] = "SELECT " TOKEN_COLUMNS " FROM ta_token t WHERE t.id = %s",
    [TA_SQL_SIGHT] = "SELECT MAX(created_at), MAX(last_used_at), "
                     "(SELECT MAX(l.at) FROM ta_log l WHERE l.login = %s AND l.action = 'resume') "
                     "FROM ta_token WHERE login = %s AND live_name IS NOT NULL AND suspended_at IS NULL",
    [TA_SQL_OVERDUE] = "SELECT " TOKEN_COLUMNS " FROM ta_token t "
                       "WHERE t.login > %s AND t.login <= %s AND t.live_name IS NOT NULL AND t.suspended_by = %s "
                       "AND t.suspended_at <= %lld LIMIT %lld",
    [TA_SQL_SECRETS_RETIRE] = "UPDATE ta_secret SET retired_at = %lld WHERE token_id = %s AND retired_at IS NULL",
    [TA_SQL_OWNER_MORE] = "INSERT INTO ta_owner (login, tokens) VALUES (%s, 1) "
                          "ON CONFLICT (login) DO UPDATE SET tokens = ta_owner.tokens + 1",
    [TA_SQL_OWNER_LESS] =
        "UPDATE ta_owner SET tokens = tokens - 1 WHERE login = (SELECT t.login FROM ta_token t WHERE t.id = %s)",
    [TA_SQL_TOKEN_SECRETS] = "SELECT digest FROM ta_secret WHERE token_id = %s",
    [TA_SQL_TOKEN_TOUCH] =
        "UPDATE ta_token SET last_used_at = %lld, last_used_ip = %s, last_used_agent = %s WHERE id = "
        "(SELECT free.id FROM (SELECT id FROM ta_token WHERE id = %s AND "
        "(last_used_at IS NULL OR last_used_at <= %lld) FOR UPDATE SKIP LOCKED) free)",
    [TA_SQL_LOG_LOCK] = "SELECT value FROM ta_meta WHERE name = 'log_seq' FOR UPDATE",
    [TA_SQL_LOG_ADVANCE] = "UPDATE ta_meta SET value = value + 1 WHERE name = 'log_seq'",
    [TA_SQL_LOG_LAST] = "SELECT m.value, l.hash FROM ta_meta m LEFT JOIN ta_log l ON l.seq = m.value - 1 "
                        "WHERE m.name = 'log_seq'",
    [TA_SQL_LOG_INSERT] = "INSERT INTO ta_log (seq, at, actor, actor_ip, actor_token, action, token_id, login, name, "
                          "detail, hash) VALUES (%lld, %lld, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
    [TA_SQL_LOG_COUNT] = "SELECT COUNT(*) FROM ta_log WHERE login = %s",
    [TA_SQL_LOG_OF_LOGIN] =
        "SELECT at, actor, actor_ip, actor_token, action, token_id, login, name, detail FROM ta_log "
        "WHERE login = %s ORDER BY seq DESC LIMIT %lld OFFSET %lld",
    [TA_SQL_LOG_HEAD] = "SELECT m.value, l.hash, k.hash FROM ta_meta m LEFT JOIN ta_log l ON l.seq = m.value "
                        "LEFT JOIN ta_log k ON k.seq = %lld WHERE m.name = 'log_seq'",
    [TA_SQL_LOG_ENDED] = "SELECT l.seq, s.digest FROM ta_log l "
                         "LEFT JOIN ta_secret s ON s.token_id = l.token_id AND l.action <> 'generate' "
                         "WHERE l.seq > %lld AND l.seq <= %lld ORDER BY l.seq",
    [TA_SQL_META] = "SELECT value FROM ta_meta WHERE name = %s",
};

const char *ta_sql_text(const char *const *own, ta_sql_t sql)
{
    return own && own[sql] ? own[sql] : texts[sql];
}
