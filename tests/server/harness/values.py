# SPDX-License-Identifier: Apache-2.0
"""Token values as a test needs them: their pattern, right check digits, and damaged copies."""
import re
import secrets
import zlib

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
PATTERN = re.compile(r"\bt[a-z0-9][uap]_[0-9A-Za-z]{40}\b")
DATABASE_PASSWORD = "secret-of-the-database"
EXACT = re.compile(r"[a-z0-9]{2}[uap]_[0-9A-Za-z]{40}")


def check_digits(text: str) -> str:
    """CRC-32 of the text as six digits of base62."""
    rest, digits = zlib.crc32(text.encode()), ""
    for _ in range(6):
        rest, digit = divmod(rest, 62)
        digits = ALPHABET[digit] + digits
    return digits


def unknown(stem: str = "tau_") -> str:
    """A well-formed value that was never generated."""
    text = stem + "".join(secrets.choice(ALPHABET) for _ in range(34))
    return text + check_digits(text)


def wrong_digits(value: str) -> str:
    """The value with another last character."""
    return value[:-1] + ("0" if value[-1] != "0" else "1")


def other_case(value: str) -> str:
    """The value with the letters behind the stem in the other case."""
    return value[:4] + value[4:].swapcase()
