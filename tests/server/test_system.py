# SPDX-License-Identifier: Apache-2.0
"""What the server says of itself: status, version, info, and where the mount is."""
import urllib.parse

import pytest

from harness import conf, expect
from harness.log import DATABASE_DOWN

pytestmark = pytest.mark.each_database
OPEN = ["Require all granted"]


@pytest.fixture(scope="module")
def opened(make_module_site):
    """A site whose status and version are open to all callers."""
    configuration = conf.sample()
    for action in ("system/status", "server/version", "system/info", "users/current"):
        configuration.location(f"/admin/tokens/api/{action}", *OPEN)
    return make_module_site(configuration)


def test_status_is_up(site, user):
    content = expect.json_answer(site.me(user).get("api/system/status"))
    assert list(content) == ["id", "version", "status"]
    assert (content["version"], content["status"]) == ("10.7.0", "UP")
    assert content["id"]


def test_status_has_the_same_identifier_every_time(site, user):
    answers = {site.me(user).get("api/system/status").body for _ in range(20)}
    assert len(answers) == 1


def test_status_of_a_fresh_server_is_up(make_site):
    assert make_site(conf.sample()).me("alice").get("api/system/status").json()["status"] == "UP"


def test_status_is_down_without_a_usable_database(make_site):
    site = make_site(conf.without_database(conf.sample()))
    site.error_log.tolerate(*DATABASE_DOWN)
    content = expect.json_answer(site.me("alice").get("api/system/status"))
    assert content["status"] == "DOWN"


def test_version_is_plain_digits_and_dots(site, user):
    answer = site.me(user).get("api/server/version")
    assert answer.status == 200
    assert answer.body == b"10.7.0"
    assert answer.header("Content-Type").split(";")[0] == "text/plain"
    assert answer.header("Cache-Control") == "no-store"
    assert answer.header("X-Content-Type-Options") == "nosniff"


@pytest.mark.parametrize("action", ["system/status", "server/version"])
def test_status_and_version_answer_whomever_httpd_lets_through(opened, action):
    assert opened.get(f"/admin/tokens/api/{action}").status == 200


@pytest.mark.parametrize("action", ["system/info", "users/current"])
def test_other_actions_ask_for_a_user_where_httpd_lets_everybody_through(opened, action):
    expect.by_httpd(opened.get(f"/admin/tokens/api/{action}"), 401)


def test_info_tells_administrators_version_and_edition(site):
    system = expect.json_answer(site.admin().get("api/system/info"))["System"]
    assert (system["Version"], system["Edition"], system["Status"]) == ("10.7.0", "Community", "UP")
    assert system["Server ID"] == site.admin().get("api/system/status").json()["id"]


def test_info_is_for_administrators(site, user):
    expect.refused(site.me(user).get("api/system/info"), 403, "Insufficient privileges")


def test_mount_redirects_to_its_folder(site, user):
    for api in (site.me(user), site.admin()):
        answer = site.get(api.mount, api.headers)
        assert answer.status in (301, 302, 307, 308)
        base = f"http://localhost:{site.port}{api.mount}"
        assert urllib.parse.urljoin(base, answer.header("Location")) == f"{base}/"


def test_folder_of_the_mount_answers(site, user):
    assert site.get("/my/tokens/", site.me(user).headers).status == 200


def test_path_that_only_begins_as_the_mount_does_is_not_the_mount(site, user, backend):
    path = f"/my/tokensand/{user}"
    assert site.get(path, site.me(user).headers).status == 200
    assert len(backend.to(path)) == 1
