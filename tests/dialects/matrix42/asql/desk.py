"""A small schema with attributes of every sort, and some rows of it, without a store."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from chalicelib.dialects.matrix42.asql.conditions import read_where
from chalicelib.dialects.matrix42.asql.logic import LOGIC
from chalicelib.dialects.matrix42.asql.table import (
    Attribute,
    AttributeType,
    Context,
    Identity,
    Pickup,
    Row,
    Table,
    Way,
    relation,
)
from chalicelib.domain import guid as guids
from chalicelib.domain.filters.conditions import Compare, Comparison
from chalicelib.domain.filters.derived import Mapped, Tagged
from chalicelib.domain.filters.evaluation import evaluate
from chalicelib.domain.filters.operands import Computed, Fact, Literal, Lookup, Present, Stored, System
from chalicelib.domain.journal import JournalEntry
from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from tests.domain.filters.shelf import Shelf, make_record

NOW: Final = datetime(2025, 8, 20, 21, 30, 15, 250_000, UTC)
SHEET: Final = Kind(
    "sheet",
    fields_by_name(
        Field("subject"),
        Field("count", FieldType.NUMBER),
        Field("price", FieldType.NUMBER),
        Field("due", FieldType.DATE_TIME),
        Field("hidden", FieldType.BOOLEAN),
        Field("state", FieldType.CHOICE, choices=("new", "in_progress", "closed"), indexed=True),
        Field("level", FieldType.CHOICE, choices=("low", "high"), indexed=True),
        Field("type", FieldType.CHOICE, choices=("plain", "special")),
        Field("owner", FieldType.REFERENCE, target=("person",), indexed=True),
        Field("parent", FieldType.REFERENCE, target=("sheet",)),
        Field("watchers", FieldType.REFERENCE, target=("person",), multiple=True),
        Field("journal", FieldType.JOURNAL, multiple=True),
    ),
    title=lambda record: f"SHT{record.number:05} - {record.get('subject') or ''}",
    classify=lambda record: record.get("type") or "plain",
    classes=("plain", "special"),
)
ENTRY: Final = Kind(
    "sheet entry",
    fields_by_name(
        Field("text"), Field("action", FieldType.NUMBER), Field("sheet", FieldType.REFERENCE, target=("sheet",))
    ),
)
FRAGMENTS: Final = {"SheetClass": 0x10, "CommonClass": 0x11, "SpecialClass": 0x12, "PersonClass": 0x20, "": 0}


def guid(kind: Kind, number: int, tag: int = 0) -> UUID:
    return guids.with_tag(UUID(f"00000000-0000-8000-8000-{number:06}{len(kind.name):06}"), tag)


def id_of(record: Record, table: str) -> str:
    return str(guids.with_tag(record.guid, FRAGMENTS[table]))


def implied(state: str) -> Compare:
    return Compare(Stored("state"), Comparison.EQUAL, Literal(state))


def row_id(value: int) -> UUID:
    return UUID(f"aaaaaaaa-0000-4000-8000-{value:012}")


STATES: Final = Pickup(
    "StatePickup",
    (
        Row(200, row_id(200), {"en": "New", "de": "Neu"}, 1, {"StateGroup": 7, "Open": True}, implied("new")),
        Row(201, row_id(201), {"en": "Assigned"}, 2, {"StateGroup": 7, "Open": True}, implied("in_progress")),
        Row(202, row_id(202), {"en": "In Progress"}, 3, {"StateGroup": 7, "Open": True}, implied("in_progress")),
        Row(710, row_id(710), {"en": "Closed", "de": "Zu"}, 4, {"StateGroup": 8, "Open": False}, implied("closed")),
    ),
    {204: 710},
)
LEVELS: Final = Pickup(
    "LevelPickup", (Row(1, row_id(1), {"en": "Low"}, 1), Row(3, row_id(3), {"en": "High", "de": "Hoch"}, 2))
)


def state_of(record: Record, _: Lookup) -> Iterator[int]:
    state = record.get("state")
    if state is not None:
        yield record.extra("matrix42").get("state") or {"new": 200, "in_progress": 202, "closed": 710}[state]


def code_of(record: Record, _: Lookup) -> tuple[str]:
    return (f"SHT{record.number:05}",)


def number_of(code: Any) -> Compare | None:
    digits = str(code)[3:]
    return Compare(System(Fact.NUMBER), Comparison.EQUAL, Literal(int(digits))) if digits.isdecimal() else None


def entries(record: Record, lookup: Lookup) -> Iterator[Record]:
    for entry in lookup.journal(record):
        values: dict[str, Any] = {"text": entry.text or None, "action": int(entry.action), "sheet": record.ref}
        row = make_record(ENTRY)
        row.fields.update({name: value for name, value in values.items() if value is not None})
        yield row


@dataclass(frozen=True)
class Definition:
    name: str
    attributes: Mapping[str, Attribute]
    siblings: Mapping[str, Way] = field(default_factory=dict)

    def attribute(self, name: str) -> Attribute | None:
        return self.attributes.get(name.lower())

    def sibling(self, name: str) -> Way | None:
        return self.siblings.get(name.lower())


def _attributes(*all_: Attribute) -> dict[str, Attribute]:
    return {each.name.lower(): each for each in all_}


def _head(name: str, type_: UUID) -> tuple[Attribute, ...]:
    of = AttributeType
    return (
        Attribute("ID", of.GUID, Tagged(System(Fact.GUID), FRAGMENTS[name]), identity=Identity(name)),
        Attribute("DisplayString", of.STRING, System(Fact.TITLE)),
        Attribute("Expression-TypeID", of.GUID, Literal(type_)),
        Attribute("Expression-ObjectID", of.GUID, System(Fact.GUID), identity=Identity("")),
        Attribute("TimeStamp", of.VERSION, System(Fact.VERSION)),
    )


SHEET_TYPE: Final = UUID("00000000-0000-4000-8000-00000000aaaa")
PERSON_TYPE: Final = UUID("00000000-0000-4000-8000-00000000bbbb")
TYPES: Final = {"plain": SHEET_TYPE, "special": UUID("00000000-0000-4000-8000-00000000cccc")}
SAME: Final = {
    "sheetclass": Way("SheetClass"),
    "commonclass": Way("CommonClass"),
    "entryclass": Way("EntryClass", rows=entries, several=True),
    "specialclass": Way("SpecialClass", classes=("special",)),
    "nowhereclass": Way("SpecialClass", classes=()),
}
TABLES: Final[dict[str, Table]] = {
    each.name: each
    for each in (
        Definition(
            "SheetClass",
            _attributes(
                *_head("SheetClass", SHEET_TYPE),
                Attribute("Subject", AttributeType.STRING, Stored("subject")),
                Attribute("Code", AttributeType.STRING, Computed("code", code_of), implies=number_of),
                Attribute("Count", AttributeType.INT, Stored("count")),
                Attribute("Price", AttributeType.DECIMAL, Stored("price")),
                Attribute("Due", AttributeType.DATE, Stored("due")),
                Attribute("CreatedDate", AttributeType.DATE, System(Fact.CREATED)),
                Attribute("Hidden", AttributeType.BOOL, Stored("hidden")),
                Attribute("End", AttributeType.STRING, Stored("subject"), localizable=True),
                Attribute("Data", AttributeType.BINARY, Stored("subject")),
                Attribute("Level", AttributeType.INT, Mapped(Stored("level"), {"low": 1, "high": 3}), pickup=LEVELS),
                relation("Owner", Way("PersonClass", Present(Stored("owner")))),
                relation("Parent", Way("SheetClass", Present(Stored("parent")))),
                relation("Watchers", Way("PersonClass", Present(Stored("watchers")), several=True)),
            ),
            SAME,
        ),
        Definition(
            "CommonClass",
            _attributes(
                *_head("CommonClass", SHEET_TYPE)[:-1],
                Attribute("State", AttributeType.INT, Computed("state", state_of), pickup=STATES),
                Attribute("TypeID", AttributeType.GUID, Mapped(System(Fact.CLASS), TYPES)),
                Attribute(
                    "TimeStamp",
                    AttributeType.VERSION,
                    Computed("version", lambda record, _: (record.version - 1,)),
                    ceiling=System(Fact.VERSION),
                ),
            ),
            SAME,
        ),
        Definition(
            "SpecialClass",
            _attributes(
                *_head("SpecialClass", SHEET_TYPE), Attribute("Trait", AttributeType.STRING, Stored("subject"))
            ),
            SAME,
        ),
        Definition(
            "EntryClass",
            _attributes(
                Attribute("ID", AttributeType.GUID, System(Fact.GUID)),
                Attribute("Text", AttributeType.TEXT, Stored("text")),
                Attribute("Action", AttributeType.INT, Stored("action")),
                relation("Sheet", Way("SheetClass", Present(Stored("sheet")))),
            ),
            {"sheetclass": Way("SheetClass", Present(Stored("sheet")))},
        ),
        Definition(
            "PersonClass",
            _attributes(
                *_head("PersonClass", PERSON_TYPE),
                Attribute("LastName", AttributeType.STRING, Stored("last_name")),
                Attribute("FirstName", AttributeType.STRING, Stored("first_name")),
                relation("Manager", Way("PersonClass", Present(Stored("manager")))),
            ),
        ),
    )
}
SHEETS: Final = TABLES["SheetClass"]


def make_person(number: int, **fields: Any) -> Record:
    record = make_record(PERSON, number, **fields)
    record.guid = guid(PERSON, number)
    return record


def make_sheet(number: int, *, exact: int | None = None, **fields: Any) -> Record:
    """`exact`: the very number of its state."""
    extras = {"matrix42": {"state": exact}} if exact else {}
    record = make_record(SHEET, number, extras=extras, **fields)
    record.guid = guid(SHEET, number)
    record.version = number * 100
    return record


def entry(text: str, action: int) -> JournalEntry:
    return JournalEntry("1", NOW, text, action=str(action))


@dataclass
class Desk:
    """Rows, and what is asked about their ids."""

    records: Collection[Record]
    journals: Mapping[Ref, list[JournalEntry]] = field(default_factory=dict)
    asked: list[tuple[str, tuple[UUID, ...]]] = field(default_factory=list)
    gone: Collection[Ref] = ()

    @property
    def shelf(self) -> Shelf:
        there = {record.ref: record for record in self.records if record.ref not in self.gone}
        return Shelf(there, self.journals)

    def find(self, of: str, named: Collection[UUID]) -> dict[UUID, Ref]:
        self.asked.append((of, tuple(named)))
        kinds = {"": (SHEET, PERSON), "PersonClass": (PERSON,)}.get(of, (SHEET,))
        own = {guids.with_tag(each.guid, FRAGMENTS[of]): each.ref for each in self.records if each.kind in kinds}
        return {each: own[each] for each in named if each in own and own[each] not in self.gone}

    def context(self, **more: Any) -> Context:
        return Context(TABLES.__getitem__, self.find, NOW, **more)

    def finds(self, said: str, table: Table = SHEETS, **more: Any) -> list[int]:
        """Numbers of the sheets that fulfil a condition."""
        where = read_where(said, table=table, context=self.context(**more))
        sheets = (record for record in self.records if record.kind == SHEET and record.ref not in self.gone)
        return [sheet.number for sheet in sheets if evaluate(where, sheet, self.shelf, LOGIC)]


ADA: Final = make_person(51, last_name="O'Neill", first_name="Ada", manager=Ref("person", 52))
BOB: Final = make_person(52, last_name="Bunt", first_name="Bob")
FULL: Final = make_sheet(
    1,
    subject="The Printer smokes",
    count=42,
    price=2.5,
    due=datetime(2025, 3, 24, 10, 57, 57, 610_999, UTC),
    hidden=True,
    state="in_progress",
    exact=201,
    level="high",
    type="special",
    owner=ADA.ref,
    watchers=(ADA.ref, BOB.ref),
    parent=Ref("sheet", 3),
)
EMPTY: Final = make_sheet(2)
OTHER: Final = make_sheet(
    3, state="closed", subject="", count=-3, price=0, due=datetime(2024, 2, 29, tzinfo=UTC), hidden=False, level="low",
    owner=BOB.ref, watchers=(BOB.ref,), parent=Ref("sheet", 4),
)  # fmt: skip
LAST: Final = make_sheet(4, subject="printer", state="new", owner=Ref("person", 99))
JOURNALS: Final = {FULL.ref: [entry("Ordered a fuser", 0), entry("", 1)], OTHER.ref: [entry("Closed", 2)]}


def make_desk(gone: Collection[Ref] = ()) -> Desk:
    return Desk((FULL, EMPTY, OTHER, LAST, ADA, BOB), JOURNALS, gone=gone)
