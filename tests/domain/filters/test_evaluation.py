from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Final
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.filters.conditions import (
    FALSE,
    TRUE,
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
    exists,
    some,
)
from chalicelib.domain.filters.evaluation import Logic, evaluate
from chalicelib.domain.filters.operands import Computed, Literal, Operand
from chalicelib.domain.filters.patterns import Pattern
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import TICKET
from tests.domain.filters.shelf import Shelf, make_record

PLAIN: Final = Logic()
SQL: Final = Logic(three_valued=True, folds_case=True)
UNKNOWN: Final = Constant(None)


def several(*values: Any) -> Operand:
    return Computed("test", lambda record, lookup: values)


def holds(where: Condition, logic: Logic = PLAIN) -> bool:
    return evaluate(where, make_record(TICKET), Shelf(), logic)


def compare(left: Any, by: str, right: Any) -> Compare:
    return Compare(Literal(left), Comparison(by), Literal(right))


@pytest.mark.parametrize(
    ("left", "by", "right", "expected"),
    [
        ("a", "=", "a", True),
        ("a", "=", "A", False),
        ("a", "<>", "A", True),
        ("B", "<", "a", True),
        ("é", ">", "z", True),
        (5, "=", 5.0, True),
        (10, ">", 9, True),
        (10**40, ">", 1e39, True),
        (True, "=", 1, True),
        (False, "<", True, True),
        (Ref("person", 4), "=", Ref("person", 4), True),
        (Ref("person", 4), "=", Ref("group", 4), False),
        (UUID(int=4), "=", UUID(int=4), True),
        (date(2025, 1, 2), ">", date(2025, 1, 1), True),
        (
            datetime(2025, 1, 1, 12, tzinfo=UTC),
            "=",
            datetime(2025, 1, 1, 13, tzinfo=timezone(timedelta(hours=1))),
            True,
        ),
        ("5", "=", 5, False),
        ("5", "<", 6, False),
        ("5", ">=", 4, False),
        ("5", "<>", 5, True),
    ],
)
def test_values_of_one_sort_compare_and_others_are_merely_different(
    left: Any, by: str, right: Any, expected: bool
) -> None:
    assert holds(compare(left, by, right)) is expected


def test_texts_compare_without_letter_case_where_the_logic_says_so() -> None:
    assert holds(compare("Straße", "=", "STRASSE"), SQL)
    assert holds(OneOf(Literal("Ä"), ("b", "ä")), SQL)
    assert holds(Like(Literal("Ä b"), Pattern.parse("ä%")), SQL)
    assert holds(Between(Literal("B"), Literal("a"), Literal("c")), SQL)


def test_a_moment_is_cut_to_the_step_of_the_logic() -> None:
    shown, stored = datetime(2025, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, microsecond=999_999, tzinfo=UTC)
    assert not holds(compare(stored, "=", shown))
    assert holds(compare(stored, "=", shown), Logic(step=1_000_000))
    assert not holds(compare(stored, ">", shown), Logic(step=1_000_000))
    before = datetime(1969, 12, 31, 23, 59, 59, 500, tzinfo=UTC)
    assert holds(compare(before, "=", before.replace(microsecond=0)), Logic(step=1_000_000))


def test_one_value_of_several_is_enough() -> None:
    assert holds(Compare(several(1, 5), Comparison.GREATER, Literal(4)))
    assert holds(OneOf(several("a", "b"), ("b", "c")))
    assert not holds(Between(several(1, 9), Literal(2), Literal(8)))
    assert holds(Compare(several(1, 2), Comparison.UNEQUAL, Literal(1)))
    assert holds(OneOf(several(1, 2), (1,), negated=True))
    assert not holds(OneOf(several(1), (1,), negated=True))


NOTHING: Final = several()
ON_NOTHING: Final[list[Condition]] = [
    *(Compare(NOTHING, by, Literal("a")) for by in Comparison),
    *(Compare(Literal("a"), by, NOTHING) for by in Comparison),
    *(Like(NOTHING, Pattern.parse("%"), negated) for negated in (False, True)),
    *(OneOf(NOTHING, ("a",), negated) for negated in (False, True)),
    *(Between(NOTHING, Literal("a"), Literal("b"), negated) for negated in (False, True)),
    *(Between(Literal("a"), NOTHING, Literal("b"), negated) for negated in (False, True)),
]


@pytest.mark.parametrize("where", ON_NOTHING, ids=lambda where: type(where).__name__)
def test_a_condition_on_nothing_is_false_and_its_contrary_true_in_two_values(where: Condition) -> None:
    assert not holds(where)
    assert holds(Not(where))


@pytest.mark.parametrize("where", ON_NOTHING, ids=lambda where: type(where).__name__)
def test_a_condition_on_nothing_is_unknown_and_so_is_its_contrary_in_three_values(where: Condition) -> None:
    assert not holds(where, SQL)
    assert not holds(Not(where), SQL)


def test_nothing_is_null_in_every_logic() -> None:
    for logic in (PLAIN, SQL):
        assert holds(IsNull(NOTHING), logic)
        assert not holds(exists(NOTHING), logic)
        assert holds(exists(Literal(0)), logic)


def test_an_empty_text_is_nothing_where_the_logic_says_so() -> None:
    assert not holds(IsNull(Literal("")), SQL)
    assert holds(IsNull(several("", "")), Logic(blank_is_null=True))
    assert not holds(compare("", "=", ""), Logic(blank_is_null=True))


def test_a_known_end_of_between_decides_where_the_other_is_unknown() -> None:
    beyond = Between(Literal(9), NOTHING, Literal(5), negated=True)
    within = Between(Literal(4), NOTHING, Literal(5), negated=True)
    assert holds(beyond, SQL)
    assert not holds(within, SQL)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (And((TRUE, UNKNOWN)), None),
        (And((UNKNOWN, FALSE)), False),
        (Or((UNKNOWN, TRUE)), True),
        (Or((FALSE, UNKNOWN)), None),
        (Not(UNKNOWN), None),
        (And(()), True),
        (Or(()), False),
    ],
)
def test_unknown_spreads_as_in_sql(where: Condition, expected: bool | None) -> None:
    assert holds(where, SQL) is (expected is True)
    assert holds(Not(where), SQL) is (expected is False)


def test_like_matches_texts_only() -> None:
    assert not holds(Like(Literal(5), Pattern.parse("%")))
    assert holds(Like(Literal("ab"), Pattern.parse("a_"), negated=False))
    assert holds(Like(Literal("ab"), Pattern.parse("b%"), negated=True))


def test_trees_are_built_no_deeper_than_needed() -> None:
    assert every(None, TRUE) is TRUE
    assert every(TRUE, FALSE) == And((TRUE, FALSE))
    assert some(TRUE) is TRUE
    assert some(TRUE, FALSE) == Or((TRUE, FALSE))


def test_a_comparison_has_a_mirror_image() -> None:
    assert [by.mirrored.value for by in Comparison] == ["=", "<>", ">", ">=", "<", "<="]


scalars = st.none() | st.integers(0, 3) | st.sampled_from(["", "a", "A", "b"])
leaves: st.SearchStrategy[Condition] = st.one_of(
    st.builds(Constant, st.sampled_from([True, False])),
    st.builds(compare, scalars, st.sampled_from([by.value for by in Comparison]), scalars),
    st.builds(OneOf, st.builds(Literal, scalars), st.tuples(scalars), st.booleans()),
    st.builds(IsNull, st.builds(Literal, scalars)),
)
trees = st.recursive(
    leaves,
    lambda inner: (
        st.builds(Not, inner)
        | st.builds(And, st.lists(inner, max_size=3).map(tuple))
        | st.builds(Or, st.lists(inner, max_size=3).map(tuple))
    ),
    max_leaves=8,
)


@given(trees, trees)
def test_both_logics_obey_de_morgan(left: Condition, right: Condition) -> None:
    for logic in (PLAIN, SQL):
        assert holds(Not(And((left, right))), logic) is holds(Or((Not(left), Not(right))), logic)
        assert holds(Not(Not(left)), logic) is holds(left, logic)


@given(trees)
def test_in_two_values_a_condition_or_its_contrary_holds(where: Condition) -> None:
    assert holds(where) is not holds(Not(where))
