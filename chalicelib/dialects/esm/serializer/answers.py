"""Responses of all shapes (specification, 3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from chalicelib.dialects.esm import wire
from chalicelib.dialects.esm.cards.rejection import Rejection
from chalicelib.dialects.esm.parser import matches
from chalicelib.dialects.esm.serializer import stamps
from chalicelib.dialects.pile import MAX_BYTES
from chalicelib.domain.record import Record
from chalicelib.errors import TooLarge
from chalicelib.response import Response

ENCODER: Final = msgspec.json.Encoder()
_HEAVY: Final = "The answer would be larger than 4 MiB. Select fewer attributes."


def respond(shape: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """An answer in JSON. Raises TooLarge for one that no gateway carries."""
    body = ENCODER.encode(shape)
    if len(body) > MAX_BYTES:
        raise TooLarge(MAX_BYTES, _HEAVY)
    return Response(status, body, headers, media_type="application/json")


def said(message: str, record: Record | None = None) -> Response:
    """An ApiResponse; with the entity tag of a card that was written."""
    return respond(wire.ApiResponse(200, message, stamps.now()), headers=tag(record) if record else None)


def tag(record: Record) -> dict[str, str]:
    """The entity tag of a card, as a header."""
    return {"ETag": matches.tag(record.version)}


def error(rejected: Rejection) -> wire.UpdateError:
    """A part of a write that was not taken."""
    from http import HTTPStatus  # only where something is wrong

    code = None if rejected.code is None else short(rejected.code, _LONGEST_CODE)
    return wire.UpdateError(code, rejected.type, short(rejected.message), HTTPStatus(rejected.status).phrase)


def short(text: str, longest: int = 5_000) -> str:
    """A text that may repeat what a request says, which may be megabytes, cut to what people read."""
    return text if len(text) <= longest else f"{text[:longest]}…"


_LONGEST_CODE: Final = 300
