"""The written form of a moment: always UTC on the way out, many spellings on the way in."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

_ISO: Final = re.compile(
    r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"
    r"(?:[T ](?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.(?P<fraction>[0-9]{1,7}))?)?"
    r"(?:Z|(?P<sign>[+-])(?P<zone_hours>[0-9]{2}):?(?P<zone_minutes>[0-5][0-9]))?)?"
)
# Client libraries of .NET write these two: milliseconds since 1970, and the invariant culture, month first.
_EPOCH_MILLISECONDS: Final = re.compile(r"/Date\((-?[0-9]{1,16})(?:[+-][0-9]{4})?\)/")
_INVARIANT: Final = re.compile(
    r"(?P<month>[0-9]{2})/(?P<day>[0-9]{2})/(?P<year>[0-9]{4}) (?P<hour>[0-9]{2}):(?P<minute>[0-9]{2}):(?P<second>[0-9]{2})"
)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def write(moment: datetime) -> str:
    """`2001-01-01T12:00:00Z`; a fraction only when it is not zero, without trailing zeros."""
    text = moment.astimezone(UTC).isoformat().removesuffix("+00:00")
    return (text.rstrip("0") if moment.microsecond else text) + "Z"


def read(text: str) -> datetime:
    """The moment in UTC; a text without a zone is in UTC. ValueError for what is no time or lies outside years 1 to 9999."""
    try:
        if match := _ISO.fullmatch(text):
            return _from_parts(match) - _offset(match)
        if match := _INVARIANT.fullmatch(text):
            return _from_parts(match)
        if match := _EPOCH_MILLISECONDS.fullmatch(text):
            return _EPOCH + timedelta(milliseconds=int(match[1]))
    except OverflowError:
        raise ValueError("outside the years 1 to 9999") from None
    raise ValueError("not a time")


def _from_parts(match: re.Match[str]) -> datetime:
    parts = match.groupdict()
    fraction = (parts.get("fraction") or "0").ljust(6, "0")[:6]  # a seventh digit is finer than what is kept
    return datetime(
        int(parts["year"]),
        int(parts["month"]),
        int(parts["day"]),
        int(parts["hour"] or 0),
        int(parts["minute"] or 0),
        int(parts["second"] or 0),
        int(fraction),
        UTC,
    )


def _offset(match: re.Match[str]) -> timedelta:
    if match["sign"] is None:
        return timedelta()
    if int(match["zone_hours"]) > 23:
        raise ValueError("no such zone")
    offset = timedelta(hours=int(match["zone_hours"]), minutes=int(match["zone_minutes"]))
    return -offset if match["sign"] == "-" else offset
