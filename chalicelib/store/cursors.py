"""Positions in a list, as opaque texts that only we can make."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from typing import Final

from chalicelib.errors import Fault, Invalid

_SEAL_BYTES: Final = 12


def seal(position: str, *, scope: str, keys: Sequence[bytes]) -> str:
    """A cursor for `position`, good for one list only. `scope`: which list, filters included; `keys`: newest first."""
    content = position.encode()
    return urlsafe_b64encode(_mac(keys[0], scope, content) + content).rstrip(b"=").decode()


def open_sealed(cursor: str, *, scope: str, keys: Sequence[bytes]) -> str:
    """The position of a cursor; Invalid for one that was not made here, or was made for another list."""
    try:
        raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        seal, content = raw[:_SEAL_BYTES], raw[_SEAL_BYTES:]
        canonical = urlsafe_b64encode(raw).rstrip(b"=").decode() == cursor
        if canonical and any(hmac.compare_digest(seal, _mac(key, scope, content)) for key in keys):
            return content.decode()
    except ValueError:
        pass
    raise Invalid([Fault(("cursor",), "cursor", "The cursor is not one of this list.")])


def _mac(key: bytes, scope: str, content: bytes) -> bytes:
    said = scope.encode("utf-8", "surrogatepass")  # its length comes first, or a filter could pose as a position
    return hmac.digest(key, len(said).to_bytes(8, "big") + said + content, hashlib.sha256)[:_SEAL_BYTES]
