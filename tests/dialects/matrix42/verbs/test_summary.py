"""A ticket in short (specification, 9.1 and 9.3)."""

from __future__ import annotations

from typing import Final

from chalicelib.domain.category import CATEGORY
from chalicelib.domain.person import PERSON
from chalicelib.domain.ticket import TICKET
from chalicelib.services import records
from tests.dialects.matrix42.desk import ADMIN, Desk, fragment, user
from tests.dialects.matrix42.desk import record as stored
from tests.dialects.matrix42.verbs.ticketing import NIL, NOBODY, create, do, record, row, told

SHORT: Final = [
    *("ObjectId", "Id", "TypeName", "TicketNumber", "Subject", "State", "StateDisplayString", "CategoryName"),
    *("InitiatorName", "RecipientName", "CreatedDate"),
]
MORE: Final = ["DescriptionHTML", "Impact", "Urgency", "Priority", "ReminderDate", "Deadline", "ClosedDate"]


def test_one_is_shown_with_names_in_the_language_of_the_caller(desk: Desk) -> None:
    made = create(
        desk, User=user(2), ResponsibleUser=user(3), Category=fragment(CATEGORY, 11, "SPSScCategoryClassBase"),
        Description="x", Impact=1, Urgency=2, Priority=3, State=204,
    )  # fmt: skip
    shown = desk.get(f"activity/{made.upper()}").json
    assert list(shown) == [*SHORT, *MORE]
    number = record(made).number
    columns = row(desk, "SPSActivityClassBase", made, "ID,CreatedDate,ClosedDate")
    assert shown == {
        "ObjectId": made,
        "Id": columns["ID"],
        "TypeName": "SPSActivityTypeIncident",
        "TicketNumber": f"INC{number:05}",
        "Subject": "Printer",
        "State": 710,
        "StateDisplayString": "Closed",
        "CategoryName": "Hardware",
        "InitiatorName": "O'Neill, Bela",
        "RecipientName": "Wu, Chen",
        "CreatedDate": columns["CreatedDate"],
        "DescriptionHTML": "x",
        "Impact": 1,
        "Urgency": 2,
        "Priority": 3,
        "ReminderDate": None,
        "Deadline": None,
        "ClosedDate": columns["ClosedDate"],
    }
    assert desk.get(f"activity/{made}", login="german").json["StateDisplayString"] == "Geschlossen"
    assert desk.get(f"activity/{columns['ID']}/").json == shown


def test_a_ticket_of_another_dialect_with_a_long_description_is_shown_whole(desk: Desk) -> None:
    text = "é" * 50_000
    ticket = records.create(kind=TICKET, values={"description": text, "type": "problem"}, caller=ADMIN)
    shown = desk.get(f"activity/{ticket.guid}").json
    assert (shown["TypeName"], shown["Subject"], shown["DescriptionHTML"]) == ("SPSActivityTypeProblem", None, text)
    assert (shown["Impact"], shown["Priority"]) == (None, 0)


def test_nothing_is_shown_of_what_is_not_there_or_not_for_the_caller(desk: Desk) -> None:
    made = create(desk)
    assert desk.get(f"activity/{NOBODY}").json is None
    assert desk.get(f"activity/{stored(PERSON, 1).guid}").json is None
    assert desk.get(f"activity/{made}", login="blind").json is None
    records.trash(kind=TICKET, number=record(made).number, caller=ADMIN)
    assert desk.get(f"activity/{made}").json is None
    assert desk.get(f"activity/{NIL}").json is None
    for said in ("x", "12"):
        answer = desk.get(f"activity/{said}")
        assert (answer.status, told(answer)) == (400, "The value of objectId is not a GUID.")


def test_a_verb_is_no_ticket(desk: Desk) -> None:
    made = create(desk)
    do(desk, "activity/takeover", Objects=[{"ObjectIds": [made]}])
    assert desk.get("activity/TakeOver").status in (400, 405)
