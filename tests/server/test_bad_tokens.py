# SPDX-License-Identifier: Apache-2.0
"""Tokens that must not work: refused alike over every carrier, and never handed on to another sign-in."""
import itertools
import time

import pytest

from harness import conf, expect, sites, users, values, wait
from harness.client import Api, basic, bearer

_names = itertools.count()


@pytest.fixture(scope="module")
def portal(make_module_site, backend):
    return make_module_site(sites.behind_a_proxy(), backend=backend.port)


@pytest.fixture
def name() -> str:
    return f"t{next(_names)}"


@pytest.fixture
def value(portal, name) -> str:
    """A token of alice."""
    return portal.admin().token(name, login="alice", expirationDate=expect.day(9))


def revoked(portal, name, value):
    portal.admin().revoke(name, login="alice")
    return value


def expired(portal, name, value):
    portal.database.write("UPDATE ta_token SET expires_at = ? WHERE name = ?", int(time.time() * 1000) - 1000, name)
    return value


BAD = {
    "revoked": revoked,
    "expired": expired,
    "suspended": lambda portal, name, value: portal.database.write(
        "UPDATE ta_token SET suspended_at = 1000, suspended_by = 'admin' WHERE name = ?", name) or value,
    "unknown": lambda portal, name, value: values.unknown(),
    "unknown global": lambda portal, name, value: values.unknown("taa_"),
    "unknown project": lambda portal, name, value: values.unknown("tap_"),
    "other type": lambda portal, name, value: "taa_" + value[4:],
    "wrong check digits": lambda portal, name, value: values.wrong_digits(value),
    "other case": lambda portal, name, value: values.other_case(value),
    "one more": lambda portal, name, value: value + "a",
    "one less": lambda portal, name, value: value[:-1],
    "first half": lambda portal, name, value: value[:22],
    "stem only": lambda portal, name, value: "tau_",
    "other alphabet": lambda portal, name, value: value[:10] + "-" + value[11:],
    "slash": lambda portal, name, value: value[:10] + "/" + value[11:],
    "percent": lambda portal, name, value: value + "%00",
    "doubled": lambda portal, name, value: value * 2,
    "very long": lambda portal, name, value: "tau_" + "0" * 3000,
    "zeros": lambda portal, name, value: "tau_" + "0" * 40,
}


@pytest.fixture(params=list(BAD))
def bad(request, portal, name, value) -> str:
    """Each kind of bad value in turn."""
    return BAD[request.param](portal, name, value)


def test_bad_value_is_refused_and_the_application_not_called(portal, backend, bad, carrier):
    before = len(backend.calls)
    answer = portal.get("/x", carrier(bad, "alice"))
    expect.invalid_token(answer)
    assert answer.header("Set-Cookie") is None and answer.header("Location") is None
    assert len(backend.calls) == before
    assert not portal.error_log.contains("auth_basic:")


@pytest.mark.parametrize("path", list(sites.GRANTED))
def test_bad_value_is_refused_where_no_user_is_required(portal, backend, bad, carrier, path):
    before = len(backend.calls)
    expect.invalid_token(portal.get(f"{path}/x", carrier(bad, "alice")))
    assert len(backend.calls) == before


@pytest.mark.each_database
def test_all_refusals_are_identical(portal):
    answers = []
    for kind, spoil in BAD.items():
        name = f"identical {kind}"
        value = portal.admin().token(name, login="alice", expirationDate=expect.day(9))
        answers.append(portal.get("/x", bearer(spoil(portal, name, value))))
    assert len({(answer.status, answer.body) for answer in answers}) == 1


@pytest.mark.parametrize("stem", ["xxu_", "TAU_", "tax_", "ta", "tau-", "Tau_", "squ_", "ghp_"])
def test_value_of_another_kind_is_left_to_the_configured_sign_in(portal, value, stem):
    for headers in (bearer(stem + value[4:]), basic(stem + value[4:], ""), basic("alice", stem + value[4:])):
        answer = portal.get("/x", headers)
        assert answer.status == 401
        assert answer.all("WWW-Authenticate") == ['Basic realm="Portal"'], answer
    assert portal.get("/public/x", bearer(stem + value[4:])).status == 200


@pytest.mark.parametrize("method", ["POST", "HEAD", "PUT", "DELETE", "OPTIONS"])
def test_refused_request_never_reaches_the_application(portal, backend, carrier, method):
    before = len(backend.calls)
    body = b"a=b" if method in ("POST", "PUT") else None
    expect.invalid_token(portal.client.request(method, "/x", carrier(values.unknown(), "alice"), body))
    assert len(backend.calls) == before


def test_refused_request_that_waits_for_100_continue_never_reaches_the_application(portal, backend):
    before = len(backend.calls)
    with portal.client.connect() as connection:
        connection.send(f"POST /x HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {values.unknown()}\r\nExpect: 100-continue\r\n"
                        "Content-Length: 3\r\n\r\n".encode())
        expect.invalid_token(connection.receive())
    assert len(backend.calls) == before


def test_good_token_where_no_user_is_required_names_its_user(portal, backend, value, carrier):
    for path in sites.GRANTED:
        assert portal.get(f"{path}/x", carrier(value, "alice")).body == b"backend for alice\n"
        assert value not in backend.last().everything
        assert backend.last().header("X-Token-Id")


@pytest.mark.each_database
def test_use_where_no_user_is_required_counts_as_use(portal, name, value, carrier):
    portal.get("/public/x", carrier(value, "alice"))
    wait.until(lambda: portal.database.one("SELECT last_used_at FROM ta_token WHERE name = ?", name))


def test_token_where_tokenauth_is_off_does_not_sign_in(portal, value):
    portal.may_log(value)  # it is a credential like any other there
    assert portal.get("/off/x", bearer(value)).status == 401


@pytest.mark.looks_at_time
@pytest.mark.each_database
def test_token_of_a_removed_user_is_refused(make_site, carrier):
    site = make_site(conf.sample().set("TokenAuthCredentials", "bearer basic header:X-Api-Key"))
    value = site.me("bob").token()
    assert site.get("/", carrier(value, "bob")).status == 200
    new = site.root / "new"
    new.write_text(users.text("admin", "alice"))
    new.rename(site.users_file)
    wait.until(lambda: site.get("/", carrier(value, "bob")).status == 401, 3)
    expect.invalid_token(site.get("/", carrier(value, "bob")))


def test_bad_token_beats_a_good_session_cookie(make_site):
    site = make_site(with_form_sign_in())
    answer = Api(site.client, "").post("sign-in", {"httpd_username": "alice", "httpd_password": "pw"})
    cookie = {"Cookie": answer.header("Set-Cookie").split(";")[0]}
    assert site.get("/form/page", cookie).body == b"page\n"
    expect.invalid_token(site.get("/form/page", {**cookie, **bearer(values.unknown())}))
    expect.invalid_token(site.get("/form/page", {**cookie, **basic(values.unknown(), "")}))


def with_form_sign_in() -> conf.Conf:
    """A folder that people sign in to by a form and a session cookie."""
    configuration = conf.sample().modules("auth_form", "session", "session_cookie", "request").file("htdocs/form/page", "page\n")
    form = ["AuthType form", 'AuthName "Form"', "AuthFormProvider file", "AuthUserFile @users@", "Session On", "SessionCookieName s path=/"]
    configuration.location("/form", *form, "Require valid-user", "TokenAuth On")
    return configuration.location("/sign-in", *form, "SetHandler form-login-handler", "AuthFormLoginSuccessLocation /form/page",
                                  "Require all granted")


def test_other_sign_in_goes_on_beside_tokens(portal):
    assert portal.get("/x", basic("alice", "pw")).body == b"backend for alice\n"
    assert portal.get("/x", basic("alice", "wrong")).status == 401
    answer = portal.get("/x")
    assert answer.status == 401
    assert answer.all("WWW-Authenticate") == ['Basic realm="Portal"']


@pytest.mark.each_database
def test_last_use_is_written_once_in_its_interval(portal, name, value):
    portal.get("/x", {**bearer(value), "User-Agent": "first"})
    sql = "SELECT last_used_at, last_used_ip, last_used_agent FROM ta_token WHERE name = ?"
    row, = wait.until(lambda: [row for row in portal.database.rows(sql, name) if row["last_used_at"]])
    assert (row["last_used_ip"], row["last_used_agent"]) == ("127.0.0.1", "first")
    for _ in range(10):
        portal.get("/x", {**bearer(value), "User-Agent": "second"})
    assert portal.database.rows(sql, name) == [row]


@pytest.mark.looks_at_time
@pytest.mark.each_database
def test_last_use_is_written_again_after_its_interval(make_site):
    site = make_site(conf.sample().set("TokenAuthLastUsed", "1s"))
    value = site.me("alice").token()
    site.get("/", bearer(value))
    first = wait.until(lambda: site.database.one("SELECT last_used_at FROM ta_token"))
    wait.until(lambda: site.get("/", bearer(value)) and site.database.one("SELECT last_used_at FROM ta_token") > first, 5)
