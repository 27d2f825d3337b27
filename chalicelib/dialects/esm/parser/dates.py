"""The written forms of days and moments (specification, 4.2)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Final

_CLOCK: Final = r"(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,12})?)?"
_FORMS: Final = (
    re.compile(
        rf"(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?:[T ]{_CLOCK}(?P<zone>Z|[+-]\d{{2}}:?\d{{2}})?)?",
        re.ASCII,
    ),
    re.compile(rf"(?P<day>\d{{2}})\.(?P<month>\d{{2}})\.(?P<year>\d{{4}})(?: {_CLOCK})?", re.ASCII),
)
_MINUTES: Final = 59


def read(text: str, zone: tzinfo, *, moment: bool) -> date | None:
    """The moment in UTC, or the day, that a text means; None for one that is no date, or an impossible one.

    `zone`: that of texts without one, and of the borders of days.
    """
    match = next((found for form in _FORMS if (found := form.fullmatch(text.strip()))), None)
    if match is None:
        return None
    said = match.groupdict()
    try:
        day = date(int(said["year"]), int(said["month"]), int(said["day"]))
        if said["hour"] is None and not moment:
            return day
        clock = time(int(said["hour"] or 0), int(said["minute"] or 0), int(said["second"] or 0))
        at = datetime.combine(day, clock, offset(said["zone"]) if said.get("zone") else zone)
        return at.astimezone(UTC) if moment else at.astimezone(zone).date()
    except (ValueError, OverflowError):
        return None


def offset(text: str) -> timezone:
    """What `Z`, `±HH:MM` or `±HHMM` means; ValueError for what is none."""
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if minutes > _MINUTES:
        raise ValueError(f"{text} is no offset")
    return timezone(timedelta(hours=hours, minutes=minutes) * (-1 if text[0] == "-" else 1))
