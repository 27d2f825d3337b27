"""Moments on a command line: a day, a full moment, or a number of days from now. What names no zone is UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from chalicelib.domain import clock
from infra.cli.refusals import WRONG_USAGE, Refusal

FURTHEST: Final = 36_500  # days


def moment(text: str) -> datetime:
    """A day (its beginning) or a full moment. Raises `Refusal` for anything else."""
    try:
        at = datetime.fromisoformat(text)
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise Refusal(f"'{text}' is no date like 2027-12-31.", status=WRONG_USAGE) from None


def coming(text: str) -> datetime:
    """A moment, or a number of days from now; it must lie ahead. Raises `Refusal`."""
    if text.isascii() and text.isdigit() and len(text) < len(str(FURTHEST)) + 1:
        if not 0 < int(text) <= FURTHEST:
            raise Refusal(f"The number of days lies between 1 and {FURTHEST}.", status=WRONG_USAGE)
        return clock.now() + timedelta(days=int(text))
    at = moment(text)
    if at <= clock.now():
        raise Refusal(f"'{text}' is over already.", status=WRONG_USAGE)
    return at
