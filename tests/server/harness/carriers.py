# SPDX-License-Identifier: Apache-2.0
"""The ways in which a request can carry a token; every case of authentication runs over all of them."""
from .client import basic, bearer


def basic_user(value: str, _login: str) -> dict:
    """The value as user name, no password: SonarQube's way."""
    return basic(value, "")


def basic_password(value: str, login: str) -> dict:
    """The value as password beside its owner's name."""
    return basic(login, value)


def as_bearer(value: str, _login: str) -> dict:
    return bearer(value)


def api_key(value: str, _login: str) -> dict:
    """A header of its own, where TokenAuthCredentials names it."""
    return {"X-Api-Key": value}


ALL = {"bearer": as_bearer, "basic-user": basic_user, "basic-password": basic_password, "api-key": api_key}
