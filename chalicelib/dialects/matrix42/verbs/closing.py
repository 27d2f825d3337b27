"""Tickets closed, and incidents beside them (specification, 9.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from chalicelib.dialects.matrix42 import callback
from chalicelib.dialects.matrix42.schema import body
from chalicelib.dialects.matrix42.schema.draft import Draft
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.schema.measures import ticket_number
from chalicelib.dialects.matrix42.verbs import changing, targets
from chalicelib.dialects.matrix42.verbs.changing import Deed
from chalicelib.dialects.matrix42.verbs.members import MAX_IDS, Members
from chalicelib.dialects.matrix42.verbs.wishes import Wishes
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import items, verbs
from chalicelib.dialects.matrix42.vocabulary.tickets import ACTIVITY, COMMON, INCIDENT
from chalicelib.domain.record import Record
from chalicelib.domain.role import Verb
from chalicelib.domain.ticket import TICKET
from chalicelib.services import references

_FLAGS: Final = {
    "SendMailToInitiator": callback.INITIATOR,
    "SendMailToUsers": callback.USERS,
    "NotifyResponsible": callback.RESPONSIBLE,
    "SendMailToRelatedResponsibleUsers": callback.RELATED,
}
_CHOICES: Final = ("Reason", "ErrorType", "ServicesAvailability", "AssetsAvailability")
_CALLED: Final = {"Solution": "Comments", **{name: name for name in _CHOICES}}


def close(visit: Visit, said: Mapping[str, Any], *, only: str | None = None) -> None:
    """Close tickets. `only`: the class that all must be of. Refused with everything that is wrong; then nothing is written."""
    visit.demand(Verb.EDIT, TICKET.name)
    members = Members(said)
    named = dict.fromkeys(members.guids("ObjectIds"), "ObjectIds")
    wishes = _wishes(visit, members)
    deed, deed_beside = _deeds(visit, members, wishes)
    tickets = targets.tickets(visit, named, members.refused)
    members.refused += _of_other_class(tickets, only)
    members.refused += deed.judged(tickets)
    left = [ticket for ticket in tickets if not deed.passes(ticket)]
    beside = _incidents(visit, left) if members.truth("CloseRelatedIncidents") else []
    if len(left) + len(beside) > MAX_IDS:
        members.refuse(verbs.TOO_MANY, "CloseRelatedIncidents", limit=MAX_IDS)
    members.check()
    with wishes.telling():
        for incident in beside:  # first: whoever repeats what a crash has ended finds the tickets themselves still open
            deed_beside.do(visit, incident.number)
        for ticket in left:
            deed.do(visit, ticket.number)


def _deeds(visit: Visit, members: Members, wishes: Wishes) -> tuple[Deed, Deed]:
    """What is done with the tickets, and with incidents beside them: those that are closed by then stay as they are."""
    text = members.text("Comments")
    asked = frozenset(flag for member, flag in _FLAGS.items() if members.truth(member))
    deed = Deed(
        edit=lambda draft: _edit(draft, wishes, visit.language),
        note=changing.note("closed", text),
        announce=visit.announce(asked=asked, public_note=bool(text)),
    )
    skipping = replace(deed, passes=changing.is_closed)
    beside = replace(skipping, announce=visit.announce(asked=asked - {callback.RELATED}, public_note=bool(text)))
    return skipping if members.truth("SkipFailIfAlreadyClosed") else deed, beside


def _wishes(visit: Visit, members: Members) -> Wishes:
    chosen = {name: members.given(name) for name in _CHOICES if members.given(name) is not None}
    wishes = Wishes(visit, members, _CALLED)
    wishes.ask(COMMON, {"State": verbs.CLOSED_STATE, "Reason": verbs.USUAL_REASON, **chosen})
    if members.text("Comments") is not None:
        wishes.ask(ACTIVITY, {"Solution": members.given("Comments")})
    if "ErrorType" in chosen:
        wishes.ask(INCIDENT, {"ErrorType": chosen["ErrorType"]})
    return wishes


def _edit(draft: Draft, wishes: Wishes, language: str) -> None:
    """Only the fragments that a ticket has: an incident says what kind of error it was in one of its own, too."""
    assert draft.before is not None  # noqa: S101  it is changed
    cls = TICKET.classify(draft.before)
    for said in wishes.said:
        if said.definition.classes is None or cls in said.definition.classes:
            body.fulfil(said.wishes, draft, kind=TICKET, language=language)


def _of_other_class(tickets: list[Record], only: str | None) -> list[Refused]:
    others = (ticket for ticket in tickets if only is not None and TICKET.classify(ticket) != only)
    return [Refused(verbs.OTHER_TYPE, number=ticket_number(ticket), type=items.PROBLEM) for ticket in others]


def _incidents(visit: Visit, tickets: list[Record]) -> list[Record]:
    """The incidents that are related to tickets, open and none of them."""
    own = {ticket.ref for ticket in tickets}
    refs = dict.fromkeys(ref for ticket in tickets for ref in ticket.many("related") if ref not in own)
    found = references.read(refs).values()
    return [
        each
        for each in found
        if visit.sees(each) and TICKET.classify(each) == "incident" and not changing.is_closed(each)
    ]
