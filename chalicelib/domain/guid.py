"""GUIDs that carry what they name: number, number space and a small tag, so that finding by GUID is a key read.

Layout (RFC 9562, version 8: the free-form one), 122 usable bits:

    48 bits  time of minting in milliseconds since 1970
     4 bits  version (8)
     4 bits  space: index in SPACES
     8 bits  tag: 0 = the object itself, others = its fragments
     2 bits  variant
    31 bits  number
    31 bits  random

The tag enters by exclusive-or, so it can be put on and taken off a foreign GUID as well: `with_tag(with_tag(g, 3), 3) == g`.
"""

from __future__ import annotations

import secrets
from typing import NamedTuple
from uuid import UUID

SPACES = ("card", "asset", "link", "event", "notification", "subscription")
_TAG_SHIFT = 64
_SPACE_SHIFT = 72
_VERSION = 8 << 76
_VARIANT = 0b10 << 62
_NUMBER_MASK = (1 << 31) - 1


class Named(NamedTuple):
    """What a GUID of ours says about itself."""

    space: str
    number: int
    tag: int


def mint(space: str, number: int, *, milliseconds: int) -> UUID:
    """A new GUID for the object `number` of `space`; ValueError for a space or number that does not fit."""
    if not 0 < number <= _NUMBER_MASK:
        raise ValueError(f"{number} is no number below 2^31")
    return UUID(
        int=(milliseconds & (1 << 48) - 1) << 80
        | _VERSION
        | SPACES.index(space) << _SPACE_SHIFT
        | _VARIANT
        | number << 31
        | secrets.randbits(31)
    )


def with_tag(guid: UUID, tag: int) -> UUID:
    """The GUID of a fragment of the object `guid`, or, applied twice, the object's again."""
    if not 0 <= tag <= 0xFF:
        raise ValueError(f"{tag} is no tag")
    return UUID(int=guid.int ^ tag << _TAG_SHIFT)


def read(guid: UUID) -> Named | None:
    """What a GUID minted here names; None for one that can't have been. The caller checks it against the stored GUID."""
    value = guid.int
    space = value >> _SPACE_SHIFT & 0xF
    number = value >> 31 & _NUMBER_MASK
    if value >> 76 & 0xF != 8 or value >> 62 & 0b11 != 0b10 or space >= len(SPACES) or not number:
        return None
    return Named(SPACES[space], number, value >> _TAG_SHIFT & 0xFF)
