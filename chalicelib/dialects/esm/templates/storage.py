"""Where the values of an attribute are kept: in a canonical field that all dialects share, or with what only this one keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final, Protocol

from chalicelib.domain.extras import REFINES
from chalicelib.domain.filters.operands import Computed, Extra, First, Operand, Stored
from chalicelib.domain.kind import Field, FieldType
from chalicelib.domain.record import Change, File, Record, replace_first
from chalicelib.domain.reference import Ref

DIALECT: Final = "esm"
FOLDER: Final = "folder"
HIDDEN: Final = "hidden"
_OURS: Final = frozenset({FOLDER, HIDDEN})  # what is kept of a card beside its attributes

Values = tuple[Any, ...]


class Storage(Protocol):
    """Reads and writes canonical values: texts, numbers, dates, datetimes, truths, `Ref`s, `File`s."""

    @property
    def field(self) -> str | None:
        """The canonical field, if it is one."""

    @property
    def operand(self) -> Operand:
        """The same values, for filters; best one that an index knows."""

    def read(self, record: Record) -> Values:
        """What the record holds."""

    def change(self, values: Values, record: Record | None) -> Change:
        """What makes a record (None: a new one) hold these values."""


@dataclass(frozen=True, slots=True)
class InField:
    """A canonical field. `first_only`: the field holds several values, of which the attribute shows and replaces the first."""

    of: Field
    first_only: bool = False

    @property
    def field(self) -> str:
        """Its name."""
        return self.of.name

    @property
    def operand(self) -> Operand:
        """The field as it is stored."""
        return First(Stored(self.field)) if self.first_only else Stored(self.field)

    def read(self, record: Record) -> Values:
        """All values, or the first."""
        held = record.many(self.field)
        return held[:1] if self.first_only else held

    def change(self, values: Values, record: Record | None) -> Change:
        """Set or erase the field."""
        if not values:
            return Change({self.field: None})
        if not self.of.multiple:
            return Change({self.field: values[0]})
        if self.first_only and record is not None:
            return Change({self.field: replace_first(record, self.field, values[0])})
        return Change({self.field: values})


@dataclass(frozen=True, slots=True)
class InExtras:
    """Values that no canonical field stands for, as plain data under the dialect's name."""

    code: str
    type: FieldType
    day: bool = False

    @property
    def field(self) -> None:
        """There is none."""
        return None

    @property
    def operand(self) -> Operand:
        """What is kept, read as its type."""
        return Extra(DIALECT, name_of(self.code), self.type, self.day)

    def read(self, record: Record) -> Values:
        """What is kept; what is not of the type is left out."""
        operand = Extra(DIALECT, name_of(self.code), self.type, self.day)
        return operand.values(record, _NOTHING)

    def change(self, values: Values, record: Record | None) -> Change:
        """Keep the values, or forget what is kept."""
        return Change(extras={DIALECT: {name_of(self.code): [_plain(value) for value in values] or None}})


@dataclass(frozen=True, slots=True)
class Reading:
    """A value that the system alone writes: how it is read. `operand`: the same for filters, where an index knows it."""

    computed: Computed
    indexed: Operand | None = None

    @property
    def field(self) -> None:
        """There is none."""
        return None

    @property
    def operand(self) -> Operand:
        """What an index knows, or what is computed."""
        return self.indexed or self.computed

    def read(self, record: Record) -> Values:
        """The value, if there is one."""
        return tuple(self.computed.read(record, _NOTHING))

    def change(self, values: Values, record: Record | None) -> Change:
        """Nobody writes it."""
        raise AssertionError(f"{self.computed.name} is read-only")


class _Nothing:
    """A lookup for operands that look at the record alone."""

    def record(self, ref: Ref) -> Record | None:
        raise AssertionError("nothing else is looked at")

    def journal(self, record: Record) -> Any:
        raise AssertionError("nothing else is looked at")

    def referring(self, record: Record, kind: str, field: str) -> Any:
        raise AssertionError("nothing else is looked at")


_NOTHING: Final = _Nothing()


def _plain(value: Any) -> Any:
    match value:
        case Ref():
            return str(value)
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case File():
            return {"name": value.name, "location": value.location}
    return value


def name_of(code: str, refined: str | None = None) -> str:
    """Under what name something of an attribute is kept, which is never that of anything else: codes hold no punctuation.

    `refined`: the canonical field that it says more exactly; the core forgets it when that gets another value.
    """
    if refined is not None:
        return f"{refined}{REFINES}{code}"
    return f".{code}" if code in _OURS else code


def merged(first: Change, second: Change) -> Change:
    """Two changes as one; where both say something, the second counts."""
    extras: dict[str, Mapping[str, Any]] = {name: dict(kept) for name, kept in first.extras.items()}
    for name, kept in second.extras.items():
        extras[name] = {**extras.get(name, {}), **kept}
    return Change({**first.values, **second.values}, extras, (*first.notes, *second.notes))
