-- For the list of users by last use, and for the history of one user's tokens.

CREATE INDEX IF NOT EXISTS ta_token_used ON ta_token (login, last_used_at);

CREATE INDEX IF NOT EXISTS ta_log_login ON ta_log (login, seq);

UPDATE ta_meta SET value = 2 WHERE name = 'schema_version';
