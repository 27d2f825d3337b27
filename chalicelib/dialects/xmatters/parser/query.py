"""Parameters of reads, however they were encoded; what is not known is ignored (specification, 1.1 and 1.7)."""

from __future__ import annotations

import re
from typing import Final

from chalicelib.dialects.xmatters.parser import faults
from chalicelib.domain.reference import HIGHEST
from chalicelib.errors import Faults
from chalicelib.request import Query

_KNOWN: Final = (
    "status",
    "range",
    "properties",
    "startAfterEvent",
    "startAfterNotification",
    "startAfter",
    "startAfterSite",
    "name",
)
_INTEGER: Final = re.compile(r"-?[0-9]+", re.ASCII)
_DIGITS: Final = 10  # of a number that may be one of ours


def values(query: Query, name: str) -> list[str]:
    """The values of a parameter, in order. One whose `=` was encoded, too, stands as a name without a value."""
    found = []
    for said, value in query.pairs:
        if said == name:
            found.append(value)
        elif not value and name in _KNOWN and said.startswith(f"{name}="):
            found.append(said[len(name) + 1 :])
    return found


def value(query: Query, name: str) -> str | None:
    """The first value of a parameter."""
    return next(iter(values(query, name)), None)


def cursor(query: Query, name: str) -> int | None:
    """The number behind which a page begins; None for the first page. Raises Invalid for what is no number."""
    found = Faults()
    number = read_cursor(query, name, found)
    found.raise_any()
    return number


def read_cursor(query: Query, name: str, found: Faults) -> int | None:
    """The same, with what is no number noted."""
    said = value(query, name)
    number = None if said is None else integer(said)
    if said is not None and number is None:
        found.add(name, "type", faults.NO_NUMBER)
    return number


def integer(text: str) -> int | None:
    """A whole number, cut to where numbers of records lie; None for what is none."""
    said = text.strip()
    if _INTEGER.fullmatch(said) is None:
        return None
    if said.startswith("-"):
        return 0
    digits = said.lstrip("0")
    return min(int(digits or 0), HIGHEST + 1) if len(digits) <= _DIGITS else HIGHEST + 1
