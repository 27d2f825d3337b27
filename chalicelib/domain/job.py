"""Jobs: what must leave because something changed, written in the transaction of the change, worked off later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a dialect has to say about a write.

    `event`: what happened, in the dialect's own word. `facts`: a snapshot, plain data only, from which every message can be
    worded later without looking at the record again.
    """

    event: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Job:
    """An announcement on its way to becoming deliveries.

    `id`: follows from the write that made it. `cursor`: how far it has been expanded, None at the start; what it means is
    the dialect's matter. `lease`: a token of the worker that is at it. `due_at`: when it is to be begun, None for
    at once.
    """

    id: str
    dialect: str
    event: str
    facts: Mapping[str, Any]
    created_at: datetime
    cursor: str | None = None
    lease: str | None = None
    due_at: datetime | None = None
