from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.scalar import is_number, is_whole_text


@pytest.mark.parametrize("text", ["", "a", "ä", "\0", "🙂", "\uffff"])
def test_a_text_that_utf_8_can_say_is_whole(text: str) -> None:
    assert is_whole_text(text)


@pytest.mark.parametrize("text", ["\ud800", "a\udfff", "\udc00\ud800"])
def test_half_a_surrogate_pair_is_not(text: str) -> None:
    assert not is_whole_text(text)


@pytest.mark.parametrize("value", [0, -1, 10**38 - 1, 0.0, -0.0, 1.5, 1e37, -1e-100])
def test_these_numbers_are_kept(value: float) -> None:
    assert is_number(value)


@pytest.mark.parametrize("value", [10**38, -(10**4000), 1.1e38, 1e300, 1e-200, 5e-324, math.inf, -math.inf, math.nan])
def test_these_are_not(value: float) -> None:
    assert not is_number(value)


@given(st.integers() | st.floats())
def test_every_number_gets_an_answer(value: float) -> None:
    assert is_number(value) in (True, False)
