"""Changes of fragments and objects."""

from __future__ import annotations

import json
from base64 import b64decode
from typing import Any

import pytest

from chalicelib.domain.role import ALL_VERBS, READ_ONLY, Role
from chalicelib.domain.ticket import TICKET
from chalicelib.services import caches, pages, records, roles
from tests.access import make_account
from tests.dialects.matrix42.data.workbench import (
    ACTIVITY,
    COMMON,
    INCIDENT,
    JOURNAL,
    NOBODY,
    TIMES,
    USER,
    WORK,
    Overtaken,
    change,
    fragment,
    incident,
    put,
    read,
    refusal,
    ticket,
    write,
)
from tests.dialects.matrix42.desk import Desk, user
from tests.unreliable import Unreliable

CONCURRENCY = (500, "Concurrency. The object has been updated by another process.")


def stored() -> Any:
    """The ticket."""
    (found,) = pages.page(kind=TICKET, limit=9).records
    return found


def test_only_what_is_named_changes_and_null_resets(desk: Desk) -> None:
    made = desk.make(ACTIVITY, Subject="Printer", Impact=3, Initiator=user(2), Description="d")
    answer = put(desk, ACTIVITY, id=made, IMPACT=None, subject="Plotter", Initiator="")
    assert (answer.status, answer.body) == (204, b"")
    row = fragment(desk, ACTIVITY, made)
    assert (row["Subject"], row["Impact"], row["Initiator"], row["Description"]) == ("Plotter", None, None, "d")


def test_what_was_read_can_be_sent_back_and_changes_nothing(desk: Desk) -> None:
    made = desk.make(ACTIVITY, Subject="Printer", DescriptionHTML="<b>x</b>", Service=None)
    row = fragment(desk, ACTIVITY, made)
    with Unreliable() as calls:
        assert desk.send("PUT", f"data/fragments/{ACTIVITY}", row).status == 204
    assert {"TransactWriteItems", "PutItem"}.isdisjoint(calls.operations)
    assert fragment(desk, ACTIVITY, made) == row


def test_patch_does_what_put_does(desk: Desk) -> None:
    made = desk.make(ACTIVITY, Subject="Printer")
    assert desk.send("PATCH", f"data/fragments/{ACTIVITY}", {"ID": made, "Subject": "x"}).status == 204
    assert fragment(desk, ACTIVITY, made)["Subject"] == "x"


def test_a_row_version_is_held_against_the_stored_one_of_its_fragment(desk: Desk) -> None:
    made = incident(desk)
    whole = read(desk, made, full=False)
    own, common = whole[ACTIVITY], whole[COMMON]
    assert put(desk, COMMON, ID=common["ID"], State=202, TimeStamp=common["TimeStamp"]).status == 204
    assert put(desk, ACTIVITY, ID=own["ID"], Subject="x", TimeStamp=own["TimeStamp"]).status == 204
    assert refusal(put(desk, COMMON, ID=common["ID"], State=203, TimeStamp=common["TimeStamp"])) == CONCURRENCY
    assert put(desk, COMMON, ID=common["ID"], State=203, TimeStamp=None).status == 204
    assert put(desk, COMMON, ID=common["ID"], State=203, TimeStamp="x").status == 400


def test_one_row_version_that_differs_refuses_the_whole_object(desk: Desk) -> None:
    made = incident(desk, **{TIMES: [WORK]})
    whole = read(desk, made)
    change(stored(), state="on_hold")
    body: dict[str, Any] = {
        "ID": made,
        ACTIVITY: {"Subject": "x"},
        COMMON: {"TimeStamp": whole[COMMON]["TimeStamp"], "Reason": 408},
    }
    assert refusal(write(desk, body, full=False)) == CONCURRENCY
    assert read(desk, made)[ACTIVITY]["Subject"] == "Printer"
    work = whole[TIMES][0]
    put(desk, TIMES, ID=work["ID"], Minutes=6)
    body = {"ID": made, ACTIVITY: {"Subject": "x"}, TIMES: [{**work, "Minutes": 9}]}
    assert refusal(write(desk, body)) == CONCURRENCY
    after = read(desk, made)
    assert (after[ACTIVITY]["Subject"], after[TIMES][0]["Minutes"]) == ("Printer", 6)


def test_the_row_version_and_the_write_are_one(desk: Desk) -> None:
    """Somebody writes between the reading and the writing of another: he is not overwritten."""
    made = incident(desk)
    own = read(desk, made)[ACTIVITY]
    with Overtaken("TransactWriteItems", lambda: change(stored(), subject="first")):
        answer = put(desk, ACTIVITY, ID=own["ID"], Subject="second", TimeStamp=own["TimeStamp"])
    assert refusal(answer) == CONCURRENCY
    assert stored().get("subject") == "first"
    with Overtaken("TransactWriteItems", lambda: change(stored(), description="third")):
        assert put(desk, ACTIVITY, ID=own["ID"], Subject="fourth").status == 204
    assert (stored().get("subject"), stored().get("description")) == ("fourth", "third")


@pytest.mark.parametrize(
    ("body", "status", "message"),
    [
        ({"Subject": "x"}, 400, "The body has no ID."),
        ({"ID": None}, 400, "The body has no ID."),
        ({"ID": "x"}, 400, "The value of ID is not a GUID."),
        ({"ID": 7}, 400, "The value of ID is not a GUID."),
        ({"ID": NOBODY}, 404, "It was not found."),
        ({"ID": NOBODY, "Foo": 1}, 400, "Class SPSActivityClassBase does not contain attribute Foo."),
        ({"ID": NOBODY, "Subject": ""}, 500, "Attribute Subject is mandatory."),
        ({"ID": NOBODY, "Recipient": NOBODY}, 500, f"Wrong reference: SPSActivityClassBase.Recipient = {NOBODY}."),
    ],
)
def test_what_can_not_be_is_refused(desk: Desk, body: Any, status: int, message: str) -> None:
    assert refusal(desk.send("PUT", f"data/fragments/{ACTIVITY}", body)) == (status, message)


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("Subject", 5, 400), ("Subject", "x" * 256, 400), ("Subject", "\ud800", 400), ("Impact", "high", 400),
        ("Impact", 9, 500),
        ("Impact", 10**30, 400), ("Impact", 1e300, 400), ("Impact", 2.5, 400), ("Impact", True, 400), ("Deadline", 5, 400),
        ("Deadline", "tomorrow", 400), ("Deadline", "2026-13-01", 400), ("Initiator", 5, 400), ("Initiator", "x", 400),
        ("Initiator", [], 400), ("Description", {}, 400), ("Description", "x" * 100_001, 400), ("TimeStamp", 5, 400),
        ("UsedInType", "x", 400), ("Subject", "a\x00b", 204), ("Deadline", "9999-12-31T23:59:59.997Z", 204),
        ("Creator", NOBODY, 204), ("TicketNumber", "X", 204), ("AttachedUsers", [], 204), ("Expression-TypeID", "x", 204),
    ],
)  # fmt: skip
def test_values_of_every_type_are_looked_at(desk: Desk, name: str, value: Any, status: int) -> None:
    made = desk.make(ACTIVITY, Subject="Printer")
    before = fragment(desk, ACTIVITY, made)
    body = json.dumps({"ID": made, name: value})
    headers = {"Content-Type": "application/json"}
    answer = desk.send("PUT", f"data/fragments/{ACTIVITY}", body, headers=headers)
    assert answer.status == status, answer.text
    if status != 204:
        assert name in answer.json["Message"] or value == "\ud800"
    if name not in ("Subject", "Deadline") or status != 204:
        assert fragment(desk, ACTIVITY, made) == before


def test_an_object_is_changed_fragment_by_fragment(desk: Desk) -> None:
    made = incident(desk)
    body = {"id": made.upper(), "spscommonclassbase": {"State": 204}, "SPSActivityClassIncident": {"ErrorType": 2}}
    assert write(desk, body, full=False).status == 204
    whole = read(desk, made)
    assert (whole[COMMON]["State"], whole["SPSActivityClassIncident"]["ErrorType"]) == (710, 2)
    assert whole[ACTIVITY]["ClosedDate"] is not None
    assert stored().get("state") == "closed"
    assert write(desk, {"ID": made, COMMON: {"State": 202}}, item="SPSActivityTypeBase").status == 204
    assert read(desk, made)[ACTIVITY]["ClosedDate"] is None


def test_an_object_that_was_read_can_be_sent_back(desk: Desk) -> None:
    made = incident(desk, **{TIMES: [WORK], JOURNAL: [{"OriginalSolutionHtml": "a"}]})
    for full in (True, False):
        whole = read(desk, made, full=full)
        with Unreliable() as calls:
            assert write(desk, whole, full=full).status == 204
        assert {"TransactWriteItems", "PutItem"}.isdisjoint(calls.operations)
        assert read(desk, made, full=full) == whole


@pytest.mark.parametrize(
    ("body", "item", "status"),
    [
        ({}, INCIDENT, 400),
        ({"ID": "x"}, INCIDENT, 400),
        ({"ID": NOBODY}, INCIDENT, 404),
        ({"ID": "{made}"}, "SPSActivityTypeTask", 404),
        ({"ID": "{made}", "Foo": {}}, INCIDENT, 400),
        ({"ID": "{made}", "SVMActivityClassChange": {}}, INCIDENT, 400),
        ({"ID": "{made}", ACTIVITY: 5}, INCIDENT, 400),
        ({"ID": "{made}", ACTIVITY: None}, INCIDENT, 204),
        ({"ID": "{made}", ACTIVITY: {"ID": NOBODY}}, INCIDENT, 500),
        ({"ID": "{made}", ACTIVITY: {"Subject": None}}, INCIDENT, 500),
        ({"ID": "{made}", TIMES: {}}, INCIDENT, 400),
        ({"ID": "{made}", TIMES: [5]}, INCIDENT, 400),
        ({"ID": "{made}", TIMES: None}, INCIDENT, 204),
        ({"ID": "{made}", TIMES: [{"ID": NOBODY}]}, INCIDENT, 500),
        ({"ID": "{made}", JOURNAL: [{"ID": NOBODY}]}, INCIDENT, 500),
        ({"ID": "{made}", "SPSActivityClassAttachment": [{"Name": "x"}]}, INCIDENT, 403),
        ({"ID": "{made}", "SPSActivityClassAttachment": [{"ID": NOBODY}]}, INCIDENT, 204),
    ],
)
def test_objects_that_can_not_be_are_refused(desk: Desk, body: dict[str, Any], item: str, status: int) -> None:
    made = incident(desk)
    before = read(desk, made)
    said = {**body, "ID": made} if body.get("ID") == "{made}" else body
    assert write(desk, said, item=item).status == status
    assert read(desk, made) == before


def test_rights_are_those_on_the_kind(desk: Desk) -> None:
    made = incident(desk, **{TIMES: [WORK]})
    whole = read(desk, made)
    for login in ("reader", "blind"):
        assert write(desk, whole, login=login).status == 403
        assert desk.send("PUT", f"data/fragments/{ACTIVITY}", {"Foo": 1}, login=login).status == 403
    roles.save(role=Role("tickets", kinds={"ticket": ALL_VERBS, "time-entry": READ_ONLY}))
    roles.save(role=Role("writes", kinds={"ticket": ALL_VERBS - READ_ONLY}))
    for login in ("tickets", "writes"):
        make_account(login, roles=(login,))
    caches.clear()
    assert write(desk, {"ID": made, COMMON: {"State": 202}}, login="writes").status == 403
    seen = read(desk, made, login="tickets")
    assert write(desk, seen, login="tickets").status == 204
    for several in ([], [*whole[TIMES], WORK], [{**whole[TIMES][0], "Minutes": 9}]):
        assert write(desk, {"ID": made, TIMES: several, ACTIVITY: {"Subject": "x"}}, login="tickets").status == 403
    assert read(desk, made) == whole


def test_a_localizable_attribute_is_changed_in_the_language_of_the_caller(desk: Desk) -> None:
    category = "SPSScCategoryClassBase"
    made = desk.make(category, Name="Printing")
    body = {"ID": made, "Name": "Impression"}
    assert desk.send("PUT", f"data/fragments/{category}", body, headers={"Explicit-Language": "fr"}).status == 204
    assert fragment(desk, category, made)["Name"] == "Printing"
    assert fragment(desk, category, made, headers={"Explicit-Language": "fr"})["Name"] == "Impression"


def test_a_category_that_is_not_said_to_be_hidden_any_more_is_not(desk: Desk) -> None:
    category = "SPSScCategoryClassBase"
    made = desk.make(category, Name="Printing", Hidden=True)
    assert put(desk, category, ID=made, Hidden=None).status == 204
    assert fragment(desk, category, made)["Hidden"] is False
    assert made in [row["ID"] for row in desk.rows(category, "where=Hidden = 0")]


def test_what_is_gone_is_not_changed(desk: Desk) -> None:
    made = incident(desk)
    own = read(desk, made)[ACTIVITY]["ID"]
    with Overtaken("TransactWriteItems", lambda: desk.send("DELETE", f"data/objects/{INCIDENT}/{made}")):
        assert put(desk, ACTIVITY, ID=own, Subject="late").status == 404
    assert records.get(kind=TICKET, number=12, trashed=True).get("subject") == "Printer"


def test_a_person_is_changed(desk: Desk) -> None:
    assert put(desk, USER, ID=user(1), LastName="Mossad", MailAddress="a@example.com", Manager=user(2)).status == 204
    row = fragment(desk, USER, user(1))
    assert (row["LastName"], row["MailAddress"], row["Manager"]) == ("Mossad", "a@example.com", user(2))
    assert put(desk, USER, ID=user(1), MailAddress="x" * 300).status == 400


def test_an_other_dialects_change_gives_a_new_row_version_where_it_shows(desk: Desk) -> None:
    made = str(ticket().guid)
    before = read(desk, made)
    change(stored(), state="on_hold")
    after = read(desk, made)
    assert b64decode(before[COMMON]["TimeStamp"]) < b64decode(after[COMMON]["TimeStamp"])
    assert before[ACTIVITY]["TimeStamp"] == after[ACTIVITY]["TimeStamp"]


def test_what_the_caller_does_not_see_stays_when_it_is_sent_back(desk: Desk) -> None:
    made = incident(
        desk,
        **{ACTIVITY: {"Subject": "x", "Initiator": user(2), "Recipient": user(3)}, JOURNAL: [{"Creator": user(2)}]},
    )
    own = read(desk, made)[ACTIVITY]["ID"]
    desk.make(TIMES, **WORK, User=user(2), UsedInType=made)
    roles.save(role=Role("tickets", kinds={"ticket": ALL_VERBS, "time-entry": ALL_VERBS}))
    make_account("tickets", roles=("tickets",))
    caches.clear()
    whole = read(desk, made)
    seen = read(desk, made, login="tickets")
    assert (seen[ACTIVITY]["Initiator"], seen[JOURNAL][1]["Creator"], seen[TIMES][0]["User"]) == (None, None, None)
    assert write(desk, seen, login="tickets").status == 204
    assert desk.send("PUT", f"data/fragments/{ACTIVITY}", {"ID": own, "Initiator": None}, login="tickets").status == 204
    assert read(desk, made) == whole
    desk.send("DELETE", f"data/fragments/{USER}/{user(2)}")
    assert put(desk, ACTIVITY, ID=own, Initiator=None, Recipient=None).status == 204
    assert (stored().get("requester").number, stored().get("assignee")) == (2, None)


def test_fragments_that_the_caller_does_not_see_stay_when_an_object_is_sent_back(desk: Desk) -> None:
    made = incident(desk, **{TIMES: [WORK]})
    roles.save(role=Role("tickets", kinds={"ticket": ALL_VERBS}))
    make_account("tickets", roles=("tickets",))
    caches.clear()
    whole, seen = read(desk, made), read(desk, made, login="tickets")
    assert seen[TIMES] == []
    assert write(desk, seen, login="tickets").status == 204
    assert write(desk, {"ID": made, TIMES: [WORK]}, login="tickets").status == 403
    assert read(desk, made) == whole
