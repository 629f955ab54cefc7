-- {"login": "alice", "name": "a'; DROP TABLE ta_token; --", "status": 200, "value": "tau_cikwsO0cPj0dhpxAZBn90r8KsJixGTHoED4X1bYx"}
-- {"login": "alice", "name": "50% \\ \"quoted\" %s ?", "status": 200, "value": "tau_fDxeS9gxlxuTq0ySozsREaTr8h5nx3afXM1Rg4nM"}
-- {"login": "alice", "name": "日本語", "status": 200, "value": "tau_2nPVcB6Km6gztwYQGa1hHpxJJKbxFtOwsP1lmq9I"}
-- {"login": "alice", "name": "á", "status": 200, "value": "tau_NEVzeaicUd3q12BzR4mUFzGYCnubos8omi1JYIKm"}
-- {"login": "alice", "name": "á", "status": 200, "value": "tau_BpaNosXbfuZUl1d4AZ6aXfJvPPV3grEPLH0d7IUL"}
-- {"login": "alice", "name": "A", "status": 200, "value": "tau_1k9n9ZOqjfnrBnqFnN2RwZJZKKmeQ9um570YtYPJ"}
-- {"login": "alice", "name": "a", "status": 200, "value": "tau_Ofodo0gZitoa9Kp2QgsJknmAIlqXiVba6m2yPQgq"}
-- {"login": "alice", "name": "of alice", "status": 200, "value": "tau_yR0bVgdUUD5m1bfrUwo4Db8reby7g2b1Zs0jWkAI"}
-- {"login": "bob", "name": "of bob", "status": 200, "value": "tau_fLMAxGjkYbvFlqfLvdQk5Ez9Ga4oH8876D1DhjwB"}
-- {"login": "O'Brien; --", "name": "of O'Brien; --", "status": 200, "value": "tau_Pb6V8bZsdmSWb3IgBN50vznsvfbSB9dUWX2a2HBq"}
-- {"login": "Ünï çødé 😀", "name": "of Ünï çødé 😀", "status": 200, "value": "tau_ggE7VNvPlYmwdHqeICoG50WRWgMDJcxIpl4L7PHA"}
-- {"login": "a", "name": "of a", "status": 200, "value": "tau_hzNngXMBOQgi9zxTEqHyBNdGFPILEX5EoL3soqor"}
-- {"login": "A", "name": "of A", "status": 200, "value": "tau_wMNyv1WhFIKFGZqCQHMnRDnr2B8sPu2Odc3Le6wd"}
-- {"login": "á", "name": "of á", "status": 200, "value": "tau_Ji1SGt5Dkz1xXvOdNmpTF8rE4AexmVQzfe0o8Wba"}
-- {"login": "alice", "name": "revoked", "status": 401, "value": "tau_CwU8N7t3216QzTrPfgdLle927VrkLdRuwu1dOZ3M"}
-- {"login": "alice", "name": "used again", "status": 401, "value": "tau_vYqlofkNoXx5TFsiHoXokGX8Z2mxWI8njc1qgBPf"}
-- {"login": "alice", "name": "used again", "status": 200, "value": "tau_PrDHsWgqMbsHJUaVCeMItdT7TpksPLDyeO3LLsab"}
-- {"login": "bob", "name": "expires late", "status": 200, "value": "tau_vQIjkv5F8pj3uTalsNYu9fSkdLrDvNMtz92NSaoe"}
-- {"login": "bob", "name": "expired", "status": 401, "value": "tau_68Y3IamUJuJ6OgWYrVbA3nsbSn5PEosSu70WtdiU"}
-- {"login": "bob", "name": "of a project", "status": 200, "value": "tap_Jszwo3PYcVuLOMbSnEHRqViRXbV4syz92U3YAn8H"}
-- {"login": "bob", "name": "for analysis", "status": 200, "value": "taa_qkvR3OeU8hwkNWqcawCXYESQSH7ID8uK852Y3v1l"}
-- {"login": "admin", "name": "minter", "status": 200, "value": "tau_UrzFEaXXERK3ZKA4zP6BF9loLTSZV4EJkq1yJ1zm"}
-- {"login": "alice", "name": "made by a token", "status": 200, "value": "tau_K7bNEjUsBJccfh6qgBpR2R3vORjkmIzNo7275pCe"}
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
INSERT INTO public.ta_log VALUES (1, 1795660505962, 'alice', '127.0.0.1', NULL, 'generate', 'Wl3LkAImogmApbKa', 'alice', 'a''; DROP TABLE ta_token; --', 'USER_TOKEN', '4c211eb58774339b92693f3c6b113491c0e928b6502c53c83d5d3c397bc82780');
INSERT INTO public.ta_log VALUES (2, 1795660506241, 'alice', '127.0.0.1', NULL, 'generate', 'abFI7hAgJcC3HZcx', 'alice', '50% \ "quoted" %s ?', 'USER_TOKEN', '13ea5bb3e7d77794facb2463040df7d640092c194b9ea3f030abad5cb5ba2313');
INSERT INTO public.ta_log VALUES (3, 1795660506258, 'alice', '127.0.0.1', NULL, 'generate', '3XvpTnsfidwDSlR7', 'alice', '日本語', 'USER_TOKEN', '228b3ea5aafa074aa31b813fec9cc32eac3f7117db8cf6a2a02a914a1fc56aee');
INSERT INTO public.ta_log VALUES (4, 1795660506524, 'alice', '127.0.0.1', NULL, 'generate', 'EsJSBKqRffUof6Bd', 'alice', 'á', 'USER_TOKEN', '81cfa46be775e686a76028694d45d6f9e6c67863e13e5a568e406546187da2d4');
INSERT INTO public.ta_log VALUES (5, 1795660506533, 'alice', '127.0.0.1', NULL, 'generate', 'ua1D6dDDdy0hOssH', 'alice', 'á', 'USER_TOKEN', 'fc3ec93dcc82726a2453e4db5c8dd404e313981d1fda9cc0ea9f4ca1b9e999ef');
INSERT INTO public.ta_log VALUES (6, 1795660506539, 'alice', '127.0.0.1', NULL, 'generate', 'Q9yJk2G4F3NGpUtX', 'alice', 'A', 'USER_TOKEN', '7d7ddf444696b667b04036e672688869ca2d2c639fcafb881ff064e2c61c0c7a');
INSERT INTO public.ta_log VALUES (7, 1795660506547, 'alice', '127.0.0.1', NULL, 'generate', 'qHM86dGww2pUz1k1', 'alice', 'a', 'USER_TOKEN', 'c9766327c05630641e7dc098049960889ecbd83368feabcd6db3ccd9f49ee4ca');
INSERT INTO public.ta_log VALUES (8, 1795660506556, 'alice', '127.0.0.1', NULL, 'generate', 'RWTNAfyNDP3no9DZ', 'alice', 'of alice', 'USER_TOKEN', 'f4fd63d107ec2cb85b134e18e544191e1a339deae6e15be5c5e377eb340cb325');
INSERT INTO public.ta_log VALUES (9, 1795660506565, 'bob', '127.0.0.1', NULL, 'generate', 'xdMn3DVnX1QxThrD', 'bob', 'of bob', 'USER_TOKEN', '8497b38ea3d58594794fdf5593d01fb193c9fd1d5026ba107427b58ed2427525');
INSERT INTO public.ta_log VALUES (10, 1795660506577, 'O''Brien; --', '127.0.0.1', NULL, 'generate', 'spkdsgVjTfMGwX7w', 'O''Brien; --', 'of O''Brien; --', 'USER_TOKEN', 'f2b6c9cc62eec98cc1a14721669eb6c3b017b90e1e6b35fb32c805b24f131ef4');
INSERT INTO public.ta_log VALUES (11, 1795660506588, 'Ünï çødé 😀', '127.0.0.1', NULL, 'generate', 'NDb3wTRrMzTSmaR4', 'Ünï çødé 😀', 'of Ünï çødé 😀', 'USER_TOKEN', '5a9e8f75f9f60d5212f1c58f3e4767279bb93c660fd142eb4ec15b76d138f4ca');
INSERT INTO public.ta_log VALUES (12, 1795660506609, 'a', '127.0.0.1', NULL, 'generate', 'Zy5BbIkQIAfXIvCb', 'a', 'of a', 'USER_TOKEN', '5e7fcbe70ebce818f13da557d6b62eb97b0fcf34b06eabec7754c28b540aa931');
INSERT INTO public.ta_log VALUES (13, 1795660506623, 'A', '127.0.0.1', NULL, 'generate', 'NKfv2BV4BX7cAnu3', 'A', 'of A', 'USER_TOKEN', '66cb6219708824fe8de6db4df31e734f85abe33c8c44cd2b3ae83d234b9f92ad');
INSERT INTO public.ta_log VALUES (14, 1795660506634, 'á', '127.0.0.1', NULL, 'generate', 'kTy8fog2vVJGj7YM', 'á', 'of á', 'USER_TOKEN', 'e03d0b027eaf4f89ab5607aabbe53258e0e861d4c4eef9eaa33743037def81fb');
INSERT INTO public.ta_log VALUES (15, 1795660506665, 'alice', '127.0.0.1', NULL, 'generate', 'cwjOfizFZ109EAnc', 'alice', 'revoked', 'USER_TOKEN', '0e56a4ce741ee7fdc4889eb2cba862f2ecc48fb55f4024ad933cbdd0eb7a93ff');
INSERT INTO public.ta_log VALUES (16, 1795660506677, 'alice', '127.0.0.1', NULL, 'revoke', 'cwjOfizFZ109EAnc', 'alice', 'revoked', NULL, 'e4f22f1e7b19e8e3ff1ae22f4fe9dfcb69cb72e18d4d19e576813bd2f85c8fc2');
INSERT INTO public.ta_log VALUES (17, 1795660506685, 'alice', '127.0.0.1', NULL, 'generate', 'wZwE0dAb9hNNpjPp', 'alice', 'used again', 'USER_TOKEN', 'd6df51b174f3c4a046ebb02776bb572fcea8730ebf19903d26a7d6369602c74d');
INSERT INTO public.ta_log VALUES (18, 1795660506690, 'alice', '127.0.0.1', NULL, 'revoke', 'wZwE0dAb9hNNpjPp', 'alice', 'used again', NULL, 'ae220141c3c0d3131a0b9776e4db4c17f5114cb96571e71e4018d49664dbeb13');
INSERT INTO public.ta_log VALUES (19, 1795660506711, 'alice', '127.0.0.1', NULL, 'generate', 'hJcoc2F5V9pDsHis', 'alice', 'used again', 'USER_TOKEN', 'd885cd6c6588a924034cdd6a36b6a52e0426e140f593014ee2357fa562e66587');
INSERT INTO public.ta_log VALUES (20, 1795660506718, 'bob', '127.0.0.1', NULL, 'generate', 'khSkf5HkXmMC5QKv', 'bob', 'expires late', 'USER_TOKEN, expires 2999-12-31', 'f2eadb10d6c01ee7457392e2feb86126422cc43d58e43216043e7613296d1d95');
INSERT INTO public.ta_log VALUES (21, 1795660506731, 'bob', '127.0.0.1', NULL, 'generate', 'OkXLhPO7IsdbdcuY', 'bob', 'expired', 'USER_TOKEN, expires 2026-12-05', 'e2c105731a921191f337ec8d22337118f9a7c0f5efc81bc4cff93f6f1f703356');
INSERT INTO public.ta_log VALUES (22, 1795660506919, 'bob', '127.0.0.1', NULL, 'generate', 'buhWoPwanLWj2z40', 'bob', 'of a project', 'PROJECT_ANALYSIS_TOKEN', '934998d685a2d11b3851100143a06b727bc11288c042c8ac52ddb2e86b4b2968');
INSERT INTO public.ta_log VALUES (23, 1795660506946, 'bob', '127.0.0.1', NULL, 'generate', 'KUIpLhTmjmcpqJ6z', 'bob', 'for analysis', 'GLOBAL_ANALYSIS_TOKEN', '6ef1a631e884c46055d78d40af3e390ffa0e106a8e85295bb4c09fa440ee962f');
INSERT INTO public.ta_log VALUES (24, 1795660506960, 'admin', '127.0.0.1', NULL, 'generate', 'jYeO2uQbyyAhxRCu', 'admin', 'minter', 'USER_TOKEN', 'de0f1f89a53ca72d4d26048da6a419a19f563d611b0d2c294c65be70d65459ff');
INSERT INTO public.ta_log VALUES (25, 1795660506964, 'admin', '127.0.0.1', 'jYeO2uQbyyAhxRCu', 'generate', 'aIG9LvqGyakoj69D', 'alice', 'made by a token', 'USER_TOKEN', '39acae92dd86abc18049294d84efbc8484c358ae25275252dca2d46795c9334f');
INSERT INTO public.ta_meta VALUES ('server_id', 173851657246121);
INSERT INTO public.ta_meta VALUES ('schema_version', 2);
INSERT INTO public.ta_meta VALUES ('log_seq', 25);
INSERT INTO public.ta_secret VALUES ('0739a971ee38fd353cf3e2d049b07a626cf3467c9eac1d2ab34b95e03f357473', 'Wl3LkAImogmApbKa', 1795660505962, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('eec5dcb4e92f5db2ddb0cd53f880cf8f199f7f3b575bbb20d428017a6b332cea', 'abFI7hAgJcC3HZcx', 1795660506241, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('1ee550220e964f9b97f899f2f1611978f220e72f380f63e19daba7fb60524baa', '3XvpTnsfidwDSlR7', 1795660506258, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('549a62dd79f7023997bb1950c2e30539de2c6c4967287df0e56a94d9a024fa8a', 'EsJSBKqRffUof6Bd', 1795660506524, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('897880fc46785ae8baf54652856ea04080dd0925730dfa7e2c31ddfc3413e53a', 'ua1D6dDDdy0hOssH', 1795660506533, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('3d80c0a7e73b2513ea7d9852f9d9a7fa0dbe044f1a106335ba873d31feaef1a5', 'Q9yJk2G4F3NGpUtX', 1795660506539, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('3229cb79c6e762fd3f32a649cfdfa33f4fb77532ffed3407f93e6220c5985390', 'qHM86dGww2pUz1k1', 1795660506547, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('9300653bda5d66a4834841958c2128e676d740afd5a4d3c56ab3ce42a4290d9a', 'RWTNAfyNDP3no9DZ', 1795660506556, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('8c75c49a1cf9c411f8f3b3f11fbb2bf32db2fd5219cb7e3002e8dc0a6f36f196', 'xdMn3DVnX1QxThrD', 1795660506565, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('0f1294f1d11b2c3e1ded4c42439055af43c9f1cdf413daccf39400daae209837', 'spkdsgVjTfMGwX7w', 1795660506577, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('932bd504809fe4043932f7728772cb92d7d7661665c2d39de8f1233f9dded7a5', 'NDb3wTRrMzTSmaR4', 1795660506588, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('3087a4c6988cf12e9bf1a9591450e0605011846a5d7b0baf102e1b24864cd630', 'Zy5BbIkQIAfXIvCb', 1795660506609, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('5787a8802c1cf1049820ad92b26799ac82d75dad8a6dabe68a539d4d7872ad13', 'NKfv2BV4BX7cAnu3', 1795660506623, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('b0a0286b70bd46464b48baf7d86b8b3c991bb52507f456df732253f8bcbc6b56', 'kTy8fog2vVJGj7YM', 1795660506634, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('c058cd8bd36fcda1b81ca953a7c5e900855beafb2b4911a078e8bbc8007b0b51', 'cwjOfizFZ109EAnc', 1795660506665, NULL, 1795660506677, NULL);
INSERT INTO public.ta_secret VALUES ('e1ee511c4d896516227bd831197dc9e6f25fa82bb78bc0919b6c115aadba1ecb', 'wZwE0dAb9hNNpjPp', 1795660506685, NULL, 1795660506690, NULL);
INSERT INTO public.ta_secret VALUES ('04d2e78e58c7a67c59f3b947ea04274b26f9db577634bc9a9ae15fc7ef418c30', 'hJcoc2F5V9pDsHis', 1795660506711, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('84e0c6ab3b0edeecef46639a7c20fa3caa48e7b3be238ca6c0c3bc77c27b0b3a', 'khSkf5HkXmMC5QKv', 1795660506718, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('0f6021364f28be4cb30f8b8554a816dc8e86bffcc7ca5a41cf6a90388e9d43ed', 'OkXLhPO7IsdbdcuY', 1795660506731, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('2c75e2d36e0330d40c8b026369f346e26e21105f1e19b9501e1c352895a57241', 'buhWoPwanLWj2z40', 1795660506919, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('4b83895bf97a0ac2969c24d51a8b4119ec33c53c56347c27d8373c0c4d7144aa', 'KUIpLhTmjmcpqJ6z', 1795660506946, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('89d0dbc17baad435614302c99caa5e6340c98abd2000057fd6d97f10e633a6b0', 'jYeO2uQbyyAhxRCu', 1795660506960, NULL, NULL, NULL);
INSERT INTO public.ta_secret VALUES ('e07611fe08e2e1a889d9b8cbe697b60e40786dc70c38edc305caa54d721e8b45', 'aIG9LvqGyakoj69D', 1795660506964, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('Wl3LkAImogmApbKa', 'alice', 'a''; DROP TABLE ta_token; --', 'a''; DROP TABLE ta_token; --', 'USER_TOKEN', NULL, NULL, 1795660505962, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('abFI7hAgJcC3HZcx', 'alice', '50% \ "quoted" %s ?', '50% \ "quoted" %s ?', 'USER_TOKEN', NULL, NULL, 1795660506241, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('3XvpTnsfidwDSlR7', 'alice', '日本語', '日本語', 'USER_TOKEN', NULL, NULL, 1795660506258, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('EsJSBKqRffUof6Bd', 'alice', 'á', 'á', 'USER_TOKEN', NULL, NULL, 1795660506524, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('ua1D6dDDdy0hOssH', 'alice', 'á', 'á', 'USER_TOKEN', NULL, NULL, 1795660506533, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('Q9yJk2G4F3NGpUtX', 'alice', 'A', 'A', 'USER_TOKEN', NULL, NULL, 1795660506539, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('qHM86dGww2pUz1k1', 'alice', 'a', 'a', 'USER_TOKEN', NULL, NULL, 1795660506547, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('RWTNAfyNDP3no9DZ', 'alice', 'of alice', 'of alice', 'USER_TOKEN', NULL, NULL, 1795660506556, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('xdMn3DVnX1QxThrD', 'bob', 'of bob', 'of bob', 'USER_TOKEN', NULL, NULL, 1795660506565, 'bob', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('spkdsgVjTfMGwX7w', 'O''Brien; --', 'of O''Brien; --', 'of O''Brien; --', 'USER_TOKEN', NULL, NULL, 1795660506577, 'O''Brien; --', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('NDb3wTRrMzTSmaR4', 'Ünï çødé 😀', 'of Ünï çødé 😀', 'of Ünï çødé 😀', 'USER_TOKEN', NULL, NULL, 1795660506588, 'Ünï çødé 😀', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('Zy5BbIkQIAfXIvCb', 'a', 'of a', 'of a', 'USER_TOKEN', NULL, NULL, 1795660506609, 'a', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('NKfv2BV4BX7cAnu3', 'A', 'of A', 'of A', 'USER_TOKEN', NULL, NULL, 1795660506623, 'A', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('kTy8fog2vVJGj7YM', 'á', 'of á', 'of á', 'USER_TOKEN', NULL, NULL, 1795660506634, 'á', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('cwjOfizFZ109EAnc', 'alice', 'revoked', NULL, 'USER_TOKEN', NULL, NULL, 1795660506665, 'alice', NULL, NULL, NULL, NULL, 1795660506677, 'alice', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('wZwE0dAb9hNNpjPp', 'alice', 'used again', NULL, 'USER_TOKEN', NULL, NULL, 1795660506685, 'alice', NULL, NULL, NULL, NULL, 1795660506690, 'alice', NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('hJcoc2F5V9pDsHis', 'alice', 'used again', 'used again', 'USER_TOKEN', NULL, NULL, 1795660506711, 'alice', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('khSkf5HkXmMC5QKv', 'bob', 'expires late', 'expires late', 'USER_TOKEN', NULL, NULL, 1795660506718, 'bob', NULL, 32503593600000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('OkXLhPO7IsdbdcuY', 'bob', 'expired', 'expired', 'USER_TOKEN', NULL, NULL, 1795660506731, 'bob', NULL, 1795660506732, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('buhWoPwanLWj2z40', 'bob', 'of a project', 'of a project', 'PROJECT_ANALYSIS_TOKEN', 'org.example:app', NULL, 1795660506919, 'bob', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('KUIpLhTmjmcpqJ6z', 'bob', 'for analysis', 'for analysis', 'GLOBAL_ANALYSIS_TOKEN', NULL, NULL, 1795660506946, 'bob', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('aIG9LvqGyakoj69D', 'alice', 'made by a token', 'made by a token', 'USER_TOKEN', NULL, NULL, 1795660506964, 'admin', 'jYeO2uQbyyAhxRCu', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO public.ta_token VALUES ('jYeO2uQbyyAhxRCu', 'admin', 'minter', 'minter', 'USER_TOKEN', NULL, NULL, 1795660506960, 'admin', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1795660506979, '127.0.0.1', NULL);
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
CREATE INDEX ta_log_login ON public.ta_log USING btree (login, seq);
CREATE INDEX ta_secret_token ON public.ta_secret USING btree (token_id);
CREATE INDEX ta_token_used ON public.ta_token USING btree (login, last_used_at) WHERE (last_used_at IS NOT NULL);
