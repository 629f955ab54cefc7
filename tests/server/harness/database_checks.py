# SPDX-License-Identifier: Apache-2.0
"""Assertions about a site whose database fails, and about one whose database works."""
from . import audit, expect
from .client import bearer


def unavailable(answer) -> None:
    """503 as the contract has it, in words that clients don't mistake."""
    message = expect.refused(answer, 503)
    assert int(answer.header("Retry-After")) > 0
    assert "indexing" not in message and "progress" not in message
    assert answer.seconds < 10


def refuses_all(site, value: str) -> None:
    """Every use of the database is refused as a passing fault, never as a bad token, and never let through."""
    unavailable(site.me("alice").generate("new"))
    unavailable(site.me("alice").search())
    unavailable(site.me("alice").revoke("first"))
    unavailable(site.admin().get("api/users/search"))
    answer = site.get("/", bearer(value))
    assert answer.status == 503
    assert int(answer.header("Retry-After")) > 0
    assert site.me("alice").get("api/system/status").json()["status"] == "DOWN"
    assert site.get("/", site.me("alice").headers).status == 200


def works(site) -> None:
    """Generating, using, listing and revoking go."""
    alice = site.me("alice")
    value = alice.token("after the fault")
    assert site.get("/", bearer(value)).status == 200
    assert "after the fault" in alice.names()
    expect.empty(alice.revoke("after the fault"))
    assert site.get("/", bearer(value)).status == 401
    assert alice.get("api/system/status").json()["status"] == "UP"
    assert audit.first_broken_row(site.database.log()) is None
