from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.matrix42.parser import body
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.errors import Malformed
from chalicelib.request import Request


def request(content: bytes, kind: str = "application/json") -> Request:
    return Request.from_event({"body": content, "headers": {"Content-Type": kind}})


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ('{"a": "ä"}'.encode(), "application/json"),
        ('\ufeff{"a": "ä"}'.encode(), "application/json; charset=UTF-8"),
        ('{"a": "ä"}'.encode("latin-1"), "application/json; charset=iso-8859-1"),
        ('{"a": "ä"}'.encode("utf-16"), "text/json; charset=utf-16"),
        ('{"a": "ä"}'.encode(), "application/json; charset=no-such"),
    ],
)
def test_json_is_read_in_the_charset_that_it_is_said_to_be_in(content: bytes, kind: str) -> None:
    assert body.document(request(content, kind)) == {"a": "ä"}


@pytest.mark.parametrize("content", [b"", b"{", b"{'a': 1}", b"\xff", b"nul", b'{"a": NaN}', b"[" * 100_000])
def test_what_is_no_json_is_refused(content: bytes) -> None:
    with pytest.raises(Malformed):
        body.document(request(content))


@pytest.mark.parametrize("content", [b"null", b"[]", b'"a"', b"1", b"true"])
def test_an_object_is_one(content: bytes) -> None:
    with pytest.raises(Refused) as caught:
        body.document(request(content))
    assert caught.value.code == 400


def test_members_go_by_names_in_any_case() -> None:
    assert body.folded({"ObjectId": 1, "objectid": 2, "x": 3}) == {"objectid": 2, "x": 3}


@given(st.binary(), st.sampled_from(["utf-8", "utf-16", "latin-1", "idna", "hex", "rot13", "zlib", "punycode", "\x00"]))
def test_no_body_is_more_than_bad(content: bytes, charset: str) -> None:
    try:
        found: Any = body.document(request(content, f"application/json; charset={charset}"))
    except (Malformed, Refused):
        return
    assert isinstance(found, dict)
