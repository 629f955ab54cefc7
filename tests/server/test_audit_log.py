# SPDX-License-Identifier: Apache-2.0
"""The line that TA20015 gives for mod_security2 hides values in its audit log."""
import pytest

from harness import sites, values, wait
from harness.client import basic
from test_configuration import SANITISE


@pytest.fixture(scope="module")
def audited(make_module_site, backend):
    configuration = sites.behind_a_proxy().modules("unique_id", "security2").location("/bob", "Require user bob")
    configuration.raw(f"SecRuleEngine On\nSecAuditEngine On\nSecAuditLogParts ABDEFHIJZ\nSecRequestBodyAccess On\n"
                      f"SecResponseBodyAccess On\nSecResponseBodyMimeType application/json text/plain\n"
                      f"SecAuditLogType Serial\nSecAuditLog @root@/logs/audit.log\nSecDataDir @root@/run\n{SANITISE}")
    configuration.raw("<LocationMatch \"^/(my|admin)/tokens/api/user_tokens/generate$\">\n    SecAuditEngine Off\n</LocationMatch>")
    return make_module_site(configuration, backend=backend.port)


def written(site, path: str) -> str:
    """The audit log, once it has a request; it is written after the answer."""
    log = site.root / "logs" / "audit.log"
    return wait.until(lambda: log.read_text() if log.exists() and path in log.read_text() else None, what=f"for {path} in {log}")


def test_audit_log_has_the_request_but_no_value(audited, carrier):
    value = audited.me("alice").token(carrier.__name__)
    for text, path in ((value, "/x?good"), (value, "/bob/x?forbidden"), (values.unknown(), "/x?bad")):
        path += carrier.__name__
        headers = carrier(text, "alice")
        audited.get(path, headers)
        log = written(audited, path)
        sent = headers.get("Authorization", text).split(" ")[-1]
        assert text not in log and sent not in log
    assert value not in log


def test_password_is_hidden_too(audited):
    audited.get("/x?password", basic("alice"))
    assert basic("alice")["Authorization"].split(" ")[1] not in written(audited, "/x?password")
