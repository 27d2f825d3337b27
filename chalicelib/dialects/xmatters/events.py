"""Events: found and listed (specification, 2)."""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.xmatters import pairs
from chalicelib.dialects.xmatters.parser import faults as words
from chalicelib.dialects.xmatters.parser.events import Wanted
from chalicelib.dialects.xmatters.parser.query import integer
from chalicelib.domain.alerting.event import EVENT
from chalicelib.domain.filters.conditions import TRUE, Between, Condition, every
from chalicelib.domain.filters.evaluation import Logic
from chalicelib.domain.filters.operands import Fact, Literal, System
from chalicelib.domain.record import Record
from chalicelib.errors import NotFound
from chalicelib.services import counts, records
from chalicelib.services.pages import Page
from chalicelib.services.search import search

PAGE: Final = 100
_MILLISECONDS: Final = Logic(step=1_000)
_BUDGET: Final = 20.0  # seconds


def find(named: str) -> Record:
    """The event of a number. Raises NotFound."""
    number = integer(named)
    try:
        return records.get(kind=EVENT, number=number or 0)
    except NotFound:
        raise NotFound(f"Event {words.shown(named)} is not found.") from None


def page(wanted: Wanted) -> Page:
    """The events that are asked for, the highest number first."""
    return search(
        kind=EVENT,
        where=_where(wanted),
        logic=_MILLISECONDS,
        cls=_classes(wanted),
        after=wanted.after,
        limit=PAGE,
        descending=True,
        budget=_BUDGET,
    )


def count(wanted: Wanted) -> int:
    """How many there are, whatever page."""
    where = _where(wanted)
    # Index items of classes are smaller than events.
    classes = _classes(wanted) or (EVENT.classes if where == TRUE else ())
    return counts.count(kind=EVENT, where=where, logic=_MILLISECONDS, cls=classes, budget=_BUDGET)


def _classes(wanted: Wanted) -> tuple[str, ...]:
    return () if wanted.standing is None else (wanted.standing.value,)


def _where(wanted: Wanted) -> Condition:
    parts: list[Condition] = []
    if wanted.period:
        since, until = map(Literal, wanted.period)
        parts.append(Between(System(Fact.CREATED), since, until))
    if wanted.pairs:
        parts.append(pairs.all_of(wanted.pairs))
    return every(*(parts or [TRUE]))
