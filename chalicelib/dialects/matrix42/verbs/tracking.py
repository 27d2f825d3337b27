"""Time spent on tickets (specification, 9.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from chalicelib.dialects.matrix42.schema import body
from chalicelib.dialects.matrix42.schema.body import Said
from chalicelib.dialects.matrix42.schema.draft import Draft
from chalicelib.dialects.matrix42.verbs import changing
from chalicelib.dialects.matrix42.verbs.changing import Deed
from chalicelib.dialects.matrix42.verbs.members import Members
from chalicelib.dialects.matrix42.verbs.wishes import Wishes
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import verbs
from chalicelib.dialects.matrix42.vocabulary.labels import labels
from chalicelib.dialects.matrix42.vocabulary.tickets import TIMES
from chalicelib.domain.journal import MAX_LENGTH, Note
from chalicelib.domain.record import Change, Record
from chalicelib.domain.role import Verb
from chalicelib.domain.ticket import TICKET
from chalicelib.domain.time_entry import TIME_ENTRY
from chalicelib.services import companions, records

MOST_MINUTES: Final = 10_000_000
_NAMES: Final = ("Minutes", "ActivityType", "Begin", "End", "Description")


def track(visit: Visit, said: Mapping[str, Any]) -> None:
    """Note for each of some tickets that the caller has worked on it: who may edit a ticket may do that."""
    visit.demand(Verb.EDIT, TICKET.name)
    members = Members(said)
    named = dict.fromkeys(members.guids("ObjectIds"), "ObjectIds")
    wishes = Wishes(visit, members, {name: name for name in _NAMES})
    given = {name: members.given(name) for name in _NAMES if members.given(name) is not None}
    wishes.ask(TIMES, given, creating=True)
    for each in wishes.said:
        _check(each, members)
    numbers: dict[int, int] = {}
    deed = Deed(
        edit=lambda draft: None,
        note=_note(visit, members),
        announce=visit.announce(),
        beside=lambda ticket: companions.made(
            kind=TIME_ENTRY,
            number=numbers[ticket.number],
            change=_entry(visit, wishes.said, ticket),
            caller=visit.caller,
            coming=[ticket.ref],
        ),
    )
    with wishes.telling(TIME_ENTRY):
        tickets = [ticket.number for ticket in changing.judged(visit, members, named, deed)]
        numbers |= zip(tickets, records.reserve(kind=TIME_ENTRY, count=len(tickets)), strict=True)
        for number in tickets:
            deed.do(visit, number)


def _check(said: Said, members: Members) -> None:
    values = {wish.attribute.name: wish.value for wish in said.wishes}
    minutes, begin, end = (values.get(name) for name in ("Minutes", "Begin", "End"))
    if minutes is not None and not 0 <= minutes <= MOST_MINUTES:
        members.refuse(verbs.OUT_OF_RANGE, "Minutes", lowest=0, highest=MOST_MINUTES)
    if begin is not None and end is not None and end <= begin:
        members.refuse(verbs.NOT_AFTER, "End", other="Begin")


def _note(visit: Visit, members: Members) -> Note:
    told = f"{labels('Minutes')[visit.language]}: {members.whole('Minutes')}"
    return Note("\n".join(filter(None, (told, members.text("Description"))))[:MAX_LENGTH])  # the fragment has all of it


def _entry(visit: Visit, said: list[Said], ticket: Record) -> Change:
    draft = Draft()
    wanted = (wish for each in said for wish in each.wishes)
    body.fulfil(wanted, draft, kind=TIME_ENTRY, language=visit.language)
    return Change({**draft.change.values, "ticket": ticket.ref, "person": visit.person})
