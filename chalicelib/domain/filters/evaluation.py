"""Whether a record fulfils a condition.

One evaluator for all filter languages. What they differ in is a `Logic`: what a comparison with nothing comes to, whether
letter case counts, how fine a moment is.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from chalicelib.domain.filters.conditions import (
    And,
    Between,
    Compare,
    Comparison,
    Condition,
    Constant,
    IsNull,
    Like,
    Not,
    OneOf,
    Or,
)
from chalicelib.domain.filters.operands import Lookup, Operand
from chalicelib.domain.filters.patterns import Pattern
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref

Key = tuple[str, Any]  # what a value is compared by: only keys of one sort compare


@dataclass(frozen=True, slots=True)
class Logic:
    """The logic of a filter language.

    `three_valued`: a condition on nothing is unknown, as in SQL; otherwise it is false, and its contrary true. `folds_case`:
    texts compare without regard to letter case. `blank_is_null`: an empty text is no value. `step`: microseconds; what a
    moment has beyond is cut off, so that a value as an answer shows it equals itself.
    """

    three_valued: bool = False
    folds_case: bool = False
    blank_is_null: bool = False
    step: int = 1


def evaluate(where: Condition, record: Record, lookup: Lookup, logic: Logic) -> bool:
    """Whether a record fulfils a condition; unknown is no."""
    return _Evaluation(record, lookup, logic).truth(where) is True


class _Evaluation:
    """One record under one logic."""

    def __init__(self, record: Record, lookup: Lookup, logic: Logic) -> None:
        self._record = record
        self._lookup = lookup
        self._logic = logic

    def truth(self, where: Condition) -> bool | None:
        match where:
            case And(parts):
                return self._first_of(parts, stop=False)
            case Or(parts):
                return self._first_of(parts, stop=True)
            case Not(part):
                inner = self.truth(part)
                return None if inner is None else not inner
            case Constant(value):
                return value
            case IsNull(operand):
                return not self._keys(operand)
        return self._condition(where)

    def _first_of(self, parts: Iterable[Condition], *, stop: bool) -> bool | None:
        """`stop` as soon as one part is that; unknown when one is; the contrary of `stop` otherwise."""
        unknown = False
        for part in parts:
            truth = self.truth(part)
            if truth is stop:
                return stop
            unknown = unknown or truth is None
        return None if unknown else not stop

    def _condition(self, where: Compare | Like | OneOf | Between) -> bool | None:
        match where:
            case Compare(left, by, right):
                return self._some(self._keys(left), self._keys(right), _TESTS[by])
            case Like(operand, pattern, negated):
                keys = self._keys(operand, folded=False)
                found = (self._is_like(key, pattern) is not negated for key in keys)
            case OneOf(operand, values, negated):
                keys = self._keys(operand)
                wanted = _wanted(values, self._logic)
                found = ((key in wanted) is not negated for key in keys)
            case Between(operand, low, high, negated):
                keys = self._keys(operand)
                lows, highs = self._keys(low), self._keys(high)
                if not lows or not highs:
                    return self._open_between(where)
                found = ((at_least(key, lows[0]) and at_most(key, highs[0])) is not negated for key in keys)
        return any(found) if keys else self._nothing

    def _open_between(self, where: Between) -> bool | None:
        """One end is not known: the other may still decide, as it does in SQL."""
        if not self._logic.three_valued:
            return False
        low = Compare(where.operand, Comparison.AT_LEAST, where.low)
        high = Compare(where.operand, Comparison.AT_MOST, where.high)
        inner = self.truth(And((low, high)))
        return inner if inner is None or not where.negated else not inner

    def _some(self, lefts: list[Key], rights: list[Key], test: Callable[[Key, Key], bool]) -> bool | None:
        if not lefts or not rights:
            return self._nothing
        return any(test(left, right) for left in lefts for right in rights)

    @property
    def _nothing(self) -> bool | None:
        return None if self._logic.three_valued else False

    def _keys(self, operand: Operand, *, folded: bool = True) -> list[Key]:
        logic = self._logic
        values = operand.values(self._record, self._lookup)
        if logic.blank_is_null:
            values = (value for value in values if value != "")
        return [key_of(value, logic, folded=folded) for value in values]

    def _is_like(self, key: Key, pattern: Pattern) -> bool:
        return key[0] == "text" and pattern.matches(key[1], folds_case=self._logic.folds_case)


_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def key_of(value: Any, logic: Logic, *, folded: bool = True) -> Key:
    """What a value is compared by. Truth compares as 0 and 1, moments as instants."""
    match value:
        case str():
            return "text", value.casefold() if folded and logic.folds_case else value
        case int() | float():
            return "number", value
        case datetime():
            instant = (value - _EPOCH) // _MICROSECOND
            return "moment", instant - instant % logic.step
        case date():
            return "day", value
        case Ref():
            return "reference", value
        case UUID():
            return "guid", value
    return "other", repr(value)


@lru_cache(maxsize=256)
def _wanted(values: tuple[Any, ...], logic: Logic) -> frozenset[Key]:
    return frozenset(key_of(value, logic) for value in values)


def at_least(key: Key, low: Key) -> bool:
    """Whether a key does not lie below another of its sort."""
    return key[0] == low[0] and bool(key[1] >= low[1])


def at_most(key: Key, high: Key) -> bool:
    """Whether a key does not lie above another of its sort."""
    return key[0] == high[0] and bool(key[1] <= high[1])


_TESTS: Final[dict[Comparison, Callable[[Key, Key], bool]]] = {
    Comparison.EQUAL: operator.eq,
    Comparison.UNEQUAL: operator.ne,
    Comparison.LESS: lambda left, right: left[0] == right[0] and bool(left[1] < right[1]),
    Comparison.AT_MOST: at_most,
    Comparison.GREATER: lambda left, right: left[0] == right[0] and bool(left[1] > right[1]),
    Comparison.AT_LEAST: at_least,
}
