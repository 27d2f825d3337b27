"""What an expression needs to know of a data definition, of others by their names, and of the caller.

Everything is an operand on a record: what is none in the store (a row of a pick-up, an entry of a journal) is given to the
evaluation as a record of a kind that the dialect thinks of. What an operand yields the caller may see.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, StrEnum, auto
from typing import Any, Final, Protocol
from uuid import UUID

from chalicelib.domain.filters.conditions import Condition
from chalicelib.domain.filters.derived import Among, OfClass
from chalicelib.domain.filters.operands import Fact, Literal, Lookup, Operand, Present, System, Through
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref

ITSELF: Final = System(Fact.REFERENCE)
LEVELS: Final = 20  # how far Recursive goes


class Sort(Enum):
    """What values are compared as."""

    TEXT = auto()
    NUMBER = auto()
    TRUTH = auto()
    DATE = auto()
    GUID = auto()
    BINARY = auto()


class AttributeType(StrEnum):
    """The data types. What the values of an operand of the type are stands beside each."""

    STRING = "String"  # str
    TEXT = "Text"  # str
    GUID = "Guid"  # UUID
    INT = "Int"  # int
    LONG = "Long"  # int
    FLOAT = "Float"  # int or float
    DECIMAL = "Decimal"  # int or float
    DATE = "Date"  # datetime
    BOOL = "Bool"  # bool
    BINARY = "VarBinary"  # bytes or base64, whatever an answer is made of: nothing looks at it
    VERSION = "TimeStamp"  # int: compared as a number, shown as base64

    @property
    def sort(self) -> Sort:
        """What its values are compared as."""
        return _SORTS.get(self, Sort.NUMBER)


_SORTS: Final = {
    AttributeType.STRING: Sort.TEXT,
    AttributeType.TEXT: Sort.TEXT,
    AttributeType.GUID: Sort.GUID,
    AttributeType.DATE: Sort.DATE,
    AttributeType.BOOL: Sort.TRUTH,
    AttributeType.BINARY: Sort.BINARY,
}


@dataclass(frozen=True, slots=True)
class Identity:
    """What a GUID attribute names: a record, so that it is compared as a reference, which an index knows.

    `reference` yields Ref. `of`: the data definition whose ids these are, as `Context.find` is asked for them.
    """

    of: str
    reference: Operand = ITSELF


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a pick-up.

    `labels`: by two-letter language, `en` at least. `members`: further attributes by their names. `implies`: what holds of
    every record that shows the value, in words that an index understands; None where there are none.
    """

    value: int
    id: UUID
    labels: Mapping[str, str]
    position: int = 0
    members: Mapping[str, str | int | bool] = field(default_factory=dict)
    implies: Condition | None = None


@dataclass(frozen=True, slots=True)
class Pickup:
    """A pick-up. `name`: of its data definition. `meanings`: numbers that stand for another one wherever it is compared."""

    name: str
    rows: tuple[Row, ...]
    meanings: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Way:
    """How to come from a row to others.

    `to`: the data definition, as `Context.table` is asked for it. `reference`: to records of it, as Ref; or `rows`: what lies
    there and is no record in the store; neither: it is the same record. `several`: there may be more than one. `classes`:
    only records of these classes have it (none: no record has). `levels`: how often the reference is followed.
    """

    to: str
    reference: Operand | None = None
    rows: Callable[[Record, Lookup], Iterable[Record]] | None = None
    several: bool = False
    classes: tuple[str, ...] | None = None
    levels: int = 1

    @property
    def stays(self) -> bool:
        """Whether it leads to the same record."""
        return self.reference is None and self.rows is None

    def over(self, operand: Operand) -> Operand:
        """What an operand on the other side yields, as one on this side."""
        if self.classes == ():
            return Literal(None)
        found = self._across(operand)
        return found if self.classes is None else OfClass(self.classes, found)

    def _across(self, operand: Operand) -> Operand:
        if self.rows is not None:
            return Among(self.to, self.rows, operand)
        if self.reference is None:
            return operand
        if operand == ITSELF and self.levels == 1:
            return self.reference if isinstance(self.reference, Present) else Present(self.reference)
        return Through(self.reference, operand, self.levels)


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute, or a relation, as an expression sees it.

    `name`: as the schema spells it. `operand`: at most one value of the type; None of relations, whose value is the `ID` on
    the other side of the `way`. `implies`: what holds of every record that has a value, in words that an index understands;
    None where there are none. `ceiling`: something an index knows that is never below the value.
    """

    name: str
    type: AttributeType
    operand: Operand | None = None
    way: Way | None = None
    identity: Identity | None = None
    pickup: Pickup | None = None
    localizable: bool = False
    implies: Callable[[Any], Condition | None] | None = None
    ceiling: Operand | None = None


def relation(name: str, way: Way) -> Attribute:
    """A relation: N:1, or one to several."""
    return Attribute(name, AttributeType.GUID, way=way)


class Table(Protocol):
    """A data definition, for one kind of records and one caller. Names go without regard to letter case.

    Every table has `ID`, and one that is listed `DisplayString` and `Expression-TypeID`. Relations to several are attributes
    here, too.
    """

    @property
    def name(self) -> str:
        """As the schema spells it."""

    def attribute(self, name: str) -> Attribute | None:
        """An attribute or a relation by its name; None when there is none."""

    def sibling(self, name: str) -> Way | None:
        """The way to another data definition of the same object; None where no configuration item has both."""


@dataclass(frozen=True, slots=True)
class Context:
    """What goes beyond one data definition: the others, the caller, the moment.

    `table`: a data definition as a Way names it. `find`: of GUIDs those that rows of a data definition have as their ID, and
    whose records are there and for the caller to see; asked once for all GUIDs of an expression. `user`: the caller's id of
    CURRENTUSERID(). `language`: two letters. `fence`: the newest row version that a poll by TimeStamp shows; None shows all.
    """

    table: Callable[[str], Table]
    find: Callable[[str, Collection[UUID]], Mapping[UUID, Ref]]
    now: datetime
    user: UUID | None = None
    language: str = "en"
    fence: int | None = None
