"""Which events are asked for, and how one shall stand (specification, 2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from chalicelib.dialects.xmatters import pairs
from chalicelib.dialects.xmatters.pairs import Pair
from chalicelib.dialects.xmatters.parser import dates, query
from chalicelib.dialects.xmatters.parser import faults as words
from chalicelib.domain.alerting.event import Standing
from chalicelib.errors import Faults
from chalicelib.request import Query

CURSOR: Final = "startAfterEvent"
STANDINGS: Final = {
    "TERMINATED": Standing.TERMINATED,
    "SUSPENDED": Standing.SUSPENDED,
    "ACTIVE": Standing.ACTIVE,
}
_PROPERTIES: Final = "properties"
_NO_PAIRS: Final = "Value must be a list of name=value"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. `period`: both ends included, to the millisecond. `filters`: names and values as they were sent."""

    standing: Standing | None
    period: tuple[datetime, datetime] | None
    pairs: tuple[Pair, ...]
    after: int | None
    filters: tuple[tuple[str, str], ...]


def listed(said: Query) -> Wanted:
    """What the query asks for. Raises Invalid with all faults."""
    faults = Faults()
    status, period = query.value(said, "status"), query.value(said, dates.RANGE)
    wanted = Wanted(
        standing=None if status is None else _standing(status, faults),
        period=None if period is None else dates.read_period(period, faults),
        pairs=tuple(_pairs(said, faults)),
        after=query.read_cursor(said, CURSOR, faults),
        filters=tuple((name, value) for name in ("status", dates.RANGE, _PROPERTIES) for value in _sent(said, name)),
    )
    faults.raise_any()
    return wanted


def standing(content: dict[str, Any]) -> Standing:
    """How an event shall stand. Raises Invalid."""
    faults = Faults()
    status = content.get("status")
    if status is None:
        faults.add("status", "required", words.REQUIRED)
    wanted = Standing.ACTIVE if status is None else _standing(status, faults)
    faults.raise_any()
    return wanted


def _standing(said: Any, faults: Faults) -> Standing:
    found = STANDINGS.get(said.strip().upper()) if isinstance(said, str) else None
    if found is None:
        faults.add("status", "choice", words.one_of(STANDINGS))
    return found or Standing.ACTIVE


def _pairs(said: Query, faults: Faults) -> Iterator[Pair]:
    for text in query.values(said, _PROPERTIES):
        found = pairs.read(text)
        if found is None:
            faults.add(_PROPERTIES, "format", _NO_PAIRS)
        yield from found or ()


def _sent(said: Query, name: str) -> list[str]:
    several = query.values(said, name)
    return several if name == _PROPERTIES else several[:1]
