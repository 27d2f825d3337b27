"""What fragments lead to: listed, added, taken away (specification, 6.2.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from chalicelib.dialects.matrix42.asql.columns import Column
from chalicelib.dialects.matrix42.asql.cursor import shown
from chalicelib.dialects.matrix42.asql.faults import ExpressionError, unknown_attribute
from chalicelib.dialects.matrix42.asql.table import Context, Way
from chalicelib.dialects.matrix42.data import access, lists, reading, writing
from chalicelib.dialects.matrix42.data.access import Id
from chalicelib.dialects.matrix42.data.lists import Listing, Paging
from chalicelib.dialects.matrix42.data.sources import Asked
from chalicelib.dialects.matrix42.schema import body, finding
from chalicelib.dialects.matrix42.schema.body import Wish
from chalicelib.dialects.matrix42.schema.draft import Draft
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.schema.finding import Place
from chalicelib.dialects.matrix42.schema.model import Attribute, DataDefinition, Relation
from chalicelib.dialects.matrix42.schema.tables import Table
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import messages, messages_data
from chalicelib.dialects.matrix42.vocabulary.tickets import JOURNAL
from chalicelib.domain.filters.conditions import FALSE, Condition, OneOf
from chalicelib.domain.filters.operands import Fact, System
from chalicelib.domain.record import Change, Record
from chalicelib.domain.role import Verb
from chalicelib.errors import Forbidden, NotFound
from chalicelib.services.lookups import Lookups


def read(
    visit: Visit,
    definition: DataDefinition,
    guid: UUID,
    name: str,
    asked: Asked,
    paging: Paging,
    *,
    texts: bool = False,
) -> Listing:
    """The rows that a fragment leads to; none where there is no such fragment for the caller to see.

    As `lists.read`, which says what is asked, and raises; ExpressionError also for a relation that there is not.
    """
    way = _way(visit, definition, name)
    record = reading.find(visit, definition, guid)
    where = FALSE if record is None else _reached(visit, _way(visit, definition, name, record), record)

    def also(table: Table, context: Context, columns: Sequence[Column]) -> Condition:
        return where

    target = visit.catalogue.definition(Place.read(way.to).definition)
    return lists.read(visit, target, replace(asked, also=also), paging, texts=texts)


def add(visit: Visit, definition: DataDefinition, named: Id, name: str, other: Id) -> None:
    """Lead from a fragment to another one; nothing happens where it does already. Raises NotFound, Forbidden."""
    _relate(visit, definition, named, name, other, holds=True)


def remove(visit: Visit, definition: DataDefinition, named: Id, name: str, other: Id) -> None:
    """End that. Raises NotFound also where it does not lead there, Forbidden."""
    _relate(visit, definition, named, name, other, holds=False)


def _way(visit: Visit, definition: DataDefinition, name: str, record: Record | None = None) -> Way:
    """The relation of a name, as expressions see it; ExpressionError where there is none."""
    if record is None:
        table = visit.tables.of(definition, definition.kinds[0] if definition.kinds else None)
    else:
        table = reading.table_of(visit, definition, record)
    attribute = table.attribute(name)
    if attribute is None or attribute.way is None:
        raise _unknown(definition, name)
    return attribute.way


def _unknown(definition: DataDefinition, name: str) -> ExpressionError:
    return unknown_attribute(1, definition.name, shown(name))


def _reached(visit: Visit, way: Way, record: Record) -> Condition:
    """What holds of the rows that a record leads to."""
    lookups = Lookups(sees=visit.sees)

    def reached() -> OneOf:
        if way.rows is not None:
            return OneOf(System(Fact.GUID), tuple(row.guid for row in way.rows(record, lookups)))
        refs = way.over(System(Fact.REFERENCE)).values(record, lookups)
        return OneOf(System(Fact.REFERENCE), tuple(dict.fromkeys(refs)))

    found = lookups.settled(reached)
    return found if found.values else FALSE


def _relate(visit: Visit, definition: DataDefinition, named: Id, name: str, other: Id, *, holds: bool) -> None:
    relation = definition.relation(name)
    attribute = definition.attribute(name)
    if relation is None and (attribute is None or attribute.target is None):
        raise _unknown(definition, name)
    access.demand_any(visit, Verb.EDIT, definition)
    if definition.name == JOURNAL:
        raise Refused(messages_data.ENTRY_FIXED)
    guid, pointed = named(), other()
    record = access.find(visit, Verb.EDIT, definition, guid)
    if relation is not None:
        _tie(visit, relation, record, _target(visit, (relation.target,), pointed), holds=holds)
    elif attribute is not None and attribute.target is not None:
        target = _target(visit, (attribute.target, *attribute.also), pointed)
        _point(visit, definition, attribute, record, target, holds=holds)


def _target(visit: Visit, names: Sequence[str], guid: UUID) -> Record:
    for name in names:
        definition = visit.catalogue.definition(name)
        found = finding.fragments(definition, [guid], sees=visit.sees).get(guid)
        if found is not None:
            return found
    raise access.missing(visit.catalogue.definition(names[0]), guid)


def _tie(visit: Visit, relation: Relation, record: Record, other: Record, *, holds: bool) -> None:
    """Of the two records the one is written that keeps the pair."""
    holder, pointed = (record, other) if relation.tie.of is None else (other, record)
    access.demand(visit, Verb.EDIT, holder.kind.name)

    def edit(stands: Record) -> Change:
        change = relation.tie.change(stands, pointed.ref, holds=holds)
        if change is None and not holds:
            raise _unrelated(relation.name, other)
        return change or Change()

    writing.change(visit, holder, edit)


def _point(
    visit: Visit, definition: DataDefinition, attribute: Attribute, record: Record, other: Record, *, holds: bool
) -> None:
    """A relation to one row is an attribute."""
    if attribute.read_only or attribute.at_creation:
        raise Forbidden(f"{definition.name}.{attribute.name} is read-only.")
    if attribute.required and not holds:
        raise Refused(messages.MANDATORY, name=attribute.name)
    wish = Wish(definition, attribute, other if holds else None)

    def edit(stands: Record) -> Change:
        operand = attribute.storage_of(stands.kind.name).operand(visit.language)
        lookups = Lookups(sees=visit.sees)
        if not holds and other.ref not in operand.values(stands, lookups):
            raise _unrelated(attribute.name, other)
        draft = Draft(stands)
        body.fulfil([wish], draft, kind=stands.kind, language=visit.language)
        return draft.change

    writing.change(visit, record, edit)


def _unrelated(name: str, other: Record) -> NotFound:
    return NotFound(f"{name} does not lead to {other.title}.")
