"""What only this dialect sees in a record. What it keeps lies in the extras, in one object for each facet of the kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from chalicelib.dialects.matrix42.asql import moments
from chalicelib.dialects.matrix42.asql.table import AttributeType
from chalicelib.dialects.matrix42.asql.typed import guid as read_guid
from chalicelib.domain import guid as guids
from chalicelib.domain.extras import REFINES
from chalicelib.domain.filters.operands import Lookup
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref

DIALECT: Final = "matrix42"
IDS: Final = "IDs"  # extra: ids of fragments that do not follow from that of the object, by data definition
FIELD_IS_IN: Final = "of"  # beside the texts of an attribute by language: the language of the one in the field
PREFIX: Final = "Prefix"  # extra: what the number of a ticket begins with, as it was when the ticket was made


def kept(record: Record, facet: str) -> Mapping[str, Any]:
    """What is kept of a facet of a record, or of something else that has a name."""
    found = record.extra(DIALECT).get(facet)
    return found if isinstance(found, Mapping) else {}


def exact_name(field: str, name: str) -> str:
    """Under what name a value is kept that says more than the field: the core forgets it when that gets another value."""
    return f"{field}{REFINES}{name}"


@dataclass(frozen=True, slots=True)
class Kept:
    """What no field of the core stands for. `refers`: it is a reference to a record; what is of another type is no value."""

    facet: str
    name: str
    type: AttributeType
    refers: bool = False

    def values(self, record: Record, lookup: Lookup) -> tuple[Any, ...]:
        """The value, if one is kept."""
        value = kept(record, self.facet).get(self.name)
        if value is None:
            return ()
        try:
            found = Ref.parse(value) if self.refers else _READ_BY_TYPE[self.type](value)
        except (TypeError, ValueError, AttributeError):
            return ()
        return () if found is None else (found,)


def _number(kept: Any) -> int | float | None:
    return kept if isinstance(kept, (int, float)) and not isinstance(kept, bool) else None


def _text(kept: Any) -> str | None:
    return kept if isinstance(kept, str) else None


_READ_BY_TYPE: Final[dict[AttributeType, Callable[[Any], Any]]] = {
    AttributeType.STRING: _text,
    AttributeType.TEXT: _text,
    AttributeType.BINARY: _text,
    AttributeType.GUID: read_guid,
    AttributeType.INT: _number,
    AttributeType.LONG: _number,
    AttributeType.FLOAT: _number,
    AttributeType.DECIMAL: _number,
    AttributeType.DATE: moments.read,
    AttributeType.BOOL: lambda kept: kept if isinstance(kept, bool) else None,
}


@dataclass(frozen=True)
class Refined:
    """What stands for the value of a field, or, as long as the field agrees with it, the very value that was written.

    `images`: by value of the field, `meant`: values of the field by the finer ones that mean them.
    """

    field: str
    name: str
    images: Mapping[Any, int]
    meant: Mapping[int, Any]

    def values(self, record: Record, lookup: Lookup) -> tuple[int, ...]:
        """One number at most."""
        value = record.get(self.field)
        exact = record.extra(DIALECT).get(exact_name(self.field, self.name))
        if isinstance(exact, int) and exact in self.meant and self.meant[exact] == value:
            return (exact,)
        return (self.images[value],) if value in self.images else ()


@dataclass(frozen=True, slots=True)
class Translated:
    """A text in a language, or else as it stands in the field."""

    field: str
    name: str
    language: str

    def values(self, record: Record, lookup: Lookup) -> tuple[str, ...]:
        """One text at most."""
        text = translations(record, self.field, self.name).get(self.language) or record.get(self.field)
        return () if text is None else (text,)


def translations(record: Record, field: str, name: str) -> dict[str, str]:
    """The texts of an attribute by language. The one in the field is English, unless something else is noted."""
    noted = kept(record, "main").get(name)
    found = dict(noted) if isinstance(noted, Mapping) else {}
    language, text = found.pop(FIELD_IS_IN, "en"), record.get(field)
    return found if text is None else {**found, language: text}


@dataclass(frozen=True, slots=True)
class FacetVersion:
    """The row version of a part of a record."""

    facet: str

    def values(self, record: Record, lookup: Lookup) -> tuple[int]:
        """One version."""
        return (record.facet(self.facet),)


@dataclass(frozen=True, slots=True)
class FragmentId:
    """The id of a fragment: that of the object with a tag, or what was said when it was made."""

    definition: str
    tag: int

    def values(self, record: Record, lookup: Lookup) -> tuple[UUID]:
        """One GUID."""
        return (fragment_id(record, self.definition, self.tag),)


def fragment_id(record: Record, definition: str, tag: int) -> UUID:
    """The id of the fragment of a record that a data definition shows."""
    said = kept(record, IDS).get(definition)
    own = read_guid(said) if isinstance(said, str) else None
    return own or guids.with_tag(record.guid, tag)
