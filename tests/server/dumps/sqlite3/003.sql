-- {"login": "alice", "name": "a'; DROP TABLE ta_token; --", "status": 200, "value": "tau_jBeokwhc7mbcOqFH9DIVJPJIol3CB0EQ3F2eoIHP"}
-- {"login": "alice", "name": "50% \\ \"quoted\" %s ?", "status": 200, "value": "tau_oYqsJpcCAgh8VwRszYveD3C4PZa5VzSC4E0Fjs8X"}
-- {"login": "alice", "name": "日本語", "status": 200, "value": "tau_hMVXhHdDR1pstsFpnNz0sg4lmCT8bs6NBn4Y1wfC"}
-- {"login": "alice", "name": "á", "status": 200, "value": "tau_rwknaWCKmrRybLm4IoFGq2I9Rlyd4WvMef4eSb9Y"}
-- {"login": "alice", "name": "á", "status": 200, "value": "tau_R433U4U9ede4E2dLG9J5aHISvkj6kVCTHh11c0TT"}
-- {"login": "alice", "name": "A", "status": 200, "value": "tau_jD8QcIFL239MFcl9vO9vswdi8xkxE8MC9H2oHGVD"}
-- {"login": "alice", "name": "a", "status": 200, "value": "tau_5nHZH1ZYSBqWRzUQRwh4ebt6Y36RlptxGh4aiesI"}
-- {"login": "alice", "name": "of alice", "status": 200, "value": "tau_56UYWW3EhJluGXibeahebIEtFOIY7pkRbG0yV8or"}
-- {"login": "bob", "name": "of bob", "status": 200, "value": "tau_eeI8KB1P3kaSxDifrwmLC0HMmw4uCDVTLS4Q1KrX"}
-- {"login": "O'Brien; --", "name": "of O'Brien; --", "status": 200, "value": "tau_poOqpFiT2YCjOJN0QWqZAfBBJ08eFN5b3X4WmBNd"}
-- {"login": "Ünï çødé 😀", "name": "of Ünï çødé 😀", "status": 200, "value": "tau_6Y5EuBlDBhuUJw59mcXCz4uDSk1khwAnbb28E2RB"}
-- {"login": "a", "name": "of a", "status": 200, "value": "tau_GXwBbJ8QvJZCxNIIVTjlvD3dcb05ZXT0271J3Rs1"}
-- {"login": "A", "name": "of A", "status": 200, "value": "tau_gc71v9F5TSLVzJ7Afo2l82Hs77ivoWOyL502oAW1"}
-- {"login": "á", "name": "of á", "status": 200, "value": "tau_oEBPc8mS4vKE4edY77FfWOZWnVbRVIbM5h3DJQiN"}
-- {"login": "alice", "name": "revoked", "status": 401, "value": "tau_aXz6lnB0kH4nDTkKUpHFiPf6NCPMsy5puE0BxofL"}
-- {"login": "alice", "name": "used again", "status": 401, "value": "tau_OaqXfdcaC6E2LVy8ZoSwpIyN7wXW8pyRTq1dGjHN"}
-- {"login": "alice", "name": "used again", "status": 200, "value": "tau_X5ZKJOnwUmCBwahbLQfIm5mbFgIM6Lb8h81zlOFc"}
-- {"login": "bob", "name": "expires late", "status": 200, "value": "tau_WAzlNcHsOKyv9VG4NNI4OziJ391uTm8cJ9153UJP"}
-- {"login": "bob", "name": "expired", "status": 401, "value": "tau_Iusu6udUnEqGTfWleAoJB3ewz8xtfwTJR74WgrXg"}
-- {"login": "bob", "name": "of a project", "status": 200, "value": "tap_kIfBt61ofVyhuOPCRVPHZ9evMa0W3Etl143uhtjn"}
-- {"login": "bob", "name": "for analysis", "status": 200, "value": "taa_KNCPQ5XVms9g5kgIW9GVFwBnwnaKbUR6vr4H6Ccg"}
-- {"login": "admin", "name": "minter", "status": 200, "value": "tau_P8DHMj6xpNsVr8wZ5RecvKd2LEZzEeDO1o0gDh8X"}
-- {"login": "alice", "name": "made by a token", "status": 200, "value": "tau_7F9bYGUQ8ToV0QCsRfJ53VmSsUgf0v290V1LowiN"}
BEGIN TRANSACTION;
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
INSERT INTO "ta_log" VALUES(1,1796145346108,'alice','127.0.0.1',NULL,'generate','JsGUohqoWIsISmc1','alice','a''; DROP TABLE ta_token; --','USER_TOKEN','94f652e5e1b68df22339ee6ee984210304e09b7b41c45e9c0cf224e72986dbe8');
INSERT INTO "ta_log" VALUES(2,1796145346118,'alice','127.0.0.1',NULL,'generate','Vjxf46kUxZ4qz3yN','alice','50% \ "quoted" %s ?','USER_TOKEN','e643eafb6eb9ae63cad03714e44542066ea40a593c0c979c3fe924507c0604b0');
INSERT INTO "ta_log" VALUES(3,1796145346120,'alice','127.0.0.1',NULL,'generate','RJy2cDXfcvIivAjY','alice','日本語','USER_TOKEN','87f0e1d52bd89fd4db21981db7203b61eb4185ea4cb83c2f2df2ab021b5373d4');
INSERT INTO "ta_log" VALUES(4,1796145346123,'alice','127.0.0.1',NULL,'generate','mnL1asUG7AwY5iN7','alice','á','USER_TOKEN','d9cae310c338c3ae47dd3ffbf87cd9b383774007fa338be7a87b7515926acafc');
INSERT INTO "ta_log" VALUES(5,1796145346125,'alice','127.0.0.1',NULL,'generate','kGCzx8aEuvBx7FA1','alice','á','USER_TOKEN','cdc7063614ddd6e16d705b3775c953ff6b50db4eee58cf447e3e0d7aaa0d2960');
INSERT INTO "ta_log" VALUES(6,1796145346126,'alice','127.0.0.1',NULL,'generate','FQjTgMmS3F22vm1C','alice','A','USER_TOKEN','0208fbce0f1e638b00d8ffe23cc56988dc071561ec1673068b4a93519a75c386');
INSERT INTO "ta_log" VALUES(7,1796145346128,'alice','127.0.0.1',NULL,'generate','iAPyvVwApzpYzcwV','alice','a','USER_TOKEN','c15a82dfab2cff53ef3902963552869dc3f6e428e918e4e5d345fa6724ea69a9');
INSERT INTO "ta_log" VALUES(8,1796145346130,'alice','127.0.0.1',NULL,'generate','fq8gqlkNDHKTeKL4','alice','of alice','USER_TOKEN','fd0e8446a793509750f88b83f93aee5bb51022d8230a8081c1f8c114cbc221aa');
INSERT INTO "ta_log" VALUES(9,1796145346131,'bob','127.0.0.1',NULL,'generate','TzTucW6cGTpk9AIr','bob','of bob','USER_TOKEN','5df24252f088098b40bc83e27c28acdae66c356e9e1d9ec37f8e1a0d08866f24');
INSERT INTO "ta_log" VALUES(10,1796145346132,'O''Brien; --','127.0.0.1',NULL,'generate','BHD5z714AgVs8cVl','O''Brien; --','of O''Brien; --','USER_TOKEN','fe0683c2214365e8b347ab513323c00b2624a5cba2e8a67ada05b4e6d11b2e3d');
INSERT INTO "ta_log" VALUES(11,1796145346133,'Ünï çødé 😀','127.0.0.1',NULL,'generate','yLRmtWaPC6x7cuHY','Ünï çødé 😀','of Ünï çødé 😀','USER_TOKEN','5a77287b07ca375fcc5ea68b5b6786f84d052db474d5baf1e5163d214627d468');
INSERT INTO "ta_log" VALUES(12,1796145346135,'a','127.0.0.1',NULL,'generate','x7lUOrjGVSgcsgNu','a','of a','USER_TOKEN','5c76093d8899b0e14517ac0e21978f4972a35df205ee7b78b5105b954159b4c0');
INSERT INTO "ta_log" VALUES(13,1796145346136,'A','127.0.0.1',NULL,'generate','mqU0AoNKJXN7w88t','A','of A','USER_TOKEN','fe368488fcce9cd28939b158fbd1c3d69bcd248bef8ee069da99b2f04b1ae05d');
INSERT INTO "ta_log" VALUES(14,1796145346138,'á','127.0.0.1',NULL,'generate','Frk4R1dPfGk7kEFD','á','of á','USER_TOKEN','abb2967d649defbbd703aae498f302ac3ef489238250d535cc0a40007a1914ed');
INSERT INTO "ta_log" VALUES(15,1796145346139,'alice','127.0.0.1',NULL,'generate','zXE2hF9ovMnRFDru','alice','revoked','USER_TOKEN','f52890058fe1bbe043a9ae3b8eac5178dbfa3dcab31df7d1158e30abf3e333bc');
INSERT INTO "ta_log" VALUES(16,1796145346140,'alice','127.0.0.1',NULL,'revoke','zXE2hF9ovMnRFDru','alice','revoked',NULL,'ebab4c74d9b83a1a2ac0c2fdc50c876adf79aead87ca66a3703fda375c6276ef');
INSERT INTO "ta_log" VALUES(17,1796145346142,'alice','127.0.0.1',NULL,'generate','Hvx8iJ8XbIvCBhAx','alice','used again','USER_TOKEN','d0335538c566f5eb6cec4cb418d4d76aa39d4dd5781576d24fbb287d4acb89b9');
INSERT INTO "ta_log" VALUES(18,1796145346143,'alice','127.0.0.1',NULL,'revoke','Hvx8iJ8XbIvCBhAx','alice','used again',NULL,'90c7878d114a9cd072fad5644de4ce4f63fedd72ebc660b4d79303159b8138bc');
INSERT INTO "ta_log" VALUES(19,1796145346145,'alice','127.0.0.1',NULL,'generate','NK76YfMJss0QE0MQ','alice','used again','USER_TOKEN','f9b39787e9cde52b5b8d1d6b4e4fe24de7f665ba72da8b6b6ebf2d066bdfd606');
INSERT INTO "ta_log" VALUES(20,1796145346146,'bob','127.0.0.1',NULL,'generate','mq2VBlg21kSgO5KN','bob','expires late','USER_TOKEN, expires 2999-12-31','03351557d5738621d569fdb9c2a32f89df9aab90af9417ee1bc753bf0c5d21dc');
INSERT INTO "ta_log" VALUES(21,1796145346148,'bob','127.0.0.1',NULL,'generate','MDl9cYTkXv4TRfIa','bob','expired','USER_TOKEN, expires 2026-12-10','813ac6bf252a3ee2796f8bb74fd3eca9d3e766e99de20b46ce835f578480cbaf');
INSERT INTO "ta_log" VALUES(22,1796145346151,'bob','127.0.0.1',NULL,'generate','y9mw4cUJqSo7bdZx','bob','of a project','PROJECT_ANALYSIS_TOKEN','dce76e49c2c6e3a810b54cc618cd7c9517aea093949c2152e4112b6a4e398545');
INSERT INTO "ta_log" VALUES(23,1796145346153,'bob','127.0.0.1',NULL,'generate','2MB1SmCpxDqLohjj','bob','for analysis','GLOBAL_ANALYSIS_TOKEN','6612eb233bb898c088f48ae208518737d4471227c6bf9cc18d9251c7514250a5');
INSERT INTO "ta_log" VALUES(24,1796145346155,'admin','127.0.0.1',NULL,'generate','LW3yZ43fjUlox16X','admin','minter','USER_TOKEN','2347460cb432ab251113664072dc3e5e429f1c0cdd3f7372144c07e8d2f36210');
INSERT INTO "ta_log" VALUES(25,1796145346157,'admin','127.0.0.1','LW3yZ43fjUlox16X','generate','ZlaS4X8svdUseYNO','alice','made by a token','USER_TOKEN','1d2f4279143c8d2710cb27020bbdcec0a954059a9d7350da4ec4bbb594f2b530');
CREATE TABLE ta_meta (
name VARCHAR(64) NOT NULL PRIMARY KEY,
value BIGINT NOT NULL
) WITHOUT ROWID;
INSERT INTO "ta_meta" VALUES('log_seq',25);
INSERT INTO "ta_meta" VALUES('schema_version',3);
INSERT INTO "ta_meta" VALUES('server_id',515843234208620070);
CREATE TABLE ta_owner (
login VARCHAR(255) NOT NULL PRIMARY KEY,
tokens BIGINT NOT NULL
) WITHOUT ROWID;
INSERT INTO "ta_owner" VALUES('A',1);
INSERT INTO "ta_owner" VALUES('O''Brien; --',1);
INSERT INTO "ta_owner" VALUES('a',1);
INSERT INTO "ta_owner" VALUES('admin',1);
INSERT INTO "ta_owner" VALUES('alice',10);
INSERT INTO "ta_owner" VALUES('á',1);
INSERT INTO "ta_owner" VALUES('bob',5);
INSERT INTO "ta_owner" VALUES('Ünï çødé 😀',1);
CREATE TABLE ta_secret (
digest CHAR(64) NOT NULL PRIMARY KEY,
token_id VARCHAR(32) NOT NULL,
created_at BIGINT NOT NULL,
retires_at BIGINT,
retired_at BIGINT,
first_used_at BIGINT
) WITHOUT ROWID;
INSERT INTO "ta_secret" VALUES('085912a03043b437fed32c7e5b1cb635a8b8c6a03996ad85125e865e1b0f1314','JsGUohqoWIsISmc1',1796145346108,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('0b16993b65a201d6cf0d0cb42f973b50a5af861ae0483d9afe67f39f5ac55671','iAPyvVwApzpYzcwV',1796145346128,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('1a47db00476f60a7a54b78fcac9a268836c2349bf9c722ed0bbb3ed5408cbf49','zXE2hF9ovMnRFDru',1796145346139,NULL,1796145346140,NULL);
INSERT INTO "ta_secret" VALUES('1f1217aa9799b3a09459cd6f2fa819202f050e7b1c859814a55780a6143876e5','FQjTgMmS3F22vm1C',1796145346126,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('2ef9904840e070d23b16500b362bd99a926cb30030100cf4b11223675b36ac22','mq2VBlg21kSgO5KN',1796145346146,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('3465459e701dbd6d5ef3e925666a1bcea32a4061905200c7ae641292cba36126','kGCzx8aEuvBx7FA1',1796145346125,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('4f3d8cfedcc81069e2c1ac5d1857fb5b88af07647962c1c692c9a27bba2c9b81','y9mw4cUJqSo7bdZx',1796145346151,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('4f6bac5595301f964f3ef36355eb227026d0df4cd500059a2f217861a89f4a08','2MB1SmCpxDqLohjj',1796145346153,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('610304aefb2eb8392f58677228ec34e8e179c04b5eb35453ba1f2d07b875dc50','mnL1asUG7AwY5iN7',1796145346123,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('7efcd01812335deee648ccdee8a01ddada4a4dbe659d242c671e751e4a4f05b5','Hvx8iJ8XbIvCBhAx',1796145346142,NULL,1796145346143,NULL);
INSERT INTO "ta_secret" VALUES('82a2a8e80c09bd1a1711b0bcf89b53691c3e6a40f139e4ac67f34a0c2d5eb8e4','BHD5z714AgVs8cVl',1796145346132,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('94ff3d24ebbff29aa9e62ae828c3a0d5cbfb4c39b157c511ad6ade3df82d67b7','ZlaS4X8svdUseYNO',1796145346157,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('9d86d5f73fb740ed37d52270346f18fda880f3c20b1dc3026208e983ccf4a003','fq8gqlkNDHKTeKL4',1796145346130,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('b3cb794f10f7d800be6e5244340885e72c30bb0b5cc94794a3f1054aacc8d9a5','MDl9cYTkXv4TRfIa',1796145346148,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('ba86e44a95fea59efa2c68dc3b1bc3ec5f4d3b862452262908cf70a555b25d11','x7lUOrjGVSgcsgNu',1796145346135,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('c502e3007d1af5e0e026a2025eb15a9b5dca3794a2e83c7600854d68272ce681','yLRmtWaPC6x7cuHY',1796145346133,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('d5c8eb802f37b256d415e3c6efab0a5590678098edf24aca18b281a3c33f1b40','TzTucW6cGTpk9AIr',1796145346131,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('daebb5fb6f0ddcaba1a2c41913d8e177f2163638419a550b78c7933e24ab7af9','mqU0AoNKJXN7w88t',1796145346136,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('dd98da49709e4ad9ab7e8aac00b945b48ed332bf40f15cf24cd606ef0d5757e4','Frk4R1dPfGk7kEFD',1796145346138,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('e70204976f312ae4d4bf7f2feb8940224826237f1209041398c90785958a739e','RJy2cDXfcvIivAjY',1796145346120,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('f49eecb4aacdad67e6fc6d4657ef65881d90d503fa7435538956b8ac42cf05f4','LW3yZ43fjUlox16X',1796145346155,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('fc2adbf72eb228e7b2f5494e3547d330ed43887cbe66049b582522e09993dd75','Vjxf46kUxZ4qz3yN',1796145346118,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('fd21b6a73d336fb36fe7c66088d5cfa6ca361eff5ace995588d9fa17509a9393','NK76YfMJss0QE0MQ',1796145346145,NULL,NULL,NULL);
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
INSERT INTO "ta_token" VALUES('JsGUohqoWIsISmc1','alice','a''; DROP TABLE ta_token; --','a''; DROP TABLE ta_token; --','USER_TOKEN',NULL,NULL,1796145346108,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('Vjxf46kUxZ4qz3yN','alice','50% \ "quoted" %s ?','50% \ "quoted" %s ?','USER_TOKEN',NULL,NULL,1796145346118,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('RJy2cDXfcvIivAjY','alice','日本語','日本語','USER_TOKEN',NULL,NULL,1796145346120,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('mnL1asUG7AwY5iN7','alice','á','á','USER_TOKEN',NULL,NULL,1796145346123,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('kGCzx8aEuvBx7FA1','alice','á','á','USER_TOKEN',NULL,NULL,1796145346125,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('FQjTgMmS3F22vm1C','alice','A','A','USER_TOKEN',NULL,NULL,1796145346126,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('iAPyvVwApzpYzcwV','alice','a','a','USER_TOKEN',NULL,NULL,1796145346128,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('fq8gqlkNDHKTeKL4','alice','of alice','of alice','USER_TOKEN',NULL,NULL,1796145346130,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('TzTucW6cGTpk9AIr','bob','of bob','of bob','USER_TOKEN',NULL,NULL,1796145346131,'bob',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('BHD5z714AgVs8cVl','O''Brien; --','of O''Brien; --','of O''Brien; --','USER_TOKEN',NULL,NULL,1796145346132,'O''Brien; --',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('yLRmtWaPC6x7cuHY','Ünï çødé 😀','of Ünï çødé 😀','of Ünï çødé 😀','USER_TOKEN',NULL,NULL,1796145346133,'Ünï çødé 😀',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('x7lUOrjGVSgcsgNu','a','of a','of a','USER_TOKEN',NULL,NULL,1796145346135,'a',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('mqU0AoNKJXN7w88t','A','of A','of A','USER_TOKEN',NULL,NULL,1796145346136,'A',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('Frk4R1dPfGk7kEFD','á','of á','of á','USER_TOKEN',NULL,NULL,1796145346138,'á',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('zXE2hF9ovMnRFDru','alice','revoked',NULL,'USER_TOKEN',NULL,NULL,1796145346139,'alice',NULL,NULL,NULL,NULL,1796145346140,'alice',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('Hvx8iJ8XbIvCBhAx','alice','used again',NULL,'USER_TOKEN',NULL,NULL,1796145346142,'alice',NULL,NULL,NULL,NULL,1796145346143,'alice',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('NK76YfMJss0QE0MQ','alice','used again','used again','USER_TOKEN',NULL,NULL,1796145346145,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('mq2VBlg21kSgO5KN','bob','expires late','expires late','USER_TOKEN',NULL,NULL,1796145346146,'bob',NULL,32503593600000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('MDl9cYTkXv4TRfIa','bob','expired','expired','USER_TOKEN',NULL,NULL,1796145346148,'bob',NULL,1796145346149,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('y9mw4cUJqSo7bdZx','bob','of a project','of a project','PROJECT_ANALYSIS_TOKEN','org.example:app',NULL,1796145346151,'bob',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('2MB1SmCpxDqLohjj','bob','for analysis','for analysis','GLOBAL_ANALYSIS_TOKEN',NULL,NULL,1796145346153,'bob',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('LW3yZ43fjUlox16X','admin','minter','minter','USER_TOKEN',NULL,NULL,1796145346155,'admin',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1796145346158,'127.0.0.1',NULL);
INSERT INTO "ta_token" VALUES('ZlaS4X8svdUseYNO','alice','made by a token','made by a token','USER_TOKEN',NULL,NULL,1796145346157,'admin','LW3yZ43fjUlox16X',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE INDEX ta_secret_token ON ta_secret (token_id);
CREATE INDEX ta_token_used ON ta_token (login, last_used_at) WHERE last_used_at IS NOT NULL;
CREATE INDEX ta_log_login ON ta_log (login, seq);
CREATE INDEX ta_token_last_used ON ta_token (last_used_at, login) WHERE last_used_at IS NOT NULL;
COMMIT;
