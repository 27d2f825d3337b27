from __future__ import annotations

from typing import Final

import pytest

from chalicelib.domain.filters.conditions import (
    And,
    Between,
    Compare,
    Comparison,
    Condition,
    IsNull,
    Like,
    Not,
    OneOf,
    Or,
)
from chalicelib.domain.filters.derived import Mapped, OfClass
from chalicelib.domain.filters.evaluation import Logic
from chalicelib.domain.filters.operands import Fact, First, Literal, Operand, Stored, System
from chalicelib.domain.filters.patterns import Pattern
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import TICKET
from chalicelib.services.plans.planner import plan
from chalicelib.services.plans.sources import Numbers, Partitions
from chalicelib.services.plans.unfolding import unfolded

LOGIC: Final = Logic(three_valued=True, folds_case=True)
SHOWN: Final = Mapped(Stored("state"), {"new": "New", "in_progress": "Assigned", "closed": "Closed", "on_hold": None})
CLASSES: Final = System(Fact.CLASS)


def states(*values: str) -> OneOf:
    return OneOf(Stored("state"), values)


def is_(operand: Operand, value: object) -> Compare:
    return Compare(operand, Comparison.EQUAL, Literal(value))


@pytest.mark.parametrize(
    ("where", "said_of_states"),
    [
        (is_(SHOWN, "NEW"), states("new")),
        (is_(SHOWN, "nonsense"), states()),
        (Compare(Literal("b"), Comparison.LESS, SHOWN), states("new", "closed")),
        (Compare(SHOWN, Comparison.UNEQUAL, Literal("new")), states("in_progress", "closed")),
        (OneOf(SHOWN, ("new", "closed")), states("new", "closed")),
        (OneOf(SHOWN, ("new", "closed"), negated=True), states("in_progress")),
        (Like(SHOWN, Pattern.parse("%s%ed")), states("in_progress", "closed")),
        (Between(SHOWN, Literal("a"), Literal("d")), states("in_progress", "closed")),
        (is_(First(SHOWN), "new"), states("new")),
        (is_(Mapped(SHOWN, {"New": 1, "Closed": 2}), 2), states("closed")),
        (And((is_(SHOWN, "new"), Or((is_(SHOWN, "closed"),)))), And((states("new"), Or((states("closed"),))))),
        (
            is_(OfClass(("incident",), SHOWN), "new"),
            And((OneOf(CLASSES, ("incident",)), states("new"))),
        ),
        (is_(First(OfClass((), Stored("x"))), 1), And((OneOf(CLASSES, ()), is_(Stored("x"), 1)))),
    ],
)
def test_what_is_said_of_a_table_is_said_of_the_values_behind_it(where: Condition, said_of_states: Condition) -> None:
    assert unfolded(where, LOGIC) == said_of_states


@pytest.mark.parametrize(
    "where",
    [
        Not(is_(SHOWN, "new")),
        IsNull(SHOWN),
        Compare(SHOWN, Comparison.EQUAL, Stored("subject")),
        Between(SHOWN, Literal("a"), Stored("subject")),
        is_(Literal(1), 1),
        is_(Stored("state"), "new"),
    ],
)
def test_what_says_nothing_of_single_values_is_left_as_it_is(where: Condition) -> None:
    assert unfolded(where, LOGIC) == where


def test_an_index_answers_what_a_table_shows_of_its_values() -> None:
    found = plan(kind=TICKET, where=is_(SHOWN, "new"), logic=LOGIC, classes=("incident",))
    assert found.source == Partitions(("I#ticket.incident.state#new",))
    types = Mapped(CLASSES, {"incident": 1, "request": 2})
    assert plan(kind=TICKET, where=is_(types, 2), logic=LOGIC).classes == ("request",)


def test_a_record_is_found_by_a_reference_to_itself() -> None:
    refs = (Ref("ticket", 7), Ref("person", 8), 9)
    found = plan(kind=TICKET, where=OneOf(System(Fact.REFERENCE), refs), logic=LOGIC)
    assert found.source == Numbers((7,))
