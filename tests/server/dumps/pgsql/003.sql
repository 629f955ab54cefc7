-- {"login": "alice", "name": "a'; DROP TABLE ta_token; --", "status": 200, "value": "tau_LsJM7PUTD4JqYDTPUcy6dosIlqCEEdsa7m0Of5Pb"}
-- {"login": "alice", "name": "50% \\ \"quoted\" %s ?", "status": 200, "value": "tau_s9IFxq3uUWiUYD8UzVG7wtkcCDqJnWpB4K0idnPd"}
-- {"login": "alice", "name": "日本語", "status": 200, "value": "tau_MaaZ5LnaqtwQIvXuQL3eOPRqyF4IXN2NZS48Y8LH"}
-- {"login": "alice", "name": "á", "status": 200, "value": "tau_foRojlpVg1pLE5zjLFyz5RZ48VCQeuYJ1O0Ovy5n"}
-- {"login": "alice", "name": "á", "status": 200, "value": "tau_Ji685G9zsDWd2VDbaobIZzjv5GtQCBEpWg0RC4D1"}
-- {"login": "alice", "name": "A", "status": 200, "value": "tau_jt4W8emmASZhBRQYpkTMqJqYv4FqsmLeZe4azXdQ"}
-- {"login": "alice", "name": "a", "status": 200, "value": "tau_5ESBM2tZ5VhwCd5CDFcYGCPIpuq1m6RBjv3zZL8A"}
-- {"login": "alice", "name": "of alice", "status": 200, "value": "tau_5XL4EG7gVmfNA6IkvBikX0QwyJgpYQ1esm17LCtJ"}
-- {"login": "bob", "name": "of bob", "status": 200, "value": "tau_U2CWsJy3rMRpIz4pDZX9jlunqkrJ5m10Ki4dePKN"}
-- {"login": "O'Brien; --", "name": "of O'Brien; --", "status": 200, "value": "tau_ALhV2fG6yi1BXiytCyruWJxLqotouNr00K0AFxAK"}
-- {"login": "Ünï çødé 😀", "name": "of Ünï çødé 😀", "status": 200, "value": "tau_0XjSnO976dg7zkwkH1YUVt2VvD34TNsBMg0WaJnH"}
-- {"login": "a", "name": "of a", "status": 200, "value": "tau_LFtlJYWQItbyFGb20iPqO0Bn3rTcBgoPS04L1NSr"}
-- {"login": "A", "name": "of A", "status": 200, "value": "tau_nSMBUxSXDbTE7ZsYoTFJ4eqrmE708nACYr15sW8X"}
-- {"login": "á", "name": "of á", "status": 200, "value": "tau_YP2gyJzxyJwDpPedjmb2rIZCkkPCqR3Y1A2c8WdD"}
-- {"login": "alice", "name": "revoked", "status": 401, "value": "tau_3A0Z8rDZDki4LcjV8BaSKZBVljbo1Por2a26ElJZ"}
-- {"login": "alice", "name": "used again", "status": 401, "value": "tau_ApTrJfCM7Q3nxcsHehyi3JoFGrTY72UV5N4D4DRo"}
-- {"login": "alice", "name": "used again", "status": 200, "value": "tau_RuMO4agtpRTQVMLJeGHNwUb6dXeJDTfghl0z4jMP"}
-- {"login": "bob", "name": "expires late", "status": 200, "value": "tau_gk1JFis33cJNZLeUd1faZtoq66SJkO3zn72Y4nWA"}
-- {"login": "bob", "name": "expired", "status": 401, "value": "tau_8Bh4HIIvRLAoX0uzTNAVTTJKxvgNa7KZTZ1wsbXS"}
-- {"login": "bob", "name": "of a project", "status": 200, "value": "tap_aG6hfQmIUiBvvW8XtYFuvUptdyVQxsWzvF1p0ikb"}
-- {"login": "bob", "name": "for analysis", "status": 200, "value": "taa_SvwJa6KK3WRagCoTclhnt7AIeODw82HUmX3C1X8X"}
-- {"login": "admin", "name": "minter", "status": 200, "value": "tau_9JcR9zJsxf6qb0VUZSFfwpymgIhbHyTRXu1sMnSN"}
-- {"login": "alice", "name": "made by a token", "status": 200, "value": "tau_yAxvPvn1daZfPdVNhBgcnGkDp5KsrhaR2b0PdxXP"}
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
INSERT INTO public.ta_log VALUES (1, 1796145347816, 'alice', '127.0.0.1', NULL, 'generate', 'rVu4qOB5YzXloKvW', 'alice', 'a''; DROP TABLE ta_token; --', 'USER_TOKEN', '296f088b4249430177187ece3c06dbcea55c81fb18b2040f936a76b0ef68b224');
INSERT INTO public.ta_log VALUES (2, 1796145347856, 'alice', '127.0.0.1', NULL, 'generate', 'jGOUDANwwP6WlJIL', 'alice', '50% \ "quoted" %s ?', 'USER_TOKEN', '79a0c8831edabe482cb158d4e360043a6b9cd1a7222e0cbd6f8436982b46bdb8');
INSERT INTO public.ta_log VALUES (3, 1796145347860, 'alice', '127.0.0.1', NULL, 'generate', 'p3qupgQZRI4w8usG', 'alice', '日本語', 'USER_TOKEN', 'df2d79bedc70e9e41b7b02360e8df7a96409ede8809b64f69e2b26bc4c4d13b0');
INSERT INTO public.ta_log VALUES (4, 1796145347863, 'alice', '127.0.0.1', NULL, 'generate', '6Y8rsko36UG0fsI9', 'alice', 'á', 'USER_TOKEN', 'ce6b392b0580bbd45454ad25dc4b777ba21d106ea5cee29e72b59f734775f5d2');
INSERT INTO public.ta_log VALUES (5, 1796145347866, 'alice', '127.0.0.1', NULL, 'generate', 'BAOXUlPg9G3EbJte', 'alice', 'á', 'USER_TOKEN', '98d9237330d7b60bff74df67555196a25fec324ca065eeb59a4a10ed677304cc');
INSERT INTO public.ta_log VALUES (6, 1796145347868, 'alice', '127.0.0.1', NULL, 'generate', 'Wrlky4mKVmH2gg0J', 'alice', 'A', 'USER_TOKEN', 'c53688ee4e2d6bb1a7e4719169444a5afb65c7fe4dc3b437f3ebe66572406fc8');
INSERT INTO public.ta_log VALUES (7, 1796145347872, 'alice', '127.0.0.1', NULL, 'generate', 'xxa1pdmuoaTBF5pk', 'alice', 'a', 'USER_TOKEN', 'beb97ee6049f9ed2620454077cd26bcf35f313a41cd85c27d4f794755277440f');
INSERT INTO public.ta_log VALUES (8, 1796145347875, 'alice', '127.0.0.1', NULL, 'generate', 'Alyhfgs19ekVq9F8', 'alice', 'of alice', 'USER_TOKEN', 'b3915fa853188b05bd54a8e327147b57022b798516903c182b89afe83fa55857');
INSERT INTO public.ta_log VALUES (9, 1796145347878, 'bob', '127.0.0.1', NULL, 'generate', 'PexjveLIZCWXyr3M', 'bob', 'of bob', 'USER_TOKEN', '4464e018658516ea2490ee820d94d728f7944cfafea678b3b230b03be690dc6c');
INSERT INTO public.ta_log VALUES (10, 1796145347881, 'O''Brien; --', '127.0.0.1', NULL, 'generate', 'b8WpSqGjcit7CZzi', 'O''Brien; --', 'of O''Brien; --', 'USER_TOKEN', '711b487a80f1162c14cd5ff8ee4166ceb67ca40c5881548345ae862eea7fd115');
INSERT INTO public.ta_log VALUES (11, 1796145347882, 'Ünï çødé 😀', '127.0.0.1', NULL, 'generate', 'xDqrdTbDrXErXIIv', 'Ünï çødé 😀', 'of Ünï çødé 😀', 'USER_TOKEN', '928c193cfc9f5eacbacb38a514fb90a330c6fd32a837c296c1ea97eb758198d8');
INSERT INTO public.ta_log VALUES (12, 1796145347885, 'a', '127.0.0.1', NULL, 'generate', 'HBwfaTodeDzfXIKr', 'a', 'of a', 'USER_TOKEN', 'db2a926aa6a42ad15227616f5d88f1e35fa6a28e9094df8b8a5d0c545e547621');
INSERT INTO public.ta_log VALUES (13, 1796145347887, 'A', '127.0.0.1', NULL, 'generate', 'DkriLrOFnaR4bCP0', 'A', 'of A', 'USER_TOKEN', 'b6f06f3a263bfb8ea1bc927d798d49cdbf81ebc7e093b96a0c30850a99841af5');
INSERT INTO public.ta_log VALUES (14, 1796145347891, 'á', '127.0.0.1', NULL, 'generate', 'EtPHAfTfGP7NlBRJ', 'á', 'of á', 'USER_TOKEN', 'd74624006f644a35a91c2cbecc4fc17e5f36cf2d0f1fbec828cde479c5ac7648');
INSERT INTO public.ta_log VALUES (15, 1796145347894, 'alice', '127.0.0.1', NULL, 'generate', 'awKeTY1OKC27Q0vJ', 'alice', 'revoked', 'USER_TOKEN', '626fb86100ef68211d30fe76b3e378c5736dced62f63e7a14f3c4e40faf6be11');
INSERT INTO public.ta_log VALUES (16, 1796145347897, 'alice', '127.0.0.1', NULL, 'revoke', 'awKeTY1OKC27Q0vJ', 'alice', 'revoked', NULL, '28eddc2fad74172b6950c89af11151538845fd4992f801720516ff0ed0b2d55d');
INSERT INTO public.ta_log VALUES (17, 1796145347901, 'alice', '127.0.0.1', NULL, 'generate', 'Ll9ja9Vabch0F79y', 'alice', 'used again', 'USER_TOKEN', '0d7b29e86c1e7470bdaf402410b8e3f5571c957a25f004ce465fb89f599c14be');
INSERT INTO public.ta_log VALUES (18, 1796145347904, 'alice', '127.0.0.1', NULL, 'revoke', 'Ll9ja9Vabch0F79y', 'alice', 'used again', NULL, '779e8a3347c85f30761b3edfe7d929685e8a0429575bd85df94309be9ce1465e');
INSERT INTO public.ta_log VALUES (19, 1796145347908, 'alice', '127.0.0.1', NULL, 'generate', 'za50jKPY2fTlkz8Y', 'alice', 'used again', 'USER_TOKEN', '05813e8d78cc38735f5556b192a0793558b65e59a119deb29d2dfbb1bd5e7332');
INSERT INTO public.ta_log VALUES (20, 1796145347910, 'bob', '127.0.0.1', NULL, 'generate', 'qXdAWiQsLXh0QoYH', 'bob', 'expires late', 'USER_TOKEN, expires 2999-12-31', '3d01738788dee0f8c3e9204eab513f8e40326bc511feba80766485430c7ee758');
INSERT INTO public.ta_log VALUES (21, 1796145347917, 'bob', '127.0.0.1', NULL, 'generate', 'wt9koy1Co65SvSKg', 'bob', 'expired', 'USER_TOKEN, expires 2026-12-10', 'a2d2e4f215187676e021c8acf60c3c609d6b62e7761c96a1055e26d66254c074');
INSERT INTO public.ta_log VALUES (22, 1796145347930, 'bob', '127.0.0.1', NULL, 'generate', 'ZBjSCx4YILkSg7HM', 'bob', 'of a project', 'PROJECT_ANALYSIS_TOKEN', '9356fffab3191169f5b355dd54739729feb7d33d87687325baee25c5db388870');
INSERT INTO public.ta_log VALUES (23, 1796145347933, 'bob', '127.0.0.1', NULL, 'generate', 'wutTeoTyjVTvXbbh', 'bob', 'for analysis', 'GLOBAL_ANALYSIS_TOKEN', '02c989c4d47f1de97bd93219e131627913ef9277c4f237257da4ee118ee0fd72');
INSERT INTO public.ta_log VALUES (24, 1796145347937, 'admin', '127.0.0.1', NULL, 'generate', 'q0vNNm8Zv2dgdkpd', 'admin', 'minter', 'USER_TOKEN', '03a8a47041281f6e54d46a75950c344f8b396da3ed7fadebbdf3c46c5dac4387');
INSERT INTO public.ta_log VALUES (25, 1796145347941, 'admin', '127.0.0.1', 'q0vNNm8Zv2dgdkpd', 'generate', 'xZE71PVtoUYTkSrn', 'alice', 'made by a token', 'USER_TOKEN', 'a331fbfe3fee420e6e585a08e6a9040ed8084e90f7d259420c5d8d254b735dd0');
INSERT INTO public.ta_meta VALUES ('server_id', 744114723363135);
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
INSERT INTO public.ta_secret VALUES ('c169ca3489ae3cc126ef73dcdd04d29c50912238e3a35bcf5bbf420ee10c1d89', 'rVu4qOB5YzXloKvW', 1796145347816, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('6485ed3953384578ab5176298f1e43340ccbc94b03b3943ff10398645d95582b', 'jGOUDANwwP6WlJIL', 1796145347856, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('ff358e76d69a6eb37c37d9984d53547bd50d6a6cd330a3e41872d294c489dcc5', 'p3qupgQZRI4w8usG', 1796145347860, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('affa69fefad8fa07a33adb67e26891f5a37e4086d3fd4e29565a593f3a9c63e7', '6Y8rsko36UG0fsI9', 1796145347863, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('aae224714ffa606e8cafa1bbd26d4091b60b0a891c99adf4eb7e74a7865e4edb', 'BAOXUlPg9G3EbJte', 1796145347866, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('8f4cdec991fb8e6a1ec97e9d401cd507b09f4eb3d059583cd5c7d66adaf160de', 'Wrlky4mKVmH2gg0J', 1796145347868, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('1d89af0c66d28077b5afcdaf7ed9d7150122b6b4658188101d58d5c50d9057de', 'xxa1pdmuoaTBF5pk', 1796145347872, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('3114b826933bd9e8740b7feab74f3ba156416ad5e39aea89e8c0c6e7e4ef6ae1', 'Alyhfgs19ekVq9F8', 1796145347875, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('eb99ccf95f4e8f8659b9e02863e71101feecd6bc1d489a41a29b2317c81ce25c', 'PexjveLIZCWXyr3M', 1796145347878, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('34630090c020ecb2dc310046c01ee6ae0b542a636efb582a06c86a76e22c8c84', 'b8WpSqGjcit7CZzi', 1796145347881, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('6f667fad49afe8c53bfea341d543569c615c5a4f785b81cffcad788d0cec3977', 'xDqrdTbDrXErXIIv', 1796145347882, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('6357c168711e4d03fd41fd9c0550f1771745dacd1509219a77d19bfb8afbbf8c', 'HBwfaTodeDzfXIKr', 1796145347885, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('0ea6cc4743f5f9f5966b3c2e1fd3826a1e44833c61ebf4a3fe4359e0acfdfaca', 'DkriLrOFnaR4bCP0', 1796145347887, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('893c653396ab322719a738c6ebbb141bf685520f38b58f0569e8c0756f158217', 'EtPHAfTfGP7NlBRJ', 1796145347891, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('ccf961caba041324c97414ead54d473e44bbdfed6402c192953219cbdce69506', 'awKeTY1OKC27Q0vJ', 1796145347894, NULL, 1796145347897, NULL);
INSERT INTO public.ta_secret VALUES ('5aaf44088dd8238b0ee1faa360252b73bb01433a2bc699d1cff382a01fdc900e', 'Ll9ja9Vabch0F79y', 1796145347901, NULL, 1796145347904, NULL);
INSERT INTO public.ta_secret VALUES ('24ac308b60547584f7134888bd42cb065d1fb3551c20bea5f283e587a66360ae', 'za50jKPY2fTlkz8Y', 1796145347908, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('8348ee931ef0e49d1035b5ce1ce8bb9b1dfaa9aef64411bbedfefe26707d2da6', 'qXdAWiQsLXh0QoYH', 1796145347910, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('2efeedc427b70a481a44bd46c279ddd6807c58ca77842d577068d5cafa875084', 'wt9koy1Co65SvSKg', 1796145347917, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('e602e7717d8622e8ffd7a6e1298f2830f1c932fda2683e67faff56d2cd763c8c', 'ZBjSCx4YILkSg7HM', 1796145347930, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('172dba8538ce674709e1d38ebc4dce3971b51d49f5e6b3d01d36f127a7a851fb', 'wutTeoTyjVTvXbbh', 1796145347933, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('28e8608d2977941421af5cc89d7fb1f881c835b324bc39d25e5516efd8e1b03b', 'q0vNNm8Zv2dgdkpd', 1796145347937, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('cb8f7b80f4648a512131954c4bcd9c82278b5567a0913547bb636d33c9993e5e', 'xZE71PVtoUYTkSrn', 1796145347941, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('rVu4qOB5YzXloKvW', 'alice', 'a''; DROP TABLE ta_token; --', 'a''; DROP TABLE ta_token; --', 'USER_TOKEN', NULL, NULL, 1796145347816, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('jGOUDANwwP6WlJIL', 'alice', '50% \ "quoted" %s ?', '50% \ "quoted" %s ?', 'USER_TOKEN', NULL, NULL, 1796145347856, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('p3qupgQZRI4w8usG', 'alice', '日本語', '日本語', 'USER_TOKEN', NULL, NULL, 1796145347860, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('6Y8rsko36UG0fsI9', 'alice', 'á', 'á', 'USER_TOKEN', NULL, NULL, 1796145347863, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('BAOXUlPg9G3EbJte', 'alice', 'á', 'á', 'USER_TOKEN', NULL, NULL, 1796145347866, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('Wrlky4mKVmH2gg0J', 'alice', 'A', 'A', 'USER_TOKEN', NULL, NULL, 1796145347868, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('xxa1pdmuoaTBF5pk', 'alice', 'a', 'a', 'USER_TOKEN', NULL, NULL, 1796145347872, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('Alyhfgs19ekVq9F8', 'alice', 'of alice', 'of alice', 'USER_TOKEN', NULL, NULL, 1796145347875, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('PexjveLIZCWXyr3M', 'bob', 'of bob', 'of bob', 'USER_TOKEN', NULL, NULL, 1796145347878, 'bob', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('b8WpSqGjcit7CZzi', 'O''Brien; --', 'of O''Brien; --', 'of O''Brien; --', 'USER_TOKEN', NULL, NULL, 1796145347881, 'O''Brien; --', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('xDqrdTbDrXErXIIv', 'Ünï çødé 😀', 'of Ünï çødé 😀', 'of Ünï çødé 😀', 'USER_TOKEN', NULL, NULL, 1796145347882, 'Ünï çødé 😀', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('HBwfaTodeDzfXIKr', 'a', 'of a', 'of a', 'USER_TOKEN', NULL, NULL, 1796145347885, 'a', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('DkriLrOFnaR4bCP0', 'A', 'of A', 'of A', 'USER_TOKEN', NULL, NULL, 1796145347887, 'A', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('EtPHAfTfGP7NlBRJ', 'á', 'of á', 'of á', 'USER_TOKEN', NULL, NULL, 1796145347891, 'á', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('awKeTY1OKC27Q0vJ', 'alice', 'revoked', NULL, 'USER_TOKEN', NULL, NULL, 1796145347894, 'alice', NULL, NULL, NULL, NULL, 1796145347897, 'alice', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('Ll9ja9Vabch0F79y', 'alice', 'used again', NULL, 'USER_TOKEN', NULL, NULL, 1796145347901, 'alice', NULL, NULL, NULL, NULL, 1796145347904, 'alice', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('za50jKPY2fTlkz8Y', 'alice', 'used again', 'used again', 'USER_TOKEN', NULL, NULL, 1796145347908, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('qXdAWiQsLXh0QoYH', 'bob', 'expires late', 'expires late', 'USER_TOKEN', NULL, NULL, 1796145347910, 'bob', NULL, 32503593600000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('wt9koy1Co65SvSKg', 'bob', 'expired', 'expired', 'USER_TOKEN', NULL, NULL, 1796145347917, 'bob', NULL, 1796145347918, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('ZBjSCx4YILkSg7HM', 'bob', 'of a project', 'of a project', 'PROJECT_ANALYSIS_TOKEN', 'org.example:app', NULL, 1796145347930, 'bob', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('wutTeoTyjVTvXbbh', 'bob', 'for analysis', 'for analysis', 'GLOBAL_ANALYSIS_TOKEN', NULL, NULL, 1796145347933, 'bob', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('xZE71PVtoUYTkSrn', 'alice', 'made by a token', 'made by a token', 'USER_TOKEN', NULL, NULL, 1796145347941, 'admin', 'q0vNNm8Zv2dgdkpd', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('q0vNNm8Zv2dgdkpd', 'admin', 'minter', 'minter', 'USER_TOKEN', NULL, NULL, 1796145347937, 'admin', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1796145347943, '127.0.0.1', NULL);
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
CREATE INDEX ta_token_used ON public.ta_token USING btree (login, last_used_at) WHERE (last_used_at IS NOT NULL);
