"""Plain values for the tests of this dialect."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from chalicelib.domain.kind import Kind
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.service import SERVICE

MADE = datetime(2001, 1, 1, 12, tzinfo=UTC)


def at(hour: int) -> datetime:
    return datetime(2001, 1, 1, hour, tzinfo=UTC)


def record(kind: Kind, number: int = 7, extras: dict[str, dict[str, Any]] | None = None, **fields: Any) -> Record:
    return Record(kind, number, UUID(int=number), 1, MADE, MADE, fields=fields, extras=extras or {})


def services(*numbers: int) -> tuple[Ref, ...]:
    return tuple(Ref("service", number) for number in numbers)


def names(*records: Record) -> dict[Ref, Record]:
    return {each.ref: each for each in records}


def live_services(*numbers: int) -> dict[Ref, Record]:
    return names(*(record(SERVICE, number, name=f"Service {number}") for number in numbers))
