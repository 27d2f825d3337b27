"""What a row of this dialect's tables is: a resource, and a property of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from chalicelib.dialects.tickets import wire
from chalicelib.domain.kind import Kind
from chalicelib.domain.record import Record


class Type(StrEnum):
    """How the value of a property is read; the words are those of faults ("… is not a time.")."""

    TEXT = "a text"
    EMAIL = "an e-mail address"
    TIME = "a time"
    BOOLEAN = "a boolean"
    ID = "an id"
    SERVICES = "a list of services"


@dataclass(frozen=True, slots=True)
class Property:
    """One property of the wire.

    `field`: the canonical field behind it; None for what only says how to go about the request. `post`, `put`: whether the
    verb looks at it at all. `required`: it must be there and not be blank. `max_length`: this dialect's own limit, in
    characters; a limit of the core is not repeated here. `stands_for`: another spelling of that property, used when that
    one is not there.
    """

    name: str
    type: Type
    field: str | None = None
    post: bool = True
    put: bool = True
    required: bool = False
    max_length: int | None = None
    stands_for: str | None = None


@dataclass(frozen=True)
class Resource:
    """One of the four nouns.

    `name`: root of its XML and, in lower case, prefix of its faults. `collection`: its segment of the path. `kind`, `cls`:
    where its records are kept, and the class of that kind that it shows (None: all). `references`: fields whose targets'
    names are shown. `any_of`: properties of which at least one must not be blank. `shape`, `creation`, `replacement`: the
    """

    name: str
    collection: str
    kind: Kind
    properties: tuple[Property, ...]
    shape: type[Any]
    creation: type[Any]
    replacement: type[Any]
    cls: str | None = None
    references: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()

    @cached_property
    def properties_by_name(self) -> dict[str, Property]:
        """Its properties by wire name."""
        return {each.name: each for each in self.properties}

    @cached_property
    def names_by_field(self) -> dict[str, str]:
        """Wire names by canonical field."""
        return {each.field: each.name for each in self.properties if each.field and not each.stands_for}

    def shows(self, record: Record) -> bool:
        """Whether a record of its kind is one of its own: a customer is no operator."""
        return self.cls is None or record.kind.classify(record) == self.cls

    @cached_property
    def times(self) -> tuple[str, ...]:
        """Names of the properties that are moments."""
        return tuple(each.name for each in self.properties if each.type is Type.TIME)

    def entity(self, values: dict[str, Any]) -> wire.Entity:
        """The wire shape of an answer, from all its values by name."""
        shape: wire.Entity = self.shape(**values)
        return shape
