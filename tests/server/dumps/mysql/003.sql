-- {"login": "alice", "name": "a'; DROP TABLE ta_token; --", "status": 200, "value": "tau_PJR9dgQU8xr5iQb4Vz5PCJOtBKwlv2WTPi4HE4ux"}
-- {"login": "alice", "name": "50% \\ \"quoted\" %s ?", "status": 200, "value": "tau_2y20awu5Yucf8CJyPjRcEoQd30YXvlE49S0ueSIr"}
-- {"login": "alice", "name": "日本語", "status": 200, "value": "tau_vNOAfam8eOWfvDTKlJgXM5O3aVgM4sZroO4LrMSe"}
-- {"login": "alice", "name": "á", "status": 200, "value": "tau_N8HkMrFmZ6j2fcqzqZAMOzy9bwpkQtBbdO4eEuXT"}
-- {"login": "alice", "name": "á", "status": 200, "value": "tau_yQxZgA301SKVFUTTgnfe04LgWmMF5zC55q2d2IPv"}
-- {"login": "alice", "name": "A", "status": 200, "value": "tau_wAVweubqnd65uAGxFOvZUZtPFyiMCNBqQK3ni7ko"}
-- {"login": "alice", "name": "a", "status": 200, "value": "tau_vDxRQv78PW4Dn4Ktw3BOAb3pDxPCC9VXux2s0uSl"}
-- {"login": "alice", "name": "of alice", "status": 200, "value": "tau_Tamqwa8vN5JUBOn8noJJ1BvX9lVtCLjp53361fJU"}
-- {"login": "bob", "name": "of bob", "status": 200, "value": "tau_lR0z6QBjr7AcIN6LwJHq8Z3Kpk7O2fdcBT48pXqx"}
-- {"login": "O'Brien; --", "name": "of O'Brien; --", "status": 200, "value": "tau_K3bIlxngqu6X3RKKpru96KQQRIfArH25mI4Yfzc2"}
-- {"login": "Ünï çødé 😀", "name": "of Ünï çødé 😀", "status": 200, "value": "tau_SN9E2e6EO5ltsPD8AF3TSQFv1HDbmmBtxL3KXBal"}
-- {"login": "a", "name": "of a", "status": 200, "value": "tau_WF7cGuwnxNlarakO6EtiU9LJvk7ZGayWo63eluKC"}
-- {"login": "A", "name": "of A", "status": 200, "value": "tau_zz8GnIgpoBVh2k79xl8Lh6KGzqkt1uhhbx3WURWn"}
-- {"login": "á", "name": "of á", "status": 200, "value": "tau_YtQeVLiNtriBR7avF5tY9OlzmjvAH7s6694exq9U"}
-- {"login": "alice", "name": "revoked", "status": 401, "value": "tau_NnJ3nXuMUuNrMwmsvK1AWso8dJPKJJE6Rq2K5cDh"}
-- {"login": "alice", "name": "used again", "status": 401, "value": "tau_alhnD3nY75MrL5CHSiaIvwaV7HkKQVyxBh1Jitd4"}
-- {"login": "alice", "name": "used again", "status": 200, "value": "tau_fDAwtzz0fZHBkbrYJYMD0D9hMk7tPDcJbm34FvhX"}
-- {"login": "bob", "name": "expires late", "status": 200, "value": "tau_zEWELJsqEJ8s99Mozl3pG1pn0kQfR4PvBJ0WqSIW"}
-- {"login": "bob", "name": "expired", "status": 401, "value": "tau_3is0h57yhiWuae0u0h1fE7reozePvzCqQV0Iiuzj"}
-- {"login": "bob", "name": "of a project", "status": 200, "value": "tap_s9pANUwyxCZV8FzH2j1S2cU0DP1DErWgI03GEweR"}
-- {"login": "bob", "name": "for analysis", "status": 200, "value": "taa_H0tpgAGG1msyh00KGUHbZSYOAwVMuB2BsP2fqRzZ"}
-- {"login": "admin", "name": "minter", "status": 200, "value": "tau_cwToDUurDVg5injDJTT3WMi3JRJ5d9JpBc49X5Vv"}
-- {"login": "alice", "name": "made by a token", "status": 200, "value": "tau_lJ2hakW826m4vWCT7VPt4ACybMceEmLUpZ0O64vJ"}
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
INSERT INTO ta_log VALUES (1,1796145349551,'alice','127.0.0.1',NULL,'generate','T4QLH0YSpo5S0bCg','alice','a\'; DROP TABLE ta_token; --','USER_TOKEN','25616b4a2d46944e6dedf2c390dacac7667af642b0cb8571207e7fb43875142a');
INSERT INTO ta_log VALUES (2,1796145349584,'alice','127.0.0.1',NULL,'generate','lX6xnuKeYz2yEx0S','alice','50% \\ \"quoted\" %s ?','USER_TOKEN','fb27936fe76a2e321ca1ec3434e998b6be25dad0db16e525fee6237bc87c6a89');
INSERT INTO ta_log VALUES (3,1796145349586,'alice','127.0.0.1',NULL,'generate','LfqxMmIXHxFJ5cTB','alice','日本語','USER_TOKEN','cd9d02eba86d1889230c03d50bcf5724212ec16c97161321f85cecbc7f04a724');
INSERT INTO ta_log VALUES (4,1796145349597,'alice','127.0.0.1',NULL,'generate','yCgZ5rZJzArgvI9G','alice','á','USER_TOKEN','e7dc956a5f94e197e65fa01f6aadf80034c03c042eab8889edfca6f2d903a1d1');
INSERT INTO ta_log VALUES (5,1796145349599,'alice','127.0.0.1',NULL,'generate','sVAAZs6bVziqbLRR','alice','á','USER_TOKEN','eb4e9402538bd4e958029cc7fc5df79cc427919594fc089c5b1f0f9f00e7c613');
INSERT INTO ta_log VALUES (6,1796145349603,'alice','127.0.0.1',NULL,'generate','WjFudDwBzo0mjkcV','alice','A','USER_TOKEN','2d6b5dd83d606de89be3fef270170acd68c3d44a7b526a574c3c9d5eb382ca9d');
INSERT INTO ta_log VALUES (7,1796145349607,'alice','127.0.0.1',NULL,'generate','ZgJPcEazFD9jusum','alice','a','USER_TOKEN','0a44e3c71ea8d07ff10efeacfd25f16d90d867d40a98d36a0825851218d7d859');
INSERT INTO ta_log VALUES (8,1796145349611,'alice','127.0.0.1',NULL,'generate','BsJ9l200v0yP2Lzc','alice','of alice','USER_TOKEN','ab9c5576038d0c0c3c5f7ee67e71d6524cd62837bb5ea52654e1d09845a6d5e5');
INSERT INTO ta_log VALUES (9,1796145349613,'bob','127.0.0.1',NULL,'generate','R3BO49rpiwb8Uh3G','bob','of bob','USER_TOKEN','23622febf9fb7987ff6fe0f7da0574ef011475d2c5ddd431fe0afae1a7cf5808');
INSERT INTO ta_log VALUES (10,1796145349617,'O\'Brien; --','127.0.0.1',NULL,'generate','N0atRbONLWIOPpT4','O\'Brien; --','of O\'Brien; --','USER_TOKEN','cbc898769cd3cb2e7f7f942ae112a2c6fd0d04ec512596ee7cc42ccdef7aec6d');
INSERT INTO ta_log VALUES (11,1796145349620,'Ünï çødé 😀','127.0.0.1',NULL,'generate','NeEhHg2Ahqk7AbqE','Ünï çødé 😀','of Ünï çødé 😀','USER_TOKEN','f51b3984179f3d5c5b74a679edf9ae3157eca6200a4f7755d3f7d843496ee0c6');
INSERT INTO ta_log VALUES (12,1796145349624,'a','127.0.0.1',NULL,'generate','vYQ1Rd450ikzErCH','a','of a','USER_TOKEN','0af86d667fe36de68c8b2ea2a55a4951a22da37a19e8f3e6e77cbe59ea1ca1d6');
INSERT INTO ta_log VALUES (13,1796145349627,'A','127.0.0.1',NULL,'generate','svUpfnduUgTJYIqV','A','of A','USER_TOKEN','0de5642b909972cd94665dc82254155bea5394a89300934d7bad00b134ae26c8');
INSERT INTO ta_log VALUES (14,1796145349630,'á','127.0.0.1',NULL,'generate','P8O9bXwXAMQi456N','á','of á','USER_TOKEN','9d6be060f5f4441a112e75f6e9c94fc18f296dd0b31974a0e18f10dacbfc8f26');
INSERT INTO ta_log VALUES (15,1796145349633,'alice','127.0.0.1',NULL,'generate','NCWjuFO9P13GsLtK','alice','revoked','USER_TOKEN','ca9ef4e6817534cd9060a3de14f18187618a637816707c3acdcc3d068b0c3846');
INSERT INTO ta_log VALUES (16,1796145349637,'alice','127.0.0.1',NULL,'revoke','NCWjuFO9P13GsLtK','alice','revoked',NULL,'cd898f514955a2852bdb734dbb96e96935d113e755bb34576e3eb32e219b72d4');
INSERT INTO ta_log VALUES (17,1796145349640,'alice','127.0.0.1',NULL,'generate','N5Nz4HkiKGQ4c8ff','alice','used again','USER_TOKEN','e547d051bcfc49093a3671c3aa7f3aca344d02eee8ce464914ca403420fe7c9d');
INSERT INTO ta_log VALUES (18,1796145349642,'alice','127.0.0.1',NULL,'revoke','N5Nz4HkiKGQ4c8ff','alice','used again',NULL,'4a04beb60b3f18ad9b1825aa67b28bd217a79a637979ae995d02a36fb97325be');
INSERT INTO ta_log VALUES (19,1796145349644,'alice','127.0.0.1',NULL,'generate','IjRMWWN5ZhykAmVJ','alice','used again','USER_TOKEN','a3beb2adc5f6d04d89992e8b86ce4ba741a3f1b7da2d0be1809a994a46f2c91f');
INSERT INTO ta_log VALUES (20,1796145349646,'bob','127.0.0.1',NULL,'generate','QgY7CJtxldIuHg1t','bob','expires late','USER_TOKEN, expires 2999-12-31','911c41b389ddaac4a2a6e91160940e5b31979d7c0e45f1dffb98c2e12c965973');
INSERT INTO ta_log VALUES (21,1796145349648,'bob','127.0.0.1',NULL,'generate','grkrgVrTU94k9ap2','bob','expired','USER_TOKEN, expires 2026-12-10','b8968a37045489910dd78712c17f48472d4d41c51587ca0f1741dd521754eec8');
INSERT INTO ta_log VALUES (22,1796145349654,'bob','127.0.0.1',NULL,'generate','5yBDEziduiC1bGYB','bob','of a project','PROJECT_ANALYSIS_TOKEN','4533d7c6a09384a1ada29c04e4d2181db41e86d7ce3bee99e372005d8541103e');
INSERT INTO ta_log VALUES (23,1796145349657,'bob','127.0.0.1',NULL,'generate','vk48Ut8MBC2vPh57','bob','for analysis','GLOBAL_ANALYSIS_TOKEN','eebfc62aa9f2ee8db3c1ac0b461a9ba8c5cf23411195d7a556b5796e858776f1');
INSERT INTO ta_log VALUES (24,1796145349659,'admin','127.0.0.1',NULL,'generate','FZqoS83frttDvokF','admin','minter','USER_TOKEN','cbe84820cffcc08fc719b7f6f6e48a991076f8ea9bd2d64c086f303e60b2f3a2');
INSERT INTO ta_log VALUES (25,1796145349662,'admin','127.0.0.1','FZqoS83frttDvokF','generate','BBM0ISBoNeO2Sf5u','alice','made by a token','USER_TOKEN','4dd94ace6ed38fbcc46e586ffd1860bad70014ea5163a65d9572a03fa399dd68');
CREATE TABLE `ta_meta` (
  `name` varchar(64) NOT NULL,
  `value` bigint(20) NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO ta_meta VALUES ('log_seq',25);
INSERT INTO ta_meta VALUES ('schema_version',3);
INSERT INTO ta_meta VALUES ('server_id',5571011933055800);
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
INSERT INTO ta_secret VALUES ('089f9fee2c4bf261cccdaa4c73a4fb6e8a24d7db44896e646377b9383e0eea5c','ZgJPcEazFD9jusum',1796145349607,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('0c7d89c1c174b93ce10555631719e2f9cfa78c0956d414be60d39d229db4f98f','lX6xnuKeYz2yEx0S',1796145349584,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('1b1b18fd5fc1fd635a52201302ef75e33ab1244ab29ed0a860324a394e8bfe61','grkrgVrTU94k9ap2',1796145349648,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('21109a47bcb8a826530fb3808cce4bd1ca99e33cc67b403b451ba93b1cb1df63','WjFudDwBzo0mjkcV',1796145349603,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('569acfa0a0764bdf38230fe02042efe5522d6a9c98094385db490861f958064d','BBM0ISBoNeO2Sf5u',1796145349662,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('58ee91e70368766dd60ca9eafba99506c84ea4d88729b0c757b122c3c7f5f6de','vYQ1Rd450ikzErCH',1796145349624,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('63101cf1081b38f52354e1eebf87d1f65da0113757a0ea66e059f0a18d133d73','N5Nz4HkiKGQ4c8ff',1796145349640,NULL,1796145349642,NULL);
INSERT INTO ta_secret VALUES ('6c6fea0f3138151c491037f5d6a5134f515f2e22f7c594160d7fa0ef736f7f66','FZqoS83frttDvokF',1796145349659,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('70511204b3ee4ca38f860330f44615e738b36e11e0ecaf4fb3d4b673d312a96d','T4QLH0YSpo5S0bCg',1796145349551,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('707dfd3b352f5ac5ff34c44137c0cfa21eac9843b1117685e222a065088e3b95','NCWjuFO9P13GsLtK',1796145349633,NULL,1796145349637,NULL);
INSERT INTO ta_secret VALUES ('82b151b05867a739c24fdef5f880793601fd15ea9cbf702bcdb80b6c23a7e58f','BsJ9l200v0yP2Lzc',1796145349611,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('846a75ba6112b8824e5959ca750c41c1668c2777d476cc81b248af2228e5a3e2','vk48Ut8MBC2vPh57',1796145349657,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('8d02fd5af1cee6fa428b1627dbbf6ff7920df0a6b4422ffdcb2322987a94541d','NeEhHg2Ahqk7AbqE',1796145349620,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('8f2d23f11bc892d94ab620f2bc36899316e8d1350e09a446a30ee86efe73e8e5','R3BO49rpiwb8Uh3G',1796145349613,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('97a693ab5a8cc042c60c8b4815bde444d0b7c514444ad005a74e7a03125b424d','5yBDEziduiC1bGYB',1796145349654,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('9cc0c3657e751678f9304b3243c7a8be971aa78d6a18a48b90e4973de3635e0b','P8O9bXwXAMQi456N',1796145349630,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('a742c04069d6119e8af14078760678f6f2808f187099bdbf2ac962a92449be83','sVAAZs6bVziqbLRR',1796145349599,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('b88aa4f2687d4e9dccaeadb56f8031537a5775a9b96e306c6551f932789dc25d','IjRMWWN5ZhykAmVJ',1796145349644,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('bb5e2ca3153069b6a11b500ba980db867ecb52110b3667caa2169022ad576a8a','svUpfnduUgTJYIqV',1796145349627,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('c92f2dc0a631b16040ada9a2d29c6e315648ae851ada2a4d2460dd9eefe1b036','yCgZ5rZJzArgvI9G',1796145349597,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('d3d6017c72d19734ae873642524f57906d497bcc757c69fc72525f23c31b5f93','QgY7CJtxldIuHg1t',1796145349646,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('e59b48f063f7acdcda15763424a387ed551acf00e4d98941a326426d118ba0cc','N0atRbONLWIOPpT4',1796145349617,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('efd3bb278a3235292bb46fb7ff0311ebb50e118873eb0d919eb1e85aadb1a508','LfqxMmIXHxFJ5cTB',1796145349586,NULL,NULL,NULL);
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
  KEY `ta_token_used` (`login`,`last_used_at`),
  KEY `ta_token_last_used` (`last_used_at`,`login`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO ta_token VALUES ('5yBDEziduiC1bGYB','bob','of a project','of a project','PROJECT_ANALYSIS_TOKEN','org.example:app',NULL,1796145349654,'bob',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('BBM0ISBoNeO2Sf5u','alice','made by a token','made by a token','USER_TOKEN',NULL,NULL,1796145349662,'admin','FZqoS83frttDvokF',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('BsJ9l200v0yP2Lzc','alice','of alice','of alice','USER_TOKEN',NULL,NULL,1796145349611,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('FZqoS83frttDvokF','admin','minter','minter','USER_TOKEN',NULL,NULL,1796145349659,'admin',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1796145349665,'127.0.0.1',NULL);
INSERT INTO ta_token VALUES ('IjRMWWN5ZhykAmVJ','alice','used again','used again','USER_TOKEN',NULL,NULL,1796145349644,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('LfqxMmIXHxFJ5cTB','alice','日本語','日本語','USER_TOKEN',NULL,NULL,1796145349586,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('N0atRbONLWIOPpT4','O\'Brien; --','of O\'Brien; --','of O\'Brien; --','USER_TOKEN',NULL,NULL,1796145349617,'O\'Brien; --',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('N5Nz4HkiKGQ4c8ff','alice','used again',NULL,'USER_TOKEN',NULL,NULL,1796145349640,'alice',NULL,NULL,NULL,NULL,1796145349642,'alice',NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('NCWjuFO9P13GsLtK','alice','revoked',NULL,'USER_TOKEN',NULL,NULL,1796145349633,'alice',NULL,NULL,NULL,NULL,1796145349637,'alice',NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('NeEhHg2Ahqk7AbqE','Ünï çødé 😀','of Ünï çødé 😀','of Ünï çødé 😀','USER_TOKEN',NULL,NULL,1796145349620,'Ünï çødé 😀',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('P8O9bXwXAMQi456N','á','of á','of á','USER_TOKEN',NULL,NULL,1796145349630,'á',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('QgY7CJtxldIuHg1t','bob','expires late','expires late','USER_TOKEN',NULL,NULL,1796145349646,'bob',NULL,32503593600000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('R3BO49rpiwb8Uh3G','bob','of bob','of bob','USER_TOKEN',NULL,NULL,1796145349613,'bob',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('T4QLH0YSpo5S0bCg','alice','a\'; DROP TABLE ta_token; --','a\'; DROP TABLE ta_token; --','USER_TOKEN',NULL,NULL,1796145349551,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('WjFudDwBzo0mjkcV','alice','A','A','USER_TOKEN',NULL,NULL,1796145349603,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('ZgJPcEazFD9jusum','alice','a','a','USER_TOKEN',NULL,NULL,1796145349607,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('grkrgVrTU94k9ap2','bob','expired','expired','USER_TOKEN',NULL,NULL,1796145349648,'bob',NULL,1796145349649,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('lX6xnuKeYz2yEx0S','alice','50% \\ \"quoted\" %s ?','50% \\ \"quoted\" %s ?','USER_TOKEN',NULL,NULL,1796145349584,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('sVAAZs6bVziqbLRR','alice','á','á','USER_TOKEN',NULL,NULL,1796145349599,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('svUpfnduUgTJYIqV','A','of A','of A','USER_TOKEN',NULL,NULL,1796145349627,'A',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('vYQ1Rd450ikzErCH','a','of a','of a','USER_TOKEN',NULL,NULL,1796145349624,'a',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('vk48Ut8MBC2vPh57','bob','for analysis','for analysis','GLOBAL_ANALYSIS_TOKEN',NULL,NULL,1796145349657,'bob',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('yCgZ5rZJzArgvI9G','alice','á','á','USER_TOKEN',NULL,NULL,1796145349597,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
