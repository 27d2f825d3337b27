from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.examples import values

NAMES = st.sampled_from(["Subject", "mailAddress", "E-Mail", "count", "x", ""])


@pytest.mark.parametrize(
    ("name", "schema", "text"),
    [
        ("MailAddress", {}, "anna.berg@example.org"),
        ("mail_address", {}, "anna.berg@example.org"),
        ("password", {}, "<password>"),
        ("secret", {"format": "password"}, "<password>"),
        ("Whatever", {}, "Example"),
        ("Whatever", {"maxLength": 3}, "Exa"),
        ("Whatever", {"minLength": 10}, "2030-03-18"),
        ("Subject", {"pattern": "^[0-9]+$"}, "1"),
        ("Subject", {"format": "date-time"}, "2030-03-18T09:30:00Z"),
        ("Subject", {"format": "date"}, "2030-03-18"),
        ("Subject", {"format": "uuid"}, "3f2b8c1e-5a94-4c57-9d0e-7b1f6a2c8e45"),
        ("Subject", {"contentEncoding": "base64"}, "UG9seWRlc2s="),
        ("Subject", {"format": "byte"}, "UG9seWRlc2s="),
        ("Subject", {"pattern": "^nothing here fits$"}, "The printer on the second floor is out of toner"),
    ],
)
def test_a_text_is_what_its_name_lets_one_expect_and_its_schema_allows(name: str, schema: Any, text: str) -> None:
    assert values.text(name, schema) == text


@given(NAMES, st.integers(0, 12), st.integers(12, 60))
def test_texts_have_the_length_that_is_wanted(name: str, least: int, most: int) -> None:
    assert least <= len(values.text(name, {"minLength": least, "maxLength": most})) <= most


@pytest.mark.parametrize(
    ("schema", "number"),
    [
        ({}, 1),
        ({"minimum": 5}, 5),
        ({"maximum": 0}, 0),
        ({"exclusiveMinimum": 5}, 6),
        ({"minimum": 5, "exclusiveMinimum": True}, 6),
        ({"minimum": 5, "exclusiveMinimum": False}, 5),
        ({"exclusiveMaximum": 1}, 0),
        ({"maximum": 1, "exclusiveMaximum": True}, 0),
    ],
)
def test_a_number_keeps_to_its_limits(schema: Any, number: int) -> None:
    found = values.number("Level", schema)
    assert (found, type(found)) == (number, int)


def test_a_number_is_what_its_name_lets_one_expect() -> None:
    assert values.number("WorkingMinutes", {}) == 30


def test_no_text_stands_in_angle_brackets_but_what_a_caller_has_to_fill_in() -> None:
    texts = {values.text(word, {}) for word, _ in values._TEXTS}
    assert {text for text in texts if re.search("[<>{}]", text)} == {"<password>"}
