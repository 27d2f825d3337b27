"""Comparisons, LIKE, IN, BETWEEN and IS NULL as conditions of the core (specification, 10.8 to 10.11).

What is said of a path to several rows holds when one of them fulfils it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final
from uuid import UUID

from chalicelib.dialects.matrix42.asql import hints, syntax
from chalicelib.dialects.matrix42.asql.faults import unsupported
from chalicelib.dialects.matrix42.asql.ids import Ids
from chalicelib.dialects.matrix42.asql.logic import UNKNOWN, settled
from chalicelib.dialects.matrix42.asql.table import AttributeType, Identity
from chalicelib.dialects.matrix42.asql.typed import Typed, alike, as_text, constant, fitted
from chalicelib.dialects.matrix42.asql.values import Values, literal
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
    every,
    some,
)
from chalicelib.domain.filters.operands import Literal, Operand, Present
from chalicelib.domain.filters.patterns import Pattern

_EQUALITY: Final = (Comparison.EQUAL, Comparison.UNEQUAL)
_FROM_BELOW: Final = (Comparison.GREATER, Comparison.AT_LEAST)
_FROM_ABOVE: Final = (Comparison.LESS, Comparison.AT_MOST)


class Predicates:
    """The predicates of one expression. `polled`: the row versions that it bounds from below."""

    def __init__(self, values: Values, ids: Ids) -> None:
        self._values = values
        self._ids = ids
        self.polled: list[Operand] = []

    def condition(self, said: syntax.Predicate, *, positive: bool) -> Condition:
        """What a predicate means. `positive`: it stands under an even number of NOT, so that hints are of use."""
        value = self._values.of(said.left if isinstance(said, syntax.Compare) else said.value)
        match said:
            case syntax.Compare(_, by, right, position):
                return self._related(value, by, self._values.of(right), position, positive)
            case syntax.IsNull(_, negated):
                return _is_null(value, negated)
            case syntax.Like(_, pattern, negated, position):
                return self._like(value, pattern, negated, position, positive)
            case syntax.In(_, literals, negated, position):
                return self._in(value, literals, negated, position, positive)
        low, high = self._values.of(said.low), self._values.of(said.high)
        return self._between(value, (low, high), said.negated, said.position, positive)

    def _related(self, left: Typed, by: Comparison, right: Typed, position: int, positive: bool) -> Condition:
        if left.several and right.several:
            raise unsupported(position, "a comparison of several rows with several")
        if left.is_constant and not right.is_constant:
            left, by, right = right, by.mirrored, left
        if left.is_constant or not right.is_constant:
            one, other = alike(left, right)
            condition = Compare(one.operand, by, other.operand)
            return settled(condition) if one.is_constant and other.is_constant else condition
        if by in _EQUALITY:
            return self._one_of(left, (right,), by is Comparison.UNEQUAL, positive)
        if left.type is AttributeType.VERSION and by in (_FROM_BELOW if positive else _FROM_ABOVE):
            self._poll(left)
        bound = _read(left, right)
        if bound is None:
            return UNKNOWN
        return _hinted(
            left,
            lambda operand: Compare(operand, by, Literal(bound)),
            positive,
            hints.of_bound(left, by, bound),
        )

    def _poll(self, value: Typed) -> None:
        if value.operand not in self.polled:
            self.polled.append(value.operand)

    def _one_of(self, value: Typed, constants: Sequence[Typed], negated: bool, positive: bool) -> Condition:
        """Equality with one of some constants; with NULL nothing is equal, nor unequal."""
        read = [_read(value, each) for each in constants]
        values = tuple(dict.fromkeys(each for each in read if each is not None))
        if not values:
            return UNKNOWN
        if value.identity is not None:
            condition = self._named(value.identity, values, negated, positive)
        else:
            hint = None if negated else hints.of_values(value, values)
            bound = None if negated or value.type is not AttributeType.VERSION else min(values)
            condition = _hinted(
                value,
                lambda operand: _one(operand, values, negated),
                positive,
                hint,
                hints.of_bound(value, Comparison.EQUAL, bound),
            )
        if None not in read:
            return condition
        return And((condition, UNKNOWN)) if negated else Or((condition, UNKNOWN))

    def _named(self, identity: Identity, values: Sequence[Any], negated: bool, positive: bool) -> Condition:
        """Records by their ids. A record that was found is there, so a reference to it need not be followed."""
        refs = self._ids.refs(identity.of, [value for value in values if isinstance(value, UUID)])
        operand = identity.reference
        if positive and not negated and isinstance(operand, Present):
            operand = operand.reference
        return _one(operand, refs, negated)

    def _in(
        self, value: Typed, literals: Sequence[syntax.Literal], negated: bool, position: int, positive: bool
    ) -> Condition:
        constants = [literal(each) for each in literals]
        if not value.is_constant:
            return self._one_of(value, constants, negated, positive)
        by = Comparison.UNEQUAL if negated else Comparison.EQUAL
        each = [self._related(value, by, constant, position, positive) for constant in constants]
        return settled(And(tuple(each)) if negated else Or(tuple(each)))

    def _like(
        self, value: Typed, said: syntax.Literal | Pattern, negated: bool, position: int, positive: bool
    ) -> Condition:
        text = as_text(value)
        pattern = said if isinstance(said, Pattern) else Pattern.parse(str(said.value), escape=None)
        runs = [part for part in pattern.parts if isinstance(part, str)]
        if len(runs) == len(pattern.parts):
            same = Comparison.UNEQUAL if negated else Comparison.EQUAL
            plain = constant(AttributeType.STRING, "".join(runs), position)
            return self._related(text, same, plain, position, positive)
        if text.is_constant:
            return settled(Like(text.operand, pattern, negated))
        return _hinted(text, lambda operand: Like(operand, pattern, negated), positive)

    def _between(
        self, value: Typed, ends: tuple[Typed, Typed], negated: bool, position: int, positive: bool
    ) -> Condition:
        low, high = ends
        if not value.is_constant and low.is_constant and high.is_constant:
            if value.type is AttributeType.VERSION:
                self._poll(value)
            first, last = Literal(_read(value, low)), Literal(_read(value, high))
            hint = None if negated else hints.of_bound(value, Comparison.AT_LEAST, first.value)
            return _hinted(value, lambda operand: Between(operand, first, last, negated), positive, hint)
        if value.several or low.several or high.several:
            raise unsupported(position, "BETWEEN of several rows and values that are no constants")
        bounded = positive is not negated
        inside = And(
            (
                self._related(value, Comparison.AT_LEAST, low, position, bounded),
                self._related(value, Comparison.AT_MOST, high, position, bounded),
            )
        )
        if value.is_constant and low.is_constant and high.is_constant:
            return settled(Not(inside) if negated else inside)
        return Not(inside) if negated else inside


def _read(value: Typed, said: Typed) -> Any:
    """A constant as what it is compared with holds it; None for NULL."""
    found = fitted(said, value.sort).value
    return value.meanings.get(found, found) if isinstance(found, int) else found


def _one(operand: Operand, values: tuple[Any, ...], negated: bool) -> Condition:
    if len(values) != 1:
        return OneOf(operand, values, negated)
    return Compare(operand, Comparison.UNEQUAL if negated else Comparison.EQUAL, Literal(values[0]))


def _hinted(
    value: Typed, rebuilt: Callable[[Operand], Condition], positive: bool, *others: Condition | None
) -> Condition:
    """A condition with its hints beside it. `rebuilt`: the condition about an operand."""
    condition = rebuilt(value.operand)
    return every(hints.of_rows(value, rebuilt), *others, condition) if positive else condition


def _is_null(value: Typed, negated: bool) -> Condition:
    if value.is_constant:
        return Constant((value.value is None) is not negated)
    if negated:
        return Not(IsNull(value.operand))
    one_is_missing = (Compare(gap, Comparison.EQUAL, Literal(True)) for gap in value.gaps)
    return some(IsNull(value.operand), *one_is_missing)
