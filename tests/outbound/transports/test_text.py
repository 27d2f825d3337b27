"""Texts that every channel can carry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.outbound.transports.text import on_one_line, sendable

anything = st.text(st.characters())  # halves of characters too


@given(anything)
def test_a_line_can_stand_in_a_header(text: str) -> None:
    line = on_one_line(text)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 or c in "\u2028\u2029" for c in line)
    line.encode()


@given(anything)
def test_a_text_can_be_encoded_and_keeps_its_lines(text: str) -> None:
    assert sendable(text).count("\n") == text.count("\n")
    sendable(text).encode()


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert sendable(text) == text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Hello\r\nBcc: all@example.com", "Hello Bcc: all@example.com"),
        ("a\n\n\nb\tc", "a b c"),
        ("\x00a\x1b[31m", "a[31m"),
        ("half \ud83d of it", "half ? of it"),
        ("Grüße ✓ 🚒", "Grüße ✓ 🚒"),
    ],
)
def test_breaks_become_blanks_and_control_characters_go(text: str, line: str) -> None:
    assert on_one_line(text) == line
