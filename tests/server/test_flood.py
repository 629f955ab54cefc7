# SPDX-License-Identifier: Apache-2.0
"""Floods of bad tokens: the log gets few lines that add up, and all other callers are served as ever."""
import collections
import re
import threading
import time

import pytest

from harness import conf, values, wait
from harness.cached_tokens import status, with_page
from harness.client import bearer
from harness.client_threads import ClientThreads, stays

LINE = re.compile(r"tokenadmin:(?P<level>\w+)\].* (?P<tag>TA3000[1-4]|TA40004): (?P<text>.*)")
OTHERS = re.compile(r"(\d+) more (?:like it in the \d+ s before$|refused in the last \d+ s: )")


def configuration(level: str = "info") -> conf.Conf:
    """The log at a level that shows the first refusal of a kind."""
    return with_page().raw(f"LogLevel tokenadmin:{level}")


class Flood(ClientThreads):
    """They send bad tokens as fast as they can, and count the answers."""

    def __init__(self, site, make=values.unknown, threads: int = 6):
        super().__init__(site, threads)
        self.make = make
        self.answers = collections.Counter()
        self.lock = threading.Lock()

    def __enter__(self):
        super().__enter__()
        wait.until(lambda: sum(self.answers.values()) > 200, 30, what="for the flood")
        return self

    def call(self, connection) -> bool:
        answer = connection.request("GET", "/page", bearer(self.make()))
        with self.lock:
            self.answers[answer.status] += 1
        return stays(answer)


def lines(site) -> list:
    """What the log says of refusals: matches with level, client, tag and text."""
    return [found for found in map(LINE.search, site.error_log.text().splitlines()) if found]


def told(found) -> int:
    """How many refusals a line tells of."""
    others = OTHERS.search(found["text"])
    return (found["tag"] != "TA30004") + (int(others[1]) if others else 0)


def refused(site) -> int:
    """How many requests the access log says were answered by 401."""
    return len(re.findall(r'" 401 auth=', site.access_log.read_text()))


@pytest.mark.looks_at_time
@pytest.mark.parametrize("mpm", ["event", "worker", "prefork"])
def test_flood_leaves_few_lines_that_add_up_to_all_refusals(make_site, mpm):
    site = make_site(configuration().mpm(mpm))
    site.error_log.expect("tokenadmin:warn.* TA3000[14]: .* more ")  # so many at once are worth a warning
    begin = time.monotonic()
    with Flood(site) as flood:
        wait.seconds(2)
    site.stop()
    seconds = time.monotonic() - begin
    found = lines(site)
    assert set(flood.answers) == {401}
    assert sum(map(told, found)) == flood.answers[401] == refused(site)
    assert found[0]["level"] == "info" and "unknown" in found[0]["text"] and "[client 127.0.0.1:" in found[0].string
    assert len(found) <= 4 + 2 * seconds / 10


def test_flood_adds_up_over_a_graceful_restart(make_site):
    site = make_site(configuration())
    with Flood(site) as flood:
        site.graceful()
        before = flood.answers[401]
        wait.until(lambda: flood.answers[401] > before + 200, 30, what="for answers of the new children")
    site.stop()
    assert sum(map(told, lines(site))) == refused(site) >= flood.answers[401]


@pytest.mark.slow
def test_count_is_written_when_no_more_come(make_site):
    site = make_site(configuration())
    for _ in range(5):
        assert status(site, values.unknown()) == 401
    assert [found["tag"] for found in lines(site)] == ["TA30001"]
    wait.until(lambda: len(lines(site)) == 2, 30, what="for the watcher")
    last = lines(site)[1]
    assert (last["level"], last["tag"]) == ("info", "TA30004")
    assert re.fullmatch(r"4 more refused in the last \d+ s: unknown", last["text"])


def test_flood_of_one_kind_hides_no_other_kind(make_site):
    site = make_site(configuration())
    value = site.me("alice").token("t")
    site.me("alice").revoke("t")
    with Flood(site):
        assert status(site, value) == 401
        assert status(site, values.wrong_digits(value)) == 401
        assert site.get("/page", {"Authorization": f"Bearer {value}, Bearer {value}"}).status == 400
        texts = [found["text"] for found in lines(site)]
        for reason in ('token refused: revoked .* of "alice"', "token refused: mistyped", "refused: a token beside"):
            assert any(re.match(reason, text) for text in texts), (reason, texts)


def test_each_refusal_has_its_line_where_debugging_is_on(make_site):
    site = make_site(configuration("debug"))
    for _ in range(20):
        assert status(site, values.unknown()) == 401
    assert len([found for found in lines(site) if found["tag"] == "TA30001"]) == 20


def test_requests_to_a_server_without_users_are_counted_too(make_site):
    configuration = conf.Conf().section("Directory", "@docroot@/folder", "AllowOverride AuthConfig")
    site = make_site(configuration.file("htdocs/folder/.htaccess", "TokenAuth On\n").raw("LogLevel tokenadmin:info"))
    site.error_log.expect("tokenadmin:error.*TA30002: ", "tokenadmin:error.*TA30004: .*TokenAdminUsers")
    assert {site.get("/folder/", bearer(values.unknown())).status for _ in range(10)} == {503}
    site.stop()
    assert sum(map(told, lines(site))) == 10


def test_requests_to_a_mount_without_a_sign_in_are_counted_too(make_site):
    open_lines = ['<If "true">', "AuthType None", "</If>", "Require all granted", "TokenAuth Off", "TokenAdmin self"]
    site = make_site(configuration().location("/open", *open_lines))
    site.error_log.tolerate("TA20010: ")
    site.error_log.expect("tokenadmin:warn.*TA40004: .*/open")
    for _ in range(10):
        assert site.get("/open/api/user_tokens/search").status == 403
    site.stop()
    assert [found["tag"] for found in lines(site)] == ["TA40004", "TA30004"]
    assert sum(map(told, lines(site))) == 10


def test_hot_tokens_read_no_database_and_keep_their_places_in_a_flood(make_site):
    few = "StartServers 2\nServerLimit 2\nMaxRequestWorkers 16\nMinSpareThreads 1\nMaxSpareThreads 16"
    site = make_site(configuration().raw(few).set("TokenAuthCache", "64K").set("TokenAuthOutage", "1h"))
    hot = [site.me("alice").token(f"t{number}") for number in range(20)]
    wait.seconds(2)  # a new child has everything verified anew; no more of them come
    assert {status(site, value) for value in hot} == {200}
    site.database.write("UPDATE ta_token SET expires_at = 1")  # behind the server's back: a process that reads it refuses them
    with Flood(site) as flood:
        for _ in range(5):
            assert {status(site, value) for value in hot} == {200}
    assert set(flood.answers) == {401}


def test_changes_and_tokens_that_are_not_remembered_get_through_a_flood(make_site):
    site = make_site(configuration().set("DBDMax", 1).set("DBDKeep", 1))
    site.error_log.tolerate("TA12009: ")  # of the flood, and of the watcher, which may have the only connection as all others
    cold = [site.me("alice").token(f"cold {number}") for number in range(10)]
    with Flood(site, threads=12) as flood:
        for number, value in enumerate(cold):
            assert status(site, value) == 200
            new = site.admin().token(f"new {number}", login="bob")
            assert status(site, new) == 200
            assert site.admin().revoke(f"new {number}", login="bob").status == 204
            assert status(site, new) == 401
    assert flood.answers[401] and set(flood.answers) <= {401, 503}


def test_wrong_check_digits_never_reach_the_database(make_site):
    site = make_site(conf.without_database(configuration()))
    site.error_log.tolerate(r"\[dbd:\w+\]", r"TA2(0013|1001): ")
    assert status(site, values.unknown()) == 503
    with Flood(site, lambda: values.wrong_digits(values.unknown())) as flood:
        wait.seconds(1)
    assert set(flood.answers) == {401}
