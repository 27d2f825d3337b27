from __future__ import annotations

from typing import Any

import pytest

from chalicelib.dialects.xmatters.parser.trigger.recipients import recipients, unrecognized
from chalicelib.errors import Faults
from tests.dialects.xmatters.alarm import Alarm
from tests.dialects.xmatters.forms import FIRE, INCIDENT, told


def refused(*sent: Any) -> list[tuple[str, str]]:
    faults = Faults()
    recipients(list(sent), INCIDENT, faults, watched=False)
    return told(faults)


@pytest.mark.parametrize("sent", [None, []])
def test_an_event_that_nobody_watches_is_for_somebody(sent: Any) -> None:
    faults = Faults()
    assert recipients(sent, INCIDENT, faults, watched=False) == []
    assert told(faults) == [("recipients", "Required field")]
    assert recipients(sent, FIRE, Faults(), watched=True) == []


@pytest.mark.parametrize("sent", ["bsmith", {"targetName": "bsmith"}, 1, True])
def test_recipients_are_a_list(sent: Any) -> None:
    faults = Faults()
    recipients(sent, INCIDENT, faults, watched=False)
    assert told(faults) == [("recipients", "Value must be a list")]


def test_a_key_that_must_not_be_there_is_all_that_is_said_of_a_recipient() -> None:
    faults = Faults()
    recipients([{"targetname": "x", "id": 1}], INCIDENT, faults, watched=False)
    assert told(faults) == [
        ("recipients[0]/targetname", 'Unrecognized field "targetname"'),
        ("recipients[0]/id", 'Unrecognized field "id"'),
    ]
    assert unrecognized(faults) == 'Unrecognized field "targetname"'
    assert unrecognized(Faults()) is None


def test_everything_that_is_wrong_is_told_with_its_place(alarm: Alarm) -> None:
    known = "Value provided not found in the configured values: Work Email, SMS Phone, Work Phone"
    assert refused(
        "bsmith",
        {"targetName": None},
        {"targetName": 5},
        {"targetName": "nobody" * 1_000},
        {"targetName": "bsmith|Fax"},
        {"targetName": "bsmith", "devices": "Work Email"},
        {"targetName": "bsmith", "devices": ["Work Email", "Fax", 1]},
        {"targetName": "mmcbride", "devices": ["Fax"]},
        {"targetName": "Operations", "devices": 5},
    ) == [
        ("recipients[0]", "Value must be an object"),
        ("recipients[1]/targetName", "Required field"),
        ("recipients[2]/targetName", "Value must be a string"),
        ("recipients[3]/targetName", "The recipient does not exist."),
        ("recipients[4]/targetName", "The recipient does not exist."),
        ("recipients[5]/devices", "Value must be a list of strings"),
        ("recipients[6]/devices[1]", known),
        ("recipients[6]/devices[2]", known),
        ("recipients[7]/devices[0]", "Value provided not found in the configured values: "),
    ]


def test_somebody_is_found_whatever_the_letter_case_and_a_person_before_a_group(alarm: Alarm) -> None:
    faults = Faults()
    sent = [{"targetName": " BSMITH "}, {"targetName": "operations"}, {"targetName": "bsmith", "devices": []}]
    found = recipients(sent, INCIDENT, faults, watched=False)
    assert [(each.target.record.number, each.devices) for each in found] == [
        (alarm.people["bsmith"].number, None),
        (alarm.groups["Operations"].number, None),
        (alarm.people["bsmith"].number, None),
    ]
