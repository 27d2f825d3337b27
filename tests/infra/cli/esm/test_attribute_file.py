from __future__ import annotations

from typing import Any

import pytest

from chalicelib.errors import Faults
from infra.cli.esm import attribute_file
from infra.cli.refusals import path

LIST = [{"value": "a"}]


def read(**said: Any) -> tuple[dict[str, Any], list[str]]:
    faults = Faults()
    made = attribute_file.read({"code": "x", "name": "X", "type": "string", **said}, (), faults)
    return made, [f"{path(fault.path)}: {fault.message}" for fault in faults]


def test_members_that_say_the_usual_are_left_out() -> None:
    made, faults = read(multiValue=False, file=False, values=[], target=[], time=True, maxLength=65_535, default=None)
    assert made == {"code": "x", "name": "X", "type": "string"}
    assert faults == []


@pytest.mark.parametrize(
    "said",
    [
        {"required": True, "maxLength": 255, "default": "a"},
        {"type": "number", "whole": True, "multiValue": True},
        {"type": "date", "time": False},
        {"type": "static-value", "values": [{"value": "a", "code": None}], "default": "a"},
        {"type": "reference", "target": ["person", "company"], "multiValue": True},
        {"type": "external-reference", "file": True},
        {"type": "worklog"},
        {"type": "static-value", "values": [{"value": "Yes", "code": None, "means": True}], "field": "active"},
    ],
)
def test_what_is_read_is_kept_as_it_was_said(said: dict[str, Any]) -> None:
    made, faults = read(**said)
    assert faults == []
    assert made == {"code": "x", "name": "X", "type": "string", **said}
    assert attribute_file.normal(made) == made


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"type": "text"}, "type: must be one of string, number, "),
        ({"code": "created"}, "code: is an attribute that every template has."),
        ({"values": LIST}, "values: is for attributes of type static-value only."),
        ({"target": ["person"]}, "target: is for attributes of type reference only."),
        ({"time": False}, "time: is for attributes of type date only."),
        ({"whole": True}, "whole: is for attributes of type number only."),
        ({"file": True}, "file: is for attributes of type external-reference only."),
        ({"type": "number", "maxLength": 5}, "maxLength: is for attributes of type string only."),
        ({"maxLength": 0}, "maxLength: must be a whole number from 1 to 65535."),
        ({"maxLength": 65_536}, "maxLength: must be a whole number from 1 to 65535."),
        ({"maxLength": True}, "maxLength: must be a whole number from 1 to 65535."),
        ({"type": "static-value"}, "values: is missing."),
        ({"type": "reference", "target": []}, "target: must not be empty."),
        ({"type": "worklog", "multiValue": True}, "multiValue: is not for attributes of type worklog."),
        ({"type": "worklog", "required": True}, "required: is not for attributes of type worklog."),
        ({"type": "reference", "target": ["a"], "default": "1"}, "default: is not for attributes of type reference."),
        ({"default": ["a"]}, "default: must be a text, a number, true or false."),
        ({"name": "x" * 256}, "name: holds at most 255 characters."),
        ({"multivalue": True}, "multivalue: is not known; there are "),
    ],
)
def test_an_attribute_that_makes_no_sense_is_a_fault(said: dict[str, Any], fault: str) -> None:
    _, faults = read(**said)
    assert len(faults) == 1
    assert faults[0].startswith(fault)
