-- {"login": "alice", "name": "a'; DROP TABLE ta_token; --", "status": 200, "value": "tau_7nlxXd7wQUvpWgrxBRJFOImPCusnbvBNsw4CQdS0"}
-- {"login": "alice", "name": "50% \\ \"quoted\" %s ?", "status": 200, "value": "tau_AzxdQpuu1d2NpazziCSUSTlaVBKL99sm2O0b8eec"}
-- {"login": "alice", "name": "日本語", "status": 200, "value": "tau_Gfh0dcByXpzq9ATTEDtnbczT8AjS1Sk8N82bmH76"}
-- {"login": "alice", "name": "á", "status": 200, "value": "tau_8Z5bfpGPzI7iICzkY2R1JOYtiFo7V8Q0dP1HPePo"}
-- {"login": "alice", "name": "á", "status": 200, "value": "tau_yUacUcvj6DjSx2P9PXlW83ypRjLGsTjOui0KwZym"}
-- {"login": "alice", "name": "A", "status": 200, "value": "tau_8betrIcI7zIjzs7ITviHloYrG0VDeTo1S63edtkn"}
-- {"login": "alice", "name": "a", "status": 200, "value": "tau_WFGEWjkW5Qa4tBRxvq6qqBoycE0NNhDOGK19Pqw9"}
-- {"login": "alice", "name": "of alice", "status": 200, "value": "tau_MTKsoL68jtA677OKGJkCfI6IssDYh7E4a04WjloY"}
-- {"login": "bob", "name": "of bob", "status": 200, "value": "tau_xdKaGQKolNmVUcX9TIJlBDOMllkKBXDvpN33P5Gk"}
-- {"login": "O'Brien; --", "name": "of O'Brien; --", "status": 200, "value": "tau_lEv0p5M5QbEnnOidyKR6bdsJvuyFEyErja3OPBBW"}
-- {"login": "Ünï çødé 😀", "name": "of Ünï çødé 😀", "status": 200, "value": "tau_oyodGG1w9YVxYVNMuRAWkicfrycbCDkA4c1KdwTq"}
-- {"login": "a", "name": "of a", "status": 200, "value": "tau_G6ehaopUWqDpmg5T7kSzgMdoBEsMOxwTgl0FG9UX"}
-- {"login": "A", "name": "of A", "status": 200, "value": "tau_v9dMJGJVTJsj4wWs55TwcztTYJOKmOkj4q0A672Z"}
-- {"login": "á", "name": "of á", "status": 200, "value": "tau_Kgln0upJbHtnQCDtaBax7PZa1J1SX7pteH10JEf9"}
-- {"login": "alice", "name": "revoked", "status": 401, "value": "tau_tE3K9LjE2lzb7uNEyGqbkBFcNd8dvuHzoF37egu3"}
-- {"login": "alice", "name": "used again", "status": 401, "value": "tau_IXEQ7ys41VJI4iDEe1jbSOIvtHWkPDPF423eZ7e1"}
-- {"login": "alice", "name": "used again", "status": 200, "value": "tau_dNTz4eeyNRhnPTcTjqHpe4Qwp3EW1tCnLj1VldPK"}
-- {"login": "bob", "name": "expires late", "status": 200, "value": "tau_Mq2cJlxFOnnWQDvSw16IpUiFho2xnKzYNP2OroFK"}
-- {"login": "bob", "name": "expired", "status": 401, "value": "tau_rWFLXCNRPIPuDt3v9Eu33omJ8wTb6uCljY3gzBq2"}
-- {"login": "bob", "name": "of a project", "status": 200, "value": "tap_TfJViGoopVhXA7AsxeWsJ5s32hY1l8lcva1zQaCQ"}
-- {"login": "bob", "name": "for analysis", "status": 200, "value": "taa_aMPzoWIJlqcUrMn9EHTEXCTuoOhsAimuoN0lni0F"}
-- {"login": "admin", "name": "minter", "status": 200, "value": "tau_nBIsx7nLTShwKKtKzDbA4BYPZHXji3HT7H21FqyX"}
-- {"login": "alice", "name": "made by a token", "status": 200, "value": "tau_VAA340MG8y3hNfTn5WcMtwzEHJsrLAr0Au0N8VkV"}
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
INSERT INTO public.ta_log VALUES (1, 1795660531591, 'alice', '127.0.0.1', NULL, 'generate', 'ulmmjZ1csqY4WJ1K', 'alice', 'a''; DROP TABLE ta_token; --', 'USER_TOKEN', '2a661d27717f379e947262861ce7fb0cc9df2f381c2de75b38ea3cfd5c4696d4');
INSERT INTO public.ta_log VALUES (2, 1795660531867, 'alice', '127.0.0.1', NULL, 'generate', 'WZP2HfqCdspKE6rd', 'alice', '50% \ "quoted" %s ?', 'USER_TOKEN', '31d0c7abf98f1ee220bf345b06e66e91d4b3e89534c5645305cb5d4e2a65bbeb');
INSERT INTO public.ta_log VALUES (3, 1795660531893, 'alice', '127.0.0.1', NULL, 'generate', '47M9bOffZEDV4OWf', 'alice', '日本語', 'USER_TOKEN', '7dc9806436f5bc01cf42671efde84b6e3e0c86a512a1827aacb8df464777dee4');
INSERT INTO public.ta_log VALUES (4, 1795660531909, 'alice', '127.0.0.1', NULL, 'generate', 'K3UL6639QhyDHX8R', 'alice', 'á', 'USER_TOKEN', '7bb7272c4a9d0601415571a31b2ebb1b2c1fa03ba8cac91db19b317dc0a29155');
INSERT INTO public.ta_log VALUES (5, 1795660532131, 'alice', '127.0.0.1', NULL, 'generate', '8Eywh7BK5iXdJ9U7', 'alice', 'á', 'USER_TOKEN', 'e10c787fdc7a911db1a53426643cb61cee654de3c20efe0e60bac7fb0556ceb2');
INSERT INTO public.ta_log VALUES (6, 1795660532163, 'alice', '127.0.0.1', NULL, 'generate', 'rxJyr0RTCvZOomA0', 'alice', 'A', 'USER_TOKEN', '2f16cd68d10707a842e2290c2d2ff45ce6564c1ee865b592366a0ce420179304');
INSERT INTO public.ta_log VALUES (7, 1795660532180, 'alice', '127.0.0.1', NULL, 'generate', 'x8JQI2WYMs2vgO9x', 'alice', 'a', 'USER_TOKEN', 'af2ca03f0b88aa4a339dfcb5a70ab2bedd3d107a689b1c2d88a85c6ec0bdca8c');
INSERT INTO public.ta_log VALUES (8, 1795660532200, 'alice', '127.0.0.1', NULL, 'generate', 'wnZCIIQCHlSyqiF2', 'alice', 'of alice', 'USER_TOKEN', 'ae1d6ca23e3488f988946966d2b430b7de2219af7b12d3e29a73e090d8b08e32');
INSERT INTO public.ta_log VALUES (9, 1795660532228, 'bob', '127.0.0.1', NULL, 'generate', 'MwohaA1niGDyHPaL', 'bob', 'of bob', 'USER_TOKEN', '0bdda5438dcd775787ca7958116ad35cf63bfa7ef38bc3f54067fb317de27bc6');
INSERT INTO public.ta_log VALUES (10, 1795660532249, 'O''Brien; --', '127.0.0.1', NULL, 'generate', 'PxGqg5o354MD1b8s', 'O''Brien; --', 'of O''Brien; --', 'USER_TOKEN', 'b437c36a6ab6e28b02df5f55cf962feb45696134ab8646f9ec3041cb412428e7');
INSERT INTO public.ta_log VALUES (11, 1795660532262, 'Ünï çødé 😀', '127.0.0.1', NULL, 'generate', 'UOSUykzCUyz32RV2', 'Ünï çødé 😀', 'of Ünï çødé 😀', 'USER_TOKEN', '2bab109356a31fcf750c8379bf55b4d6f38a84d187c3b94bd08637be2af2464c');
INSERT INTO public.ta_log VALUES (12, 1795660532266, 'a', '127.0.0.1', NULL, 'generate', 'qclGVxcApcBKhhNM', 'a', 'of a', 'USER_TOKEN', '449c856014df5181aa9fd4e70614332ec59ea6caa7ebc14bc40d01dc5e6b4072');
INSERT INTO public.ta_log VALUES (13, 1795660532276, 'A', '127.0.0.1', NULL, 'generate', 'H7FZ8o2VNKGnZA9N', 'A', 'of A', 'USER_TOKEN', 'ac780acebedf9c8bbe6f6517ad1c43f59dfef3fdc2c67566ebce39014dc26186');
INSERT INTO public.ta_log VALUES (14, 1795660532288, 'á', '127.0.0.1', NULL, 'generate', 'X8HJETumdSgpBZlD', 'á', 'of á', 'USER_TOKEN', '7bdf0527386abaa40db522a60c0c77b1c96c88c193a9871c1e68b73f2dd4d695');
INSERT INTO public.ta_log VALUES (15, 1795660532336, 'alice', '127.0.0.1', NULL, 'generate', '4XkwlRysKy3YKUMx', 'alice', 'revoked', 'USER_TOKEN', '7c6afd7e2e6c1cd0d20bc413b3b5e8e008c1571c3519121b78a1d759a550b608');
INSERT INTO public.ta_log VALUES (16, 1795660532342, 'alice', '127.0.0.1', NULL, 'revoke', '4XkwlRysKy3YKUMx', 'alice', 'revoked', NULL, 'bc6d2691bffb5abe10e6d31eb34b7ff6c1bce07ce681a2d5843c7334db1b8208');
INSERT INTO public.ta_log VALUES (17, 1795660532375, 'alice', '127.0.0.1', NULL, 'generate', '5XdtDqHcohad5KTi', 'alice', 'used again', 'USER_TOKEN', '17eb95caa1d0fee3097b151fdf402312abbc8ed7c15b690191fcbba0e83d7d57');
INSERT INTO public.ta_log VALUES (18, 1795660532378, 'alice', '127.0.0.1', NULL, 'revoke', '5XdtDqHcohad5KTi', 'alice', 'used again', NULL, '64b5ffa8f2a1eb66c1649de995e8b12859a6a15a8df00e9d3b3acdf6b5cd0735');
INSERT INTO public.ta_log VALUES (19, 1795660532677, 'alice', '127.0.0.1', NULL, 'generate', 'XtA39r64rVF66CkG', 'alice', 'used again', 'USER_TOKEN', 'a4ddb38f2e5b17ab0492bb0a2e21003006dcb3f54e4fb6d76a8c6e971aea7125');
INSERT INTO public.ta_log VALUES (20, 1795660532704, 'bob', '127.0.0.1', NULL, 'generate', 'IUM9KPaOvEvsFKai', 'bob', 'expires late', 'USER_TOKEN, expires 2999-12-31', 'd459b36e2c4669c535c7182bf7e75fa5958da2b7bd78280a06946276a9449a22');
INSERT INTO public.ta_log VALUES (21, 1795660532727, 'bob', '127.0.0.1', NULL, 'generate', 'IiGxe04Xjp9vJrYr', 'bob', 'expired', 'USER_TOKEN, expires 2026-12-05', '26024be7a1e52c734527723fe22b7989e986ccb7f1a2a6abbc9df356aa0ddc23');
INSERT INTO public.ta_log VALUES (22, 1795660533060, 'bob', '127.0.0.1', NULL, 'generate', 'zwgz3LfHcmrhhHiw', 'bob', 'of a project', 'PROJECT_ANALYSIS_TOKEN', '36f98341d8a1551f5e53576321b10a98ebc66a88fad09c27185e6e6dba06c911');
INSERT INTO public.ta_log VALUES (23, 1795660533070, 'bob', '127.0.0.1', NULL, 'generate', 'X5Ryl8y6eKdQvPPZ', 'bob', 'for analysis', 'GLOBAL_ANALYSIS_TOKEN', '03579a538837d8efa339dcb48e1b160d115474726ba4f169948d32231a209b1e');
INSERT INTO public.ta_log VALUES (24, 1795660533078, 'admin', '127.0.0.1', NULL, 'generate', 'pkY2QKIlZiRzV86V', 'admin', 'minter', 'USER_TOKEN', 'da9afec1d8c8a8ed523da0bf96e1aeb4e27a04f792da7c2423c2b5e384ea687e');
INSERT INTO public.ta_log VALUES (25, 1795660533089, 'admin', '127.0.0.1', 'pkY2QKIlZiRzV86V', 'generate', 'A3a9ShjDipd8XzRH', 'alice', 'made by a token', 'USER_TOKEN', 'aefba87f32eff4f02bc225aa6eb1d918440ac71ac91673325de6ccdaafaf34bd');
INSERT INTO public.ta_meta VALUES ('schema_version', 1);
INSERT INTO public.ta_meta VALUES ('server_id', 1186783210266939);
INSERT INTO public.ta_meta VALUES ('log_seq', 25);
INSERT INTO public.ta_secret VALUES ('1b6c0b405aba660646e80f38225d98687e6686af04046a268e5da5c53268f868', 'ulmmjZ1csqY4WJ1K', 1795660531591, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('90dc942b789c68c2330e84e395a17a223f7da4bb6fdacedb26faaa34dc68175c', 'WZP2HfqCdspKE6rd', 1795660531867, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('5df9381c064f9449b063334122e274b1d1bfd2aaa23edabfaed13a522e76fa68', '47M9bOffZEDV4OWf', 1795660531893, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('e856915031ea8e2a7e75223a36384bf210e32591b7a68de6977e35bbe770bd4a', 'K3UL6639QhyDHX8R', 1795660531909, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('f896f3e9e48825de4582295e04ec2b2d089b108beb33015f97a107a71fce69b9', '8Eywh7BK5iXdJ9U7', 1795660532131, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('3fd32644abf324b247b6b167be871f4376126ffba3f529e3986bb0782b8a26f3', 'rxJyr0RTCvZOomA0', 1795660532163, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('cea479f32f19c5b8f17d642636fee3fdc9052ad46b845ba1003ea37a5dc16fb8', 'x8JQI2WYMs2vgO9x', 1795660532180, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('6bee5f4140ef2c4d73e7e827a8deb3396379faa3aeba7a55e8709206e37efa46', 'wnZCIIQCHlSyqiF2', 1795660532200, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('d83c0caef1f3051cc787dc67a93526ebebe51b5bb19924d7999c1f9315529cc6', 'MwohaA1niGDyHPaL', 1795660532228, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('76c500218262082531d3dc008b04dcff765c5cdd9ea22d6ee79249a116c5844d', 'PxGqg5o354MD1b8s', 1795660532249, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('7d231d4c22b7b01faa0d8f2a4ca947914130bb1f36ae3b9bb042ae1bba781381', 'UOSUykzCUyz32RV2', 1795660532262, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('b402ad4210073df62d5c9123d9011ec4d7530a1716ef9bb98be0d70ecadd7a39', 'qclGVxcApcBKhhNM', 1795660532266, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('866ed52dea8c14fc0444c07b4b9a8f9787fa03ff632005c21aa9a88f3e8908d6', 'H7FZ8o2VNKGnZA9N', 1795660532276, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('9e2e0a9ca4a43990935a7647cfec30027ed3c584c4151ee9926b3207866698db', 'X8HJETumdSgpBZlD', 1795660532288, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('2e7b1af8ba6a4e621cd0300286fe6e079486fad972636460324872835b1ec349', '4XkwlRysKy3YKUMx', 1795660532336, NULL, 1795660532342, NULL);
INSERT INTO public.ta_secret VALUES ('07bdbee76ded903316682ea685f2feefa27306ab1d5f7d5314266cbfd6daf3b4', '5XdtDqHcohad5KTi', 1795660532375, NULL, 1795660532378, NULL);
INSERT INTO public.ta_secret VALUES ('cb61fde82f8827e21143a202879ac6678aaf0a8685a0d05984517ffe870ba236', 'XtA39r64rVF66CkG', 1795660532677, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('d473466fd1a724aca91cd3e4f0a0689ae9017c29d9c26fb62bbf6e1c2c735a31', 'IUM9KPaOvEvsFKai', 1795660532704, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('3e9cbbfabb6de43dd188762083eec9c55d828e5c885dbb344e5903498c7d31cd', 'IiGxe04Xjp9vJrYr', 1795660532727, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('1b60597255117fdc7a65300aefabf2051117fe0ba08a71c7469426fd729d2305', 'zwgz3LfHcmrhhHiw', 1795660533060, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('c5df6d9352548a4673b23b5d2543deb5a36013d0f92e8548123615a3588ed740', 'X5Ryl8y6eKdQvPPZ', 1795660533070, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('236dc95a76f54823994f74b179a78f160810258346f6793940e4f9e3b73ca57d', 'pkY2QKIlZiRzV86V', 1795660533078, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('22dec2640754e0047ad1e7c8a82579f971203eaac7f58b4cf01b7145b6d659a3', 'A3a9ShjDipd8XzRH', 1795660533089, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('ulmmjZ1csqY4WJ1K', 'alice', 'a''; DROP TABLE ta_token; --', 'a''; DROP TABLE ta_token; --', 'USER_TOKEN', NULL, NULL, 1795660531591, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('WZP2HfqCdspKE6rd', 'alice', '50% \ "quoted" %s ?', '50% \ "quoted" %s ?', 'USER_TOKEN', NULL, NULL, 1795660531867, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('47M9bOffZEDV4OWf', 'alice', '日本語', '日本語', 'USER_TOKEN', NULL, NULL, 1795660531893, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('K3UL6639QhyDHX8R', 'alice', 'á', 'á', 'USER_TOKEN', NULL, NULL, 1795660531909, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('8Eywh7BK5iXdJ9U7', 'alice', 'á', 'á', 'USER_TOKEN', NULL, NULL, 1795660532131, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('rxJyr0RTCvZOomA0', 'alice', 'A', 'A', 'USER_TOKEN', NULL, NULL, 1795660532163, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('x8JQI2WYMs2vgO9x', 'alice', 'a', 'a', 'USER_TOKEN', NULL, NULL, 1795660532180, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('wnZCIIQCHlSyqiF2', 'alice', 'of alice', 'of alice', 'USER_TOKEN', NULL, NULL, 1795660532200, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('MwohaA1niGDyHPaL', 'bob', 'of bob', 'of bob', 'USER_TOKEN', NULL, NULL, 1795660532228, 'bob', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('PxGqg5o354MD1b8s', 'O''Brien; --', 'of O''Brien; --', 'of O''Brien; --', 'USER_TOKEN', NULL, NULL, 1795660532249, 'O''Brien; --', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('UOSUykzCUyz32RV2', 'Ünï çødé 😀', 'of Ünï çødé 😀', 'of Ünï çødé 😀', 'USER_TOKEN', NULL, NULL, 1795660532262, 'Ünï çødé 😀', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('qclGVxcApcBKhhNM', 'a', 'of a', 'of a', 'USER_TOKEN', NULL, NULL, 1795660532266, 'a', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('H7FZ8o2VNKGnZA9N', 'A', 'of A', 'of A', 'USER_TOKEN', NULL, NULL, 1795660532276, 'A', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('X8HJETumdSgpBZlD', 'á', 'of á', 'of á', 'USER_TOKEN', NULL, NULL, 1795660532288, 'á', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('4XkwlRysKy3YKUMx', 'alice', 'revoked', NULL, 'USER_TOKEN', NULL, NULL, 1795660532336, 'alice', NULL, NULL, NULL, NULL, 1795660532342, 'alice', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('5XdtDqHcohad5KTi', 'alice', 'used again', NULL, 'USER_TOKEN', NULL, NULL, 1795660532375, 'alice', NULL, NULL, NULL, NULL, 1795660532378, 'alice', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('XtA39r64rVF66CkG', 'alice', 'used again', 'used again', 'USER_TOKEN', NULL, NULL, 1795660532677, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('IUM9KPaOvEvsFKai', 'bob', 'expires late', 'expires late', 'USER_TOKEN', NULL, NULL, 1795660532704, 'bob', NULL, 32503593600000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('IiGxe04Xjp9vJrYr', 'bob', 'expired', 'expired', 'USER_TOKEN', NULL, NULL, 1795660532727, 'bob', NULL, 1795660532728, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('zwgz3LfHcmrhhHiw', 'bob', 'of a project', 'of a project', 'PROJECT_ANALYSIS_TOKEN', 'org.example:app', NULL, 1795660533060, 'bob', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('X5Ryl8y6eKdQvPPZ', 'bob', 'for analysis', 'for analysis', 'GLOBAL_ANALYSIS_TOKEN', NULL, NULL, 1795660533070, 'bob', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('A3a9ShjDipd8XzRH', 'alice', 'made by a token', 'made by a token', 'USER_TOKEN', NULL, NULL, 1795660533089, 'admin', 'pkY2QKIlZiRzV86V', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('pkY2QKIlZiRzV86V', 'admin', 'minter', 'minter', 'USER_TOKEN', NULL, NULL, 1795660533078, 'admin', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795660533099, '127.0.0.1', NULL);
ALTER TABLE ONLY public.ta_log
    ADD CONSTRAINT ta_log_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.ta_meta
    ADD CONSTRAINT ta_meta_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.ta_secret
    ADD CONSTRAINT ta_secret_pkey PRIMARY KEY (digest);
ALTER TABLE ONLY public.ta_token
    ADD CONSTRAINT ta_token_living UNIQUE (login, live_name);
ALTER TABLE ONLY public.ta_token
    ADD CONSTRAINT ta_token_pkey PRIMARY KEY (id);
CREATE INDEX ta_secret_token ON public.ta_secret USING btree (token_id);
