-- {"login": "alice", "name": "a'; DROP TABLE ta_token; --", "status": 200, "value": "tau_xHiPzGeMxkQP2RYIKpQ2btkyDgRfwDM5CV2jo71y"}
-- {"login": "alice", "name": "50% \\ \"quoted\" %s ?", "status": 200, "value": "tau_66yTW5nwxyRT8vbePqAnXE9Dx9zLNcU21n30T4Dz"}
-- {"login": "alice", "name": "日本語", "status": 200, "value": "tau_JM55NdKOjyiixwq2QSb4R2jFuvdDy2IcuX0AT0ma"}
-- {"login": "alice", "name": "á", "status": 200, "value": "tau_veK8huY9ekzNtnwsSa2j5fHnqF09fFIzUP1tyIDu"}
-- {"login": "alice", "name": "á", "status": 200, "value": "tau_098Gaer6b6jSxb5bwmPFMy1fy8aCoKrNbK2qJRrs"}
-- {"login": "alice", "name": "A", "status": 200, "value": "tau_lVb5N5EujZvFeVjV7VVV68ohLphzh3W8jG3IJlkI"}
-- {"login": "alice", "name": "a", "status": 200, "value": "tau_1D2uYUpfKPbX8hI9MD0D7AJqaMECiFvraA3pansP"}
-- {"login": "alice", "name": "of alice", "status": 200, "value": "tau_vu2K73yw8bkCb11BVYDKKcE9JEZP3ZkrGK0Fvm2c"}
-- {"login": "bob", "name": "of bob", "status": 200, "value": "tau_TaTnMjlEOC3E8NmPWohcky6qyBIIStVXre28OLUw"}
-- {"login": "O'Brien; --", "name": "of O'Brien; --", "status": 200, "value": "tau_yGlgrfQ12XXGtNsVJClh6feULpMht1wAKU49fJmP"}
-- {"login": "Ünï çødé 😀", "name": "of Ünï çødé 😀", "status": 200, "value": "tau_vjkBcudZOjuuJtxNErSYFJZdhIES7bXcCr3IXhId"}
-- {"login": "a", "name": "of a", "status": 200, "value": "tau_gXwXql44CYGNSkXzgkeq86kroJis8CTbzm02wsfB"}
-- {"login": "A", "name": "of A", "status": 200, "value": "tau_6A3KafD2F8sC6P42adH4dDrbxSmwvktDfg058kFU"}
-- {"login": "á", "name": "of á", "status": 200, "value": "tau_gD5o2lMZJ7DmhlpKYbPHoSXbO3D37hnD0R0fpRYT"}
-- {"login": "alice", "name": "revoked", "status": 401, "value": "tau_7wBDd5AdILv6D4kcitsqSLmH5NBwwaE6Y11Qro1G"}
-- {"login": "alice", "name": "used again", "status": 401, "value": "tau_3rRChDQardOf53Bt8xu0orc5B5B4nDSzem10e79M"}
-- {"login": "alice", "name": "used again", "status": 200, "value": "tau_IXsULnFYZIJ9PO1QZ1zouwjzJWWEUr8uVg13qeG0"}
-- {"login": "bob", "name": "expires late", "status": 200, "value": "tau_jU9ZH6uHccDlxt9vt1HMf3LT0B2gAeETsn0KCEQJ"}
-- {"login": "bob", "name": "expired", "status": 401, "value": "tau_crqBs3azpl0IGCPb5B4COGRWYigskaN9HO41henR"}
-- {"login": "bob", "name": "of a project", "status": 200, "value": "tap_X5XgvYHtxFC4iwMNoKcmND26j64D2RXouZ3eUEdO"}
-- {"login": "bob", "name": "for analysis", "status": 200, "value": "taa_NoDT5eNOV5YsBn4XqR9DpQTV32fjdlG4Gv34tKrA"}
-- {"login": "admin", "name": "minter", "status": 200, "value": "tau_Qz9WHkHZTKcnIOlk6SFG4eCBii4I1mon1W2e0r7T"}
-- {"login": "alice", "name": "made by a token", "status": 200, "value": "tau_mXPE1QvNSniWayDGTTYx7LmPL37pJvSuyT2jYmTr"}
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
INSERT INTO "ta_log" VALUES(1,1796137820599,'alice','127.0.0.1',NULL,'generate','4ORkpVnt7TcoTNsW','alice','a''; DROP TABLE ta_token; --','USER_TOKEN','43990e57ab9c3c43ce6f87adb432a1817bb1cfe100f38ac18ca8cb09ea9ec5c3');
INSERT INTO "ta_log" VALUES(2,1796137820604,'alice','127.0.0.1',NULL,'generate','BDyzuAN9bHlAItZO','alice','50% \ "quoted" %s ?','USER_TOKEN','75cdc6813ea5a084747bbb2230a6bdedbbaa3f5f400abd21d52a63dadf23f94b');
INSERT INTO "ta_log" VALUES(3,1796137820606,'alice','127.0.0.1',NULL,'generate','PcWMVg6v7M6kUSy6','alice','日本語','USER_TOKEN','daa69e2aecc6ad2cc421d967cd3fab03e4503e6a3b364ddac76c0199bdff0aa6');
INSERT INTO "ta_log" VALUES(4,1796137820608,'alice','127.0.0.1',NULL,'generate','tbpLbuCCIHPAq8mq','alice','á','USER_TOKEN','48d53c67185b2db9b853e3b6fd97527f484f419d7988042f9f5cc0391fa4d7bb');
INSERT INTO "ta_log" VALUES(5,1796137820609,'alice','127.0.0.1',NULL,'generate','p2WBlQfzfQCSNZVM','alice','á','USER_TOKEN','d1a003c5301c037c8cecbc5f7f505e4f2b8ed5045555dc6168bc02253a596f96');
INSERT INTO "ta_log" VALUES(6,1796137820611,'alice','127.0.0.1',NULL,'generate','WqcZkdZF5LgzeGLI','alice','A','USER_TOKEN','3edbda348732c948a157da4a325784766c9a2ae21c33fda3e244a5a26c672bdd');
INSERT INTO "ta_log" VALUES(7,1796137820613,'alice','127.0.0.1',NULL,'generate','6NHWVmAKiM1bAe8N','alice','a','USER_TOKEN','d2aabc6440eba2a9691f92222d7c70cda599495b072892fcf87bb36c39f18268');
INSERT INTO "ta_log" VALUES(8,1796137820615,'alice','127.0.0.1',NULL,'generate','AfP4HhmXPGoaveSr','alice','of alice','USER_TOKEN','05beeee7d395edfb928a33bc897a143c7bd2f77b67984df2184106b18923cee0');
INSERT INTO "ta_log" VALUES(9,1796137820616,'bob','127.0.0.1',NULL,'generate','VPOByEkzKYD9cmFP','bob','of bob','USER_TOKEN','a6fae1c34327e34ac0b628cc8179a39e37314c84715f213476a31066310a19bd');
INSERT INTO "ta_log" VALUES(10,1796137820618,'O''Brien; --','127.0.0.1',NULL,'generate','e0Q9mnQuQ8jkOxPA','O''Brien; --','of O''Brien; --','USER_TOKEN','88aa513fbe4f0effbff9bf78f6831f70c29201adc41c36a5a3a1694565537b29');
INSERT INTO "ta_log" VALUES(11,1796137820620,'Ünï çødé 😀','127.0.0.1',NULL,'generate','YW9dfrL5KNRjXm7r','Ünï çødé 😀','of Ünï çødé 😀','USER_TOKEN','62baeb93f44ed0ece1a5e88b4d7aef3545a3552c5eeea913fc8c98ca39494a33');
INSERT INTO "ta_log" VALUES(12,1796137820622,'a','127.0.0.1',NULL,'generate','zYzBJYCSn5qOgsi7','a','of a','USER_TOKEN','e1bd5583416bcdb826d8033690777ab18349819963301212f164c6c08d7f37c5');
INSERT INTO "ta_log" VALUES(13,1796137820623,'A','127.0.0.1',NULL,'generate','fl1CHuwuPrjJg5it','A','of A','USER_TOKEN','457cb87b8ea954efcab9b6f18d1ba31944822c3c8d61b36a55721fb0dcc14098');
INSERT INTO "ta_log" VALUES(14,1796137820624,'á','127.0.0.1',NULL,'generate','WjMcgkNFJkEOHLfP','á','of á','USER_TOKEN','bee88f61307a82bd6989479795e4cbd05ee3970b29e78eb93b5b209c3f568f81');
INSERT INTO "ta_log" VALUES(15,1796137820626,'alice','127.0.0.1',NULL,'generate','Dig4LtTyD1e8MhhT','alice','revoked','USER_TOKEN','1ba093b7c38153de12e1a13ec55368851980a354662a13422b04f4662579578f');
INSERT INTO "ta_log" VALUES(16,1796137820628,'alice','127.0.0.1',NULL,'revoke','Dig4LtTyD1e8MhhT','alice','revoked',NULL,'1f120fe9e9a02a20423c411f900cd77da8478f09690d4ed1586ff78bb5c8173b');
INSERT INTO "ta_log" VALUES(17,1796137820630,'alice','127.0.0.1',NULL,'generate','JJdtCf16YxkhPUZD','alice','used again','USER_TOKEN','188569c4e3e1ef1fae775bc8b8ef3ed7c52cabc2fdb035ddf67ee4c467a5e9bf');
INSERT INTO "ta_log" VALUES(18,1796137820632,'alice','127.0.0.1',NULL,'revoke','JJdtCf16YxkhPUZD','alice','used again',NULL,'3580a1397e3111f10fc8c3aa9ee6b84f399ff11ab0eb51f05fb4bd2665dae62f');
INSERT INTO "ta_log" VALUES(19,1796137820633,'alice','127.0.0.1',NULL,'generate','MxVqqTzZeb08PXI3','alice','used again','USER_TOKEN','65adc149101178ea6686eff81893dfe8aad6f1a5997aa085367d17e0a12dec71');
INSERT INTO "ta_log" VALUES(20,1796137820634,'bob','127.0.0.1',NULL,'generate','wXbjRUuTDuXXXoKn','bob','expires late','USER_TOKEN, expires 2999-12-31','ed59b9a160b787cecdfa058a39fecb8f9094472c56ab642f638884a9ccd28e4d');
INSERT INTO "ta_log" VALUES(21,1796137820636,'bob','127.0.0.1',NULL,'generate','H47vzsu8br7OeTgX','bob','expired','USER_TOKEN, expires 2026-12-10','fbe5e137a666a1b4c22c793f46fbf10d3142354621d8131aa923fdd6d90f0a50');
INSERT INTO "ta_log" VALUES(22,1796137820639,'bob','127.0.0.1',NULL,'generate','Pz6aryA8OKODBNI2','bob','of a project','PROJECT_ANALYSIS_TOKEN','e24a2f6fb24b188b76cfc88cad6a60cf6e82138c1b30db0fca7b7292e3f3a3fa');
INSERT INTO "ta_log" VALUES(23,1796137820640,'bob','127.0.0.1',NULL,'generate','NHmaUWdjj84yxNIV','bob','for analysis','GLOBAL_ANALYSIS_TOKEN','8a7dee007dc11cb5a152b177c3a58cc9107dafc92cd6e968f49b1ab2e6ed1f26');
INSERT INTO "ta_log" VALUES(24,1796137820641,'admin','127.0.0.1',NULL,'generate','sDck5R1rPNi4ZCYH','admin','minter','USER_TOKEN','6e2a45568b5a7a4fda506172d149e82c1253c94901caf4b3803979c31a4fda6e');
INSERT INTO "ta_log" VALUES(25,1796137820643,'admin','127.0.0.1','sDck5R1rPNi4ZCYH','generate','uDDSkYekjlKTcAOQ','alice','made by a token','USER_TOKEN','73faaa843b360f6ee29755330efcc629a693e6abe76bde25de76d65854449ab7');
CREATE TABLE ta_meta (
name VARCHAR(64) NOT NULL PRIMARY KEY,
value BIGINT NOT NULL
) WITHOUT ROWID;
INSERT INTO "ta_meta" VALUES('log_seq',25);
INSERT INTO "ta_meta" VALUES('schema_version',3);
INSERT INTO "ta_meta" VALUES('server_id',6994954492415453665);
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
INSERT INTO "ta_secret" VALUES('06d3db49f9c44bdc2aecfe39e4f85f6d76d71a0de89cc2616f96f5d65aa257bc','WjMcgkNFJkEOHLfP',1796137820624,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('1377305fd2e8b934801c3bc9e6602bc97cc324593dc2c530b5f60e3816500d81','PcWMVg6v7M6kUSy6',1796137820606,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('21751a21cba45b955b02ce2412c2495d9bb0c5b864b51e0a3f480437d1246135','VPOByEkzKYD9cmFP',1796137820616,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('2e8fa00da9f163d2463cd4c00db6afe3b7c5fa7eedb6e93716a9aa6f71cbdc28','BDyzuAN9bHlAItZO',1796137820604,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('4058b59a3ec1a7ad2a29ede266340f0fc85cf6bb593f9a0f52aa7b7ee60a99db','Dig4LtTyD1e8MhhT',1796137820626,NULL,1796137820628,NULL);
INSERT INTO "ta_secret" VALUES('481462b09aea13514d99270121a2318a28a6071a7353b83207797646ab2e4cb7','e0Q9mnQuQ8jkOxPA',1796137820618,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('4fdccba569d6059992e8c73ac56af79af895c8b7ad473b6e6641954af33b498e','JJdtCf16YxkhPUZD',1796137820630,NULL,1796137820632,NULL);
INSERT INTO "ta_secret" VALUES('52a8e0f19568a7cf1d46e0161e38357dac4ca7fe75ff2632562f9f97cfa419d8','H47vzsu8br7OeTgX',1796137820636,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('5cc4ad06aa93f3e46e36faffa79ec3c57738d5363fcff86d9a42d3d849181396','sDck5R1rPNi4ZCYH',1796137820641,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('8452bc41810f95d0e94d4a68a5f8c831d0230c2522cf82184813061aede37df0','MxVqqTzZeb08PXI3',1796137820633,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('8731510a8c6c07e671aa532e84e79fd9e60df3fbb8706d98ff78b650933f54eb','WqcZkdZF5LgzeGLI',1796137820611,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('a9daf4629d731870f03248956be843d1fcc50195d6bfd562ffc809277bfb3e7c','AfP4HhmXPGoaveSr',1796137820615,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('b4324a5cbc67ecdede81a03654c5775fbc332cee79f58328f0af26e059c9ef44','6NHWVmAKiM1bAe8N',1796137820613,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('b54c397d8676ec0c4a1c38e8007b985f39129aa011d76103b5d5cc95bca996f5','YW9dfrL5KNRjXm7r',1796137820620,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('d030cb069c845a43cd9917f5cec845e28eae966ac07ce0770227168a8f14d624','wXbjRUuTDuXXXoKn',1796137820634,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('d4073bfe8654f5e438da6c8a231307af319d351062b5b1f208107c1ef35d2f05','p2WBlQfzfQCSNZVM',1796137820609,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('d52c02d45b92e85977d2912f846743db3a27e729efed359cc89f0c57a2d77472','uDDSkYekjlKTcAOQ',1796137820643,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('d5f6556b01033d3945515187d546b80eb1fb263b321c1f0264bb82a0c8c138b7','4ORkpVnt7TcoTNsW',1796137820599,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('e79aeefb7b496d80df2b94ad7c7020c9a04207e9914e9f241a57d070387fe5ae','zYzBJYCSn5qOgsi7',1796137820622,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('fbc5e2b458af7bfca3d23c1cb30929b78befae4084046a2e8957d1b8cdfbcff1','Pz6aryA8OKODBNI2',1796137820639,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('fc36898b5576dde6919c7f1ccf8525b74590244090019240060230281023141f','tbpLbuCCIHPAq8mq',1796137820608,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('fe237ebb9c4c752764b484818d3fb54c42814fe2001760c64cea45b3bfdf75cc','NHmaUWdjj84yxNIV',1796137820640,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('fe2de758b1ea6e156468ec682009d73fc6ce5684e86a0ed99a97909c31032a32','fl1CHuwuPrjJg5it',1796137820623,NULL,NULL,NULL);
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
INSERT INTO "ta_token" VALUES('4ORkpVnt7TcoTNsW','alice','a''; DROP TABLE ta_token; --','a''; DROP TABLE ta_token; --','USER_TOKEN',NULL,NULL,1796137820599,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('BDyzuAN9bHlAItZO','alice','50% \ "quoted" %s ?','50% \ "quoted" %s ?','USER_TOKEN',NULL,NULL,1796137820604,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('PcWMVg6v7M6kUSy6','alice','日本語','日本語','USER_TOKEN',NULL,NULL,1796137820606,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('tbpLbuCCIHPAq8mq','alice','á','á','USER_TOKEN',NULL,NULL,1796137820608,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('p2WBlQfzfQCSNZVM','alice','á','á','USER_TOKEN',NULL,NULL,1796137820609,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('WqcZkdZF5LgzeGLI','alice','A','A','USER_TOKEN',NULL,NULL,1796137820611,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('6NHWVmAKiM1bAe8N','alice','a','a','USER_TOKEN',NULL,NULL,1796137820613,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('AfP4HhmXPGoaveSr','alice','of alice','of alice','USER_TOKEN',NULL,NULL,1796137820615,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('VPOByEkzKYD9cmFP','bob','of bob','of bob','USER_TOKEN',NULL,NULL,1796137820616,'bob',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('e0Q9mnQuQ8jkOxPA','O''Brien; --','of O''Brien; --','of O''Brien; --','USER_TOKEN',NULL,NULL,1796137820618,'O''Brien; --',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('YW9dfrL5KNRjXm7r','Ünï çødé 😀','of Ünï çødé 😀','of Ünï çødé 😀','USER_TOKEN',NULL,NULL,1796137820620,'Ünï çødé 😀',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('zYzBJYCSn5qOgsi7','a','of a','of a','USER_TOKEN',NULL,NULL,1796137820622,'a',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('fl1CHuwuPrjJg5it','A','of A','of A','USER_TOKEN',NULL,NULL,1796137820623,'A',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('WjMcgkNFJkEOHLfP','á','of á','of á','USER_TOKEN',NULL,NULL,1796137820624,'á',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('Dig4LtTyD1e8MhhT','alice','revoked',NULL,'USER_TOKEN',NULL,NULL,1796137820626,'alice',NULL,NULL,NULL,NULL,1796137820628,'alice',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('JJdtCf16YxkhPUZD','alice','used again',NULL,'USER_TOKEN',NULL,NULL,1796137820630,'alice',NULL,NULL,NULL,NULL,1796137820632,'alice',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('MxVqqTzZeb08PXI3','alice','used again','used again','USER_TOKEN',NULL,NULL,1796137820633,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('wXbjRUuTDuXXXoKn','bob','expires late','expires late','USER_TOKEN',NULL,NULL,1796137820634,'bob',NULL,32503593600000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('H47vzsu8br7OeTgX','bob','expired','expired','USER_TOKEN',NULL,NULL,1796137820636,'bob',NULL,1796137820637,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('Pz6aryA8OKODBNI2','bob','of a project','of a project','PROJECT_ANALYSIS_TOKEN','org.example:app',NULL,1796137820639,'bob',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('NHmaUWdjj84yxNIV','bob','for analysis','for analysis','GLOBAL_ANALYSIS_TOKEN',NULL,NULL,1796137820640,'bob',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('sDck5R1rPNi4ZCYH','admin','minter','minter','USER_TOKEN',NULL,NULL,1796137820641,'admin',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1796137820643,'127.0.0.1',NULL);
INSERT INTO "ta_token" VALUES('uDDSkYekjlKTcAOQ','alice','made by a token','made by a token','USER_TOKEN',NULL,NULL,1796137820643,'admin','sDck5R1rPNi4ZCYH',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE INDEX ta_secret_token ON ta_secret (token_id);
CREATE INDEX ta_log_login ON ta_log (login, seq);
CREATE INDEX ta_token_last_used ON ta_token (last_used_at, login) WHERE last_used_at IS NOT NULL;
COMMIT;
