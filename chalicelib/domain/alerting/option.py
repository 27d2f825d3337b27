"""Response options: the answers that a form offers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    """What choosing an option sets off, beside being recorded."""

    END = "END"  # the event ends
    STOP_NOTIFYING_TARGET = "STOP_NOTIFYING_TARGET"  # what is still pending of the event is cancelled
    STOP_NOTIFYING_USER = "STOP_NOTIFYING_USER"  # what is still pending for that person is cancelled
    RECORD_RESPONSE = "RECORD_RESPONSE"
    ASSIGN_TO_USER = "ASSIGN_TO_USER"
    ESCALATE = "ESCALATE"


@dataclass(frozen=True, slots=True)
class Option:
    """One option. `text`: what people read, and callbacks say."""

    uuid: str
    text: str
    action: Action = Action.RECORD_RESPONSE
    description: str = ""
