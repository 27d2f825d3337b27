"""Entries: the objects of the company's files, as the sowing wants them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from chalicelib.domain.kind import Field, FieldType, Kind
from chalicelib.domain.record import Value
from chalicelib.domain.reference import Ref


@dataclass(frozen=True, slots=True)
class Note:
    """A journal entry: `days` before the sowing, the key of its author, its text, whether the requester may read it."""

    days: float
    author: str
    text: str
    public: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One object of a file.

    `place`: file and position, for people. `values`: by canonical field, as the file has them. `number`, `guid`: of an
    imported record. `opened`: days before the sowing.
    """

    kind: Kind
    key: str
    place: str
    values: Mapping[str, Any]
    number: int | None = None
    guid: UUID | None = None
    opened: float | None = None
    journal: tuple[Note, ...] = ()

    def targets(self, name: str) -> tuple[str, ...]:
        """The keys that a reference field holds; none for any other field."""
        schema = self.kind.fields.get(name)
        if schema is None or schema.type is not FieldType.REFERENCE:
            return ()
        value = self.values[name]
        return tuple(value) if isinstance(value, list) else (value,)

    def value(self, name: str, refs: Mapping[str, Ref], sown_at: datetime) -> Value:
        """What the store takes for a field: keys become references, days become moments."""
        schema, value = self.kind.fields[name], self.values[name]
        if isinstance(value, list):
            return tuple(_scalar(schema, each, refs, sown_at) for each in value)
        return _scalar(schema, value, refs, sown_at)  # type: ignore[no-any-return]  # as free as JSON is


@dataclass(frozen=True)
class Company:
    """All entries, in the order in which they are sown."""

    entries: tuple[Entry, ...]

    def of(self, kind: Kind) -> tuple[Entry, ...]:
        """The entries of a kind."""
        return tuple(entry for entry in self.entries if entry.kind is kind)

    @cached_property
    def by_key(self) -> Mapping[str, Entry]:
        """The entries by key."""
        return {entry.key: entry for entry in self.entries}


def _scalar(schema: Field, value: Any, refs: Mapping[str, Ref], sown_at: datetime) -> Any:
    if schema.type is FieldType.REFERENCE:
        return refs[value]
    if schema.type is FieldType.DATE_TIME:
        return sown_at - timedelta(days=value)
    return value
