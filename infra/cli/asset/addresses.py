"""Addresses of sites: host and path, as the store keeps them."""

from __future__ import annotations

import re
from typing import Final

EXPECTED: Final = "must be a host with a path, if any, like www.example.com/shop"
LONGEST: Final = 2_000
_LABEL: Final = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_ADDRESS: Final = re.compile(
    rf"(?:https?://)?(?P<bare>{_LABEL}(?:\.{_LABEL})*(?::(?P<port>[1-9][0-9]{{0,4}}))?(?:/[\w!$&'()*+,;=:@%~.-]*)*)",
    re.ASCII | re.IGNORECASE,
)
_PORTS: Final = 65_536


def read(text: str) -> str | None:
    """The address that a text says, without scheme and slash at the end; None where it says none."""
    found = _ADDRESS.fullmatch(text) if len(text) <= LONGEST else None
    if found is None or int(found["port"] or 1) >= _PORTS:
        return None
    return found["bare"].rstrip("/")
