"""The time, from one place, so that a sandbox can move it forward (tokens, retries, windows, stamps follow)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_offset = timedelta()


def now() -> datetime:
    """This moment in UTC, with whatever `advance` has added."""
    return datetime.now(UTC) + _offset


def advance(seconds: float) -> None:
    """Move the clock of this process forward; never called in the cloud."""
    global _offset  # noqa: PLW0603  one clock per process is the point
    _offset += timedelta(seconds=seconds)


def offset() -> float:
    """Seconds by which the clock is ahead of the machine's."""
    return _offset.total_seconds()


def reset() -> None:
    """Back to the machine's time."""
    global _offset  # noqa: PLW0603  see advance
    _offset = timedelta()
