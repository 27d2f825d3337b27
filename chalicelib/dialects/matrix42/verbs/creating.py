"""A new ticket (specification, 9.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from chalicelib.dialects.matrix42.schema import body, making
from chalicelib.dialects.matrix42.schema.draft import Draft
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.schema.model import ConfigurationItem, in_language
from chalicelib.dialects.matrix42.verbs.members import Members
from chalicelib.dialects.matrix42.verbs.wishes import Wishes, ids_of
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import messages, verbs
from chalicelib.dialects.matrix42.vocabulary.tickets import ACTIVITY, COMMON
from chalicelib.domain.record import Record
from chalicelib.domain.role import Verb
from chalicelib.domain.ticket import TICKET
from chalicelib.errors import Conflict
from chalicelib.services import records

USUAL: Final = 5
CREATABLE: Final = (0, 5, 6)
MAX_EXTRA: Final = 100  # extra properties

_IDS: Final = {
    "Initiator": "User",
    "Category": "Category",
    "Service": "Service",
    "Recipient": "ResponsibleUser",
    "RecipientRole": "ResponsibleRole",
    "Creator": "Creator",
    "Sla": "Sla",
}
_VALUES: Final = ("Subject", "Description", "DescriptionHTML", "Impact", "Urgency", "Priority", "EntryBy")


def create(visit: Visit, said: Mapping[str, Any], *, activity_type: int | None) -> Record:
    """Make a ticket of the body. Refused with everything that is wrong."""
    visit.demand(Verb.CREATE, TICKET.name)
    members = Members(said)
    item = _item(visit, USUAL if activity_type is None else activity_type, members)
    wishes = Wishes(visit, members, {**_IDS, **{name: name for name in _VALUES}})
    wishes.ask(ACTIVITY, _attributes(visit, members), creating=True)
    wishes.ask(COMMON, {} if members.given("State") is None else {"State": members.given("State")}, creating=True)
    wishes.resolve()
    members.check()
    assert item is not None  # noqa: S101  it was refused otherwise
    draft = Draft()
    with wishes.telling():
        wanted = (wish for each in wishes.said for wish in each.wishes)
        body.fulfil(wanted, draft, kind=TICKET, language=visit.language)
        making.complete(draft, item, wishes.said)
        return _written(visit, draft, making.identity(wishes.said, object_id=None, main=ACTIVITY))


def _item(visit: Visit, activity_type: int, members: Members) -> ConfigurationItem | None:
    found = next((each for each in visit.catalogue.items if each.activity_type == activity_type), None)
    if found is None:
        members.refuse(verbs.WRONG_VALUE, "activityType", value=activity_type)
    elif activity_type not in CREATABLE:
        called = in_language(found.labels, visit.language, found.name)
        members.refuse(verbs.NOT_TO_BE_CREATED, "activityType", value=activity_type, type=called)
    else:
        return found
    return None


def _attributes(visit: Visit, members: Members) -> dict[str, Any]:
    """What the body says of attributes; extra properties come last, so they have the last word."""
    values = {name: members.given(name) for name in _VALUES if members.given(name) is not None}
    values |= ids_of(members, _IDS)
    folded = {name.lower(): name for name in values}
    definition = visit.catalogue.definition(ACTIVITY)
    for extra in members.objects("ExtraProperties", most=MAX_EXTRA, is_required=False):
        name = extra.text("Name")
        if name is None:
            extra.refuse(verbs.REQUIRED, "Name")
        elif definition.relation(name) is not None:
            members.refused.append(Refused(messages.UNKNOWN_ATTRIBUTE, definition=ACTIVITY, name=name))
        else:
            values[folded.setdefault(name.lower(), name)] = extra.given("Value")
    return values


def _written(visit: Visit, draft: Draft, guid: UUID | None) -> Record:
    change = draft.change
    try:
        return records.create(
            kind=TICKET,
            values=change.values,
            extras=change.extras,
            caller=visit.caller,
            guid=guid,
            created_by=draft.creator,
            announce=visit.announce(),
        )
    except Conflict:
        if guid is None:
            raise
        raise Refused(verbs.IN_USE, name="ID") from None
