from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chalicelib.domain.filters.operands import (
    Computed,
    Extra,
    Fact,
    Journal,
    Literal,
    Member,
    Operand,
    Present,
    Referring,
    Stored,
    System,
    Through,
)
from chalicelib.domain.group import GROUP
from chalicelib.domain.journal import JournalEntry
from chalicelib.domain.kind import FieldType
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import File, Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.site import SITE
from chalicelib.domain.ticket import TICKET
from tests.domain.filters.shelf import AT, Shelf, make_record, shelf_of


def read(operand: Operand, record: Record, shelf: Shelf | None = None) -> list[Any]:
    return list(operand.values(record, shelf or Shelf()))


def test_a_field_has_no_value_one_or_several() -> None:
    person = make_record(PERSON, login="ada", email=("a@example.org", "b@example.org"))
    assert read(Stored("login"), person) == ["ada"]
    assert read(Stored("email"), person) == ["a@example.org", "b@example.org"]
    assert read(Stored("phone"), person) == []


def test_every_record_has_its_facts() -> None:
    ticket = make_record(TICKET, 7, subject="Printer", type="incident")
    known = {fact: read(System(fact), ticket) for fact in Fact}
    assert known == {
        Fact.NUMBER: [7],
        Fact.REFERENCE: [ticket.ref],
        Fact.GUID: [ticket.guid],
        Fact.KIND: ["ticket"],
        Fact.CLASS: ["incident"],
        Fact.TITLE: ["Printer"],
        Fact.VERSION: [ticket.version],
        Fact.CREATED: [AT],
        Fact.UPDATED: [AT],
        Fact.CREATED_BY: [],
        Fact.UPDATED_BY: [],
        Fact.TRASHED: [False],
    }


def test_a_null_literal_has_no_value() -> None:
    assert read(Literal(None), make_record(TICKET)) == []
    assert read(Literal(0), make_record(TICKET)) == [0]


@pytest.mark.parametrize(
    ("kept", "of", "value"),
    [
        ("text", FieldType.TEXT, ["text"]),
        (["a", "b"], FieldType.TEXT, ["a", "b"]),
        (5, FieldType.TEXT, []),
        (5, FieldType.NUMBER, [5]),
        (True, FieldType.NUMBER, []),
        ("5", FieldType.NUMBER, []),
        (False, FieldType.BOOLEAN, [False]),
        (0, FieldType.BOOLEAN, []),
        ("person#4", FieldType.REFERENCE, [Ref("person", 4)]),
        ("nobody", FieldType.REFERENCE, []),
        (AT.isoformat(), FieldType.DATE_TIME, [AT]),
        (AT.replace(tzinfo=None).isoformat(), FieldType.DATE_TIME, [AT]),
        ("some day", FieldType.DATE_TIME, []),
        ({"name": "n", "location": "l"}, FieldType.FILE, [File("n", "l")]),
        ({"name": "n"}, FieldType.FILE, []),
        (None, FieldType.TEXT, []),
    ],
)
def test_extras_are_read_as_their_type_and_what_does_not_fit_is_no_value(
    kept: Any, of: FieldType, value: list[Any]
) -> None:
    assert read(Extra("esm", "x", of), make_record(TICKET, extras={"esm": {"x": kept}})) == value


def test_an_extra_may_be_a_day() -> None:
    record = make_record(TICKET, extras={"esm": {"x": "2025-03-14"}})
    assert read(Extra("esm", "x", FieldType.DATE_TIME, day=True), record) == [date(2025, 3, 14)]


def test_a_reference_is_followed_the_other_way_round() -> None:
    boss = make_record(PERSON, 1)
    staff = [make_record(PERSON, number, manager=boss.ref, last_name=f"P{number}") for number in (2, 3)]
    shelf = shelf_of(boss, *staff)
    assert read(Referring("person", "manager"), boss, shelf) == [each.ref for each in staff]
    assert read(Through(Referring("person", "manager"), Stored("last_name")), boss, shelf) == ["P2", "P3"]
    assert read(Referring("person", "manager"), staff[0], shelf) == []


def test_a_path_goes_through_references_as_far_as_they_lead() -> None:
    site = make_record(SITE, 3, name="Bath", city="Bath")
    ada = make_record(PERSON, 2, site=site.ref)
    ticket = make_record(TICKET, 1, assignee=ada.ref)
    path = Through(Stored("assignee"), Through(Stored("site"), Stored("city")))
    assert read(path, ticket, shelf_of(ada, site)) == ["Bath"]
    assert read(path, ticket, shelf_of(ada)) == []


def test_following_a_reference_over_levels_meets_every_ancestor_once_and_ends_in_circles() -> None:
    first, second, third = (
        make_record(PERSON, number, manager=Ref("person", above), last_name=f"P{number}")
        for number, above in ((1, 2), (2, 3), (3, 1))
    )
    everybody = shelf_of(first, second, third)
    assert read(Through(Stored("manager"), Stored("last_name"), levels=20), first, everybody) == ["P2", "P3", "P1"]
    assert read(Through(Stored("manager"), Stored("last_name"), levels=2), first, everybody) == ["P2", "P3"]


def test_references_that_lead_nowhere_are_not_present() -> None:
    group = make_record(GROUP, 5, name="Service Desk")
    ticket = make_record(TICKET, 1, group=group.ref, site=Ref("site", 9))
    assert read(Present(Stored("group")), ticket, shelf_of(group)) == [group.ref]
    assert read(Present(Stored("site")), ticket, shelf_of(group)) == []


def test_members_of_files_and_of_journal_entries_are_values() -> None:
    ticket = make_record(TICKET, 1, files=(File("a.txt", "k1"), File("b.txt", "k2")))
    entries = [JournalEntry("2", AT, "Second"), JournalEntry("1", AT, "First", author=Ref("person", 3))]
    assert read(Member(Stored("files"), "name"), ticket) == ["a.txt", "b.txt"]
    assert read(Journal(), ticket, Shelf(journals={ticket.ref: entries})) == ["Second", "First"]
    assert read(Journal("author"), ticket, Shelf(journals={ticket.ref: entries})) == [Ref("person", 3)]


def test_a_dialect_computes_what_only_it_knows() -> None:
    shout = Computed("shout", lambda record, _: [record.title.upper()])
    assert read(shout, make_record(TICKET, subject="help")) == ["HELP"]
