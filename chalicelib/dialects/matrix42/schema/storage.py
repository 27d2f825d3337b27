"""How an attribute is read from a record, and written into a draft of one.

Values are those of the data types (see `asql.table.AttributeType`); pick-ups are numbers. What a relation reads are `Ref`s,
what is written to it is a record.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as member
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Final, Protocol
from uuid import UUID

from chalicelib.dialects.matrix42.asql.table import AttributeType
from chalicelib.dialects.matrix42.asql.typed import guid as read_guid
from chalicelib.dialects.matrix42.schema.draft import Draft
from chalicelib.dialects.matrix42.schema.operands import DIALECT, Kept, Refined
from chalicelib.dialects.matrix42.schema.unhinted import Unhinted
from chalicelib.domain.filters.conditions import FALSE, Condition, OneOf
from chalicelib.domain.filters.derived import Applied, Coalesce, Mapped
from chalicelib.domain.filters.operands import Extra, First, Literal, Operand, Referring, Stored
from chalicelib.domain.kind import FieldType
from chalicelib.domain.record import Change, Record
from chalicelib.domain.reference import Ref


class Storage(Protocol):
    """Where the values of an attribute are."""

    def operand(self, language: str) -> Operand:
        """How they are read; best something that an index knows."""

    def write(self, value: Any, draft: Draft, language: str) -> None:
        """Put a value into a draft; None erases."""

    def implied(self, value: Any) -> Condition | None:
        """What holds of every record that shows a value, in words that an index understands; None where nothing does."""


@dataclass(frozen=True, slots=True)
class InField(Unhinted):
    """A field of the core. `multiple`: it holds several values, of which the first is shown and replaced. `reset`: for none."""

    field: str
    multiple: bool = False
    reset: Any = None

    def operand(self, language: str) -> Operand:
        """The field."""
        return First(Stored(self.field)) if self.multiple else Stored(self.field)

    def write(self, value: Any, draft: Draft, language: str) -> None:
        """The value, of a record its reference."""
        found = value.ref if isinstance(value, Record) else plain(value)
        draft.set(self.field, self.reset if found is None else found, multiple=self.multiple)


def plain(value: Any) -> Any:
    """A value as fields and extras of declared data hold it: GUIDs are texts there."""
    return str(value) if isinstance(value, UUID) else value


@dataclass(frozen=True, slots=True)
class AsGuid(Unhinted):
    """A text field of the core that holds a GUID."""

    field: str

    def operand(self, language: str) -> Operand:
        """The text as a GUID."""
        return Applied("guid", read_guid, (Stored(self.field),))

    def write(self, value: Any, draft: Draft, language: str) -> None:
        """The GUID as a text."""
        draft.set(self.field, plain(value))


@dataclass(frozen=True)
class Choice:
    """Numbers for the words of a field.

    `numbers`: by word. `finer`: words by further numbers, which are kept beside the field under `name` and shown for as long
    as it agrees. `none`: the number for no word. `reset`: the word for no number.
    """

    field: str
    numbers: Mapping[Any, int]
    finer: Mapping[int, Any] = member(default_factory=dict)
    name: str = ""
    none: int | None = None
    reset: Any = None

    def operand(self, language: str) -> Operand:
        """The number, nothing for a word that has none."""
        if self.finer:
            return Refined(self.field, self.name, self.numbers, self.finer)
        mapped = Mapped(Stored(self.field), self.numbers)
        return mapped if self.none is None else Coalesce((mapped, Literal(self.none)))

    def write(self, value: Any, draft: Draft, language: str) -> None:
        """The word, and the number where it is a finer one; Unfit for a number that stands for nothing here."""
        if value not in (None, self.none) and value not in self._words:
            raise Unfit(value)
        draft.set(self.field, self._words.get(value, self.reset))
        if self.finer:
            draft.keep_exact(self.field, self.name, value if value in self.finer else None)

    def implied(self, value: Any) -> Condition | None:
        """The field holds a word that the number stands for."""
        if value == self.none:
            return None
        words = [word for word, number in self.numbers.items() if number == value]
        words += (word for number, word in self.finer.items() if number == value)
        return OneOf(Stored(self.field), tuple(words)) if words else FALSE

    @cached_property
    def _words(self) -> dict[int, Any]:
        """Words by number; of several words with one number the last."""
        return {number: word for word, number in self.numbers.items()} | dict(self.finer)


@dataclass(frozen=True, slots=True)
class InExtras(Unhinted):
    """What no field stands for. `default`: what is shown where nothing is kept."""

    facet: str
    name: str
    type: AttributeType
    refers: bool = False
    default: Any = None

    def operand(self, language: str) -> Operand:
        """What is kept."""
        kept = Kept(self.facet, self.name, self.type, self.refers)
        return kept if self.default is None else Coalesce((kept, Literal(self.default)))

    def write(self, value: Any, draft: Draft, language: str) -> None:
        """Plain data."""
        draft.keep(self.facet, self.name, _spelled(value))


def _spelled(value: Any) -> Any:
    match value:
        case Record():
            return str(value.ref)
        case datetime():
            return value.astimezone(UTC).isoformat()
    return plain(value)


@dataclass(frozen=True, slots=True)
class Computed(Unhinted):
    """What follows from others: nothing is written. `of`: an operand, or what makes one in a language."""

    of: Operand | Callable[[str], Operand]

    def operand(self, language: str) -> Operand:
        """What it follows from."""
        return self.of(language) if callable(self.of) else self.of

    def write(self, value: Any, draft: Draft, language: str) -> None:
        """Nothing."""


class Unfit(ValueError):
    """A value that is one of the type, but can't be here."""


@dataclass(frozen=True, slots=True)
class Fixed(Unhinted):
    """The same value, whatever the record."""

    value: Any

    def operand(self, language: str) -> Operand:
        """The value."""
        return Literal(self.value)

    def write(self, value: Any, draft: Draft, language: str) -> None:
        """Nothing; Unfit for another value."""
        if value not in (None, self.value):
            raise Unfit(value)


@dataclass(frozen=True, slots=True)
class Author(Unhinted):
    """Who made the record: said when it is made, and never after."""

    made_by: Operand

    def operand(self, language: str) -> Operand:
        """The fact."""
        return self.made_by

    def write(self, value: Any, draft: Draft, language: str) -> None:
        """For whoever makes the record."""
        if draft.before is None:
            draft.creator = value.ref if isinstance(value, Record) else None


@dataclass(frozen=True, slots=True)
class Tie:
    """Where the pairs of a relation to several are kept: in a field of this record, or in that of records which point here.

    `field`: its name. `of`: the kind of the records whose field it is; None: it is this record's own. `only`: the one kind
    that is meant of those that it may point at. `is_extra`: no field, but what this dialect keeps under the name.
    """

    field: str
    of: str | None = None
    only: str | None = None
    is_extra: bool = False

    @property
    def operand(self) -> Operand:
        """References to the other side."""
        if self.of is not None:
            return Referring(self.of, self.field)
        if self.is_extra:
            return Extra(DIALECT, self.field, FieldType.REFERENCE)
        return Stored(self.field) if self.only is None else OfKind(Stored(self.field), self.only)

    def change(self, holder: Record, other: Ref, *, holds: bool) -> Change | None:
        """What makes a pair hold or end, in the record that keeps it (see `of`); None where it does already."""
        operand = Extra(DIALECT, self.field, FieldType.REFERENCE) if self.is_extra else Stored(self.field)
        had = operand.values(holder, NOTHING)
        if (other in had) is holds:
            return None
        has = (*had, other) if holds else tuple(each for each in had if each != other)
        if self.is_extra:
            return Change(extras={DIALECT: {self.field: [str(each) for each in has] or None}})
        return Change({self.field: has or None})


@dataclass(frozen=True, slots=True)
class OfKind:
    """References to records of one kind."""

    operand: Operand
    kind: str

    def values(self, record: Record, lookup: Any) -> Any:
        """Those of the references."""
        return (ref for ref in self.operand.values(record, lookup) if ref.kind == self.kind)


class _Nothing:
    """A lookup for operands that look at the record alone: there is nothing beside it."""

    def record(self, ref: Ref) -> Record | None:
        return None

    def journal(self, record: Record) -> tuple[()]:
        return ()

    def referring(self, record: Record, kind: str, field: str) -> tuple[()]:
        return ()


NOTHING: Final = _Nothing()
