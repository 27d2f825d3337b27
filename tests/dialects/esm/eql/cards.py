"""A template with attributes of every type, and some cards of it, without a store."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final

from chalicelib.dialects.esm.eql.syntax import Entity
from chalicelib.dialects.esm.eql.template import Attribute, AttributeType, StaticValue
from chalicelib.domain.filters.conditions import Compare, Comparison
from chalicelib.domain.filters.operands import (
    Computed,
    Fact,
    Journal,
    Literal,
    Member,
    Operand,
    Present,
    Stored,
    System,
)
from chalicelib.domain.group import GROUP
from chalicelib.domain.journal import JournalEntry
from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import File, Record
from chalicelib.domain.reference import Ref
from tests.domain.filters.shelf import Shelf, make_record

CARD: Final = Kind(
    "card",
    fields_by_name(
        Field("text"),
        Field("tags", multiple=True),
        Field("count", FieldType.NUMBER),
        Field("numbers", FieldType.NUMBER, multiple=True),
        Field("day", FieldType.DATE_TIME, day=True),
        Field("moment", FieldType.DATE_TIME),
        Field("moments", FieldType.DATE_TIME, multiple=True),
        Field("state", FieldType.CHOICE, choices=("open", "done"), indexed=True),
        Field("status"),
        Field("friend", FieldType.REFERENCE, target=("card", "person")),
        Field("friends", FieldType.REFERENCE, multiple=True),
        Field("group", FieldType.REFERENCE, target=("group",), indexed=True),
        Field("support_group", FieldType.REFERENCE, target=("group",)),
        Field("links", FieldType.FILE, multiple=True),
        Field("log", FieldType.JOURNAL, multiple=True),
    ),
    title=lambda record: record.get("text") or f"Card {record.number}",
    name_field="text",
)


def implied(state: str) -> Compare:
    return Compare(Stored("state"), Comparison.EQUAL, Literal(state))


STATUSES: Final = (
    StaticValue("01 - New", "01", implied("open")),
    StaticValue("02 - In progress", "02", implied("open")),
    StaticValue("03 - Done", "03", implied("done")),
    StaticValue("03", "x3", implied("done")),
    StaticValue("01.01.2011"),
)
_SHOWN: Final = {each.code or each.value: each.value for each in STATUSES}
STATUS: Final = Computed("status", lambda record, _: [_SHOWN[code] for code in record.many("status")])
FLAGS: Final[dict[Entity, Operand]] = {
    Entity.HIDDEN: Computed("hidden", lambda record, _: [bool(record.extra("esm").get("hidden"))]),
    Entity.DELETED: System(Fact.TRASHED),
}
FOLDER: Final = Computed("folder", lambda record, _: [record.extra("esm").get("folder", "general")])


@dataclass
class Cards:
    """The template of the cards, and everything that can be called by its name."""

    unreadable: Collection[str] = ()
    shelf: Shelf = field(default_factory=Shelf)
    asked: list[str] = field(default_factory=list)

    @property
    def entities(self) -> Mapping[Entity, Operand]:
        return {
            **FLAGS,
            Entity.ID: System(Fact.NUMBER),
            Entity.NAME: System(Fact.TITLE),
            Entity.FOLDER_CODE: FOLDER,
            Entity.FOLDER_NAME: FOLDER,
            Entity.TEMPLATE_CODE: Literal("card"),
            Entity.TEMPLATE_ID: Literal(12),
            Entity.TEMPLATE_NAME: Literal("Card"),
        }

    def attribute(self, code: str) -> Attribute | None:
        return None if code in self.unreadable else ATTRIBUTES.get(code)

    def named(self, attribute: Attribute, names: Collection[str]) -> Mapping[str, Sequence[Ref]]:
        self.asked += names
        found: dict[str, list[Ref]] = {}
        for record in self.shelf.records.values():
            if record.kind.name in CARD.fields[attribute.code].target or attribute.code == "friends":
                found.setdefault(record.title, []).append(record.ref)
        return {name: refs for name, refs in found.items() if name in names}

    def numbered(self, attribute: Attribute, number: int) -> Sequence[Ref]:
        targets = CARD.fields[attribute.code].target or ("card",)
        return [ref for target in targets if (ref := Ref(target, number)) in self.shelf.records]


def _attribute(code: str, of: AttributeType, operand: Operand | None = None, **more: Any) -> Attribute:
    return Attribute(code, of, operand or Stored(code), **more)


ATTRIBUTES: Final = {
    each.code: each
    for each in (
        _attribute("text", AttributeType.STRING),
        _attribute("tags", AttributeType.STRING),
        _attribute("count", AttributeType.NUMBER),
        _attribute("numbers", AttributeType.NUMBER),
        _attribute("day", AttributeType.DATE, day=True),
        _attribute("moment", AttributeType.DATE),
        _attribute("moments", AttributeType.DATE),
        _attribute("created", AttributeType.DATE, System(Fact.CREATED)),
        _attribute("status", AttributeType.STATIC_VALUE, STATUS, values=STATUSES),
        _attribute("friend", AttributeType.REFERENCE, Present(Stored("friend"))),
        _attribute("friends", AttributeType.REFERENCE, Present(Stored("friends"))),
        _attribute("group", AttributeType.REFERENCE, Present(Stored("group"))),
        _attribute("support_group", AttributeType.REFERENCE),
        _attribute(
            "links",
            AttributeType.EXTERNAL_REFERENCE,
            Member(Stored("links"), "name"),
            also=Member(Stored("links"), "location"),
        ),
        _attribute("log", AttributeType.WORKLOG, Journal()),
    )
}

DESK: Final = make_record(GROUP, 101, name="Service Desk")
NETWORK: Final = make_record(GROUP, 102, name="102")
ADA: Final = make_record(PERSON, 103, display_name="Ada O'Neill")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]  # year, month, day and so on


FULL: Final = make_record(
    CARD,
    1,
    text="The printer smokes",
    tags=("red", "green"),
    count=42,
    numbers=(1, 2.5),
    day=date(2025, 3, 24),
    moment=utc(2025, 3, 24, 10, 57, 57, 999),
    moments=(utc(2025, 3, 24, 23), utc(2025, 3, 26, 1)),
    state="open",
    status="02",
    friend=ADA.ref,
    friends=(DESK.ref, Ref("card", 3)),
    group=DESK.ref,
    links=(File("Manual", "https://example.org/m"), File("Plan", "p1")),
)
EMPTY: Final = make_record(CARD, 2, text="")
OTHER: Final = make_record(
    CARD, 3, text="O'Neill Ltd", tags=("blue",), count=-3, numbers=(7,), state="done", status="03", group=NETWORK.ref
)
for _card, _created in ((FULL, utc(2025, 8, 19)), (EMPTY, utc(2025, 8, 1)), (OTHER, utc(2020, 1, 1, 0, 0, 0, 5))):
    _card.created_at = _created
OTHER.extras["esm"] = {"hidden": True, "folder": "security"}
OTHER.trashed = True
ALL: Final = (FULL, EMPTY, OTHER)


def make_cards(unreadable: Collection[str] = ()) -> Cards:
    shelf = Shelf({record.ref: record for record in (*ALL, DESK, NETWORK, ADA)})
    shelf.journals = {
        FULL.ref: [JournalEntry("2", utc(2025, 1, 2), "Replaced the fuser."), JournalEntry("1", utc(2025, 1, 1), "")]
    }
    return Cards(unreadable, shelf)


def numbers_of(records: Sequence[Record]) -> list[int]:
    return [record.number for record in records]
