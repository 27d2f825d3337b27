from __future__ import annotations

import base64
import contextlib
import time
import tracemalloc
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from urllib3 import encode_multipart_formdata

from chalicelib.dialects import uploads
from chalicelib.dialects.uploads import Part
from chalicelib.errors import Malformed, UnsupportedMediaType
from chalicelib.request import Request

TYPE = "multipart/form-data; boundary=b"


def request(body: bytes, content_type: str = TYPE) -> Request:
    event: dict[str, Any] = {
        "httpMethod": "POST",
        "headers": {"Content-Type": content_type},
        "body": base64.b64encode(body).decode(),
        "isBase64Encoded": True,
    }
    return Request.from_event(event)


def form(*parts: bytes) -> bytes:
    return b"".join(b"--b\r\n" + part + b"\r\n" for part in parts) + b"--b--\r\n"


def only(body: bytes) -> Part:
    ((part,),) = uploads.read(request(body)).values()
    return part


FILE = b'Content-Disposition: form-data; name="fileUpload"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nHello\r\n--'


def test_parts_come_by_name_in_any_order() -> None:
    name = b'Content-Disposition: form-data; name="fileName"\r\n\r\n\xc3\xbcber.txt'
    for body in (form(FILE, name), form(name, FILE)):
        parts = uploads.read(request(body))
        assert parts["fileUpload"] == [Part("fileUpload", b"Hello\r\n--", "a.txt", "text/plain")]
        assert parts["fileName"][0].text == "über.txt"


def test_parts_of_one_name_keep_their_order() -> None:
    part = b'Content-Disposition: form-data; name="f"\r\n\r\n'
    assert [each.content for each in uploads.read(request(form(part + b"1", part + b"2")))["f"]] == [b"1", b"2"]


@pytest.mark.parametrize("name", ["plain.txt", "Grüße.pdf", "日本.txt", 'quo"ted.txt', "semi;colon.txt"])
def test_names_of_files_arrive_as_a_client_sends_them(name: str) -> None:
    body, content_type = encode_multipart_formdata({"f": (name, b"x")})
    ((part,),) = uploads.read(request(body, content_type)).values()
    assert part.filename in (name, name.replace('"', "%22"))  # how HTML has clients write a quotation mark


def test_a_name_in_the_form_that_only_some_clients_send_is_read() -> None:
    assert (
        only(form(b"Content-Disposition: form-data; name=f; filename*=utf-8''%C3%BC.txt\r\n\r\nx")).filename == "ü.txt"
    )


def test_a_name_in_another_charset_is_read_byte_by_byte() -> None:
    assert only(form(b'Content-Disposition: form-data; name="f"; filename="\xfc.txt"\r\n\r\nx')).filename == "ü.txt"


def test_a_part_that_is_encoded_is_decoded() -> None:
    head = b'Content-Disposition: form-data; name="f"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    assert only(form(head + b"SGVs\r\nbG8=")).content == b"Hello"


def test_a_form_without_parts_has_none() -> None:
    assert uploads.read(request(b"--b--\r\n")) == {}


def test_a_text_that_is_none_is_refused() -> None:
    with pytest.raises(Malformed):
        only(form(b'Content-Disposition: form-data; name="f"\r\n\r\n\xff')).text  # noqa: B018


@pytest.mark.parametrize("content_type", ["", "application/json", "multipart/mixed; boundary=b", "text/plain"])
def test_another_type_of_body_is_not_supported(content_type: str) -> None:
    with pytest.raises(UnsupportedMediaType):
        uploads.read(request(form(FILE), content_type))


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", TYPE),
        (b"Hello", TYPE),
        (form(FILE)[:-8], TYPE),
        (form(FILE), "multipart/form-data"),
        (form(FILE), "multipart/form-data; boundary="),
        (form(FILE), 'multipart/form-data; boundary=""'),
        (form(FILE), f"multipart/form-data; boundary={'b' * 1_000}"),
        (form(FILE), "multipart/form-data; boundary=other"),
        (form(FILE), "multipart/form-data; boundary=ü\u20ac"),
        (form(b"\r\nx"), TYPE),
        (form(b"Content-Disposition: form-data\r\n\r\nx"), TYPE),
        (form(b'Content-Disposition: attachment; name="f"\r\n\r\nx'), TYPE),
        (form(b"X: " + b"x" * 100_000 + b"\r\n\r\nx"), TYPE),
        (form(b"X: y\r\n" * 1_000 + b"\r\nx"), TYPE),
        (form(*[b'Content-Disposition: form-data; name="f"\r\n\r\n'] * 101), TYPE),
        (form(b'Content-Disposition: form-data; name="f"\r\nContent-Transfer-Encoding: base64\r\n\r\nA'), TYPE),
    ],
)
def test_what_is_no_form_is_malformed(body: bytes, content_type: str) -> None:
    with pytest.raises(Malformed):
        uploads.read(request(body, content_type))


pieces = st.sampled_from(
    [
        *(b"--b", b"--", b"b", b"\r", b"\n", b"\r\n", b":", b";", b"=", b'"', b"'", b"*", b"\0", b"\xff", b"\\"),
        *(b"Content-Disposition: form-data; name=f", b"filename*=utf-8''%ff", b"Content-Transfer-Encoding: base64"),
    ]
)
headers = st.text(st.characters(exclude_characters="\r\n\0", max_codepoint=0x2FFF), max_size=20)


@given(st.lists(pieces | st.binary(max_size=5)).map(b"".join), st.just(TYPE) | headers.map(TYPE.__add__))
@example(form(FILE), TYPE)
def test_whatever_comes_is_a_form_or_malformed(body: bytes, content_type: str) -> None:
    for sent in (body, form(body), b"--b\r\n" + body + b"\r\n--b--"):
        try:
            parts = uploads.read(request(sent, content_type))
        except (Malformed, UnsupportedMediaType):
            continue
        assert sum(len(part.content) for several in parts.values() for part in several) <= len(sent)


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_bytes_arrive_as_they_were_sent(first: bytes, second: bytes) -> None:
    body, content_type = encode_multipart_formdata({"a": ("a.bin", first), "b": ("b.bin", second)})
    parts = uploads.read(request(body, content_type))
    assert (parts["a"][0].content, parts["b"][0].content) == (first, second)


@pytest.mark.parametrize("piece", [b"x", b"\r", b"\r\n", b"\r\n--", b"\r\n--\r\n--", b"--b", b"\r\n--b\r\n"])
def test_a_large_form_takes_little_time_and_no_more_memory_than_twice_its_size(piece: bytes) -> None:
    content = piece * (1_000_000 // len(piece))
    sent = request(b'--b\r\nContent-Disposition: form-data; name="f"\r\n\r\n' + content + b"\r\n--b--\r\n")
    size = len(sent.body)
    tracemalloc.start()
    begun = time.perf_counter()
    with contextlib.suppress(Malformed):
        uploads.read(sent)
    took, peak = time.perf_counter() - begun, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert took < 5
    assert peak < 2 * size + 1_000_000
