"""What a new event becomes: a report that it is active, and a notification for each device of everybody whom it reaches.

The job of an event holds whom it reaches, resolved when the event was made; the devices are looked up now. A notification, the
message that leaves for it, and how far the job has come are written in one moment, so that a crash makes nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from chalicelib.domain import clock
from chalicelib.domain.alerting import event as events
from chalicelib.domain.alerting.callback import CallbackType
from chalicelib.domain.alerting.device import Device, of_person
from chalicelib.domain.alerting.event import EVENT
from chalicelib.domain.alerting.notification import NOTIFICATION, Course
from chalicelib.domain.alerting.report import Report
from chalicelib.domain.delivery import Outgoing
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.services import records
from chalicelib.services.alerting import links, reports, subscriptions, targets
from chalicelib.services.alerting.words import Words
from chalicelib.services.drafts import draft

NOTIFIED: Final = "1"  # how the keys of notifications begin; those of subscriptions, see below
SUBSCRIBED: Final = "2"
_PERSONS: Final = 100  # that are read at once
_NUMBERS: Final = 40  # that are reserved at once; those that a crash leaves unused are lost, which harms nobody


@dataclass(frozen=True, slots=True)
class Wanted:
    """One device that is to be notified. `key`: names it within the job. `due_to`: the subscription, if it is one's."""

    key: str
    person: Record
    device: Device
    due_to: Record | None = None


def outgoing(facts: Mapping[str, Any], words: Words, *, after: str | None) -> Iterator[Outgoing]:
    """Everything that a new event becomes, in the order of keys. `facts`: as `events.create` announced them."""
    event = records.get(kind=EVENT, number=facts["event"])
    active = Report(CallbackType.STATUS, event, event.created_at, status="active", username=event.get("sender") or "")
    for key, message in reports.messages(active, words):
        if after is None or key > after:
            yield Outgoing(key, message)
    numbers = _numbers()
    for wanted in _wanted(event, facts, after):
        yield _notification(event, wanted, next(numbers), words)


def _wanted(event: Record, facts: Mapping[str, Any], after: str | None) -> Iterator[Wanted]:
    """Devices behind a key, in the order of keys."""
    # Keys end with the number of the notification, which is another one each time: their beginnings are compared.
    behind = (after or "").rpartition("-")[0] if after and after[0] in (NOTIFIED, SUBSCRIBED) else ""
    for wanted in (*_of_recipients(facts, behind), *_of_subscriptions(event, behind)):
        if wanted.key > behind:
            yield wanted


def _of_recipients(facts: Mapping[str, Any], behind: str) -> Iterator[Wanted]:
    """`recipients` of the facts: numbers of persons, each with the UUIDs of devices, or None for all."""
    chosen: dict[int, list[str] | None] = dict(facts["recipients"])
    ahead = (number for number in sorted(chosen) if f"{NOTIFIED}-{number:010d}~" > behind)
    for person in _persons(ahead):
        for index, device in enumerate(of_person(person)):
            only = chosen[person.number]
            if device.active and (only is None or device.uuid in only):
                yield Wanted(f"{NOTIFIED}-{person.number:010d}-{index:03d}", person, device)


def _of_subscriptions(event: Record, behind: str) -> Iterator[Wanted]:
    for subscription in subscriptions.fulfilled(event):
        under = f"{SUBSCRIBED}-{subscription.number:010d}"
        if f"{under}~" <= behind:
            continue
        for person, devices in subscriptions.reached(subscription):
            for index, device in devices:
                yield Wanted(f"{under}-{person.number:010d}-{index:03d}", person, device, subscription)


def _persons(numbers: Iterable[int]) -> Iterator[Record]:
    """Active persons by their numbers, in that order."""
    each = iter(numbers)
    while chunk := list(islice(each, _PERSONS)):
        found = targets.persons(Ref("person", number) for number in chunk)
        yield from (found[ref] for number in chunk if (ref := Ref("person", number)) in found)


def _numbers() -> Iterator[int]:
    while True:
        yield from records.reserve(kind=NOTIFICATION, count=_NUMBERS)


def _notification(event: Record, wanted: Wanted, number: int, words: Words) -> Outgoing:
    """A notification with its message; one that nothing can be sent to has failed as it is made, and that is reported."""
    can_leave = wanted.device.type.channel is not None
    now = clock.now()
    course = Course.PENDING if can_leave else Course.FAILED
    record, action = draft(kind=NOTIFICATION, number=number, values=_values(event, wanted, course), at=now)
    key = f"{wanted.key}-{number}"
    link = links.address(event.get("base_url") or "", number) if event.get("options") else None
    if can_leave:
        delay = float((wanted.due_to.get("delay") or 0) * 60) if wanted.due_to else 0.0
        return Outgoing(key, words.message(event, wanted.device, link), delay, beside=(action,))
    silent = "No provider is configured for this type of device"
    failed = Report(CallbackType.DELIVERY_STATUS, event, now, notification=record, accepted=False, message=silent)
    return Outgoing(key, None, beside=(action,), also=tuple(reports.messages(failed, words, under=key)))


def _values(event: Record, wanted: Wanted, course: Course) -> dict[str, Any]:
    person, device, due_to = wanted.person, wanted.device, wanted.due_to
    return {
        "course": course.value,
        "event": event.ref,
        "person": person.ref,
        "target": person.get("login"),
        "first_name": person.get("first_name"),
        "last_name": person.get("last_name"),
        "device": device.uuid,
        "device_name": device.name,
        "device_type": device.type.value,
        "sender": event.get("sender"),
        "incident": events.incident(event),
        "subscription": str(due_to.guid) if due_to else None,
        "subscription_name": due_to.get("name") if due_to else None,
    }


def of_key(key: str) -> int | None:
    """The notification that a delivery of a job is for; None for a report."""
    parts: Sequence[str] = key.split("-")
    return int(parts[-1]) if len(parts) == _PARTS.get(parts[0]) else None


_PARTS: Final = {NOTIFIED: 4, SUBSCRIBED: 5}  # of the keys of notifications; reports about them have one more
