"""When the next try is due: eight tries within about 21 hours, each wait a little off, so that a crowd spreads."""

from __future__ import annotations

import random as chance
import re
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

HOUR: Final = 3600.0
WAITS: Final = (0.0, 5.0, 60.0, 5 * 60.0, 30 * 60.0, 2 * HOUR, 6 * HOUR, 12 * HOUR)
"""Seconds before each try, counted from the one before it."""
SPREAD: Final = 0.2
LONGEST: Final = 12 * HOUR  # what a receiver may ask us to wait
_SECONDS: Final = re.compile(r"[0-9]+")


def next_try(attempts: int, *, retry_after: float | None, random: Callable[[], float] = chance.random) -> float | None:
    """Seconds until the next try of a delivery that was tried `attempts` times; None when there is no further one.

    `retry_after`: seconds that the receiver asks for; they count when they are longer, up to 12 hours. `random` gives
    numbers from 0 to 1, as `random.random` does.
    """
    if attempts >= len(WAITS):
        return None
    wait = WAITS[max(attempts, 0)] * (1 - SPREAD + 2 * SPREAD * random())
    return wait if retry_after is None else max(wait, min(retry_after, LONGEST))


def retry_after(value: str | None, *, now: datetime) -> float | None:
    """What a Retry-After header asks for, in seconds from `now` and at most 12 hours; None when it can't be read."""
    text = (value or "").strip()
    if _SECONDS.fullmatch(text):
        return LONGEST if len(text) > len(str(int(LONGEST))) else min(float(text), LONGEST)
    try:
        moment = parsedate_to_datetime(text)
        seconds = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now  # HTTP dates are in GMT
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return min(max(seconds.total_seconds(), 0.0), LONGEST)
