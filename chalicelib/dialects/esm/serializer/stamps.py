"""Moments and days as they are written: in UTC, to the second."""

from __future__ import annotations

from datetime import UTC, date, datetime

from chalicelib.domain import clock


def write(value: date) -> str:
    """A moment, or a day."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
    return value.isoformat()


def now() -> str:
    """This moment."""
    return write(clock.now())
