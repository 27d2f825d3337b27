"""What conditions find: the rules of the language, one by one, on rows without a store."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from chalicelib.dialects.matrix42.asql.conditions import fault, read_where, resolved
from chalicelib.dialects.matrix42.asql.faults import ExpressionError
from chalicelib.dialects.matrix42.asql.logic import LOGIC
from chalicelib.dialects.matrix42.asql.parser import parse_columns
from chalicelib.dialects.matrix42.asql.syntax import Like
from chalicelib.domain.filters.conditions import TRUE, Compare, Comparison, Constant, OneOf
from chalicelib.domain.filters.evaluation import evaluate
from chalicelib.domain.filters.operands import Fact, Literal, Stored, System
from chalicelib.domain.filters.patterns import Pattern, Wild
from chalicelib.services.plans.planner import plan
from chalicelib.services.plans.sources import Changed, Created, Numbers, Partitions
from tests.dialects.matrix42.asql.desk import (
    ADA,
    BOB,
    FULL,
    LAST,
    OTHER,
    SHEET,
    SHEET_TYPE,
    SHEETS,
    TABLES,
    TYPES,
    entries,
    id_of,
    make_desk,
    row_id,
)
from tests.domain.filters.shelf import AT

DESK = make_desk()
ADAS = id_of(ADA, "PersonClass")
BOBS = id_of(BOB, "PersonClass")
NOBODYS = "12345678-1234-4234-8234-123456789012"


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        # texts
        ("Subject = 'the printer SMOKES'", [1]),
        ("subject = 'printer'", [4]),
        ("[Subject] <> 'printer'", [1, 3]),
        ("Subject = ''", [3]),
        ("Subject <> ''", [1, 4]),
        ("Subject < 'q'", [3, 4]),
        ("Subject LIKE '%printer%'", [1, 4]),
        ("Subject LIKE 'PRINTE_'", [4]),
        ("Subject LIKE 'printer'", [4]),
        ("Subject LIKE 'print'", []),
        ("Subject LIKE ''", [3]),
        ("Subject NOT LIKE '%smokes'", [3, 4]),
        ("Subject NOT LIKE 'printer'", [1, 3]),
        ("Subject LIKE '\\%'", []),
        ("Subject BETWEEN 'o' AND 'q'", [4]),
        ("Subject NOT BETWEEN 'o' AND 'q'", [1, 3]),
        ("Subject IN ('PRINTER', 'x')", [4]),
        ("Subject NOT IN ('printer', 'x')", [1, 3]),
        ("Subject = 5", []),
        ("Code = 'sht00003'", [3]),
        ("Code LIKE 'SHT00003'", [3]),
        ("Code IN ('SHT00003', 'SHT00004', 'nonsense')", [3, 4]),
        # nothing
        ("Subject IS NULL", [2]),
        ("Subject IS NOT NULL", [1, 3, 4]),
        ("NOT Subject = 'printer'", [1, 3]),
        ("NOT (Subject = 'printer' OR Count = 42)", [3]),
        ("NOT (Subject = 'printer' AND Count = 42)", [1, 3]),
        ("Subject = NULL", []),
        ("NOT Subject = NULL", []),
        ("Subject <> NULL", []),
        ("Subject IN ('printer', NULL)", [4]),
        ("Subject NOT IN ('printer', NULL)", []),
        ("NOT Subject IN ('printer', NULL)", []),
        ("Subject = NULL OR Count = 42", [1]),
        ("Count BETWEEN NULL AND 0", []),
        ("Count NOT BETWEEN NULL AND 0", [1]),
        # numbers and truths
        ("Count = 42", [1]),
        ("Count = '42'", [1]),
        ("Count = 42.0", [1]),
        ("Count = 0x2A", [1]),
        ("42 <= Count", [1]),
        ("Count < 42", [3]),
        ("Count <> 42", [3]),
        ("Count IN (42, '-3')", [1, 3]),
        ("Price = '2.50'", [1]),
        ("Price BETWEEN 0 AND 2", [3]),
        ("Count = Price", []),
        ("Count < Price", [3]),
        ("Count LIKE '4%'", [1]),
        ("Count LIKE '42'", [1]),
        ("Hidden = 1", [1]),
        ("Hidden = TRUE", [1]),
        ("Hidden = '0'", [3]),
        ("Hidden <> 'false'", [1]),
        ("Hidden = 5", []),
        ("Hidden <> TRUE", [3]),
        # dates
        ("Due = '2025-03-24T10:57:57.61Z'", [1]),
        ("Due = #2025-03-24 12:57:57.610+02:00#", [1]),
        ("Due > '2025-03-24T10:57:57.61Z'", []),
        ("Due >= '2025-03-24T10:57:57.611Z'", []),
        ("Due = #2024-02-29#", [3]),
        ("Due < #2025-03-24#", [3]),
        ("Due BETWEEN '2024-01-01' AND GETDATE()", [1, 3]),
        ("GETDATE() BETWEEN Due AND #2030-01-01#", [1, 3]),
        ("GETDATE() NOT BETWEEN Due AND #2025-01-01#", [1, 2, 3, 4]),
        ("DATEADD(year, 1, Due) < GETUTCDATE()", [3]),
        ("DATEADD(day, Count, Due) = '2024-02-26'", [3]),
        ("Due > DATEADD(month, -5, GETDATE())", [1]),
        ("Due LIKE '2025-03%'", [1]),
        # pick-ups
        ("Level = 3", [1]),
        ("Level.Value = '3'", [1]),
        ("Level.DisplayString = 'HIGH'", [1]),
        ("Level.DisplayString LIKE 'l%'", [3]),
        ("Level.Position > 1", [1]),
        (f"Level.ID = '{str(row_id(3)).upper()}'", [1]),
        ("Level IS NULL", [2, 4]),
        ("Level.DisplayString IS NOT NULL", [1, 3]),
        ("NOT Level.DisplayString = 'High'", [3]),
        ("T(CommonClass).State = 201", [1]),
        ("T(commonclass).State.Value = 202", []),
        ("T(CommonClass).State = 710", [3]),
        ("T(CommonClass).State = 204", [3]),
        ("T(CommonClass).State <> 204", [1, 4]),
        ("T(CommonClass).State.Value IN (204, 200)", [3, 4]),
        ("T(CommonClass).State >= 204", [3]),
        ("T(CommonClass).State.DisplayString = 'Closed'", [3]),
        ("T(CommonClass).State.StateGroup = 7", [1, 4]),
        ("T(CommonClass).State.Open = TRUE", [1, 4]),
        ("T(CommonClass).State.[Open] = 0", [3]),
        ("T(CommonClass).State = 999", []),
        ("T(CommonClass).State <> 999", [1, 3, 4]),
        # ids and relations
        (f"ID = '{id_of(FULL, 'SheetClass').upper()}'", [1]),
        (f"ID = '{{{id_of(FULL, 'SheetClass')}}}'", [1]),
        (f"ID = '{FULL.guid}'", []),
        (f"[Expression-ObjectID] = '{FULL.guid}'", [1]),
        (f"T(CommonClass).ID = '{id_of(FULL, 'CommonClass')}'", [1]),
        (f"ID <> '{id_of(FULL, 'SheetClass')}'", [2, 3, 4]),
        (f"ID IN ('{id_of(FULL, 'SheetClass')}', '{NOBODYS}', '{id_of(LAST, 'SheetClass')}')", [1, 4]),
        (f"ID <> '{NOBODYS}'", [1, 2, 3, 4]),
        ("ID = 'abc'", []),
        ("ID <> 'abc'", [1, 2, 3, 4]),
        ("ID = 5", []),
        ("ID LIKE '%000001%'", [1]),
        (f"[Expression-TypeID] = '{SHEET_TYPE}'", [1, 2, 3, 4]),
        (f"T(CommonClass).TypeID = '{str(TYPES['special']).upper()}'", [1]),
        ("T(CommonClass).TypeID <> 'x'", [1, 2, 3, 4]),
        (f"Owner = '{ADAS}'", [1]),
        (f"Owner.ID = '{ADAS}'", [1]),
        (f"Owner <> '{ADAS}'", [3]),
        (f"NOT Owner = '{ADAS}'", [3]),
        (f"Owner IN ('{ADAS}', '{BOBS}')", [1, 3]),
        (f"Owner NOT IN ('{ADAS}', 'x', '{NOBODYS}')", [3]),
        (f"Owner.Manager = '{BOBS}'", [1]),
        (f"Owner.[Expression-ObjectID] = '{ADA.guid}'", [1]),
        ("Owner IS NULL", [2, 4]),
        ("Owner = CURRENTUSERID()", [1]),
        ("Owner = NULL", []),
        ("Owner = Parent", []),
        (f"ISNULL(Owner, '{NOBODYS}') = '{NOBODYS}'", [2, 4]),
        ("Owner.LastName = 'o''neill'", [1]),
        ("Owner.Manager.LastName LIKE 'b%'", [1]),
        ("Owner.Manager IS NULL", [2, 3, 4]),
        ("Parent.Parent.Subject = 'printer'", [1]),
        ("Recursive(Parent).Subject = 'printer'", [1, 3]),
        (f"Recursive(Parent).ID = '{id_of(LAST, 'SheetClass')}'", [1, 3]),
        (f"Recursive(Parent) = '{id_of(OTHER, 'SheetClass')}'", [1]),
        ("Parent.Recursive(Parent).Subject = 'printer'", [1]),
        ("Parent.T(CommonClass).State = 710", [1]),
        ("Parent.Code = 'SHT00003'", [1]),
        ("Parent.T(CommonClass).TimeStamp >= 299", [1, 3]),
        ("T(CommonClass).TimeStamp >= 299", [3, 4]),
        ("T(CommonClass).TimeStamp BETWEEN 250 AND 399", [3, 4]),
        ("T(CommonClass).TimeStamp = 399", [4]),
        ("T(CommonClass).TimeStamp IN (399, 99)", [1, 4]),
        # siblings
        ("T(SpecialClass).Trait LIKE '%'", [1]),
        ("T(SpecialClass) IS NULL", [2, 3, 4]),
        ("T(NowhereClass).Trait IS NULL", [1, 2, 3, 4]),
        ("T(NowhereClass).Trait <> 'x'", []),
        ("T(SheetClass).Subject = 'printer'", [4]),
        ("T(CommonClass).T(SheetClass).Subject = 'printer'", [4]),
        # several
        ("T(EntryClass).Action = 1", [1]),
        ("T(EntryClass).Action <> 1", [1, 3]),
        ("NOT T(EntryClass).Action = 1", [3]),
        ("T(EntryClass).Text LIKE '%fuser'", [1]),
        ("T(EntryClass).Text IS NULL", [1, 2, 4]),
        ("T(EntryClass).Text IS NOT NULL", [1, 3]),
        ("NOT (T(EntryClass).Text IS NULL)", [3]),
        ("T(EntryClass).Action > Count", [3]),
        ("T(EntryClass).Sheet.Subject = ''", [3]),
        ("LOWER(T(EntryClass).Text) + '!' = 'closed!'", [3]),
        (f"Watchers = '{BOBS}'", [1, 3]),
        ("Watchers.LastName = 'Bunt'", [1, 3]),
        ("Watchers.FirstName NOT IN ('Bob')", [1]),
        ("Watchers.Manager IS NULL", [1, 2, 3, 4]),
        ("Watchers.Manager IS NOT NULL", [1]),
        ("Watchers IS NULL", [2, 4]),
        ("Recursive(Parent).Watchers.LastName = 'bunt'", [1]),
        # functions and sums
        ("LOWER(Subject) = 'PRINTER'", [4]),
        ("UPPER(Subject) LIKE 'printer'", [4]),
        ("LEN(Subject) = 7", [4]),
        ("LEN(Count) = 2", [1, 3]),
        ("Subject + '/' + Count = 'the printer smokes/42'", [1]),
        ("Subject + NULL = 'x'", []),
        ("Count + 1 = 43", [1]),
        ("Count + Price + 0.5 = 45", [1]),
        ("1 + 2 + 'x' = '3X'", [1, 2, 3, 4]),
        ("Owner.LastName + ', ' + Owner.FirstName = 'Bunt, Bob'", [3]),
        ("ISNULL(Count, 0) >= 0", [1, 2, 4]),
        ("COALESCE(Subject, Owner.LastName, 'none') = 'NONE'", [2]),
        ("COALESCE(Count, Subject) = 'printer'", [4]),
        ("ISNULL(Due, #2000-01-01#) < #2001-01-01#", [2, 4]),
        ("ISNULL(NULL, NULL) IS NULL", [1, 2, 3, 4]),
        ("COALESCE(Hidden, Count) = 1", [1]),
        # constants
        ("1 = 1", [1, 2, 3, 4]),
        ("'1' = 1", [1, 2, 3, 4]),
        ("'a' = 'A'", [1, 2, 3, 4]),
        ("NOT 1 = NULL", []),
        ("'b' BETWEEN 'A' AND 'C'", [1, 2, 3, 4]),
        ("2 NOT IN (1, 3)", [1, 2, 3, 4]),
        ("'abc' LIKE 'A%'", [1, 2, 3, 4]),
        ("'abc' NOT LIKE 'A%'", []),
        ("NULL IS NULL", [1, 2, 3, 4]),
        ("GETDATE() = GETUTCDATE()", [1, 2, 3, 4]),
        # together
        ("Subject LIKE '%printer%' AND (Count = 42 OR T(CommonClass).State = 200)", [1, 4]),
        ("Count = 42 OR Count = -3 AND Hidden = 1", [1]),
    ],
)
def test_a_condition_finds_the_rows_that_it_means(said: str, numbers: list[int]) -> None:
    assert DESK.finds(said, user=UUID(ADAS)) == numbers


@pytest.mark.parametrize("said", [None, "", " \t"])
def test_without_a_text_everything_is_found(said: str | None) -> None:
    assert read_where(said, table=SHEETS, context=DESK.context()) == TRUE


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("Foo = 1", "Class SheetClass does not contain attribute Foo."),
        ("Count = 1 AND Owner.Foo = 1", "Class PersonClass does not contain attribute Foo."),
        ("Level.Foo = 1", "Class LevelPickup does not contain attribute Foo."),
        ("Level.T(CommonClass) = 1", "Class LevelPickup does not contain attribute CommonClass."),
        ("Recursive(Foo).ID = 'x'", "Class SheetClass does not contain attribute Foo."),
        ("Subject.Foo = 1", "ExpressionParser: Subject is no relation at position 1."),
        ("Level.Value.Foo = 1", "ExpressionParser: Value is no relation at position 7."),
        (
            "T(PersonClass).LastName = 'x'",
            "ExpressionParser: no configuration item combines SheetClass and PersonClass at position 1.",
        ),
        (
            "Recursive(Owner).ID = 'x'",
            "ExpressionParser: Owner is no relation of SheetClass to itself, as Recursive takes one, at position 1.",
        ),
        (
            "Recursive(Subject) = 'x'",
            "ExpressionParser: Subject is no relation of SheetClass to itself, as Recursive takes one, at position 1.",
        ),
        ("Due = 'soon'", "ExpressionParser: 'soon' is not a date at position 7."),
        ("Due IN (#2024-01-01#, 'soon')", "ExpressionParser: 'soon' is not a date at position 23."),
        ("Due > 5", "ExpressionParser: 5 is not a date at position 7."),
        ("Due = TRUE", "ExpressionParser: TRUE is not a date at position 7."),
        ("Count = 'many'", "ExpressionParser: 'many' is not a number at position 9."),
        ("Count BETWEEN 1 AND 'x'", "ExpressionParser: 'x' is not a number at position 21."),
        ("Count = GETDATE()", "ExpressionParser: 2025-08-20T21:30:15.25Z is not a number at position 9."),
        ("Level = 'High'", "ExpressionParser: 'High' is not a number at position 9."),
        ("Hidden = 'yes'", "ExpressionParser: 'yes' is not TRUE, FALSE, 0 or 1 at position 10."),
        ("Hidden = #2024-01-01#", "ExpressionParser: #2024-01-01# is not TRUE, FALSE, 0 or 1 at position 10."),
        ("Count = Due", "ExpressionParser: Count and Due can not be compared at position 1."),
        ("Data = 'x'", "ExpressionParser: 'x' can not be compared with binary data at position 8."),
        ("Data = Subject", "ExpressionParser: Data and Subject can not be compared at position 1."),
        ("Data LIKE 'x%'", "ExpressionParser: Data can not be read as a text at position 1."),
        ("Count + Due = 1", "ExpressionParser: '+' can neither add nor join Count and Due at position 9."),
        ("DATEADD(day, Due, Due) = Due", "ExpressionParser: Due is not a number at position 14."),
        ("DATEADD(day, 1, Count) = Due", "ExpressionParser: Count is not a date at position 17."),
        ("DATEADD(year, 9999, GETDATE()) = Due", "ExpressionParser: DATEADD leaves the calendar at position 1."),
        (
            "Watchers.LastName = 'x' OR Recursive(Parent).Recursive(Parent).Watchers.LastName = 'x'",
            "ExpressionParser: more than 2 steps to several rows in one path is not supported at position 64.",
        ),
        (
            "Watchers.LastName = T(EntryClass).Text",
            "ExpressionParser: a comparison of several rows with several is not supported at position 19.",
        ),
        (
            "Watchers.LastName + T(EntryClass).Text = 'x'",
            "ExpressionParser: more than one path to several rows in one value is not supported at position 1.",
        ),
        (
            "ISNULL(Watchers.LastName, Watchers.FirstName) = 'x'",
            "ExpressionParser: more than one path to several rows in one value is not supported at position 1.",
        ),
        (
            "T(EntryClass).Action BETWEEN 1 AND Count",
            "ExpressionParser: BETWEEN of several rows and values that are no constants is not supported at position 22.",
        ),
    ],
)
def test_an_error_says_what_before_any_search(said: str, message: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        read_where(said, table=SHEETS, context=DESK.context())
    assert caught.value.message == message


def test_labels_are_compared_in_the_language_of_the_request_and_in_english_where_there_is_none() -> None:
    assert DESK.finds("Level.DisplayString = 'hoch'", language="de") == [1]
    assert DESK.finds("Level.DisplayString = 'high'", language="de") == []
    assert DESK.finds("Level.DisplayString = 'low'", language="de") == [3]
    assert DESK.finds("T(CommonClass).State.DisplayString IN ('zu', 'assigned')", language="de") == [1, 3]


def test_a_caller_without_a_person_is_nobody() -> None:
    assert DESK.finds("Owner = CURRENTUSERID()") == []
    assert DESK.finds("NOT Owner = CURRENTUSERID()") == []


def test_a_reference_to_what_is_gone_is_null() -> None:
    desk = make_desk(gone=(ADA.ref,))
    assert desk.finds("Owner IS NULL") == [1, 2, 4]
    assert desk.finds(f"Owner = '{ADAS}'") == []
    assert desk.finds(f"NOT Owner = '{ADAS}'") == [3]
    assert desk.finds(f"Owner <> '{BOBS}'") == []


def test_ids_are_asked_for_together_and_once() -> None:
    desk = make_desk()
    desk.finds(f"Owner = '{ADAS}' OR NOT (Owner IN ('{BOBS}', '{ADAS}') OR ID = '{NOBODYS}') OR Owner = 'x'")
    assert [(of, [str(each) for each in named]) for of, named in desk.asked] == [
        ("PersonClass", [ADAS, BOBS]),
        ("SheetClass", [NOBODYS]),
    ]


def test_a_condition_without_ids_asks_for_none() -> None:
    desk = make_desk()
    desk.finds("Subject = 'x' AND T(CommonClass).TypeID = 'x'")
    assert desk.asked == []


def test_rows_beside_records_are_rows_like_others() -> None:
    (row, _) = entries(FULL, DESK.shelf)
    for said, expected in (
        ("Text LIKE 'ordered%'", True),
        ("T(SheetClass).Code = 'SHT00001'", True),
        (f"Sheet = '{id_of(FULL, 'SheetClass')}'", True),
        ("Sheet.T(CommonClass).State = 710", False),
    ):
        where = read_where(said, table=TABLES["EntryClass"], context=DESK.context())
        assert evaluate(where, row, DESK.shelf, LOGIC) is expected


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("TimeStamp > 100", [3]),
        ("TimeStamp >= '100'", [1, 3]),
        ("TimeStamp BETWEEN 0x64 AND 900", [1, 3]),
        ("TimeStamp NOT BETWEEN 300 AND 900", [1]),
        ("100 < TimeStamp", [3]),
        ("NOT TimeStamp <= 100", [3]),
        ("TimeStamp > 100 OR Subject LIKE '%printer%'", [1, 3]),
        ("T(CommonClass).TimeStamp > 199", [3, 4]),
        ("T(NowhereClass).TimeStamp > 0 OR Count = 42", [1]),
        ("TimeStamp < 500", [1, 3, 4]),
        ("NOT TimeStamp > 350", [1, 3]),
        ("TimeStamp = 400", [4]),
        ("TimeStamp <> 100", [3, 4]),
        ("Subject LIKE '%'", [1, 3, 4]),
    ],
)
def test_a_poll_by_row_versions_leaves_out_the_newest_and_nothing_else_does(said: str, numbers: list[int]) -> None:
    assert [number for number in DESK.finds(said, fence=399) if number != 2] == numbers


def test_without_a_fence_a_poll_shows_the_newest() -> None:
    assert DESK.finds("TimeStamp > 300") == [4]


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("T(CommonClass).State = 710", Partitions(("I#sheet.plain.state#closed", "I#sheet.special.state#closed"))),
        ("T(CommonClass).State = 204", Partitions(("I#sheet.plain.state#closed", "I#sheet.special.state#closed"))),
        (
            "T(CommonClass).State.DisplayString LIKE 'In%'",
            Partitions(("I#sheet.plain.state#in_progress", "I#sheet.special.state#in_progress")),
        ),
        ("Level.DisplayString = 'High'", Partitions(("I#sheet.plain.level#high", "I#sheet.special.level#high"))),
        ("Level > 1", Partitions(("I#sheet.plain.level#high", "I#sheet.special.level#high"))),
        ("NOT Level > 1", None),
        (f"ID = '{id_of(FULL, 'SheetClass')}'", Numbers((1,))),
        (f"[Expression-ObjectID] IN ('{FULL.guid}', '{LAST.guid}')", Numbers((1, 4))),
        (f"ID = '{NOBODYS}'", Numbers(())),
        (f"Owner = '{ADAS}'", Partitions(("I#sheet.plain.owner#person#51", "I#sheet.special.owner#person#51"))),
        (f"Owner.ID = '{ADAS}'", Partitions(("I#sheet.plain.owner#person#51", "I#sheet.special.owner#person#51"))),
        (f"NOT Owner = '{ADAS}'", None),
        ("Code = 'SHT00003'", Numbers((3,))),
        ("Code IN ('SHT00003', 'x')", None),
        ("TimeStamp > 7", Changed(7)),
        ("T(CommonClass).TimeStamp > 7", Changed(7)),
        ("T(CommonClass).TimeStamp IN (9, 7)", Changed(7)),
        ("T(CommonClass).TimeStamp BETWEEN 7 AND 9", Changed(7)),
        ("T(CommonClass).TimeStamp < 7", None),
        ("Subject = NULL", Numbers(())),
        ("1 = 2", Numbers(())),
        ("1 = 1", None),
        ("T(SpecialClass).Trait = 'x'", None),
        ("Subject LIKE '%x%'", None),
    ],
)
def test_what_an_index_knows_is_found_by_it(said: str, source: object) -> None:
    where = read_where(said, table=SHEETS, context=DESK.context())
    assert plan(kind=SHEET, where=where, logic=LOGIC).source == source


def test_types_and_parts_of_some_types_narrow_the_classes() -> None:
    for said in (f"T(CommonClass).TypeID = '{TYPES['special']}'", "T(SpecialClass).Trait = 'x'"):
        where = read_where(said, table=SHEETS, context=DESK.context())
        assert plan(kind=SHEET, where=where, logic=LOGIC).classes == ("special",)


def test_dates_of_creation_are_found_by_their_index() -> None:
    where = read_where("CreatedDate >= #2025-03-14 09:26:53.589#", table=SHEETS, context=DESK.context())
    source = plan(kind=SHEET, where=where, logic=LOGIC).source
    assert isinstance(source, Created)
    assert source.low is not None
    assert source.low <= AT


def test_what_is_decided_without_a_record_is_a_constant() -> None:
    for said, value in (("1 = 2", False), ("NULL = 1", None), ("2 BETWEEN 1 AND 3", True), ("1 IN (2, NULL)", None)):
        assert read_where(said, table=SHEETS, context=DESK.context()) == Constant(value)


def test_references_that_were_found_need_not_be_followed() -> None:
    where = read_where(f"Owner = '{ADAS}'", table=SHEETS, context=DESK.context())
    assert where == Compare(Stored("owner"), Comparison.EQUAL, Literal(ADA.ref))
    where = read_where(f"ID IN ('{NOBODYS}')", table=SHEETS, context=DESK.context())
    assert where == OneOf(System(Fact.REFERENCE), ())


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("Subject = 'x'", ""),
        ("Subject + 'x'", ""),
        (f"Owner = '{ADAS}'", ""),
        ("Foo", "Class SheetClass does not contain attribute Foo."),
        ("Due = 'x'", "ExpressionParser: 'x' is not a date at position 7."),
        ("Subject =", "ExpressionParser: expected a value, found the end at position 10."),
        ("", "ExpressionParser: expected a value, found the end at position 1."),
    ],
)
def test_an_expression_can_be_checked_without_a_search(said: str, message: str) -> None:
    desk = make_desk()
    found: Any = fault(said, table=SHEETS, context=desk.context())
    assert (found.message if found else "") == message
    assert desk.asked == []


def test_the_deepest_expressions_are_resolved_and_evaluated() -> None:
    assert DESK.finds("NOT (" * 50 + "Count = 42" + ")" * 50) == [1]
    assert DESK.finds("NOT (Hidden = 1 OR (" * 25 + "Count = 42" + "))" * 25) == [3]
    assert DESK.finds("LOWER(" * 50 + "Subject" + ")" * 50 + " = 'printer'") == [4]
    assert DESK.finds("(Subject + " * 50 + "'x'" + ")" * 50 + " LIKE 'printer%x'") == [4]


def test_a_tree_may_be_made_elsewhere_with_patterns_that_hold_wildcards_as_they_are() -> None:
    (column,) = parse_columns("Code + '%' AS x")
    for parts, numbers in (((Wild.ANY, "3%"), [3]), ((Wild.ANY, "%3"), []), (("sht00003%",), [3])):
        where = resolved(Like(column.value, Pattern(parts), False, 1), table=SHEETS, context=DESK.context())
        sheets = [record for record in DESK.records if record.kind == SHEET]
        assert [sheet.number for sheet in sheets if evaluate(where, sheet, DESK.shelf, LOGIC)] == numbers
