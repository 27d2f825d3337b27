from __future__ import annotations

import json
from typing import Any

import pytest

from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name
from chalicelib.errors import Faults
from chalicelib.services import kinds
from infra.cli import kind_file, refusals
from infra.cli.plain import plain


def read(content: Any) -> tuple[Kind | None, list[str]]:
    faults = Faults()
    kind = kind_file.read(content, (), faults)
    return kind, [f"{refusals.path(fault.path)}: {fault.message}" for fault in faults]


def read_field(field: dict[str, Any]) -> tuple[Field | None, list[str]]:
    kind, faults = read({"name": "k", "fields": [{"name": "f", **field}]})
    return (kind.fields["f"] if kind else None), faults


# Those of alerting may hold longer texts than declared kinds may.
SHARED = [kind for kind in kinds.BUILT_IN.values() if kind.space == "card"]


@pytest.mark.parametrize("kind", SHARED, ids=lambda kind: kind.name)
def test_what_is_written_reads_as_the_same_fields(kind: Kind) -> None:
    written = json.loads(json.dumps(plain(kind_file.write(kind))))
    again, faults = read(written)
    assert faults == []
    assert again is not None
    assert (again.name, again.space, again.name_field) == (kind.name, kind.space, kind.name_field)
    assert dict(again.fields) == dict(kind.fields)


def test_every_member_of_a_field_can_be_said() -> None:
    field = Field(
        "f",
        FieldType.NUMBER,
        multiple=True,
        max_values=3,
        minimum=0,
        maximum=9.5,
        whole=True,
        indexed=True,
        read_only=True,
    )
    made, _ = read(plain(kind_file.write(Kind("k", fields_by_name(field)))))
    assert made is not None
    assert made.fields["f"] == field


@pytest.mark.parametrize(
    ("field", "fault"),
    [
        ({"type": "choice"}, "fields[0].choices: is missing: a choice needs its words."),
        ({"type": "number", "minimum": 2, "maximum": 1}, "fields[0].minimum: lies above the maximum."),
        ({"type": "journal", "required": True}, "fields[0].required: A journal can't be required."),
        ({"max_length": 0}, "fields[0].max_length: must be a whole number above 0."),
        ({"max_length": True}, "fields[0].max_length: must be a whole number above 0."),
        ({"type": "number", "minimum": float("nan")}, "fields[0].minimum: must be a number."),
        ({"unique": "no"}, "fields[0].unique: must be true or false."),
        ({"unique": True, "multiple": True}, "fields[0]: Only a single text can be unique."),
        ({"max_length": 10**9}, "fields[0]: A text holds at most 100000 characters."),
        ({"target": "person"}, "fields[0].target: must be a list of texts."),
        ({"colour": "red"}, "fields[0].colour: is not known; there are "),
        ({"type": ["text"]}, "fields[0].type: must be one of text, "),
    ],
)
def test_a_field_that_makes_no_sense_is_a_fault(field: dict[str, Any], fault: str) -> None:
    made, faults = read_field(field)
    assert made is None
    assert len(faults) == 1
    assert faults[0].startswith(fault)


@pytest.mark.parametrize(
    "field",
    [
        {"default": 7},
        {"default": "abc", "max_length": 2},
        {"default": "\ud800"},
        {"type": "boolean", "default": "true"},
        {"type": "number", "default": True},
        {"type": "number", "default": -1, "minimum": 0},
        {"type": "number", "default": 1.5, "whole": True},
        {"type": "choice", "choices": ["a"], "default": "b"},
        {"type": "choice", "choices": ["a"], "default": ["a"]},
        {"multiple": True, "default": ["a"]},
        {"type": "date-time", "default": "2026-01-01"},
        {"type": "reference", "default": "person#1"},
        {"default": {}},
    ],
)
def test_a_default_that_its_field_would_refuse_is_a_fault(field: dict[str, Any]) -> None:
    made, faults = read_field(field)
    assert made is None
    assert len(faults) == 1
    assert faults[0].startswith("fields[0].default: is no default of a ")


@pytest.mark.parametrize(
    "field",
    [
        {"default": "abc"},
        {"type": "boolean", "default": False},
        {"type": "number", "default": 0, "minimum": 0},
        {"type": "choice", "choices": ["a"], "default": "a"},
    ],
)
def test_a_default_that_its_field_takes_is_kept(field: dict[str, Any]) -> None:
    made, faults = read_field(field)
    assert faults == []
    assert made is not None
    assert made.default == field["default"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (7, ": must be an object."),
        ({"name": "k", "fields": [], "space": "moon"}, "space: must be one of card, "),
        ({"name": "k", "fields": [], "name_field": "f"}, "name_field: must be the name of a field."),
        ({"name": "k", "fields": [], "name_field": ["f"]}, "name_field: must be a text."),
        ({"name": "k", "fields": [{"name": "f"}, {"name": "f"}]}, "fields[1].name: There is a field f already."),
        ({"name": "k" * 200, "fields": []}, "name: The name of a kind has 1 to 100 characters."),
        (
            {"name": "k", "fields": [{"name": "a#b"}]},
            "fields[0]: The name of a field has 1 to 100 characters, and no #.",
        ),
    ],
)
def test_a_kind_that_makes_no_sense_is_a_fault(content: Any, fault: str) -> None:
    made, faults = read(content)
    assert made is None
    assert faults[0].startswith(fault)


def test_the_kinds_that_references_point_at_are_known() -> None:
    made, _ = read({"name": "k", "fields": [{"name": "f", "type": "reference", "target": ["a", "b"]}]})
    assert made is not None
    assert kind_file.targets(made) == {"a", "b"}
