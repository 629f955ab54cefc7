# SPDX-License-Identifier: Apache-2.0
"""With mod_cache in the same server no client ever gets an answer that was made for another user."""
import itertools

import pytest

from harness import sites, values
from harness.backend import HttpBackend
from harness.client import basic

_paths = itertools.count()

# A CGI program whose answers may be kept for ten minutes; the process number tells one answer from another.
WHO_AM_I = """#!/bin/sh
printf 'Content-Type: text/plain\\r\\nCache-Control: max-age=600\\r\\n\\r\\n'
echo "$REMOTE_USER $$"
"""
# mod_cache_socache keeps no answers of programs.
ON_DISK = pytest.mark.parametrize("cached", [("On", "disk"), ("Off", "disk")], ids=["quick-On-disk", "quick-Off-disk"], indirect=True)


@pytest.fixture(scope="module")
def cacheable():
    """An application whose answers may be kept for ten minutes."""
    application = HttpBackend()
    application.answer_headers["Cache-Control"] = "max-age=600"
    return application


@pytest.fixture(scope="module", params=list(itertools.product(["On", "Off"], ["disk", "socache"])),
                ids=lambda pair: f"quick-{pair[0]}-{pair[1]}")
def cached(request, make_module_site, cacheable):
    quick, kind = request.param
    configuration = sites.behind_a_proxy().modules("cache", f"cache_{kind}", "socache_shmcb")
    configuration.raw(f"CacheQuickHandler {quick}\nCacheEnable {kind} /")
    configuration.raw("CacheRoot @root@/cache" if kind == "disk" else "CacheSocache shmcb")
    configuration.location("/free", "TokenAuth Off", "Require all granted")
    configuration.modules("cgi").raw("ScriptAlias /cgi/ @root@/cgi-bin/").location("/cgi", "ProxyPass !")
    configuration.file("cgi-bin/whoami", WHO_AM_I, 0o755).location("/cgi/free", "TokenAuth Off", "Require all granted")
    configuration.file("cgi-bin/free/whoami", WHO_AM_I, 0o755)
    site = make_module_site(configuration, backend=cacheable.port)
    site.title = f"quick-{quick}"
    return site


@pytest.fixture
def answering(cacheable):
    """Has the application answer with other headers during a test."""
    usual = dict(cacheable.answer_headers)
    yield cacheable.answer_headers
    cacheable.answer_headers.clear()
    cacheable.answer_headers.update(usual)


@pytest.fixture
def path() -> str:
    return f"/page{next(_paths)}"


@pytest.fixture(scope="module")
def tokens(cached) -> dict:
    return {login: cached.me(login).token() for login in ("alice", "bob")}


def test_cache_is_at_work(cached, cacheable):
    path = f"/free/page{next(_paths)}"
    for _ in range(4):
        assert cached.get(path).status == 200
    assert len(cacheable.to(path)) < 4


def test_each_user_gets_his_own_answer(cached, tokens, path, carrier):
    for login in ("alice", "bob", "alice"):
        assert cached.get(path, carrier(tokens[login], login)).body == f"backend for {login}\n".encode()


def test_nobody_without_credential_gets_an_answer(cached, tokens, path, carrier):
    for _ in range(2):
        assert cached.get(path, carrier(tokens["alice"], "alice")).status == 200
    assert cached.get(path).status == 401
    assert cached.get(path, carrier(values.unknown(), "alice")).status == 401


def test_where_no_user_is_required_the_private_answer_stays_private(cached, tokens, path, carrier):
    where = f"/public{path}"
    assert cached.get(where, carrier(tokens["alice"], "alice")).body == b"backend for alice\n"
    assert b"alice" not in cached.get(where).body
    assert b"alice" not in cached.get(where, carrier(tokens["bob"], "bob")).body


def test_password_sign_in_does_not_get_a_tokens_answer(cached, tokens, path, carrier):
    cached.get(path, carrier(tokens["alice"], "alice"))
    assert cached.get(path, basic("bob")).body == b"backend for bob\n"


@pytest.mark.slow
def test_answer_to_a_key_in_a_header_of_its_own_is_for_one_client_only(cached, cacheable, tokens, path):
    answer = cached.get(path, {"X-Api-Key": tokens["alice"]})
    assert answer.status == 200
    assert {"max-age=600", "private"} <= {part.strip() for part in answer.header("Cache-Control").split(",")}
    assert "X-Api-Key" in answer.header("Vary")


@ON_DISK
def test_cache_is_at_work_for_programs_too(cached):
    path = f"/cgi/free/whoami/page{next(_paths)}"
    assert len({cached.get(path).body for _ in range(4)}) < 4


@ON_DISK
def test_each_user_gets_his_own_answer_of_a_program(cached, tokens, path, carrier):
    for login in ("alice", "bob", "alice"):
        assert cached.get(f"/cgi/whoami{path}", carrier(tokens[login], login)).text.split()[0] == login
    assert cached.get(f"/cgi/whoami{path}").status == 401
    assert cached.get(f"/cgi/whoami{path}", basic("bob")).text.split()[0] == "bob"


@ON_DISK
def test_stored_request_has_no_credential(cached, answering, tokens, carrier):
    """An answer that is for all users is stored, with the request's headers beside it."""
    path = f"/shared{next(_paths)}"
    headers = carrier(tokens["alice"], "alice")
    answering["Cache-Control"] = "public, max-age=600"
    for _ in range(3):
        assert cached.get(path, headers).status == 200
    stored = [text for text in (file.read_bytes().decode("latin-1") for file in (cached.root / "cache").rglob("*.header")) if path in text]
    sent = headers.get("Authorization", "").split(" ")[-1] or tokens["alice"]
    assert not [text for text in stored if tokens["alice"] in text or sent in text]
    if "quick-Off" in cached.title and "X-Api-Key" not in headers:
        assert stored, "this is about an answer that was stored"


@pytest.mark.parametrize("names", ["Authorization", "Accept, authorization"])
def test_answer_for_everybody_that_varies_by_credential_is_for_one_of_them(cached, answering, tokens, path, carrier, names):
    answering.update({"Cache-Control": "public, max-age=600", "Vary": names})
    for where in (path, f"/public{path}"):
        for login in ("alice", "bob", "alice"):
            assert cached.get(where, carrier(tokens[login], login)).body == f"backend for {login}\n".encode()
        assert b"alice" not in cached.get(where).body
        assert b"alice" not in cached.get(where, basic("bob")).body
