"""GUIDs of what is no record: configuration items, services, rows of pick-ups, entries of journals (specification, 5.1)."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Final
from uuid import NAMESPACE_URL, UUID, uuid5

from chalicelib.domain import guid as guids
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref

_URN: Final = "urn:polydesk:matrix42:"


def item(name: str) -> UUID:
    """The id of a configuration item."""
    return uuid5(NAMESPACE_URL, _URN + name)


def service(name: str) -> UUID:
    """The id of a service of this interface."""
    return item(f"service:{name}")


def operation(service_name: str, name: str) -> UUID:
    """The id of an operation of this interface."""
    return item(f"operation:{service_name}.{name}")


def row(definition: str, key: str | int) -> UUID:
    """The id of a row that is no record: of a pick-up by its value, of others by what names it."""
    return item(f"row:{definition}.{key}")


def part(record: Record, tag: int, key: str, at: datetime) -> UUID:
    """The id of something that lies in a record and is none: it says in which, and is told by its tag and its key."""
    minted = guids.mint(record.kind.space, record.number, milliseconds=int(at.timestamp() * 1000))
    digest = int.from_bytes(hashlib.sha256(f"{record.guid}#{key}".encode()).digest()[:4]) & _RANDOM
    return guids.with_tag(UUID(int=minted.int & ~_RANDOM | digest), tag)


_RANDOM: Final = (1 << 31) - 1


def whole(kind: str, space: str, guid: UUID, tag: int) -> Ref | None:
    """The record that something lies in whose id `part` made; None for other GUIDs. Whether it lies there is to be seen."""
    said = guids.read(guid)
    return Ref(kind, said.number) if said is not None and (said.space, said.tag) == (space, tag) else None
