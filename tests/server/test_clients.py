# SPDX-License-Identifier: Apache-2.0
"""Requests as existing SonarQube clients send them, byte by byte, and what those clients look at in the answer."""
import datetime
import json
import re
import shutil
import subprocess

import pytest

from harness import expect
from harness.client import basic, bearer


def exchange(site, method: str, where: str, *lines: str, body: bytes = b""):
    """Sends a request exactly so."""
    head = "\r\n".join([f"{method} {where} HTTP/1.1", f"Host: localhost:{site.port}", *lines, "Connection: close", "", ""])
    return site.client.raw(head.encode() + body, method)


def credential(login: str, password: str = "pw") -> str:
    return f"Authorization: {basic(login, password)['Authorization']}"


class TestTerraform:
    """The Terraform provider: everything in the query, no body, a '?' even without a query; exact statuses."""

    AGENT = ("User-Agent: Go-http-client/1.1", "Accept-Encoding: gzip")

    def call(self, site, method: str, where: str):
        more = ("Content-Length: 0",) if method == "POST" else ()
        return exchange(site, method, f"/admin/tokens/{where}", *self.AGENT, credential("admin"), *more)

    def test_creates_reads_and_deletes_a_token(self, site, user):
        date = expect.day(40)
        answer = self.call(site, "POST", f"api/user_tokens/generate?expirationDate={date}&login={user}&name=tf&type=USER_TOKEN")
        assert answer.status == 200
        assert answer.json()["login"] and answer.json()["token"]
        answer = self.call(site, "GET", f"api/user_tokens/search?login={user}")
        assert answer.status == 200
        row, = [row for row in answer.json()["userTokens"] if row["name"] == "tf"]
        assert (row["type"], self.go_date(row["expirationDate"])) == ("USER_TOKEN", date)
        answer = self.call(site, "POST", f"api/user_tokens/revoke?login={user}&name=tf")
        assert (answer.status, answer.body) == (204, b"")

    @staticmethod
    def go_date(text: str) -> str:
        """The date that Go's layout 2006-01-02T15:04:05-0700 reads; it takes neither Z nor a colon."""
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4}", text)
        return text[:10]

    def test_own_token_is_created_and_found_without_login(self, site, user):
        assert self.call(site, "POST", f"api/user_tokens/generate?name=tf+{user}").status == 200
        answer = self.call(site, "GET", "api/user_tokens/search?")
        assert f"tf {user}" in [row["name"] for row in answer.json()["userTokens"]]

    def test_unknown_login_is_404_with_errors(self, site):
        answer = self.call(site, "GET", "api/user_tokens/search?login=nobody")
        assert answer.status == 404
        assert answer.json()["errors"][0]["msg"]

    def test_provider_reads_version_and_edition_at_start(self, site):
        system = self.call(site, "GET", "api/system/info?").json()["System"]
        assert tuple(map(int, system["Version"].split(".")[:2])) >= (9, 9)
        assert system["Edition"]

    def test_login_is_looked_up_in_one_page_of_500(self, site, user):
        answer = self.call(site, "GET", f"api/users/search?ps=500&q={user}")
        assert [row["login"] for row in answer.json()["users"]] == [user]


class TestPythonSonarqubeApi:
    """python-sonarqube-api: forms; compares the Content-Type for equality, reads errors on every 4xx but 401 and 403."""

    LINES = ("User-Agent: python-requests/2.31.0", "Accept-Encoding: gzip, deflate", "Accept: */*", "Connection: keep-alive")

    def post(self, site, where: str, body: bytes, login: str):
        return exchange(site, "POST", f"/my/tokens/{where}", *self.LINES[:3], credential(login),
                        f"Content-Length: {len(body)}", "Content-Type: application/x-www-form-urlencoded", body=body)

    def get(self, site, where: str, login: str):
        return exchange(site, "GET", f"/my/tokens/{where}", *self.LINES[:3], credential(login))

    def test_generates_searches_and_revokes(self, site, user):
        answer = self.post(site, "api/user_tokens/generate", b"name=py+token", user)
        assert answer.header("Content-Type") == "application/json"
        assert answer.json()["token"]
        answer = self.get(site, f"api/user_tokens/search?login={user}", user)
        assert answer.header("Content-Type") == "application/json"
        assert [row["name"] for row in answer.json()["userTokens"]] == ["py token"]
        assert self.post(site, "api/user_tokens/revoke", b"name=py+token", user).status == 204

    def test_errors_have_messages(self, site, user):
        answers = [self.post(site, "api/user_tokens/generate", b"", user), self.get(site, "api/unknown", user),
                   self.get(site, "api/user_tokens/generate", user), self.post(site, "api/user_tokens/revoke", b"x" * 70000, user)]
        assert [answer.status for answer in answers] == [400, 404, 405, 413]
        assert all(answer.json()["errors"][0]["msg"] for answer in answers)

    def test_version_is_text(self, site, user):
        answer = self.get(site, "api/server/version", user)
        assert answer.header("Content-Type") != "application/json"
        assert answer.text == "10.7.0"

    def test_validates_its_credential(self, site, user):
        assert self.get(site, "api/authentication/validate", user).json() == {"valid": True}


class TestWebApiClient:
    """sonarqube-web-api-client of npm: Bearer, JSON content type on GETs, an organization now and then."""

    def call(self, site, method: str, where: str, value: str, body: bytes = b""):
        lines = [f"Authorization: Bearer {value}", "Accept: */*", "User-Agent: node", "Sec-Fetch-Mode: cors"]
        if method == "GET":
            lines.append("Content-Type: application/json")
        else:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        return exchange(site, method, f"/admin/tokens/{where}", *lines, body=body)

    def test_lists_generates_and_revokes_by_bearer(self, site, user):
        value = site.admin().token(f"npm for {user}")
        answer = self.call(site, "POST", "api/user_tokens/generate?organization=o", value, f"name=js&login={user}".encode())
        assert "application/json" in answer.header("Content-Type")
        assert self.call(site, "GET", f"api/user_tokens/search?login={user}", value).json()["userTokens"][0]["name"] == "js"
        answer = self.call(site, "POST", "api/user_tokens/revoke", value, f"name=js&login={user}".encode())
        assert (answer.status, answer.body) == (204, b"")

    def test_pages_of_users_end(self, site):
        value = site.admin().token("npm pages")
        page, seen, total = 1, 0, None
        while total is None or page <= -(-total // 500):
            answer = self.call(site, "GET", f"api/users/search?p={page}&ps=500", value).json()
            assert answer["paging"]["pageSize"] == 500
            total, seen, page = answer["paging"]["total"], seen + len(answer["users"]), page + 1
        assert seen == total


class TestSonarTools:
    """sonar-tools: everything in the query, also for POST; dates by strptime; words in messages."""

    def call(self, site, method: str, where: str, value: str):
        more = ("Content-Length: 0",) if method == "POST" else ()
        return exchange(site, method, f"/my/tokens/{where}", "accept: application/json", "User-Agent: sonar-tools 3.9",
                        credential(value, ""), *more)

    def test_reads_who_and_which_version(self, site, user):
        value = site.me(user).token()
        assert [int(part) for part in self.call(site, "GET", "api/server/version", value).text.split(".")] == [10, 7, 0]
        assert self.call(site, "GET", "api/system/status", value).json()["id"]
        assert self.call(site, "GET", "api/users/current", value).json()["login"] == user

    def test_list_has_login_on_top_and_parseable_dates(self, site, user):
        value = site.me(user).token(expirationDate=expect.day(3))
        content = self.call(site, "GET", f"api/user_tokens/search?login={user}", value).json()
        assert content["login"] == user
        for field in ("createdAt", "expirationDate"):
            assert datetime.datetime.strptime(content["userTokens"][0][field], "%Y-%m-%dT%H:%M:%S%z")

    def test_duplicate_and_unknown_path_have_their_words(self, site, user):
        site.me(user).token("st")
        assert "already exists" in site.me(user).post("api/user_tokens/generate", query={"name": "st"}, body=b"").messages()[0]
        value = site.me(user).token()
        assert self.call(site, "GET", "api/settings/values", value).messages()[0].startswith("Unknown url")


class TestGoClient:
    """The Go client and Crossplane: everything in the query, JSON content type, empty body."""

    def call(self, site, method: str, where: str):
        more = ("Content-Length: 0",) if method == "POST" else ()
        return exchange(site, method, f"/admin/tokens/{where}", "Content-Type: application/json", "Accept: application/json",
                        credential("admin"), *more)

    def test_revokes_and_generates_in_one_step(self, site, user):
        for _ in range(3):
            assert self.call(site, "POST", f"api/user_tokens/revoke?login={user}&name=xp").status == 204
            answer = self.call(site, "POST", f"api/user_tokens/generate?login={user}&name=xp&expirationDate={expect.day(2)}")
            assert answer.status == 200
        row, = self.call(site, "GET", f"api/user_tokens/search?login={user}").json()["userTokens"]
        assert row["isExpired"] is False

    def test_duplicate_is_400(self, site, user):
        statuses = [self.call(site, "POST", f"api/user_tokens/generate?login={user}&name=xp").status for _ in range(2)]
        assert statuses == [200, 400]


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
class TestCurl:
    """Scripts with curl: forms of all kinds, the value cut out by pattern."""

    def curl(self, *arguments: str) -> str:
        done = subprocess.run(["curl", "-sS", "--noproxy", "*", *arguments], capture_output=True, text=True, timeout=20)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @pytest.mark.parametrize("option, text", [("-d", "name=ci job"), ("--form-string", "name=ci job"), ("--data-urlencode", "name=ci job"),
                                              ("-F", "name=ci job")])
    def test_generates_with_every_kind_of_form(self, site, user, option, text):
        out = self.curl("-u", f"{user}:pw", "-X", "POST", option, text, f"http://127.0.0.1:{site.port}/my/tokens/api/user_tokens/generate")
        value = re.search(r'"token":"([^"]*)"', out)[1]
        assert site.get("/", bearer(value)).status == 200
        assert '"name":"ci job"' in out

    def test_token_as_user_name_with_colon_signs_in(self, site, user):
        value = site.me(user).token()
        out = self.curl("-f", "-u", f"{value}:", f"http://127.0.0.1:{site.port}/my/tokens/api/user_tokens/search")
        assert json.loads(out)["login"] == user

    def test_repeated_revoke_succeeds(self, site, user):
        site.me(user).token("ci")
        for _ in range(2):
            out = self.curl("-f", "-w", "%{http_code}", "-u", f"{user}:pw", "-X", "POST", "-d", "name=ci",
                            f"http://127.0.0.1:{site.port}/my/tokens/api/user_tokens/revoke")
            assert out == "204"

    def test_json_body_is_not_read(self, site, user):
        out = self.curl("-u", f"{user}:pw", "-H", "Content-Type: application/json", "-d", '{"name":"ci"}',
                        f"http://127.0.0.1:{site.port}/my/tokens/api/user_tokens/generate")
        assert json.loads(out)["errors"]
        assert site.me(user).names() == []

    def test_delete_on_revoke_is_refused(self, site, user):
        out = self.curl("-w", "%{http_code}", "-o", "/dev/null", "-u", f"{user}:pw", "-X", "DELETE",
                        f"http://127.0.0.1:{site.port}/my/tokens/api/user_tokens/revoke?name=ci")
        assert out == "405"
