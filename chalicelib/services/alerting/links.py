"""The links in messages: a token names one notification, and is signed, so that nobody can guess one."""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode
from typing import Final

from chalicelib.domain.reference import HIGHEST
from chalicelib.services import keyrings

_PURPOSE: Final = "respond"
_TOKEN: Final = re.compile(r"([0-9a-z]{1,7})-([A-Za-z0-9_-]{22})")
_BYTES: Final = 16  # of a signature: 128 bits


def token(notification: int) -> str:
    """The token of a notification."""
    return f"{_written(notification)}-{_signature(notification, keyrings.derived(_PURPOSE)[0])}"


def read(text: str) -> int | None:
    """The notification that a token names; None for one that we never made."""
    match = _TOKEN.fullmatch(text)
    if match is None:
        return None
    number = int(match[1], 36)
    if not 0 < number <= HIGHEST or _written(number) != match[1]:
        return None
    given = match[2].encode()
    known = [hmac.compare_digest(given, _signature(number, key).encode()) for key in keyrings.derived(_PURPOSE)]
    return number if any(known) else None


def address(base_url: str, notification: int) -> str:
    """The link of a notification."""
    return f"{base_url}/respond/{token(notification)}"


def _signature(number: int, key: bytes) -> str:
    digest = hmac.digest(key, f"notification/{number}".encode(), hashlib.sha256)[:_BYTES]
    return urlsafe_b64encode(digest).decode().rstrip("=")


def _written(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
    return digits
