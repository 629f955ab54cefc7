-- {"login": "alice", "name": "a'; DROP TABLE ta_token; --", "status": 200, "value": "tau_8sJs2NjfM7dpYXRbdFyRAbhusrUw63UzfU17kN1w"}
-- {"login": "alice", "name": "50% \\ \"quoted\" %s ?", "status": 200, "value": "tau_6teX278KJPJ60xWHQCoGa4BQDGKCNLxMiS1Q2znN"}
-- {"login": "alice", "name": "日本語", "status": 200, "value": "tau_epxgB7MExENiPEHkzeCzuNbEDIeAGUwDti4UiVVv"}
-- {"login": "alice", "name": "á", "status": 200, "value": "tau_99t944i3ZzTRPUPGr8r6yNzFY8gQ7D55me0WRbiR"}
-- {"login": "alice", "name": "á", "status": 200, "value": "tau_SgRmIRTsQGfJ1mIGR76UhDN0thSWdUYRHI2IrLqD"}
-- {"login": "alice", "name": "A", "status": 200, "value": "tau_GNLSQ631Dg4iInbAfXmoFLEi0X7wtpiwLD4Qdp4t"}
-- {"login": "alice", "name": "a", "status": 200, "value": "tau_cUPIOi1Tae5ytU9Ncyn6MhlcsExeM1n5mM3414s8"}
-- {"login": "alice", "name": "of alice", "status": 200, "value": "tau_JUjMMHwJzSJndZ4De87ZDqogCqo9X8TFlk3Chay4"}
-- {"login": "bob", "name": "of bob", "status": 200, "value": "tau_AwOO8C9SVxK1Ax8rKoiS1p7GxRDQm7kh5F3jhprT"}
-- {"login": "O'Brien; --", "name": "of O'Brien; --", "status": 200, "value": "tau_AXSezNZm8zcoWgBSLXsLLpS3sphkp6NGel0izv7j"}
-- {"login": "Ünï çødé 😀", "name": "of Ünï çødé 😀", "status": 200, "value": "tau_WvACuRko7jrbknPA2ZAxr6Z0hDIZ3gWpZT3blfT2"}
-- {"login": "a", "name": "of a", "status": 200, "value": "tau_Rd61IyDi54fXXx00ckwnWdkRTeTIvXRnIC4SlHHs"}
-- {"login": "A", "name": "of A", "status": 200, "value": "tau_192goJeY5VcSGuIVMxTkumQ58Fi6HRqrXn3TRCM6"}
-- {"login": "á", "name": "of á", "status": 200, "value": "tau_JMjbkbpq9XAzKZDUmW6NxYB4fl8tOOSc7q4H477R"}
-- {"login": "alice", "name": "revoked", "status": 401, "value": "tau_y9BGmWT9FibvRqOKfzqc2wXfbjlYzVNjVx0OPYkK"}
-- {"login": "alice", "name": "used again", "status": 401, "value": "tau_IXoJfp8yP51SJT6U7p9bcW3bjheR0nIv7k4BueUD"}
-- {"login": "alice", "name": "used again", "status": 200, "value": "tau_3fXV7UOOg8dR3OwMQe6KzUVNdu4LWpoagh2oTVoP"}
-- {"login": "bob", "name": "expires late", "status": 200, "value": "tau_Zri6ExRkOkE9tGtBghHMROQf53L2rsC72u3qRUCU"}
-- {"login": "bob", "name": "expired", "status": 401, "value": "tau_zMXGVeMDBYAfbFOgYOwKtl2VI2gt2TJefe2zh4IF"}
-- {"login": "bob", "name": "of a project", "status": 200, "value": "tap_l947HWVZxQdRTCdiVFG8Q08zxBcFP4RuGH3E25th"}
-- {"login": "bob", "name": "for analysis", "status": 200, "value": "taa_5xrk4ScoMo0ag8MQPrkEel9uzTued7iTLe1lXEkJ"}
-- {"login": "admin", "name": "minter", "status": 200, "value": "tau_8YslcMKNI8q272JUPZEgZXJeJNJ8D7rOTD2YYUGc"}
-- {"login": "alice", "name": "made by a token", "status": 200, "value": "tau_HxegRczuw5LmKcX6vHur2BE1AKKWh8eNWW3qCwlC"}
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
INSERT INTO ta_log VALUES (1,1795660548563,'alice','127.0.0.1',NULL,'generate','jP282CuYwMY3VnfP','alice','a\'; DROP TABLE ta_token; --','USER_TOKEN','ceee586290b0bf761cadef4d183c73ff12ec399832073dc5e64007f69a8dc17e');
INSERT INTO ta_log VALUES (2,1795660548924,'alice','127.0.0.1',NULL,'generate','BI8YPf3VRni1qXM1','alice','50% \\ \"quoted\" %s ?','USER_TOKEN','0ac9dc14cd0e139dff51816716ff598f4e5076a24719ed7c59386fdf4b2aae02');
INSERT INTO ta_log VALUES (3,1795660548934,'alice','127.0.0.1',NULL,'generate','t9LvQ0MyRz8cZ8ge','alice','日本語','USER_TOKEN','240ebb65f3f43fd37c2a3e482ee07e2620f0d862cb1520408ce329aed17dd696');
INSERT INTO ta_log VALUES (4,1795660548940,'alice','127.0.0.1',NULL,'generate','a9UUwwNP7EGxEHTb','alice','á','USER_TOKEN','bdd59e55789ed034c7826a38a0526bf49e1d32e08aec9c554169ffea0941c2f9');
INSERT INTO ta_log VALUES (5,1795660549111,'alice','127.0.0.1',NULL,'generate','3d8xgxeThrt6FJoK','alice','á','USER_TOKEN','d7c177c0db1d85620f64d8c37e55f2db001956644b3e1aab35c350ebcf19598e');
INSERT INTO ta_log VALUES (6,1795660549134,'alice','127.0.0.1',NULL,'generate','vz7kC30KdFkF0u2R','alice','A','USER_TOKEN','88267f400c7df7966c74d9cf6e03477e1f1f7b5c290529d02d5971000e2665be');
INSERT INTO ta_log VALUES (7,1795660549154,'alice','127.0.0.1',NULL,'generate','wAIiJBinDTb1umwt','alice','a','USER_TOKEN','020fc0543fea0d67cee463352d85b6a0bc0da8687aed2722129d784c50f8ef71');
INSERT INTO ta_log VALUES (8,1795660549158,'alice','127.0.0.1',NULL,'generate','x06bro7MfC60Ib3P','alice','of alice','USER_TOKEN','b49d178c9c32ad9abc02d7b32dc317a1398d7f1790b04e99af14248acb87ce22');
INSERT INTO ta_log VALUES (9,1795660549181,'bob','127.0.0.1',NULL,'generate','UfXCu7x14IIRRfEx','bob','of bob','USER_TOKEN','1a0f69c833e9a6da09ae5418be13b76f48b09531943255fd319527c3364ea4ae');
INSERT INTO ta_log VALUES (10,1795660549186,'O\'Brien; --','127.0.0.1',NULL,'generate','DmkGHfGJN9eflOQB','O\'Brien; --','of O\'Brien; --','USER_TOKEN','686df80656ec4fb9d12626729a9d58e259904b856b73c839c87a7ce54acd2146');
INSERT INTO ta_log VALUES (11,1795660549195,'Ünï çødé 😀','127.0.0.1',NULL,'generate','kIV56Bis704sRT6t','Ünï çødé 😀','of Ünï çødé 😀','USER_TOKEN','5163013d2b2ddd09bd81c6f91154552eeb54b954fd1a2d94df5cd0c0cb06f611');
INSERT INTO ta_log VALUES (12,1795660549201,'a','127.0.0.1',NULL,'generate','1mdvM6H2CDkShy4t','a','of a','USER_TOKEN','eb7ce6737f65ca5d4da53b1527ff183b55a7fcb8ec0a60a1026c63fcb0c6df9c');
INSERT INTO ta_log VALUES (13,1795660549210,'A','127.0.0.1',NULL,'generate','iSTe1reGFjs3iFCi','A','of A','USER_TOKEN','8dadb6438cfd2890b04b10f57e49beb0871905674b548bf435b1cbb29cbe90f5');
INSERT INTO ta_log VALUES (14,1795660549223,'á','127.0.0.1',NULL,'generate','W3HkRTglo5xSD40d','á','of á','USER_TOKEN','12056bbd25723d616e2412d3c242e80551977e9318c5467fb30d9e20ca5988d8');
INSERT INTO ta_log VALUES (15,1795660549227,'alice','127.0.0.1',NULL,'generate','uK4uX6tXygVVa7ud','alice','revoked','USER_TOKEN','d710bb3c0b6715a1462f2d33890298c4e988beead64b7ba7b2c8a000aabaa2b7');
INSERT INTO ta_log VALUES (16,1795660549230,'alice','127.0.0.1',NULL,'revoke','uK4uX6tXygVVa7ud','alice','revoked',NULL,'2ce075c5a8913027c84e64edbb01513a21932f69812108c970590875c8a29ba8');
INSERT INTO ta_log VALUES (17,1795660549241,'alice','127.0.0.1',NULL,'generate','O32e7OQQz1dQOJ4B','alice','used again','USER_TOKEN','f528ccbeef192f62933b75988ce8d5c4654628fb816240d64ce25722eef104fb');
INSERT INTO ta_log VALUES (18,1795660549249,'alice','127.0.0.1',NULL,'revoke','O32e7OQQz1dQOJ4B','alice','used again',NULL,'fa45af376385dd66cca7495ad112b67979e117d1c2d84fa7b9d0899a3b7dfb1c');
INSERT INTO ta_log VALUES (19,1795660549258,'alice','127.0.0.1',NULL,'generate','KplxFitEzO4Asi5H','alice','used again','USER_TOKEN','6ad61e00c74229a997fead33526c5e9ab5a9193a881e671f9fa0a937fc607129');
INSERT INTO ta_log VALUES (20,1795660549261,'bob','127.0.0.1',NULL,'generate','b31oLnDrqiuEtmMI','bob','expires late','USER_TOKEN, expires 2999-12-31','7751dae34927191e31fdec5f7fa7bb1aa01987185d233dd5fc1a42d073b3ac3a');
INSERT INTO ta_log VALUES (21,1795660549264,'bob','127.0.0.1',NULL,'generate','IQo0UMk6tcNJGbov','bob','expired','USER_TOKEN, expires 2026-12-05','d767f224d42f9f3ef796bfe856fa7fbc77c90a6a4d5bd7a9178fba3a7902024a');
INSERT INTO ta_log VALUES (22,1795660549277,'bob','127.0.0.1',NULL,'generate','U4jmMHaDfZnfplZ8','bob','of a project','PROJECT_ANALYSIS_TOKEN','63b4664661c1340e976af057678b70577776d79b04d5f5126059b260fd13b4df');
INSERT INTO ta_log VALUES (23,1795660549292,'bob','127.0.0.1',NULL,'generate','OYbrxCMnUUXgz825','bob','for analysis','GLOBAL_ANALYSIS_TOKEN','2f9af3d5aa73b99e195b469d2c86b6bd73d989857817dc9be68b96a0331fd1b6');
INSERT INTO ta_log VALUES (24,1795660549296,'admin','127.0.0.1',NULL,'generate','uN4TaEyM6n2g9gZR','admin','minter','USER_TOKEN','376dd65dfb9e8b86e6829daf51b28594807c148426def6ae6ba6f25ac1cdb8f1');
INSERT INTO ta_log VALUES (25,1795660549300,'admin','127.0.0.1','uN4TaEyM6n2g9gZR','generate','Mw6L06pxRyP3ezCk','alice','made by a token','USER_TOKEN','3c9ef2d937792d4111af93b9cce823d196d476267d189236b57f2891c080727d');
CREATE TABLE `ta_meta` (
  `name` varchar(64) NOT NULL,
  `value` bigint(20) NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO ta_meta VALUES ('log_seq',25);
INSERT INTO ta_meta VALUES ('schema_version',2);
INSERT INTO ta_meta VALUES ('server_id',8226391891175279);
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
INSERT INTO ta_secret VALUES ('3a3afe446ea76eaab1fb8b19ff23f7d5d41b1fb1d55432325539e3450034c487','t9LvQ0MyRz8cZ8ge',1795660548934,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('3d30ff3e311018d68603b9ec420bf41b51800c79e013eb4828d929f3bdce2e34','Mw6L06pxRyP3ezCk',1795660549300,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('43f07ad7fc291ce4ee19f78f9d0141c60aa8da6cfbb32741d7a6c81b988dc116','W3HkRTglo5xSD40d',1795660549223,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('45537d87a82a9deaf6c378a76b8bd2d14e9be992d7a9f02a90fea9f29da305ee','x06bro7MfC60Ib3P',1795660549158,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('528a8fecbec37b7638a03d5813796e58f401378ac47f764e8c6112b007bd0b74','UfXCu7x14IIRRfEx',1795660549181,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('6493017a0384757b0ec232404499d820368c21bea7e867f8eda7108df8438ba1','U4jmMHaDfZnfplZ8',1795660549277,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('684a683beb9e750f7c50df25490872fd3cab278c62af8d24202ba4448fe119d3','O32e7OQQz1dQOJ4B',1795660549241,NULL,1795660549249,NULL);
INSERT INTO ta_secret VALUES ('773f987ad8908a8491f0fc1b6ac2da1e858eb0f494a7687e24a4b3c26a3286ad','kIV56Bis704sRT6t',1795660549195,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('7cb81941e0eafdff93acfdec49c4879c4d4e77c26c881671eb92482ee8ce249c','a9UUwwNP7EGxEHTb',1795660548940,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('820cdfd250f94b97a40e33dab3fba987d5fb3d866be4609c6fff1eb1ac4b1277','BI8YPf3VRni1qXM1',1795660548924,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('8764c251221e2ff815f147daf72de1a55f1c3e8ac5656ce2d2d186df4bd2113a','b31oLnDrqiuEtmMI',1795660549261,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('8801fa06f055c9ba196b8803b28989a2e71491577bda5de53480b65d60faebb1','KplxFitEzO4Asi5H',1795660549258,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('9e6b2f6498ed069cf5ca9b98d4e672e9658202da6c88fa0a38bf6477f44a9dae','uN4TaEyM6n2g9gZR',1795660549296,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('ae0ad42707819848c1a3770c3bff876d83da6699ace60b7ecf89dc3197f449b1','DmkGHfGJN9eflOQB',1795660549186,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('b2f5e98251a7e830304d434e4ad0283c1b046613b2a6a4e3f54c76c936ea5738','uK4uX6tXygVVa7ud',1795660549227,NULL,1795660549230,NULL);
INSERT INTO ta_secret VALUES ('c8b4ee1215bcb34a335cc49a6cc85a838a03ab796d6935c0b46672272582ba5f','OYbrxCMnUUXgz825',1795660549292,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('d0386177c0040e616eb36c45b93a5a40973246f3d5194cf74e20a443597c8455','vz7kC30KdFkF0u2R',1795660549134,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('dcc7cab120295b5bcb1c680415456a665e62b6bdefd029541f0c434fa1135f82','3d8xgxeThrt6FJoK',1795660549111,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('e0c962652ab9ec1bd6832fab918eb95670cb9231e385ee2ad1c0c9759c24fa67','iSTe1reGFjs3iFCi',1795660549210,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('e107be9e60b2291124c3de785d54601a90e004db85206de1d2024fa13fed92dc','1mdvM6H2CDkShy4t',1795660549201,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('e142d5de936eeaf5458749c51797b3db5e075d7e22ebdf30de0e85a9f1b868e0','wAIiJBinDTb1umwt',1795660549154,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('ee7c6c070e37166c0e375bf0eca7beaa30847ed5fb7702e48f62e7541804c702','jP282CuYwMY3VnfP',1795660548563,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('f6a5294b109f46967e368dbd04e83fbd1409347a0c22071188ef18bd80782b18','IQo0UMk6tcNJGbov',1795660549264,NULL,NULL,NULL);
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
  KEY `ta_token_used` (`login`,`last_used_at`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO ta_token VALUES ('1mdvM6H2CDkShy4t','a','of a','of a','USER_TOKEN',NULL,NULL,1795660549201,'a',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('3d8xgxeThrt6FJoK','alice','á','á','USER_TOKEN',NULL,NULL,1795660549111,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('BI8YPf3VRni1qXM1','alice','50% \\ \"quoted\" %s ?','50% \\ \"quoted\" %s ?','USER_TOKEN',NULL,NULL,1795660548924,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('DmkGHfGJN9eflOQB','O\'Brien; --','of O\'Brien; --','of O\'Brien; --','USER_TOKEN',NULL,NULL,1795660549186,'O\'Brien; --',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('IQo0UMk6tcNJGbov','bob','expired','expired','USER_TOKEN',NULL,NULL,1795660549264,'bob',NULL,1795660549265,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('KplxFitEzO4Asi5H','alice','used again','used again','USER_TOKEN',NULL,NULL,1795660549258,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('Mw6L06pxRyP3ezCk','alice','made by a token','made by a token','USER_TOKEN',NULL,NULL,1795660549300,'admin','uN4TaEyM6n2g9gZR',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('O32e7OQQz1dQOJ4B','alice','used again',NULL,'USER_TOKEN',NULL,NULL,1795660549241,'alice',NULL,NULL,NULL,NULL,1795660549249,'alice',NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('OYbrxCMnUUXgz825','bob','for analysis','for analysis','GLOBAL_ANALYSIS_TOKEN',NULL,NULL,1795660549292,'bob',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('U4jmMHaDfZnfplZ8','bob','of a project','of a project','PROJECT_ANALYSIS_TOKEN','org.example:app',NULL,1795660549277,'bob',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('UfXCu7x14IIRRfEx','bob','of bob','of bob','USER_TOKEN',NULL,NULL,1795660549181,'bob',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('W3HkRTglo5xSD40d','á','of á','of á','USER_TOKEN',NULL,NULL,1795660549223,'á',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('a9UUwwNP7EGxEHTb','alice','á','á','USER_TOKEN',NULL,NULL,1795660548940,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('b31oLnDrqiuEtmMI','bob','expires late','expires late','USER_TOKEN',NULL,NULL,1795660549261,'bob',NULL,32503593600000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('iSTe1reGFjs3iFCi','A','of A','of A','USER_TOKEN',NULL,NULL,1795660549210,'A',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('jP282CuYwMY3VnfP','alice','a\'; DROP TABLE ta_token; --','a\'; DROP TABLE ta_token; --','USER_TOKEN',NULL,NULL,1795660548563,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('kIV56Bis704sRT6t','Ünï çødé 😀','of Ünï çødé 😀','of Ünï çødé 😀','USER_TOKEN',NULL,NULL,1795660549195,'Ünï çødé 😀',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('t9LvQ0MyRz8cZ8ge','alice','日本語','日本語','USER_TOKEN',NULL,NULL,1795660548934,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('uK4uX6tXygVVa7ud','alice','revoked',NULL,'USER_TOKEN',NULL,NULL,1795660549227,'alice',NULL,NULL,NULL,NULL,1795660549230,'alice',NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('uN4TaEyM6n2g9gZR','admin','minter','minter','USER_TOKEN',NULL,NULL,1795660549296,'admin',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795660549307,'127.0.0.1',NULL);
INSERT INTO ta_token VALUES ('vz7kC30KdFkF0u2R','alice','A','A','USER_TOKEN',NULL,NULL,1795660549134,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('wAIiJBinDTb1umwt','alice','a','a','USER_TOKEN',NULL,NULL,1795660549154,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('x06bro7MfC60Ib3P','alice','of alice','of alice','USER_TOKEN',NULL,NULL,1795660549158,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
