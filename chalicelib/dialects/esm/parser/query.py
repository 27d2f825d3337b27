"""The parameters of reads; what is not known is ignored."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from chalicelib.domain.reference import HIGHEST
from chalicelib.errors import Invalid
from chalicelib.request import Query

DEFAULT_LIMIT: Final = 50
MAX_LIMIT: Final = 200
_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,1000}", re.ASCII)
_YES: Final = frozenset({"true", "1"})


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list is asked for.

    `below`: only ids below this one. `selected`: codes of attributes, empty for all. `full`: whole cards, not info elements.
    `said`: the parameters that the address of the next page repeats.
    """

    below: int | None
    limit: int
    filter: str | None
    full: bool
    selected: tuple[str, ...]
    said: tuple[tuple[str, str], ...]


def listed(query: Query) -> ListQuery:
    """The parameters of a list or stream. Raises Invalid."""
    chosen = selected(query)
    return ListQuery(
        below=_below(query.first("filterId")),
        limit=_limit(query.first("limit")),
        filter=query.first("filter"),
        full=bool(chosen) or flag(query, "dataCards"),
        selected=chosen,
        said=tuple((name, value) for name in _REPEATED if (value := query.first(name)) is not None),
    )


def selected(query: Query) -> tuple[str, ...]:
    """Codes of the attributes that a full card is to have, empty for all."""
    codes = (query.first("selectedAttributes") or "").split(",")
    return tuple(dict.fromkeys(code.strip() for code in codes if code.strip()))


def flag(query: Query, name: str) -> bool:
    """Whether a parameter says yes."""
    return (query.first(name) or "").strip().lower() in _YES


def _limit(text: str | None) -> int:
    number = _integer(text, "limit")
    return DEFAULT_LIMIT if number is None else min(max(number, 1), MAX_LIMIT)


def _below(text: str | None) -> int | None:
    number = _integer(text, "filterId")
    if number is not None and number < 0:
        raise Invalid(message="filterId must not be negative.")
    return None if not number or number > HIGHEST else number


def _integer(text: str | None, name: str) -> int | None:
    if text is None or not text.strip():
        return None
    if not _INTEGER.fullmatch(text.strip()):
        raise Invalid(message=f"{name} must be an integer.")
    return int(text)


_REPEATED: Final = ("filter", "dataCards", "selectedAttributes")
