from __future__ import annotations

from typing import Any

import pytest

from chalicelib.dialects.xmatters.parser.trigger.responses import priority, responses
from chalicelib.errors import Faults
from tests.dialects.xmatters.forms import ACKNOWLEDGE, BUILDING, CLOSE, INCIDENT, told


@pytest.mark.parametrize("sent", [None, []])
def test_without_responses_those_of_the_form_are_offered(sent: Any) -> None:
    assert responses(sent, INCIDENT, Faults()) == INCIDENT.options


def test_responses_are_offered_in_the_order_in_which_they_are_sent_each_once() -> None:
    sent = [CLOSE.uuid.upper(), ACKNOWLEDGE.uuid, CLOSE.uuid]
    assert responses(sent, INCIDENT, Faults()) == (CLOSE, ACKNOWLEDGE)


def test_responses_of_another_form_do_not_exist() -> None:
    faults = Faults()
    responses([CLOSE.uuid, BUILDING.options[0].uuid, 1], INCIDENT, faults)
    assert told(faults) == [(f"responses[{index}]", "The response does not exist.") for index in (1, 2)]


@pytest.mark.parametrize("sent", ["x", {}, 1, ""])
def test_responses_are_a_list(sent: Any) -> None:
    faults = Faults()
    responses(sent, INCIDENT, faults)
    assert told(faults) == [("responses", "Value must be a list of strings")]


@pytest.mark.parametrize(("sent", "meant"), [(None, "high"), ("LOW", "low"), ("Medium", "medium")])
def test_a_priority_is_a_word_in_any_letter_case(sent: Any, meant: str) -> None:
    assert priority(sent, BUILDING, Faults()) == meant


@pytest.mark.parametrize("sent", ["urgent", "", 1, [], {}])
def test_another_priority_is_refused(sent: Any) -> None:
    faults = Faults()
    priority(sent, BUILDING, faults)
    assert told(faults) == [("priority", "Value must be one of: low, medium, high")]
