-- The first schema. Times are milliseconds since 1970 UTC; text compares by byte, whatever the database's own order.

CREATE TABLE ta_meta (
    name VARCHAR(64) COLLATE "C" NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);

-- live_name is the name while the token holds it and NULL once it is revoked: unique among the living.
CREATE TABLE ta_token (
    id VARCHAR(32) COLLATE "C" NOT NULL PRIMARY KEY,
    login VARCHAR(255) COLLATE "C" NOT NULL,
    name VARCHAR(400) COLLATE "C" NOT NULL,
    live_name VARCHAR(400) COLLATE "C",
    type VARCHAR(32) COLLATE "C" NOT NULL,
    project_key VARCHAR(400) COLLATE "C",
    description VARCHAR(1000) COLLATE "C",
    created_at BIGINT NOT NULL,
    created_by VARCHAR(255) COLLATE "C" NOT NULL,
    created_by_token VARCHAR(32) COLLATE "C",
    expires_at BIGINT,
    suspended_at BIGINT,
    suspended_by VARCHAR(255) COLLATE "C",
    revoked_at BIGINT,
    revoked_by VARCHAR(255) COLLATE "C",
    grants VARCHAR(2000) COLLATE "C",
    networks VARCHAR(2000) COLLATE "C",
    last_used_at BIGINT,
    last_used_ip VARCHAR(45) COLLATE "C",
    last_used_agent VARCHAR(64) COLLATE "C",
    CONSTRAINT ta_token_living UNIQUE (login, live_name)
);

CREATE TABLE ta_secret (
    digest VARCHAR(64) COLLATE "C" NOT NULL PRIMARY KEY,
    token_id VARCHAR(32) COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    retires_at BIGINT,
    retired_at BIGINT,
    first_used_at BIGINT
);

CREATE INDEX ta_secret_token ON ta_secret (token_id);

-- seq comes from ta_meta's log_seq, counted in the same transaction: its order is the order of commits.
CREATE TABLE ta_log (
    seq BIGINT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    actor VARCHAR(255) COLLATE "C" NOT NULL,
    actor_ip VARCHAR(45) COLLATE "C",
    actor_token VARCHAR(32) COLLATE "C",
    action VARCHAR(32) COLLATE "C" NOT NULL,
    token_id VARCHAR(32) COLLATE "C",
    login VARCHAR(255) COLLATE "C",
    name VARCHAR(400) COLLATE "C",
    detail VARCHAR(1000) COLLATE "C",
    hash VARCHAR(64) COLLATE "C" NOT NULL
);

INSERT INTO ta_meta (name, value) VALUES ('schema_version', 1);

INSERT INTO ta_meta (name, value) VALUES ('log_seq', 0);

INSERT INTO ta_meta (name, value) SELECT 'server_id', floor(random() * 9007199254740991)::BIGINT;
