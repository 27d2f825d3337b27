"""What a filter leaves of the facts that every record has: between what values they lie, which ones they can be."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from chalicelib.domain.filters.conditions import And, Between, Compare, Comparison, Condition, OneOf, Or
from chalicelib.domain.filters.operands import Fact, Literal, Operand, System

_HIGHEST: Final = 1 << 63  # no number, and no version, lies beyond


@dataclass(frozen=True, slots=True)
class Bounds:
    """Both ends included; None is open."""

    low: Any = None
    high: Any = None

    def __and__(self, other: Bounds) -> Bounds:
        lows = [each.low for each in (self, other) if each.low is not None]
        highs = [each.high for each in (self, other) if each.high is not None]
        return Bounds(max(lows, default=None), min(highs, default=None))

    def __or__(self, other: Bounds) -> Bounds:
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        return Bounds(low, None if self.high is None or other.high is None else max(self.high, other.high))

    @property
    def is_open(self) -> bool:
        """Whether everything lies within."""
        return self.low is None and self.high is None

    @property
    def is_empty(self) -> bool:
        """Whether nothing lies within."""
        return self.low is not None and self.high is not None and bool(self.low > self.high)


OPEN: Final = Bounds()


def bounds(where: Condition, fact: Fact) -> Bounds:
    """Between what values a fact must lie: a number, a version, a moment.

    A record has one value of each, so the conditions of an And narrow it together.
    """
    if isinstance(where, And):
        found = OPEN
        for part in where.parts:
            found &= bounds(part, fact)
        return found
    if isinstance(where, Or) and where.parts:
        found = bounds(where.parts[0], fact)
        for part in where.parts[1:]:
            found |= bounds(part, fact)
        return found
    return _own_bounds(where, fact)


def _own_bounds(where: Condition, fact: Fact) -> Bounds:
    match where:
        case Between(System(of), Literal(low), Literal(high), False) if of is fact:
            return Bounds(_lowest(low, fact), _highest(high, fact))
        case OneOf(System(of), values, False) if of is fact and values:
            lows, highs = [_lowest(value, fact) for value in values], [_highest(value, fact) for value in values]
            return Bounds(min(lows), max(highs)) if None not in lows else OPEN
    operand, by, value = compared(where)
    if operand != System(fact):
        return OPEN
    match by:
        case Comparison.EQUAL:
            return Bounds(_lowest(value, fact), _highest(value, fact))
        case Comparison.AT_LEAST | Comparison.GREATER:
            return Bounds(low=_lowest(value, fact))
        case Comparison.AT_MOST | Comparison.LESS:
            return Bounds(high=_highest(value, fact))
    return OPEN


def _lowest(value: Any, fact: Fact) -> Any:
    """A value as a lower bound. None for what is of another sort: it equals nothing, which is for the evaluation to find."""
    if fact in (Fact.CREATED, Fact.UPDATED):
        return value if isinstance(value, datetime) else None
    return min(max(math.floor(value), 0), _HIGHEST) if _is_finite(value) else None


def _highest(value: Any, fact: Fact) -> Any:
    if fact in (Fact.CREATED, Fact.UPDATED):
        return value if isinstance(value, datetime) else None
    return min(max(math.ceil(value), -1), _HIGHEST) if _is_finite(value) else None


def _is_finite(value: Any) -> bool:
    return isinstance(value, int) or (isinstance(value, float) and math.isfinite(value))


def compared(where: Condition) -> tuple[Operand | None, Comparison, Any]:
    """A comparison with a literal, read so that the literal is on the right; without an operand for everything else."""
    match where:
        case Compare(Literal(value), by, operand) if not isinstance(operand, Literal):
            return operand, by.mirrored, value
        case Compare(operand, by, Literal(value)):
            return operand, by, value
    return None, Comparison.EQUAL, None


def wanted(where: Condition) -> tuple[Operand | None, tuple[Any, ...]]:
    """An operand and the values of which it must have one; without an operand for everything else."""
    if isinstance(where, OneOf):
        return (None, ()) if where.negated else (where.operand, where.values)
    operand, by, value = compared(where)
    return (operand, (value,)) if by is Comparison.EQUAL else (None, ())


def allowed(where: Condition, fact: Fact, universe: Iterable[Any]) -> tuple[Any, ...]:
    """Which values of a fact that can have few (a class, trashed or not) a filter leaves."""
    left = tuple(universe)
    if isinstance(where, And):
        for part in where.parts:
            left = allowed(part, fact, left)
        return left
    if isinstance(where, Or):
        sides = [allowed(part, fact, left) for part in where.parts]
        return tuple(value for value in left if any(value in side for side in sides))
    operand, values = wanted(where)
    if operand != System(fact):
        return left
    folded = [_folded(value) for value in values]
    return tuple(value for value in left if _folded(value) in folded)


def _folded(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value
