# SPDX-License-Identifier: Apache-2.0
"""The configuration samples of the README run as they are printed, but for paths, ports and LoadModule lines."""
import re

import pytest

from harness import modules
from harness.backend import HttpBackend
from harness.client import bearer
from harness.conf import Conf

README = modules.REPOSITORY / "README.md"


def samples() -> list:
    """The blocks of httpd configuration in the README that mount us."""
    text = README.read_text("utf-8") if README.exists() else ""
    blocks = re.findall(r"^```apache\n(.*?)^```", text, re.M | re.S)
    return [block for block in blocks if "TokenAdmin" in block and "<Location" in block]


def here(block: str) -> str:
    """The sample with this server's paths and ports."""
    text = re.sub(r"^\s*(LoadModule|Listen)\b.*\n", "", block, flags=re.M)
    text = re.sub(r"(DBDriver\s+)\S+", r"\1@driver@", text)
    text = re.sub(r"(DBDParams\s+)(\"[^\"]*\"|\S+)", r'\1"@db@"', text)
    text = re.sub(r"\S*htpasswd\b\"?", "@users@", text)
    text = re.sub(r"\S*htgroup\b\"?", "@groups@", text)
    return re.sub(r"http://(127\.0\.0\.1|localhost):\d+", "http://127.0.0.1:@backend@", text)


def mount(block: str, role: str) -> str:
    """The path at which a role is mounted."""
    sections = re.findall(r"<Location \"?([^\">]+)\"?>(.*?)</Location>", block, re.S)
    return next(path for path, body in sections if re.search(rf"TokenAdmin\s+{role}", body))


def test_readme_has_a_sample():
    assert samples()


@pytest.mark.parametrize("number", range(len(samples())))
def test_sample_does_what_the_readme_says(make_site, number):
    block = samples()[number]
    configuration = Conf().users(admin="pw", alice="pw", bob="pw").group("admins", "admin").modules("rewrite").raw(here(block))
    site = make_site(configuration, backend=HttpBackend().port)
    administrator = site.api(mount(block, "administrator"), site.admin().headers)
    value = administrator.token("robot", login="alice")
    assert site.get("/", bearer(value)).status == 200
    own = site.api(mount(block, "self"), site.me("alice").headers)
    assert own.names() == ["robot"]
    assert site.api(mount(block, "administrator"), site.me("bob").headers).search("alice").status == 403
    assert site.api(mount(block, "administrator"), bearer(value)).search("bob").status == 403
    assert administrator.revoke("robot", login="alice").status == 204
    assert site.get("/", bearer(value)).status == 401
