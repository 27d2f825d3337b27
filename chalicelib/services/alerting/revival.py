"""What waits of an event when that is reactivated, or ends."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.domain import clock
from chalicelib.domain.delivery import Delivery, Status
from chalicelib.domain.history import Action
from chalicelib.domain.record import Record
from chalicelib.outbound import queue
from chalicelib.services import journal
from chalicelib.services.alerting import expansion, notifications
from chalicelib.store import deliveries


def hasten(event: Record) -> None:
    """What was held back while the event was suspended is tried now."""
    now = clock.now()
    for delivery in _pending(event):
        if deliveries.hasten(delivery, at=now):
            queue.send_deliveries(delivery.job, [delivery.key])


def abandon(event: Record, *, dialect: str) -> None:
    """What is pending of an event that has ended has failed, and nobody is told."""
    for delivery in _pending(event):
        number = expansion.of_key(delivery.key)
        if number is not None:
            notifications.fail(numbers=[number], dialect=dialect)
            deliveries.cancel(delivery, at=clock.now())


def _pending(event: Record) -> Iterator[Delivery]:
    """The notifications of an event that have not left."""
    made = next((each for each in journal.history(record=event) if each.action is Action.CREATED), None)
    if made is None:
        return
    for delivery in deliveries.of_job(f"{event.kind.name}.{event.number}.{made.version}"):
        if delivery.status is Status.PENDING and expansion.of_key(delivery.key) is not None:
            yield delivery
