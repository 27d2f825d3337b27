"""Row versions: a hybrid logical clock of 63 bits.

Upper 43 bits: milliseconds since 1970 (until the year 2248). Lower 20 bits: order within the millisecond, begun at random so
that two processes seldom meet. Strictly rising within a process and, because the store checks the former version, per record.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from threading import Lock

_FRACTION_BITS = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_lock = Lock()
_latest = 0


def mint(at: datetime, *, after: int = 0) -> int:
    """A version for a write at `at`, greater than `after` and than every other this process has minted."""
    global _latest  # noqa: PLW0603  one clock per process is the point
    with _lock:
        candidate = floor(at) | secrets.randbits(_FRACTION_BITS - 1)
        _latest = max(candidate, _latest + 1, after + 1)
        return _latest


def floor(at: datetime) -> int:
    """The smallest version that a write at or after `at` can have: the bound of "changed since"."""
    return (at - _EPOCH) // _MILLISECOND << _FRACTION_BITS  # in whole numbers: a float is one too low for some moments


def milliseconds(version: int) -> int:
    """When a version was minted, in milliseconds since 1970."""
    return version >> _FRACTION_BITS
