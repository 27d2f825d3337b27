"""Single values: a check answers what is wrong with one, None when nothing is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from chalicelib.domain.reference import HIGHEST
from chalicelib.domain.scalar import is_whole_text

Check = Callable[[Any], str | None]

REQUIRED: Final = "is required"
NO_TEXT: Final = "must be a text"
NO_OBJECT: Final = "must be an object"
NO_LIST: Final = "must be an array"
_PLAIN: Final = re.compile(r"0|[1-9][0-9]*")


def text(*, most: int, least: int = 0) -> Check:
    """A text of so many characters."""

    def check(value: Any) -> str | None:
        if not isinstance(value, str):
            return NO_TEXT
        if len(value) < least:
            return "must not be empty"
        if len(value) > most:
            return f"must have at most {most} characters"
        return None if is_whole_text(value) else "must not hold half a surrogate pair"

    return check


def matching(pattern: str, expected: str) -> Check:
    """A text of a form, which `expected` says in words."""
    form = re.compile(pattern)
    return lambda value: None if isinstance(value, str) and form.fullmatch(value) else f"must be {expected}"


def choice(values: Sequence[Any]) -> Check:
    """One of some values; `1` is not true."""
    shown = ", ".join(each if isinstance(each, str) else str(each).lower() for each in values)
    return lambda value: None if _is_among(value, values) else f"must be one of {shown}"


def whole(*, least: int, most: int) -> Check:
    """An integer between two."""

    def check(value: Any) -> str | None:
        if type(value) is not int:
            return "must be an integer"
        return None if least <= value <= most else f"must be from {least} to {most}"

    return check


def flag(value: Any) -> str | None:
    """True or false."""
    return None if isinstance(value, bool) else "must be true or false"


def number_of(value: Any) -> int | None:
    """The number that an id says, as a text or as a number; None where it is none. One that nothing can have is 0."""
    if type(value) is int:
        return known_number(value) if value >= 0 else None
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return known_number(int(value)) if len(value) <= len(str(HIGHEST)) else 0
    return None


def known_number(value: int) -> int:
    """A number that something can have; 0 in place of others."""
    return value if value <= HIGHEST else 0


def _is_among(value: Any, values: Sequence[Any]) -> bool:
    return any(type(value) is type(each) and value == each for each in values)
