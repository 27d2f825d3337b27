"""What a condition says in words that an index understands: it holds of every record of which the condition does.

Hints stand beside the condition, and only where no NOT is around it: what they narrow is what is found at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from chalicelib.dialects.matrix42.asql.logic import holds
from chalicelib.dialects.matrix42.asql.typed import Typed
from chalicelib.domain.filters.conditions import Compare, Comparison, Condition, some
from chalicelib.domain.filters.operands import Literal, Operand


def of_rows(value: Typed, rebuilt: Callable[[Operand], Condition]) -> Condition | None:
    """Of a pick-up: what the rows imply that fulfil the condition. `rebuilt`: the condition about another operand."""
    if not value.own:
        return None
    fitting = [row for row, shown in value.rows if shown is not None and holds(rebuilt(Literal(shown)))]
    return _one_of(row.implies for row in fitting)


def of_values(value: Typed, values: Iterable[Any]) -> Condition | None:
    """What it implies that an attribute has one of some values."""
    attribute = value.attribute
    if not value.own or attribute is None or attribute.implies is None:
        return None
    return _one_of(map(attribute.implies, values))


def of_bound(value: Typed, by: Comparison, bound: Any) -> Condition | None:
    """What holds of the attribute's ceiling when the attribute does not lie below a bound."""
    attribute = value.attribute
    if not value.own or attribute is None or attribute.ceiling is None or bound is None:
        return None
    by = Comparison.AT_LEAST if by is Comparison.EQUAL else by
    if by not in (Comparison.GREATER, Comparison.AT_LEAST):
        return None
    return Compare(attribute.ceiling, by, Literal(bound))


def _one_of(implied: Iterable[Condition | None]) -> Condition | None:
    """One of some conditions holds; None where one of them is not known, or there is none."""
    found: list[Condition] = []
    for each in implied:
        if each is None:
            return None
        if each not in found:
            found.append(each)
    return some(*found) if found else None
