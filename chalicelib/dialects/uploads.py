"""Bodies in multipart/form-data, as browsers and HTTP clients send forms with files (RFC 7578), read into their parts."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote_to_bytes

from chalicelib.errors import Malformed, UnsupportedMediaType

if TYPE_CHECKING:
    from chalicelib.request import Request

MEDIA_TYPE: Final = "multipart/form-data"
MAX_PARTS: Final = 100  # each costs more memory than it takes in a body
_BROKEN: Final = "The form can't be read."
# Some clients send a name that is no ASCII in this form, which RFC 7578 does not allow, and in no other.
_EXTENDED: Final = re.compile(rb";[ \t]*filename\*=[ \t]*\"?utf-8'[^']*'([^;\"]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a form. `filename`: None where the sender gives none. `media_type`: "" where it says none."""

    name: str
    content: bytes = field(repr=False)
    filename: str | None = None
    media_type: str = ""

    @property
    def text(self) -> str:
        """The content as text, in UTF-8; Malformed where it is none."""
        try:
            return self.content.decode()
        except UnicodeDecodeError:
            raise Malformed(f"The part {self.name} is no text in UTF-8.") from None


def read(request: Request) -> dict[str, list[Part]]:
    """The parts of a form by name, several of one name in their order.

    Raises UnsupportedMediaType for another type of body, and Malformed. How large a body may be is the route's matter.
    """
    if request.media_type != MEDIA_TYPE:
        raise UnsupportedMediaType(request.media_type)
    parts: dict[str, list[Part]] = {}
    for part in _parts(request.body, request.headers.get("content-type", "")):
        parts.setdefault(part.name, []).append(part)
    return parts


def _parts(body: bytes, content_type: str) -> list[Part]:
    from python_multipart import MultipartParser  # few requests carry a form
    from python_multipart.exceptions import FormParserError
    from python_multipart.multipart import parse_options_header

    form = _Form(parse_options_header)
    try:
        boundary = parse_options_header(content_type)[1].get(b"boundary", b"")
        if not boundary:
            raise Malformed("The form does not say where its parts end.")
        parser = MultipartParser(boundary, form.callbacks)
        parser.write(body)
        parser.finalize()
    except (FormParserError, UnicodeError):
        raise Malformed(_BROKEN) from None
    if not form.is_complete:
        raise Malformed("The form ends too early.")
    return form.parts


class _Form:
    """Listens to the parser. Nothing of a part is copied before it is whole."""

    def __init__(self, parse_options: Any) -> None:
        self.parts: list[Part] = []
        self.is_complete = False
        self._parse_options = parse_options
        self._begin()
        self.callbacks: Any = {
            "on_part_begin": self._begin,
            "on_header_field": self._header_name,
            "on_header_value": self._header_value,
            "on_header_end": self._header_end,
            "on_part_data": self._data,
            "on_part_end": self._end,
            "on_end": self._complete,
        }

    def _begin(self) -> None:
        if len(self.parts) == MAX_PARTS:
            raise Malformed(f"A form has at most {MAX_PARTS} parts.")
        self._headers: dict[bytes, bytes] = {}
        self._pieces: list[memoryview] = []
        self._name = self._value = b""

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        self._headers[self._name.lower()] = self._value
        self._name = self._value = b""

    def _data(self, data: bytes, start: int, end: int) -> None:
        self._pieces.append(memoryview(data)[start:end])

    def _end(self) -> None:
        disposition = self._headers.get(b"content-disposition", b"")
        kind, options = self._parse_options(disposition)
        if kind != b"form-data" or b"name" not in options:
            raise Malformed("A part of the form has no name.")
        filename = options.get(b"filename")
        if filename is None and (extended := _EXTENDED.search(disposition)):
            filename = unquote_to_bytes(extended[1].strip())
        self.parts.append(
            Part(
                name=_text(options[b"name"]),
                content=self._decoded(b"".join(self._pieces)),
                filename=None if filename is None else _text(filename),
                media_type=_text(self._headers.get(b"content-type", b"")).strip(),
            )
        )
        self._pieces = []

    def _decoded(self, content: bytes) -> bytes:
        """No form needs an encoding, but some mail libraries make forms."""
        if self._headers.get(b"content-transfer-encoding", b"").strip().lower() != b"base64":
            return content
        try:
            return base64.b64decode(content)
        except binascii.Error:
            raise Malformed(_BROKEN) from None

    def _complete(self) -> None:
        self.is_complete = True


def _text(value: bytes) -> str:
    """What browsers send is UTF-8; anything else is read byte by byte."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("latin-1")
