from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ministack.services import dynamodb

from infra.local.key_conditions import SLOT, KeyConditions, understood

CONDITIONS = [
    "pk = :a",
    "#pk=:a AND #sk>:b",
    "pk = :a AND sk <= :b",
    "pk = :a AND begins_with(sk, :b)",
    "pk = :a AND begins_with ( #sk , :b )",
    "pk = :a AND sk BETWEEN :b AND :c",
    "sk BETWEEN :b AND :c AND pk = :a",
]
NAMES = {"#pk": "pk", "#sk": "sk"}
words = st.text(alphabet="ab/é\U0001f600", max_size=3)


@given(st.sampled_from(CONDITIONS), words, words, words, words, words)
def test_the_answer_is_that_of_ministack(condition: str, a: str, b: str, c: str, pk: str, sk: str) -> None:
    low, high = sorted((b, c))
    values = {":a": {"S": a}, ":b": {"S": low}, ":c": {"S": high}}
    item = {"pk": {"S": pk}, "sk": {"S": sk}}
    test = understood(condition, values, NAMES)
    assert test
    assert test(item) == dynamodb._evaluate_condition(condition, item, values, NAMES, slot=SLOT)


@pytest.mark.parametrize(
    "condition", ["pk = :n", "pk = :a OR sk = :b", "contains(pk, :a)", "(pk = :a)", "pk = :missing", "pk :a"]
)
def test_everything_else_is_left_to_ministack(condition: str) -> None:
    assert understood(condition, {":a": {"S": "a"}, ":b": {"S": "b"}, ":n": {"N": "1"}}, {}) is None


@pytest.mark.parametrize("item", [{}, {"pk": {"N": "1"}}])
def test_an_item_without_the_text_does_not_fit(item: Any) -> None:
    test = understood("pk = :a", {":a": {"S": "1"}}, {})
    assert test
    assert not test(item)


class Counted:
    """MiniStack's evaluation, and how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, *arguments: Any, **options: Any) -> bool:
        self.asked += 1
        return bool(dynamodb._evaluate_condition(*arguments, **options))


def test_a_query_asks_ministack_once() -> None:
    counted = Counted()
    conditions = KeyConditions(counted)
    values = {":a": {"S": "a"}}
    fit = [conditions("pk = :a", {"pk": {"S": text}}, values, None, slot=SLOT) for text in "abca"]
    assert (fit, counted.asked) == ([True, False, False, True], 1)


def test_the_next_query_is_another_one() -> None:
    conditions = KeyConditions(Counted())
    for text in "ab":
        values = {":a": {"S": text}}
        assert [conditions("pk = :a", {"pk": {"S": text}}, values, None, slot=SLOT) for _ in range(2)] == [True, True]


def test_other_conditions_are_ministacks() -> None:
    counted = Counted()
    conditions = KeyConditions(counted)
    for _ in range(2):
        assert conditions("attribute_exists(pk)", {"pk": {"S": "a"}}, {}, None)
    assert counted.asked == 2
