"""Who is responsible for a ticket, and what its journal says of that (specification, 9.3)."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.domain.group import GROUP
from chalicelib.domain.record import Change
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import TICKET
from chalicelib.services import records
from tests.access import make_account
from tests.dialects.matrix42.desk import ADMIN, Desk, fragment, user
from tests.dialects.matrix42.verbs.ticketing import NIL, NOBODY, create, do, fields, noted, record, refused, row, told
from tests.dialects.xmatters.overtaken import Overtaken

ITEM = "SPSActivityTypeIncident"


def role(number: int = 6) -> str:
    return fragment(GROUP, number, "SPSScRoleClassBase", 3)


def objects(*named: str) -> list[dict[str, Any]]:
    return [{"ObjectIds": list(named), "TypeName": ITEM}]


def tickets(*named: str) -> list[dict[str, Any]]:
    return [{"Item1": ITEM, "Item2": each} for each in named]


@pytest.mark.parametrize("verb", ["activity/TakeOver", "activity/accept"])
def test_whoever_takes_over_is_responsible_and_new_tickets_are_in_progress(desk: Desk, verb: str) -> None:
    new, paused, assigned = create(desk), create(desk, State=203), create(desk, State=201, ResponsibleUser=user(3))
    do(desk, verb, Objects=[*objects(new, paused), {"objectids": [assigned]}], Comments="mine")
    assert fields(new, "assignee", "state") == (Ref("person", 1), "in_progress")
    assert fields(paused, "assignee", "state") == (Ref("person", 1), "on_hold")
    assert row(desk, "SPSCommonClassBase", assigned, "State") == {"State": 201}
    assert row(desk, "SPSCommonClassBase", new, "State") == {"State": 202}
    for each in (new, paused, assigned):
        assert noted(each) == [("taken_over", "mine", False)]


def test_an_account_without_a_person_takes_nothing_over(desk: Desk) -> None:
    made = create(desk)
    make_account("machine", roles=("agent",))
    answer = desk.send("POST", "activity/TakeOver", {"Objects": objects(made)}, login="machine")
    assert (answer.status, told(answer)) == (400, "There is no person behind your account.")
    assert fields(made, "assignee", "state") == (None, "new")


@pytest.mark.parametrize(
    ("objects", "sentence"),
    [
        (None, "Objects is required."),
        ([], "Objects is required."),
        ({}, "The value of Objects is not a list."),
        ("x", "The value of Objects is not a list."),
        ([1], "The value of Objects[0] is not an object."),
        ([{}], "Objects[0].ObjectIds is required."),
        ([{"ObjectIds": "x"}], "The value of Objects[0].ObjectIds is not a list."),
        ([{"ObjectIds": [NOBODY]}, {"ObjectIds": ["x"]}], "The value of Objects[1].ObjectIds[0] is not a GUID."),
        ([{"ObjectIds": [NOBODY], "TypeName": 5}], "The value of Objects[0].TypeName is not a text."),
    ],
)
def test_objects_are_lists_of_ids(desk: Desk, objects: Any, sentence: str) -> None:
    assert refused(desk, "activity/TakeOver", Objects=objects).startswith(sentence)


def test_of_more_than_some_hundred_tickets_at_once_none_is_looked_up(desk: Desk) -> None:
    several = [
        {"ObjectIds": [str(NOBODY)[:-3] + f"{place:03}" for place in range(start, start + 200)]} for start in (0, 200)
    ]
    assert refused(desk, "activity/TakeOver", Objects=several) == "Objects names more than 250."


def test_a_ticket_is_forwarded_to_a_person_of_its_group(desk: Desk) -> None:
    made = create(desk, ResponsibleRole=role(5))
    do(desk, "activity/Forward", Tickets=tickets(made), UserID=user(2), Comments="yours")
    assert fields(made, "group", "assignee", "state") == (Ref("group", 5), Ref("person", 2), "new")
    assert noted(made) == [("forwarded", "yours", False)]


def test_a_ticket_that_is_forwarded_to_a_group_is_nobodys_yet(desk: Desk) -> None:
    made = create(desk, ResponsibleRole=role(5), ResponsibleUser=user(1))
    do(desk, "activity/Forward", tickets=tickets(made), roleid=role(6), userid=NIL)
    assert fields(made, "group", "assignee") == (Ref("group", 6), None)
    do(desk, "activity/Forward", Tickets=tickets(made), RoleID=role(5), UserID=user(3))
    assert fields(made, "group", "assignee") == (Ref("group", 5), Ref("person", 3))


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({}, "Neither RoleID nor UserID is given."),
        ({"RoleID": NIL, "UserID": ""}, "Neither RoleID nor UserID is given."),
        ({"UserID": NOBODY}, f"There is no {NOBODY} for UserID."),
        ({"RoleID": NOBODY}, f"There is no {NOBODY} for RoleID."),
        ({"RoleID": "x"}, "The value of RoleID is not a GUID."),
        ({"UserID": NOBODY, "OlaID": NOBODY}, f"There is no {NOBODY} for OlaID."),
        ({"UserID": NOBODY, "Comments": 5}, "The value of Comments is not a text."),
        ({"UserID": NOBODY, "Tickets": None}, "Tickets is required."),
        ({"UserID": NOBODY, "Tickets": [{}]}, "Tickets[0].Item2 is required."),
        ({"UserID": NOBODY, "Tickets": [{"Item2": "x"}]}, "The value of Tickets[0].Item2 is not a GUID."),
        (
            {"UserID": NOBODY, "Tickets": [{"Item1": 1, "Item2": NOBODY}]},
            "The value of Tickets[0].Item1 is not a text.",
        ),
    ],
)
def test_what_is_wrong_with_forwarding_is_told(desk: Desk, members: dict[str, Any], sentence: str) -> None:
    made = create(desk)
    assert sentence in refused(desk, "activity/Forward", **{"Tickets": tickets(made), **members})
    assert (fields(made, "assignee", "group"), noted(made)) == ((None, None), [])


def test_what_is_given_back_is_nobodys(desk: Desk) -> None:
    made = create(desk, ResponsibleUser=user(1), ResponsibleRole=role())
    do(desk, "activity/ReturnToRole", TicketId=made, Comments="too hard")
    assert fields(made, "assignee", "group") == (None, Ref("group", 6))
    assert noted(made) == [("forwarded", "too hard", False)]
    assert refused(desk, "activity/ReturnToRole") == "TicketId is required."
    assert refused(desk, "activity/ReturnToRole", TicketId=[made]) == "The value of TicketId is not a GUID."
    assert refused(desk, "activity/ReturnToRole", 404, TicketId=NOBODY).startswith("TicketId: ")


def bodies(desk: Desk, made: str) -> dict[str, dict[str, Any]]:
    """A good body for each verb that a closed ticket refuses."""
    return {
        "activity/TakeOver": {"Objects": objects(made)},
        "activity/Accept": {"Objects": objects(made)},
        "activity/Forward": {"Tickets": tickets(made), "UserID": user(2)},
        "activity/ReturnToRole": {"TicketId": made},
        "activity/Pause": {"ObjectIds": [made], "ReminderDate": "2999-01-01"},
        "activity/SetDeadline": {"ObjectIds": [made], "Deadline": "2999-01-01"},
        "activity/TrackWorkingTime": {
            "ObjectIds": [made], "Minutes": 5, "ActivityType": 1, "Begin": "2026-01-01", "End": "2026-01-02",
        },
    }  # fmt: skip


def test_a_closed_ticket_refuses_them_all(desk: Desk) -> None:
    made, open_ = create(desk), create(desk)
    do(desk, "ticket/close", ObjectIds=[made])
    before = record(made)
    for verb, body in bodies(desk, made).items():
        assert refused(desk, verb, **body) == f"Ticket INC{before.number:05} is closed.", verb
    assert record(made) == before
    assert desk.rows("SPSActivityClassTimeTracking") == []
    assert refused(desk, "activity/TakeOver", Objects=objects(open_, made)).endswith("is closed.")
    assert fields(open_, "assignee") == (None,)


def test_a_ticket_that_somebody_closes_meanwhile_stays_closed_whatever_was_asked(desk: Desk) -> None:
    closing = Change({"state": "closed"})
    for verb, body in bodies(desk, (made := create(desk))).items():
        number = record(made).number

        def close(number: int = number) -> None:
            records.change(kind=TICKET, number=number, edit=lambda _: closing, caller=ADMIN)

        with Overtaken(close):
            assert refused(desk, verb, **body) == f"Ticket INC{number:05} is closed.", verb
        assert (fields(made, "state"), noted(made)) == (("closed",), []), verb
        records.change(kind=TICKET, number=number, edit=lambda _: Change({"state": "new"}), caller=ADMIN)
    assert desk.rows("SPSActivityClassTimeTracking") == []


def test_unknown_tickets_are_not_found_and_rights_are_needed(desk: Desk) -> None:
    for verb, body in bodies(desk, NOBODY).items():
        assert NOBODY in refused(desk, verb, 404, **body), verb
    made = create(desk)
    for verb, body in bodies(desk, made).items():
        assert desk.send("POST", verb, body, login="reader").status == 403, verb
        assert desk.send("POST", verb, body, login="blind").status == 403, verb
    assert noted(made) == []
