"""Notifications: whether they may leave, what came of them, and lists of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from chalicelib.domain import clock
from chalicelib.domain.alerting.callback import CallbackType
from chalicelib.domain.alerting.event import EVENT, Standing
from chalicelib.domain.alerting.notification import NOTIFICATION, Course
from chalicelib.domain.alerting.report import Report
from chalicelib.domain.delivery import Delivery, Leave, Outcome, Status
from chalicelib.domain.record import Change, Record
from chalicelib.domain.reference import Ref
from chalicelib.errors import Fault, Invalid, NotFound
from chalicelib.outbound import queue
from chalicelib.services import kinds, records
from chalicelib.services.alerting import expansion, reports
from chalicelib.services.alerting.events import system
from chalicelib.services.alerting.words import Words
from chalicelib.store import candidates, deliveries
from chalicelib.store import records as store
from chalicelib.store.guard import ConditionFailed

MOST: Final = 200_000  # notifications of one range of time that are counted
_MILLISECOND: Final = timedelta(microseconds=999)  # the rest of one
_REPORTED: Final = "3"  # how the keys of reports about deliveries begin


class _Settled(Exception):
    """A notification whose course does not change any more: its event has ended, or it was answered."""


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list: notifications as they stand, how many there are in all, whether more follow."""

    notifications: list[Record]
    total: int
    more: bool


def judge(delivery: Delivery) -> Leave:
    """Whether a delivery of an event may leave: reports always, notifications as the event stands now."""
    number = expansion.of_key(delivery.key)
    if number is None:
        return Leave.GO
    event = _event_of(delivery)
    if event is not None and not _is_cancelled(event, records.get(kind=NOTIFICATION, number=number)):
        return Leave.WAIT if event.get("standing") == Standing.SUSPENDED else Leave.GO
    fail(numbers=[number], dialect=delivery.dialect)
    return Leave.DROP


def ended(delivery: Delivery, outcome: Outcome, status: Status, ending: Any, words: Words) -> bool:
    """Note what came of a delivery; of a notification together with its course, and with the reports about it.

    False when the lease of the delivery was lost meanwhile.
    """
    number = expansion.of_key(delivery.key)
    event = _event_of(delivery) if number is not None else None
    if number is None or event is None:
        return deliveries.unless_lost(ending)
    accepted, is_over = status is Status.DELIVERED, event.get("standing") == Standing.TERMINATED
    now = clock.now()
    stands = records.get(kind=NOTIFICATION, number=number)
    said = Report(
        CallbackType.DELIVERY_STATUS, event, now, notification=stands, accepted=accepted, message=outcome.reason
    )
    # One that is sent again after it was given up comes to an end, and is reported, once more: the version tells them apart.
    under = f"{_REPORTED}-{number:010d}-{stands.version}"
    messages = list(reports.messages(said, words, under=under))
    made = [Delivery(delivery.job, key, delivery.dialect, message, now, due_at=now) for key, message in messages]

    def edit(record: Record) -> Change:
        course = Course(record.get("course"))
        if course in (Course.PENDING, Course.FAILED):
            if course is Course.FAILED and (is_over or not accepted):
                raise _Settled
            course = Course.DELIVERED if accepted else Course.FAILED
        elif not accepted:
            raise _Settled
        return Change({"course": course.value, "delivered_at": now if accepted else None})

    try:
        records.change(
            kind=NOTIFICATION,
            number=number,
            edit=edit,
            caller=system(delivery.dialect),
            before=stands,
            beside=[ending, *map(deliveries.put, made)],
        )
    except ConditionFailed:
        return False
    except _Settled:
        return deliveries.unless_lost(ending)
    queue.send_deliveries(delivery.job, (each.key for each in made))
    return True


def fail(*, numbers: Iterable[int], dialect: str) -> None:
    """Notifications that are pending have failed, and nobody is told."""
    for number in numbers:
        records.change(
            kind=NOTIFICATION,
            number=number,
            edit=lambda record: Change(
                {"course": Course.FAILED.value} if record.get("course") == Course.PENDING else {}
            ),
            caller=system(dialect),
        )


def page(*, course: Course | None, since: datetime, until: datetime, after: int | None, limit: int) -> Page:
    """Notifications that were made between two moments, newest first. `after`: only lower numbers.

    Both moments are included, to the millisecond. Raises Invalid for a range that holds more than can be looked at.
    """
    numbers = candidates.created(NOTIFICATION, since, until + _MILLISECOND, most=MOST)
    if numbers is None:
        raise Invalid([Fault(("range",), "range", f"The range holds more than {MOST} notifications")])
    ordered = sorted(numbers, reverse=True)
    if course is None:
        ahead = [number for number in ordered if after is None or number < after]
        return Page(_standing(ahead[:limit]), len(ordered), len(ahead) > limit)
    found = [record for record in _standing(ordered) if record.get("course") == course]
    ahead_found = [record for record in found if after is None or record.number < after]
    return Page(ahead_found[:limit], len(found), len(ahead_found) > limit)


def _standing(numbers: Iterable[int]) -> list[Record]:
    """Notifications as they stand: what is pending has failed when its event ended, or nobody is to be notified any more."""
    refs = [Ref(NOTIFICATION.name, number) for number in numbers]
    found = store.fetch(refs, kinds.get)
    several = [found[ref] for ref in refs if ref in found]
    pending = {record.get("event") for record in several if record.get("course") == Course.PENDING}
    events = store.fetch(pending, kinds.get) if pending else {}
    for record in several:
        event = events.get(record.get("event"))
        if record.get("course") == Course.PENDING and event and _is_cancelled(event, record):
            record.fields["course"] = Course.FAILED.value
    return several


def _event_of(delivery: Delivery) -> Record | None:
    """The event that a delivery is about; its job is called by it."""
    parts = delivery.job.split(".")
    if parts[0] != EVENT.name:
        return None
    try:
        return records.get(kind=EVENT, number=int(parts[1]))
    except NotFound:
        return None


def _is_cancelled(event: Record, notification: Record) -> bool:
    """Whether a notification that is pending will never leave."""
    if event.get("standing") == Standing.TERMINATED or event.get("silenced"):
        return True
    return notification.get("person") in event.many("silenced_persons")
