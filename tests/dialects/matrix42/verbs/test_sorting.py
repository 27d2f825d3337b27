"""A text that asks for something is a request, all others are incidents (specification, 9.1)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.dialects.matrix42.vocabulary.verbs import REQUEST_WORDS
from tests.dialects.matrix42.desk import Desk
from tests.dialects.matrix42.verbs.ticketing import refused

INCIDENT = {"TypeName": "SPSActivityTypeIncident", "ActivityType": 0}
REQUEST = {"TypeName": "SPSActivityTypeServiceRequest", "ActivityType": 6}


def classified(desk: Desk, **members: Any) -> Any:
    answer = desk.send("POST", "ticket/Classify", members)
    assert answer.status == 200, answer.text
    return answer.json


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"TicketSubject": "I need a laptop"}, REQUEST),
        ({"ticketsubject": "ACCESS to the archive"}, REQUEST),
        ({"TicketSubject": "Hello", "TicketDescription": "<p>Ich <b>benötige</b> Zugriff.</p>"}, REQUEST),
        ({"TicketSubject": "Demande d'accès"}, REQUEST),
        ({"TicketSubject": "Printer is on fire"}, INCIDENT),
        ({"TicketSubject": "The newspaper is disordered"}, INCIDENT),
        ({"TicketDescription": "<new>Broken</new>"}, INCIDENT),
        ({"TicketSubject": None}, INCIDENT),
        ({}, INCIDENT),
    ],
)
def test_words_of_requests_decide(desk: Desk, members: dict[str, Any], expected: dict[str, Any]) -> None:
    assert classified(desk, **members) == expected
    assert desk.rows("SPSActivityClassBase") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    word=st.sampled_from(sorted(REQUEST_WORDS)),
    before=st.sampled_from(["", "x ", "<b>", "1", "\n"]),
    behind=st.sampled_from(["", " x", "</b>", "1", "."]),
)
def test_a_word_counts_wherever_it_stands_and_however_it_is_written(
    desk: Desk, word: str, before: str, behind: str
) -> None:
    assert classified(desk, TicketSubject=f"{before}{word.upper()}{behind}") == REQUEST


def test_what_is_no_text_is_refused(desk: Desk) -> None:
    said = refused(desk, "ticket/Classify", TicketSubject=1, TicketDescription=[])
    assert sorted(said.removesuffix(".").split(". ")) == [
        "The value of TicketDescription is not a text",
        "The value of TicketSubject is not a text",
    ]
