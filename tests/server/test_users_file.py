# SPDX-License-Identifier: Apache-2.0
"""Users come from a password file that others rewrite while we read it: who is gone, who is not, what is unknown."""
import shutil
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from harness import conf, expect, users, wait
from harness.client import bearer
from harness.wait import everywhere, in_all_children

GIVEN_UP = 15  # seconds after which a file that cannot be read is no longer taken for one that is being written


def replace(site, text: str) -> None:
    """Puts a new file in the place of the old one, as careful tools do."""
    new = site.root / "htpasswd.new"
    new.write_text(text)
    new.rename(site.users_file)


def status(site, value: str) -> int:
    return site.get("/", bearer(value)).status


def in_some_children(call) -> list:
    """The answers of so few calls at once that no child has more than it lets wait."""
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(lambda _: call(), range(8)))


@pytest.fixture
def own(make_site):
    """A server of this test alone."""
    return make_site(conf.sample().location("/tokens-only", "AuthType Bearer", "Require valid-user"))


def is_suspended(site, login: str = "alice") -> bool:
    return all(token["suspended_at"] for token in site.database.tokens(login))


def is_untouched(site, login: str = "alice") -> bool:
    return not any(token["suspended_at"] or token["revoked_at"] for token in site.database.tokens(login))


@pytest.mark.looks_at_time
def test_token_of_a_removed_user_is_refused_and_suspended(own):
    value = own.me("alice").token()
    replace(own, users.text("admin", "bob"))
    wait.until(lambda: status(own, value) == 401, 3)
    expect.invalid_token(own.get("/", bearer(value)))
    wait.until(lambda: is_suspended(own), 3)
    token, = own.database.tokens("alice")
    assert token["suspended_by"] == "-" and token["live_name"] == "t" and token["revoked_at"] is None
    assert [row["action"] for row in own.database.log("alice")] == ["generate", "suspend"]


@pytest.mark.looks_at_time
@pytest.mark.slow
def test_token_that_is_generated_while_its_user_is_removed_lets_nobody_in(own):
    """However the two meet; and each such token is suspended, so that no new user of the same name gets it later."""
    admin = own.admin()
    for turn in range(3):
        replace(own, users.text("admin", "alice", "bob"))
        wait.until(lambda: admin.generate(f"known {turn}", login="bob").status == 200, 5, 0.05, "for the user")
        over, answers = threading.Event(), []

        def generate(number: int) -> None:
            while not over.is_set():
                answers.append(admin.generate(f"{turn} {number} {len(answers)}", login="bob"))
        with ThreadPoolExecutor(4) as pool:
            waiting = [pool.submit(generate, number) for number in range(4)]
            wait.until(lambda: len(answers) > 8, 5, what="for tokens")
            replace(own, users.text("admin", "alice"))
            wait.until(lambda: admin.generate("too late", login="bob").status != 200, 5, 0.02, "for the removal")
            over.set()
            for future in waiting:
                future.result(20)
        values = [answer.json()["token"] for answer in answers if answer.status == 200]
        assert len(values) > 3
        wait.until(lambda: {status(own, value) for value in values} == {401}, 5, what="for the refusals")
        wait.until(lambda: is_suspended(own, "bob"), 6, what="for the suspensions")


@pytest.mark.looks_at_time
@pytest.mark.slow
def test_removal_is_noticed_without_any_use_of_the_token(own):
    own.me("alice").token()
    wait.seconds(2.5)  # what is compared at the start has been compared; the next time is a minute later
    replace(own, users.text("admin", "bob"))
    wait.until(lambda: is_suspended(own), 6)
    assert len(own.database.log("alice")) == 2


@pytest.mark.looks_at_time
def test_removal_is_noticed_by_the_list_of_users(own):
    own.me("alice").token()
    replace(own, users.text("admin", "bob"))
    wait.until(lambda: "alice" not in own.admin().get("api/users/search").text, 3)
    wait.until(lambda: is_suspended(own), 3)
    everywhere(lambda: own.admin().search("alice").status == 404)  # each child looks in a second of its own


def test_removal_is_logged_as_done_by_the_server(own):
    own.me("alice").token()
    replace(own, users.text("admin", "bob"))
    wait.until(lambda: is_suspended(own), 10)
    row = own.database.log("alice")[-1]
    assert row["actor"] not in ("alice", "admin")
    assert row["actor_ip"] is None


@pytest.mark.looks_at_time
def test_user_created_anew_under_the_same_login_inherits_nothing(own):
    value = own.me("alice").token()
    replace(own, users.text("admin", "bob"))
    everywhere(lambda: status(own, value) == 401)
    wait.until(lambda: is_suspended(own), 3)
    replace(own, users.text("admin", "alice", "bob"))
    everywhere(lambda: own.me("alice").search().status == 200)
    row, = own.me("alice").rows()
    assert row["isSuspended"] is True and row["suspendedBecause"] == "OWNER_GONE" and row["suspendedAt"]
    assert status(own, value) == 401
    expect.refused(own.me("alice").generate("t"), 400, "already exists")
    assert own.me("alice").revoke("t").status == 204
    assert own.me("alice").generate("t").status == 200


def test_user_removed_and_created_while_nobody_asked_inherits_nothing_once_noticed(own):
    value = own.me("alice").token()
    replace(own, users.text("admin", "bob"))
    wait.until(lambda: is_suspended(own), 10)
    replace(own, users.text("admin", "alice", "bob"))
    assert status(own, value) == 401


def test_other_users_tokens_live_on(own):
    value = own.me("bob").token()
    own.me("alice").token()
    replace(own, users.text("admin", "bob"))
    wait.until(lambda: is_suspended(own), 10)
    assert status(own, value) == 200
    assert own.me("bob").names() == ["t"]


@pytest.mark.looks_at_time
def test_new_user_can_have_tokens(own):
    replace(own, users.text("admin", "alice", "bob", "carol"))
    wait.until(lambda: own.admin().generate("t", login="carol").status == 200, 3)


@pytest.mark.looks_at_time
@pytest.mark.slow
def test_removal_in_place_is_noticed_too(own):
    value = own.me("alice").token()
    own.users_file.write_text(users.text("admin", "bob"))
    wait.until(lambda: status(own, value) == 401, 6)
    wait.until(lambda: is_suspended(own), 3)


@pytest.mark.looks_at_time
def test_password_change_of_the_owner_leaves_his_tokens(own):
    value = own.me("alice").token()
    replace(own, users.text("admin", "alice", "bob", password="changed"))
    wait.until(lambda: own.get("/", own.me("alice", "changed").headers).status == 200, 3)
    assert status(own, value) == 200


@pytest.mark.skipif(not shutil.which("htpasswd"), reason="htpasswd is not installed")
def test_htpasswd_in_a_loop_under_load_kills_no_token(make_site):
    site = make_site(conf.sample().users(**{f"p{number:03}": "pw" for number in range(300)}))
    value = site.me("alice").token()
    in_all_children(lambda: status(site, value))  # a child that never read the file has no list to stand on
    seen, stop = [], threading.Event()

    def use():
        while not stop.is_set():
            seen.append(status(site, value))
    threads = [threading.Thread(target=use) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(80):
        subprocess.run(["htpasswd", "-bs", site.users_file, f"p{number % 20:03}", f"new{number}"], check=True, capture_output=True)
    stop.set()
    for thread in threads:
        thread.join()
    assert len(seen) > 100
    assert set(seen) == {200}
    assert is_untouched(site, "alice")


def break_file(site, kind: str) -> None:
    """Spoils the AuthUserFile."""
    if kind == "missing":
        site.users_file.unlink()
    elif kind == "a folder":
        site.users_file.unlink()
        site.users_file.mkdir()
    else:
        texts = {"empty": "", "comments only": "# nobody\n\n", "unparsable": "this is no password file\n", "binary": "\0\1\2\n"}
        site.users_file.write_text(texts[kind])


def until_unavailable(site, value: str) -> set:
    """Waits until every child has given its old list up; returns all statuses seen."""
    seen = set()

    def all_503() -> bool:
        now = set(in_all_children(lambda: site.get("/tokens-only/x", bearer(value)).status))
        seen.update(now)
        return now == {503}
    wait.until(all_503, GIVEN_UP, 0.3)  # the file is looked at each second; 48 requests each time
    return seen


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["missing", "a folder", "empty", "comments only", "unparsable", "binary"])
def test_file_that_cannot_be_used_means_503_and_never_that_users_are_gone(own, kind):
    site = own
    site.error_log.tolerate("AH016[0-9][0-9]")
    value = site.me("alice").token()
    site.expect_log(r"tokenadmin:error.*TA1100[23]")
    text = site.users_file.read_text()
    break_file(site, kind)
    assert 401 not in until_unavailable(site, value)
    assert int(site.get("/", bearer(value)).header("Retry-After")) > 0
    wait.until(lambda: site.error_log.contains("tokenadmin:error.*TA1100[23]"), 3, what="for the line in the log")
    assert is_untouched(site, "alice")
    if kind == "a folder":
        site.users_file.rmdir()
    replace(site, text)
    wait.until(lambda: status(site, value) == 200, 5)


@pytest.mark.looks_at_time
@pytest.mark.slow
def test_administration_is_503_while_users_cannot_be_known(make_site):
    configuration = conf.sample().set("TokenAdminUsers", "file @root@/people").file("people", users.text("admin", "alice", "bob"))
    site = make_site(configuration)
    wait.until(lambda: site.admin().generate("t", login="bob").status == 200, 3)
    site.expect_log(r"tokenadmin:error.*TA11002")
    (site.root / "people").rename(site.root / "away")
    everywhere(lambda: site.admin().search("bob").status == 503, GIVEN_UP)
    wait.until(lambda: site.error_log.contains("tokenadmin:error.*TA11002"), 3, what="for the line in the log")
    for answer in (site.admin().search("bob"), site.admin().generate("new", login="bob"), site.admin().get("api/users/search")):
        expect.refused(answer, 503)
        assert int(answer.header("Retry-After")) > 0
    (site.root / "away").rename(site.root / "people")
    wait.until(lambda: site.admin().search("bob").status == 200, 5)
    assert is_untouched(site, "bob")


def test_file_being_rewritten_slowly_costs_nobody_his_tokens(own):
    value = own.me("alice").token()
    in_all_children(lambda: status(own, value))
    text = own.users_file.read_text()
    for _ in range(3):
        with open(own.users_file, "w") as file:
            for line in text.splitlines(keepends=True):
                file.write(line)
                file.flush()
                assert status(own, value) == 200
                wait.seconds(0.2)
    assert status(own, value) == 200
    assert is_untouched(own, "alice")


@pytest.mark.looks_at_time
@pytest.mark.slow
def test_removed_user_is_kept_out_while_the_file_is_rewritten_without_a_pause(own):
    value, other = own.me("bob").token(), own.me("alice").token()
    removed_at, let_in_at, number, seen = time.monotonic(), 0.0, 0, set()
    while time.monotonic() - max(removed_at, let_in_at) < 4 or number < 40:
        number += 1
        own.users_file.write_text(users.text("admin", "alice") + users.line(f"p{number}", "pw"))
        seen.add(status(own, other))
        let_in_at = time.monotonic() if status(own, value) == 200 else let_in_at
        assert let_in_at - removed_at < GIVEN_UP
        wait.seconds(0.4)
    assert seen == {200}


PASSED_OVER = {"no colon": b"disabled-carol", "an old comment": b"; old entries", "a rule": b"---", "another encoding": b"andr\xe9:x",
               "no login": b":x", "a control character": b"a\x01b:x"}


@pytest.mark.looks_at_time
@pytest.mark.slow
def test_line_that_httpd_passes_over_costs_no_more_than_itself_and_is_named(make_site):
    """Both at the start and by configtest, some of them; and while the server runs."""
    site = make_site(conf.sample())
    good, value = site.users_file.read_bytes(), site.me("bob").token()
    for kind, line in PASSED_OVER.items():
        first, rest = good.split(b"\n", 1)
        (site.root / "htpasswd.new").write_bytes(first + b"\n" + line + b"\n" + rest)
        (site.root / "htpasswd.new").rename(site.users_file)
        code, output = site.configtest()
        assert code == 0 and "TA20080" in output and "line 2 " in output, (kind, output)
        everywhere(lambda: site.admin().search("nobody").status == 404)
        assert (status(site, value), site.get("/", site.me("bob").headers).status) == (200, 200), kind
    wait.until(lambda: site.error_log.contains("TA11010"), 3)
    (site.root / "htpasswd.new").write_bytes(good + b"a last line without its end")
    (site.root / "htpasswd.new").rename(site.users_file)
    assert "TA20080" in site.configtest()[1]
    assert "line 4 " in site.configtest()[1] and is_untouched(site, "bob")
    everywhere(lambda: site.admin().search("nobody").status == 404)
    assert status(site, value) == 200
    (site.root / "htpasswd.new").write_bytes(good + b"".join(line + b"\n" for line in PASSED_OVER.values()))
    (site.root / "htpasswd.new").rename(site.users_file)
    output = site.configtest()[1]
    assert output.count("TA20080") == 3 and "TA20081" in output and "3 more lines" in output
    site.expect_log("tokenadmin:warn.*TA20080.*line 4 ")
    site.error_log.tolerate("tokenadmin:warn.*TA2008[01]")
    site.graceful()
    assert is_untouched(site, "bob")


@pytest.mark.looks_at_time
def test_user_whose_line_is_a_part_of_the_one_before_is_one_neither_for_httpd_nor_here(own):
    value = own.me("bob").token()
    replace(own, users.text("admin") + "# left: \\\n" + users.text("bob") + users.text("alice"))
    wait.until(lambda: own.get("/", own.me("bob").headers).status == 401, 3)
    wait.until(lambda: status(own, value) == 401, 3)
    assert own.get("/", own.me("alice").headers).status == 200
    assert own.admin().search("alice").status == 200
    output = own.configtest()[1]
    assert "TA20080" in output and "line 2 ends in a backslash" in output


@pytest.mark.slow
@pytest.mark.parametrize("text", ["admins: alice\n", "alice:CHANGEME\nbob:CHANGEME\n"], ids=["a group file", "a template"])
def test_file_without_a_password_hash_is_no_users_file(own, text):
    value = own.me("alice").token()
    own.error_log.tolerate("AH016[0-9][0-9]")
    own.expect_log("tokenadmin:error.*TA11003.*no password hash")
    whole = own.users_file.read_text()
    replace(own, text)
    code, output = own.configtest()
    assert code == 0 and "TA20082" in output and "no password hash" in output
    until_unavailable(own, value)
    assert is_untouched(own, "alice") and len(own.database.log()) == 1
    replace(own, whole)
    wait.until(lambda: status(own, value) == 200, 5)


@pytest.mark.looks_at_time
@pytest.mark.slow
def test_unknown_login_is_404_however_young_the_file_is(own):
    """In place, by a rename within one tick of the clock, and in a child that finds the file young."""
    admin, text = own.admin(), own.users_file.read_text()

    def statuses() -> set:
        answers = in_some_children(lambda: admin.search("nobody"))
        assert max(answer.seconds for answer in answers) < 3
        assert admin.get("api/users/search", {"q": "nobody"}).status == 200
        return {answer.status for answer in answers}
    assert min(admin.search("nobody").seconds for _ in range(3)) < 0.5  # the file has been as it is for an hour
    own.users_file.write_text(text + users.text("carol"))
    assert statuses() == {404}
    replace(own, text)
    assert statuses() == {404}
    own.users_file.write_text(text)
    own.graceful()
    assert statuses() == {404}
    own.users_file.write_text(text + users.text("dan"))
    wait.seconds(0.05)  # a look is good for a moment
    assert admin.generate("t", login="dan").status == 200


@pytest.mark.looks_at_time
def test_flood_of_unknown_logins_leaves_threads_for_others(own):
    own.users_file.write_text(own.users_file.read_text() + users.text("carol"))
    with ThreadPoolExecutor(20) as pool:
        waiting = [pool.submit(lambda: own.admin().search("nobody").status) for _ in range(20)]
        assert own.get("/", own.me("alice").headers).seconds < 1
        assert {future.result(20) for future in waiting} <= {404, 503}


@pytest.mark.parametrize("mpm", ["event", "prefork"])
def test_server_that_is_stopped_while_a_call_waits_for_the_file_to_settle_ends_in_order(make_site, mpm):
    """A child of prefork ends in the very thread that waits. httpd warns of each child that does not end within seconds."""
    site = make_site(conf.sample().mpm(mpm))
    with ThreadPoolExecutor(1) as pool:
        site.users_file.write_text(site.users_file.read_text() + users.text("carol"))
        wait.seconds(0.05)  # a look is good for a moment
        asked = pool.submit(site.admin().search, "nobody")
        wait.seconds(0.3)  # a part of the second for which the call waits
        assert not asked.done()
        site.process.terminate()
        site.process.wait(20)
        asked.exception()  # the end may cut its answer off
