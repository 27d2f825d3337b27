from __future__ import annotations

from itertools import permutations

import pytest

from chalicelib.dialects.esm.parser.forms import read
from chalicelib.errors import Invalid, Malformed
from chalicelib.request import Request

FILE = b'Content-Disposition: form-data; name="fileUpload"; filename="x.bin"\r\nContent-Type: image/png\r\n\r\n\x89PNG'
NAME = b'Content-Disposition: form-data; name="fileName"\r\n\r\n'


def form(*parts: bytes, media_type: str = "multipart/form-data; boundary=b") -> Request:
    body = b"".join(b"--b\r\n" + part + b"\r\n" for part in parts) + b"--b--\r\n"
    return Request.from_event({"body": body, "headers": {"Content-Type": media_type}})


def test_the_parts_may_stand_in_either_order() -> None:
    for parts in permutations((FILE, NAME + b"error.png")):
        upload = read(form(*parts))
        assert (upload.name, upload.content, upload.media_type) == ("error.png", b"\x89PNG", "image/png")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("C:\\temp\\a.txt", "a.txt"),
        ("../../etc/passwd", "passwd"),
        ("ä ö.msg", "ä ö.msg"),
        ("x" * 300 + ".txt", "x" * 251 + ".txt"),
    ],
)
def test_directories_are_cut_from_a_name_and_so_is_what_is_too_long(said: str, name: str) -> None:
    assert read(form(FILE, NAME + said.encode())).name == name


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ((FILE,), "The part fileName is missing."),
        ((NAME + b"a",), "The part fileUpload is missing."),
        ((), "The part fileUpload is missing. The part fileName is missing."),
        ((FILE, NAME), "The part fileName is empty."),
        ((FILE, NAME + b" ../ "), "The part fileName is empty."),
        ((FILE, NAME + b".."), "The part fileName is empty."),
    ],
)
def test_what_a_form_lacks_is_named(parts: tuple[bytes, ...], why: str) -> None:
    with pytest.raises(Invalid) as caught:
        read(form(*parts))
    assert caught.value.message == why


@pytest.mark.parametrize("media_type", ["", "application/json", "multipart/mixed; boundary=b"])
def test_what_is_no_form_is_refused(media_type: str) -> None:
    with pytest.raises(Invalid, match="no multipart/form-data"):
        read(form(FILE, NAME + b"a", media_type=media_type))


def test_a_name_in_another_encoding_is_refused() -> None:
    with pytest.raises(Malformed):
        read(form(FILE, NAME + b"\xff"))
