from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.squiz.parser.files import content


@given(st.binary(max_size=200), st.sampled_from(["", "data:image/png;base64,", " DATA:;base64,"]), st.integers(1, 80))
def test_bytes_come_through_with_white_space_and_the_beginning_of_a_data_url(
    sent: bytes, front: str, width: int
) -> None:
    encoded = base64.b64encode(sent).decode()
    broken = "\r\n ".join(encoded[at : at + width] for at in range(0, len(encoded), width))
    assert content(front + broken + "\n") == sent


@pytest.mark.parametrize(
    "text", ["a", "abc", "ab=c", "====", "ab-_", "äöüß", "abcd=", "data:image/png,abcd", "!", "YQ==YQ=="]
)
def test_what_is_no_base64_is_nothing(text: str) -> None:
    assert content(text) is None


@given(st.text(max_size=30))
def test_any_text_is_bytes_or_nothing(text: str) -> None:
    assert isinstance(content(text), bytes | None)
