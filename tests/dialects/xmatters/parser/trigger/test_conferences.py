from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.dialects.xmatters.parser.trigger.conferences import conferences
from chalicelib.domain.alerting.form import Conference, Form
from chalicelib.errors import Faults
from tests.dialects.xmatters.forms import BRIDGE_CALL, INCIDENT, told

HOSTED = replace(INCIDENT, conference=Conference.HOSTED)
NONE = replace(INCIDENT, conference=Conference.NONE)
WEBEX = {"name": "Corporate WebEx", "bridgeNumber": "74747466"}


def read(sent: Any, form: Form) -> str:
    faults = Faults()
    line = conferences(sent, form, faults)
    assert faults == []
    return line


def refused(sent: Any, form: Form = BRIDGE_CALL) -> list[tuple[str, str]]:
    faults = Faults()
    conferences(sent, form, faults)
    return told(faults)


@pytest.mark.parametrize("form", [INCIDENT, HOSTED])
@pytest.mark.parametrize("sent", [None, [], [{"name": None}], [{}], [{"name": " "}]])
def test_a_new_hosted_bridge_gets_an_id_of_eight_digits(form: Form, sent: Any) -> None:
    assert re.fullmatch("[1-9][0-9]{7}", read(sent, form))


@pytest.mark.parametrize(
    ("form", "sent", "line"),
    [
        (INCIDENT, [{"name": "31582159"}], "31582159"),
        (INCIDENT, [{"name": 31582159}], "31582159"),
        (INCIDENT, [{"name": "P1M1"}], "P1M1"),
        (INCIDENT, [WEBEX], "Corporate WebEx, 74747466"),
        (HOSTED, [{"name": "P1M1"}], "P1M1"),
        (HOSTED, [{"name": "Corporate WebEx"}], "Corporate WebEx"),
        (BRIDGE_CALL, [{"name": "P1M1", "bridgeNumber": None, "more": 1}], "P1M1"),
        (BRIDGE_CALL, [WEBEX, {"name": "P1M1"}, {"name": "P1M1"}], "Corporate WebEx, 74747466; P1M1"),
    ],
)
def test_an_existing_bridge_is_named(form: Form, sent: Any, line: str) -> None:
    assert read(sent, form) == line


@pytest.mark.parametrize("sent", [None, [{"name": "P1M1"}], "nonsense", [1]])
def test_a_form_without_the_section_ignores_it(sent: Any) -> None:
    assert read(sent, NONE) == ""


@pytest.mark.parametrize("sent", [None, []])
def test_a_form_with_external_bridges_needs_one(sent: Any) -> None:
    assert refused(sent) == [("conferences", "Required field")]


@pytest.mark.parametrize("sent", [{"name": None}, {}, {"name": ""}])
def test_an_external_bridge_needs_a_name(sent: Any) -> None:
    assert refused([sent]) == [("conferences[0]/name", "Required field")]


def test_an_external_bridge_is_one_of_the_engine() -> None:
    text = "Value provided not found in the configured values: P1M1, Corporate WebEx"
    assert refused([{"name": "31582159"}]) == [("conferences[0]/name", text)]


@pytest.mark.parametrize("form", [BRIDGE_CALL, INCIDENT])
@pytest.mark.parametrize("number", [None, "", " "])
def test_some_bridges_need_a_number(form: Form, number: str | None) -> None:
    sent = [{"name": "Corporate WebEx", "bridgeNumber": number}]
    assert refused(sent, form) == [("conferences[0]/bridgeNumber", "Required field")]


@pytest.mark.parametrize(
    ("sent", "faults"),
    [
        ({"name": "P1M1"}, [("conferences", "Value must be a list")]),
        (["P1M1"], [("conferences[0]", "Value must be an object")]),
        ([{"name": []}], [("conferences[0]/name", "Value must be a string")]),
        ([{"name": "x" * 256}], [("conferences[0]/name", "Value must be at most 255 characters")]),
        ([{"name": "1"}] * 11, [("conferences", "Value must be a list of at most 10 entries")]),
    ],
)
def test_what_is_no_list_of_bridges_is_refused(sent: Any, faults: list[tuple[str, str]]) -> None:
    assert refused(sent, INCIDENT) == faults
