"""Reports: what is told of an event to those who asked for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.alerting.callback import CallbackType
from chalicelib.domain.record import Record


@dataclass(frozen=True, slots=True)
class Report:
    """One report about an event.

    `status`, `username`: of a status report, the word for what happened and who caused it. `notification`: what a report of a
    delivery or of an answer is about. `accepted`, `message`: of a delivery, whether its channel took it, and what it said.
    """

    type: CallbackType
    event: Record
    at: datetime
    status: str = ""
    username: str = ""
    notification: Record | None = None
    accepted: bool = True
    message: str = ""
