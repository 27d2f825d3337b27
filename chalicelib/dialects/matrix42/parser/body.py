"""Bodies: JSON in whatever charset it is said to be, names of members in any case."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from typing import Any, Final

import msgspec

from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.vocabulary import refusals
from chalicelib.errors import Malformed
from chalicelib.request import Request


def document(request: Request) -> dict[str, Any]:
    """A JSON object. Raises Malformed for bad syntax, Refused (400) for another value."""
    found = value(request)
    if not isinstance(found, dict):
        raise Refused(refusals.INVALID)
    return found


def value(request: Request) -> Any:
    """Any JSON value. Raises Malformed, also for no body at all."""
    try:
        return msgspec.json.decode(_text(request))
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        raise Malformed from None


def folded(members: Mapping[str, Any]) -> dict[str, Any]:
    """Members by their names in lower case; of two that differ in case alone the last one counts."""
    return {name.lower(): member for name, member in members.items()}


def _text(request: Request) -> bytes | str:
    """The body; in a charset that JSON never comes in it is taken for UTF-8, like one that says none."""
    charset = request.charset
    if charset is None or _CHARSET.fullmatch(charset) is None:
        return request.body.removeprefix(codecs.BOM_UTF8)
    try:
        return request.body.decode(charset).removeprefix("\ufeff")
    except LookupError:
        raise Malformed from None


_CHARSET: Final = re.compile(r"utf-?(?:8|16|32)(?:-?[lb]e)?|iso-8859-\d{1,2}|windows-125\d|us-ascii|latin-?1")
