"""Bytes in base64, as clients put them into an attribute."""

from __future__ import annotations

import binascii
import re
from typing import Final

_PREFIX: Final = re.compile(r"\s*data:[^,]*;base64,", re.IGNORECASE)
_GROUP: Final = 4
_BASE64: Final = re.compile(r"[A-Za-z0-9+/]*={0,2}")
_BLANK: Final = re.compile(r"[ \t\r\n\f\v]+")


def content(text: str) -> bytes | None:
    """The bytes; None where a text is no base64. White space and the beginning of a data URL do no harm."""
    prefix = _PREFIX.match(text)
    encoded = _BLANK.sub("", text[prefix.end() :] if prefix else text)
    if len(encoded) % _GROUP or _BASE64.fullmatch(encoded) is None:
        return None
    return binascii.a2b_base64(encoded)
