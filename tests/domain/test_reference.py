from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.reference import Ref


@given(st.text(min_size=1), st.integers(min_value=0))
def test_what_a_reference_says_is_read_back(kind: str, number: int) -> None:
    assert Ref.parse(str(Ref(kind, number))) == Ref(kind, number)


@given(st.text())
def test_a_text_is_refused_or_read_exactly(text: str) -> None:
    try:
        read = Ref.parse(text)
    except ValueError:
        return
    assert str(read) == text


@pytest.mark.parametrize(
    "text",
    ["", "person", "#1", "person#", "person#-1", "person#1.0", "person#٣", "person#01", "person# 1", "person#1\n"],
)
def test_what_is_no_reference_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no reference"):
        Ref.parse(text)
