from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.dialects.xmatters.parser.trigger.properties import properties
from chalicelib.domain.alerting.form import Form
from chalicelib.errors import Faults
from tests.dialects.xmatters.forms import BUILDING, FIRE, INCIDENT, INSTRUCTION, SEVERITY, told

PLACES = ("Canada", "USA", "USA -> California", "USA -> California -> San Francisco", "USA -> Oregon")
DEFAULTS = {"severity": "MEDIUM", "Instruction": ["None"]}


def read(sent: Any, form: Form = INCIDENT) -> dict[str, Any]:
    """Values by name; there are no faults."""
    faults = Faults()
    said = properties(sent, form, faults)
    assert faults == []
    return {each.name: each.value for each in said}


def refused(sent: Any, form: Form = INCIDENT) -> list[tuple[str, str]]:
    faults = Faults()
    properties(sent, form, faults)
    return told(faults)


def test_the_documented_request_is_taken_as_it_stands() -> None:
    sent = {
        "Building": ["Building A", "Building B"],
        "City": "Victoria",
        "State": "BC",
        "Street Number": 2453,
        "Is PO Box?": True,
        "Disaster Category": ["Mass Movement", "Earthquake"],
    }
    assert read(sent, BUILDING) == sent


def test_values_are_in_the_order_of_the_form_with_its_marks() -> None:
    said = properties({"internal_note": "n", "message": "m"}, INCIDENT, Faults())
    assert [(each.name, each.visible, each.in_callbacks) for each in said] == [
        ("message", True, False),
        ("severity", True, True),
        ("Instruction", True, True),
        ("internal_note", False, False),
    ]


def test_what_is_left_out_has_the_default_of_the_form_and_then_that_of_the_property() -> None:
    assert read({"message": "x"}) == {"message": "x", **DEFAULTS}
    assert read({"message": "x", "severity": None, "Room": None}) == {"message": "x", **DEFAULTS}
    own = replace(INCIDENT, properties=(replace(INCIDENT.properties[3], default="HIGH"),))
    assert read({}, own) == {"severity": "HIGH"}


def test_a_default_of_the_form_that_its_property_no_longer_takes_is_passed_over() -> None:
    changed = replace(INCIDENT.properties[3], property=replace(SEVERITY, values=("A", "B"), defaults=("B",)))
    assert read({}, replace(INCIDENT, properties=(replace(changed, default="HIGH"),))) == {"severity": "B"}
    none = replace(changed, property=replace(SEVERITY, values=(), defaults=()))
    assert read(None, replace(INCIDENT, properties=(none,))) == {}


@pytest.mark.parametrize(
    ("name", "sent", "value"),
    [
        ("EOC activated", "TRUE", True),
        ("EOC activated", "false", False),
        ("EOC activated", False, False),
        ("Retry Count", "14", 14),
        ("Retry Count", "-1.5", -1.5),
        ("Retry Count", 0, 0),
        ("Retry Count", 123456789012345678901, 123456789012345678901),
        ("incident_id", 14, "14"),
        ("incident_id", True, "true"),
        ("incident_id", "", ""),
        ("incident_id", "<b>14</b>", "<b>14</b>"),
        ("Instruction", "Shelter", ["Shelter"]),
        ("Instruction", ["Shelter", "Shelter"], ["Shelter"]),
        ("Region", "USA", ["USA"]),
        ("Region", ["USA", "California"], ["USA", "California"]),
    ],
)
def test_a_value_is_taken_in_more_than_one_form(name: str, sent: Any, value: Any) -> None:
    assert read({"message": "x", name: sent})[name] == value


@pytest.mark.parametrize(
    ("name", "sent", "text"),
    [
        ("EOC activated", "yes", "Value must be true or false"),
        ("EOC activated", 1, "Value must be true or false"),
        ("Retry Count", "1_000", "Value must be a number"),
        ("Retry Count", "inf", "Value must be a number"),
        ("Retry Count", "1e999", "Value must be a number"),
        ("Retry Count", "9" * 401, "Value must be a number"),
        ("Retry Count", True, "Value must be a number"),
        ("Retry Count", [], "Value must be a number"),
        ("incident_id", ["x"], "Value must be a string"),
        ("incident_id", "x" * 2001, "Value must be at most 2000 characters"),
        ("Room", "x" * 6, "Value must be at most 5 characters"),
        ("Room", "x", "Value must be at least 2 characters"),
        ("Access Code", "x" * 256, "Value must be at most 255 characters"),
        ("Access Code", 1234, "Value must be a string"),
        ("severity", "high", "Value provided not found in the configured values: LOW, MEDIUM, HIGH"),
        ("severity", 1, "Value must be a string"),
        ("Instruction", ["Run"], f"Value provided not found in the configured values: {', '.join(INSTRUCTION.values)}"),
        ("Instruction", [1], "Value must be a list of strings"),
        ("Region", {"USA": 1}, "Value must be a list of strings"),
        (
            "Region",
            ["California"],
            f"Value provided not found in the configured values: {', '.join(PLACES)}",
        ),
    ],
)
def test_a_value_of_the_wrong_type_or_size_is_refused(name: str, sent: Any, text: str) -> None:
    assert refused({"message": "x", name: sent}) == [(f"properties/{name}", text)]


@pytest.mark.parametrize("sent", [None, {}, {"message": None}, {"message": ""}])
def test_what_is_required_and_has_no_default_is_missed(sent: Any) -> None:
    faults = Faults()
    properties(sent, INCIDENT, faults)
    [fault] = faults
    assert (fault.message, fault.params["details"]) == ("Required field", "$.properties[0]")
    assert fault.params["errorDetails"] == "properties/message"


def test_no_entry_of_a_required_list_is_none() -> None:
    required = replace(INCIDENT, properties=(replace(INCIDENT.properties[4], required=True),))
    assert refused({"Instruction": []}, required) == [("properties/Instruction", "Required field")]
    assert read({"message": "x", "Instruction": []}) == {"message": "x", "severity": "MEDIUM"}


def test_faults_are_in_the_order_of_the_form_and_unknown_names_come_last() -> None:
    faults = Faults()
    properties({"nobody": 1, "Retry Count": "x", "Severity": "LOW", "nothing": None}, INCIDENT, faults)
    assert [(each.params["details"], each.message) for each in faults] == [
        ("$.properties[0]", "Required field"),
        ("$.properties[6]", "Value must be a number"),
        ("$.properties['nobody']", "The property does not exist."),
        ("$.properties['Severity']", "The property does not exist."),
    ]


def test_a_language_behind_a_name_is_passed_over() -> None:
    assert read({"message#en": "x", "severity#DE": "LOW"})["severity"] == "LOW"
    assert read({"message#en": "y", "message": "x"})["message"] == "x"
    assert read({"message": None, "message#en": "x"})["message"] == "x"
    assert refused({"message": "x", "message#eng": "y"}) == [("properties/message#eng", "The property does not exist.")]


@pytest.mark.parametrize("sent", [[], "message", 1, False])
def test_properties_are_an_object(sent: Any) -> None:
    assert refused(sent) == [("properties", "Value must be an object")]


def test_a_refusal_names_the_first_fifty_values() -> None:
    many = replace(SEVERITY, values=tuple(map(str, range(51))))
    form = replace(FIRE, properties=(replace(INCIDENT.properties[3], property=many),))
    [(_, text)] = refused({"severity": "x"}, form)
    assert text.endswith("48, 49")
