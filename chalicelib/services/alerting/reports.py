"""What is told of an event, and to whom: messages for its callbacks, by their types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from chalicelib.domain.alerting import event as events
from chalicelib.domain.alerting.report import Report
from chalicelib.domain.delivery import Message
from chalicelib.services.alerting.words import Words

PREFIX: Final = "0"


def messages(report: Report, words: Words, *, under: str = PREFIX) -> Iterator[tuple[str, Message]]:
    """One message for each callback of the event that asks for reports of this type. `under`: how their keys begin."""
    for index, callback in enumerate(events.callbacks(report.event)):
        if callback.type is report.type:
            yield f"{under}-{index:02d}", words.report(callback, report)
