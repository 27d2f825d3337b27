"""The parameters of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from chalicelib.dialects.tickets.parser.values import MAX_ID
from chalicelib.errors import Malformed
from chalicelib.request import Query

MAX_TOP: Final = 1_000
MAX_SKIP: Final = 10_000
_DIGITS: Final = re.compile(r"[0-9]{1,10}")


@dataclass(frozen=True, slots=True)
class Paging:
    """`top` entities at most, whose ids are greater than `after`, without the first `skip`."""

    top: int = MAX_TOP
    skip: int = 0
    after: int | None = None


def read(query: Query) -> Paging:
    """What the query asks for. Raises Malformed for values that are no integers or out of range."""
    return Paging(
        top=_integer(query, "top", 1, MAX_TOP) or MAX_TOP,
        skip=_integer(query, "skip", 0, MAX_SKIP) or 0,
        after=_integer(query, "after", 0, MAX_ID),
    )


def _integer(query: Query, name: str, least: int, most: int) -> int | None:
    text = query.first(name, fold=True)
    if text is None:
        return None
    if not _DIGITS.fullmatch(text) or not least <= int(text) <= most:
        raise Malformed(f"The parameter '{name}' must be an integer from {least} to {most}.")
    return int(text)
