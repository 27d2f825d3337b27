from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Context, Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name
from chalicelib.domain.record import Change, File, Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.validation import validate
from chalicelib.errors import Faults
from chalicelib.store import heads
from chalicelib.store.items import decode, encode

AT = datetime(2026, 1, 1, tzinfo=UTC)

fields = st.builds(
    Field,
    name=st.sampled_from(["a", "b", "c"]),
    type=st.sampled_from(list(FieldType)),
    multiple=st.booleans(),
    required=st.booleans(),
    max_length=st.integers(min_value=0, max_value=20),
    max_values=st.integers(min_value=0, max_value=3),
    minimum=st.none() | st.integers(min_value=-5, max_value=0),
    maximum=st.none() | st.integers(min_value=0, max_value=5),
    whole=st.booleans(),
    day=st.booleans(),
    choices=st.just(("x", "y")),
    target=st.sampled_from([(), ("person",)]),
    unique=st.booleans(),
    indexed=st.booleans(),
    read_only=st.booleans(),
)
kinds = st.lists(fields, max_size=3).map(lambda several: Kind("thing", fields_by_name(*several)))
texts = st.text(st.characters(exclude_categories=()), max_size=25)
zones = st.none() | st.builds(timezone, st.timedeltas(timedelta(hours=-23), timedelta(hours=23)))
scalars = (
    texts
    | st.sampled_from(["x", "y", "", " "])
    | st.booleans()
    | st.integers()
    | st.integers(min_value=-5, max_value=5)
    | st.floats()
    | st.dates()
    | st.datetimes(timezones=zones)
    | st.builds(Ref, st.just("person") | texts, st.integers())
    | st.builds(File, texts, texts, st.integers(), texts)
    | st.none()
    | st.binary(max_size=3)
)
values = scalars | st.lists(scalars, max_size=4).map(tuple) | st.lists(scalars, max_size=2)


def as_answered(raw: Any) -> Any:
    """An item as DynamoDB answers it: it keeps what a number means, and writes it in its own way."""
    if isinstance(raw, list):
        return [as_answered(each) for each in raw]
    if not isinstance(raw, dict):
        return raw
    if isinstance(raw.get("N"), str):
        return {"N": format(Decimal(raw["N"]).normalize(Context(prec=38)), "f")}
    return {name: as_answered(each) for name, each in raw.items()}


def faults_of(kind: Kind, **said: Any) -> list[tuple[tuple[str | int, ...], str]]:
    record = Record(kind, 7, UUID(int=1), 1, AT, AT)
    Change(said).apply(record)
    faults = Faults()
    validate(record, said, faults)
    return [(fault.path, fault.code) for fault in faults]


@given(kinds, st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), values, max_size=3))
def test_whatever_passes_can_be_stored_and_comes_back_equal(kind: Kind, said: dict[str, Any]) -> None:
    if faults_of(kind, **said):
        return
    record = Record(kind, 7, UUID(int=1), 1, AT, AT)
    Change(said).apply(record)
    item, long = heads.write(record)
    assert not long
    assert heads.read(kind, decode(as_answered(encode(item)))) == record


def kind_of(type_: FieldType = FieldType.TEXT, **more: Any) -> Kind:
    return Kind("thing", fields_by_name(Field("a", type_, **more)))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (kind_of(), "text"),
        (kind_of(), "\0"),
        (kind_of(FieldType.NUMBER), 10**38 - 1),
        (kind_of(FieldType.NUMBER), -0.0),
        (kind_of(FieldType.NUMBER, minimum=-90, maximum=90), 90),
        (kind_of(FieldType.NUMBER, whole=True), 3.0),
        (kind_of(FieldType.BOOLEAN), False),
        (kind_of(FieldType.DATE_TIME), AT),
        (kind_of(FieldType.DATE_TIME, day=True), date(2026, 1, 1)),
        (kind_of(FieldType.CHOICE, choices=("x",)), "x"),
        (kind_of(FieldType.REFERENCE), Ref("anything", 1)),
        (kind_of(FieldType.FILE), File("a.txt", "files/1")),
        (kind_of(multiple=True), ("a", "b")),
    ],
)
def test_a_fitting_value_has_no_fault(kind: Kind, value: Any) -> None:
    assert faults_of(kind, a=value) == []


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        (kind_of(), 3, "type"),
        (kind_of(), ("a",), "type"),
        (kind_of(), "\ud800", "format"),
        (kind_of(max_length=2), "abc", "too_long"),
        (kind_of(multiple=True), "a", "type"),
        (kind_of(multiple=True, max_values=1), ("a", "b"), "count"),
        (kind_of(FieldType.NUMBER), "3", "type"),
        (kind_of(FieldType.NUMBER), True, "type"),
        (kind_of(FieldType.NUMBER), 10**38, "range"),
        (kind_of(FieldType.NUMBER), 10**4000, "range"),
        (kind_of(FieldType.NUMBER), 1e300, "range"),
        (kind_of(FieldType.NUMBER), math.inf, "range"),
        (kind_of(FieldType.NUMBER), math.nan, "range"),
        (kind_of(FieldType.NUMBER, whole=True), 0.5, "type"),
        (kind_of(FieldType.NUMBER, maximum=90), 90.1, "range"),
        (kind_of(FieldType.NUMBER, minimum=0), -1, "range"),
        (kind_of(FieldType.BOOLEAN), 1, "type"),
        (kind_of(FieldType.DATE_TIME), AT.replace(tzinfo=None), "type"),
        (kind_of(FieldType.DATE_TIME), AT.date(), "type"),
        (kind_of(FieldType.DATE_TIME, day=True), AT, "type"),
        (kind_of(FieldType.DATE_TIME), datetime.max.replace(tzinfo=timezone(timedelta(hours=-5))), "range"),
        (kind_of(FieldType.CHOICE, choices=("x",)), "z", "choice"),
        (kind_of(FieldType.REFERENCE, target=("group",)), Ref("person", 1), "reference"),
        (kind_of(FieldType.REFERENCE), Ref("person", 2**31), "reference"),
        (kind_of(FieldType.FILE), "a.txt", "type"),
        (kind_of(FieldType.FILE), File("\ud800", "x"), "format"),
        (kind_of(FieldType.FILE), File("x", "x", -1), "range"),
        (kind_of(FieldType.JOURNAL), "entry", "read_only"),
        (kind_of(read_only=True), "x", "read_only"),
        (kind_of(required=True), " ", "required"),
        (kind_of(required=True), None, "required"),
    ],
)
def test_a_value_that_does_not_fit_is_one_fault(kind: Kind, value: Any, code: str) -> None:
    assert faults_of(kind, a=value) == [(("a",), code)]


def test_a_fault_in_a_list_says_its_position() -> None:
    assert faults_of(kind_of(multiple=True), a=("good", 3, "good", None)) == [(("a", 1), "type"), (("a", 3), "type")]


def test_an_unknown_field_is_a_fault() -> None:
    assert faults_of(kind_of(), b="x") == [(("b",), "unknown")]


def test_a_required_field_is_asked_for_though_nobody_names_it() -> None:
    assert faults_of(kind_of(required=True)) == [(("a",), "required")]
