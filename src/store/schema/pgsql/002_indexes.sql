-- For the list of users by last use, and for the history of one user's tokens.

CREATE INDEX ta_token_used ON ta_token (login, last_used_at) WHERE last_used_at IS NOT NULL;

CREATE INDEX ta_log_login ON ta_log (login, seq);

UPDATE ta_meta SET value = 2 WHERE name = 'schema_version';
