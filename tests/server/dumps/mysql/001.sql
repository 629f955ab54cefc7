-- {"login": "alice", "name": "a'; DROP TABLE ta_token; --", "status": 200, "value": "tau_CrtVvM1sMXn7Jzp3WnlAjLwkeyUYKnDHjZ4T1NvN"}
-- {"login": "alice", "name": "50% \\ \"quoted\" %s ?", "status": 200, "value": "tau_1H7T2jKvSj4hpR5KRfhgCtBMNPJC4StmFH3tOq30"}
-- {"login": "alice", "name": "日本語", "status": 200, "value": "tau_6VTPPya66ixLR3voVkrOoAXLhW8yZagExQ1qJRwI"}
-- {"login": "alice", "name": "á", "status": 200, "value": "tau_gTjDPLiU61hYLh815pygEMF1lERVEY4MGh4IK1Pl"}
-- {"login": "alice", "name": "á", "status": 200, "value": "tau_1EuDzZ9TewPWt85rvgo8ZctA4Au0o31MJw4H5q8P"}
-- {"login": "alice", "name": "A", "status": 200, "value": "tau_Q86VOlAyOMz5zxxpBmACLpN9LBmM85NGsG2VyBU0"}
-- {"login": "alice", "name": "a", "status": 200, "value": "tau_WEOV0TRvI1cGOFvuxHzaqi6JBTYk9Qla2B007Hvf"}
-- {"login": "alice", "name": "of alice", "status": 200, "value": "tau_5RqWmtthmw7jDHTnQnTuCB1eGv7BdAsCTi4Seh5F"}
-- {"login": "bob", "name": "of bob", "status": 200, "value": "tau_FZk2dbrM6phn3lFXZtFz5qekYsy2511VE21UgIh4"}
-- {"login": "O'Brien; --", "name": "of O'Brien; --", "status": 200, "value": "tau_hkEoWQ9V9pxjLdUkLvecyzV9xqRJPlRxRF3kmixb"}
-- {"login": "Ünï çødé 😀", "name": "of Ünï çødé 😀", "status": 200, "value": "tau_Z6vWBKSdSwFhNDSbQ38hVijz0Pgyq8CeiC1cLVSl"}
-- {"login": "a", "name": "of a", "status": 200, "value": "tau_tBquhkUJkbJnd2R8Hj1o5p8d4LY3Hbhmf11S0Gxi"}
-- {"login": "A", "name": "of A", "status": 200, "value": "tau_nX293lhjtnCFwiFEup2i96Gek4r10edtMU3P3kl8"}
-- {"login": "á", "name": "of á", "status": 200, "value": "tau_8eoiK6Ej82cy9GKDQKYP4qyXL1YGWEpFIV1LaUk9"}
-- {"login": "alice", "name": "revoked", "status": 401, "value": "tau_SoKOTuOFZTtjEUkJRFwphNAo7n9tk3UM8a4YwhR2"}
-- {"login": "alice", "name": "used again", "status": 401, "value": "tau_uo64BfjdaOJh302pxe3kIdc0xFQekaYhvZ1sjYtE"}
-- {"login": "alice", "name": "used again", "status": 200, "value": "tau_zsvZL9rVs5JAKYlBRDcpdihLGdVvqSKNE01ghb4E"}
-- {"login": "bob", "name": "expires late", "status": 200, "value": "tau_apQlX2NTnWTD01RnvxlFnxxo78MAueVPAc0aSEew"}
-- {"login": "bob", "name": "expired", "status": 401, "value": "tau_yM55WjbGrJ0rN6X56YXK6TkHbbreZkLvQh1ROrlk"}
-- {"login": "bob", "name": "of a project", "status": 200, "value": "tap_My5u8HVcWGH5bp8Gbqxic1Ty1kAe560KT920neZz"}
-- {"login": "bob", "name": "for analysis", "status": 200, "value": "taa_110g13Mr756otTZsOWEn4CHPhvLuHup21x0tx7Yf"}
-- {"login": "admin", "name": "minter", "status": 200, "value": "tau_l5uA1ImEa5O1XWTwMOz4Yrzw4oydxj9h0l4DF3kj"}
-- {"login": "alice", "name": "made by a token", "status": 200, "value": "tau_ebnVcgXRSkGyCZCst9chHGwEVSuBvof7A641Sw5K"}
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
  PRIMARY KEY (`seq`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO ta_log VALUES (1,1795660563783,'alice','127.0.0.1',NULL,'generate','1vabpVKpShQTNRZV','alice','a\'; DROP TABLE ta_token; --','USER_TOKEN','7b145a415104f10e3cdf738c4de8f805eedcc2703b2377f8c38c7151b37beb97');
INSERT INTO ta_log VALUES (2,1795660563934,'alice','127.0.0.1',NULL,'generate','rw88Oa7v8idRDvvM','alice','50% \\ \"quoted\" %s ?','USER_TOKEN','5d260c22cbe6d0cc867230fcfd84c47d76430af81179cb026777732ead5c8efe');
INSERT INTO ta_log VALUES (3,1795660563989,'alice','127.0.0.1',NULL,'generate','zu5L1fuCr5k3N4PL','alice','日本語','USER_TOKEN','30e5132f2a2f8a8f6d55f53f2ed8abd95afc1a1527113fd31a83010f3c63f375');
INSERT INTO ta_log VALUES (4,1795660564012,'alice','127.0.0.1',NULL,'generate','TGHKDTS9LIlgqddD','alice','á','USER_TOKEN','552ebb5f66c9b894add35d2f9ae1dcf9796deeb76b4bb68e06d2b8d7e6344341');
INSERT INTO ta_log VALUES (5,1795660564036,'alice','127.0.0.1',NULL,'generate','8w4ZtBriDnLpuJWY','alice','á','USER_TOKEN','2d9e957beaafffa9d76a9a4120d66940c32f02b82d8ecab689accc81bcd66d50');
INSERT INTO ta_log VALUES (6,1795660564049,'alice','127.0.0.1',NULL,'generate','fLzd1iwfxfqChlpB','alice','A','USER_TOKEN','61a9f95fedcaaf3eb6a9a2c049cf177aff57065c656f3dc2a0b79ebe3e0837c9');
INSERT INTO ta_log VALUES (7,1795660564067,'alice','127.0.0.1',NULL,'generate','Kr2aYlOsZhcqqpTj','alice','a','USER_TOKEN','6fb75b078e69ec4bf218252752a44f78fb9e870ea0a3c21eea2de5221038b645');
INSERT INTO ta_log VALUES (8,1795660564072,'alice','127.0.0.1',NULL,'generate','DLh0C7VrMVlxh6tV','alice','of alice','USER_TOKEN','a8f9089ec858797afb12b94e22e92ea0c8d3e4e37333d740cfa6da7bf62fd17b');
INSERT INTO ta_log VALUES (9,1795660564075,'bob','127.0.0.1',NULL,'generate','tyKb6Sy2e4mVsNEs','bob','of bob','USER_TOKEN','1a18cce7b60c02e3fe6d8270989711b0cd29d0900bdf52481afa603bb0827970');
INSERT INTO ta_log VALUES (10,1795660564084,'O\'Brien; --','127.0.0.1',NULL,'generate','7xuvwo8dvosqtC6w','O\'Brien; --','of O\'Brien; --','USER_TOKEN','89bda5bea2433c20c4389f2511d073aaecc5c427bad0212d4971d23c4ead80ac');
INSERT INTO ta_log VALUES (11,1795660564088,'Ünï çødé 😀','127.0.0.1',NULL,'generate','Dp48ELwFweyHIMEo','Ünï çødé 😀','of Ünï çødé 😀','USER_TOKEN','015701f9090f38a074fb13d0259b00f66abdf722fc3eb5d79e3fd1435e9c199a');
INSERT INTO ta_log VALUES (12,1795660564092,'a','127.0.0.1',NULL,'generate','PShiFXTY7HgHl0BD','a','of a','USER_TOKEN','3d1960612a4c7dbd8b6bdd35f5bef759d77e76ed05bb1711db46e76c39670067');
INSERT INTO ta_log VALUES (13,1795660564095,'A','127.0.0.1',NULL,'generate','j7i93FFVruyXlqP9','A','of A','USER_TOKEN','e8dffd70f8683da08109de2b66fac2c2502b209950f0d7d67d8792c478bee883');
INSERT INTO ta_log VALUES (14,1795660564099,'á','127.0.0.1',NULL,'generate','lpQVxBQrxtlgWiwB','á','of á','USER_TOKEN','8010672a7bbdce2705a3f29df9dcd4a5c808463b15b42309b5911e052e19e2e8');
INSERT INTO ta_log VALUES (15,1795660564101,'alice','127.0.0.1',NULL,'generate','p0EoEUo5C3ymcrAN','alice','revoked','USER_TOKEN','75d5468f5ec6b63e8be3e60fab8d60a8c51ea10952bb15023fda1932a7c99184');
INSERT INTO ta_log VALUES (16,1795660564112,'alice','127.0.0.1',NULL,'revoke','p0EoEUo5C3ymcrAN','alice','revoked',NULL,'392ddd7a8e7d15c2fd3dbbd71f3eb6c2cc9edfaa4be5db836fd66fe4ed911898');
INSERT INTO ta_log VALUES (17,1795660564129,'alice','127.0.0.1',NULL,'generate','94IT7JnSJiKDnHjY','alice','used again','USER_TOKEN','633a8e97567c01948b966203146517c1bbd617a4a95dcdfe1fe4e8827ff67d6b');
INSERT INTO ta_log VALUES (18,1795660564132,'alice','127.0.0.1',NULL,'revoke','94IT7JnSJiKDnHjY','alice','used again',NULL,'67a905ab024d0149e559cbbc82bd0411f901ffaa94dfa9f8000eb3608caab8b0');
INSERT INTO ta_log VALUES (19,1795660564149,'alice','127.0.0.1',NULL,'generate','x0kv5kFRAZQgrjjT','alice','used again','USER_TOKEN','847a0b41a7d0d425d15c5b7b6e9451e14c93948b720c573641f90c0fce911199');
INSERT INTO ta_log VALUES (20,1795660564170,'bob','127.0.0.1',NULL,'generate','1V9wL2I8BzhzeFvu','bob','expires late','USER_TOKEN, expires 2999-12-31','414cb0034753013cf40f9c5370fcf5163ac7d2522ec819aef94019563b76afcb');
INSERT INTO ta_log VALUES (21,1795660564184,'bob','127.0.0.1',NULL,'generate','pWU9KJaJv4hq1aJN','bob','expired','USER_TOKEN, expires 2026-12-05','2860cd0f4b589c4d244972b263da40b424f92395f13a92c66df240b024d9f08c');
INSERT INTO ta_log VALUES (22,1795660564262,'bob','127.0.0.1',NULL,'generate','xvamzYENw5rf8e6I','bob','of a project','PROJECT_ANALYSIS_TOKEN','e388c36ee976f51df75815c1bd762bc54603bbc279fd3c601135fde4b0efed72');
INSERT INTO ta_log VALUES (23,1795660564286,'bob','127.0.0.1',NULL,'generate','tt5q4is3CEZD2IaR','bob','for analysis','GLOBAL_ANALYSIS_TOKEN','adc9dcb71b6e9125cceb3c4506a9de576c04550bb4830188132990d8bc86dc2d');
INSERT INTO ta_log VALUES (24,1795660564297,'admin','127.0.0.1',NULL,'generate','xOK4J1NvbHGT5TsS','admin','minter','USER_TOKEN','ffdaca577878edaed18b0fd899a8e1c8f8906f01254c8131a51db1015d603bb0');
INSERT INTO ta_log VALUES (25,1795660564303,'admin','127.0.0.1','xOK4J1NvbHGT5TsS','generate','VIJjpoGbOKKiW6KG','alice','made by a token','USER_TOKEN','a4fd1718170f8ef1b633bfe49f5516c46a52bcfa74ec149fc36813c7c3621976');
CREATE TABLE `ta_meta` (
  `name` varchar(64) NOT NULL,
  `value` bigint(20) NOT NULL,
  PRIMARY KEY (`name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO ta_meta VALUES ('log_seq',25);
INSERT INTO ta_meta VALUES ('schema_version',1);
INSERT INTO ta_meta VALUES ('server_id',1135554004525854);
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
INSERT INTO ta_secret VALUES ('045100d3101d4ef599d55f09c16d2366c77d1583c6a36dcb034a8b6d52043f20','x0kv5kFRAZQgrjjT',1795660564149,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('221c28ebda02d989bc384e9efff36fcfad94697d5e56b3a0256b4ec80e85ac62','pWU9KJaJv4hq1aJN',1795660564184,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('27583533ed61124482be8e8d713e1b05d04ddade8b279d94b8bbebab2fa818be','7xuvwo8dvosqtC6w',1795660564084,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('2fb5b02c0ec144115b3080b86e2261194c25345172a408299e8affe32e9f576f','DLh0C7VrMVlxh6tV',1795660564072,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('35a7954bbabb8b0349b4be5df60080f2ca13f3f76d4ce1c0744647b04937f44e','rw88Oa7v8idRDvvM',1795660563934,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('36b5659dbc51093894e0ae286db645824d038eb71b1e49a3810c81a248eaf3ed','fLzd1iwfxfqChlpB',1795660564049,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('45e8a119256e6d0dd9e98473f3d910d36aaf63dd2b589f7e248d040d61b4876c','1V9wL2I8BzhzeFvu',1795660564170,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('47f40c7ea5470312590edd49c74387665cd64197fb988118ef70a692e6455b54','j7i93FFVruyXlqP9',1795660564095,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('61a0aedc7a27e3e9d9954fcf39f13720cf51a7f44f079f73511aa7b7957b431a','Dp48ELwFweyHIMEo',1795660564088,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('62259e1da5068f703a5ea80b1ee610f1d0dd959ed3f8b2221d5d081183e7c6b5','p0EoEUo5C3ymcrAN',1795660564101,NULL,1795660564112,NULL);
INSERT INTO ta_secret VALUES ('66fba01da28c7e19dd3a1fde614bcc6fef5838c709138d22c77d4dee5ba32cbc','xvamzYENw5rf8e6I',1795660564262,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('6be143250aafa31d04274447f8c67474662536bd48f2d3610b4bf84ef64e1da4','TGHKDTS9LIlgqddD',1795660564012,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('6e863dd3f0a7bc9b5cf07f9a581dea44e228bc587304e023ca028accbf60659d','xOK4J1NvbHGT5TsS',1795660564297,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('70e0fab9ae0974b5c0b3bec7a6d9b90df80e8644a858f04ae5f3395eda6a8607','8w4ZtBriDnLpuJWY',1795660564036,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('7950b32d5d89e37c35cb2340439d7556ea922ec8ea2a763a9a917173aaa60c4e','tyKb6Sy2e4mVsNEs',1795660564075,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('89442ab8cd61827270f3edee1810bc73acd4773391c78c4bc74d625992ef2144','VIJjpoGbOKKiW6KG',1795660564303,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('92d028b13a2c66c4387853de25beaa5e01e69b7a45ef41ac8ceafbae54ac4ce4','zu5L1fuCr5k3N4PL',1795660563989,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('abda62b3ba51cd6bbcafc7423e6d5c169ae685b3ef9f074731c1db6bcb04077c','tt5q4is3CEZD2IaR',1795660564286,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('b111c8dba6e28f01065cae565860eef66d2ba4a619c928cc0e9656982f848d7a','PShiFXTY7HgHl0BD',1795660564092,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('cbd0ca475bc2838e1989a529a37e37d3692499be7816d43d63f82625d6257f6e','1vabpVKpShQTNRZV',1795660563783,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('ccbf19ae455cd12a84c7782de0ccb420c7660192fa91e8a650ec1b6c90e73066','94IT7JnSJiKDnHjY',1795660564129,NULL,1795660564132,NULL);
INSERT INTO ta_secret VALUES ('dc7b14456e8e2b4e7ac57e7e1e21256db7073ce06ff6af244dcd1c0e8ce6e0e5','Kr2aYlOsZhcqqpTj',1795660564067,NULL,NULL,NULL);
INSERT INTO ta_secret VALUES ('ebde4aab6145ead2df24ea4a304e40bdd3b91892be23a76bda95c535135db860','lpQVxBQrxtlgWiwB',1795660564099,NULL,NULL,NULL);
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
  UNIQUE KEY `ta_token_living` (`login`,`live_name`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin;
INSERT INTO ta_token VALUES ('1V9wL2I8BzhzeFvu','bob','expires late','expires late','USER_TOKEN',NULL,NULL,1795660564170,'bob',NULL,32503593600000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('1vabpVKpShQTNRZV','alice','a\'; DROP TABLE ta_token; --','a\'; DROP TABLE ta_token; --','USER_TOKEN',NULL,NULL,1795660563783,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('7xuvwo8dvosqtC6w','O\'Brien; --','of O\'Brien; --','of O\'Brien; --','USER_TOKEN',NULL,NULL,1795660564084,'O\'Brien; --',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('8w4ZtBriDnLpuJWY','alice','á','á','USER_TOKEN',NULL,NULL,1795660564036,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('94IT7JnSJiKDnHjY','alice','used again',NULL,'USER_TOKEN',NULL,NULL,1795660564129,'alice',NULL,NULL,NULL,NULL,1795660564132,'alice',NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('DLh0C7VrMVlxh6tV','alice','of alice','of alice','USER_TOKEN',NULL,NULL,1795660564072,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('Dp48ELwFweyHIMEo','Ünï çødé 😀','of Ünï çødé 😀','of Ünï çødé 😀','USER_TOKEN',NULL,NULL,1795660564088,'Ünï çødé 😀',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('Kr2aYlOsZhcqqpTj','alice','a','a','USER_TOKEN',NULL,NULL,1795660564067,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('PShiFXTY7HgHl0BD','a','of a','of a','USER_TOKEN',NULL,NULL,1795660564092,'a',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('TGHKDTS9LIlgqddD','alice','á','á','USER_TOKEN',NULL,NULL,1795660564012,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('VIJjpoGbOKKiW6KG','alice','made by a token','made by a token','USER_TOKEN',NULL,NULL,1795660564303,'admin','xOK4J1NvbHGT5TsS',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('fLzd1iwfxfqChlpB','alice','A','A','USER_TOKEN',NULL,NULL,1795660564049,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('j7i93FFVruyXlqP9','A','of A','of A','USER_TOKEN',NULL,NULL,1795660564095,'A',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('lpQVxBQrxtlgWiwB','á','of á','of á','USER_TOKEN',NULL,NULL,1795660564099,'á',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('p0EoEUo5C3ymcrAN','alice','revoked',NULL,'USER_TOKEN',NULL,NULL,1795660564101,'alice',NULL,NULL,NULL,NULL,1795660564112,'alice',NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('pWU9KJaJv4hq1aJN','bob','expired','expired','USER_TOKEN',NULL,NULL,1795660564184,'bob',NULL,1795660564185,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('rw88Oa7v8idRDvvM','alice','50% \\ \"quoted\" %s ?','50% \\ \"quoted\" %s ?','USER_TOKEN',NULL,NULL,1795660563934,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('tt5q4is3CEZD2IaR','bob','for analysis','for analysis','GLOBAL_ANALYSIS_TOKEN',NULL,NULL,1795660564286,'bob',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('tyKb6Sy2e4mVsNEs','bob','of bob','of bob','USER_TOKEN',NULL,NULL,1795660564075,'bob',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('x0kv5kFRAZQgrjjT','alice','used again','used again','USER_TOKEN',NULL,NULL,1795660564149,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('xOK4J1NvbHGT5TsS','admin','minter','minter','USER_TOKEN',NULL,NULL,1795660564297,'admin',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1795660564316,'127.0.0.1',NULL);
INSERT INTO ta_token VALUES ('xvamzYENw5rf8e6I','bob','of a project','of a project','PROJECT_ANALYSIS_TOKEN','org.example:app',NULL,1795660564262,'bob',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO ta_token VALUES ('zu5L1fuCr5k3N4PL','alice','日本語','日本語','USER_TOKEN',NULL,NULL,1795660563989,'alice',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
