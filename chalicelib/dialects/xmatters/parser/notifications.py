"""Which notifications are asked for (specification, 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from chalicelib.dialects.xmatters.parser import dates, query
from chalicelib.dialects.xmatters.parser import faults as words
from chalicelib.dialects.xmatters.vocabulary.notifications import ALL, COURSES_BY_STATUS
from chalicelib.domain import clock
from chalicelib.domain.alerting.notification import Course
from chalicelib.errors import Faults
from chalicelib.request import Query

CURSOR: Final = "startAfterNotification"
RECENT: Final = timedelta(minutes=15)  # what is listed where no range is sent
TOLERANCE: Final = timedelta(seconds=60)  # by which a caller's clock may be ahead
FUTURE: Final = "Value must not lie in the future"
_STATUS: Final = "status"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. Both ends are included, to the millisecond. `filters`: also those that were not sent."""

    course: Course | None
    since: datetime
    until: datetime
    after: int | None
    filters: tuple[tuple[str, str], ...]


def listed(said: Query) -> Wanted:
    """What the query asks for. Raises Invalid with all faults."""
    faults = Faults()
    now = clock.now()
    status = query.value(said, _STATUS)
    sent = query.value(said, dates.RANGE)
    course = _course(status, faults)
    recent = (_to_the_millisecond(now - RECENT), _to_the_millisecond(now))
    period = recent if sent is None else dates.read_period(sent, faults)
    if period and period[1] > now + TOLERANCE:
        faults.add(dates.RANGE, "range", FUTURE)
    after = query.read_cursor(said, CURSOR, faults)
    faults.raise_any()
    since, until = period or recent
    filters = ((_STATUS, ALL if status is None else status), (dates.RANGE, sent or _written(since, until)))
    return Wanted(course, since, until, after, filters)


def _course(status: str | None, faults: Faults) -> Course | None:
    folded = ALL if status is None else status.strip().upper()
    if folded not in COURSES_BY_STATUS:
        faults.add(_STATUS, "choice", words.one_of(COURSES_BY_STATUS))
    return COURSES_BY_STATUS.get(folded)


def _to_the_millisecond(at: datetime) -> datetime:
    return at.replace(microsecond=at.microsecond // 1_000 * 1_000)


def _written(since: datetime, until: datetime) -> str:
    stamps = (f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1_000:03d}" for at in (since, until))
    return "/".join(stamps)
