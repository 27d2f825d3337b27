"""Expressions in view of a catalogue and of one caller; what rows show of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from chalicelib.dialects.base import MAX_BODY
from chalicelib.dialects.matrix42.asql.columns import Column, read_columns
from chalicelib.dialects.matrix42.asql.table import Context
from chalicelib.dialects.matrix42.schema import finding
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.schema.finding import Place
from chalicelib.dialects.matrix42.schema.json import to_json
from chalicelib.dialects.matrix42.schema.operands import fragment_id, translations
from chalicelib.dialects.matrix42.schema.tables import USED_IN, Table, Tables
from chalicelib.dialects.matrix42.schema.texts import Localized
from chalicelib.dialects.matrix42.vocabulary import refusals
from chalicelib.domain.filters.conditions import TRUE, Condition, IsNull, OneOf, exists, some
from chalicelib.domain.filters.operands import Fact, Present, Stored, System
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.services.lookups import Lookups, Sees


def context(
    tables: Tables, *, now: datetime, sees: Sees | None = None, user: UUID | None = None, fence: int | None = None
) -> Context:
    """What an expression is read in. `sees`: whether the caller may see a record; the others as in `asql.table.Context`."""

    def find(key: str, named: Collection[UUID]) -> Mapping[UUID, Ref]:
        place = Place.read(key)
        if place.definition:
            definition = tables.catalogue.definition(place.definition)
            found = finding.fragments(definition, named, within=place.kinds, sees=sees)
        else:
            found = finding.objects(named, within=place.kinds, sees=sees)
        return {guid: record.ref for guid, record in found.items()}

    return Context(tables.table, find, now, user=user, language=tables.language, fence=fence)


def listed(table: Table) -> Condition:
    """What holds of every record that has a fragment of a data definition.

    A fragment of several is there as long as its object is, or belongs to none.
    """
    definition = table.definition
    if definition.owner is not None and table.kind is not None:
        owner = Stored(definition.owner)
        return some(IsNull(owner), exists(Present(owner)))
    return TRUE if definition.classes is None else OneOf(System(Fact.CLASS), definition.classes)


def fragment_columns(table: Table, context: Context) -> tuple[Column, ...]:
    """Every attribute of a data definition, as columns."""
    return read_columns(", ".join(f"[{name}]" for name in table.shown), table=table, context=context)


def show(
    columns: Sequence[Column], records: Sequence[Record], lookups: Lookups, *, check: Callable[[], None] = lambda: None
) -> list[dict[str, Any]]:
    """Rows of an answer. What lies beside the records is read in batches; `check` is called in between, and may raise.

    Refused as soon as their texts are more than an answer may hold: one that joins long texts is far longer than its record.
    """
    found: list[dict[str, Any] | None] = [None] * len(records)
    room = MAX_BODY
    while left := [place for place, row in enumerate(found) if row is None]:
        for place in left:
            lookups.missed = False
            row, room_left = _row(columns, records[place], lookups, room)
            if not lookups.missed:
                found[place], room = row, room_left
        lookups.read(check)
    return [row for row in found if row is not None]


def _row(columns: Sequence[Column], record: Record, lookups: Lookups, room: int) -> tuple[dict[str, Any], int]:
    """A row, and what room it leaves; nothing of one that misses something, which is only to say what else it misses."""
    row: dict[str, Any] = {}
    for each in columns:
        value = to_json(each.type, each.read(record, lookups))
        if lookups.missed:
            row.clear()
            continue
        row[each.name] = value
        room -= len(value) if isinstance(value, str) else 0
        if room < 0:
            raise Refused(refusals.ANSWER_TOO_LARGE)
    return row, room


def localizations(table: Table, records: Sequence[Record]) -> list[dict[str, Any]]:
    """The texts of localizable attributes in all languages that they have (6.1.6)."""
    definition, found = table.definition, []
    for record in records:
        own = str(fragment_id(record, definition.name, definition.tag))
        for attribute in definition.attributes.values():
            storage = attribute.storage
            if isinstance(storage, Localized):
                texts = translations(record, storage.field, storage.name)
                found += [
                    {"ID": own, "ColumnName": attribute.name, "Language": language, "Value": text}
                    for language, text in sorted(texts.items())
                ]
    return found


def fragment(row: Mapping[str, Any]) -> dict[str, Any]:
    """A fragment as an answer shows it: of the objects that it may belong to only the one that it does."""
    return {name: value for name, value in row.items() if value is not None or not name.startswith(USED_IN)}
