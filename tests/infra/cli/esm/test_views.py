from __future__ import annotations

from typing import Any

import pytest

from chalicelib.dialects.esm.templates.content import kind_name
from chalicelib.dialects.esm.vocabulary.templates import BUILT_IN
from chalicelib.errors import Faults
from infra.cli.esm import template_file, views
from infra.cli.refusals import path

NAMES = {each["code"]: kind_name(each) for each in BUILT_IN} | {"company": "company"}
TICKET = {"code": "t", "name": "T", "prefix": "T", "nameAttribute": "x", "kind": "ticket"}


def faults_of(attribute: dict[str, Any], **template: Any) -> list[str]:
    said = {**TICKET, "attributes": [{"code": "x", "name": "X", **attribute}], **template}
    faults = Faults()
    views.check(template_file.normal(said), NAMES, (), faults)
    return [f"{path(fault.path)}: {fault.message}" for fault in faults]


@pytest.mark.parametrize("content", BUILT_IN, ids=lambda content: content["code"])
def test_the_built_in_templates_fit(content: dict[str, Any]) -> None:
    faults = Faults()
    views.check(template_file.normal(content), NAMES, (), faults)
    assert not faults


@pytest.mark.parametrize(
    ("attribute", "fault"),
    [
        ({"type": "string", "field": "colour"}, "field: There is no field colour in ticket."),
        ({"type": "number", "field": "subject"}, "type: does not fit: subject is of type text."),
        ({"type": "string", "field": "state"}, "type: does not fit: state is of type choice."),
        (
            {"type": "string", "field": "subject", "multiValue": True},
            "multiValue: does not fit: subject has a single value.",
        ),
        ({"type": "date", "field": "start", "time": False}, "time: does not fit: start holds moments."),
        ({"type": "external-reference", "field": "files"}, "file: must be true: files holds files."),
        (
            {"type": "reference", "field": "requester", "target": ["site"]},
            "target[0]: requester does not point at site.",
        ),
        ({"type": "worklog"}, "field: is missing: worklogs can't be kept for this dialect alone."),
        (
            {"type": "external-reference", "file": True},
            "field: is missing: files can't be kept for this dialect alone.",
        ),
        (
            {"type": "static-value", "field": "state", "values": [{"value": "New", "means": "fresh"}]},
            "values[0].means: must be one of new, in_progress, on_hold, resolved, closed.",
        ),
        (
            {"type": "static-value", "field": "category", "values": [{"value": "A", "means": True}]},
            "values[0].means: must be a text.",
        ),
        (
            {"type": "static-value", "values": [{"value": "A", "means": "a"}]},
            "values[0].means: is for attributes with a field behind them only.",
        ),
    ],
)
def test_what_does_not_fit_the_field_behind_is_a_fault(attribute: dict[str, Any], fault: str) -> None:
    assert faults_of(attribute) == [f"attributes[0].{fault}"]


@pytest.mark.parametrize(
    "attribute",
    [
        {"type": "static-value", "field": "state", "values": [{"code": "new", "value": "Fresh"}]},
        {"type": "static-value", "field": "category", "values": [{"value": "Hardware"}]},
        {"type": "reference", "field": "services", "target": ["service"]},
        {"type": "reference", "target": ["company"]},
        {"type": "external-reference"},
        {"type": "date", "field": "start"},
    ],
)
def test_what_fits_is_none(attribute: dict[str, Any]) -> None:
    assert faults_of(attribute) == []


def test_a_truth_is_shown_by_values_that_mean_one() -> None:
    values = [{"value": "On", "means": True}, {"value": "Off", "means": "no"}]
    assert faults_of({"type": "static-value", "field": "active", "values": values}, kind="person") == [
        "attributes[0].values[1].means: must be true or false."
    ]


def test_the_full_name_of_a_person_is_only_read() -> None:
    name = {"type": "string", "field": "full_name"}
    assert faults_of(name, kind="person") == []
    assert faults_of({**name, "required": True}, kind="person") == [
        "attributes[0].required: is not for an attribute that is only read."
    ]
    assert faults_of(name) == ["attributes[0].field: There is no field full_name in ticket."]


def test_a_class_is_one_of_the_kind() -> None:
    subject = {"type": "string", "field": "subject"}
    assert faults_of(subject, **{"class": "problem"}) == []
    assert faults_of(subject, **{"class": "wish"})[0].startswith("class: must be one of incident, request, ")
    group = {"type": "string", "field": "name"}
    assert faults_of(group, kind="group", **{"class": "x"}) == ["class: must be left out: there are none."]


def test_a_field_stands_behind_one_attribute_only() -> None:
    attributes = [{"code": code, "name": "S", "type": "string", "field": "subject"} for code in "ab"]
    assert faults_of({}, attributes=attributes) == ["attributes[1].field: stands behind a already."]


def test_a_template_with_records_of_its_own_has_no_fields_behind_it() -> None:
    assert faults_of({"type": "string", "field": "subject"}, kind=None) == [
        "attributes[0].field: is for templates that show a built-in kind only."
    ]
