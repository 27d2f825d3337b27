"""Entries: the objects of the company's files, as the sowing wants them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from chalicelib.domain.kind import Field, FieldType, Kind
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import File, Value
from chalicelib.domain.reference import Ref
from infra.seed.cards import Layout
from infra.seed.declarations import Declarations


@dataclass(frozen=True, slots=True)
class Note:
    """A journal entry: `days` before the sowing, the key of its author, its text, whether the requester may read it."""

    days: float
    author: str
    text: str
    public: bool


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text file beside the record: the field that names it, what it is called, what it holds."""

    field: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One object of a file.

    `place`: file and position, for people. `values`: by canonical field, as the file has them. `number`, `guid`: of an
    imported record. `opened`: days before the sowing; without, it is there from the founding on. `author`: key of who made
    it. `extras`: what dialects keep, by dialect and name.
    """

    kind: Kind
    key: str
    place: str
    values: Mapping[str, Any]
    number: int | None = None
    guid: UUID | None = None
    opened: float | None = None
    author: str | None = None
    journal: tuple[Note, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    extras: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

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

    def kept_targets(self) -> Iterator[str]:
        """The keys that extras name."""
        return _named(self.extras)

    def kept(self, refs: Mapping[str, Ref]) -> dict[str, Any]:
        """The extras as the store takes them: keys become references."""
        return {dialect: _plain(names, refs) for dialect, names in self.extras.items()}


@dataclass(frozen=True)
class Company:
    """All entries, in the order in which they are made. `layout`, `declarations`: what is there before them."""

    entries: tuple[Entry, ...]
    layout: Layout = field(default_factory=Layout)
    declarations: Declarations = field(default_factory=Declarations)

    def of(self, kind: Kind) -> tuple[Entry, ...]:
        """The entries of a kind."""
        return tuple(entry for entry in self.entries if entry.kind is kind)

    def position(self, key: str) -> int:
        """Which in order the entry of a key is made."""
        return self._positions[key]

    def is_person(self, key: str) -> bool:
        """Whether a key is that of a person."""
        return key in self.by_key and self.by_key[key].kind is PERSON

    @cached_property
    def by_key(self) -> Mapping[str, Entry]:
        """The entries by key."""
        return {entry.key: entry for entry in self.entries}

    @cached_property
    def _positions(self) -> Mapping[str, int]:
        return {entry.key: position for position, entry in enumerate(self.entries)}


def _scalar(schema: Field, value: Any, refs: Mapping[str, Ref], sown_at: datetime) -> Any:
    match schema.type:
        case FieldType.REFERENCE:
            return refs[value]
        case FieldType.FILE:
            return File(**value)
        case FieldType.DATE_TIME if schema.day:
            return date.fromisoformat(value) if isinstance(value, str) else (sown_at - timedelta(days=value)).date()
        case FieldType.DATE_TIME:
            return (sown_at - timedelta(days=value)).replace(microsecond=0)  # as people say and callers send them
    return value


def _named(kept: Any) -> Iterator[str]:
    if isinstance(kept, list):
        for each in kept:
            yield from _named(each)
    elif isinstance(kept, Mapping) and kept.keys() == {"ref"}:
        yield kept["ref"]
    elif isinstance(kept, Mapping):
        for each in kept.values():
            yield from _named(each)


def _plain(kept: Any, refs: Mapping[str, Ref]) -> Any:
    if isinstance(kept, list):
        return [_plain(each, refs) for each in kept]
    if not isinstance(kept, Mapping):
        return kept
    return (
        str(refs[kept["ref"]]) if kept.keys() == {"ref"} else {name: _plain(each, refs) for name, each in kept.items()}
    )
