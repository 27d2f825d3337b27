from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.tickets.negotiation import JSON, MEDIA_TYPES, XML, body_type, choose


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, JSON),
        ("", JSON),
        (" , ,", JSON),
        ("text/xml, application/xml", "text/xml"),
        ("text/json, application/json", "text/json"),
        ("application/xml, */*", JSON),
        ("application/xml, */*;q=0", XML),
        ("application/xml, */*;q=0.9", XML),
        ("*/*;q=0", JSON),
        ("application/json;q=0", JSON),
        ("application/*;q=0, */*", JSON),
        ("application/json;q=0, application/*", XML),
        ("text/json;q=0, text/*", "text/xml"),
        ('application/xml;profile="a,b;q=0"', XML),
        ("application/xml;q=.9, application/json;q=.8", XML),
        ("application/xml;q=1.000, application/json;q=0.999", XML),
        ("application/xml\t;\tq=1 , application/json;q=0.5", XML),
        ("application/xml;q=2", JSON),
        ("application/xml;q=-1", JSON),
        ("application/xml;q=nan", JSON),
        ("application/xml;q=", JSON),
        ("application/xml; *; q=.2", JSON),
        ("text/html, image/gif, *; q=.2, application/xml", JSON),
        ("application/xml application/json", JSON),
        ("*/xml", JSON),
    ],
)
def test_the_header_decides(accept: str | None, chosen: str) -> None:
    assert choose(accept, None) == chosen


@pytest.mark.parametrize("accept", [None, "", "image/png", "nonsense", "*/*;q=0"])
@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_a_header_that_says_nothing_leaves_it_to_the_body(accept: str | None, media_type: str) -> None:
    assert choose(accept, media_type) == media_type


def test_a_body_of_a_type_that_is_not_read_is_answered_in_json() -> None:
    assert choose(None, "text/csv") == JSON


@pytest.mark.parametrize(
    ("media_type", "body", "read_as"),
    [
        ("text/xml", b"{}", "text/xml"),
        ("", b"<a/>", XML),
        ("", b" \r\n\t<a/>", XML),
        ("", b"\xef\xbb\xbf<a/>", XML),
        ("", b"{}", JSON),
        ("", b"", JSON),
    ],
)
def test_a_body_says_what_it_is_or_begins_like_it(media_type: str, body: bytes, read_as: str) -> None:
    assert body_type(media_type, body) == read_as


@given(st.text(alphabet='application/jsonxmltext*;q=01., "\\\t', max_size=80) | st.text())
def test_no_header_is_too_odd_for_an_answer(accept: str) -> None:
    assert choose(accept, None) in MEDIA_TYPES


@pytest.mark.parametrize("accept", ["a/b" + " " * 100_000 + "x", "a/b" + ";a=b" * 30_000 + ";", "*/*," * 30_000])
def test_a_long_header_is_read_in_linear_time(accept: str) -> None:
    start = time.process_time()
    choose(accept, None)
    assert time.process_time() - start < 1
