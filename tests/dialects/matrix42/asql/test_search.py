"""A search by a condition finds, by whatever index, what reading every ticket finds."""

from __future__ import annotations

import random
from collections.abc import Collection
from datetime import UTC, datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.config import DESK_TABLE
from chalicelib.dialects.matrix42.asql import moments
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
from chalicelib.domain import clock
from chalicelib.domain import guid as guids
from chalicelib.domain.caller import Caller
from chalicelib.domain.filters.conditions import Compare, Comparison
from chalicelib.domain.filters.derived import Mapped, Tagged
from chalicelib.domain.filters.evaluation import evaluate
from chalicelib.domain.filters.operands import Computed, Fact, First, Literal, Lookup, Present, Stored, System
from chalicelib.domain.group import GROUP
from chalicelib.domain.journal import Note
from chalicelib.domain.kind import Kind
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Change, Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import STATES, TICKET, TYPES
from chalicelib.services import identities, journal, records
from chalicelib.services.search import search
from tests.dialects.matrix42.asql.desk import Definition, entries
from tests.domain.filters.shelf import Shelf
from tests.frozen import Frozen
from tests.lengths import examples

pytestmark = pytest.mark.usefixtures("cloud")

KINDS: Final[dict[str, tuple[Kind, int]]] = {
    "TicketClass": (TICKET, 1),
    "CommonClass": (TICKET, 2),
    "": (TICKET, 0),
    "PersonClass": (PERSON, 3),
    "GroupClass": (GROUP, 4),
}
NUMBERS: Final = {"new": 200, "in_progress": 202, "on_hold": 203, "resolved": 205, "closed": 710}
EXACT: Final = {201: "in_progress"} | {number: state for state, number in NUMBERS.items()}
TYPE_IDS: Final = {name: UUID(int=number) for number, name in enumerate((*TYPES, "none"), 1)}


def state_of(record: Record, _: Lookup) -> tuple[int]:
    return (record.extra("matrix42").get("state") or NUMBERS[str(record.get("state"))],)


def code_of(record: Record, _: Lookup) -> tuple[str]:
    return (f"TCK{record.number:05}",)


def number_of(code: Any) -> Compare | None:
    known = str(code)[3:].isdecimal()
    return Compare(System(Fact.NUMBER), Comparison.EQUAL, Literal(int(str(code)[3:]))) if known else None


STATE_ROWS: Final = tuple(
    Row(
        number,
        UUID(int=number),
        {"en": f"{state} {number}"},
        implies=Compare(Stored("state"), Comparison.EQUAL, Literal(state)),
    )
    for number, state in EXACT.items()
)
LEVELS: Final = Pickup(
    "Levels", tuple(Row(n, UUID(int=n), {"en": name}) for n, name in ((1, "Low"), (2, "Medium"), (3, "High")))
)
ALL: Final = (
    Way("CommonClass"),
    Way("EntryClass", rows=entries, several=True),
    Way("IncidentClass", classes=("incident",)),
)


def _table(name: str, *attributes: Attribute) -> Table:
    of = AttributeType
    _, tag = KINDS.get(name, (TICKET, 9))
    head = (
        Attribute("ID", of.GUID, Tagged(System(Fact.GUID), tag), identity=Identity(name)),
        Attribute("ObjectID", of.GUID, System(Fact.GUID), identity=Identity("")),
    )
    return Definition(
        name, {each.name.lower(): each for each in (*head, *attributes)}, {way.to.lower(): way for way in ALL}
    )


def _string(name: str, field: str) -> Attribute:
    return Attribute(name, AttributeType.STRING, Stored(field))


def _person(name: str, field: str) -> Attribute:
    return relation(name, Way("PersonClass", Present(Stored(field))))


TICKETS: Final = _table(
    "TicketClass",
    _string("Subject", "subject"),
    Attribute("TicketNumber", AttributeType.STRING, Computed("code", code_of), implies=number_of),
    _person("Initiator", "requester"),
    _person("Recipient", "assignee"),
    relation("Role", Way("GroupClass", Present(Stored("group")))),
    relation("Service", Way("GroupClass", First(Present(Stored("services"))))),
    Attribute("Impact", AttributeType.INT, Mapped(Stored("impact"), {"low": 1, "medium": 2, "high": 3}), pickup=LEVELS),
    Attribute("CreatedDate", AttributeType.DATE, System(Fact.CREATED)),
    Attribute("LastChangeDate", AttributeType.DATE, System(Fact.UPDATED)),
    Attribute("TimeStamp", AttributeType.VERSION, System(Fact.VERSION)),
)
TABLES: Final = {
    table.name: table
    for table in (
        TICKETS,
        _table(
            "CommonClass",
            Attribute(
                "State", AttributeType.INT, Computed("state", state_of), pickup=Pickup("States", STATE_ROWS, {204: 710})
            ),
            Attribute("TypeID", AttributeType.GUID, Mapped(System(Fact.CLASS), TYPE_IDS)),
            Attribute("Named", AttributeType.STRING, System(Fact.TITLE)),
            Attribute(
                "TimeStamp",
                AttributeType.VERSION,
                Computed("version", lambda record, _: (record.version - 1_000,)),
                ceiling=System(Fact.VERSION),
            ),
        ),
        _table("IncidentClass", _string("Trait", "subject")),
        _table("EntryClass", _string("Text", "text"), Attribute("Action", AttributeType.INT, Stored("action"))),
        _table(
            "PersonClass",
            _string("LastName", "last_name"),
            _string("MailAddress", "email"),
            _person("Manager", "manager"),
        ),
        _table("GroupClass", _string("Name", "name")),
    )
}


def find(of: str, named: Collection[UUID]) -> dict[UUID, Ref]:
    kind, tag = KINDS[of]
    own = {guids.with_tag(each, tag): each for each in named}
    found = identities.by_guid(kind=kind, named=own)
    return {own[guid]: record.ref for guid, record in found.items()}


def make_desk(caller: Caller) -> list[Record]:
    chance = random.Random(7)
    groups = [records.create(kind=GROUP, values={"name": name}, caller=caller) for name in ("Service Desk", "Network")]
    people: list[Record] = []
    for n, name in enumerate(("Ada", "Bob", "ada")):
        manager = people[n - 1].ref if n else None
        foreign = UUID("deadbeef-0000-4000-8000-000000000001") if n == 2 else None
        values = {"last_name": name, "display_name": name, "manager": manager}
        people.append(records.create(kind=PERSON, values=values, guid=foreign, caller=caller))
    tickets = [_new_ticket(chance, people, groups, caller) for _ in range(24)]
    for ticket in chance.sample(tickets, 5):
        clock.advance(60)
        worked_on = Change(notes=(Note("Worked on", action=str(chance.randrange(3))),))
        records.change(kind=TICKET, number=ticket.number, edit=partial(_always, worked_on), caller=caller)
    records.trash(kind=PERSON, number=people[1].number, caller=caller)
    return [records.get(kind=each.kind, number=each.number) for each in (*groups, people[0], people[2], *tickets)]


def _always(change: Change, _: Record) -> Change:
    return change


def _new_ticket(chance: random.Random, people: list[Record], groups: list[Record], caller: Caller) -> Record:
    clock.advance(chance.choice((0, 1, 3_600)))
    number = chance.choice(list(EXACT))
    values = {
        "subject": chance.choice(("Printer", "printer smokes", "", None)),
        "type": chance.choice((*TYPES[:2], None)),
        "state": EXACT[number],
        "impact": chance.choice(("low", "high", None)),
        "requester": chance.choice((*(person.ref for person in people), None)),
        "assignee": chance.choice((*(person.ref for person in people), None)),
        "group": chance.choice((*(group.ref for group in groups), None)),
    }
    extras = {"matrix42": {"state": number}} if number == 201 else None
    return records.create(kind=TICKET, values=values, extras=extras, caller=caller)


def conditions(stand: list[Record]) -> st.SearchStrategy[str]:
    by = st.sampled_from(["=", "=", "<>", "<", "<=", ">", ">="])
    tickets = [record for record in stand if record.kind == TICKET]
    people = [record for record in stand if record.kind == PERSON]

    def ids(of: str, named: list[Record]) -> st.SearchStrategy[str]:
        texts = [str(guids.with_tag(record.guid, KINDS[of][1])) for record in named]
        return st.sampled_from([*texts, "deadbeef-0000-4000-8000-000000000002", "no guid"]).map(
            lambda text: f"'{text}'"
        )

    def on(paths: list[str], literals: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        path = st.sampled_from(paths)
        listed = st.lists(literals, min_size=1, max_size=3).map(", ".join)
        return st.one_of(
            st.builds("{} {} {}".format, path, by, literals),
            st.builds("{} = {}".format, path, literals),
            st.builds("{} {} {}".format, literals, by, path),
            st.builds("{} {}IN ({})".format, path, st.sampled_from(["", "", "NOT "]), listed),
            st.builds("{} {}BETWEEN {} AND {}".format, path, st.sampled_from(["", "NOT "]), literals, literals),
            st.builds("{} IS {}NULL".format, path, st.sampled_from(["", "NOT "])),
        )

    dates = [moments.spelled(stamp) for record in tickets for stamp in (record.created_at, record.updated_at)]
    versions = [str(record.version + more) for record in tickets for more in (-1_000, 0, 1)]
    texts = st.sampled_from(["'Printer'", "'printer smokes'", "''", "'ada'", "'bob'", "'Service desk'", "NULL"])
    likes = st.builds(
        "{} {}LIKE {}".format,
        st.sampled_from(["Subject", "TicketNumber", "Initiator.LastName", "Role.Name", "T(CommonClass).Named"]),
        st.sampled_from(["", "NOT "]),
        st.sampled_from(["'p%'", "'%smokes'", "'ad_'", "'TCK0%1'", "'Printer'", "'service desk'"]),
    )
    leaves = st.one_of(
        on(
            [
                "Subject",
                "Initiator.LastName",
                "Recipient.Manager.LastName",
                "T(CommonClass).Named",
                "T(IncidentClass).Trait",
            ],
            texts,
        ),
        likes,
        on(
            ["T(CommonClass).State", "T(CommonClass).State.Value"],
            st.sampled_from([*map(str, EXACT), "204", "999", "NULL"]),
        ),
        on(
            ["T(CommonClass).State.DisplayString"],
            st.sampled_from(["'NEW 200'", "'closed 710'", "'in_progress 201'", "'x'"]),
        ),
        on(["Impact", "Impact.[Position]"], st.sampled_from("0123")),
        on(["ID", "T(IncidentClass).T(TicketClass).ID"], ids("TicketClass", tickets)).filter(
            lambda said: "T(Tick" not in said
        ),
        on(["ObjectID"], ids("", tickets)),
        on(["Initiator", "Recipient", "Initiator.ID", "Initiator.Manager"], ids("PersonClass", people)),
        on(["T(CommonClass).TypeID"], st.sampled_from([f"'{guid}'" for guid in TYPE_IDS.values()])),
        on(["CreatedDate", "LastChangeDate"], st.sampled_from([f"'{date}'" for date in dates])),
        on(["TimeStamp", "T(CommonClass).TimeStamp"], st.sampled_from(versions)),
        on(["TicketNumber"], st.sampled_from([f"'tck{record.number:05}'" for record in tickets] + ["'x'"])),
        on(["T(EntryClass).Action"], st.sampled_from("012")),
    )
    return st.recursive(
        leaves,
        lambda inner: (
            st.builds("({}) AND ({})".format, inner, inner)
            | st.builds("({}) OR ({})".format, inner, inner)
            | st.builds("NOT ({})".format, inner)
        ),
        max_leaves=4,
    )


def test_whatever_the_condition_a_search_finds_what_reading_everything_finds(caller: Caller) -> None:
    stand = make_desk(caller)
    journals = {record.ref: journal.entries(record=record, limit=10) for record in stand}
    shelf = Shelf({record.ref: record for record in stand}, journals)
    context = Context(TABLES.__getitem__, find, datetime(2025, 1, 1, tzinfo=UTC))
    tickets = sorted((record for record in stand if record.kind == TICKET), key=lambda record: record.number)

    @settings(max_examples=examples(250), suppress_health_check=list(HealthCheck))
    @given(conditions(stand))
    def check(said: str) -> None:
        plain = read_where(f"NOT (NOT ({said}))", table=TICKETS, context=context)  # no hint, no index
        expected = [record.number for record in tickets if evaluate(plain, record, shelf, LOGIC)]
        where = read_where(said, table=TICKETS, context=context)
        found = search(kind=TICKET, where=where, logic=LOGIC, limit=100, budget=60).records
        assert [record.number for record in found] == expected

    with Frozen(DESK_TABLE):
        check()


def test_every_state_is_among_the_rows() -> None:
    assert set(EXACT.values()) == set(STATES)
