"""History: who changed which fields of a record when, through which dialect and credential."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chalicelib.domain.reference import Ref


class Action(StrEnum):
    """What happened to the record."""

    CREATED = "created"
    CHANGED = "changed"
    TRASHED = "trashed"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One write. `fields` names what changed, extras as `dialect.name`; values are not kept, they may be personal."""

    version: int
    at: datetime
    action: Action
    fields: tuple[str, ...]
    account: str
    credential: str
    dialect: str
    person: Ref | None
