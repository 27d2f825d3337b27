"""Where the index of what is due puts an item: spread over partitions while it waits, by day once it is done.

One partition of an index takes a thousand writes a second; a job of five thousand deliveries is written faster than that.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from zlib import crc32

DEAD: Final = "dead"
WAITING: Final = tuple(f"due#{shard}" for shard in range(8))
QUEUED: Final = tuple(f"queued#{shard}" for shard in range(8))


def waiting(identity: str) -> str:
    """The partition of a job or delivery that waits."""
    return WAITING[crc32(identity.encode()) % len(WAITING)]


def queued(name: str) -> str:
    """The partition of everything that lies in the queue of this name."""
    return QUEUED[crc32(name.encode()) % len(QUEUED)]


def done(at: datetime) -> str:
    """The partition of what was done on a day."""
    return f"done#{at.astimezone(UTC):%Y-%m-%d}"


def stamp(at: datetime) -> str:
    """Moments as the index orders them."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
