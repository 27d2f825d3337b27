"""Tickets paused, reopened, due (specification, 9.3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib.dialects.matrix42.asql import moments
from chalicelib.dialects.matrix42.schema.draft import Draft
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.schema.measures import ticket_number
from chalicelib.dialects.matrix42.verbs import changing
from chalicelib.dialects.matrix42.verbs.changing import Deed
from chalicelib.dialects.matrix42.verbs.members import Members
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import verbs
from chalicelib.dialects.matrix42.vocabulary.labels import labels
from chalicelib.domain.journal import Note
from chalicelib.domain.record import Record
from chalicelib.domain.role import Verb
from chalicelib.domain.ticket import TICKET


def pause(visit: Visit, said: Mapping[str, Any]) -> None:
    """Put tickets on hold until a moment to come. `NotEscalateWhilePaused` has no effect: nothing escalates."""
    visit.demand(Verb.EDIT, TICKET.name)
    members = Members(said)
    named = dict.fromkeys(members.guids("ObjectIds"), "ObjectIds")
    until = _moment(members, "ReminderDate")
    if until is not None and until <= visit.now:
        members.refuse(verbs.NOT_TO_COME, "ReminderDate")
    members.truth("NotEscalateWhilePaused")

    def edit(draft: Draft) -> None:
        draft.set("state", "on_hold")
        draft.set("on_hold_until", until)

    note = changing.note("paused", members.text("Comments") or _reason(members))
    changing.carry_out(visit, members, named, Deed(edit=edit, note=note, announce=visit.announce()))


def reopen(visit: Visit, said: Mapping[str, Any]) -> None:
    """Tickets that were closed or resolved are in progress again."""
    visit.demand(Verb.EDIT, TICKET.name)
    members = Members(said)
    named = dict.fromkeys(members.guids("ObjectIds"), "ObjectIds")

    def edit(draft: Draft) -> None:
        draft.set("state", "in_progress")
        draft.set("close_reason", None)

    note = changing.note("reopened", members.text("Comments") or _reason(members))
    announce = visit.announce(public_note=note.public and bool(note.text))
    changing.carry_out(visit, members, named, Deed(edit=edit, note=note, judge=_must_be_done, announce=announce))


def _must_be_done(ticket: Record) -> Refused | None:
    if ticket.get("state") in ("closed", "resolved"):
        return None
    return Refused(verbs.NOT_DONE, number=ticket_number(ticket))


def set_deadline(visit: Visit, said: Mapping[str, Any]) -> None:
    """Say until when tickets shall be resolved; null says that there is no such moment."""
    visit.demand(Verb.EDIT, TICKET.name)
    members = Members(said)
    named = dict.fromkeys(members.guids("ObjectIds"), "ObjectIds")
    deadline = members.moment("Deadline") if members.says("Deadline") else _moment(members, "Deadline")
    text = members.text("Comments")
    shown = "–" if deadline is None else moments.spelled(deadline)
    told = Note(f"{labels('Deadline')[visit.language]}: {shown}")
    note = told if text is None else Note(text, format="html")

    def edit(draft: Draft) -> None:
        draft.set("target_resolution", deadline)

    changing.carry_out(visit, members, named, Deed(edit=edit, note=note, announce=visit.announce()))


def _moment(members: Members, name: str) -> datetime | None:
    """A moment that has to be said."""
    before = len(members.refused)
    found = members.moment(name)
    if found is None and len(members.refused) == before:
        members.refuse(verbs.REQUIRED, name)
    return found


def _reason(members: Members) -> str | None:
    """A reason in words; a number, which some clients send, says nothing here."""
    said = members.given("Reason")
    return None if isinstance(said, int) and not isinstance(said, bool) else members.text("Reason")
