# SPDX-License-Identifier: Apache-2.0
"""Credentials by the thousand: the same ones in each run, so that runs can be compared."""
import base64
import hashlib
import hmac
import json
import random
import time

from harness.values import ALPHABET, check_digits

PASSWORD = "a password"
API_KEY = "Zl3cYv0Q8x2mTn5RbW7uKd1Ph4Js6Gf9"
JWT_SECRET = "a secret that signs, of 32 bytes!!"
OTHER_SECRET = "another one that signs, not theirs"
JWT_HOURS = 24


def logins(count: int) -> list:
    """Distinct names of letters and a number, in no order."""
    chance = random.Random(1)
    return ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=6)) + f".{number:05}" for number in range(count)]


def tokens(count: int, seed: str) -> list:
    """Token values with right check digits."""
    chance = random.Random(seed)
    stems = ("tau_" + "".join(chance.choices(ALPHABET, k=34)) for _ in range(count))
    return [stem + check_digits(stem) for stem in stems]


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def jwt(login: str, secret: str = JWT_SECRET) -> str:
    """A JSON Web Token, signed with HS256 (RFC 7519, RFC 7518 section 3.2)."""
    head = _base64url(json.dumps({"alg": "HS256", "typ": "JWT"}).encode())
    body = _base64url(json.dumps({"sub": login, "exp": int(time.time()) + JWT_HOURS * 3600}).encode())
    signature = hmac.new(secret.encode(), f"{head}.{body}".encode(), hashlib.sha256).digest()
    return f"{head}.{body}.{_base64url(signature)}"
