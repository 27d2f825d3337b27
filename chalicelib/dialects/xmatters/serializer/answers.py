"""Responses in compact JSON (specification, 1.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec

from chalicelib.response import Response

ENCODER: Final = msgspec.json.Encoder()
MEDIA_TYPE: Final = "application/json"


def respond(shape: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """An answer."""
    return Response(status, ENCODER.encode(shape), headers, media_type=MEDIA_TYPE)


def listed(head: msgspec.Struct, name: str, entries: Sequence[bytes]) -> Response:
    """A list: the members of `head`, then the encoded entries under a name."""
    body = ENCODER.encode(head)[:-1] + b',"' + name.encode() + b'":[' + b",".join(entries) + b"]}"
    return Response(200, body, media_type=MEDIA_TYPE)


def done(status: int = 200) -> Response:
    """An answer that says nothing."""
    return Response(status)
