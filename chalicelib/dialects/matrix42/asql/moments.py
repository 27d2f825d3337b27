"""Dates: read as ISO 8601 writes them, spelled as the interface does, moved by DATEADD (specification, 5 and 10.10)."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, UTC, datetime, timedelta, timezone
from typing import Final

from chalicelib.dialects.matrix42.asql.syntax import DatePart

_ISO: Final = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?"
    r" ?(?:(?P<utc>Z)|(?P<sign>[+-])(?P<hours>\d\d)(?::?(?P<minutes>[0-5]\d))?)?)?",
    re.ASCII | re.IGNORECASE,
)
_UNITS: Final = ("year", "month", "day", "hour", "minute", "second")


def read(text: str) -> datetime | None:
    """The moment that a text means: without a zone in UTC, without a time the midnight. None for what is no date."""
    match = _ISO.fullmatch(text.strip())
    if match is None:
        return None
    said = match.groupdict(default="0")
    year, month, day, hour, minute, second = (int(said[part]) for part in _UNITS)
    microsecond = int(said["fraction"].ljust(6, "0")[:6])
    try:
        at = datetime(year, month, day, hour, minute, second, microsecond, timezone(_offset(said)))
        return at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _offset(said: dict[str, str]) -> timedelta:
    offset = timedelta(hours=int(said["hours"]), minutes=int(said["minutes"]))
    return -offset if said["sign"] == "-" else offset


def spelled(moment: datetime) -> str:
    """A moment as an answer shows it: in UTC, milliseconds at most, without zeros at the end of the fraction."""
    at = moment.astimezone(UTC)
    fraction = f".{at.microsecond // 1000:03}".rstrip("0").rstrip(".")
    return f"{at.replace(microsecond=0, tzinfo=None).isoformat()}{fraction}Z"


_LENGTHS: Final = {
    DatePart.WEEK: timedelta(weeks=1),
    DatePart.DAY: timedelta(days=1),
    DatePart.HOUR: timedelta(hours=1),
    DatePart.MINUTE: timedelta(minutes=1),
    DatePart.SECOND: timedelta(seconds=1),
}
_MONTHS: Final = {DatePart.YEAR: 12, DatePart.MONTH: 1}


def moved(part: DatePart, amount: float, moment: datetime) -> datetime | None:
    """A moment so many years, months … later; None where no calendar goes. A fraction of the amount does not count."""
    try:
        if part in _LENGTHS:
            return moment + int(amount) * _LENGTHS[part]
        year, month = divmod(moment.year * 12 + moment.month - 1 + int(amount) * _MONTHS[part], 12)
        if not MINYEAR <= year <= MAXYEAR:
            return None
        _, last = monthrange(year, month + 1)
        return moment.replace(year=year, month=month + 1, day=min(moment.day, last))
    except (OverflowError, ValueError):  # infinities and what is no number, too
        return None
