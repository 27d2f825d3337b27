"""Filter groups: what their shapes are, and what they ask."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.dialects.matrix42.asql import syntax
from chalicelib.dialects.matrix42.asql.parser import parse_where
from chalicelib.dialects.matrix42.queries import groups
from chalicelib.dialects.matrix42.queries.groups import MAX_CONDITIONS, MAX_LEVELS, Property
from chalicelib.dialects.matrix42.queries.literals import path
from chalicelib.dialects.matrix42.schema.faults import Refused
from tests.lengths import examples


def condition(name: str, operator: Any, *values: Any) -> dict[str, Any]:
    return {"Property": name, "Operator": operator, "Value": list(values)}


def group(*conditions: Any, by: Any = 1, **more: Any) -> dict[str, Any]:
    return {"LogicalOperator": by, "Conditions": list(conditions), **more}


def asked(said: dict[str, Any], *, text: bool = False) -> syntax.Condition | None:
    return groups.tree(groups.read(said), lambda name: Property(path(name), text))


@pytest.mark.parametrize(
    ("operator", "values", "where"),
    [
        (1, ["x"], "A = 'x'"),
        (2, [5], "A <> 5"),
        (3, [5], "A < 5"),
        (4, [0.5], "A <= 0.5"),
        (5, ["2026-08-31"], "A > '2026-08-31'"),
        (6, [True], "A >= TRUE"),
        (1, [None], "A = NULL"),
        (10, [1, 2], "A IN (1, 2)"),
        (11, ["x"], "A NOT IN ('x')"),
        (12, [1, 2], "A BETWEEN 1 AND 2"),
        (13, [1, 2], "A NOT BETWEEN 1 AND 2"),
        (14, [], "A IS NULL"),
        (15, ["whatever"], "A IS NOT NULL"),
    ],
)
def test_an_operator_asks_what_a_predicate_asks(operator: int, values: list[Any], where: str) -> None:
    assert asked(group(condition("A", operator, *values))) == parse_where(where)


def test_a_text_is_empty_when_it_is_missing_or_has_no_characters() -> None:
    assert asked(group(condition("A", 14)), text=True) == parse_where("A IS NULL OR A = ''")
    assert asked(group(condition("A", 15)), text=True) == parse_where("A IS NOT NULL AND A <> ''")


@pytest.mark.parametrize(
    ("operator", "text", "holds", "fails"),
    [
        (7, "0%_", ["10%_!", "0%_"], ["0xy", "0%"]),
        (8, "a.", ["a.b", "a."], ["ab", "xa."]),
        (9, "_z", ["x_z", "_z"], ["xyz", "_z!"]),
        (7, "", ["", "x"], []),
    ],
)
def test_what_a_text_contains_begins_or_ends_with_is_meant_as_it_is(
    operator: int, text: str, holds: list[str], fails: list[str]
) -> None:
    like = asked(group(condition("A", operator, text)))
    assert isinstance(like, syntax.Like)
    assert not isinstance(like.pattern, syntax.Literal)
    assert [like.pattern.matches(each) for each in (*holds, *fails)] == [True] * len(holds) + [False] * len(fails)


def test_groups_stand_within_groups() -> None:
    inner = group(condition("B", 1, 2), condition("C", 1, 3), by=2)
    assert asked(group(condition("A", 1, 1), Groups=[inner])) == parse_where("A = 1 AND (B = 2 OR C = 3)")
    both = group(condition("A", 14), condition("D", 14))
    assert asked(group(by=2, Groups=[inner, both])) == parse_where("(B = 2 OR C = 3) OR (A IS NULL AND D IS NULL)")


def test_a_group_of_nothing_asks_nothing_wherever_it_stands() -> None:
    assert asked(group()) is None
    assert asked({"LogicalOperator": 2}) is None
    assert asked(group(condition("A", 1, 1), by=2, Groups=[group(), {"Groups": [group()]}])) == parse_where("A = 1")


def test_names_of_members_are_met_in_any_case_and_one_value_needs_no_list() -> None:
    said = {"LOGICALOPERATOR": 1, "conditions": [{"PROPERTY": " A ", "operator": 1, "VALUE": 1}], "other": []}
    assert asked(said) == parse_where("A = 1")


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"Filter": []},
        group(by=0),
        group(by="1"),
        group(by=True),
        group(by=[1]),
        group(5),
        group({}),
        {"Conditions": {}},
        {"Groups": "x"},
        group(Groups=[None]),
        group(condition("", 1, 1)),
        group(condition("A", 0, 1)),
        group(condition("A", 16, 1)),
        group(condition("A", "1", 1)),
        group(condition("A", True, 1)),
        group(condition("A", None, 1)),
        group(condition("A", 1)),
        group(condition("A", 1, 1, 2)),
        group(condition("A", 10)),
        group(condition("A", 12, 1)),
        group(condition("A", 12, 1, 2, 3)),
        group(condition("A", 7, None)),
        group(condition("A", 7, True)),
        group(condition("A", 1, {})),
        group(condition("A", 1, [1])),
        group(condition("A", 1, 10**38)),
        group(condition("A", 1, 1e300)),
        group(condition("A", 1, "x" * 8_001)),
        group(condition("A", 10, *range(1_001))),
        group(condition("A", 10, *range(600)), condition("A", 10, *range(600))),
        group(*[condition("A", 1, 1)] * (MAX_CONDITIONS + 1)),
    ],
)
def test_what_is_no_group_is_refused(said: dict[str, Any]) -> None:
    with pytest.raises(Refused) as caught:
        groups.read(said)
    assert caught.value.code == 400


def test_groups_go_no_deeper_than_expressions_do() -> None:
    said = group(condition("A", 1, 1))
    for _ in range(MAX_LEVELS - 1):
        said = group(Groups=[said])
    assert asked(said) == parse_where("A = 1")
    with pytest.raises(Refused):
        groups.read(group(Groups=[said]))


members = st.sampled_from(["LogicalOperator", "Conditions", "Groups", "Property", "Operator", "Value", "x"])
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.integers(1, 15),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(members, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=examples(300))
@given(st.dictionaries(members, anything, max_size=4))
def test_whatever_a_body_holds_is_a_group_or_refused(said: dict[str, Any]) -> None:
    assert outcome(said) in ("nothing", "conditions", 400)


def outcome(said: dict[str, Any]) -> str | int:
    try:
        tree = asked(said)
    except Refused as refused:
        return refused.code
    return "nothing" if tree is None else "conditions"
