from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from chalicelib.dialects.esm.templates.storage import InExtras, InField, merged
from chalicelib.domain.filters.operands import Extra, First, Stored
from chalicelib.domain.journal import Note
from chalicelib.domain.kind import Field, FieldType
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Change, File
from chalicelib.domain.reference import Ref
from tests.domain.filters.shelf import make_record

AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=timezone(timedelta(hours=2)))


@pytest.mark.parametrize(
    ("of", "values"),
    [
        (FieldType.TEXT, ("a", "<b>")),
        (FieldType.NUMBER, (1, 2.5)),
        (FieldType.DATE_TIME, (AT.astimezone(UTC),)),
        (FieldType.REFERENCE, (Ref("person", 7),)),
        (FieldType.FILE, (File("a", "https://a.test"),)),
    ],
)
def test_plain_data_under_the_name_of_the_dialect_reads_as_what_was_written(of: FieldType, values: Any) -> None:
    storage, record = InExtras("x", of), make_record(PERSON)
    storage.change(values, record).apply(record)
    assert storage.read(record) == values
    assert storage.operand == Extra("esm", "x", of)
    storage.change((), record).apply(record)
    assert (storage.read(record), record.extras) == ((), {})


def test_a_day_is_kept_as_a_day_and_what_is_of_another_type_is_no_value() -> None:
    storage, record = InExtras("x", FieldType.DATE_TIME, day=True), make_record(PERSON)
    storage.change((date(2026, 3, 4),), record).apply(record)
    assert record.extra("esm") == {"x": ["2026-03-04"]}
    assert storage.read(record) == (date(2026, 3, 4),)
    record.extras = {"esm": {"x": [5, None, "soon"]}}
    assert storage.read(record) == ()


def test_a_field_is_found_by_its_index_and_a_first_value_as_such() -> None:
    field = Field("email", multiple=True)
    assert InField(field).operand == Stored("email")
    assert InField(field, first_only=True).operand == First(Stored("email"))


def test_a_new_record_gets_the_values_whole() -> None:
    several, single = Field("email", multiple=True), Field("title")
    assert InField(several, first_only=True).change(("a",), None) == Change({"email": ("a",)})
    assert InField(several).change(("a", "b"), None) == Change({"email": ("a", "b")})
    assert InField(single).change(("a",), None) == Change({"title": "a"})
    assert InField(single).change((), None) == Change({"title": None})


def test_of_two_changes_the_second_has_the_say() -> None:
    first = Change({"a": 1, "b": 1}, {"esm": {"x": 1, "y": 1}, "tickets": {"z": 1}}, (Note("one"),))
    second = Change({"b": 2}, {"esm": {"y": None}}, (Note("two"),))
    assert merged(first, second) == Change(
        {"a": 1, "b": 2}, {"esm": {"x": 1, "y": None}, "tickets": {"z": 1}}, (Note("one"), Note("two"))
    )
    assert first.extras["esm"] == {"x": 1, "y": 1}, "neither of them is touched"
