"""The e-mails of this dialect: when one is sent, to whom, and in what words (§10 of the contract).

`announcement` is called with the change and takes a snapshot of what this dialect shows of the ticket; `messages` is called by
the worker, later, and words everything from the snapshot, so that no later change alters a mail that is under way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from chalicelib.dialects.tickets import times
from chalicelib.dialects.tickets.translation import Names, show
from chalicelib.dialects.tickets.vocabulary.messages import LABELS_BY_TIME
from chalicelib.dialects.tickets.vocabulary.resources import TICKETS
from chalicelib.domain.delivery import Channel, Message, Outgoing
from chalicelib.domain.job import Announcement, Job
from chalicelib.domain.person import CUSTOMER, PERSON
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.services import pages

MAX_LINE: Final = 80  # characters of the description that a subject holds
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def announcement(before: Record | None, after: Record, names: Names) -> Announcement | None:
    """What a POST or PUT of a ticket announces: nothing when it is about no service, or nothing shown differs."""
    shown = _facts(after, names)
    if not shown["Services"]:
        return None
    event = _event(_facts(before, names) if before else None, shown)
    return Announcement(event, shown) if event else None


def messages(job: Job, *, after: str | None) -> Iterator[Outgoing]:
    """One mail for each customer with an address who is subscribed to one of the ticket's services by now."""
    mail = Message(Channel.EMAIL, to="", subject=_subject(job.event, job.facts), body=_body(job.facts))
    services = [Ref("service", number) for number, _ in job.facts["Services"]]
    behind = int(after) if after else None
    for person in pages.having(kind=PERSON, cls=CUSTOMER, field="services", values=services, after=behind):
        address = person.get("email")
        if address:
            yield Outgoing(f"{person.number:010d}", replace(mail, to=address))


def _facts(ticket: Record, names: Names) -> dict[str, Any]:
    """What this dialect shows of a ticket, as plain data; services with the names they have now."""
    shown = show(TICKETS, ticket, names)
    for name in TICKETS.times:
        shown[name] = times.write(shown[name]) if shown[name] else None
    shown["Services"] = [[number, names[Ref("service", number)].get("name")] for number in shown["Services"]]
    return shown


def _event(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> str | None:
    """The first word that fits."""
    if before is None:
        return "Created"
    if before["ClosedTime"] is None and after["ClosedTime"] is not None:
        return "Closed"
    if before["ClosedTime"] is not None and after["ClosedTime"] is None:
        return "Reopened"
    return "Updated" if before != after else None


def _subject(event: str, facts: Mapping[str, Any]) -> str:
    lines = (facts["Description"] or "").splitlines()
    first = next((line.strip() for line in lines if line.strip()), "")
    return _CONTROL.sub(" ", f"{event}: {_services(facts)} - {first[:MAX_LINE]}")


def _body(facts: Mapping[str, Any]) -> str:
    lines = [facts["Description"] or "", f"Ticket: {facts['Id']}", f"Services: {_services(facts)}"]
    lines += [f"{label}: {facts[name]}" for name, label in LABELS_BY_TIME.items() if facts[name]]
    return "\n".join(lines) + "\n"


def _services(facts: Mapping[str, Any]) -> str:
    return ", ".join(str(name) for _, name in facts["Services"])
