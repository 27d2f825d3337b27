from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.squiz.parser import query
from chalicelib.errors import Faults
from chalicelib.request import Query


def asked(**values: str) -> Query:
    return Query({"queryStringParameters": {name.replace("_", "-"): value for name, value in values.items()}})


def read(parse: Callable[[Query, Faults], Any], **values: str) -> tuple[Any, list[Any]]:
    faults = Faults()
    return parse(asked(**values), faults), [fault.path[0] for fault in faults]


def test_what_nobody_says_has_its_usual_value() -> None:
    assert read(query.triggers) == (True, [])
    assert read(query.direction) == ("both", [])
    assert read(query.limit) == (50, [])
    assert read(query.child_cursor) == (None, [])
    assert read(query.link_cursor) == ((None, None), [])
    assert read(lambda said, faults: query.context(said, {1}, faults)) == (0, [])


@pytest.mark.parametrize(("said", "sets_off"), [("0", True), ("1", False)])
def test_triggers_can_be_switched_off(said: str, sets_off: bool) -> None:
    assert read(query.triggers, disable_triggers=said) == (sets_off, [])


@pytest.mark.parametrize("said", ["", "2", "true", "01", "１"])
def test_triggers_are_on_or_off(said: str) -> None:
    assert read(query.triggers, disable_triggers=said)[1] == ["?disable-triggers"]


@pytest.mark.parametrize("said", ["", "2", "-1", "01", "x", "1.0", "9" * 30, "¹"])
def test_a_context_must_be_there(said: str) -> None:
    assert read(lambda q, faults: query.context(q, {1}, faults), contextid=said)[1] == ["?contextid"]


@pytest.mark.parametrize("said", ["", "0", "201", "-1", "x", "9" * 30])
def test_a_limit_has_bounds(said: str) -> None:
    assert read(query.limit, limit=said)[1] == ["?limit"]


@pytest.mark.parametrize("said", ["", "UP", "left"])
def test_directions_are_three(said: str) -> None:
    assert read(query.direction, direction=said)[1] == ["?direction"]


@given(st.integers(0, 2**31 - 1), st.integers(0, 2**31 - 1))
def test_a_cursor_comes_back_as_the_place_it_was_made_of(order: int, number: int) -> None:
    place = f"{order:010d}#{number:010d}"
    assert read(query.child_cursor, cursor=query.opaque(place)) == (place, [])
    assert read(query.link_cursor, cursor=query.opaque(f"d{place}")) == ((None, place), [])
    assert read(query.link_cursor, cursor=query.opaque(f"u{number}")) == ((number, None), [])


@given(st.text(max_size=40))
def test_any_other_cursor_is_a_fault_and_nothing_worse(said: str) -> None:
    found, paths = read(query.child_cursor, cursor=said)
    assert (found is None) == (paths == ["?cursor"])
    (up, down), paths = read(query.link_cursor, cursor=said)
    assert (up is None and down is None) == (paths == ["?cursor"])
