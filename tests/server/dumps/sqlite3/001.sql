-- {"login": "alice", "name": "a'; DROP TABLE ta_token; --", "status": 200, "value": "tau_IYqzdCtXOMXpVs9PnNqVEAm3fbcWzRy7ko48YRKn"}
-- {"login": "alice", "name": "50% \\ \"quoted\" %s ?", "status": 200, "value": "tau_kzwfoGL8dUg4VGFJVe6rnFXkfJdm79qskA2jUZD6"}
-- {"login": "alice", "name": "日本語", "status": 200, "value": "tau_nY59cIFEON5bP69nOoZ5sEgNxQK86FsvwR3X8dvA"}
-- {"login": "alice", "name": "á", "status": 200, "value": "tau_PUEOlYrGnyv337Do4IiJzpXTqRhBF68nNS0ssV1Q"}
-- {"login": "alice", "name": "á", "status": 200, "value": "tau_PeZkAyFhKZiKf6oQ3WysY8HCNhp2J7VmhM0b4UoB"}
-- {"login": "alice", "name": "A", "status": 200, "value": "tau_97HVEF753EnsULwZLuMIuOGjO91ws9T2a421YQBu"}
-- {"login": "alice", "name": "a", "status": 200, "value": "tau_d7jyVS8ZBTpdwB6fhLf3WgWjsHpPwY8Rkd0OYxIN"}
-- {"login": "alice", "name": "of alice", "status": 200, "value": "tau_KM1JulMrrIULnerjuP1QHElePca5vo6MUt2CwzQY"}
-- {"login": "bob", "name": "of bob", "status": 200, "value": "tau_nWfMcJMp8ZwQORtEeq7qbPoXGJNBNIooo83IoObz"}
-- {"login": "O'Brien; --", "name": "of O'Brien; --", "status": 200, "value": "tau_A8FVQQi8U0VHc3eU5WckmMDr3tV2ZPL0311185JH"}
-- {"login": "Ünï çødé 😀", "name": "of Ünï çødé 😀", "status": 200, "value": "tau_Tmxk8WeGE1IvbV6JBV2MpjiI4GrOAmPH3r2jEhPg"}
-- {"login": "a", "name": "of a", "status": 200, "value": "tau_aMTna7QUIGJk1LKSFBotFNBEN1LsdEusay4QD1r2"}
-- {"login": "A", "name": "of A", "status": 200, "value": "tau_TLsKgSbJ1Dk7z303jHfmVZAreOZcTwVlDS0KO36Q"}
-- {"login": "á", "name": "of á", "status": 200, "value": "tau_rzTbY6qIplSxd1FOBeB5EvGc6czcZquUst1ADnXZ"}
-- {"login": "alice", "name": "revoked", "status": 401, "value": "tau_H06PngMwCdy4Zs1DugglqRyMazw6YhIZR20HZ01I"}
-- {"login": "alice", "name": "used again", "status": 401, "value": "tau_4hoNyVr9pEQV2FgHmvMMe5xsqFk8EPRhFa3G5XGx"}
-- {"login": "alice", "name": "used again", "status": 200, "value": "tau_BsM5XxwlkHIsSRjSx0aNNQJESazR8EOeU90KpAJj"}
-- {"login": "bob", "name": "expires late", "status": 200, "value": "tau_s5zgBCxeB3gctx7zsPoWwTtUBLqNAKqENi3EOh4m"}
-- {"login": "bob", "name": "expired", "status": 401, "value": "tau_tzWS5WXBv7SInDhZJjAEs0a5yYCmEb6hw82fSQBp"}
-- {"login": "bob", "name": "of a project", "status": 200, "value": "tap_181Lx80KFmjiOvInmQyMm5yxAuAA0Rv2Bz4EKuQU"}
-- {"login": "bob", "name": "for analysis", "status": 200, "value": "taa_ybnxyBsA7r9o1X2mtcg8VwKSoMI92MqiKh220Vov"}
-- {"login": "admin", "name": "minter", "status": 200, "value": "tau_u8Xmy7vYu2pt7TwpFC9mVPfOi7Y13KRHth36suYo"}
-- {"login": "alice", "name": "made by a token", "status": 200, "value": "tau_LXXqvDQoYpR2yELwmYlT92m4ywAcfxr4is1p46m2"}
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
INSERT INTO "ta_log" VALUES(1,1795660488192,'alice','127.0.0.1',NULL,'generate','j3fCdVqdjJFBAvW6','alice','a''; DROP TABLE ta_token; --','USER_TOKEN','297fb628046048cc49c65d6e80aef6cffe418897b8c43db5d8c9952669e74932');
INSERT INTO "ta_log" VALUES(2,1795660488379,'alice','127.0.0.1',NULL,'generate','wKPJr5yaZLs91nv7','alice','50% \ "quoted" %s ?','USER_TOKEN','e853db738cec1edd3db418235a8b4eddce3fbbdaa0302c4ee89b639e03e80647');
INSERT INTO "ta_log" VALUES(3,1795660488440,'alice','127.0.0.1',NULL,'generate','N2iYhDJHIsIUZCIN','alice','日本語','USER_TOKEN','5a242c3a3d8dddf2a3c07b02897f5ed88294cef9d9acd6cf592066075e907bdd');
INSERT INTO "ta_log" VALUES(4,1795660488451,'alice','127.0.0.1',NULL,'generate','yA6TV7h7Lm74JGPA','alice','á','USER_TOKEN','5008725822109e378e59be0b831c3f89bfa3c46a1b8b59525b660b84bf14e6bc');
INSERT INTO "ta_log" VALUES(5,1795660488459,'alice','127.0.0.1',NULL,'generate','niIdz2lSZt5fEN6e','alice','á','USER_TOKEN','c41f586274fce254ca6ccca08014a4312fe9ffa6d46380c2328195187e0010f2');
INSERT INTO "ta_log" VALUES(6,1795660488480,'alice','127.0.0.1',NULL,'generate','Tjo7ss2W8IR4pZxJ','alice','A','USER_TOKEN','253d96b19c3a4e70ec0ab6a55286949bfac7927b6d5b4f0f42b86b02a6f1f65b');
INSERT INTO "ta_log" VALUES(7,1795660488487,'alice','127.0.0.1',NULL,'generate','etMmIisO1jRYSZnh','alice','a','USER_TOKEN','e40c02975cfc2f2aa1bdf01e2e6ab31b333140172893f08042f0021f6e2d36fa');
INSERT INTO "ta_log" VALUES(8,1795660488505,'alice','127.0.0.1',NULL,'generate','6ft7HR8tEvA9Uab6','alice','of alice','USER_TOKEN','5980867c06b91d5da562ead17cea54c6464802e1f96dd9270010f0b01610aba2');
INSERT INTO "ta_log" VALUES(9,1795660488532,'bob','127.0.0.1',NULL,'generate','QlVFRk4sqMYqHIhB','bob','of bob','USER_TOKEN','d658148ddf4a666b18f1799f6792ac8c41ed96a31f188d905582b486e341474a');
INSERT INTO "ta_log" VALUES(10,1795660488535,'O''Brien; --','127.0.0.1',NULL,'generate','yXFkOeSA8Pc5osDm','O''Brien; --','of O''Brien; --','USER_TOKEN','90e3b8258869cbe0fc4ff6b5d4627a7c5487d7337280750d6f1f9b6758fab07f');
INSERT INTO "ta_log" VALUES(11,1795660488538,'Ünï çødé 😀','127.0.0.1',NULL,'generate','sQ6piseMjDoAL2Uy','Ünï çødé 😀','of Ünï çødé 😀','USER_TOKEN','fb1f72126672271208141757b56af88830f42ec04d71bc7bc5f1fc187702950a');
INSERT INTO "ta_log" VALUES(12,1795660488540,'a','127.0.0.1',NULL,'generate','a6EdQ0ILBtwoK3yF','a','of a','USER_TOKEN','00ab959879d4405b31bd8efbb7abe66394dcda466a6b9c7b9ce292485fa72003');
INSERT INTO "ta_log" VALUES(13,1795660488544,'A','127.0.0.1',NULL,'generate','yOMGrpWYSBCsTr4Z','A','of A','USER_TOKEN','341f93278c4686d6fabc063e8c36e022d756f741415ab6181dff09458794fc08');
INSERT INTO "ta_log" VALUES(14,1795660488547,'á','127.0.0.1',NULL,'generate','Hmox0gdaYzp8XyPe','á','of á','USER_TOKEN','386621a29da428302edecc019a4d548b1818f8764e972f40641bbccf19101d36');
INSERT INTO "ta_log" VALUES(15,1795660488549,'alice','127.0.0.1',NULL,'generate','lBAKqKtLNF2rsRYn','alice','revoked','USER_TOKEN','c7fd534191af0719bec97e389d35858266c83300d8d3af313025e41313e734e8');
INSERT INTO "ta_log" VALUES(16,1795660488551,'alice','127.0.0.1',NULL,'revoke','lBAKqKtLNF2rsRYn','alice','revoked',NULL,'4fc6c4c9690959cf67a1ecd023ef437742fa1ac57df4163b05e2ff46a8f496f0');
INSERT INTO "ta_log" VALUES(17,1795660488556,'alice','127.0.0.1',NULL,'generate','lwicnUiFlf4UgwWf','alice','used again','USER_TOKEN','56cf5f82c358a3147a07feb4572911683fd6e55bfbf1ed1b649d38966b8d66b2');
INSERT INTO "ta_log" VALUES(18,1795660488558,'alice','127.0.0.1',NULL,'revoke','lwicnUiFlf4UgwWf','alice','used again',NULL,'14815083f629688acea910ae2a6a6c5ab94ac3f91d38aab94150206c58ea116e');
INSERT INTO "ta_log" VALUES(19,1795660488561,'alice','127.0.0.1',NULL,'generate','oUxE0aW8Fr2cDmFq','alice','used again','USER_TOKEN','b604a1ae14a1762eed0dc014cfb015c52a9057587d0e9b91f794887d406b66b3');
INSERT INTO "ta_log" VALUES(20,1795660488562,'bob','127.0.0.1',NULL,'generate','uMS34I8lDtqUCgXk','bob','expires late','USER_TOKEN, expires 2999-12-31','ff7cd4eb6cc7f75b7e81229d5a26228d69d945af27aad2ec0c163d8c7222bb0c');
INSERT INTO "ta_log" VALUES(21,1795660488565,'bob','127.0.0.1',NULL,'generate','PbhzfBfRuUS1IFBh','bob','expired','USER_TOKEN, expires 2026-12-05','e85b3699d863ab6fc5c96f7777ea1c9da9ae7a48d996dbfaa47f0e2d2464fd2a');
INSERT INTO "ta_log" VALUES(22,1795660488592,'bob','127.0.0.1',NULL,'generate','TJNPwA1Rcmn3VAzs','bob','of a project','PROJECT_ANALYSIS_TOKEN','10d6a9bd792b57a8ba5a6dfa52c9a8bf6880281caaa303f1b62780ab57fc100e');
INSERT INTO "ta_log" VALUES(23,1795660488598,'bob','127.0.0.1',NULL,'generate','1Nb0rcB1rmN3ZBuK','bob','for analysis','GLOBAL_ANALYSIS_TOKEN','b60504e437506cced21ddf25d4244946bd6599e1c16f328fb31df77d2d544474');
INSERT INTO "ta_log" VALUES(24,1795660488601,'admin','127.0.0.1',NULL,'generate','EiWhOSZHUUhu2zJ3','admin','minter','USER_TOKEN','3e431b916843b83b40bbb2f6da54961823ecd692d2cf8c3a2a5c07b6d4db3b1c');
INSERT INTO "ta_log" VALUES(25,1795660488610,'admin','127.0.0.1','EiWhOSZHUUhu2zJ3','generate','sMKC9vxKX1WLx0Ri','alice','made by a token','USER_TOKEN','c9dcf96ac80b2692c4e85645131f42eac9675aaaeae9d83211a0fdefe5b542be');
CREATE TABLE ta_meta (
name VARCHAR(64) NOT NULL PRIMARY KEY,
value BIGINT NOT NULL
) WITHOUT ROWID;
INSERT INTO "ta_meta" VALUES('log_seq',25);
INSERT INTO "ta_meta" VALUES('schema_version',1);
INSERT INTO "ta_meta" VALUES('server_id',9136576501974733342);
CREATE TABLE ta_secret (
digest CHAR(64) NOT NULL PRIMARY KEY,
token_id VARCHAR(32) NOT NULL,
created_at BIGINT NOT NULL,
retires_at BIGINT,
retired_at BIGINT,
first_used_at BIGINT
) WITHOUT ROWID;
INSERT INTO "ta_secret" VALUES('100b68f077e9f7e467c62b45ae58988cf4bbe6c49e9d48e1d7f010d4275f5891','yXFkOeSA8Pc5osDm',1795660488535,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('12b2b99a15394dc438abc69e167f6e187981dd827e55680bc4c7beefdd17c661','TJNPwA1Rcmn3VAzs',1795660488592,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('1daa5319d12e5bc01b3c3ee52afef3e68fdfaa19fd92bcb29184c099ff14d0ad','a6EdQ0ILBtwoK3yF',1795660488540,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('1ff267e463d3762f6afd7d78b2a515abdd16c0c9a4f6d0c1efffb7351992537f','uMS34I8lDtqUCgXk',1795660488562,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('222a9ffb5b65a98f6e3785cbe30e794ad4e919faac0a2fca312cd6b991ef7b0c','etMmIisO1jRYSZnh',1795660488487,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('2ca5715b684ebb57fdec61433bb235bedfe83e9f89c9965eaeed3dbbdbcb1c37','Tjo7ss2W8IR4pZxJ',1795660488480,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('3c64d4867b4c9f1c82ba1a5be70ed06b5e352745b557ab26cf5c5396ef631e3e','1Nb0rcB1rmN3ZBuK',1795660488598,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('3ed6d4ae8a038b6082b5511830cafa662f4fc7885c9e8f7ed5fcec3e0a889d4e','niIdz2lSZt5fEN6e',1795660488459,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('56c0d836e2857db8442ee319c4644242f456e9f93423b9ec79afbfbfee326f78','EiWhOSZHUUhu2zJ3',1795660488601,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('573b419fba049c9227ec8d6fbde13542c37224e64ff4f0cdf4a59ab1642c0328','QlVFRk4sqMYqHIhB',1795660488532,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('763ba94feb5835074715b3d14f2998887818a9a0861d547ce4578ff14af2cd98','sQ6piseMjDoAL2Uy',1795660488538,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('764ed4909b9d3f6857632dae01cd71b4d249424c78fbd6a31967f4853c66582a','lwicnUiFlf4UgwWf',1795660488556,NULL,1795660488558,NULL);
INSERT INTO "ta_secret" VALUES('7699c6f73d8a2dae22fda8091fc5bb9bfd8d72b9b728e99dcd9e318a5ff2f3d2','yA6TV7h7Lm74JGPA',1795660488451,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('7ce8c74f2198dc7a2963865c5a7926854b8ededff3fa552073b90647fb696e64','lBAKqKtLNF2rsRYn',1795660488549,NULL,1795660488551,NULL);
INSERT INTO "ta_secret" VALUES('8654400de6e41228c65b92d3b7db240a242c3438e8a72715cba0b6e22016fbc5','j3fCdVqdjJFBAvW6',1795660488192,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('912951de484281efa86038ec317a966aab8e9abc295e9363016d7653f0125d20','yOMGrpWYSBCsTr4Z',1795660488544,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('a35c5f3e2a23caa86494af13ca799b2b0cdecaecf5d4384de9398019790f32cb','oUxE0aW8Fr2cDmFq',1795660488561,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('acb015b1784afa11c057f0842298e3ec511e80a245a2dd36195200f2a2711fb1','6ft7HR8tEvA9Uab6',1795660488505,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('b0871ab5a5135e1f4797e457740fc1e2931c7af772e4ff5d1343d416b454c8cc','sMKC9vxKX1WLx0Ri',1795660488610,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('be59194be7418698b14e1bbbae67c4791209578e94d132c0553dc4df44b40e32','PbhzfBfRuUS1IFBh',1795660488565,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('c74e5cc75c98df4b644c00b5fcdda98f8c2d3202cf9ec1c42e886ad5b1313d21','Hmox0gdaYzp8XyPe',1795660488547,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('e5f09954d23282346f7d51462db841bb07c5913dbbd22437beee00967fd3148d','N2iYhDJHIsIUZCIN',1795660488440,NULL,NULL,NULL);
INSERT INTO "ta_secret" VALUES('fdcfb3f09c706d6b8fa2b7174f3d758be5dcd1c48866749726dd7e10ace8903b','wKPJr5yaZLs91nv7',1795660488379,NULL,NULL,NULL);
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
INSERT INTO "ta_token" VALUES('j3fCdVqdjJFBAvW6','alice','a''; DROP TABLE ta_token; --','a''; DROP TABLE ta_token; --','USER_TOKEN',NULL,NULL,1795660488192,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('wKPJr5yaZLs91nv7','alice','50% \ "quoted" %s ?','50% \ "quoted" %s ?','USER_TOKEN',NULL,NULL,1795660488379,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('N2iYhDJHIsIUZCIN','alice','日本語','日本語','USER_TOKEN',NULL,NULL,1795660488440,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('yA6TV7h7Lm74JGPA','alice','á','á','USER_TOKEN',NULL,NULL,1795660488451,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('niIdz2lSZt5fEN6e','alice','á','á','USER_TOKEN',NULL,NULL,1795660488459,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('Tjo7ss2W8IR4pZxJ','alice','A','A','USER_TOKEN',NULL,NULL,1795660488480,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('etMmIisO1jRYSZnh','alice','a','a','USER_TOKEN',NULL,NULL,1795660488487,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('6ft7HR8tEvA9Uab6','alice','of alice','of alice','USER_TOKEN',NULL,NULL,1795660488505,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('QlVFRk4sqMYqHIhB','bob','of bob','of bob','USER_TOKEN',NULL,NULL,1795660488532,'bob',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('yXFkOeSA8Pc5osDm','O''Brien; --','of O''Brien; --','of O''Brien; --','USER_TOKEN',NULL,NULL,1795660488535,'O''Brien; --',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('sQ6piseMjDoAL2Uy','Ünï çødé 😀','of Ünï çødé 😀','of Ünï çødé 😀','USER_TOKEN',NULL,NULL,1795660488538,'Ünï çødé 😀',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('a6EdQ0ILBtwoK3yF','a','of a','of a','USER_TOKEN',NULL,NULL,1795660488540,'a',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('yOMGrpWYSBCsTr4Z','A','of A','of A','USER_TOKEN',NULL,NULL,1795660488544,'A',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('Hmox0gdaYzp8XyPe','á','of á','of á','USER_TOKEN',NULL,NULL,1795660488547,'á',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('lBAKqKtLNF2rsRYn','alice','revoked',NULL,'USER_TOKEN',NULL,NULL,1795660488549,'alice',NULL,NULL,NULL,NULL,1795660488551,'alice',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('lwicnUiFlf4UgwWf','alice','used again',NULL,'USER_TOKEN',NULL,NULL,1795660488556,'alice',NULL,NULL,NULL,NULL,1795660488558,'alice',NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('oUxE0aW8Fr2cDmFq','alice','used again','used again','USER_TOKEN',NULL,NULL,1795660488561,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('uMS34I8lDtqUCgXk','bob','expires late','expires late','USER_TOKEN',NULL,NULL,1795660488562,'bob',NULL,32503593600000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('PbhzfBfRuUS1IFBh','bob','expired','expired','USER_TOKEN',NULL,NULL,1795660488565,'bob',NULL,1795660488566,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('TJNPwA1Rcmn3VAzs','bob','of a project','of a project','PROJECT_ANALYSIS_TOKEN','org.example:app',NULL,1795660488592,'bob',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('1Nb0rcB1rmN3ZBuK','bob','for analysis','for analysis','GLOBAL_ANALYSIS_TOKEN',NULL,NULL,1795660488598,'bob',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "ta_token" VALUES('EiWhOSZHUUhu2zJ3','admin','minter','minter','USER_TOKEN',NULL,NULL,1795660488601,'admin',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795660488624,'127.0.0.1',NULL);
INSERT INTO "ta_token" VALUES('sMKC9vxKX1WLx0Ri','alice','made by a token','made by a token','USER_TOKEN',NULL,NULL,1795660488610,'admin','EiWhOSZHUUhu2zJ3',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE INDEX ta_secret_token ON ta_secret (token_id);
COMMIT;
