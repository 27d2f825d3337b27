from __future__ import annotations

import pytest

from chalicelib.dialects.tickets.parser import body
from chalicelib.dialects.tickets.vocabulary.resources import CUSTOMERS
from chalicelib.errors import Malformed
from chalicelib.request import Request


def request(content: bytes, content_type: str | None) -> Request:
    headers = {} if content_type is None else {"Content-Type": content_type}
    return Request.from_event({"headers": headers, "body": content})


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        ('{"Name": "Zé"}'.encode(), "application/json"),
        ('{"Name": "Zé"}'.encode(), "text/json; charset=UTF-8"),
        ('{"Name": "Zé"}'.encode("utf-8-sig"), "application/json"),
        ('{"Name": "Zé"}'.encode("latin-1"), "application/json; charset=iso-8859-1"),
        ('{"Name": "Zé"}'.encode("utf-16"), 'application/json; charset="utf-16"'),
        ("<c><Name>Zé</Name></c>".encode(), "application/xml"),
        ("<c><Name>Zé</Name></c>".encode("utf-16"), "application/xml; charset=utf-16"),
        ('<?xml version="1.0" encoding="utf-16"?><c><Name>Zé</Name></c>'.encode(), "text/xml"),
        (
            '<?xml version="1.0" encoding="utf-8"?><c><Name>Zé</Name></c>'.encode("cp1252"),
            "text/xml; charset=windows-1252",
        ),
        ('<?xml version="1.0"?><c><Name>Zé</Name></c>'.encode("utf-8-sig"), "text/xml"),
        ("\n <c><Name>Zé</Name></c>".encode(), None),
        ('\n {"Name": "Zé"}'.encode(), None),
    ],
)
def test_the_charset_of_the_content_type_decides(content: bytes, content_type: str | None) -> None:
    assert body.read(request(content, content_type), CUSTOMERS) == {"name": "Zé"}


@pytest.mark.parametrize(
    ("content", "content_type", "detail"),
    [
        (b"", "application/json", "empty"),
        (b" \r\n", "application/xml", "empty"),
        (b"\xef\xbb\xbf", "application/json", "empty"),
        (b'{"Name": "\xe9"}', "application/json", "not valid utf-8"),
        (b"<c><Name>\xe9</Name></c>", "text/xml", "not valid utf-8"),
        ('{"Name": "Zé"}'.encode("utf-16"), "application/json", "not valid utf-8"),
        (b"{}", "application/json; charset=klingon", "charset"),
        (b"{}", "application/json; charset=unicode_escape", "charset"),
        (b"{}", "application/json; charset=punycode", "charset"),
        (b'{"Name": "\xed\xa0\x80"}', "application/json", "not valid utf-8"),
        (b"<a/>", "application/json", "JSON"),
        (b"{}", "application/xml", "well-formed"),
    ],
)
def test_what_can_not_be_decoded_is_malformed(content: bytes, content_type: str, detail: str) -> None:
    with pytest.raises(Malformed, match=detail):
        body.read(request(content, content_type), CUSTOMERS)
