"""Fragments of which an object may have several: records of their own, that point at it (specification, 6.2.2 and 7.4)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from chalicelib.dialects.matrix42.data import access, objects, writing
from chalicelib.dialects.matrix42.data.hidden import without_hidden
from chalicelib.dialects.matrix42.schema import body, finding
from chalicelib.dialects.matrix42.schema.body import Said
from chalicelib.dialects.matrix42.schema.draft import Draft
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.schema.model import DataDefinition
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import messages
from chalicelib.domain.kind import Kind
from chalicelib.domain.record import Change, Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import Verb
from chalicelib.errors import Conflict, Forbidden
from chalicelib.services import companions, kinds, records
from chalicelib.services.companions import Actions


def create(visit: Visit, definition: DataDefinition, said: Said) -> UUID:
    """A new fragment, of an object or of none; answers its id. Raises Refused."""
    kind = kind_of(definition)
    access.demand(visit, Verb.CREATE, kind.name)
    change = _change(visit, said, None, kind, None if said.owner is None else owner(visit, definition, said.owner).ref)
    if said.id is not None:
        writing.require_free(visit, definition.name, [said.id])
    with writing.worded(visit, kind):
        try:
            made = records.create(
                kind=kind, values=change.values, extras=change.extras, caller=visit.caller, guid=said.id
            )
        except Conflict:
            raise writing.in_use(definition.name, said.id) from None
    return made.guid


def change(visit: Visit, definition: DataDefinition, said: Said, guid: UUID) -> None:
    """Change a fragment; `owner` of what is said attaches it to an object. Raises Refused, NotFound, Forbidden."""
    record = access.find(visit, Verb.EDIT, definition, guid)
    attached = None if said.owner is None else owner(visit, definition, said.owner).ref

    def edit(stands: Record) -> Change:
        body.check_stamps([said], stands)
        return _change(visit, said, stands, stands.kind, attached)

    writing.change(visit, record, edit)


def owner(visit: Visit, definition: DataDefinition, guid: UUID) -> Record:
    """The object that a fragment is to belong to; Refused where there is none for the caller to see."""
    items = visit.catalogue.items_of(definition)
    within = tuple(dict.fromkeys(item.kind for item in items))
    found = finding.objects([guid], within=within, sees=visit.sees).get(guid)
    own = None if found is None else visit.catalogue.item_of(found)
    if found is None or own is None or definition.name not in own.members:
        raise Refused(messages.WRONG_REFERENCE, definition=definition.name, name="UsedInType", value=guid)
    return found


def kind_of(definition: DataDefinition) -> Kind:
    """The kind of the records that fragments are; Forbidden where they are none."""
    if len(definition.kinds) != 1:
        raise Forbidden(f"Rows of {definition.name} are read-only.")
    return kinds.get(definition.kinds[0])


def made(visit: Visit, several: Sequence[Said], whole: Ref) -> Actions:
    """What makes fragments for an object that comes in the same moment, or is there. Raises Refused, Forbidden."""
    found: Actions = []
    writing.require_few(len(several))
    for definition in {said.definition.name: said.definition for said in several}.values():
        kind = kind_of(definition)
        access.demand(visit, Verb.CREATE, kind.name)
        own = [said for said in several if said.definition.name == definition.name]
        for said, number in zip(own, records.reserve(kind=kind, count=len(own)), strict=True):
            change = _change(visit, said, None, kind, whole)
            with writing.worded(visit, kind):
                found += companions.made(
                    kind=kind, number=number, change=change, caller=visit.caller, guid=said.id, coming=(whole,)
                )
    return found


def replaced(visit: Visit, definition: DataDefinition, several: Sequence[Said], whole: Record) -> Actions:
    """What makes these the fragments of an object: known ones are changed, those without an id made, the rest goes.

    To who may not read them there are none, so that none are said changes nothing. Raises Refused for an id that none of them
    has, and for a row version that is not the stored one; Forbidden.
    """
    if not several and not visit.may(Verb.READ, kind_of(definition).name):
        return []
    access.demand(visit, Verb.READ, kind_of(definition).name)
    known = {each.guid: each for each in objects.several(visit, definition, whole)}
    said_of = {said.id: said for said in several if said.id is not None}
    for guid in said_of:
        if guid not in known:
            raise Refused(messages.WRONG_REFERENCE, definition=definition.name, name="ID", value=guid)
    found = made(visit, [said for said in several if said.id is None], whole.ref)
    for guid, record in known.items():
        found += _changed(visit, record, said_of[guid]) if guid in said_of else _trashed(visit, record)
    return found


def _changed(visit: Visit, record: Record, said: Said) -> Actions:
    body.check_stamps([said], record)
    change = _change(visit, said, record, record.kind, None)
    if not change.values and not change.extras:
        return []
    access.demand(visit, Verb.EDIT, record.kind.name)
    with writing.worded(visit, record.kind):
        return companions.changed(before=record, change=change, caller=visit.caller)


def _trashed(visit: Visit, record: Record) -> Actions:
    access.demand(visit, Verb.DELETE, record.kind.name)
    return companions.trashed(record=record, caller=visit.caller)


def _change(visit: Visit, said: Said, stands: Record | None, kind: Kind, whole: Ref | None) -> Change:
    """What a fragment is to become. `whole`: the object that it is to belong to."""
    draft = Draft(stands)
    wishes = said.wishes if stands is None else without_hidden(visit, said.wishes, stands)
    body.fulfil(wishes, draft, kind=kind, language=visit.language)
    if whole is not None and said.definition.owner is not None:
        draft.set(said.definition.owner, whole)
    return draft.change
