"""A ticket is made of what a client says, and of nothing else (specification, 9.1)."""

from __future__ import annotations

from typing import Any

import pytest

from chalicelib.domain.category import CATEGORY
from chalicelib.domain.group import GROUP
from chalicelib.domain.person import PERSON
from chalicelib.domain.reference import Ref
from chalicelib.domain.service import SERVICE
from tests.dialects.matrix42 import desk as desks
from tests.dialects.matrix42.desk import Desk, fragment, user
from tests.dialects.matrix42.verbs.ticketing import NIL, NOBODY, create, entries, fields, record, refused, told

CATEGORY_CLASS = "SPSScCategoryClassBase"


@pytest.mark.parametrize(
    ("activity_type", "cls", "prefix"),
    [(0, "incident", "INC"), (5, None, "TCK"), (6, "request", "TCK"), (None, None, "TCK")],
)
def test_the_activity_type_says_what_it_is(desk: Desk, activity_type: int | None, cls: str | None, prefix: str) -> None:
    made = record(create(desk, activity_type))
    assert (made.get("type"), made.get("state"), made.get("priority")) == (cls, "new", "medium")
    shown = desk.get(f"activity/{made.guid}").json
    assert shown["TicketNumber"] == f"{prefix}{made.number:05}"
    assert entries(str(made.guid)) == []


@pytest.mark.parametrize(
    ("activity_type", "sentence"),
    [
        ("1", "Activity type 1 (Problem) can not be created by this operation."),
        ("2", "Activity type 2 (Change) can not be created by this operation."),
        ("3", "Activity type 3 (Task) can not be created by this operation."),
        ("4", "There is no 4 for activityType."),
        ("7", "There is no 7 for activityType."),
        ("-1", "The value of activityType is not a whole number from 0 to 2147483647."),
        ("incident", "The value of activityType is not a whole number from 0 to 2147483647."),
    ],
)
def test_other_activity_types_are_refused_by_name(desk: Desk, activity_type: str, sentence: str) -> None:
    answer = desk.send("POST", f"ticket/create?activityType={activity_type}", {"Subject": "x"})
    assert (answer.status, told(answer)) == (400, sentence)


def test_all_members_arrive_in_the_fields_of_the_core(desk: Desk) -> None:
    root = fragment(CATEGORY, 10, CATEGORY_CLASS)
    made = record(
        create(
            desk,
            Subject="Printer on fire",
            DescriptionHTML="<p>Smoke</p>",
            Description="not this one",
            User=user(2),
            Category=root,
            Service=fragment(SERVICE, 8, "SPSServiceClassBase"),
            ResponsibleUser=user(3),
            ResponsibleRole=fragment(GROUP, 6, "SPSScRoleClassBase", 3),
            Creator=user(2),
            Impact=3,
            Urgency=2,
            State=203,
            EntryBy=1,
        )
    )
    expected = {
        "subject": "Printer on fire",
        "description": "<p>Smoke</p>",
        "description_format": "html",
        "requester": Ref("person", 2),
        "category": "IT",
        "services": Ref("service", 8),
        "assignee": Ref("person", 3),
        "group": Ref("group", 6),
        "impact": "high",
        "urgency": "medium",
        "priority": "high",
        "state": "on_hold",
    }
    assert {name: made.get(name) for name in expected} == expected
    assert made.created_by == Ref("person", 2)
    assert made.extra("matrix42")["main"] == {"EntryBy": 1}


def test_names_of_members_go_in_any_case_and_unknown_ones_are_passed_over(desk: Desk) -> None:
    answer = desk.send(
        "POST", "ticket/Create?ACTIVITYTYPE=0", {"SUBJECT": "x", "impact": "1", "URGENCY": 1, "Nonsense": {}}
    )
    assert fields(answer.json, "subject", "impact", "priority", "type") == ("x", "low", "low", "incident")


def test_empty_ids_and_null_mean_that_nothing_is_given(desk: Desk) -> None:
    made = record(
        create(desk, User="", Category=NIL, Service=None, ResponsibleUser=f"{{{NIL}}}", Creator="", Sla=NIL, Impact=None,
               State=None, ExtraProperties=None)
    )  # fmt: skip
    assert set(made.fields) == {"subject", "type", "state", "priority", "description_format"}
    assert made.created_by == Ref("person", desks.AGENT)


def test_a_plain_description_is_a_text(desk: Desk) -> None:
    made = create(desk, Description="a < b\nc")
    assert fields(made, "description", "description_format") == ("a < b\nc", "text")
    assert desk.get(f"activity/{made}").json["DescriptionHTML"] == "a &lt; b<br>c"


def test_a_ticket_can_begin_closed(desk: Desk) -> None:
    made = record(create(desk, State=204))
    assert (made.get("state"), made.get("closed_at")) == ("closed", made.created_at)


def test_extra_properties_are_attributes_by_name_and_have_the_last_word(desk: Desk) -> None:
    extra = [
        {"Name": "notificationmode", "Value": "1"},
        {"name": "IMPACT", "value": 2},
        {"Name": "Deadline", "Value": "2030-01-01"},
        {"Name": "Urgency", "Value": None},
    ]
    made = record(create(desk, Impact=3, Urgency=3, ExtraProperties=extra))
    assert made.extra("matrix42")["main"] == {"NotificationMode": 1}
    assert (made.get("impact"), made.get("urgency"), made.get("priority")) == ("medium", None, "medium")
    assert made.get("target_resolution").isoformat() == "2030-01-01T00:00:00+00:00"


def test_an_id_of_the_main_fragment_is_kept(desk: Desk) -> None:
    own = "3f0c1a5e-0d6f-4a30-9f0e-2f3a4b5c6d7e"
    made = create(desk, ExtraProperties=[{"Name": "ID", "Value": own.upper()}])
    assert desk.get(f"activity/{own}").json["ObjectId"] == made
    extra = [{"Name": "ID", "Value": own}]
    assert refused(desk, "ticket/create", Subject="x", ExtraProperties=extra) == "The value of ID is in use."


def test_the_id_of_any_fragment_names_whom_it_belongs_to(desk: Desk) -> None:
    made = create(
        desk,
        User=str(desks.record(PERSON, 2).guid),
        ResponsibleRole=fragment(GROUP, 6, "SPSSecurityClassRole"),
        Service=fragment(SERVICE, 8, "SPSArticleClassBase", 3),
    )
    assert fields(made, "requester", "group", "services") == (Ref("person", 2), Ref("group", 6), Ref("service", 8))


@pytest.mark.parametrize(
    ("member", "value", "sentence"),
    [
        ("Subject", None, "Subject is required."),
        ("Subject", " ", "Subject is required."),
        ("Subject", 5, "The value of Subject is not a text."),
        ("Subject", "x" * 256, "The value of Subject is longer than 255."),
        ("Description", ["x"], "The value of Description is not a text."),
        ("DescriptionHTML", "x" * 100_001, "The value of DescriptionHTML is longer than 100000."),
        ("User", "Ada", "The value of User is not a GUID."),
        ("User", 7, "The value of User is not a GUID."),
        ("User", NOBODY, f"There is no {NOBODY} for User."),
        ("Creator", NOBODY, f"There is no {NOBODY} for Creator."),
        ("ResponsibleUser", NOBODY, f"There is no {NOBODY} for ResponsibleUser."),
        ("ResponsibleRole", NOBODY, f"There is no {NOBODY} for ResponsibleRole."),
        ("Category", NOBODY, f"There is no {NOBODY} for Category."),
        ("Service", NOBODY, f"There is no {NOBODY} for Service."),
        ("Sla", NOBODY, f"There is no {NOBODY} for Sla."),
        ("Impact", 4, "There is no 4 for Impact."),
        ("Impact", "high", "The value of Impact is not a number."),
        ("Urgency", 0, "There is no 0 for Urgency."),
        ("Priority", 4, "There is no 4 for Priority."),
        ("EntryBy", 9, "There is no 9 for EntryBy."),
        ("State", 999, "There is no 999 for State."),
        ("State", 2020, "There is no 2020 for State."),
        ("State", True, "The value of State is not a number."),
        ("ExtraProperties", {}, "The value of ExtraProperties is not a list."),
        ("ExtraProperties", ["x"], "The value of ExtraProperties[0] is not an object."),
        ("ExtraProperties", [{"Value": 1}], "ExtraProperties[0].Name is required."),
        ("ExtraProperties", [{"Name": 1}], "The value of ExtraProperties[0].Name is not a text."),
        ("ExtraProperties", [{"Name": "Foo"}], "Class SPSActivityClassBase does not contain attribute Foo."),
        (
            "ExtraProperties",
            [{"Name": "AttachedUsers", "Value": NOBODY}],
            "Class SPSActivityClassBase does not contain attribute AttachedUsers.",
        ),
        ("ExtraProperties", [{"Name": "Deadline", "Value": "soon"}], "The value of Deadline is not a date."),
        ("ExtraProperties", [{"Name": "x"}] * 101, "ExtraProperties names more than 100."),
    ],
)
def test_what_is_wrong_with_a_member_is_told_of_the_member(desk: Desk, member: str, value: Any, sentence: str) -> None:
    assert refused(desk, "ticket/create", **{"Subject": "x", member: value}).startswith(sentence)
    assert desk.rows("SPSActivityClassBase") == []


def test_everything_that_is_wrong_is_told_at_once(desk: Desk) -> None:
    said = refused(desk, "ticket/create?activityType=3", User="x", Impact=9, Category=NOBODY, State="x")
    assert sorted(said.removesuffix(".").split(". ")) == [
        "Activity type 3 (Task) can not be created by this operation",
        "Subject is required",
        "The value of State is not a number",
        "The value of User is not a GUID",
        f"There is no {NOBODY} for Category",
        "There is no 9 for Impact",
    ]


def test_refusals_speak_the_language_of_the_caller(desk: Desk) -> None:
    answer = desk.send("POST", "ticket/create", {"Subject": ""}, headers={"Explicit-Language": "fr-CA"})
    assert answer.json == {"Message": "Subject est obligatoire.", "ExceptionMessage": "Subject is required."}
    answer = desk.send("POST", "ticket/create?activityType=2", {"Subject": "x"}, login="german")
    assert answer.json["Message"].startswith("Der Aktivitätstyp 2 (")


def test_without_the_right_nothing_is_made(desk: Desk) -> None:
    for login in ("reader", "blind"):
        answer = desk.send("POST", "ticket/create", {"Subject": "x"}, login=login)
        assert (answer.status, answer.json["ExceptionMessage"]) == (403, "There is no right to create a ticket.")


@pytest.mark.parametrize("body", [b"{", b"[]", b"null", b'"x"', b""])
def test_what_is_no_object_is_refused(desk: Desk, body: bytes) -> None:
    answer = desk.send("POST", "ticket/create", body, headers={"Content-Type": "application/json"})
    assert (answer.status, answer.json) == (400, {"Message": "The request is invalid."})
