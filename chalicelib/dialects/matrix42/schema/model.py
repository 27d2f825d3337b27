"""Data definitions ("classes"), attributes, relations, pick-ups and configuration items ("types") (specification, 8).

Names go without regard to letter case, and are answered as they are spelled here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum, auto
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from chalicelib.dialects.matrix42 import ids
from chalicelib.dialects.matrix42.asql.table import AttributeType
from chalicelib.dialects.matrix42.schema.storage import Storage, Tie

Labels = Mapping[str, str]  # by two-letter language, `en` at least

DATATYPES: Final = {
    AttributeType.STRING: 0,
    AttributeType.GUID: 1,
    AttributeType.INT: 2,
    AttributeType.DATE: 3,
    AttributeType.LONG: 4,
    AttributeType.FLOAT: 5,
    AttributeType.TEXT: 8,
    AttributeType.BOOL: 9,
    AttributeType.DECIMAL: 10,
    AttributeType.BINARY: 13,
    AttributeType.VERSION: 13,
}
"""The numbers of the data types (specification, 5)."""


class Form(Enum):
    """What the rows of a data definition are."""

    SINGLE = auto()  # one part of an object
    MULTI = auto()  # any number of them, that belong to an object
    PICKUP = auto()  # the values of an attribute
    FIXED = auto()  # rows that are always the same


class ClassType(IntEnum):
    """How the schema calls a data definition."""

    DEFINITION = 3
    PICKUP = 4
    COMMON = 9


class RelationType(IntEnum):
    """How many are on either side."""

    ONE_TO_MANY = 0
    MANY_TO_MANY = 1
    MANY_TO_ONE = 61443


@dataclass(frozen=True)
class Attribute:
    """An attribute, or (with a `target`) a relation to one row.

    `storage`: of every kind, `storages`: by kind where it is another one. `length`: characters of a text. `required`: `!`.
    `at_creation`: later writes are passed over; `read_only`: all are. `pickup`: the data definition of its values.
    `target`: the data definition of its fragments; ids of those of `also` are taken as well. `default`: of a new row.
    """

    name: str
    type: AttributeType
    storage: Storage
    storages: Mapping[str, Storage] = field(default_factory=dict)
    labels: Labels = field(default_factory=dict)
    length: int | None = None
    required: bool = False
    localizable: bool = False
    read_only: bool = False
    at_creation: bool = False
    pickup: str | None = None
    target: str | None = None
    also: tuple[str, ...] = ()
    default: Any = None

    def storage_of(self, kind: str) -> Storage:
        """Where values of records of a kind are kept."""
        return self.storages.get(kind, self.storage)


@dataclass(frozen=True)
class Relation:
    """A relation to several rows. `target`: their data definition; `tie`: where the pairs are kept."""

    name: str
    target: str
    tie: Tie
    type: RelationType = RelationType.MANY_TO_MANY
    labels: Labels = field(default_factory=dict)
    inverse: str | None = None


@dataclass(frozen=True)
class Row:
    """A row that is always the same: `key` names it among its like; of a pick-up it is the value.

    `labels`: what it is called. `values`: by name of the attribute. `id`: of its own; None: the one that follows from its key.
    """

    key: int | str
    labels: Labels
    values: Mapping[str, Any] = field(default_factory=dict)
    id: UUID | None = None


@dataclass(frozen=True)
class DataDefinition:
    """A data definition.

    `kinds`: those whose records it is a view on, and `classes` only these of them (None: all). `tag`: of its fragments' ids.
    `facet`: whose version is its row version. `display`: an expression of `asql` for the name of a row; None: that of the main
    fragment. `rows`: of a pick-up, and of fixed rows. `meanings`: numbers that stand for another value of a pick-up.
    `owner`: of a multi data definition the field that points at the object.
    """

    name: str
    form: Form
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    relations: Mapping[str, Relation] = field(default_factory=dict)
    labels: Labels = field(default_factory=dict)
    descriptions: Labels = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    classes: tuple[str, ...] | None = None
    tag: int = 0
    facet: str = "main"
    display: str | None = None
    class_type: ClassType = ClassType.DEFINITION
    protection: int = 0
    rows: tuple[Row, ...] = ()
    meanings: Mapping[int, int] = field(default_factory=dict)
    owner: str | None = None

    def attribute(self, name: str) -> Attribute | None:
        """An attribute, or a relation to one row, by its name."""
        return self.attributes.get(name.lower())

    def relation(self, name: str) -> Relation | None:
        """A relation to several rows, by its name."""
        return self.relations.get(name.lower())

    @cached_property
    def rows_by_key(self) -> Mapping[int | str, Row]:
        """Rows by what names them, numbers that mean another one included."""
        by_key = {row.key: row for row in self.rows}
        return by_key | {number: by_key[meant] for number, meant in self.meanings.items()}


class Cardinality(IntEnum):
    """How often a fragment of a data definition is in an object."""

    MANDATORY = 0
    MANDATORY_MULTI = 1
    OPTIONAL = 2
    OPTIONAL_MULTI = 3

    @property
    def is_multi(self) -> bool:
        """Whether there may be several."""
        return self in (Cardinality.MANDATORY_MULTI, Cardinality.OPTIONAL_MULTI)


@dataclass(frozen=True)
class ConfigurationItem:
    """A configuration item.

    `kind`, `cls`: the records that are its objects; of the abstract base of others there is no class. `main`: the name of its
    main data definition; `members`: all of them, that one first. `prefix`: of numbers; `activity_type`: as the verbs call it.
    `aliases`: other names. `is_default`: what a fragment of the main data definition alone becomes an object of.
    """

    name: str
    kind: str
    main: str
    members: Mapping[str, Cardinality]
    cls: str | None = None
    labels: Labels = field(default_factory=dict)
    prefix: str | None = None
    activity_type: int | None = None
    base: str | None = None
    aliases: tuple[str, ...] = ()
    is_abstract: bool = False
    is_default: bool = True

    @cached_property
    def id(self) -> UUID:
        """What `TypeID` says."""
        return ids.item(self.name)


def by_name(*named: Attribute) -> dict[str, Attribute]:
    """Attributes by their names in lower case, in the order given."""
    return {each.name.lower(): each for each in named}


def in_language(labels: Labels, language: str, otherwise: str = "") -> str:
    """A label in a language, else in English, else what stands in for it."""
    return labels.get(language) or labels.get("en") or otherwise
