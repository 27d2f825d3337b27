"""The tree of conditions.

A condition about a record with several values holds when one of them fulfils it; `negated` ones when one does not. A language
that means "none fulfils it" says so with Not. What a condition means for a record without the value is a matter of the logic
that it is evaluated under (see `evaluation`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from chalicelib.domain.filters.operands import Operand
from chalicelib.domain.filters.patterns import Pattern


class Comparison(StrEnum):
    """How two values are compared."""

    EQUAL = "="
    UNEQUAL = "<>"
    LESS = "<"
    AT_MOST = "<="
    GREATER = ">"
    AT_LEAST = ">="

    @property
    def mirrored(self) -> Comparison:
        """The same with its sides exchanged."""
        return _MIRRORED.get(self, self)


_MIRRORED = {
    Comparison.LESS: Comparison.GREATER,
    Comparison.AT_MOST: Comparison.AT_LEAST,
    Comparison.GREATER: Comparison.LESS,
    Comparison.AT_LEAST: Comparison.AT_MOST,
}


@dataclass(frozen=True, slots=True)
class And:
    """All of them; none at all is true."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One of them; none at all is false."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The contrary."""

    part: Condition


@dataclass(frozen=True, slots=True)
class Constant:
    """The same for every record. None is unknown."""

    value: bool | None


@dataclass(frozen=True, slots=True)
class Compare:
    """Two operands."""

    left: Operand
    by: Comparison
    right: Operand


@dataclass(frozen=True, slots=True)
class Like:
    """A text that a pattern covers."""

    operand: Operand
    pattern: Pattern
    negated: bool = False


@dataclass(frozen=True, slots=True)
class OneOf:
    """A value that is in a list. A language that takes NULL in lists says so with a Constant beside it."""

    operand: Operand
    values: tuple[Any, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Between:
    """A value between two others, both included."""

    operand: Operand
    low: Operand
    high: Operand
    negated: bool = False


@dataclass(frozen=True, slots=True)
class IsNull:
    """No value at all. Never unknown."""

    operand: Operand


Condition = And | Or | Not | Constant | Compare | Like | OneOf | Between | IsNull

TRUE = Constant(True)
FALSE = Constant(False)


def exists(operand: Operand) -> Condition:
    """A value, whatever it is."""
    return Not(IsNull(operand))


def every(*parts: Condition | None) -> Condition:
    """And, without what is None, and without a tree where there is one part only."""
    kept = tuple(part for part in parts if part is not None)
    return kept[0] if len(kept) == 1 else And(kept)


def some(*parts: Condition) -> Condition:
    """Or, without a tree where there is one part only."""
    return parts[0] if len(parts) == 1 else Or(parts)
