# SPDX-License-Identifier: Apache-2.0
"""The wall clock of a running server is set ahead and back: what has a time limit keeps it, and dates follow the clock."""
import datetime
import pathlib
import tempfile
import time

import pytest

from harness import wait
from harness.cached_tokens import database_away, remembered, status, with_page
from harness.database_checks import works
from harness.databases.server import BASE

LIBRARIES = list(pathlib.Path("/usr/lib").glob("**/faketime/libfaketimeMT.so.1"))
TRUST = 3  # seconds
TEN_MINUTES = 600

pytestmark = pytest.mark.database("sqlite3")


@pytest.fixture
def folder():
    """One that httpd's children can come to."""
    with tempfile.TemporaryDirectory(prefix="tokenadmin-clock-", dir=BASE) as name:
        path = pathlib.Path(name)
        path.chmod(0o755)
        yield path


@pytest.fixture
def make_clocked(make_site, folder, monkeypatch):
    """A server whose clock is as many seconds ahead as `set_clock` says."""
    offset = folder / "offset"

    def set_clock(seconds: int) -> None:
        new = folder / "new"
        new.write_text(f"{seconds:+d}\n")
        new.rename(offset)

    def make(configuration):
        set_clock(0)
        with monkeypatch.context() as patch:
            for name, value in {"LD_PRELOAD": LIBRARIES[0], "FAKETIME_TIMESTAMP_FILE": offset, "FAKETIME_NO_CACHE": "1",
                                "FAKETIME_DONT_FAKE_MONOTONIC": "1"}.items():
                patch.setenv(name, str(value))
            site = make_site(configuration)
        site.set_clock = set_clock
        return site
    return make


def clock_of(site) -> datetime.datetime:
    return datetime.datetime.strptime(site.get("/").header("Date"), "%a, %d %b %Y %H:%M:%S GMT")


@pytest.mark.parametrize("step", [TEN_MINUTES, -TEN_MINUTES])
def test_clock_that_is_set_changes_nothing_for_tokens(make_clocked, step):
    site = make_clocked(with_page())
    value = site.me("alice").token("before")
    remembered(site, value)
    before = clock_of(site)
    site.set_clock(step)
    assert abs((clock_of(site) - before).total_seconds() - step) < 60
    assert status(site, value) == 200
    works(site)
    assert site.me("alice").revoke("before").status == 204
    assert status(site, value) == 401


@pytest.mark.looks_at_time
@pytest.mark.slow
@pytest.mark.parametrize("step", [TEN_MINUTES, -TEN_MINUTES])
def test_clock_that_is_set_makes_trust_without_the_database_neither_longer_nor_shorter(make_clocked, step):
    site = make_clocked(with_page().set("TokenAuthOutage", f"{TRUST}s"))
    value = site.me("alice").token("t")
    remembered(site, value)
    with database_away(site):
        begin = time.monotonic()
        site.set_clock(step)
        assert status(site, value) == 200
        wait.until(lambda: status(site, value) == 503, TRUST + 3, what="for the end of trust")
        assert time.monotonic() - begin > TRUST - 2


@pytest.mark.looks_at_time
def test_expiration_follows_the_clock(make_clocked):
    site = make_clocked(with_page())
    tomorrow = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1)).strftime("%Y-%m-%d")
    value = site.me("alice").token("t", expirationDate=tomorrow)
    remembered(site, value)
    for days, expected in ((2, 401), (0, 200), (3, 401)):
        site.set_clock(days * 86400)
        wait.until(lambda expected=expected: status(site, value) == expected, 3, what=f"for {expected} after {days} days")
