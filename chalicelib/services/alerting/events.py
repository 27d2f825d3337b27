"""Events: made from forms, listed, suspended, ended.

The transaction that makes an event writes it, whom it reaches, one job that tells them, and one that ends it when its time is
over. Everything else follows from the jobs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from chalicelib.domain import clock
from chalicelib.domain.alerting.callback import Callback
from chalicelib.domain.alerting.event import (
    EVENT,
    Said,
    Standing,
    written_callbacks,
    written_options,
    written_properties,
)
from chalicelib.domain.alerting.form import Form
from chalicelib.domain.alerting.option import Option
from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.job import Announcement, Job
from chalicelib.domain.record import Change, Record
from chalicelib.domain.role import Permissions
from chalicelib.errors import Conflict, Unavailable
from chalicelib.services import jobs, records
from chalicelib.services.alerting import targets
from chalicelib.services.alerting.subscriptions import persons_of
from chalicelib.services.alerting.targets import Target

CREATED: Final = "created"
STATUS: Final = "status"
EXPIRY: Final = "expiry"

# What the receivers of reports are told of a change of standing.
ACTIVE: Final = "active"
SUSPENDED: Final = "suspended"
ENDED: Final = "terminated"  # by an answer, or because its time is over
ENDED_OUTSIDE: Final = "terminated_external"  # by somebody who calls
SYSTEM: Final = "system"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom an event is for. `devices`: UUIDs of those of the person's that are used, None for all; not looked at for groups."""

    target: Target
    devices: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What an event is to be; everything has been checked. `bridge`: the conference line of its messages."""

    form: Form
    properties: Sequence[Said]
    recipients: Sequence[Recipient]
    priority: str
    options: Sequence[Option]
    callbacks: Sequence[Callback]
    bridge: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """An event that was made, and how many people it reaches, subscribers left aside."""

    event: Record
    people: int


def create(*, order: Order, caller: Caller, base_url: str) -> Placed:
    """A new event. `base_url`: where the links in its messages lead to."""
    people = _people(order.recipients)
    expires = order.form.expiration_minutes
    at = clock.now()
    number = next(iter(records.reserve(kind=EVENT, count=1)))
    expires_at = at + timedelta(minutes=expires) if expires else None
    values: dict[str, Any] = {
        "standing": Standing.ACTIVE.value,
        "form": order.form.uuid,
        "form_name": order.form.name,
        "sender": caller.login,
        "priority": order.priority,
        "properties": written_properties(order.properties),
        "bridge": order.bridge or None,
        "options": written_options(order.options),
        "callbacks": written_callbacks(order.callbacks),
        "base_url": base_url,
        "expires_at": expires_at,
    }
    facts = {"event": number, "recipients": sorted(people.items())}
    event = records.create(
        kind=EVENT,
        values=values,
        caller=caller,
        reserved=number,
        announce=lambda _, __: Announcement(CREATED, facts),
        beside=jobs.puts(_expiry(number, caller.dialect, at, expires_at) if expires_at else None),
    )
    return Placed(event, len(people))


def set_standing(
    *, number: int, standing: Standing, caller: Caller, said: str | None = None, username: str | None = None
) -> Record:
    """Suspend, reactivate or end an event; nothing happens when it stands so already.

    `said`, `username`: what reports say of it, and who caused it; by default what a caller from outside does. Raises NotFound,
    and Conflict for an event that has ended.
    """
    word = said or _WORDS[standing]
    by = username or caller.login

    def edit(event: Record) -> Change:
        if event.get("standing") == Standing.TERMINATED:
            raise Conflict(f"Event {number} is already terminated.")
        return Change({"standing": standing.value})

    def announce(before: Record | None, after: Record) -> Announcement:
        facts = {"event": number, "status": word, "username": by, "at": after.updated_at.isoformat()}
        return Announcement(STATUS, facts)

    return records.change(kind=EVENT, number=number, edit=edit, caller=caller, announce=announce)


def expire(*, number: int, dialect: str) -> None:
    """End an event whose time is over, if it has not ended yet. Raises Unavailable when it is too early to tell."""
    event = records.get(kind=EVENT, number=number)
    expires_at = event.get("expires_at")
    if event.get("standing") == Standing.TERMINATED or expires_at is None:
        return
    if expires_at > clock.now():
        raise Unavailable(f"Event {number} ends later.")
    try:
        set_standing(number=number, standing=Standing.TERMINATED, caller=system(dialect), said=ENDED, username=SYSTEM)
    except Conflict:
        return  # somebody else was faster


def system(dialect: str) -> Caller:
    """The deployment itself, where it does what nobody has asked for."""
    return Caller(SYSTEM, SYSTEM, SYSTEM, CredentialKind.BASIC, dialect, Permissions())


def _people(recipients: Sequence[Recipient]) -> dict[int, list[str] | None]:
    """The active people that recipients stand for, each once, with the UUIDs of their devices, None for all."""
    several = [each for each in recipients if each.target.is_group or each.target.record.get("active") is not False]
    whole = persons_of(each.target for each in several if _is_whole(each))
    people: dict[int, list[str] | None] = {ref.number: None for ref in targets.persons(whole)}
    for each in several:
        number = each.target.record.number
        if _is_whole(each) or (number in people and people[number] is None):
            continue
        chosen = [each.target.device.uuid] if each.target.device else list(each.devices or ())
        known = people.setdefault(number, []) or []
        people[number] = list(dict.fromkeys((*known, *chosen)))
    return people


def _is_whole(recipient: Recipient) -> bool:
    """Whether somebody, or everybody in a group, is notified on all devices."""
    return recipient.target.is_group or (recipient.target.device is None and recipient.devices is None)


def _expiry(number: int, dialect: str, at: Any, due_at: Any) -> Job:
    facts: Mapping[str, Any] = {"event": number}
    return Job(f"{EVENT.name}.{number}.{EXPIRY}", dialect, EXPIRY, facts, created_at=at, due_at=due_at)


_WORDS: Final = {
    Standing.ACTIVE: ACTIVE,
    Standing.SUSPENDED: SUSPENDED,
    Standing.TERMINATED: ENDED_OUTSIDE,
}
