# SPDX-License-Identifier: Apache-2.0
"""Recomputes the chain of hashes of the ordered log, as docs/security.md describes it."""
import hashlib

FIELDS = ("seq", "at", "actor", "actor_ip", "actor_token", "action", "token_id", "login", "name", "detail")


def netstring(value) -> bytes:
    """Length, colon, bytes, comma; what is absent is a dash."""
    if value is None:
        return b"-,"
    data = str(value).encode()
    return str(len(data)).encode() + b":" + data + b","


def chained(before: str, row: dict) -> str:
    """The hash of a row that follows the one with that hash."""
    text = netstring(before) + b"".join(netstring(row[field]) for field in FIELDS)
    return hashlib.sha256(text).hexdigest()


def first_broken_row(rows: list):
    """The number of the first row that does not fit to the one before it, or None."""
    before = ""
    for number, row in enumerate(rows, 1):
        if row["seq"] != number or row["hash"] != chained(before, row):
            return row["seq"]
        before = row["hash"]
    return None
