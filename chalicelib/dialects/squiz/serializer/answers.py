"""Responses in JSON without padding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from chalicelib.request import Request
from chalicelib.response import Response

MEDIA_TYPE: Final = "application/json"
ENCODER: Final = msgspec.json.Encoder()


def respond(shape: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A shape."""
    return written(ENCODER.encode(shape), status, headers)


def written(body: bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """What is JSON already."""
    return Response(status, body, headers, media_type=MEDIA_TYPE)


def created(request: Request, path: str, body: bytes) -> Response:
    """What has been made, and where it is: `assets/1821`."""
    return written(body, 201, {"Location": f"{base(request)}/{path}"})


def done() -> Response:
    """There is nothing more to say."""
    return Response(204)


def array(parts: Iterable[bytes]) -> bytes:
    """An array."""
    return b"[" + b",".join(parts) + b"]"


def base(request: Request) -> str:
    """Where this version is, as the caller spells it."""
    return f"{request.base_url}/{request.prefix.strip('/').partition('/')[0]}/v1"
