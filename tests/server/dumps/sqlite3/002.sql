-- {"login": "alice", "name": "a'; DROP TABLE ta_token; --", "status": 200, "value": "tau_fe3TOPLqIlcJnNmigjetlm0eZWsuN6UMnc2zdyOS"}
-- {"login": "alice", "name": "50% \\ \"quoted\" %s ?", "status": 200, "value": "tau_GIClTWRnvso6mzUgg3e2dZlCQkvQMSgyuo1JOCx7"}
-- {"login": "alice", "name": "日本語", "status": 200, "value": "tau_wzW6rENSUoKfx80h729JQ6YqylKUaYD4j5252iOw"}
-- {"login": "alice", "name": "á", "status": 200, "value": "tau_D941tfrc1ZilYiUJItuRBX4N16ar1VHV4z0LSXWx"}
-- {"login": "alice", "name": "á", "status": 200, "value": "tau_lU5asIAJhvueBd7WcPyOk6F4V7BzUQligu0KsJQj"}
-- {"login": "alice", "name": "A", "status": 200, "value": "tau_pr2qGV6ZlFLvPeGGOO0Kxt72Zeh6hyvPVt463tjv"}
-- {"login": "alice", "name": "a", "status": 200, "value": "tau_BBEMvsB7oKKt8SwNUQgpxwv1iQA6TEOSph4MYmJY"}
-- {"login": "alice", "name": "of alice", "status": 200, "value": "tau_YbcNY8NFL1gD50vtAUUKHCQZ6WKeJAL1oE2gQXaC"}
-- {"login": "bob", "name": "of bob", "status": 200, "value": "tau_9wUFmiRhYUP3L9hUwhzBQ0XuVPjUbU0z0L1Vm8zo"}
-- {"login": "O'Brien; --", "name": "of O'Brien; --", "status": 200, "value": "tau_YCTGdy7fesxgg8tXqz5O32rhTPxcv86pXn3sCwdC"}
-- {"login": "Ünï çødé 😀", "name": "of Ünï çødé 😀", "status": 200, "value": "tau_OzlhuQlLfqd3b05dATHcHs6WoiDj09Ue4v4OCWwU"}
-- {"login": "a", "name": "of a", "status": 200, "value": "tau_yEIsc6279EYHqC5QcvwFHu0baz886lOmcu4O1PbR"}
-- {"login": "A", "name": "of A", "status": 200, "value": "tau_Kc2OLkayZrYbV3uwF6PtgGZpjRD5C7rnxD1NXY5p"}
-- {"login": "á", "name": "of á", "status": 200, "value": "tau_H18l1pybxMNuThV4d3PjeBQD74wwFWnyCa22rP76"}
-- {"login": "alice", "name": "revoked", "status": 401, "value": "tau_cuWUFAcxq4CuOD2HUm9XHBI2kTFyK4Xthr2qQfsS"}
-- {"login": "alice", "name": "used again", "status": 401, "value": "tau_JML5hHTZNMpo15Xp9lTHMX9IL1NCmTxK7k36Qbn4"}
-- {"login": "alice", "name": "used again", "status": 200, "value": "tau_yvtK14D7lOULrPVWKlJ7CmSdIOAXdeeZUq4MKMod"}
-- {"login": "bob", "name": "expires late", "status": 200, "value": "tau_oHR5Lj4WgsvfQsXbltcGKqL2gwNHoHyIEo0dobLE"}
-- {"login": "bob", "name": "expired", "status": 401, "value": "tau_CoPqycvDcohsqeIrxIohkvPJ8WEsvInWCx3odpyv"}
-- {"login": "bob", "name": "of a project", "status": 200, "value": "tap_Bv28MWjhr2bwviNEwfo7FsVfVKxn1WpUYA1qSKdc"}
-- {"login": "bob", "name": "for analysis", "status": 200, "value": "taa_oKrra1eoLAu35JgvNBMonDIhbRsLRdlau827LBmG"}
-- {"login": "admin", "name": "minter", "status": 200, "value": "tau_weiZAsXvZvcQpo9v4KS48eB06IOGTKU6bj1Uvc7w"}
-- {"login": "alice", "name": "made by a token", "status": 200, "value": "tau_qN0gPux7CVAipNyW3fPEdkKDTXa7Qlu6MS3ADgXT"}
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
INSERT INTO "ta_log" VALUES(1,1795660483116,'alice','127.0.0.1',NULL,'generate','F3c1O9XKSWsJZLzM','alice','a''; DROP TABLE ta_token; --','USER_TOKEN','98e140031a0c67b0bd7f8023146b92813bd7baf641e2148676d60a8ce0b5f4c1');
INSERT INTO "ta_log" VALUES(2,1795660483228,'alice','127.0.0.1',NULL,'generate','nzVyZ3xP8zWdyzgf','alice','50% \ "quoted" %s ?','USER_TOKEN','aa9fc2cb18eacd14ded3e8cbed681589d75bc7a924b2bc870c5af3ef46273620');
INSERT INTO "ta_log" VALUES(3,1795660483255,'alice','127.0.0.1',NULL,'generate','YbkYRowbKW9563Vw','alice','日本語','USER_TOKEN','bd125847407a4464b14274abc73a47bdac50361f72464607079c7ff81fef1422');
INSERT INTO "ta_log" VALUES(4,1795660483269,'alice','127.0.0.1',NULL,'generate','HCNahXfhGb4IoMLo','alice','á','USER_TOKEN','515f46753f3884dee6812d5609bfc8cb626ac44c50cccdc137b32b58b578405e');
INSERT INTO "ta_log" VALUES(5,1795660483300,'alice','127.0.0.1',NULL,'generate','1uQUcvYk5r5NkWrf','alice','á','USER_TOKEN','98fb37384311cae748c846def2e0e56287120e696cb7c5fcaffae569325b0bf7');
INSERT INTO "ta_log" VALUES(6,1795660483313,'alice','127.0.0.1',NULL,'generate','vYYHlGUHhATvxs7g','alice','A','USER_TOKEN','b931dbd097af74bffcef7ab37bc85ca19a36db3323ca91268d34dd599e468f98');
INSERT INTO "ta_log" VALUES(7,1795660483322,'alice','127.0.0.1',NULL,'generate','XbKnx2gmlNsURHes','alice','a','USER_TOKEN','46aec349a85f86f76ae7ea987bd47d39aea4e8fa80e2ed029296cebde65dc810');
INSERT INTO "ta_log" VALUES(8,1795660483326,'alice','127.0.0.1',NULL,'generate','MCKmeDxMXksw4S7u','alice','of alice','USER_TOKEN','c68dfa9847ebba86140277842f0e9591c18f3889110ea2a7f33aa58f7e1e8f12');
INSERT INTO "ta_log" VALUES(9,1795660483329,'bob','127.0.0.1',NULL,'generate','VXml8kemXn87tMk8','bob','of bob','USER_TOKEN','bc8bd1cbfd204df1edd931c90afc9452f1b198720016e2015efdb45dba1e9918');
INSERT INTO "ta_log" VALUES(10,1795660483335,'O''Brien; --','127.0.0.1',NULL,'generate','00yY8SaexeKxTmvq','O''Brien; --','of O''Brien; --','USER_TOKEN','fede781ed21c7a606710045a059c7f29231bd4e4a0d8ab71bacec838236a233e');
INSERT INTO "ta_log" VALUES(11,1795660483339,'Ünï çødé 😀','127.0.0.1',NULL,'generate','5xkqPEy8mCzUQwnH','Ünï çødé 😀','of Ünï çødé 😀','USER_TOKEN','992c379bda0039ec6bc9df1bc5ffc3ca07576f3bee0e3a2fcd2d66ab01965d2b');
INSERT INTO "ta_log" VALUES(12,1795660483342,'a','127.0.0.1',NULL,'generate','bXxwJoXXVMB97hGi','a','of a','USER_TOKEN','038644b84718d95b4be92c9216c0a2496a8b61de9209bae6281f0d2ff32296f9');
INSERT INTO "ta_log" VALUES(13,1795660483350,'A','127.0.0.1',NULL,'generate','b1EuNDY4HZztWAYX','A','of A','USER_TOKEN','0884355733b682f50c66c95c8284ae47b7b1416fe89d9d036c452b4298dd204d');
INSERT INTO "ta_log" VALUES(14,1795660483355,'á','127.0.0.1',NULL,'generate','082qbid2lfda1US9','á','of á','USER_TOKEN','6a1e809a1b1392d7095dc261981446ae92d990d39074be078c27984f5e9e9e31');
INSERT INTO "ta_log" VALUES(15,1795660483360,'alice','127.0.0.1',NULL,'generate','RNjvTfxQkWdgUn0n','alice','revoked','USER_TOKEN','52babd8b526a83e33ddd0901d2453c92b42e2fc69cceb4f7e5d799e2dfd20911');
INSERT INTO "ta_log" VALUES(16,1795660483365,'alice','127.0.0.1',NULL,'revoke','RNjvTfxQkWdgUn0n','alice','revoked',NULL,'6591457098ec1e6e042f21ad7a1cd7bf0defde86cf45a3b6a2e8e13276d629f6');
INSERT INTO "ta_log" VALUES(17,1795660483394,'alice','127.0.0.1',NULL,'generate','cngoOid1LhmhXRcK','alice','used again','USER_TOKEN','ccfdee7be3a555d62c45a03ed0f2f192f167852832840343fb96a111060daa70');
INSERT INTO "ta_log" VALUES(18,1795660483400,'alice','127.0.0.1',NULL,'revoke','cngoOid1LhmhXRcK','alice','used again',NULL,'b7b1225af3283a72213f84cd260fb5001d4441416bc52a8e4584b187354de859');
INSERT INTO "ta_log" VALUES(19,1795660483406,'alice','127.0.0.1',NULL,'generate','QBPdFGgPQO0UJad7','alice','used again','USER_TOKEN','0a9c236bdd8253445930d24cdd93a954d35f025278f64b5bb5cc5809c86b1044');
INSERT INTO "ta_log" VALUES(20,1795660483429,'bob','127.0.0.1',NULL,'generate','TDya6WoBuJPilqef','bob','expires late','USER_TOKEN, expires 2999-12-31','e7306773b677a5394c9907712609192b45e0d9ad7a3fffdfed289a612cdd6479');
INSERT INTO "ta_log" VALUES(21,1795660483451,'bob','127.0.0.1',NULL,'generate','grdgv9XA0QnslQyu','bob','expired','USER_TOKEN, expires 2026-12-05','b4e30a236d66ae17d22f8abd108696a2dc2ed8e267c43830694cd44cdc5aa72a');
INSERT INTO "ta_log" VALUES(22,1795660483488,'bob','127.0.0.1',NULL,'generate','Z2K2JSh6ZjuZWenA','bob','of a project','PROJECT_ANALYSIS_TOKEN','71e3d70fc63b243cdf5a07ede554ff35be27b03da93891e48f9dd624e9e80d0b');
INSERT INTO "ta_log" VALUES(23,1795660483496,'bob','127.0.0.1',NULL,'generate','6D1ddH6jR8lyEqhn','bob','for analysis','GLOBAL_ANALYSIS_TOKEN','6acbea7c2fc112fef141ff9a57bbadb2d742ae97b2fc7f49e4afb0ca0c09a638');
INSERT INTO "ta_log" VALUES(24,1795660483501,'admin','127.0.0.1',NULL,'generate','5Z4Np4lk6t3cY1Bw','admin','minter','USER_TOKEN','7b08f9663ae9cf81fe74cf7987e55d2303206c600888142415ef0d8ffe53d325');
INSERT INTO "ta_log" VALUES(25,1795660483527,'admin','127.0.0.1','5Z4Np4lk6t3cY1Bw','generate','yFhPV8oRRfb9sJ0G','alice','made by a token','USER_TOKEN','bbe6c5587ad654dd41296f3202c106404742a01f2d99f9d98b2db705550dbcbc');
CREATE TABLE ta_meta (
name VARCHAR(64) NOT NULL PRIMARY KEY,
value BIGINT NOT NULL
) WITHOUT ROWID;
INSERT INTO "ta_meta" VALUES('log_seq',25);
INSERT INTO "ta_meta" VALUES('schema_version',2);
INSERT INTO "ta_meta" VALUES('server_id',3505845746865623487);
CREATE TABLE ta_secret (
digest CHAR(64) NOT NULL PRIMARY KEY,
token_id VARCHAR(32) NOT NULL,
created_at BIGINT NOT NULL,
retires_at BIGINT,
retired_at BIGINT,
first_used_at BIGINT
) WITHOUT ROWID;
INSERT INTO "ta_secret" VALUES('092195125a221527c1c10064b8ee4b7c59ffb4dc9cbedf6a45a88043a517d042','cngoOid1LhmhXRcK',1795660483394,NULL,1795660483400,NULL);
INSERT INTO "ta_secret" VALUES('0a4bfef7d2197c262845288fde55ee763163f3f345cf328e3eba4784b3dd0282','6D1ddH6jR8lyEqhn',1795660483496,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('128a8ba1864df957685a5c38c798f2d22a7a240ae2293f2c5b2a7237103e9c00','yFhPV8oRRfb9sJ0G',1795660483527,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('162498f0a09db012c6d9bd53260723c97d60046081874ada43c9f458087ac1df','nzVyZ3xP8zWdyzgf',1795660483228,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('16e357b76f47a826f98f0725e6beeccb48f9d7c2a5a2a8ac2d6df926e9d4c352','082qbid2lfda1US9',1795660483355,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('44f7bae774cd0ee2d0ec5f7fdd979cf8d211bc00e6f784d6608fbfccdc2fb122','QBPdFGgPQO0UJad7',1795660483406,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('52c9e4669df89845986f4e397fbd58e6fa88b57f5150567c4d7fb104c988c1d9','TDya6WoBuJPilqef',1795660483429,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('54646473201f96edd799b182fc08d0ad4e42fa3f705683f2ed5a3628edb23960','F3c1O9XKSWsJZLzM',1795660483116,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('5b69dfd3945816b5dde5d13575dd54aca0e7f0d5ba0846f42b5b4a88e63292ee','Z2K2JSh6ZjuZWenA',1795660483488,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('5dd58edd55b9b47609e198872ac3addd00568d27178a30e30bd400d8eb6ccf10','bXxwJoXXVMB97hGi',1795660483342,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('608308efe95722657ebb10f93a05f3331e9cf09ac4a4a685818938318e1ce694','HCNahXfhGb4IoMLo',1795660483269,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('6c272006dcae504fbddaf0eaa6024680fcaf8db925ce49dc4fc7bb6507f744bc','00yY8SaexeKxTmvq',1795660483335,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('6dc1c9be47488ce7920d4437d891a335e3affec189b5f193116c5b7f91fffe8c','vYYHlGUHhATvxs7g',1795660483313,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('78a1ca6c612407a6fb312e9d52563d096a9c3006a36c73a06a1db83f582f8012','5Z4Np4lk6t3cY1Bw',1795660483501,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('84e5af75c196642f5e3b69611ab7d6b66fa3d4d41ce9e7046880149a4dd72bc1','MCKmeDxMXksw4S7u',1795660483326,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('861fcf9c70af3cf184c115f73c08f15b1e0bd20a05e3960ba25b3307b9a28460','grdgv9XA0QnslQyu',1795660483451,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('9d91bd75b3eca64742f156571e1c0770bacf61b1290be221b356d714fe849ab6','b1EuNDY4HZztWAYX',1795660483350,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('9ec2e5cbafa87296458397bcd4e69adc2b881b215d6baa139841214d137c412b','YbkYRowbKW9563Vw',1795660483255,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('a2a926857bac083285ea550c0b318099938e2fe5c6cd2adf714af778a24d1053','XbKnx2gmlNsURHes',1795660483322,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('a76737de0cdd053718dab7d55c609be311f53c8bbc23bd9cd0fad92512ba51ae','1uQUcvYk5r5NkWrf',1795660483300,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('bea7cfaecd8ec9d24ce9e269474dd32d8183ed801d2ac3c91922dfe7ddee17a8','RNjvTfxQkWdgUn0n',1795660483360,NULL,1795660483365,NULL);
INSERT INTO "ta_secret" VALUES('c177609080ca9db9a1f57d41cb64fd88f6af9f203aeb7c4c2d3400168cae8041','VXml8kemXn87tMk8',1795660483329,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('e01bdc3f211cdcbe89b4c0262f64bf68066c1830e114aaea7064e4b6cdee78ac','5xkqPEy8mCzUQwnH',1795660483339,NULL,NULL,NULL);
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
INSERT INTO "ta_token" VALUES('F3c1O9XKSWsJZLzM','alice','a''; DROP TABLE ta_token; --','a''; DROP TABLE ta_token; --','USER_TOKEN',NULL,NULL,1795660483116,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('nzVyZ3xP8zWdyzgf','alice','50% \ "quoted" %s ?','50% \ "quoted" %s ?','USER_TOKEN',NULL,NULL,1795660483228,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('YbkYRowbKW9563Vw','alice','日本語','日本語','USER_TOKEN',NULL,NULL,1795660483255,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('HCNahXfhGb4IoMLo','alice','á','á','USER_TOKEN',NULL,NULL,1795660483269,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('1uQUcvYk5r5NkWrf','alice','á','á','USER_TOKEN',NULL,NULL,1795660483300,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('vYYHlGUHhATvxs7g','alice','A','A','USER_TOKEN',NULL,NULL,1795660483313,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('XbKnx2gmlNsURHes','alice','a','a','USER_TOKEN',NULL,NULL,1795660483322,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('MCKmeDxMXksw4S7u','alice','of alice','of alice','USER_TOKEN',NULL,NULL,1795660483326,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('VXml8kemXn87tMk8','bob','of bob','of bob','USER_TOKEN',NULL,NULL,1795660483329,'bob',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('00yY8SaexeKxTmvq','O''Brien; --','of O''Brien; --','of O''Brien; --','USER_TOKEN',NULL,NULL,1795660483335,'O''Brien; --',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('5xkqPEy8mCzUQwnH','Ünï çødé 😀','of Ünï çødé 😀','of Ünï çødé 😀','USER_TOKEN',NULL,NULL,1795660483339,'Ünï çødé 😀',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('bXxwJoXXVMB97hGi','a','of a','of a','USER_TOKEN',NULL,NULL,1795660483342,'a',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('b1EuNDY4HZztWAYX','A','of A','of A','USER_TOKEN',NULL,NULL,1795660483350,'A',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('082qbid2lfda1US9','á','of á','of á','USER_TOKEN',NULL,NULL,1795660483355,'á',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('RNjvTfxQkWdgUn0n','alice','revoked',NULL,'USER_TOKEN',NULL,NULL,1795660483360,'alice',NULL,NULL,NULL,NULL,1795660483365,'alice',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('cngoOid1LhmhXRcK','alice','used again',NULL,'USER_TOKEN',NULL,NULL,1795660483394,'alice',NULL,NULL,NULL,NULL,1795660483400,'alice',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('QBPdFGgPQO0UJad7','alice','used again','used again','USER_TOKEN',NULL,NULL,1795660483406,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('TDya6WoBuJPilqef','bob','expires late','expires late','USER_TOKEN',NULL,NULL,1795660483429,'bob',NULL,32503593600000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('grdgv9XA0QnslQyu','bob','expired','expired','USER_TOKEN',NULL,NULL,1795660483451,'bob',NULL,1795660483452,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('Z2K2JSh6ZjuZWenA','bob','of a project','of a project','PROJECT_ANALYSIS_TOKEN','org.example:app',NULL,1795660483488,'bob',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('6D1ddH6jR8lyEqhn','bob','for analysis','for analysis','GLOBAL_ANALYSIS_TOKEN',NULL,NULL,1795660483496,'bob',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('5Z4Np4lk6t3cY1Bw','admin','minter','minter','USER_TOKEN',NULL,NULL,1795660483501,'admin',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795660483532,'127.0.0.1',NULL);
INSERT INTO "ta_token" VALUES('yFhPV8oRRfb9sJ0G','alice','made by a token','made by a token','USER_TOKEN',NULL,NULL,1795660483527,'admin','5Z4Np4lk6t3cY1Bw',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE INDEX ta_secret_token ON ta_secret (token_id);
CREATE INDEX ta_token_used ON ta_token (login, last_used_at) WHERE last_used_at IS NOT NULL;
CREATE INDEX ta_log_login ON ta_log (login, seq);
COMMIT;
