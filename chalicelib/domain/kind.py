"""Kinds: what fields a noun has, of what type, within what limits, and how its records are found again.

Built-in kinds are constants in their noun's module, declared ones are data that `services.kinds` loads; both are this type.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from chalicelib.domain.guid import SPACES

if TYPE_CHECKING:
    from chalicelib.domain.record import Record
    from chalicelib.errors import Faults

MAX_LENGTH: Final = 100_000  # characters of a text: four bytes each still fit into one item
MAX_VALUES: Final = 1_000  # values of a multiple field
_NAME_LENGTH: Final = 100


class FieldType(StrEnum):
    """The eight types of the core. The Python type of a value stands beside each."""

    TEXT = "text"  # str
    NUMBER = "number"  # int or float
    BOOLEAN = "boolean"  # bool
    DATE_TIME = "date-time"  # datetime in UTC, or date where the field holds days
    CHOICE = "choice"  # str, one of the field's choices
    REFERENCE = "reference"  # Ref
    FILE = "file"  # File
    JOURNAL = "journal"  # entries beside the record, never values of it


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind.

    `max_length`: characters of a text. `minimum`, `maximum`: of a number. `whole`: integers only. `day`: the date-time is a
    calendar day. `target`: kinds a reference may point at (empty: any). `unique`: no two live records of the kind share
    the value, letter case ignored. `indexed`: records are found by this value (an index item each). `inverse`: the field
    on the other side that holds the same pairs (see `relation`); records are found by its value without an index item.
    `read_only`: only the kind's own rules write it. `default`: given to a new record that does not name the field.
    """

    name: str
    type: FieldType = FieldType.TEXT
    multiple: bool = False
    required: bool = False
    max_length: int = 65_535
    max_values: int = MAX_VALUES
    minimum: float | None = None
    maximum: float | None = None
    whole: bool = False
    day: bool = False
    choices: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    unique: bool = False
    indexed: bool = False
    inverse: str | None = None
    read_only: bool = False
    default: Any = None


Settle = Callable[["Record | None", "Record", frozenset[str], datetime], None]


def _nothing_to_settle(before: Record | None, after: Record, named: frozenset[str], at: datetime) -> None:
    """Kinds without rules of their own."""


@dataclass(frozen=True)
class Kind:
    """A schema.

    `space`: the number space its records count in. `fields`: by name, in display order. `title`: the record's name for
    people. `name_field`: the field that prefix and equality searches by name use. `classify`: the class a record is listed
    under beside its kind (`incident`, `operator`), or None; `classes`: all that it may answer. `settle`: the noun's rules,
    called with the record before (None when new), the record after, the names the change mentions, and the moment.
    `keeps_history`: it is noted who changed what of its records; not where there are many and nobody asks. `stands_in_tree`:
    its records have places that only `services.tree` gives and takes. `facets`: parts of a record that have versions of their
    own, which rise when one of these fields changes, an extra that refines one, or one that is called like the facet.
    """

    name: str
    fields: Mapping[str, Field]
    space: str = "card"
    title: Callable[[Record], str] = field(default=lambda record: str(record.number), compare=False)
    name_field: str | None = None
    classify: Callable[[Record], str | None] = field(default=lambda record: None, compare=False)
    classes: tuple[str, ...] = ()
    settle: Settle = field(default=_nothing_to_settle, compare=False)
    keeps_history: bool = True
    stands_in_tree: bool = False
    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def unique_fields(self) -> tuple[Field, ...]:
        """Fields whose values no two live records share."""
        return tuple(f for f in self.fields.values() if f.unique)

    @cached_property
    def indexed_fields(self) -> tuple[Field, ...]:
        """Fields by whose value records are found."""
        return tuple(f for f in self.fields.values() if f.indexed)

    @cached_property
    def reference_fields(self) -> tuple[Field, ...]:
        """Fields that point at other records."""
        return tuple(f for f in self.fields.values() if f.type is FieldType.REFERENCE)

    @cached_property
    def file_fields(self) -> tuple[Field, ...]:
        """Fields that hold files."""
        return tuple(f for f in self.fields.values() if f.type is FieldType.FILE)

    @cached_property
    def mirrored_fields(self) -> tuple[Field, ...]:
        """Reference fields whose pairs the other side shows as well."""
        return tuple(f for f in self.fields.values() if f.inverse)


def fields_by_name(*fields: Field) -> dict[str, Field]:
    """The mapping a Kind wants, in the order given."""
    return {each.name: each for each in fields}


def check(kind: Kind, faults: Faults) -> None:
    """Note what of a declared kind no store can hold."""
    if not 0 < len(kind.name) <= _NAME_LENGTH:
        faults.add("name", "too_long", f"The name of a kind has 1 to {_NAME_LENGTH} characters.", limit=_NAME_LENGTH)
    if kind.space not in SPACES:
        faults.add("space", "choice", f"The number space is one of {', '.join(SPACES)}.", choices=SPACES)
    for each in kind.fields.values():
        if not 0 < len(each.name) <= _NAME_LENGTH or "#" in each.name:
            text = f"The name of a field has 1 to {_NAME_LENGTH} characters, and no #."
            faults.add(("fields", each.name), "format", text)
        if each.unique and (each.multiple or each.type is not FieldType.TEXT):
            faults.add(("fields", each.name), "type", "Only a single text can be unique.")
        if each.inverse and (not each.multiple or each.type is not FieldType.REFERENCE):
            faults.add(("fields", each.name), "type", "Only a list of references can have an inverse.")
        if each.max_length > MAX_LENGTH:
            text = f"A text holds at most {MAX_LENGTH} characters."
            faults.add(("fields", each.name), "range", text, limit=MAX_LENGTH)
        if each.max_values > MAX_VALUES:
            faults.add(("fields", each.name), "range", f"A field holds at most {MAX_VALUES} values.", limit=MAX_VALUES)


def reference(name: str, *target: str, multiple: bool = False) -> Field:
    """A field that points at records of the kinds in `target`, and by which records are found."""
    return Field(name, FieldType.REFERENCE, target=target, multiple=multiple, indexed=True)
