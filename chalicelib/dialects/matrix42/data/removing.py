"""Fragments and objects are thrown away: into the trash, which nothing here shows (specification, 6.2.4 and 7.5)."""

from __future__ import annotations

from chalicelib.dialects.matrix42.data import access, objects
from chalicelib.dialects.matrix42.data.access import Id
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.schema.model import ConfigurationItem, DataDefinition
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import messages_data
from chalicelib.dialects.matrix42.vocabulary.tickets import JOURNAL
from chalicelib.domain.record import Record
from chalicelib.domain.role import Verb
from chalicelib.errors import NotFound
from chalicelib.services import records


def fragment(visit: Visit, definition: DataDefinition, named: Id) -> None:
    """Throw away a fragment of several, or with the main one the whole object. Raises Refused, NotFound, Forbidden."""
    access.demand_any(visit, Verb.DELETE, definition)
    if definition.name == JOURNAL:
        raise Refused(messages_data.ENTRY_STAYS)
    is_main = any(item.main == definition.name for item in visit.catalogue.items)
    if definition.owner is None and not is_main:
        raise Refused(messages_data.ONLY_A_PART, name=definition.name)
    _trash(visit, access.find(visit, Verb.DELETE, definition, named()))


def object_(visit: Visit, item: ConfigurationItem, named: Id) -> None:
    """Throw away an object. Raises NotFound, Forbidden."""
    access.demand(visit, Verb.DELETE, item.kind)
    guid = named()
    record = objects.find(visit, item, guid)
    if record is None:
        raise NotFound(f"There is no object {guid} of {item.name}.")
    _trash(visit, record)


def _trash(visit: Visit, record: Record) -> None:
    records.trash(kind=record.kind, number=record.number, caller=visit.caller, before=record)
