"""What a condition looks at. An operand answers the values that a record has: none (empty, NULL), one, or several.

A dialect makes them when it translates its text, so they name fields by their canonical names, and need no checking later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Final, Protocol

from chalicelib.domain.journal import JournalEntry
from chalicelib.domain.kind import FieldType
from chalicelib.domain.record import File, Record
from chalicelib.domain.reference import Ref


class Lookup(Protocol):
    """Gives an evaluation what lies beside a record. Whoever evaluates many records reads it in batches."""

    def record(self, ref: Ref) -> Record | None:
        """What a reference points at; None when it is gone, or not for the caller to see."""

    def journal(self, record: Record) -> Sequence[JournalEntry]:
        """The entries of a record's journal."""

    def referring(self, record: Record, kind: str, field: str) -> Sequence[Record]:
        """The records of a kind that point at a record by an indexed field, for the caller to see, oldest first."""


class Operand(Protocol):
    """Anything that a condition can look at."""

    def values(self, record: Record, lookup: Lookup) -> Iterable[Any]:
        """The values of a record, without None."""


@dataclass(frozen=True, slots=True)
class Literal:
    """A value that the filter itself says."""

    value: Any

    def values(self, record: Record, lookup: Lookup) -> tuple[Any, ...]:
        """The value, for every record."""
        return () if self.value is None else (self.value,)


@dataclass(frozen=True, slots=True)
class Stored:
    """A canonical field."""

    field: str

    def values(self, record: Record, lookup: Lookup) -> tuple[Any, ...]:
        """What the field holds."""
        return record.many(self.field)


class Fact(StrEnum):
    """What every record has without a field. The Python type stands beside each."""

    NUMBER = "number"  # int
    REFERENCE = "reference"  # Ref, to the record itself
    GUID = "guid"  # UUID
    KIND = "kind"  # str
    CLASS = "class"  # str, none for kinds without classes
    TITLE = "title"  # str
    VERSION = "version"  # int
    CREATED = "created"  # datetime
    UPDATED = "updated"  # datetime
    CREATED_BY = "created_by"  # Ref
    UPDATED_BY = "updated_by"  # Ref
    TRASHED = "trashed"  # bool


@dataclass(frozen=True, slots=True)
class System:
    """A fact that every record has."""

    fact: Fact

    def values(self, record: Record, lookup: Lookup) -> tuple[Any, ...]:
        """The fact; nothing where a record has none (the author of an anonymous write)."""
        value = _READ_BY_FACT[self.fact](record)
        return () if value is None else (value,)


_READ_BY_FACT: Final[dict[Fact, Callable[[Record], Any]]] = {
    Fact.NUMBER: lambda record: record.number,
    Fact.REFERENCE: lambda record: record.ref,
    Fact.GUID: lambda record: record.guid,
    Fact.KIND: lambda record: record.kind.name,
    Fact.CLASS: lambda record: record.kind.classify(record),
    Fact.TITLE: lambda record: record.title,
    Fact.VERSION: lambda record: record.version,
    Fact.CREATED: lambda record: record.created_at,
    Fact.UPDATED: lambda record: record.updated_at,
    Fact.CREATED_BY: lambda record: record.created_by,
    Fact.UPDATED_BY: lambda record: record.updated_by,
    Fact.TRASHED: lambda record: record.trashed,
}


@dataclass(frozen=True, slots=True)
class Extra:
    """What a dialect keeps under a name of its own. Extras are plain data, so `type` says what is meant by them.

    A list holds several values. What does not fit the type is no value. `day`: a date-time is a calendar day.
    """

    dialect: str
    name: str
    type: FieldType = FieldType.TEXT
    day: bool = False

    def values(self, record: Record, lookup: Lookup) -> tuple[Any, ...]:
        """What is kept, as values of the type."""
        kept = record.extra(self.dialect).get(self.name)
        found = (self._read(each) for each in (kept if isinstance(kept, (list, tuple)) else (kept,)))
        return tuple(value for value in found if value is not None)

    def _read(self, kept: Any) -> Any:
        match self.type:
            case FieldType.NUMBER:
                return kept if isinstance(kept, (int, float)) and not isinstance(kept, bool) else None
            case FieldType.BOOLEAN:
                return kept if isinstance(kept, bool) else None
            case FieldType.FILE:
                return _file(kept) if isinstance(kept, Mapping) else None
        if not isinstance(kept, str):
            return None
        try:
            return _READ_BY_TYPE[self.type](kept, self.day) if self.type in _READ_BY_TYPE else kept
        except ValueError:
            return None


def _moment(text: str, day: bool) -> date:
    if day:
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _file(kept: Mapping[str, Any]) -> File | None:
    name, location = kept.get("name"), kept.get("location")
    return File(name, location) if isinstance(name, str) and isinstance(location, str) else None


_READ_BY_TYPE: Final[dict[FieldType, Callable[[str, bool], Any]]] = {
    FieldType.REFERENCE: lambda text, _: Ref.parse(text),
    FieldType.DATE_TIME: _moment,
}


@dataclass(frozen=True, slots=True)
class Member:
    """A member of each value: the `name` of files, their `location`."""

    operand: Operand
    name: str

    def values(self, record: Record, lookup: Lookup) -> Iterator[Any]:
        """That member of every value that has it."""
        for value in self.operand.values(record, lookup):
            member = getattr(value, self.name, None)
            if member is not None:
                yield member


@dataclass(frozen=True, slots=True)
class First:
    """The first value of several, for languages that know a field as a single one."""

    operand: Operand

    def values(self, record: Record, lookup: Lookup) -> Iterable[Any]:
        """That one value, if there is any."""
        return tuple(self.operand.values(record, lookup))[:1]


@dataclass(frozen=True, slots=True)
class Present:
    """References whose target is there, and for the caller to see."""

    reference: Operand

    def values(self, record: Record, lookup: Lookup) -> Iterator[Ref]:
        """The references that lead somewhere."""
        for ref in self.reference.values(record, lookup):
            if lookup.record(ref) is not None:
                yield ref


@dataclass(frozen=True, slots=True)
class Referring:
    """References the other way round: to what points at the record by an indexed field of its own."""

    kind: str
    field: str

    def values(self, record: Record, lookup: Lookup) -> Iterator[Ref]:
        """What points here."""
        return (each.ref for each in lookup.referring(record, self.kind, self.field))


@dataclass(frozen=True, slots=True)
class Through:
    """What lies behind a reference: `value` of the records that `reference` points at.

    Longer paths are nested: `Through(Stored("assignee"), Through(Stored("site"), Stored("city")))`. `levels`: how often the
    same reference is followed; above 1 the values of every level count, which is what "some ancestor" means. A circle
    ends where it closes.
    """

    reference: Operand
    value: Operand
    levels: int = 1

    def values(self, record: Record, lookup: Lookup) -> Iterator[Any]:
        """The values of all that is met."""
        met: set[Ref] = set()
        level = [record]
        for _ in range(self.levels):
            refs = dict.fromkeys(ref for each in level for ref in self.reference.values(each, lookup))
            level = [found for ref in refs if ref not in met and (found := lookup.record(ref)) is not None]
            met.update(refs)
            for each in level:
                yield from self.value.values(each, lookup)


@dataclass(frozen=True, slots=True)
class Journal:
    """A member of each entry of the journal: `text`, `action`, `author`, `at`."""

    member: str = "text"

    def values(self, record: Record, lookup: Lookup) -> Iterator[Any]:
        """That member of every entry."""
        for entry in lookup.journal(record):
            value = getattr(entry, self.member)
            if value is not None:
                yield value


@dataclass(frozen=True, slots=True)
class Computed:
    """A fact that only the dialect can tell. `name` says which one, to people."""

    name: str
    read: Callable[[Record, Lookup], Iterable[Any]]

    def values(self, record: Record, lookup: Lookup) -> Iterable[Any]:
        """What the dialect makes of a record."""
        return self.read(record, lookup)
