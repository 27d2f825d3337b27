"""New fragments and objects (specification, 6.2.2 and 7.3). One request is one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from chalicelib.dialects.matrix42.data import access, bodies, entries, members, writing
from chalicelib.dialects.matrix42.data.access import Body
from chalicelib.dialects.matrix42.data.bodies import Parts, Refusals
from chalicelib.dialects.matrix42.data.entries import Entries
from chalicelib.dialects.matrix42.parser.body import folded
from chalicelib.dialects.matrix42.parser.ids import NIL
from chalicelib.dialects.matrix42.schema import body, making
from chalicelib.dialects.matrix42.schema.body import Said
from chalicelib.dialects.matrix42.schema.draft import Draft
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.schema.model import ConfigurationItem, DataDefinition, in_language
from chalicelib.dialects.matrix42.schema.operands import fragment_id
from chalicelib.dialects.matrix42.schema.rows import LYING
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import messages_data, verbs
from chalicelib.dialects.matrix42.vocabulary.items import TICKET
from chalicelib.dialects.matrix42.vocabulary.tickets import JOURNAL
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import Verb
from chalicelib.errors import Changed, Forbidden
from chalicelib.services import kinds, records
from chalicelib.services.companions import Actions

TICKET_TYPES: Final = (0, 5, 6)
"""Activity types that a ticket can become while it is made."""


def fragment(visit: Visit, definition: DataDefinition, sent: Body) -> UUID:
    """A new fragment, with an object around it where it is the main one; answers its id.

    Raises Refused with everything that is wrong, Forbidden.
    """
    access.demand_any(visit, Verb.CREATE, definition)
    if definition.owner is not None:
        create = entries.create if definition.name == JOURNAL else members.create
        return create(visit, definition, bodies.fragment(visit, definition, sent(), creating=True))
    item = visit.catalogue.default_item(definition)
    if item is None:
        raise Refused(messages_data.ONLY_A_PART, name=definition.name)
    access.demand(visit, Verb.CREATE, item.kind)
    parts = bodies.parts(visit, item, {definition.name: sent()}, Refusals(), creating=True)
    return fragment_id(_made(visit, item, parts), definition.name, definition.tag)


def object_(visit: Visit, item: ConfigurationItem, sent: Body) -> UUID:
    """A new object; answers its id. Raises Refused with everything that is wrong, Forbidden."""
    access.demand(visit, Verb.CREATE, item.kind)
    if item.is_abstract:
        raise Refused(messages_data.ABSTRACT, name=item.name)
    refused, said = Refusals(), sent()
    writing.require_light(visit)
    initial = folded(said).get("initialdata")
    became = refused.tried(lambda: _became(visit, item, initial), item)
    return _made(visit, became, bodies.parts(visit, became, said, refused, creating=True)).guid


def _became(visit: Visit, item: ConfigurationItem, initial: Any) -> ConfigurationItem:
    """What a ticket without a type becomes in the same step (7.3)."""
    configuration = _member(_member(initial, "InitialData"), "Configuration", "configuration")
    said = configuration.get("tickettype")
    if said is None or item.name != TICKET:
        return item
    number = int(said) if isinstance(said, str) and said.strip().isdecimal() and len(said) < _DIGITS else said
    known = {each.activity_type: each for each in visit.catalogue.items if each.activity_type is not None}
    found = known.get(number) if isinstance(number, int) and not isinstance(number, bool) else None
    if found is None:
        raise Refused(verbs.WRONG_VALUE, name="TicketType", value=said)
    if found.activity_type not in TICKET_TYPES:
        called = in_language(found.labels, visit.language, found.name)
        raise Refused(verbs.NOT_TO_BE_CREATED, value=number, type=called)
    return found


_DIGITS: Final = 10


def _member(said: Any, name: str, member: str | None = None) -> dict[str, Any]:
    found = said if member is None else said.get(member)
    if found is None:
        return {}
    if not isinstance(found, Mapping):
        raise Refused(messages_data.NO_OBJECT, name=name)
    return folded(found)


def _made(visit: Visit, item: ConfigurationItem, parts: Parts) -> Record:
    kind = kinds.get(item.kind)
    draft = Draft()
    body.fulfil(bodies.wishes(parts.singles), draft, kind=kind, language=visit.language)
    making.complete(draft, item, parts.singles)
    guid = making.identity(parts.singles, object_id=parts.id, main=item.main)
    aliases = making.keep_ids(draft, parts.singles, object_id=guid or NIL)
    others = [said for said in _several(parts) if said.definition.name not in LYING]
    _require_free(visit, item, [guid, *aliases.values(), *(said.id for said in others)])
    journal = Entries.of(visit, parts.several, creating=True)
    number = next(iter(records.reserve(kind=kind, count=1))) if others else None
    beside: Actions = [] if number is None else members.made(visit, others, Ref(kind.name, number))
    writing.require_few(len(beside) + len(journal.notes))
    change = draft.change
    with writing.worded(visit, kind):
        try:
            return records.create(
                kind=kind,
                values=change.values,
                extras=change.extras,
                notes=journal.notes,
                caller=visit.caller,
                reserved=number,
                guid=guid,
                created_by=draft.creator,
                aliases=aliases,
                announce=writing.announced(visit, kind, lambda: journal.told),
                beside=beside,
            )
        except Changed:
            if guid is None and not aliases and not any(said.id for said in others):
                raise
            raise writing.in_use(item.name, guid) from None


def _several(parts: Parts) -> Sequence[Said]:
    """What is said of fragments of which there may be several; Forbidden for those that nobody makes."""
    found = [said for several in parts.several.values() for said in several]
    for said in found:
        if said.definition.name in LYING and said.definition.name != JOURNAL:
            raise Forbidden(f"Rows of {said.definition.name} are read-only.")
    return found


def _require_free(visit: Visit, item: ConfigurationItem, named: Sequence[UUID | None]) -> None:
    writing.require_free(visit, item.name, [guid for guid in named if guid is not None])
