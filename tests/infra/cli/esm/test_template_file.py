from __future__ import annotations

from typing import Any

import pytest

from chalicelib.dialects.esm.vocabulary.templates import BUILT_IN
from chalicelib.errors import Faults
from chalicelib.services import kinds
from infra.cli.esm import template_file
from infra.cli.refusals import path

NAME = {"code": "n", "name": "N", "type": "string"}


def read(content: Any) -> tuple[dict[str, Any], list[str]]:
    faults = Faults()
    return template_file.read(content, (), faults), [f"{path(fault.path)}: {fault.message}" for fault in faults]


@pytest.mark.parametrize("content", BUILT_IN, ids=lambda content: content["code"])
def test_the_built_in_templates_read_as_what_they_are(content: dict[str, Any]) -> None:
    made, faults = read(template_file.normal(content))
    assert faults == []
    assert made == template_file.normal(content)


def test_a_template_without_a_kind_has_records_of_its_own() -> None:
    made, faults = read({"code": "t", "name": "T", "prefix": "T", "nameAttribute": "n", "attributes": [NAME]})
    assert faults == []
    assert made["kind"] is None
    assert "class" not in made


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"prefix": "A B"}, "prefix: must consist of letters, digits, _ and -."),
        ({"prefix": "x" * 21}, "prefix: holds at most 20 characters."),
        (
            {"kind": "company"},
            f"kind: must be one of {', '.join(kind.name for kind in kinds.BUILT_IN.values() if kind.space == 'card')}.",
        ),
        ({"class": "incident"}, "class: is for templates that show a built-in kind only."),
        ({"attributes": {}}, "attributes: must be a list of attributes."),
        ({"attributes": [NAME] * 201}, "attributes: holds at most 200 attributes."),
        ({"attributes": [NAME, NAME]}, "attributes[1].code: There is an attribute n already."),
        (
            {"attributes": [NAME, *({"code": code, "name": "L", "type": "worklog"} for code in "ab")]},
            "attributes[2].type: A template has at most one worklog.",
        ),
    ],
)
def test_a_template_that_makes_no_sense_is_a_fault(said: dict[str, Any], fault: str) -> None:
    template = {"code": "t", "name": "T", "prefix": "T", "nameAttribute": "n", "attributes": [NAME]}
    assert read({**template, **said})[1] == [fault]
