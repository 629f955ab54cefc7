# SPDX-License-Identifier: Apache-2.0
"""Lines of an AuthUserFile, with a digest that is quick to check."""
import base64
import hashlib


def line(login: str, password: str) -> str:
    """One user's line; {SHA} because httpd checks it in microseconds."""
    digest = base64.b64encode(hashlib.sha1(password.encode()).digest()).decode()
    return f"{login}:{{SHA}}{digest}\n"


def text(*logins, password: str = "pw") -> str:
    """A whole file."""
    return "".join(line(login, password) for login in logins)
