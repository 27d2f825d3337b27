"""Values as JSON, both ways (specification, 5)."""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from chalicelib.dialects.matrix42.asql import moments
from chalicelib.dialects.matrix42.asql.table import AttributeType
from chalicelib.dialects.matrix42.asql.typed import guid as read_guid
from chalicelib.domain.scalar import is_number, is_whole_text

UNSPECIFIED: Final = datetime(9999, 12, 31, tzinfo=UTC)  # from here on a date means none
MAX_TEXT: Final = 100_000  # characters
MAX_BINARY: Final = 65_536  # bytes
_NIL: Final = UUID(int=0)
_INT: Final = 1 << 31
_LONG: Final = 1 << 63


class Misshapen(ValueError):
    """What is no value of a type. `expected`: what it should be."""

    def __init__(self, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected


class TooLong(ValueError):
    """A text or bytes beyond a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


def to_json(of: AttributeType, value: Any) -> Any:
    """A value as an answer shows it."""
    match value:
        case None | bool():
            return value
        case datetime():
            return moments.spelled(value)
        case UUID():
            return str(value)
        case bytes():
            return b64encode(value).decode()
        case int() if of is AttributeType.VERSION:
            return stamp(value)
        case float() if value.is_integer() and of in _WHOLE:
            return int(value)
    return value


_WHOLE: Final = (AttributeType.INT, AttributeType.LONG)


def stamp(version: int) -> str:
    """A row version as a `TimeStamp`."""
    return b64encode(version.to_bytes(8)).decode()


def read_stamp(said: Any) -> int:
    """The row version of a `TimeStamp`. Raises Misshapen."""
    raw = _bytes(said)
    if len(raw) != 8:
        raise Misshapen("8 bytes in base64")
    return int.from_bytes(raw)


def from_json(of: AttributeType, said: Any, *, length: int | None = None) -> Any:
    """A value of a type; None for what means none. `length`: characters of a text. Raises Misshapen, TooLong."""
    return None if said is None else _READ_BY_TYPE[of](said, length)


def _text(said: Any, length: int | None) -> str:
    if not isinstance(said, str) or not is_whole_text(said):
        raise Misshapen("a text")
    limit = length or MAX_TEXT
    if len(said) > limit:
        raise TooLong(limit)
    return said


def reference(said: Any, _: int | None = None) -> UUID | None:
    """A GUID; None for an empty one."""
    if not isinstance(said, str):
        raise Misshapen("a GUID")
    found = read_guid(said) if said else _NIL
    if found is None:
        raise Misshapen("a GUID")
    return None if found == _NIL else found


def _number(said: Any) -> int | float:
    found = said
    if isinstance(said, str):
        try:
            found = int(said) if said.strip().lstrip("+-").isdecimal() and len(said) < MAX_DIGITS else float(said)
        except ValueError:
            found = None
    if isinstance(found, bool) or not isinstance(found, (int, float)) or not is_number(found):
        raise Misshapen("a number")
    return found


MAX_DIGITS: Final = 40


def whole(said: Any, bound: int = _INT) -> int:
    """A whole number between bounds."""
    found = _number(said)
    if found != int(found) or not -bound <= found < bound:
        raise Misshapen("a whole number" if bound == _LONG else "a whole number of 32 bits")
    return int(found)


def _date(said: Any, _: int | None) -> datetime | None:
    found = moments.read(said) if isinstance(said, str) else None
    if found is None:
        raise Misshapen("a date")
    return None if found >= UNSPECIFIED else found


_TRUTHS: Final = {"true": True, "false": False}


def _truth(said: Any, _: int | None) -> bool:
    if isinstance(said, str) and said.lower() in _TRUTHS:
        return _TRUTHS[said.lower()]
    if not isinstance(said, (bool, int)) or said not in (0, 1):
        raise Misshapen("true or false")
    return bool(said)


def _binary(said: Any, _: int | None) -> str:
    raw = _bytes(said)
    if len(raw) > MAX_BINARY:
        raise TooLong(MAX_BINARY)
    return b64encode(raw).decode()


def _bytes(said: Any) -> bytes:
    if not isinstance(said, str):
        raise Misshapen("base64")
    try:
        return b64decode(said, validate=True)
    except (binascii.Error, ValueError):
        raise Misshapen("base64") from None


_READ_BY_TYPE: Final[dict[AttributeType, Callable[[Any, int | None], Any]]] = {
    AttributeType.STRING: _text,
    AttributeType.TEXT: _text,
    AttributeType.GUID: reference,
    AttributeType.INT: lambda said, _: whole(said),
    AttributeType.LONG: lambda said, _: whole(said, _LONG),
    AttributeType.FLOAT: lambda said, _: _number(said),
    AttributeType.DECIMAL: lambda said, _: _number(said),
    AttributeType.DATE: _date,
    AttributeType.BOOL: _truth,
    AttributeType.BINARY: _binary,
    AttributeType.VERSION: lambda said, _: read_stamp(said),
}
