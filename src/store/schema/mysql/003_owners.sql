-- For the list of users where the directory has none: a narrow row for each owner; and for its order by last use.

CREATE TABLE IF NOT EXISTS ta_owner (
    login VARCHAR(255) NOT NULL PRIMARY KEY,
    tokens BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO ta_owner (login, tokens) SELECT login, COUNT(live_name) FROM ta_token GROUP BY login
    ON DUPLICATE KEY UPDATE tokens = VALUES(tokens);

CREATE INDEX IF NOT EXISTS ta_token_last_used ON ta_token (last_used_at, login);

DROP INDEX IF EXISTS ta_token_used ON ta_token;

UPDATE ta_meta SET value = 3 WHERE name = 'schema_version';
