"""Bodies: JSON in whatever charset it is said to be, names of members in any case."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from typing import Any

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
    body = request.body
    if request.charset in (None, "utf-8", "utf8"):
        return body.removeprefix(codecs.BOM_UTF8)
    try:
        return body.decode(request.charset or "")
    except LookupError:
        return body
