from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.filters.patterns import Pattern, Wild


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("abc", "abc", True),
        ("abc", "ABC", False),
        ("abc", "abcd", False),
        ("", "", True),
        ("", "a", False),
        ("%", "", True),
        ("%%", "anything\nat all", True),
        ("_", "", False),
        ("_", "\n", True),
        ("a%", "a", True),
        ("%printer%", "the printer smokes", True),
        ("a_c", "abc", True),
        ("a_c", "ac", False),
        ("%a_c%d", "xxabcyyd", True),
        ("ab%ba", "aba", False),
        ("50\\%", "50%", True),
        ("50\\%", "50x", False),
        ("a\\_b", "a_b", True),
        ("a\\_b", "axb", False),
        ("a\\\\b", "a\\b", True),
        ("a\\b", "a\\b", True),
        ("a\\", "a\\", True),
        ("a.c", "abc", False),
        ("[a]%", "[a]b", True),
    ],
)
def test_a_pattern_covers_the_whole_text(pattern: str, text: str, matches: bool) -> None:
    assert Pattern.parse(pattern).matches(text) is matches


def test_without_an_escape_every_wildcard_is_one() -> None:
    assert Pattern.parse("a\\%", escape=None).matches("a\\bc")
    assert Pattern.parse("a\\%").parts == ("a%",)
    assert Pattern.parse("a%_", escape=None).parts == ("a", Wild.ANY, Wild.ONE)


def test_letter_case_may_be_ignored() -> None:
    assert Pattern.parse("STRASSE%").matches("Straße 5", folds_case=True)
    assert not Pattern.parse("STRASSE%").matches("Strasse 5")


@pytest.mark.parametrize(
    ("pattern", "prefix"), [("abc%", "abc"), ("%abc", ""), ("a_c", "a"), ("a\\%b%", "a%b"), ("", "")]
)
def test_the_prefix_is_what_stands_before_the_first_wildcard(pattern: str, prefix: str) -> None:
    assert Pattern.parse(pattern).prefix == prefix


@given(st.text("ab%_\\", max_size=8), st.text("ab", max_size=8))
def test_matching_agrees_with_a_regular_expression(pattern: str, text: str) -> None:
    said = "".join(
        {Wild.ANY: ".*", Wild.ONE: "."}[part] if isinstance(part, Wild) else re.escape(part)
        for part in Pattern.parse(pattern).parts
    )
    assert Pattern.parse(pattern).matches(text) is bool(re.fullmatch(said, text, re.DOTALL))


def test_a_pattern_made_to_take_forever_does_not() -> None:
    begun = time.perf_counter()
    assert not Pattern.parse("%a" * 1_900 + "%b").matches("a" * 50_000)
    assert not Pattern.parse("%_a" * 1_300 + "%b").matches("a" * 50_000)
    assert time.perf_counter() - begun < 2
