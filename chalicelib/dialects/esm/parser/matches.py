"""If-Match: whether a card is still the one that its sender knows (RFC 9110, 13.1.1)."""

from __future__ import annotations

import re
from typing import Final

from chalicelib.errors import PreconditionFailed

_TAG: Final = re.compile(r'(?:W/)?"[^"]*"')


def tag(version: int) -> str:
    """The entity tag of a version."""
    return f'"{version}"'


def check(header: str | None, version: int) -> None:
    """Raise PreconditionFailed when a header names other versions only; weak tags never match."""
    if header is None or not header.strip() or header.strip() == "*":
        return
    if tag(version) not in _TAG.findall(header):
        raise PreconditionFailed("The data card was changed in between.")
