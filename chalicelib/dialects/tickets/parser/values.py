"""Single values, read leniently: what a JSON or XML client may write for a text, a time, a number, a boolean, a list."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from chalicelib.dialects.tickets import times
from chalicelib.dialects.tickets.resource import Type

MAX_ID: Final = 2**31 - 1
MAX_COMPLAINTS: Final = 100  # about one list; whoever sends more wrong ids has sent no list of ids
_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,10}")
_EMAIL: Final = re.compile(r"[^\s@]+@[^\s@]+")
_BOOLEANS: Final = {"true": True, "1": True, "false": False, "0": False}


class Unreadable(ValueError):
    """`values` are not what is `expected`: one value, or several of a list."""

    def __init__(self, *values: Any, expected: Type, code: str = "type") -> None:
        super().__init__(f"not {expected}")
        self.values = values
        self.expected = expected
        self.code = code


def text(value: Any) -> str:
    """A string as it is, never trimmed."""
    if type(value) is not str:
        raise Unreadable(value, expected=Type.TEXT)
    return value


def email(value: Any) -> str:
    """Something, one `@`, something, no white space."""
    if _EMAIL.fullmatch(text(value)) is None:
        raise Unreadable(value, expected=Type.EMAIL, code="format")
    return str(value)


def time(value: Any) -> datetime:
    """A moment in one of the spellings of `times`."""
    try:
        return times.read(text(value))
    except ValueError:  # Unreadable is one, too
        raise Unreadable(value, expected=Type.TIME) from None


def boolean(value: Any) -> bool:
    """`true`, `"True"`, `1`, `"1"` and their opposites."""
    found = _BOOLEANS.get(str(value).lower()) if type(value) in (bool, int, str) else None
    if found is None:
        raise Unreadable(value, expected=Type.BOOLEAN)
    return found


def number(value: Any) -> int:
    """A positive 32-bit integer, also as a string of digits."""
    found = value if type(value) is int else None
    if type(value) is str and _INTEGER.fullmatch(value):
        found = int(value)
    if found is None or not 0 < found <= MAX_ID:
        raise Unreadable(value, expected=Type.ID)
    return found


def services(value: Any) -> tuple[int, ...]:
    """Ids of services, each once: from numbers, strings of digits, or objects with an `Id`."""
    if type(value) is not list:
        raise Unreadable(value, expected=Type.SERVICES)
    found: dict[int, None] = {}
    wrong: list[Any] = []
    for each in value:
        id_of_each = each.get("id") if type(each) is dict else each
        try:
            found[number(id_of_each)] = None
        except Unreadable:
            wrong.append(id_of_each)
    if wrong:
        raise Unreadable(*wrong[:MAX_COMPLAINTS], expected=Type.ID)
    return tuple(found)


READERS_BY_TYPE: Final[dict[Type, Callable[[Any], Any]]] = {
    Type.TEXT: text,
    Type.EMAIL: email,
    Type.TIME: time,
    Type.BOOLEAN: boolean,
    Type.ID: number,
    Type.SERVICES: services,
}
