-- {"login": "alice", "name": "a'; DROP TABLE ta_token; --", "status": 200, "value": "tau_TQQNWwS6EeGg5rU0eYERBOcSz5RL54RZLQ1PdPpI"}
-- {"login": "alice", "name": "50% \\ \"quoted\" %s ?", "status": 200, "value": "tau_fNUH0CqCauA5oUCwuGbTU6fenziE9bPXI34X9g5e"}
-- {"login": "alice", "name": "日本語", "status": 200, "value": "tau_RRgUFZ5NprWQqgSJVmX7JL1olCGeYmv8a32e1jk8"}
-- {"login": "alice", "name": "á", "status": 200, "value": "tau_z120OGqA2nusZhLlXhE2LpjVhsVgHW1Yxu34WaaI"}
-- {"login": "alice", "name": "á", "status": 200, "value": "tau_9DDjJULyat9aGIwIR8JjFNfT9FAwWawY6G1EIMAI"}
-- {"login": "alice", "name": "A", "status": 200, "value": "tau_sp3ZTNblvfSTaXh6jgjLpZ2Jfa8d9VGlQl44xeqj"}
-- {"login": "alice", "name": "a", "status": 200, "value": "tau_XEDpSgTd4z7DtnUVyrGkm6uvTsZcRMlKIE3v3omq"}
-- {"login": "alice", "name": "of alice", "status": 200, "value": "tau_5EYknf9tSOlTLpVNJLhy7gIkcV2IRlulaa2p6d6r"}
-- {"login": "bob", "name": "of bob", "status": 200, "value": "tau_G0GBqHKFCeuBtvKy7hIxYK9qKmwGWVtgg53HyA0p"}
-- {"login": "O'Brien; --", "name": "of O'Brien; --", "status": 200, "value": "tau_liDwJGxMYjk6WPYPt6UetNcceBWiCTvVN32rJVn8"}
-- {"login": "Ünï çødé 😀", "name": "of Ünï çødé 😀", "status": 200, "value": "tau_aBYBjxlQuQZoKAQCM8wpfyAlc7fpM99c4Z4NC6Fi"}
-- {"login": "a", "name": "of a", "status": 200, "value": "tau_zXYbCPNrFk0GtDqVEnNt8hW176Epm0a16P3t5C0w"}
-- {"login": "A", "name": "of A", "status": 200, "value": "tau_sTN3hoKr1JPQ7vGqOhUwPmNZP90mEuRPjh0XIPQP"}
-- {"login": "á", "name": "of á", "status": 200, "value": "tau_tVJwLUvV8s93RMg5dgE59P4D46bgFcCUaP3trH19"}
-- {"login": "alice", "name": "revoked", "status": 401, "value": "tau_HDiipKZrLb6b4xv5Ht9EJsKsVyk1heJma24YiH89"}
-- {"login": "alice", "name": "used again", "status": 401, "value": "tau_VOJXV3LbgjYFIbEFrdL2xGfes9owSSLNXy17ySP2"}
-- {"login": "alice", "name": "used again", "status": 200, "value": "tau_30a2ENX9SbeJPM1hPPcqtj6U5tArhEjTQB38aMNE"}
-- {"login": "bob", "name": "expires late", "status": 200, "value": "tau_c7uCn3kxAnD7kuuuk2eX2wz8wLdWF4icWy17sndv"}
-- {"login": "bob", "name": "expired", "status": 401, "value": "tau_jXX79KJ5IkIY1oeVxBxTHbydTSd9Gfzd3D4ffAuN"}
-- {"login": "bob", "name": "of a project", "status": 200, "value": "tap_wHZzItm8n6kV76lNUeUG8AGOE0uo649S0k1MQGI4"}
-- {"login": "bob", "name": "for analysis", "status": 200, "value": "taa_sHvC5EjXwUm7nuCOsrnwgugzNicdktWGRe4VLM5I"}
-- {"login": "admin", "name": "minter", "status": 200, "value": "tau_GbCfhU3LvS9AOqZFoNzm2DJLWTmqn1wawk37cBMO"}
-- {"login": "alice", "name": "made by a token", "status": 200, "value": "tau_jBP4wnVQiMUsDUpbrRXTEqqcvHp5umc2h14dpYJg"}
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.ta_log (
    seq bigint NOT NULL,
    at bigint NOT NULL,
    actor character varying(255) NOT NULL COLLATE pg_catalog."C",
    actor_ip character varying(45) COLLATE pg_catalog."C",
    actor_token character varying(32) COLLATE pg_catalog."C",
    action character varying(32) NOT NULL COLLATE pg_catalog."C",
    token_id character varying(32) COLLATE pg_catalog."C",
    login character varying(255) COLLATE pg_catalog."C",
    name character varying(400) COLLATE pg_catalog."C",
    detail character varying(1000) COLLATE pg_catalog."C",
    hash character varying(64) NOT NULL COLLATE pg_catalog."C"
);
CREATE TABLE public.ta_meta (
    name character varying(64) NOT NULL COLLATE pg_catalog."C",
    value bigint NOT NULL
);
CREATE TABLE public.ta_owner (
    login character varying(255) NOT NULL COLLATE pg_catalog."C",
    tokens bigint NOT NULL
);
CREATE TABLE public.ta_secret (
    digest character varying(64) NOT NULL COLLATE pg_catalog."C",
    token_id character varying(32) NOT NULL COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    retires_at bigint,
    retired_at bigint,
    first_used_at bigint
);
CREATE TABLE public.ta_token (
    id character varying(32) NOT NULL COLLATE pg_catalog."C",
    login character varying(255) NOT NULL COLLATE pg_catalog."C",
    name character varying(400) NOT NULL COLLATE pg_catalog."C",
    live_name character varying(400) COLLATE pg_catalog."C",
    type character varying(32) NOT NULL COLLATE pg_catalog."C",
    project_key character varying(400) COLLATE pg_catalog."C",
    description character varying(1000) COLLATE pg_catalog."C",
    created_at bigint NOT NULL,
    created_by character varying(255) NOT NULL COLLATE pg_catalog."C",
    created_by_token character varying(32) COLLATE pg_catalog."C",
    expires_at bigint,
    suspended_at bigint,
    suspended_by character varying(255) COLLATE pg_catalog."C",
    revoked_at bigint,
    revoked_by character varying(255) COLLATE pg_catalog."C",
    grants character varying(2000) COLLATE pg_catalog."C",
    networks character varying(2000) COLLATE pg_catalog."C",
    last_used_at bigint,
    last_used_ip character varying(45) COLLATE pg_catalog."C",
    last_used_agent character varying(64) COLLATE pg_catalog."C"
);
INSERT INTO public.ta_log VALUES (1, 1796137822427, 'alice', '127.0.0.1', NULL, 'generate', '4AJxh4pmPcMR3ZVO', 'alice', 'a''; DROP TABLE ta_token; --', 'USER_TOKEN', 'ce71f69a8a0d97ceec32879ada6b7c350f7b752c89e396d3ca0fff38a5e6c9d7');
INSERT INTO public.ta_log VALUES (2, 1796137822463, 'alice', '127.0.0.1', NULL, 'generate', 'ZL5aeGsGwr9nft0A', 'alice', '50% \ "quoted" %s ?', 'USER_TOKEN', 'bba48e99f8880f550adf7579a0e9260f1c516954bbe4f3a080c81efcda178736');
INSERT INTO public.ta_log VALUES (3, 1796137822468, 'alice', '127.0.0.1', NULL, 'generate', 'wZVRoeN5IXn77HI8', 'alice', '日本語', 'USER_TOKEN', '05106e0495f54e2a3b4f532d4cf461c0880cf79c5832791727748c2ffb880cf6');
INSERT INTO public.ta_log VALUES (4, 1796137822471, 'alice', '127.0.0.1', NULL, 'generate', 'gusevGUmwXHeVUX5', 'alice', 'á', 'USER_TOKEN', 'e8db03fb3ea65be7529a3d3ffa64c5f74758096c170d20ba361e86b4e82ac4f8');
INSERT INTO public.ta_log VALUES (5, 1796137822475, 'alice', '127.0.0.1', NULL, 'generate', 'oytWBKJJ8g5sibOj', 'alice', 'á', 'USER_TOKEN', 'b671de27baae81addd858d9f9cde646ebd159dc3b6296bf966ed238ce8bade99');
INSERT INTO public.ta_log VALUES (6, 1796137822478, 'alice', '127.0.0.1', NULL, 'generate', '8qWnlpOBWGUc9TqC', 'alice', 'A', 'USER_TOKEN', '3e235aa095b3f7af17ce1f488bb4ac2dec06834577eb761338444873800642d3');
INSERT INTO public.ta_log VALUES (7, 1796137822482, 'alice', '127.0.0.1', NULL, 'generate', 'wpTbiJj49ibquTEt', 'alice', 'a', 'USER_TOKEN', '4e96ab1a8448ee73abc4d7e905e00252effbc1ea40e782b1dafb1cdaa37fc7a5');
INSERT INTO public.ta_log VALUES (8, 1796137822485, 'alice', '127.0.0.1', NULL, 'generate', 'jFWDP99U9XW5ByWW', 'alice', 'of alice', 'USER_TOKEN', '181b183bc0375081d645ff1597021a49f87c99f0edee4ff1f864f76217ae8694');
INSERT INTO public.ta_log VALUES (9, 1796137822488, 'bob', '127.0.0.1', NULL, 'generate', 'OOddPStspyp4u27y', 'bob', 'of bob', 'USER_TOKEN', '99715e0f9be11ecc9544cce9d43e038ea335c150e057b35a5f528f2e365fd7ee');
INSERT INTO public.ta_log VALUES (10, 1796137822492, 'O''Brien; --', '127.0.0.1', NULL, 'generate', 'lqDoSqHftax8Ttyo', 'O''Brien; --', 'of O''Brien; --', 'USER_TOKEN', '044a321369b35b7d971608a52948e113dc6a6318832ad5354d669a55cd98137e');
INSERT INTO public.ta_log VALUES (11, 1796137822495, 'Ünï çødé 😀', '127.0.0.1', NULL, 'generate', '9BET9Ofq4Vmr66dJ', 'Ünï çødé 😀', 'of Ünï çødé 😀', 'USER_TOKEN', '10daf82528113fb187620ef278f773b35b7d0b27badd1dbb292fec27132ce4d9');
INSERT INTO public.ta_log VALUES (12, 1796137822499, 'a', '127.0.0.1', NULL, 'generate', '4J7FL0VA67ntkGPy', 'a', 'of a', 'USER_TOKEN', 'ac1e28af1810690e5b8c8d9c48322394fd83472a7a179924d82a401ec234f702');
INSERT INTO public.ta_log VALUES (13, 1796137822503, 'A', '127.0.0.1', NULL, 'generate', 'Cu4g9YQhYD9MCJre', 'A', 'of A', 'USER_TOKEN', 'f1575670f02c46fe9a55770af09860dcadae1716f96409e9f67569052ed32247');
INSERT INTO public.ta_log VALUES (14, 1796137822506, 'á', '127.0.0.1', NULL, 'generate', '1WsSbE0FG1qrSdSJ', 'á', 'of á', 'USER_TOKEN', 'ec6749392791fb9ecf2e379ab12616f181d5185923ec9acfc9a715e50be5b027');
INSERT INTO public.ta_log VALUES (15, 1796137822509, 'alice', '127.0.0.1', NULL, 'generate', 'CX8D4sUFqiaQ5abH', 'alice', 'revoked', 'USER_TOKEN', '43fb5ae36e1fda38bcaf2a2a52c3b8b80b490f25c73501993ae24290614763ad');
INSERT INTO public.ta_log VALUES (16, 1796137822512, 'alice', '127.0.0.1', NULL, 'revoke', 'CX8D4sUFqiaQ5abH', 'alice', 'revoked', NULL, 'fddd6c05e5d0d40d9098f0f105915bd86ab32d698805c9f79be82f380d98cdfd');
INSERT INTO public.ta_log VALUES (17, 1796137822516, 'alice', '127.0.0.1', NULL, 'generate', 'jC4dHK0TFm40OK8I', 'alice', 'used again', 'USER_TOKEN', '2c1737f6ae977d02508fe9960ad6caab7ca28a76f84eb6fc4f80826eb4a941ff');
INSERT INTO public.ta_log VALUES (18, 1796137822520, 'alice', '127.0.0.1', NULL, 'revoke', 'jC4dHK0TFm40OK8I', 'alice', 'used again', NULL, 'd5458925dd2e211fd9063bb40c4a0b042c5d38ef8ff176122deac2ad9b3f8d1c');
INSERT INTO public.ta_log VALUES (19, 1796137822525, 'alice', '127.0.0.1', NULL, 'generate', 'hHfvnzvcPeqw1q3F', 'alice', 'used again', 'USER_TOKEN', '75cfc2ad1744915c061a978e795be38bc9d26ba3a4ccb66b83a59628a2aadb0e');
INSERT INTO public.ta_log VALUES (20, 1796137822528, 'bob', '127.0.0.1', NULL, 'generate', 'x6wwDxz6xbNH89Cu', 'bob', 'expires late', 'USER_TOKEN, expires 2999-12-31', 'b045a9383b2f4ab3ba0e0d6852c2cd4435a8c9881834c643519202892b74774e');
INSERT INTO public.ta_log VALUES (21, 1796137822531, 'bob', '127.0.0.1', NULL, 'generate', '9mTg2MEY8it0aQKo', 'bob', 'expired', 'USER_TOKEN, expires 2026-12-10', '73c8cfea87d4528057f2daea3b96d61a9b37911518db22e4556a8835f3c50f4c');
INSERT INTO public.ta_log VALUES (22, 1796137822543, 'bob', '127.0.0.1', NULL, 'generate', 'XivGsUUQ0d9BqA3P', 'bob', 'of a project', 'PROJECT_ANALYSIS_TOKEN', '90d83f28117037ff68b74a682a67fcb7ef2768129ec3484a7d4e3a1424ca6ada');
INSERT INTO public.ta_log VALUES (23, 1796137822553, 'bob', '127.0.0.1', NULL, 'generate', '2sueujdmrGPMGMje', 'bob', 'for analysis', 'GLOBAL_ANALYSIS_TOKEN', '5d87d2cbbe4dd36591b5716caaf9620e2ec1f5ef2f0f92bd2dd7c92257190164');
INSERT INTO public.ta_log VALUES (24, 1796137822556, 'admin', '127.0.0.1', NULL, 'generate', 'mKoEZjvQ5NhgXdN4', 'admin', 'minter', 'USER_TOKEN', '69dfaa8e7b285e7b83f9e4302e018822a48a02fa3503eeaba520484121732067');
INSERT INTO public.ta_log VALUES (25, 1796137822559, 'admin', '127.0.0.1', 'mKoEZjvQ5NhgXdN4', 'generate', 'lneTHAqdFrdYiflM', 'alice', 'made by a token', 'USER_TOKEN', 'ad91db6887f9ab2f669d6ea00f358874c747c08a23ba410fbb6e5207783c0350');
INSERT INTO public.ta_meta VALUES ('server_id', 239035120799723);
INSERT INTO public.ta_meta VALUES ('schema_version', 3);
INSERT INTO public.ta_meta VALUES ('log_seq', 25);
INSERT INTO public.ta_owner VALUES ('O''Brien; --', 1);
INSERT INTO public.ta_owner VALUES ('Ünï çødé 😀', 1);
INSERT INTO public.ta_owner VALUES ('a', 1);
INSERT INTO public.ta_owner VALUES ('A', 1);
INSERT INTO public.ta_owner VALUES ('á', 1);
INSERT INTO public.ta_owner VALUES ('bob', 5);
INSERT INTO public.ta_owner VALUES ('admin', 1);
INSERT INTO public.ta_owner VALUES ('alice', 10);
INSERT INTO public.ta_secret VALUES ('71adbcb0ce236e9853b4ba6f7f1ff6feea527523ad9c5ae803cb130e5df006e5', '4AJxh4pmPcMR3ZVO', 1796137822427, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('74dade2eed53a650e1938acd7ce6c9e2a719fbc90f3e708dd0a77c04f1a50c9d', 'ZL5aeGsGwr9nft0A', 1796137822463, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('00856e11ea9225c123876581a0aeddf0c8b932d5b6a5b6238f28912939587791', 'wZVRoeN5IXn77HI8', 1796137822468, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('89c595aa9a1761c01c6076e093c62fcd9e35a1b0403ea2d30adb0c1f09c5ae1a', 'gusevGUmwXHeVUX5', 1796137822471, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('729fb516e36cc042a23f7b56cb780a40d236f3cee3e3a0cd0408549f609203cf', 'oytWBKJJ8g5sibOj', 1796137822475, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('44cb5cb9712074d7db5eb80931772be98688530a507b678c8a14a7501e8e152b', '8qWnlpOBWGUc9TqC', 1796137822478, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('b4687c3aa9345309854ea82f136808d63be724bb797f8aaa3b432e26593af9b6', 'wpTbiJj49ibquTEt', 1796137822482, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('b43144c2b762dc61943d2a45d40aad47af02786b17284cb1ceb59f71f887df14', 'jFWDP99U9XW5ByWW', 1796137822485, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('4557bf307240969cd6b901e851f1d62df1afa450fc4f7a5ca519c000801398b3', 'OOddPStspyp4u27y', 1796137822488, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('99cfd42e3b3217fdd70a44487c1b681d711ee5ca3645be1ca9806dbd9637ede0', 'lqDoSqHftax8Ttyo', 1796137822492, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('d9fe23c1ce719ce84d86ee1694473d3a67a7fc587eeb14576f21e249cc72ad26', '9BET9Ofq4Vmr66dJ', 1796137822495, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('b3a38fffd81318762db96183376b8b74a5116d11cb3f89a4cfa31364be69bf12', '4J7FL0VA67ntkGPy', 1796137822499, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('7aab67ef1a1db11f4574b034330fdca4a313b6a357a0e31607ecbf6eb0e221a2', 'Cu4g9YQhYD9MCJre', 1796137822503, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('c890c790e9ba9ccabfc7f8d3d49dba568023d1753a1cfcfd7eb17cf2cf841478', '1WsSbE0FG1qrSdSJ', 1796137822506, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('cbd5e002e04b3bdca632119a372c95d76cd64304a81227b51711327f8f79a8c4', 'CX8D4sUFqiaQ5abH', 1796137822509, NULL, 1796137822512, NULL);
INSERT INTO public.ta_secret VALUES ('2e0f1f6ffd6f97aec1f8ce1e477d9888eb640324aef45f1f2f9e81ba41be0643', 'jC4dHK0TFm40OK8I', 1796137822516, NULL, 1796137822520, NULL);
INSERT INTO public.ta_secret VALUES ('cc003c7c34aaaa6a499ebf2582d07d6a76695dcc4910d48d84f36f0745e3a3a9', 'hHfvnzvcPeqw1q3F', 1796137822525, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('7b3434f548a785b4d9144023183877c39cd06868aaf5f83accac38fd1b7baf64', 'x6wwDxz6xbNH89Cu', 1796137822528, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('8ce4a0bbaac8d580fc87c21507f2b31f72e7624afd60bde34069b8fbc5409012', '9mTg2MEY8it0aQKo', 1796137822531, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('ec2d51c85acd954f11ed3c88789ba25d2b3bb4b3cffe5ebcce16b2774c8725eb', 'XivGsUUQ0d9BqA3P', 1796137822543, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('b83de3412f21f6dabc1c91e92f43007f092fb56f540facffc96024c6c57d87ed', '2sueujdmrGPMGMje', 1796137822553, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('556411e0344a0924f597f5f72ec91a712d2fa1a99b4c1ca750a4939d38e5f263', 'mKoEZjvQ5NhgXdN4', 1796137822556, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('af65bbe3b20163da3cbdedc1ca08a38981192357310ce824f718cec1cf47c89c', 'lneTHAqdFrdYiflM', 1796137822559, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('4AJxh4pmPcMR3ZVO', 'alice', 'a''; DROP TABLE ta_token; --', 'a''; DROP TABLE ta_token; --', 'USER_TOKEN', NULL, NULL, 1796137822427, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('ZL5aeGsGwr9nft0A', 'alice', '50% \ "quoted" %s ?', '50% \ "quoted" %s ?', 'USER_TOKEN', NULL, NULL, 1796137822463, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('wZVRoeN5IXn77HI8', 'alice', '日本語', '日本語', 'USER_TOKEN', NULL, NULL, 1796137822468, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('gusevGUmwXHeVUX5', 'alice', 'á', 'á', 'USER_TOKEN', NULL, NULL, 1796137822471, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('oytWBKJJ8g5sibOj', 'alice', 'á', 'á', 'USER_TOKEN', NULL, NULL, 1796137822475, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('8qWnlpOBWGUc9TqC', 'alice', 'A', 'A', 'USER_TOKEN', NULL, NULL, 1796137822478, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('wpTbiJj49ibquTEt', 'alice', 'a', 'a', 'USER_TOKEN', NULL, NULL, 1796137822482, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('jFWDP99U9XW5ByWW', 'alice', 'of alice', 'of alice', 'USER_TOKEN', NULL, NULL, 1796137822485, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('OOddPStspyp4u27y', 'bob', 'of bob', 'of bob', 'USER_TOKEN', NULL, NULL, 1796137822488, 'bob', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('lqDoSqHftax8Ttyo', 'O''Brien; --', 'of O''Brien; --', 'of O''Brien; --', 'USER_TOKEN', NULL, NULL, 1796137822492, 'O''Brien; --', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('9BET9Ofq4Vmr66dJ', 'Ünï çødé 😀', 'of Ünï çødé 😀', 'of Ünï çødé 😀', 'USER_TOKEN', NULL, NULL, 1796137822495, 'Ünï çødé 😀', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('4J7FL0VA67ntkGPy', 'a', 'of a', 'of a', 'USER_TOKEN', NULL, NULL, 1796137822499, 'a', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('Cu4g9YQhYD9MCJre', 'A', 'of A', 'of A', 'USER_TOKEN', NULL, NULL, 1796137822503, 'A', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('1WsSbE0FG1qrSdSJ', 'á', 'of á', 'of á', 'USER_TOKEN', NULL, NULL, 1796137822506, 'á', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('CX8D4sUFqiaQ5abH', 'alice', 'revoked', NULL, 'USER_TOKEN', NULL, NULL, 1796137822509, 'alice', NULL, NULL, NULL, NULL, 1796137822512, 'alice', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('jC4dHK0TFm40OK8I', 'alice', 'used again', NULL, 'USER_TOKEN', NULL, NULL, 1796137822516, 'alice', NULL, NULL, NULL, NULL, 1796137822520, 'alice', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('hHfvnzvcPeqw1q3F', 'alice', 'used again', 'used again', 'USER_TOKEN', NULL, NULL, 1796137822525, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('x6wwDxz6xbNH89Cu', 'bob', 'expires late', 'expires late', 'USER_TOKEN', NULL, NULL, 1796137822528, 'bob', NULL, 32503593600000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('9mTg2MEY8it0aQKo', 'bob', 'expired', 'expired', 'USER_TOKEN', NULL, NULL, 1796137822531, 'bob', NULL, 1796137822532, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('XivGsUUQ0d9BqA3P', 'bob', 'of a project', 'of a project', 'PROJECT_ANALYSIS_TOKEN', 'org.example:app', NULL, 1796137822543, 'bob', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('2sueujdmrGPMGMje', 'bob', 'for analysis', 'for analysis', 'GLOBAL_ANALYSIS_TOKEN', NULL, NULL, 1796137822553, 'bob', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('lneTHAqdFrdYiflM', 'alice', 'made by a token', 'made by a token', 'USER_TOKEN', NULL, NULL, 1796137822559, 'admin', 'mKoEZjvQ5NhgXdN4', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('mKoEZjvQ5NhgXdN4', 'admin', 'minter', 'minter', 'USER_TOKEN', NULL, NULL, 1796137822556, 'admin', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1796137822561, '127.0.0.1', NULL);
ALTER TABLE ONLY public.ta_log
    ADD CONSTRAINT ta_log_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.ta_meta
    ADD CONSTRAINT ta_meta_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.ta_owner
    ADD CONSTRAINT ta_owner_pkey PRIMARY KEY (login);
ALTER TABLE ONLY public.ta_secret
    ADD CONSTRAINT ta_secret_pkey PRIMARY KEY (digest);
ALTER TABLE ONLY public.ta_token
    ADD CONSTRAINT ta_token_living UNIQUE (login, live_name);
ALTER TABLE ONLY public.ta_token
    ADD CONSTRAINT ta_token_pkey PRIMARY KEY (id);
CREATE INDEX ta_log_login ON public.ta_log USING btree (login, seq);
CREATE INDEX ta_secret_token ON public.ta_secret USING btree (token_id);
CREATE INDEX ta_token_last_used ON public.ta_token USING btree (last_used_at, login) WHERE (last_used_at IS NOT NULL);
