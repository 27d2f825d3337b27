"""Tickets become objects of another configuration item; ids and number stay (specification, 9.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from chalicelib.dialects.matrix42.schema import body, making
from chalicelib.dialects.matrix42.schema.draft import Draft
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.schema.measures import ticket_number
from chalicelib.dialects.matrix42.schema.model import ConfigurationItem
from chalicelib.dialects.matrix42.verbs import changing
from chalicelib.dialects.matrix42.verbs.changing import Deed, must_be_open
from chalicelib.dialects.matrix42.verbs.members import Members
from chalicelib.dialects.matrix42.verbs.wishes import Wishes, ids_of
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import verbs
from chalicelib.dialects.matrix42.vocabulary.tickets import ACTIVITY
from chalicelib.domain.record import Record
from chalicelib.domain.role import Verb
from chalicelib.domain.ticket import TICKET

_IDS: Final = {name: name for name in ("Category", "Sla", "Ola", "RecipientRole")}


def transform(visit: Visit, said: Mapping[str, Any]) -> None:
    """Transform tickets. Refused with everything that is wrong; then nothing is written."""
    visit.demand(Verb.EDIT, TICKET.name)
    members = Members(said)
    named = dict.fromkeys(members.guids("ObjectIds"), "ObjectIds")
    source = _item(visit, members, "SourceTypeName")
    target = _item(visit, members, "TargetTypeName")
    if target is not None and target.is_abstract:
        members.refuse(verbs.NO_SUCH_TYPE, "TargetTypeName", value=target.name)
    wishes = Wishes(visit, members, _IDS)
    wishes.ask(ACTIVITY, ids_of(members, _IDS))
    wishes.resolve()

    def judge(ticket: Record) -> Refused | None:
        own = visit.catalogue.item_of(ticket)
        if source is not None and (own is None or not visit.catalogue.is_a(own, source)):
            return Refused(verbs.OTHER_TYPE, number=ticket_number(ticket), type=source.name)
        return must_be_open(ticket)

    def edit(draft: Draft) -> None:
        assert target is not None  # noqa: S101  it was refused otherwise
        making.become(draft, target)
        body.fulfil((wish for each in wishes.said for wish in each.wishes), draft, kind=TICKET, language=visit.language)

    deed = Deed(edit=edit, judge=judge, announce=visit.announce())
    with wishes.telling():
        changing.carry_out(visit, members, named, deed)


def _item(visit: Visit, members: Members, name: str) -> ConfigurationItem | None:
    said = members.text(name)
    if said is None:
        if not members.given(name):  # what is no text is told already
            members.refuse(verbs.REQUIRED, name)
        return None
    found = visit.catalogue.find_item(said)
    if found is None or found.kind != TICKET.name:
        members.refuse(verbs.NO_SUCH_TYPE, name, value=said)
        return None
    return found
