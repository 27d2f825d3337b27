from __future__ import annotations

import base64
import json

import pytest

from chalicelib.response import Response


def test_text_leaves_as_text() -> None:
    assert Response(200, "Grüße").to_dict()["body"] == "Grüße"


def test_bytes_of_a_text_type_leave_as_text() -> None:
    told = Response(200, "ü".encode(), media_type="application/json; charset=utf-8").to_dict([])
    assert (told["body"], told["isBase64Encoded"]) == ("ü", False)


@pytest.mark.parametrize("media_type", ["image/png", "application/octet-stream", "application/zip"])
def test_other_bytes_leave_in_base64_whatever_chalice_thinks_of_them(media_type: str) -> None:
    told = Response(200, b"abc", media_type=media_type).to_dict([])
    assert (base64.b64decode(told["body"]), told["isBase64Encoded"]) == (b"abc", True)


def test_bytes_that_are_no_utf8_leave_in_base64_even_as_text() -> None:
    assert Response(200, b"\xff\xfe<", media_type="text/xml; charset=utf-16").to_dict()["isBase64Encoded"]


@pytest.mark.parametrize("text", ['"' * (4 << 20), "é" * (2 << 20)], ids=["quotes", "other scripts"])
def test_a_text_that_grows_beyond_what_lambda_carries_leaves_in_base64(text: str) -> None:
    for body in (text, text.encode()):
        told = Response(200, body, media_type="application/json").to_dict()
        assert told["isBase64Encoded"]
        assert base64.b64decode(told["body"]).decode() == text
        assert len(json.dumps(told)) < 6 << 20


def test_a_long_text_that_does_not_grow_leaves_as_it_is() -> None:
    told = Response(200, b"x" * (4 << 20), media_type="application/json").to_dict()
    assert (len(told["body"]), told["isBase64Encoded"]) == (4 << 20, False)


def test_an_empty_body_has_no_type() -> None:
    assert Response(204).to_dict() == {
        "statusCode": 204,
        "headers": {},
        "multiValueHeaders": {},
        "body": "",
        "isBase64Encoded": False,
    }


def test_a_type_among_the_headers_is_not_said_twice() -> None:
    assert Response(200, b"x", {"content-type": "text/csv"}).headers == {"content-type": "text/csv"}


@pytest.mark.parametrize("value", ["a\r\nSet-Cookie: b", "a\nb", "a\0b"])
def test_a_header_that_breaks_out_of_its_line_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="Location"):
        Response(200, headers={"Location": value})
