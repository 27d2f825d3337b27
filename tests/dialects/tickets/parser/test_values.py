from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.tickets.parser import values
from chalicelib.dialects.tickets.parser.values import READERS_BY_TYPE, Unreadable
from chalicelib.dialects.tickets.resource import Type


@pytest.mark.parametrize("value", ["ada@example.com", "a@b", "ä+b@ö"])
def test_an_address_is_something_one_at_and_something(value: str) -> None:
    assert values.email(value) == value


@pytest.mark.parametrize(
    "value", ["", "ada", "@example.com", "ada@", "a@b@c", "a b@c", "a@b\n", " a@b", "a@\u00a0b", 5, ["a@b"]]
)
def test_anything_else_is_no_address(value: Any) -> None:
    with pytest.raises(Unreadable):
        values.email(value)


@pytest.mark.parametrize("value", [True, "true", "TRUE", "True", 1, "1"])
def test_yes_is_said_in_many_ways(value: Any) -> None:
    assert values.boolean(value) is True


@pytest.mark.parametrize("value", [False, "false", "False", 0, "0"])
def test_and_so_is_no(value: Any) -> None:
    assert values.boolean(value) is False


@pytest.mark.parametrize("value", ["yes", "", 2, 1.0, [], {}, "tru\u0130"])
def test_anything_else_is_no_boolean(value: Any) -> None:
    with pytest.raises(Unreadable):
        values.boolean(value)


@pytest.mark.parametrize(("value", "number"), [(1, 1), ("1", 1), ("007", 7), ("+7", 7), (2**31 - 1, 2**31 - 1)])
def test_an_id_is_a_positive_number_of_32_bits_or_its_digits(value: Any, number: int) -> None:
    assert values.number(value) == number


@pytest.mark.parametrize(
    "value", [0, -1, 2**31, "2147483648", "", " 1", "1.0", 1.0, 1e400, True, None, "٣", "0x1", "9" * 5000, [], {}]
)
def test_anything_else_is_no_id(value: Any) -> None:
    with pytest.raises(Unreadable):
        values.number(value)


def test_services_are_numbers_digits_or_objects_and_count_once() -> None:
    assert values.services([3, "2", {"id": 3}, {"id": "4", "name": "x"}]) == (3, 2, 4)


def test_every_wrong_service_is_named() -> None:
    with pytest.raises(Unreadable) as wrong:
        values.services([1, "a", {"name": "x"}, True])
    assert wrong.value.values == ("a", None, True)


@pytest.mark.parametrize("value", [2, "2", {"id": 2}, True])
def test_one_service_is_no_list(value: Any) -> None:
    with pytest.raises(Unreadable) as wrong:
        values.services(value)
    assert wrong.value.expected is Type.SERVICES


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.parametrize("type_", Type)
@given(value=anything)
def test_no_value_is_more_than_unreadable(type_: Type, value: Any) -> None:
    try:
        READERS_BY_TYPE[type_](value)
    except Unreadable:
        return
