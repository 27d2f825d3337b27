"""Tickets are closed once, all or none, and incidents beside them where that is asked for (specification, 9.1)."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.domain.record import Change
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import TICKET
from chalicelib.services import records
from tests.dialects.matrix42.desk import ADMIN, Desk, user
from tests.dialects.matrix42.mailroom import mails, receivers
from tests.dialects.matrix42.verbs.ticketing import NOBODY, create, do, entries, fields, noted, record, refused, row
from tests.dialects.xmatters.overtaken import Overtaken
from tests.unreliable import Crash, Unreliable

COMMON = "SPSCommonClassBase"


def relate(ticket: str, *others: str, type: str | None = None) -> None:  # noqa: A002  as the field is called
    """Relate a ticket to others, and make it of a type."""
    refs = tuple(record(other).ref for other in others)
    values: dict[str, Any] = {"related": refs} if refs else {}
    if type is not None:
        values["type"] = type
    records.change(kind=TICKET, number=record(ticket).number, edit=lambda _: Change(values), caller=ADMIN)


def test_a_closed_ticket_has_a_reason_a_solution_and_an_entry(desk: Desk) -> None:
    made = create(desk)
    do(desk, "ticket/close", ObjectIds=[made], Comments="<b>Done</b>")
    ticket = record(made)
    assert (ticket.get("state"), ticket.get("close_reason"), ticket.get("resolution")) == (
        "closed",
        "solved",
        "<b>Done</b>",
    )
    assert ticket.get("closed_at") == ticket.updated_at
    assert noted(made) == [("closed", "<b>Done</b>", True)]
    (entry,) = entries(made)
    assert (entry.format, entry.author) == ("html", Ref("person", 1))
    assert row(desk, COMMON, made, "State,Reason") == {"State": 710, "Reason": 408}


def test_what_was_the_matter_is_kept(desk: Desk) -> None:
    incident, request = create(desk), create(desk, 6)
    said = {"Reason": 409, "ErrorType": 1, "ServicesAvailability": 10, "AssetsAvailability": "40"}
    do(desk, "ticket/close", objectids=[incident, request], **said)
    for made in (incident, request):
        expected = {**said, "AssetsAvailability": 40}
        assert row(desk, COMMON, made, ",".join(said)) == expected
    assert row(desk, "SPSActivityClassIncident", incident, "ErrorType") == {"ErrorType": 1}
    assert fields(request, "resolution", "close_reason") == (None, "cancelled")


def test_without_comments_the_solution_stays(desk: Desk) -> None:
    made = create(desk, ExtraProperties=[{"Name": "Solution", "Value": "known"}])
    do(desk, "ticket/close", ObjectIds=[made], Comments="")
    assert fields(made, "resolution") == ("known",)
    assert noted(made) == [("closed", "", True)]


def test_a_closed_ticket_is_refused_unless_it_is_to_be_passed_over(desk: Desk) -> None:
    closed, open_ = create(desk), create(desk)
    do(desk, "ticket/close", ObjectIds=[closed], Comments="first")
    before, number = record(closed), f"INC{record(closed).number:05}"
    assert refused(desk, "ticket/close", ObjectIds=[open_, closed]) == f"Ticket {number} is closed."
    assert fields(open_, "state") == ("new",)
    do(desk, "ticket/close", ObjectIds=[open_, closed], Comments="second", Reason=410, SkipFailIfAlreadyClosed=1)
    assert record(closed) == before
    assert fields(open_, "state", "close_reason") == ("closed", "duplicate")


def test_a_list_is_looked_at_whole_before_anything_is_written(desk: Desk) -> None:
    made = create(desk)
    said = refused(desk, "ticket/close", 404, ObjectIds=[made, NOBODY])
    assert said == f"ObjectIds: there is no ticket with the id {NOBODY}."
    said = refused(desk, "ticket/close", ObjectIds=[made, NOBODY, "x", 5, ""], Reason=1, ErrorType=7, Comments=4)
    assert sorted(said.removesuffix(".").split(". ")) == [
        f"ObjectIds: there is no ticket with the id {NOBODY}",
        "The value of Comments is not a text",
        "The value of ObjectIds[2] is not a GUID",
        "The value of ObjectIds[3] is not a GUID",
        "The value of ObjectIds[4] is not a GUID",
        "There is no 1 for Reason",
        "There is no 7 for ErrorType",
    ]
    assert fields(made, "state") == ("new",)


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({}, "ObjectIds is required."),
        ({"ObjectIds": []}, "ObjectIds is required."),
        ({"ObjectIds": None}, "ObjectIds is required."),
        ({"ObjectIds": NOBODY}, "The value of ObjectIds is not a list."),
        ({"ObjectIds": [NOBODY] * 251}, "ObjectIds names more than 250."),
        ({"ObjectIds": [{}]}, "The value of ObjectIds[0] is not a GUID."),
    ],
)
def test_a_list_of_ids_is_needed(desk: Desk, members: dict[str, Any], sentence: str) -> None:
    assert refused(desk, "ticket/close", **members) == sentence


@pytest.mark.parametrize(
    "member",
    [
        *("CloseRelatedIncidents", "SendMailToInitiator", "SendMailToUsers", "NotifyResponsible"),
        *("SendMailToRelatedResponsibleUsers", "SkipFailIfAlreadyClosed"),
    ],
)
def test_flags_are_truths(desk: Desk, member: str) -> None:
    said = refused(desk, "ticket/close", ObjectIds=[create(desk)], **{member: "maybe"})
    assert said == f"The value of {member} is not true or false."


def test_ids_of_fragments_name_the_ticket_and_a_ticket_is_closed_once(desk: Desk) -> None:
    made = create(desk)
    ids = [row(desk, name, made, "ID")["ID"] for name in ("SPSActivityClassBase", COMMON, "SPSActivityClassIncident")]
    do(desk, "ticket/close", ObjectIds=[*ids, made.upper(), f"{{{made}}}"])
    assert len(noted(made)) == 1


def test_problems_are_closed_as_problems(desk: Desk) -> None:
    problem, incident = create(desk, 5), create(desk)
    relate(problem, type="problem")
    number = record(incident).number
    sentence = f"Ticket INC{number:05} is not of the type SPSActivityTypeProblem."
    assert refused(desk, "problem/close", ObjectIds=[problem, incident]) == sentence
    assert fields(problem, "state") == ("new",)
    do(desk, "problem/close", ObjectIds=[problem])
    assert fields(problem, "state") == ("closed",)


def test_related_incidents_are_closed_along_where_that_is_asked_for(desk: Desk) -> None:
    problem, incident, closed, task = (create(desk, number) for number in (5, 0, 0, 5))
    do(desk, "ticket/close", ObjectIds=[closed], Comments="long ago")
    relate(task, type="task")
    relate(problem, incident, closed, task, type="problem")
    before = record(closed)
    do(desk, "ticket/close", ObjectIds=[problem], Comments="Cable", CloseRelatedIncidents=True)
    assert [fields(each, "state", "resolution") for each in (problem, incident)] == [("closed", "Cable")] * 2
    assert noted(incident) == [("closed", "Cable", True)]
    assert (record(closed), fields(task, "state")) == (before, ("new",))
    do(desk, "activity/Reopen", ObjectIds=[problem, incident])
    do(desk, "ticket/close", ObjectIds=[problem])
    assert fields(incident, "state") == ("in_progress",)


def test_whoever_repeats_what_a_crash_has_ended_closes_the_others(desk: Desk) -> None:
    problem, *incidents = (create(desk, number) for number in (5, 0, 0))
    relate(problem, *incidents, type="problem")
    body = {"ObjectIds": [problem], "CloseRelatedIncidents": True}
    with Unreliable() as store:
        desk.send("POST", "ticket/close", body)
    turns = [turn for turn, operation in enumerate(store.operations, 1) if operation == "TransactWriteItems"]
    assert len(turns) == 3
    do(desk, "activity/Reopen", ObjectIds=[problem, *incidents])
    with pytest.raises(Crash), Unreliable(crash_at=turns[1]):
        desk.send("POST", "ticket/close", body)
    states = sorted(fields(each, "state") for each in incidents)
    assert (states, fields(problem, "state")) == ([("closed",), ("in_progress",)], ("in_progress",))
    do(desk, "ticket/close", **body)
    assert {fields(each, "state") for each in (problem, *incidents)} == {("closed",)}


def test_a_ticket_that_somebody_else_closes_meanwhile_is_refused_and_stays_as_it_is(desk: Desk) -> None:
    made = create(desk)
    number = record(made).number

    def close() -> None:
        records.change(
            kind=TICKET, number=number, edit=lambda _: Change({"state": "closed", "resolution": "theirs"}), caller=ADMIN
        )

    with Overtaken(close):
        assert refused(desk, "ticket/close", ObjectIds=[made], Comments="mine") == f"Ticket INC{number:05} is closed."
    assert (fields(made, "resolution"), noted(made)) == (("theirs",), [])


def test_mail_is_asked_for_by_flags_and_by_nothing_else(desk: Desk) -> None:
    receivers_by_flag = {
        "SendMailToInitiator": ["bela@example.com"],
        "SendMailToUsers": ["chen@example.com"],
        "NotifyResponsible": ["ada@example.com"],
        "SendMailToRelatedResponsibleUsers": ["bela@example.com"],
    }
    made = create(desk, User=user(2), ResponsibleUser=user(1))
    relate(made, create(desk, ResponsibleUser=user(2)))
    extras = {"matrix42": {"AttachedUsers": ["person#3"]}}
    records.change(kind=TICKET, number=record(made).number, edit=lambda _: Change({}, extras), caller=ADMIN)
    do(desk, "ticket/close", ObjectIds=[made], Comments="x")
    assert receivers() == []
    for flag, told in receivers_by_flag.items():
        do(desk, "activity/Reopen", ObjectIds=[made])
        do(desk, "ticket/close", ObjectIds=[made], **{flag: True})
        assert receivers() == told
    do(desk, "activity/Reopen", ObjectIds=[made])
    do(desk, "ticket/close", ObjectIds=[made], Comments="Done", **dict.fromkeys(receivers_by_flag, True))
    found = mails()
    assert [mail.to for mail in found] == ["ada@example.com", "bela@example.com", "chen@example.com"]
    assert all("Done" in mail.body for mail in found)


def test_who_is_told_of_a_problem_is_not_told_again_for_each_incident_beside_it(desk: Desk) -> None:
    problem, incident = create(desk, 5, ResponsibleUser=user(1)), create(desk, User=user(2))
    relate(problem, incident, type="problem")
    flags = {"SendMailToInitiator": True, "SendMailToRelatedResponsibleUsers": True}
    do(desk, "ticket/close", ObjectIds=[problem], CloseRelatedIncidents=True, **flags)
    assert receivers() == ["bela@example.com"]


def test_without_the_right_nothing_is_closed(desk: Desk) -> None:
    made = create(desk)
    answer = desk.send("POST", "ticket/close", {"ObjectIds": [made]}, login="reader")
    assert (answer.status, fields(made, "state")) == (403, ("new",))
