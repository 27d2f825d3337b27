"""Tickets taken over, forwarded, given back to their group (specification, 9.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from chalicelib.dialects.matrix42.schema import body
from chalicelib.dialects.matrix42.schema.draft import Draft
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.verbs import changing
from chalicelib.dialects.matrix42.verbs.changing import Deed
from chalicelib.dialects.matrix42.verbs.members import MAX_IDS, Members
from chalicelib.dialects.matrix42.verbs.wishes import Wishes, ids_of
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import verbs
from chalicelib.dialects.matrix42.vocabulary.tickets import ACTIVITY
from chalicelib.domain.role import Verb
from chalicelib.domain.ticket import TICKET

_IDS: Final = {"Recipient": "UserID", "RecipientRole": "RoleID", "Ola": "OlaID"}


def take_over(visit: Visit, said: Mapping[str, Any]) -> None:
    """The caller becomes responsible for tickets, and new ones are in progress then."""
    visit.demand(Verb.EDIT, TICKET.name)
    members = Members(said)
    named: dict[UUID, str] = {}
    for each in members.objects("Objects"):
        each.text("TypeName")
        named |= dict.fromkeys(each.guids("ObjectIds"), each.called("ObjectIds"))
    if len(named) > MAX_IDS:
        members.refuse(verbs.TOO_MANY, "Objects", limit=MAX_IDS)
        named = {}
    if visit.person is None:
        members.refused.append(Refused(verbs.NO_PERSON))

    def edit(draft: Draft) -> None:
        draft.set("assignee", visit.person)
        if draft.get("state") == "new":
            draft.set("state", "in_progress")

    note = changing.note("taken_over", members.text("Comments"))
    changing.carry_out(visit, members, named, Deed(edit=edit, note=note, announce=visit.announce()))


def forward(visit: Visit, said: Mapping[str, Any]) -> None:
    """Somebody else becomes responsible for tickets: a person, or a group, of which nobody has taken them over yet."""
    visit.demand(Verb.EDIT, TICKET.name)
    members = Members(said)
    named: dict[UUID, str] = {}
    for each in members.objects("Tickets"):
        each.text("Item1")
        guid = each.required("Item2")
        named |= {} if guid is None else {guid: each.called("Item2")}
    asked = ids_of(members, _IDS)
    if "Recipient" not in asked and "RecipientRole" not in asked:
        members.refused.append(Refused(verbs.NEITHER, name="RoleID", other="UserID"))
    wishes = Wishes(visit, members, _IDS)
    wishes.ask(ACTIVITY, asked)
    wishes.resolve()

    def edit(draft: Draft) -> None:
        if "Recipient" not in asked:
            draft.set("assignee", None)
        wanted = (wish for each in wishes.said for wish in each.wishes)
        body.fulfil(wanted, draft, kind=TICKET, language=visit.language)

    note = changing.note("forwarded", members.text("Comments"))
    with wishes.telling():
        changing.carry_out(visit, members, named, Deed(edit=edit, note=note, announce=visit.announce()))


def return_to_role(visit: Visit, said: Mapping[str, Any]) -> None:
    """Nobody is responsible for a ticket any more but its group."""
    visit.demand(Verb.EDIT, TICKET.name)
    members = Members(said)
    guid = members.required("TicketId")
    note = changing.note("forwarded", members.text("Comments"))
    deed = Deed(edit=lambda draft: draft.set("assignee", None), note=note, announce=visit.announce())
    changing.carry_out(visit, members, {} if guid is None else {guid: "TicketId"}, deed)
