# SPDX-License-Identifier: Apache-2.0
"""Expiration dates: which are taken, how they are shown, what an expired token is."""
import datetime
import time

import pytest

from harness import conf, expect, wait
from harness.client import bearer

pytestmark = pytest.mark.each_database
BAD = ["", " ", "2090", "2090-1-1", "2090-02-30", "2091-02-29", "01-01-2090", "20900101", "2090-01-01T00:00:00", "2090-01-01Z",
       "2090-01-01+01:00", "2090-01-01 00:00", "10000-01-01", "99999-01-01", "-2090-01-01", "+2090-01-01", "2090/01/01", "tomorrow",
       "2090-13-01", "2090-00-10", "2090-01-00", "2090-01-32", "\u0662\u0660\u0663\u0660-01-01", "2090-01-0١", "0x7e-01-01", "1e9"]


@pytest.fixture(scope="module")
def limited(make_module_site):
    """A site where nothing lives longer than 30 days."""
    return make_module_site(conf.sample().set("TokenAdminMaxLifetime", "30d"))


def end(site, user, moment: float) -> None:
    """Lets a token end at a moment, as if that day had come."""
    site.database.write("UPDATE ta_token SET expires_at = ? WHERE login = ?", int(moment * 1000), user)


def test_date_means_the_start_of_that_day_in_utc(site, user):
    content = site.me(user).generate("t", expirationDate=expect.day(30)).json()
    assert content["expirationDate"] == expect.midnight(30)
    stored = site.database.tokens(user)[0]["expires_at"]
    assert stored % 86_400_000 == 0


@pytest.mark.parametrize("distance", [1, 2, 365, 20000])
def test_tomorrow_and_later_is_taken(site, user, distance):
    assert site.me(user).generate("t", expirationDate=expect.day(distance)).status == 200


def test_last_day_of_the_calendar_is_taken(site, user):
    assert site.me(user).generate("t", expirationDate="9999-12-31").json()["expirationDate"] == "9999-12-31T00:00:00+0000"


def test_leap_day_is_taken(site, user):
    assert site.me(user).generate("t", expirationDate="2096-02-29").status == 200


@pytest.mark.parametrize("distance", [0, -1, -20000])
def test_today_and_earlier_is_refused_and_the_least_date_named(site, user, distance):
    expect.refused(site.me(user).generate("t", expirationDate=expect.day(distance)), 400, expect.day(1))


@pytest.mark.parametrize("text", BAD)
def test_any_other_form_is_refused(site, user, text):
    expect.refused(site.me(user).generate("t", expirationDate=text), 400, "expirationDate")
    assert site.me(user).names() == []


def test_date_is_trimmed(site, user):
    assert site.me(user).generate("t", expirationDate=f" {expect.day(5)} ").status == 200


def test_longest_lifetime_is_inclusive(limited):
    alice = limited.me("alice")
    assert alice.generate("just right", expirationDate=expect.day(30)).status == 200
    expect.refused(alice.generate("too long", expirationDate=expect.day(31)), 400, expect.day(30))


def test_token_without_end_is_refused_where_there_is_a_longest_lifetime(limited):
    expect.refused(limited.me("alice").generate("for ever"), 400, expect.day(30))


def test_longest_lifetime_binds_administrators_too(limited):
    expect.refused(limited.admin().generate("for ever", login="bob"), 400)


def test_expiring_token_works_and_is_listed_as_not_expired(site, user):
    value = site.me(user).token(expirationDate=expect.day(1))
    assert site.get("/", bearer(value)).status == 200
    row, = site.me(user).rows()
    assert (row["expirationDate"], row["isExpired"]) == (expect.midnight(1), False)


def test_expired_token_is_refused_over_every_carrier(site, user, carrier):
    value = site.me(user).token(expirationDate=expect.day(1))
    end(site, user, time.time() - 1)
    expect.invalid_token(site.get("/", carrier(value, user)))


@pytest.mark.looks_at_time
def test_token_ends_at_its_moment_without_any_other_event(site, user):
    value = site.me(user).token(expirationDate=expect.day(1))
    moment = time.time() + 1.5
    end(site, user, moment)
    assert site.get("/", bearer(value)).status == 200
    wait.until(lambda: site.get("/", bearer(value)).status == 401, 5)
    assert moment <= time.time() < moment + 1


def test_expired_token_stays_listed_and_marked(site, user):
    me = site.me(user)
    me.token(expirationDate=expect.day(1))
    end(site, user, time.time() - 1)
    assert me.rows()[0]["isExpired"] is True


def test_name_of_an_expired_token_stays_taken(site, user):
    me = site.me(user)
    me.token("t", expirationDate=expect.day(1))
    end(site, user, time.time() - 1)
    expect.refused(me.generate("t"), 400, "already exists")


def test_expired_token_can_be_revoked_and_its_name_used_again(site, user):
    me = site.me(user)
    me.token("t", expirationDate=expect.day(1))
    end(site, user, time.time() - 1)
    expect.empty(me.revoke("t"))
    assert me.names() == []
    assert me.generate("t").status == 200


def test_answer_to_an_expiring_token_says_when_it_ends(site, user):
    me = site.me(user)
    value = me.token(expirationDate=expect.day(9))
    answer = site.api("/my/tokens", bearer(value)).search()
    assert answer.header("SonarQube-Authentication-Token-Expiration") == expect.midnight(9)


def test_error_answer_to_an_expiring_token_says_when_it_ends(site, user):
    value = site.me(user).token(expirationDate=expect.day(9))
    answer = site.api("/my/tokens", bearer(value)).get("api/unknown")
    assert answer.status == 404
    assert answer.header("SonarQube-Authentication-Token-Expiration") == expect.midnight(9)


def test_answer_to_a_token_without_end_or_a_password_has_no_such_header(site, user):
    value = site.me(user).token()
    for headers in (bearer(value), site.me(user).headers):
        answer = site.api("/my/tokens", headers).search()
        assert answer.header("SonarQube-Authentication-Token-Expiration") is None


def test_dates_are_utc_whatever_the_servers_time_zone(make_site, monkeypatch):
    for zone in ("Pacific/Kiritimati", "Etc/GMT+12"):
        monkeypatch.setenv("TZ", zone)
        content = make_site(conf.sample()).me("alice").generate("t", expirationDate=expect.day(1)).json()
        assert content["expirationDate"] == expect.midnight(1)
        assert content["createdAt"].endswith("+0000")
        created = datetime.datetime.strptime(content["createdAt"], "%Y-%m-%dT%H:%M:%S%z")
        assert abs(created.timestamp() - time.time()) < 30
