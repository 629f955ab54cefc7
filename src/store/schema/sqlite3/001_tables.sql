-- The first schema. Times are milliseconds since 1970 UTC; text compares by byte (SQLite's BINARY collation).

CREATE TABLE ta_meta (
    name VARCHAR(64) NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
) WITHOUT ROWID;

-- live_name is the name while the token holds it and NULL once it is revoked: unique among the living.
CREATE TABLE ta_token (
    id VARCHAR(32) NOT NULL PRIMARY KEY,
    login VARCHAR(255) NOT NULL,
    name VARCHAR(400) NOT NULL,
    live_name VARCHAR(400),
    type VARCHAR(32) NOT NULL,
    project_key VARCHAR(400),
    description VARCHAR(1000),
    created_at BIGINT NOT NULL,
    created_by VARCHAR(255) NOT NULL,
    created_by_token VARCHAR(32),
    expires_at BIGINT,
    suspended_at BIGINT,
    suspended_by VARCHAR(255),
    revoked_at BIGINT,
    revoked_by VARCHAR(255),
    grants VARCHAR(2000),
    networks VARCHAR(2000),
    last_used_at BIGINT,
    last_used_ip VARCHAR(45),
    last_used_agent VARCHAR(64),
    UNIQUE (login, live_name)
);

-- Clustered by the digest: a look-up walks one tree.
CREATE TABLE ta_secret (
    digest CHAR(64) NOT NULL PRIMARY KEY,
    token_id VARCHAR(32) NOT NULL,
    created_at BIGINT NOT NULL,
    retires_at BIGINT,
    retired_at BIGINT,
    first_used_at BIGINT
) WITHOUT ROWID;

CREATE INDEX ta_secret_token ON ta_secret (token_id);

-- seq comes from ta_meta's log_seq, counted in the same transaction: its order is the order of commits.
CREATE TABLE ta_log (
    seq BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    actor VARCHAR(255) NOT NULL,
    actor_ip VARCHAR(45),
    actor_token VARCHAR(32),
    action VARCHAR(32) NOT NULL,
    token_id VARCHAR(32),
    login VARCHAR(255),
    name VARCHAR(400),
    detail VARCHAR(1000),
    hash CHAR(64) NOT NULL
);

INSERT INTO ta_meta (name, value) VALUES ('schema_version', 1);

INSERT INTO ta_meta (name, value) VALUES ('log_seq', 0);

INSERT INTO ta_meta (name, value) SELECT 'server_id', random() & 9223372036854775807;
