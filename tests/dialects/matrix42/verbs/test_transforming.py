"""A ticket becomes something else and stays the same ticket (specification, 9.1)."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.dialects.matrix42 import ids
from chalicelib.dialects.matrix42.vocabulary.items import ITEMS
from chalicelib.domain.category import CATEGORY
from chalicelib.domain.group import GROUP
from chalicelib.domain.record import Change
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import TICKET
from chalicelib.services import kinds, records
from tests.dialects.matrix42.desk import ADMIN, Desk, fragment
from tests.dialects.matrix42.verbs.ticketing import NIL, NOBODY, create, do, fields, noted, record, refused, row
from tests.dialects.xmatters.overtaken import Overtaken

INCIDENT = "SPSActivityTypeIncident"
REQUEST = "SPSActivityTypeServiceRequest"
ACTIVITY, COMMON = "SPSActivityClassBase", "SPSCommonClassBase"


def types(source: str = INCIDENT, target: str = REQUEST) -> dict[str, str]:
    return {"SourceTypeName": source, "TargetTypeName": target}


@pytest.mark.parametrize(
    ("target", "cls"),
    [
        (REQUEST, "request"),
        ("SPSActivityTypeTicket", None),
        ("SPSActivityTypeProblem", "problem"),
        ("spsactivitytypegroupticket", "problem"),
        ("SVMChangeRequestType", "change"),
        ("SPSActivityTypeTask", "task"),
        (INCIDENT, "incident"),
    ],
)
def test_ids_and_number_stay_and_the_type_is_another(desk: Desk, target: str, cls: str | None) -> None:
    made = create(desk)
    before = row(desk, ACTIVITY, made, "ID,TicketNumber")
    do(desk, "ticket/transform", ObjectIds=[made], **types(target=target))
    assert fields(made, "type") == (cls,)
    assert row(desk, ACTIVITY, made, "ID,TicketNumber") == before
    item = next(each.name for each in ITEMS if target.lower() in map(str.lower, (each.name, *each.aliases)))
    for name in (ACTIVITY, COMMON):
        assert row(desk, name, made, "[Expression-TypeID]")["Expression-TypeID"] == str(ids.item(item))
    assert desk.get(f"activity/{made}").json["TypeName"] == item
    assert noted(made) == []


def test_what_is_said_of_the_ticket_is_set_and_the_rest_stays(desk: Desk) -> None:
    hardware = fragment(CATEGORY, 11, "SPSScCategoryClassBase")
    agreement = records.create(kind=kinds.get("agreement"), values={"name": "Gold", "type": "service"}, caller=ADMIN)
    sla = fragment(kinds.get("agreement"), agreement.number, "SVCServiceLevelAgreementClassBase")
    made = create(desk, Category=hardware)
    said = {"Category": NIL, "Sla": sla, "Ola": "", "RecipientRole": fragment(GROUP, 6, "SPSScRoleClassBase", 3)}
    do(desk, "ticket/transform", ObjectIds=[made], **types(), **said)
    assert fields(made, "category", "group") == ("Hardware", Ref("group", 6))
    assert record(made).extra("matrix42")["main"] == {"Sla": str(agreement.ref)}
    do(desk, "ticket/transform", ObjectIds=[made], **types(REQUEST, INCIDENT), Category=None)
    assert fields(made, "category", "type") == ("Hardware", "incident")


def test_a_base_of_the_type_is_a_source(desk: Desk) -> None:
    first, second = create(desk), create(desk, 6)
    do(desk, "ticket/transform", ObjectIds=[first, second], **types("SPSActivityTypeBase", "SPSActivityTypeTask"))
    assert fields(first, "type") == fields(second, "type") == ("task",)


def test_a_ticket_of_another_type_or_a_closed_one_refuses_the_whole_list(desk: Desk) -> None:
    incident, request, closed = create(desk), create(desk, 6), create(desk)
    do(desk, "ticket/close", ObjectIds=[closed])
    said = refused(desk, "ticket/transform", ObjectIds=[incident, request, closed], **types())
    assert sorted(said.removesuffix(".").split(". ")) == [
        f"Ticket INC{record(closed).number:05} is closed",
        f"Ticket TCK{record(request).number:05} is not of the type SPSActivityTypeIncident",
    ]
    assert fields(incident, "type") == ("incident",)


def test_a_ticket_that_becomes_another_type_meanwhile_is_refused(desk: Desk) -> None:
    made = create(desk)
    number = record(made).number
    change = Change({"type": "problem"})
    with Overtaken(lambda: records.change(kind=TICKET, number=number, edit=lambda _: change, caller=ADMIN)):
        said = refused(desk, "ticket/transform", ObjectIds=[made], **types())
    assert said == f"Ticket INC{number:05} is not of the type SPSActivityTypeIncident."
    assert fields(made, "type") == ("problem",)


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({"SourceTypeName": None}, "SourceTypeName is required."),
        ({"TargetTypeName": ""}, "TargetTypeName is required."),
        ({"TargetTypeName": 5}, "The value of TargetTypeName is not a text."),
        ({"TargetTypeName": "Foo"}, "TargetTypeName: Foo is no type of tickets."),
        ({"SourceTypeName": "SPSUserType"}, "SourceTypeName: SPSUserType is no type of tickets."),
        ({"TargetTypeName": "SPSActivityTypeBase"}, "TargetTypeName: SPSActivityTypeBase is no type of tickets."),
        ({"ObjectIds": []}, "ObjectIds is required."),
        ({"Category": NOBODY}, f"There is no {NOBODY} for Category."),
        ({"Sla": "x"}, "The value of Sla is not a GUID."),
        ({"Ola": NOBODY}, f"There is no {NOBODY} for Ola."),
        ({"RecipientRole": NOBODY}, f"There is no {NOBODY} for RecipientRole."),
    ],
)
def test_what_is_wrong_is_told_of_the_member(desk: Desk, members: dict[str, Any], sentence: str) -> None:
    made = create(desk)
    assert refused(desk, "ticket/transform", **{"ObjectIds": [made], **types(), **members}) == sentence
    assert fields(made, "type") == ("incident",)


def test_unknown_tickets_are_not_found(desk: Desk) -> None:
    made = create(desk)
    said = refused(desk, "ticket/transform", 404, ObjectIds=[NOBODY, made], **types())
    assert (said, fields(made, "type")) == (f"ObjectIds: there is no ticket with the id {NOBODY}.", ("incident",))


def test_without_the_right_nothing_becomes_of_it(desk: Desk) -> None:
    made = create(desk)
    assert desk.send("POST", "ticket/transform", {"ObjectIds": [made], **types()}, login="reader").status == 403
    assert fields(made, "type") == ("incident",)
