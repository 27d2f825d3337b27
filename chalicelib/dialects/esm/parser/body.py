"""Bodies in JSON; read as that whatever their Content-Type, because clients send it without or with a wrong one."""

from __future__ import annotations

from typing import Any

import msgspec

from chalicelib.errors import Invalid, Malformed
from chalicelib.request import Request


def read(request: Request) -> Any:
    """The JSON of a body. Raises Malformed."""
    try:
        return msgspec.json.decode(request.body.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise Malformed("Invalid JSON.") from None


def read_object(request: Request) -> dict[str, Any]:
    """The object that a body is. Raises Malformed."""
    content = read(request)
    if not isinstance(content, dict):
        raise Malformed("Invalid JSON.")
    return content


def read_values(request: Request) -> Any:
    """What the body of a write to one attribute gives as values. Raises Malformed, Invalid."""
    content = read_object(request)
    if not isinstance(content.get("values"), list):
        raise Invalid(message="values is missing, or is no list.")
    return content["values"]
