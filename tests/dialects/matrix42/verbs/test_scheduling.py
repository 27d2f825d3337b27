"""Tickets wait, come back and are due (specification, 9.3)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain import clock
from chalicelib.domain.record import Change
from chalicelib.domain.ticket import TICKET
from chalicelib.services import records
from tests.dialects.matrix42.desk import ADMIN, Desk, user
from tests.dialects.matrix42.mailroom import receivers
from tests.dialects.matrix42.verbs.ticketing import NOBODY, create, do, fields, noted, record, refused, row
from tests.dialects.xmatters.overtaken import Overtaken

COMMON = "SPSCommonClassBase"
FAR = "2999-01-01T10:00:00+01:00"


def test_a_paused_ticket_is_on_hold_until_then(desk: Desk) -> None:
    first, second = create(desk, State=201), create(desk)
    do(
        desk,
        "activity/Pause",
        objectids=[first, second],
        ReminderDate=FAR,
        Comments="waiting",
        NotEscalateWhilePaused=True,
    )
    for made in (first, second):
        assert fields(made, "state", "on_hold_until") == ("on_hold", datetime(2999, 1, 1, 9, tzinfo=UTC))
        assert noted(made) == [("paused", "waiting", False)]
    assert row(desk, COMMON, first, "State") == {"State": 203}
    do(desk, "activity/Pause", ObjectIds=[first], ReminderDate="2998-01-01", Reason=7)
    assert desk.get(f"activity/{first}").json["ReminderDate"] == "2998-01-01T00:00:00Z"
    do(desk, "activity/Pause", ObjectIds=[first], ReminderDate=FAR, Reason="no part")
    assert [text for _, text, _ in noted(first)] == ["no part", "", "waiting"]


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({}, "ReminderDate is required."),
        ({"ReminderDate": None}, "ReminderDate is required."),
        ({"ReminderDate": "9999-12-31T23:59:59.997Z"}, "ReminderDate is required."),
        ({"ReminderDate": "soon"}, "The value of ReminderDate is not a date."),
        ({"ReminderDate": 20300101}, "The value of ReminderDate is not a date."),
        ({"ReminderDate": "2001-01-01"}, "ReminderDate is not in the future."),
        (
            {"ReminderDate": FAR, "NotEscalateWhilePaused": "x"},
            "The value of NotEscalateWhilePaused is not true or false.",
        ),
        ({"ReminderDate": FAR, "Comments": []}, "The value of Comments is not a text."),
        ({"ReminderDate": FAR, "Reason": True}, "The value of Reason is not a text."),
        ({"ReminderDate": FAR, "ObjectIds": []}, "ObjectIds is required."),
    ],
)
def test_a_pause_has_an_end_to_come(desk: Desk, members: dict[str, Any], sentence: str) -> None:
    made = create(desk)
    assert refused(desk, "activity/Pause", **{"ObjectIds": [made], **members}) == sentence
    assert (fields(made, "state"), noted(made)) == (("new",), [])


def test_the_future_begins_now(desk: Desk) -> None:
    made = create(desk)
    said = (clock.now() + timedelta(hours=1)).isoformat()
    do(desk, "activity/Pause", ObjectIds=[made], ReminderDate=said)
    clock.advance(3600)
    assert refused(desk, "activity/Pause", ObjectIds=[made], ReminderDate=said) == "ReminderDate is not in the future."


def test_a_reopened_ticket_is_in_progress_without_reason_and_closing_time(desk: Desk) -> None:
    closed, resolved = create(desk), create(desk, State=205)
    do(desk, "ticket/close", ObjectIds=[closed], Comments="Done", Reason=410)
    do(desk, "activity/Reopen", ObjectIds=[closed, resolved], Reason="not at all")
    assert fields(closed, "state", "close_reason", "closed_at", "resolution") == ("in_progress", None, None, "Done")
    assert record(closed).get("reopened_at") == record(closed).updated_at
    assert row(desk, COMMON, closed, "State,Reason") == {"State": 202, "Reason": None}
    assert desk.get(f"activity/{closed}").json["ClosedDate"] is None
    assert noted(resolved) == [("reopened", "not at all", True)]


def test_only_what_is_done_is_reopened(desk: Desk) -> None:
    new, resolved = create(desk), create(desk, State=205)
    sentence = f"Ticket INC{record(new).number:05} is neither closed nor resolved."
    assert refused(desk, "activity/Reopen", ObjectIds=[resolved, new]) == sentence
    assert fields(resolved, "state") == ("resolved",)
    assert refused(desk, "activity/Reopen", 404, ObjectIds=[resolved, NOBODY]).startswith("ObjectIds: ")
    assert refused(desk, "activity/Reopen", ObjectIds=[resolved], Reason={}) == "The value of Reason is not a text."


def test_what_somebody_has_reopened_meanwhile_is_not_reopened_again(desk: Desk) -> None:
    made = create(desk, State=205)
    number = record(made).number
    change = Change({"state": "on_hold"})
    with Overtaken(lambda: records.change(kind=TICKET, number=number, edit=lambda _: change, caller=ADMIN)):
        said = refused(desk, "activity/Reopen", ObjectIds=[made])
    assert said == f"Ticket INC{number:05} is neither closed nor resolved."
    assert fields(made, "state") == ("on_hold",)


def test_the_requester_is_told_why_it_was_reopened(desk: Desk) -> None:
    made = create(desk, State=205, User=user(2), ExtraProperties=[{"Name": "NotificationMode", "Value": 1}])
    assert receivers() == ["bela@example.com"]
    do(desk, "activity/Reopen", ObjectIds=[made])
    assert receivers() == []
    do(desk, "ticket/close", ObjectIds=[made])
    do(desk, "activity/Reopen", ObjectIds=[made], Comments="Not yet")
    assert receivers() == ["bela@example.com"] * 2


def test_a_deadline_is_set_and_taken_away(desk: Desk) -> None:
    made = create(desk)
    do(desk, "activity/SetDeadline", ObjectIds=[made], Deadline=FAR)
    assert desk.get(f"activity/{made}").json["Deadline"] == "2999-01-01T09:00:00Z"
    do(desk, "activity/SetDeadline", ObjectIds=[made], Deadline="2001-01-01", Comments="<i>past</i>")
    do(desk, "activity/SetDeadline", ObjectIds=[made], Deadline=None)
    assert fields(made, "target_resolution") == (None,)
    answer = desk.send("POST", "activity/SetDeadline", {"ObjectIds": [made], "Deadline": FAR}, login="german")
    assert answer.status == 204
    assert noted(made) == [
        ("comment", "Frist: 2999-01-01T09:00:00Z", False),
        ("comment", "Deadline: –", False),
        ("comment", "<i>past</i>", False),
        ("comment", "Deadline: 2999-01-01T09:00:00Z", False),
    ]
    assert refused(desk, "activity/SetDeadline", ObjectIds=[made]) == "Deadline is required."
    assert refused(desk, "activity/SetDeadline", ObjectIds=[made], Deadline=5) == "The value of Deadline is not a date."
    assert refused(desk, "activity/SetDeadline", Deadline=FAR) == "ObjectIds is required."
