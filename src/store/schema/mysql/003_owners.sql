-- For the list of users where the directory has none: a narrow row for each owner; and for its order by last use.

CREATE TABLE IF NOT EXISTS ta_owner (
    login VARCHAR(255) NOT NULL PRIMARY KEY,
    tokens BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO ta_owner (login, tokens) SELECT login, COUNT(live_name) FROM ta_token GROUP BY login
    ON DUPLICATE KEY UPDATE tokens = VALUES(tokens);

-- Rows that were there are older than the rest, if a backup of the version before was put back.
DELETE o FROM ta_owner o LEFT JOIN ta_token t ON t.login = o.login WHERE t.id IS NULL;

CREATE INDEX IF NOT EXISTS ta_token_last_used ON ta_token (last_used_at, login);

UPDATE ta_meta SET value = 3 WHERE name = 'schema_version';
