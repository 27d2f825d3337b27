from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from chalicelib.dialects.xmatters.parser import body
from chalicelib.errors import Malformed, PolydeskError, TooLarge, UnsupportedMediaType
from chalicelib.request import Request


def sent(content: bytes, media_type: str | None = None) -> Request:
    headers = {} if media_type is None else {"Content-Type": media_type}
    return Request.from_event({"body": content, "headers": headers})


@pytest.mark.parametrize("media_type", [None, "application/json", "Application/JSON; charset=utf-8"])
def test_bodies_are_json_whether_or_not_they_say_so(media_type: str | None) -> None:
    assert body.read_object(sent(b'\xef\xbb\xbf{"a":"\xc3\xa9"}', media_type)) == {"a": "é"}
    assert body.read_list(sent(b"[1]", media_type)) == [1]


def test_numbers_may_be_read_as_they_were_written() -> None:
    content = b'{"a":37.7730850,"b":1,"c":1e400}'
    assert body.read_object(sent(content), exact=True) == {"a": Decimal("37.7730850"), "b": 1, "c": Decimal("1e400")}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"nothing",
        b'"\xff"',
        b'{"a":"\\ud800"}',
        b'{"a":1e400}',
        b'{"a":1e99999999999999999999}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"a":NaN}',
    ],
)
def test_what_is_no_json_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(Malformed, match="not valid JSON"):
        body.read_object(sent(content))


def test_the_exact_reader_refuses_what_no_number_is() -> None:
    with pytest.raises(Malformed, match="not valid JSON"):
        body.read_object(sent(b'{"a":1e99999999999999999999}'), exact=True)


@pytest.mark.parametrize(
    ("content", "read"), [(b"[]", body.read_object), (b"null", body.read_object), (b"{}", body.read_list)]
)
def test_json_of_another_kind_is_malformed(content: bytes, read: Any) -> None:
    with pytest.raises(Malformed, match="must be a JSON"):
        read(sent(content))


@pytest.mark.parametrize(
    ("request_sent", "error"),
    [
        (sent(b" " * (body.MAX_BODY + 1), "text/plain"), TooLarge),
        (sent(b"{", "text/plain"), UnsupportedMediaType),
        (sent(b" " * body.MAX_BODY), Malformed),
    ],
)
def test_size_comes_before_type_and_type_before_content(request_sent: Request, error: type[PolydeskError]) -> None:
    with pytest.raises(error):
        body.read_object(request_sent)
