from __future__ import annotations

import json as stdlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.tickets.parser import json
from chalicelib.errors import Malformed


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ('{"Id": 1}', {"id": 1}),
        ('{"ID": 1, "id": 2, "Id": 3}', {"id": 3}),
        ('{"a": 1, "A": 2, "a": 3}', {"a": 3}),
        ('{"Services": [{"ID": 2}]}', {"services": [{"id": 2}]}),
        ('{"a": 1e400, "b": -1e400}', {"a": float("inf"), "b": float("-inf")}),
        ('{"a": ' + "9" * 5000 + "}", {"a": float("inf")}),
        ('{"a": "\\ud83d\\ude00"}', {"a": "😀"}),
        ('{"a": "\\u0000"}', {"a": "\0"}),
        ('{"a": "\\\\ud800"}', {"a": "\\ud800"}),
        (" {} \n", {}),
    ],
)
def test_names_are_folded_and_the_last_of_several_wins(text: str, members: dict[str, Any]) -> None:
    assert json.read(text) == members


@pytest.mark.parametrize(
    ("text", "detail"),
    [
        ("", "The body is not valid JSON."),
        ("{", "The body is not valid JSON."),
        ("{}{}", "The body is not valid JSON."),
        ("{'a': 1}", "The body is not valid JSON."),
        ('{"a": NaN}', "The body is not valid JSON."),
        ('{"a": -Infinity}', "The body is not valid JSON."),
        ('{"a": "\n"}', "The body is not valid JSON."),
        ("[]", "The body is not an object."),
        ("null", "The body is not an object."),
        ('"text"', "The body is not an object."),
        ('{"a": "\\ud800"}', "The body holds half a surrogate pair."),
        ('{"a": ["\\udc00\\ud800"]}', "The body holds half a surrogate pair."),
        ('{"\\ud800": 1}', "The body holds half a surrogate pair."),
        ('{"a": {"b": ["\\uDFFF"]}}', "The body holds half a surrogate pair."),
        ('{"a":' * 100_000, "The body is nested deeper than 64."),
        ('{"a":' + "[" * 64 + "]" * 64 + "}", "The body is nested deeper than 64."),
    ],
)
def test_what_is_no_json_object_is_refused_with_the_reason(text: str, detail: str) -> None:
    with pytest.raises(Malformed) as refused:
        json.read(text)
    assert refused.value.message == detail


def test_two_halves_in_two_strings_make_no_pair() -> None:
    with pytest.raises(Malformed):
        json.read('{"a": ["\\ud83d", "\\ude00"]}')


def test_nesting_of_64_levels_is_read() -> None:
    assert json.read('{"a":' + "[" * 63 + "]" * 63 + "}")


@given(st.text() | st.text(alphabet='{}[]":,\\u0dD8e+-.1 a', max_size=40))
def test_no_text_is_more_than_malformed(text: str) -> None:
    try:
        json.read(text)
    except Malformed:
        return


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(),
    lambda inner: st.lists(inner, max_size=4),
    max_leaves=10,
)


@given(st.dictionaries(st.text(alphabet="abc", max_size=3), values))
def test_what_others_write_is_read(value: dict[str, Any]) -> None:
    assert json.read(stdlib.dumps(value)) == value
