# SPDX-License-Identifier: Apache-2.0
"""Who a request comes from, whatever httpd does inside with it: look-aheads, included pages, redirects, choices."""
import pytest

from harness import conf, values
from harness.backend import CGI
from harness.client import bearer

MPMS = ["event", "prefork"]
LOOK_AHEAD = "RewriteEngine On\nRewriteCond %{LA-U:REMOTE_USER} ^(.*)$\nRewriteRule ^ - [E=WHO:%1]"


@pytest.mark.parametrize("mpm", MPMS)
def test_no_token_harms_a_server_that_looks_ahead(make_site, mpm):
    """mod_rewrite asks a subrequest, which it destroys before the request itself is authenticated."""
    site = make_site(conf.sample().modules("rewrite").mpm(mpm).raw(LOOK_AHEAD).raw(r"Header always set X-Who %{WHO}e"))
    value, revoked = site.me("alice").token("good"), site.me("alice").token("revoked")
    site.me("alice").revoke("revoked")
    for _ in range(15):
        assert site.get("/", bearer(values.unknown())).status == 401
        assert site.get("/", bearer(revoked)).status == 401
        answer = site.get("/", bearer(value))
        assert (answer.status, answer.all("X-Who")) == (200, ["alice"])
        assert site.get("/").status == 401
