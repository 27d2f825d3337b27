"""Columns and orders: their names, their values, and what can be neither."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from chalicelib.dialects.matrix42.asql.columns import Column, Ordering, read_columns, read_sort
from chalicelib.dialects.matrix42.asql.faults import ExpressionError
from chalicelib.dialects.matrix42.asql.table import AttributeType
from chalicelib.domain.record import Record
from tests.dialects.matrix42.asql.desk import (
    ADA,
    BOB,
    EMPTY,
    FULL,
    LAST,
    NOW,
    OTHER,
    SHEET_TYPE,
    SHEETS,
    TABLES,
    id_of,
    make_desk,
    row_id,
)

DESK = make_desk()


def columns(said: str | None, **more: Any) -> tuple[Column, ...]:
    return read_columns(said, table=SHEETS, context=DESK.context(**more))


def shown(said: str, record: Record = FULL, **more: Any) -> Any:
    """What a row shows in the first column."""
    return columns(said, **more)[0].read(record, DESK.shelf)


def order(said: str | None, asked: str | None = None) -> tuple[Ordering, ...]:
    return read_sort(said, columns=columns(asked), table=SHEETS, context=DESK.context())


@pytest.mark.parametrize("said", [None, "", " "])
def test_without_columns_there_are_the_automatic_ones(said: str | None) -> None:
    found = columns(said)
    assert {column.name: column.read(FULL, DESK.shelf) for column in found} == {
        "ID": UUID(id_of(FULL, "SheetClass")),
        "DisplayString": "SHT00001 - The Printer smokes",
        "Expression-TypeID": SHEET_TYPE,
    }
    assert [column.type for column in found] == [AttributeType.GUID, AttributeType.STRING, AttributeType.GUID]


def test_automatic_columns_follow_those_that_were_asked_for_each_once() -> None:
    names = [column.name for column in columns("subject, displaystring, [Expression-ObjectID], Count AS [how many]")]
    assert names == ["Subject", "DisplayString", "Expression-ObjectID", "how many", "ID", "Expression-TypeID"]
    assert [column.name for column in columns("ID AS id, Subject")][:2] == ["id", "Subject"]


@pytest.mark.parametrize(
    ("said", "value", "type_"),
    [
        ("Subject", "The Printer smokes", AttributeType.STRING),
        ("Due", datetime.fromisoformat("2025-03-24T10:57:57.610999Z"), AttributeType.DATE),
        ("Hidden", True, AttributeType.BOOL),
        ("TimeStamp", 100, AttributeType.VERSION),
        ("Owner", UUID(id_of(ADA, "PersonClass")), AttributeType.GUID),
        ("Owner.ID AS x", UUID(id_of(ADA, "PersonClass")), AttributeType.GUID),
        ("Owner.Manager.LastName AS x", "Bunt", AttributeType.STRING),
        ("T(CommonClass).State AS x", 201, AttributeType.INT),
        ("T(CommonClass).State.DisplayString AS x", "Assigned", AttributeType.STRING),
        ("T(CommonClass).State.StateGroup AS x", 7, AttributeType.INT),
        ("T(CommonClass).State.[Open] AS x", True, AttributeType.BOOL),
        ("T(CommonClass).State.ID AS x", row_id(201), AttributeType.GUID),
        ("T(SpecialClass).Trait AS x", "The Printer smokes", AttributeType.STRING),
        ("T(SpecialClass) AS x", UUID(id_of(FULL, "SpecialClass")), AttributeType.GUID),
        ("Level", 3, AttributeType.INT),
        ("[End]", "The Printer smokes", AttributeType.STRING),
        ("LEN(Subject) AS x", 18, AttributeType.INT),
        ("Subject + ' ' + Count AS x", "The Printer smokes 42", AttributeType.STRING),
        ("Count + 1 AS x", 43, AttributeType.INT),
        ("Count + Price AS x", 44.5, AttributeType.DECIMAL),
        ("'/' + Due AS x", "/2025-03-24T10:57:57.61Z", AttributeType.STRING),
        ("'/' + Owner AS x", "/" + id_of(ADA, "PersonClass"), AttributeType.STRING),
        ("'' + Price + Hidden AS x", "2.51", AttributeType.STRING),
        ("ISNULL(NULL, Count) AS x", 42, AttributeType.INT),
        ("ISNULL(Price, Count) AS x", 2.5, AttributeType.DECIMAL),
        ("ISNULL(Hidden, Count) + '' AS x", "1", AttributeType.STRING),
        ("ISNULL(Owner, Parent) AS x", UUID(id_of(ADA, "PersonClass")), AttributeType.GUID),
        ("GETDATE() AS x", NOW, AttributeType.DATE),
        ("DATEADD(hour, '1', '2025-01-01') AS x", datetime.fromisoformat("2025-01-01T01:00Z"), AttributeType.DATE),
        ("CURRENTUSERID() AS x", None, AttributeType.GUID),
        ("NULL AS x", None, AttributeType.STRING),
        ("'text' AS x", "text", AttributeType.STRING),
        ("1.5 AS x", 1.5, AttributeType.DECIMAL),
    ],
)
def test_a_column_shows_a_value_of_its_type(said: str, value: Any, type_: AttributeType) -> None:
    column = columns(said)[0]
    assert (column.read(FULL, DESK.shelf), column.type) == (value, type_)


@pytest.mark.parametrize(
    "said", ["Subject", "Owner", "Owner.LastName AS x", "Level.DisplayString AS x", "Count + 1 AS x"]
)
def test_a_column_of_a_row_without_the_value_shows_none(said: str) -> None:
    assert shown(said, EMPTY) is None


def test_a_truth_beside_numbers_is_a_number() -> None:
    assert repr(shown("ISNULL(Hidden, Count) AS x")) == "1"


def test_labels_are_shown_in_the_language_of_the_request() -> None:
    assert shown("Level.DisplayString AS x", language="de") == "Hoch"
    assert shown("Level.DisplayString AS x", OTHER, language="de") == "Low"


def test_a_column_knows_whether_it_is_an_attribute_and_what_was_asked_for() -> None:
    plain, path, localizable = columns("(Count), Owner.LastName AS x, [End]")[:3]
    assert plain.attribute is not None
    assert plain.attribute.name == "Count"
    assert path.attribute is None
    assert (plain.localizable, path.localizable, localizable.localizable) == (False, False, True)
    assert DESK.finds("Owner.LastName = 'Bunt'") == [3]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("Foo", "Class SheetClass does not contain attribute Foo."),
        ("Owner.LastName", "ExpressionParser: Owner.LastName is no attribute and has no name behind AS at position 1."),
        ("ID, Owner.ID", "ExpressionParser: Owner.ID is no attribute and has no name behind AS at position 5."),
        ("LOWER(Subject)", "ExpressionParser: LOWER(…) is no attribute and has no name behind AS at position 1."),
        ("Level.Value", "ExpressionParser: Level.Value is no attribute and has no name behind AS at position 1."),
        ("Subject, Count AS SUBJECT", "ExpressionParser: a second column called SUBJECT at position 10."),
        ("Count, Count", "ExpressionParser: a second column called Count at position 8."),
        ("Subject AS ID", "ExpressionParser: a second column called ID at position 1."),
        ("T(CommonClass).ID AS id", "ExpressionParser: a second column called id at position 1."),
        (
            "T(CommonClass).DisplayString AS DisplayString",
            "ExpressionParser: a second column called DisplayString at position 1.",
        ),
        (
            "T(EntryClass).Text AS x",
            "ExpressionParser: T(EntryClass).Text in a column, where several may be meant, is not supported at position 1.",
        ),
        (
            "Watchers",
            "ExpressionParser: Watchers in a column, where several may be meant, is not supported at position 1.",
        ),
        (
            "Recursive(Parent).Code AS x",
            "ExpressionParser: Recursive(Parent).Code in a column, where several may be meant, is not supported at position 1.",
        ),
    ],
)
def test_what_can_be_no_column_is_refused(said: str, message: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        columns(said)
    assert caught.value.message == message


def test_a_sort_names_columns_first_then_attributes_then_paths() -> None:
    found = order(
        "x desc, [Expression-ObjectID], End, T(CommonClass).State DESC, count", "Owner.LastName AS x, Price AS Count"
    )
    assert [(each.name, each.descending) for each in found] == [
        ("x", True),
        ("Expression-ObjectID", False),
        ("End", False),
        ("T(CommonClass).State", True),
        ("Count", False),
    ]
    assert [each.type for each in found[-2:]] == [AttributeType.INT, AttributeType.DECIMAL]


@pytest.mark.parametrize("said", [None, "", " "])
def test_without_a_text_there_is_no_order(said: str | None) -> None:
    assert order(said) == ()


@pytest.mark.parametrize(
    ("said", "numbers"),
    [
        ("Subject", [2, 3, 4, 1]),
        ("Due", [2, 4, 3, 1]),
        ("Level", [2, 4, 3, 1]),
        ("Owner.LastName", [2, 4, 3, 1]),
        ("Hidden", [2, 4, 3, 1]),
        ("TimeStamp", [1, 2, 3, 4]),
    ],
)
def test_rows_are_sorted_with_nothing_first_and_without_regard_to_letter_case(said: str, numbers: list[int]) -> None:
    (ordering,) = order(said)
    rows = sorted((FULL, EMPTY, OTHER, LAST), key=lambda row: ordering.key(row, DESK.shelf))
    assert [row.number for row in rows] == numbers


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("Foo", "Class SheetClass does not contain attribute Foo."),
        ("Subject, [Foo bar]", "Class SheetClass does not contain attribute Foo bar."),
        ("Owner.Foo", "Class PersonClass does not contain attribute Foo."),
        ("Data", "ExpressionParser: Data holds binary data, which has no order, at position 1."),
        (
            "Subject, Watchers.LastName",
            "ExpressionParser: an order by Watchers.LastName, where several may be meant, is not supported at position 10.",
        ),
    ],
)
def test_what_nothing_can_be_sorted_by_is_refused(said: str, message: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        order(said)
    assert caught.value.message == message


def test_rows_beside_records_have_columns_too() -> None:
    with pytest.raises(ExpressionError, match="Class EntryClass does not contain attribute DisplayString"):
        read_columns("Text", table=TABLES["EntryClass"], context=DESK.context())
    assert shown("Owner.Manager AS x") == UUID(id_of(BOB, "PersonClass"))
