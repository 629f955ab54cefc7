-- {"login": "alice", "name": "a'; DROP TABLE ta_token; --", "status": 200, "value": "tau_zjESge8kYZHGUBV1o8r2NdfhMVjMWPqCcd2tub4P"}
-- {"login": "alice", "name": "50% \\ \"quoted\" %s ?", "status": 200, "value": "tau_XeX5lJQ0r0tBLF49rGnKo7d0ACpUrfo8jd1MsHOT"}
-- {"login": "alice", "name": "日本語", "status": 200, "value": "tau_w0yNHIHFjFCXJaRCBjJWQrOybiEHwLyLks42Zg16"}
-- {"login": "alice", "name": "á", "status": 200, "value": "tau_SOTOe1706tf8LuIQnABnFjqsHlmXbsMyrn2FYmDr"}
-- {"login": "alice", "name": "á", "status": 200, "value": "tau_I7wsIzdSAk0ieTjHSBXwebgqfAqVhLPZU91X90Ya"}
-- {"login": "alice", "name": "A", "status": 200, "value": "tau_7cU4oHoKrUSn8mtbUJzLfYX5UryIwFQfCo1hZDk0"}
-- {"login": "alice", "name": "a", "status": 200, "value": "tau_Lpt044e0N9qsdcILXbvDXWbjqv7sG3uiBT21kbA8"}
-- {"login": "alice", "name": "of alice", "status": 200, "value": "tau_JKLAkWvDlLg7jMEyUikmKgfuVx10xcBwZX1W0WkB"}
-- {"login": "bob", "name": "of bob", "status": 200, "value": "tau_aBoiVKVfuYoYVf10027IY3oBt97GCT7gC329RIkO"}
-- {"login": "O'Brien; --", "name": "of O'Brien; --", "status": 200, "value": "tau_GUG2n3gJPQiNUHZD3uHa2BhGU9GGo1Wow70qqQ4k"}
-- {"login": "Ünï çødé 😀", "name": "of Ünï çødé 😀", "status": 200, "value": "tau_EBd8GrBX9EI6nYbPID4EZtP344ZixnGUQF2F2UNn"}
-- {"login": "a", "name": "of a", "status": 200, "value": "tau_BvkOCN8qRAcZQVognH9qnyrrpilyWnkk4F2YqgZn"}
-- {"login": "A", "name": "of A", "status": 200, "value": "tau_uZE8dgNTWQK3kFpRSdaUxmFkesaz7TvYZR0LBBMm"}
-- {"login": "á", "name": "of á", "status": 200, "value": "tau_VygoPinrDXHdoaxbrREzmAFXPwN1GqNZua0tDKhw"}
-- {"login": "alice", "name": "revoked", "status": 401, "value": "tau_irO2bLnvHjo5aKLPbyYZl2tuohsE4Wc9Wp4NVuJo"}
-- {"login": "alice", "name": "used again", "status": 401, "value": "tau_GyKxYdeYh51S1o3PA5hP6Cx3qpA7klluwT1BXphy"}
-- {"login": "alice", "name": "used again", "status": 200, "value": "tau_byud7RDkNmeDhLhrFJALQgRt4pLOY5PIdQ1sDnBD"}
-- {"login": "bob", "name": "expires late", "status": 200, "value": "tau_EQhmwQlErIkxPdjBn7I2Kcnuk1Vnus2mTi3ivotk"}
-- {"login": "bob", "name": "expired", "status": 401, "value": "tau_cwXXSnoEERebMGTOOWsVTwuGDPY0M9oH8y02y14M"}
-- {"login": "bob", "name": "of a project", "status": 200, "value": "tap_Tr5FMTZT5UL1zBDbIY2LbAiYwvzu47JVnY1T8XQR"}
-- {"login": "bob", "name": "for analysis", "status": 200, "value": "taa_RNuoSRbbDGKyt8OQ3ID4XXFpkhbFAqEgdx42637k"}
-- {"login": "admin", "name": "minter", "status": 200, "value": "tau_Fe5zD1NXUouai2lz4YE5eE98OhGMU4jTQv2NY2B1"}
-- {"login": "alice", "name": "made by a token", "status": 200, "value": "tau_gV8rXaD2N6lMBOylRUijNIy9ldsdvqab762lxtxQ"}
CREATE TABLE `ta_log` (
  `seq` bigint(20) NOT NULL,
  `at` bigint(20) NOT NULL,
  `actor` varchar(255) NOT NULL,
  `actor_ip` varchar(45) DEFAULT NULL,
  `actor_token` varchar(32) DEFAULT NULL,
  `action` varchar(32) NOT NULL,
  `token_id` varchar(32) DEFAULT NULL,
  `login` varchar(255) DEFAULT NULL,
  `name` varchar(400) DEFAULT NULL,
  `detail` varchar(1000) DEFAULT NULL,
  `hash` varchar(64) NOT NULL,
  PRIMARY KEY (`seq`),
  KEY `ta_log_login` (`login`,`seq`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO ta_log VALUES (1,1796137824436,'alice','127.0.0.1',NULL,'generate','F1hyWakwZRFgFqWR','alice','a\'; DROP TABLE ta_token; --','USER_TOKEN','daa8207f54f68023714dbdcf60c37adf10c739a6538c0960f10df6f8c470a605');
INSERT INTO ta_log VALUES (2,1796137824468,'alice','127.0.0.1',NULL,'generate','CsAnUYsHvmjBVHE8','alice','50% \\ \"quoted\" %s ?','USER_TOKEN','ec4f53cd3323087c6d9eb6fdcf564987873ff9498b773fa63d7547a6f838457b');
INSERT INTO ta_log VALUES (3,1796137824476,'alice','127.0.0.1',NULL,'generate','CTz0jxsdE2bUGVU8','alice','日本語','USER_TOKEN','6482cf221e22bf85083cd0ed8f4f67e7d77a8416716a2a4abd251124a2cc4108');
INSERT INTO ta_log VALUES (4,1796137824479,'alice','127.0.0.1',NULL,'generate','dp0ww1iYqtb6CNVf','alice','á','USER_TOKEN','70093f15c84cc9c76fb8ab44da1ff8c8d87426d9bf75b2362b05ed56d2951532');
INSERT INTO ta_log VALUES (5,1796137824482,'alice','127.0.0.1',NULL,'generate','1PDw6lcJ0Zqs2RcD','alice','á','USER_TOKEN','0a4e59289733dff806e2b7d0dcf86678709d55596dc042c6a60d4d087ef9bae8');
INSERT INTO ta_log VALUES (6,1796137824486,'alice','127.0.0.1',NULL,'generate','LqyYx0m46Pdob5qd','alice','A','USER_TOKEN','ffe4b203ef4213d7f32736b66b39aa2d0bdf82e2c8de43e42123ce8587de19ff');
INSERT INTO ta_log VALUES (7,1796137824488,'alice','127.0.0.1',NULL,'generate','aCouRvuxGBMQMF7u','alice','a','USER_TOKEN','0ca014db23be7972280689b109efe74b70e8b609a9e0328727777c1b65ce2797');
INSERT INTO ta_log VALUES (8,1796137824490,'alice','127.0.0.1',NULL,'generate','eLgFsOQHoF6aYhTD','alice','of alice','USER_TOKEN','b3d0fb2080ad538b6b3b66f708cc7beb787de395ef808ef1030023afa6fb77a6');
INSERT INTO ta_log VALUES (9,1796137824492,'bob','127.0.0.1',NULL,'generate','OHykN6hvaarTHJys','bob','of bob','USER_TOKEN','6e345d9abd36804b5c8fe5d7cc04b553906750af5ae16909ac20b18ef0a5dac8');
INSERT INTO ta_log VALUES (10,1796137824495,'O\'Brien; --','127.0.0.1',NULL,'generate','hthAxHtl1KjB9Wg9','O\'Brien; --','of O\'Brien; --','USER_TOKEN','ff65437fbac7746c184be0878e0dc02b0671d3cf2153d83664a4beb079c4a55c');
INSERT INTO ta_log VALUES (11,1796137824497,'Ünï çødé 😀','127.0.0.1',NULL,'generate','wQA3TDIqGroc3L1U','Ünï çødé 😀','of Ünï çødé 😀','USER_TOKEN','92fb596a4ef18fd68395dd69dea4c4ace7c1f07ce5c8c737222b3d5e357d9067');
INSERT INTO ta_log VALUES (12,1796137824499,'a','127.0.0.1',NULL,'generate','XOdZszSunT5JNH9h','a','of a','USER_TOKEN','da6f55c8a1c2e3cfc107a985368c9e5b8f5de215b0f5144c06c8d86973472e3c');
INSERT INTO ta_log VALUES (13,1796137824501,'A','127.0.0.1',NULL,'generate','CNSqWW6sQ8o6ZwL7','A','of A','USER_TOKEN','876f70d494e74b5093b5b1874af4488c84e4c87eca289aeaddc24d756aead670');
INSERT INTO ta_log VALUES (14,1796137824503,'á','127.0.0.1',NULL,'generate','9Af0MtuFJTT0ozJS','á','of á','USER_TOKEN','867ed640fe5453a4728c191c024082238cb8e14c4be33dc513b71265e26cb33b');
INSERT INTO ta_log VALUES (15,1796137824504,'alice','127.0.0.1',NULL,'generate','TDAZsWX3TktODvId','alice','revoked','USER_TOKEN','5695cc7e6c41e60c239c0596d3d772437dea3dc08aca2f67518e0d6923099297');
INSERT INTO ta_log VALUES (16,1796137824507,'alice','127.0.0.1',NULL,'revoke','TDAZsWX3TktODvId','alice','revoked',NULL,'b5d91147c2f825de38b3f079c90c023982ea555b46dc7558571dca1274c20937');
INSERT INTO ta_log VALUES (17,1796137824510,'alice','127.0.0.1',NULL,'generate','SfXkCtF3fu2NuaV1','alice','used again','USER_TOKEN','94aaee06666aedb3ad661e35e6c028fca3291ed2741378121c741c0d525ebd0c');
INSERT INTO ta_log VALUES (18,1796137824512,'alice','127.0.0.1',NULL,'revoke','SfXkCtF3fu2NuaV1','alice','used again',NULL,'d4fb16388cb13569f18219ba1b365376fbbcd9db839dd473d9c2ed5b19d911da');
INSERT INTO ta_log VALUES (19,1796137824514,'alice','127.0.0.1',NULL,'generate','LNxpykAVS5G5uw7O','alice','used again','USER_TOKEN','2f107404854319f0722d1eace3612493dacaff9ce37d5f7b0e1e0d447f14eaae');
INSERT INTO ta_log VALUES (20,1796137824516,'bob','127.0.0.1',NULL,'generate','ab7f3MEsOspKqKe7','bob','expires late','USER_TOKEN, expires 2999-12-31','b145406c96ced3a09342a2820f52ab27da85aa306420ac52165b7110764d9623');
INSERT INTO ta_log VALUES (21,1796137824518,'bob','127.0.0.1',NULL,'generate','uMZKqsARPCYBKQJe','bob','expired','USER_TOKEN, expires 2026-12-10','2a6b074d4cbdd20d42eac9edfbd1caadc6fc2f47145be65441c9e345d547d5d6');
INSERT INTO ta_log VALUES (22,1796137824521,'bob','127.0.0.1',NULL,'generate','GsoPrVpKtriTvkwK','bob','of a project','PROJECT_ANALYSIS_TOKEN','dd98c9b522e138a0927cf34c8a63f4d9f0202fbee801baf6bcde2349d2bf9133');
INSERT INTO ta_log VALUES (23,1796137824523,'bob','127.0.0.1',NULL,'generate','dE0fdNy6b4m3qmdp','bob','for analysis','GLOBAL_ANALYSIS_TOKEN','09456c24ed1bab5c5a5deb948195650c36aafa5aeae802b5cd3a20d8f703d65e');
INSERT INTO ta_log VALUES (24,1796137824526,'admin','127.0.0.1',NULL,'generate','x7Fft7OC6IzBVHgL','admin','minter','USER_TOKEN','dd60d075635d785be0856aa9936c777ea6d61f55214b706dbcd18a2b8e3bb6e4');
INSERT INTO ta_log VALUES (25,1796137824528,'admin','127.0.0.1','x7Fft7OC6IzBVHgL','generate','POYD7SjvCZJM3p4m','alice','made by a token','USER_TOKEN','0279f979b19a34f52b9cb94f00d753cf44f1fdafe74efa584c0a9a4c1ffcb934');
CREATE TABLE `ta_meta` (
  `name` varchar(64) NOT NULL,
  `value` bigint(20) NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO ta_meta VALUES ('log_seq',25);
INSERT INTO ta_meta VALUES ('schema_version',3);
INSERT INTO ta_meta VALUES ('server_id',6503979309362518);
CREATE TABLE `ta_owner` (
  `login` varchar(255) NOT NULL,
  `tokens` bigint(20) NOT NULL,
  PRIMARY KEY (`login`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO ta_owner VALUES ('A',1);
INSERT INTO ta_owner VALUES ('O\'Brien; --',1);
INSERT INTO ta_owner VALUES ('a',1);
INSERT INTO ta_owner VALUES ('admin',1);
INSERT INTO ta_owner VALUES ('alice',10);
INSERT INTO ta_owner VALUES ('á',1);
INSERT INTO ta_owner VALUES ('bob',5);
INSERT INTO ta_owner VALUES ('Ünï çødé 😀',1);
CREATE TABLE `ta_secret` (
  `digest` varchar(64) NOT NULL,
  `token_id` varchar(32) NOT NULL,
  `created_at` bigint(20) NOT NULL,
  `retires_at` bigint(20) DEFAULT NULL,
  `retired_at` bigint(20) DEFAULT NULL,
  `first_used_at` bigint(20) DEFAULT NULL,
  PRIMARY KEY (`digest`),
  KEY `ta_secret_token` (`token_id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO ta_secret VALUES ('1368efc0785472bc4c6bbf448db63a2672e31bfb0dcb861fc78bbf9a7e4ea9ee','XOdZszSunT5JNH9h',1796137824499,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('191ee0f9294824d6c401e03280638f51beac03ed5ef1a1c71ec00a81e5e9a27e','aCouRvuxGBMQMF7u',1796137824488,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('1e06312d3521ff02996f9462b87b14f5851e6f903b086ddf152b0c8d0d4184e6','CTz0jxsdE2bUGVU8',1796137824476,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('238423486a15c7816955d9f996b0912ba50ce37585d62e819c27ae2626665b3a','LNxpykAVS5G5uw7O',1796137824514,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('254dfc7049beafda960b4b6a176e65a0002c4a037111309eabfd5ced00a4783b','hthAxHtl1KjB9Wg9',1796137824495,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('26616bc2c045cbc9e7e2352520c4ba13366ec1fbd25d174e2c1e0b93d1b3f2e0','wQA3TDIqGroc3L1U',1796137824497,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('2e65bba592d2ec9d85281d81460bd777a6f70780a8c6c90970b0693e2bd4cf4b','x7Fft7OC6IzBVHgL',1796137824526,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('40ac94d2ca9fbdcf50c9e6ed4c55206d7a4310c5a0ce426374dda64ca6d78ef1','9Af0MtuFJTT0ozJS',1796137824503,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('4a54f8dc9ecd018a5d9db3133f50be6a42a23c0761a365bcf686bb840a43c683','GsoPrVpKtriTvkwK',1796137824521,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('5d8ed33c22bc18ae675b324327ed3eb9861189339acc22189387e663ddc0e458','SfXkCtF3fu2NuaV1',1796137824510,NULL,1796137824512,NULL);
INSERT INTO ta_secret VALUES ('6f730f2141ceb9ce88250f22ecd3e6bd24455d49cdcbad997952a0d571f9e508','POYD7SjvCZJM3p4m',1796137824528,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('6fdf76d6042f5f0f256572020b26427afe4ef171f2b8aad41c735ce5a866a6b6','dp0ww1iYqtb6CNVf',1796137824479,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('75a296f30a738e4628dcb0910162e9cbbbceee05201cb8dd4e995a7eea71843a','uMZKqsARPCYBKQJe',1796137824518,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('8c7602939a10245c9ddfb5aecba3a8f66349350b27e37be59512e980c0c4d4f3','dE0fdNy6b4m3qmdp',1796137824523,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('9076411cc5b937cf4899041502ec451009de85a5804c2adc8665ad8663bd4318','TDAZsWX3TktODvId',1796137824504,NULL,1796137824507,NULL);
INSERT INTO ta_secret VALUES ('9436af760337dfd9c0c416b3115e06be670a8181ab7cd62d1ab3ab4cb1c6237d','1PDw6lcJ0Zqs2RcD',1796137824482,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('9cd5227ef3ba6713bbdd643e5416ef88783e66262d45925d7ac7264bb0a8baf7','eLgFsOQHoF6aYhTD',1796137824490,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('af96bb301622703c6a5ce1e18d8969645887d73650bf952e0093237955030ef2','LqyYx0m46Pdob5qd',1796137824486,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('b3d8c253437ed70c898036e82a6190bc5a7178aa5d31891eaecb63a6567face8','CNSqWW6sQ8o6ZwL7',1796137824501,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('df0d2a3570e783ae97a5f9a62e78031a1a9642a6c069988788e5e047be49860a','F1hyWakwZRFgFqWR',1796137824436,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('ec22fe9a4423d6aabb2084b74b7aa0322d21bec5c430ca4252f7a3e48df7a810','ab7f3MEsOspKqKe7',1796137824516,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('f4b938f4142c6aa1664676f77e477d2306e417cef6c06c2c2afe95049cc85639','OHykN6hvaarTHJys',1796137824492,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('f5f375789c0789b4a13d77e0a5dbd5c9e872d6a383d0761fa3c13cc1dd139e37','CsAnUYsHvmjBVHE8',1796137824468,NULL,NULL,NULL);
CREATE TABLE `ta_token` (
  `id` varchar(32) NOT NULL,
  `login` varchar(255) NOT NULL,
  `name` varchar(400) NOT NULL,
  `live_name` varchar(400) DEFAULT NULL,
  `type` varchar(32) NOT NULL,
  `project_key` varchar(400) DEFAULT NULL,
  `description` varchar(1000) DEFAULT NULL,
  `created_at` bigint(20) NOT NULL,
  `created_by` varchar(255) NOT NULL,
  `created_by_token` varchar(32) DEFAULT NULL,
  `expires_at` bigint(20) DEFAULT NULL,
  `suspended_at` bigint(20) DEFAULT NULL,
  `suspended_by` varchar(255) DEFAULT NULL,
  `revoked_at` bigint(20) DEFAULT NULL,
  `revoked_by` varchar(255) DEFAULT NULL,
  `grants` varchar(2000) DEFAULT NULL,
  `networks` varchar(2000) DEFAULT NULL,
  `last_used_at` bigint(20) DEFAULT NULL,
  `last_used_ip` varchar(45) DEFAULT NULL,
  `last_used_agent` varchar(64) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `ta_token_living` (`login`,`live_name`),
  KEY `ta_token_last_used` (`last_used_at`,`login`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO ta_token VALUES ('1PDw6lcJ0Zqs2RcD','alice','á','á','USER_TOKEN',NULL,NULL,1796137824482,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('9Af0MtuFJTT0ozJS','á','of á','of á','USER_TOKEN',NULL,NULL,1796137824503,'á',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('CNSqWW6sQ8o6ZwL7','A','of A','of A','USER_TOKEN',NULL,NULL,1796137824501,'A',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('CTz0jxsdE2bUGVU8','alice','日本語','日本語','USER_TOKEN',NULL,NULL,1796137824476,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('CsAnUYsHvmjBVHE8','alice','50% \\ \"quoted\" %s ?','50% \\ \"quoted\" %s ?','USER_TOKEN',NULL,NULL,1796137824468,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('F1hyWakwZRFgFqWR','alice','a\'; DROP TABLE ta_token; --','a\'; DROP TABLE ta_token; --','USER_TOKEN',NULL,NULL,1796137824436,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('GsoPrVpKtriTvkwK','bob','of a project','of a project','PROJECT_ANALYSIS_TOKEN','org.example:app',NULL,1796137824521,'bob',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('LNxpykAVS5G5uw7O','alice','used again','used again','USER_TOKEN',NULL,NULL,1796137824514,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('LqyYx0m46Pdob5qd','alice','A','A','USER_TOKEN',NULL,NULL,1796137824486,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('OHykN6hvaarTHJys','bob','of bob','of bob','USER_TOKEN',NULL,NULL,1796137824492,'bob',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('POYD7SjvCZJM3p4m','alice','made by a token','made by a token','USER_TOKEN',NULL,NULL,1796137824528,'admin','x7Fft7OC6IzBVHgL',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('SfXkCtF3fu2NuaV1','alice','used again',NULL,'USER_TOKEN',NULL,NULL,1796137824510,'alice',NULL,NULL,NULL,NULL,1796137824512,'alice',NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('TDAZsWX3TktODvId','alice','revoked',NULL,'USER_TOKEN',NULL,NULL,1796137824504,'alice',NULL,NULL,NULL,NULL,1796137824507,'alice',NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('XOdZszSunT5JNH9h','a','of a','of a','USER_TOKEN',NULL,NULL,1796137824499,'a',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('aCouRvuxGBMQMF7u','alice','a','a','USER_TOKEN',NULL,NULL,1796137824488,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('ab7f3MEsOspKqKe7','bob','expires late','expires late','USER_TOKEN',NULL,NULL,1796137824516,'bob',NULL,32503593600000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('dE0fdNy6b4m3qmdp','bob','for analysis','for analysis','GLOBAL_ANALYSIS_TOKEN',NULL,NULL,1796137824523,'bob',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('dp0ww1iYqtb6CNVf','alice','á','á','USER_TOKEN',NULL,NULL,1796137824479,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('eLgFsOQHoF6aYhTD','alice','of alice','of alice','USER_TOKEN',NULL,NULL,1796137824490,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('hthAxHtl1KjB9Wg9','O\'Brien; --','of O\'Brien; --','of O\'Brien; --','USER_TOKEN',NULL,NULL,1796137824495,'O\'Brien; --',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('uMZKqsARPCYBKQJe','bob','expired','expired','USER_TOKEN',NULL,NULL,1796137824518,'bob',NULL,1796137824519,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('wQA3TDIqGroc3L1U','Ünï çødé 😀','of Ünï çødé 😀','of Ünï çødé 😀','USER_TOKEN',NULL,NULL,1796137824497,'Ünï çødé 😀',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('x7Fft7OC6IzBVHgL','admin','minter','minter','USER_TOKEN',NULL,NULL,1796137824526,'admin',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1796137824529,'127.0.0.1',NULL);
