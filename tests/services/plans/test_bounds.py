from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest

from chalicelib.domain.filters.conditions import (
    And,
    Between,
    Compare,
    Comparison,
    Condition,
    Constant,
    Not,
    OneOf,
    Or,
)
from chalicelib.domain.filters.operands import Fact, Literal, Stored, System
from chalicelib.services.plans.bounds import OPEN, Bounds, allowed, bounds

NUMBER: Final = System(Fact.NUMBER)
CREATED: Final = System(Fact.CREATED)
CLASS: Final = System(Fact.CLASS)
TASK: Final = Compare(CLASS, Comparison.EQUAL, Literal("task"))
AT: Final = datetime(2025, 1, 1, tzinfo=UTC)
LATER: Final = AT + timedelta(days=9)


def number(by: str, value: Any) -> Compare:
    return Compare(NUMBER, Comparison(by), Literal(value))


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (number("=", 5), Bounds(5, 5)),
        (number(">=", 5), Bounds(low=5)),
        (number(">", 5), Bounds(low=5)),
        (number("<", 5), Bounds(high=5)),
        (Compare(Literal(5), Comparison.LESS, NUMBER), Bounds(low=5)),
        (number("<>", 5), OPEN),
        (number(">", 5.5), Bounds(low=5)),
        (number("<", 5.5), Bounds(high=6)),
        (number(">", float("inf")), OPEN),
        (number(">", "5"), OPEN),
        (number(">", None), OPEN),
        (number("<", 10**4000), Bounds(high=1 << 63)),
        (number(">", -(10**4000)), Bounds(low=0)),
        (number("<", -5), Bounds(high=-1)),
        (Between(NUMBER, Literal(2), Literal(4)), Bounds(2, 4)),
        (Between(NUMBER, Literal(2), Literal(4), negated=True), OPEN),
        (Between(NUMBER, Literal(2), Stored("x")), OPEN),
        (OneOf(NUMBER, (3, 9, 4)), Bounds(3, 9)),
        (OneOf(NUMBER, (3, "x")), OPEN),
        (OneOf(NUMBER, ()), OPEN),
        (OneOf(NUMBER, (3,), negated=True), OPEN),
        (And((number(">", 3), number("<", 9), number("<", 7))), Bounds(3, 7)),
        (Or((number(">", 3), Between(NUMBER, Literal(1), Literal(2)))), Bounds(low=1)),
        (Or((number("=", 3), number("=", 8))), Bounds(3, 8)),
        (Or((number("=", 3), Constant(True))), OPEN),
        (Or(()), OPEN),
        (Not(number("=", 3)), OPEN),
    ],
)
def test_a_filter_bounds_the_number(where: Condition, expected: Bounds) -> None:
    assert bounds(where, Fact.NUMBER) == expected


def test_moments_bound_moments_and_nothing_else_does() -> None:
    both = And((Compare(CREATED, Comparison.AT_LEAST, Literal(AT)), Compare(CREATED, Comparison.LESS, Literal(LATER))))
    assert bounds(both, Fact.CREATED) == Bounds(AT, LATER)
    assert bounds(both, Fact.UPDATED) == OPEN
    assert bounds(Compare(CREATED, Comparison.LESS, Literal(5)), Fact.CREATED) == OPEN


def test_bounds_may_leave_nothing() -> None:
    assert Bounds(3, 2).is_empty
    assert not Bounds(3, 3).is_empty
    assert not OPEN.is_empty


@pytest.mark.parametrize(
    ("where", "left"),
    [
        (Compare(CLASS, Comparison.EQUAL, Literal("TASK")), ("task",)),
        (OneOf(CLASS, ("task", "change", "x")), ("change", "task")),
        (OneOf(CLASS, ("task",), negated=True), ("incident", "change", "task")),
        (
            And(
                (
                    OneOf(CLASS, ("task", "change")),
                    TASK,
                )
            ),
            ("task",),
        ),
        (
            Or((TASK, number("=", 1))),
            ("incident", "change", "task"),
        ),
        (Or(()), ()),
        (Compare(CLASS, Comparison.EQUAL, Literal(5)), ()),
        (Compare(CLASS, Comparison.GREATER, Literal("d")), ("incident", "change", "task")),
    ],
)
def test_a_filter_leaves_some_classes(where: Condition, left: tuple[str, ...]) -> None:
    assert allowed(where, Fact.CLASS, ("incident", "change", "task")) == left
