from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.esm.parser.body import read, read_object, read_values
from chalicelib.errors import Invalid, Malformed
from chalicelib.request import Request


def request(body: bytes | str, media_type: str = "text/plain") -> Request:
    return Request.from_event({"body": body, "headers": {"Content-Type": media_type}})


def test_json_is_read_whatever_it_says_that_it_is_also_behind_a_byte_order_mark() -> None:
    assert read(request('{"a": [1, 2.5, null]}')) == {"a": [1, 2.5, None]}
    assert read_object(request('\ufeff{"a": "ä"}', "")) == {"a": "ä"}
    assert read_values(request('{"values": [], "name": "x"}')) == []


@pytest.mark.parametrize(
    "body", ["", " ", "{", "{'a': 1}", '{"a":1}{', "NaN", "1e999", '"\\ud800"', b"\xff", b'"\xed\xa0\x80"', "[" * 9_000]
)
def test_what_is_no_json_is_refused_in_the_words_of_the_specification(body: bytes | str) -> None:
    with pytest.raises(Malformed, match=r"^Invalid JSON\.$"):
        read(request(body))


@pytest.mark.parametrize("body", ["[]", "1", "null", '"x"'])
def test_what_is_no_object_is_no_body_of_a_card(body: str) -> None:
    with pytest.raises(Malformed, match=r"^Invalid JSON\.$"):
        read_object(request(body))


@pytest.mark.parametrize("body", ["{}", '{"values": null}', '{"values": {}}', '{"values": "x"}', '{"Values": []}'])
def test_values_are_a_list(body: str) -> None:
    with pytest.raises(Invalid, match="values is missing, or is no list"):
        read_values(request(body))


@given(st.binary(max_size=30))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        content: Any = read(request(body))
    except Malformed:
        content = None
    assert content is None or isinstance(content, (dict, list, str, int, float))
