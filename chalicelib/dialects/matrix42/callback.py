"""Mails about tickets: to the requester, the attached users, whoever is responsible (specification, 8.2, 9.1 and 9.2).

What is announced is small, and made in the transaction of the change: what the mails say, and whom they may go to. The worker
looks up who that is by then, and words one mail for each address.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from chalicelib.dialects.matrix42.asql.table import AttributeType
from chalicelib.dialects.matrix42.schema.operands import Kept
from chalicelib.dialects.matrix42.schema.storage import NOTHING, Tie
from chalicelib.dialects.matrix42.serializer.mails import Addressee, Letter, facts_of
from chalicelib.dialects.matrix42.vocabulary import mails
from chalicelib.domain.caller import Caller
from chalicelib.domain.delivery import Outgoing
from chalicelib.domain.group import GROUP
from chalicelib.domain.job import Announcement, Job
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.services import references
from chalicelib.services.alerting import targets
from chalicelib.services.jobs import Announce

INITIATOR: Final = "initiator"
USERS: Final = "users"
RESPONSIBLE: Final = "responsible"
RELATED: Final = "related"
FLAGS: Final = frozenset((INITIATOR, USERS, RESPONSIBLE, RELATED))

_MODE: Final = Kept("main", "NotificationMode", AttributeType.INT)
_ATTACHED: Final = Tie("AttachedUsers", is_extra=True).operand


def announce(
    caller: Caller, *, asked: frozenset[str] = frozenset(), public_note: bool = False, filled: Collection[str] = ()
) -> Announce:
    """What a write of a ticket announces; nothing where there is nobody to be told.

    `asked`: who is to be told whatever the ticket's notification mode, some of `FLAGS`. `public_note`: the write adds an entry
    with a text to the journal that requesters may read. `filled`: keys of such entries that had none, and get it now.
    """
    if not asked <= FLAGS:
        raise ValueError(f"{sorted(asked - FLAGS)} are no receivers of mails")

    def announcement(before: Record | None, after: Record) -> Announcement | None:
        event = _event(before, after, public_note or bool(filled))
        receivers = [str(ref) for ref in dict.fromkeys(_receivers(after, event, asked))]
        related = [str(ref) for ref in after.many("related")] if RELATED in asked else []
        if not receivers and not related:
            return None
        entries = [f"{after.version:019d}#"] if public_note else []
        told = facts_of(event, before, after, caller, entries=[*filled, *entries])
        return Announcement(event, {**told, "receivers": receivers, "related": related})

    return announcement


def _event(before: Record | None, after: Record, has_comment: bool) -> str:
    if before is None:
        return mails.CREATED
    if after.get("state") == "closed" != before.get("state"):
        return mails.CLOSED
    return mails.COMMENTED if has_comment else mails.CHANGED


def _receivers(ticket: Record, event: str, asked: frozenset[str]) -> Iterator[Ref]:
    modes = _MODE.values(ticket, NOTHING)
    if INITIATOR in asked or any(event in mails.EVENTS_BY_MODE.get(mode, ()) for mode in modes):
        yield from ticket.many("requester")
    if USERS in asked:
        yield from _ATTACHED.values(ticket, NOTHING)
    if RESPONSIBLE in asked:
        yield from _responsible(ticket)


def _responsible(ticket: Record) -> tuple[Ref, ...]:
    """Whom a ticket is assigned to; its group if that is nobody."""
    return ticket.many("assignee") or ticket.many("group")


def messages(job: Job, *, after: str | None) -> Iterator[Outgoing]:
    """One mail for each address, under the digest of that: whoever shares one, and whatever changes, gets no second."""
    letter = Letter(job)
    for key, addressee in sorted(_addressees(job.facts).items()):
        if after is None or key > after:
            yield Outgoing(key, letter.to(addressee))


def _addressees(facts: Mapping[str, Any]) -> dict[str, Addressee]:
    """Everybody who gets a mail, by key; of several with one address the first who is named."""
    related = references.read(map(Ref.parse, facts["related"]))
    refs = [*map(Ref.parse, facts["receivers"]), *(ref for each in related.values() for ref in _responsible(each))]
    found = references.read(refs)
    addressees: dict[str, Addressee] = {}
    for ref in dict.fromkeys(refs):
        for each in _behind(found[ref]) if ref in found else ():
            addressees.setdefault(hashlib.sha256(each.address.casefold().encode()).hexdigest()[:32], each)
    return addressees


def _behind(receiver: Record) -> Iterator[Addressee]:
    """A person; a group by its own address, or else its members. Nobody who is inactive, or has no address."""
    if receiver.get("active") is False:
        return
    address = (receiver.get("email") or "").strip()
    is_group = receiver.kind.name == GROUP.name
    if address:
        yield Addressee(address, None if is_group else receiver)
    elif is_group:
        for _, member in sorted(targets.persons(targets.members([receiver])).items()):
            yield from _behind(member)
