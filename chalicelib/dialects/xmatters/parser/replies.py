"""What a person answers, from a form or as JSON (specification, 7.2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl

import msgspec

from chalicelib.errors import Malformed, UnsupportedMediaType
from chalicelib.request import Request

_MOST_FIELDS: Final = 20
_UNREADABLE: Final = "Your answer could not be read."


@dataclass(frozen=True, slots=True)
class Reply:
    """`option`: the UUID of what was chosen, empty when nothing was. `comment`: with plain line ends."""

    option: str = ""
    comment: str = ""


def read(request: Request) -> Reply:
    """The answer in a body. Raises UnsupportedMediaType, Malformed."""
    read_members = _READERS.get(request.media_type)
    if read_members is None:
        raise UnsupportedMediaType(request.media_type)
    members = read_members(request.body)
    comment = _text(members, "comment").replace("\r\n", "\n").replace("\r", "\n").strip()
    return Reply(_text(members, "response").strip(), comment)


def _form(body: bytes) -> dict[str, Any]:
    try:
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise Malformed(_UNREADABLE) from None
    return dict(reversed(pairs))  # the first of a name counts


def _object(body: bytes) -> dict[str, Any]:
    try:
        content = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise Malformed(_UNREADABLE) from None
    if not isinstance(content, dict):
        raise Malformed(_UNREADABLE)
    return content


def _text(members: dict[str, Any], name: str) -> str:
    value = members.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Malformed(_UNREADABLE)
    return value


_READERS: Final[dict[str, Callable[[bytes], dict[str, Any]]]] = {
    "application/x-www-form-urlencoded": _form,
    "": _form,
    "application/json": _object,
}
