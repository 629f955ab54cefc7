# SPDX-License-Identifier: Apache-2.0
"""Assertions that many tests make about an answer."""
import datetime
import json
import re

DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000")


def json_answer(answer, status: int = 200):
    """Checks what every JSON answer of the API has, and returns its content."""
    assert answer.status == status, answer
    assert answer.header("Content-Type") == "application/json", answer
    assert answer.header("Cache-Control") == "no-store", answer
    assert answer.header("X-Content-Type-Options") == "nosniff", answer
    content = answer.json()
    compact = json.dumps(content, separators=(",", ":"), ensure_ascii=False)
    assert len(compact.encode()) == len(answer.body), f"not compact: {answer.body!r}"
    return content


def refused(answer, status: int, *words: str) -> str:
    """Checks that an error answer has the contract's form and these words; returns its message."""
    content = json_answer(answer, status)
    assert list(content) == ["errors"] and len(content["errors"]) == 1, content
    assert list(content["errors"][0]) == ["msg"], content
    message = content["errors"][0]["msg"]
    for word in words:
        assert word.lower() in message.lower(), message
    return message


def empty(answer, status: int = 204) -> None:
    """Checks an answer that has no body."""
    assert answer.status == status, answer
    assert answer.body == b""
    assert answer.header("Content-Type") is None, answer
    assert answer.header("Cache-Control") == "no-store", answer


def by_httpd(answer, status: int) -> None:
    """Checks a refusal that httpd made before the module was asked."""
    assert answer.status == status, answer
    assert not (answer.header("Content-Type") or "").startswith("application/json"), answer


def invalid_token(answer) -> None:
    """Checks the refusal of a bad token (RFC 6750)."""
    assert answer.status == 401, answer
    challenges = answer.all("WWW-Authenticate")
    assert any(text.startswith("Bearer ") and 'error="invalid_token"' in text for text in challenges), answer


def day(distance: int) -> str:
    """The UTC date that many days from today."""
    return (datetime.datetime.now(datetime.timezone.utc).date() + datetime.timedelta(distance)).isoformat()


def midnight(distance: int) -> str:
    """The start of that UTC day as the API writes it."""
    return f"{day(distance)}T00:00:00+0000"
