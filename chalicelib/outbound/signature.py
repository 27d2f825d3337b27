"""Standard Webhooks, symmetric: how a receiver knows that a callback comes from us, unchanged, and not from yesterday.

Signed is `id.timestamp.body` with HMAC-SHA256; the key is shared as base64, usually with `whsec_` in front. See
https://www.standardwebhooks.com.
"""

from __future__ import annotations

import binascii
import hashlib
import hmac
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

TOLERANCE: Final = 300  # seconds that a receiver's clock and ours may differ
_PREFIX: Final = "whsec_"


def sign(*, id: str, timestamp: int, body: bytes, secret: str) -> dict[str, str]:  # noqa: A002  the standard's word
    """The three headers of a signed callback. Raises ValueError for a secret that is not base64, as receivers would."""
    name = _name(id)
    return {
        "webhook-id": name,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": "v1," + _seal(f"{name}.{timestamp}.".encode() + body, _key(secret)),
    }


def is_genuine(headers: Mapping[str, str], body: bytes, secret: str, *, now: float) -> bool:
    """Whether a received callback was signed with `secret` within the last five minutes: what a receiver checks."""
    name, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not (name and timestamp.isascii() and timestamp.isdigit() and abs(now - int(timestamp)) <= TOLERANCE):
        return False
    expected = "v1," + _seal(f"{name}.{timestamp}.".encode() + body, _key(secret))
    offered = headers.get("webhook-signature", "").split()  # several, while a secret is changed
    return any([hmac.compare_digest(expected.encode(), signature.encode()) for signature in offered])  # noqa: C419  all, always


def _name(text: str) -> str:
    """An id that can stand in a header and holds no full stop, which would blur where it ends in what is signed."""
    return quote(text, safe=":", errors="replace").replace(".", "%2E")


def _key(secret: str) -> bytes:
    encoded = secret.strip().removeprefix(_PREFIX)
    try:
        key = b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not key:
        raise ValueError("A signing secret is base64, with or without whsec_ in front.")
    return key


def _seal(content: bytes, key: bytes) -> str:
    return b64encode(hmac.digest(key, content, hashlib.sha256)).decode()
