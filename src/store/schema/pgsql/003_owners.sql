-- For the list of users where the directory has none: a narrow row for each owner; and for its order by last use.

-- One that is there is older than the rest: a backup of the version before was put back.
DROP TABLE IF EXISTS ta_owner;

CREATE TABLE ta_owner (
    login VARCHAR(255) COLLATE "C" NOT NULL PRIMARY KEY,
    tokens BIGINT NOT NULL
);

INSERT INTO ta_owner (login, tokens) SELECT login, COUNT(live_name) FROM ta_token GROUP BY login;

CREATE INDEX ta_token_last_used ON ta_token (last_used_at, login) WHERE last_used_at IS NOT NULL;

UPDATE ta_meta SET value = 3 WHERE name = 'schema_version';
