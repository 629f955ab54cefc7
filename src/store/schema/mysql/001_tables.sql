-- The first schema. Times are milliseconds since 1970 UTC; text compares by byte, trailing spaces included.
--
-- MariaDB commits each statement that makes a table. So each can be run again, and the version comes last.

CREATE TABLE IF NOT EXISTS ta_meta (
    name VARCHAR(64) NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- live_name is the name while the token holds it and NULL once it is revoked: unique among the living.
CREATE TABLE IF NOT EXISTS ta_token (
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
    UNIQUE KEY ta_token_living (login, live_name)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

CREATE TABLE IF NOT EXISTS ta_secret (
    digest VARCHAR(64) NOT NULL PRIMARY KEY,
    token_id VARCHAR(32) NOT NULL,
    created_at BIGINT NOT NULL,
    retires_at BIGINT,
    retired_at BIGINT,
    first_used_at BIGINT,
    KEY ta_secret_token (token_id)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

-- seq comes from ta_meta's log_seq, counted in the same transaction: its order is the order of commits.
CREATE TABLE IF NOT EXISTS ta_log (
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
    hash VARCHAR(64) NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;

INSERT INTO ta_meta (name, value) VALUES ('log_seq', 0) ON DUPLICATE KEY UPDATE name = name;

INSERT INTO ta_meta (name, value) SELECT 'server_id', FLOOR(RAND() * 9007199254740991) ON DUPLICATE KEY UPDATE ta_meta.name = ta_meta.name;

INSERT INTO ta_meta (name, value) VALUES ('schema_version', 1) ON DUPLICATE KEY UPDATE name = name;
