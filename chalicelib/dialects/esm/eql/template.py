"""What a filter needs to know of the template whose cards it is about, and of cards by their names."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Protocol

from chalicelib.dialects.esm.eql.syntax import Entity
from chalicelib.domain.filters.conditions import Condition
from chalicelib.domain.filters.operands import Fact, Operand, System
from chalicelib.domain.reference import Ref

TITLE: Final = System(Fact.TITLE)


class AttributeType(StrEnum):
    """The seven value types."""

    STRING = "string"
    NUMBER = "number"
    DATE = "date"
    STATIC_VALUE = "static-value"
    REFERENCE = "reference"
    EXTERNAL_REFERENCE = "external-reference"
    WORKLOG = "worklog"


@dataclass(frozen=True, slots=True)
class StaticValue:
    """One value of a list. `implies`: what holds of every card that shows it, in words that an index understands.

    The state of a ticket, say, where the card shows a finer status that is computed from it.
    """

    value: str
    code: str | None = None
    implies: Condition | None = None


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute as a filter sees it.

    `operand` yields what a card shows, and nothing that the caller may not see:

    | type | values |
    |---|---|
    | string, worklog | texts |
    | number | int or float |
    | date | datetime, or date where it is a `day` |
    | static-value | display values; `also`: codes, where two values are displayed alike |
    | reference | Ref, best as `Present(Stored(…))`; `name`: the name of the target, read of the target |
    | external-reference | names; `also`: locations |

    `implies`: what holds of every card that has a value, in words that an index understands; None where there are none.
    """

    code: str
    type: AttributeType
    operand: Operand
    day: bool = False
    also: Operand | None = None
    values: tuple[StaticValue, ...] = ()
    name: Operand = TITLE
    implies: Callable[[Any], Condition] | None = None


class Template(Protocol):
    """The template whose cards are filtered, for one caller."""

    @property
    def entities(self) -> Mapping[Entity, Operand]:
        """What cards have beside attributes: `hidden` and `deleted` as truth, ids as numbers, the others as texts."""

    def attribute(self, code: str) -> Attribute | None:
        """An attribute by its code; None when there is none, or none that the caller may read."""


class Names(Protocol):
    """Cards by what a filter calls them.

    Those of an attribute's target templates that the caller may see count, hidden and deleted ones included.
    """

    def named(self, attribute: Attribute, names: Collection[str]) -> Mapping[str, Sequence[Ref]]:
        """The cards of each name, exactly; names that nobody has may be left out."""

    def numbered(self, attribute: Attribute, number: int) -> Sequence[Ref]:
        """The card of a dataCardId, if there is one."""
