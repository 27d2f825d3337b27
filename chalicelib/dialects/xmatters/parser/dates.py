"""Moments and ranges of them, as they are sent (specification, 1.8)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

from chalicelib.errors import Faults

RANGE: Final = "range"  # what the parameter is called
NO_RANGE: Final = "Value must be a start and an end, like 2013-03-12T14:45:48.011/2013-03-12T15:00:48.011"
_MOMENT: Final = re.compile(
    r"(?P<second>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(?P<fraction>\d{3}))?(?P<zone>Z|[+\- ]\d{2}:?\d{2})?",
    re.ASCII,
)
_MINUTES: Final = 59


def moment(text: str) -> datetime | None:
    """The moment in UTC that a text means; None for what is none, or an impossible one.

    Without a zone it is in UTC. The `+` of a zone may have become a blank on its way.
    """
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    try:
        second = datetime.strptime(found["second"], "%Y-%m-%dT%H:%M:%S").replace(tzinfo=_zone(found["zone"]))
        return second.astimezone(UTC) + timedelta(milliseconds=int(found["fraction"] or 0))
    except (ValueError, OverflowError):
        return None


def period(text: str) -> tuple[datetime, datetime] | None:
    """Start and end of a range, both included to the millisecond; None for what is none, or ends before it begins."""
    start, separator, end = text.partition("/")
    first, last = moment(start), moment(end)
    if not separator or first is None or last is None or first >= last:
        return None
    return first, last


def read_period(text: str, faults: Faults) -> tuple[datetime, datetime] | None:
    """The same, of a parameter, with what is none noted."""
    found = period(text)
    if found is None:
        faults.add(RANGE, "format", NO_RANGE)
    return found


def _zone(text: str | None) -> timezone:
    if text is None or text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if minutes > _MINUTES:
        raise ValueError(f"{text} is no offset")
    return timezone(timedelta(hours=hours, minutes=minutes) * (-1 if text[0] == "-" else 1))
