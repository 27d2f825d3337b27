"""New fragments and objects."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from chalicelib.domain import guid as guids
from chalicelib.domain.group import GROUP
from chalicelib.domain.person import PERSON
from chalicelib.domain.ticket import TICKET
from chalicelib.services import identities, pages
from tests.dialects.matrix42.data.workbench import (
    ACTIVITY,
    ATTACHMENT,
    COMMON,
    INCIDENT,
    JOURNAL,
    NOBODY,
    SOFTWARE,
    TIMES,
    USER,
    VERSION,
    WORK,
    Overtaken,
    declared,
    fragment,
    incident,
    read,
    refusal,
)
from tests.dialects.matrix42.desk import Desk, record, user
from tests.dialects.matrix42.desk import fragment as known
from tests.unreliable import Crash, Unreliable
from tests.wire import Answer

OWN = "11111111-2222-4333-8444-555555555555"
OTHER = "66666666-2222-4333-8444-555555555555"
THIRD = "77777777-2222-4333-8444-555555555555"


def post(desk: Desk, body: Any, item: str = INCIDENT, **more: Any) -> Answer:
    return desk.send("POST", f"data/objects/{item}", body, **more)


def tickets() -> list[Any]:
    return pages.page(kind=TICKET, limit=100).records


def test_a_main_fragment_makes_an_object_of_the_usual_item_with_default_values(desk: Desk) -> None:
    made = desk.make("spsactivityclassbase", subject="Printer", INITIATOR=user(2).upper(), impact=3, Urgency="3")
    row = fragment(desk, ACTIVITY, made)
    assert (row["Subject"], row["Initiator"], row["Creator"], row["Priority"]) == ("Printer", user(2), user(1), 3)
    whole = read(desk, row["Expression-ObjectID"], item="SPSActivityTypeTicket", full=False)
    assert whole[COMMON]["State"] == 200
    assert row["TicketNumber"].startswith("TCK")
    (record_,) = tickets()
    assert (record_.get("type"), record_.get("subject"), record_.get("requester").number) == (None, "Printer", 2)


def test_a_part_of_an_object_is_not_made_alone(desk: Desk) -> None:
    for definition in (COMMON, "SPSActivityClassIncident", "SPSScRoleClassBase", "SPSArticleClassBase"):
        answer = desk.send("POST", f"data/fragments/{definition}", {"Name": "x"})
        assert refusal(answer) == (400, f"A fragment of {definition} is made and deleted with its object.")


@pytest.mark.parametrize(
    "definition",
    ["SPSCommonPickupObjectStatus", "SVMActivityPickupPriorityMapping", ATTACHMENT, "SPSAccountClassBase",
     "SPSGlobalConfigurationClassBase", "PLSLWebServiceOperation"],
)  # fmt: skip
def test_what_nobody_writes_is_refused_whatever_the_body(desk: Desk, definition: str) -> None:
    row = {"ID": NOBODY}
    assert desk.send("POST", f"data/fragments/{definition}", row, login="full").status == 403
    assert desk.send("PUT", f"data/fragments/{definition}", row, login="full").status == 403
    assert desk.send("DELETE", f"data/fragments/{definition}/{NOBODY}", login="full").status == 403


def test_a_whole_object_is_made_in_one_transaction(desk: Desk) -> None:
    role = known(GROUP, 5, "SPSScRoleClassBase", 3)
    body = {
        "spsactivityclassbase": {"Subject": "Printer", "Creator": user(2), "RecipientRole": role},
        "SPSCommonClassBase": {"State": 201},
        JOURNAL: [{"OriginalSolutionHtml": "Created by API", "ActivityAction": 0, "TypeID": OTHER}, {"Creator": user(3)}],
        TIMES: [WORK, {**WORK, "Minutes": 7, "User": user(3)}],
        "InitialData": {},
    }  # fmt: skip
    with Unreliable() as calls:
        made = post(desk, body).json
    assert calls.operations.count("TransactWriteItems") == 1
    assert {"PutItem", "DeleteItem"}.isdisjoint(calls.operations)
    whole = read(desk, made)
    assert (whole[ACTIVITY]["Creator"], whole[COMMON]["State"]) == (user(2), 201)
    assert whole[ACTIVITY]["WorkingTimeDisplayString"] == "0:12"
    entries = [
        (row["ActivityAction"], row["OriginalSolutionHtml"], row["Creator"], row["TypeID"]) for row in whole[JOURNAL]
    ]
    assert entries == [(1, None, user(2), None), (0, "Created by API", user(1), OTHER), (0, None, user(3), None)]
    assert [(row["Minutes"], row["User"]) for row in whole[TIMES]] == [(5, None), (7, user(3))]
    assert {row["UsedInType"] for name in (JOURNAL, TIMES) for row in whole[name]} == {made}
    (stored,) = tickets()
    assert (stored.get("group").number, stored.created_by.number, stored.entries) == (5, 2, 2)


@pytest.mark.parametrize("crash", range(1, 12))
def test_nothing_of_it_is_there_if_the_process_ends_on_the_way(desk: Desk, crash: int) -> None:
    body = {ACTIVITY: {"Subject": "x", "ID": OTHER}, "ID": OWN, TIMES: [{**WORK, "ID": THIRD}], JOURNAL: [{}]}
    desk.rows(ACTIVITY)
    done = False
    try:
        with Unreliable(crash_at=crash):
            done = post(desk, body).status == 200
    except Crash:
        pass
    there = [len(desk.rows(name)) for name in (ACTIVITY, TIMES, JOURNAL)]
    assert there in ([0, 0, 0], [1, 1, 2])
    assert not done or there == [1, 1, 2]
    assert identities.in_use(named=[UUID(OWN), UUID(OTHER), UUID(THIRD)]) == (
        {UUID(OWN), UUID(OTHER), UUID(THIRD)} if there[0] else set()
    )


def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_stored(desk: Desk) -> None:
    body = {
        "Foo": 1,
        ACTIVITY: {"Impact": 9, "Urgency": "x", "Service": NOBODY, "Bar": 1},
        COMMON: [],
        TIMES: {"Minutes": 5},
        JOURNAL: [{"VisibleInPortal": "perhaps", "Creator": NOBODY}],
        "ID": "x",
    }
    answer = post(desk, body)
    assert answer.status == 400
    told = answer.json["ExceptionMessage"]
    for sentence in (
        "SPSActivityTypeIncident does not contain the data definition Foo.",
        "Wrong reference: SPSActivityClassBase.Impact = 9.",
        "The value of SPSActivityClassBase.Urgency is not a number.",
        "Class SPSActivityClassBase does not contain attribute Bar.",
        "Attribute Subject is mandatory.",
        "The value of SPSCommonClassBase is not an object.",
        "The value of SPSActivityClassTimeTracking is not a list of objects.",
        "The value of SPSActivityClassUnitOfWork.VisibleInPortal is not true or false.",
        "The value of ID is not a GUID.",
    ):
        assert sentence in told
    assert tickets() == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "Attribute Subject is mandatory."),
        ({ACTIVITY: {}}, "Attribute Subject is mandatory."),
        ({ACTIVITY: {"Subject": " "}}, "Attribute Subject is mandatory."),
        ({ACTIVITY: {"Subject": None}}, "Attribute Subject is mandatory."),
        (
            {ACTIVITY: {"Subject": "x", "Initiator": NOBODY}},
            f"Wrong reference: SPSActivityClassBase.Initiator = {NOBODY}.",
        ),
        ({ACTIVITY: {"Subject": "x", "EntryBy": 77}}, "Wrong reference: SPSActivityClassBase.EntryBy = 77."),
        ({ACTIVITY: {"Subject": "x"}, COMMON: {"State": 300}}, "Wrong reference: SPSCommonClassBase.State = 300."),
        ({ACTIVITY: {"Subject": "x"}, TIMES: [{}]}, "Attribute Minutes is mandatory."),
    ],
)
def test_what_is_missing_or_leads_nowhere_is_500(desk: Desk, body: Any, message: str) -> None:
    assert refusal(post(desk, body)) == (500, message)
    assert tickets() == []


def test_what_the_core_refuses_is_told_of_the_attribute(desk: Desk) -> None:
    status, message = refusal(post(desk, {ACTIVITY: {"Subject": "x"}, TIMES: [{**WORK, "Minutes": -1}]}))
    assert (status, message) == (400, "The value of SPSActivityClassTimeTracking.Minutes is not valid.")
    status, message = refusal(desk.send("POST", "data/fragments/SPSLocationClassBase", {"Name": "head OFFICE"}))
    assert (status, message) == (500, "Wrong reference: SPSLocationClassBase.Name = head OFFICE.")


def test_ids_that_are_said_are_kept(desk: Desk) -> None:
    fitting = str(guids.with_tag(UUID(OWN), 1))
    assert post(desk, {"id": OWN.upper(), ACTIVITY: {"Subject": "x", "ID": fitting}}).json == OWN
    assert fragment(desk, ACTIVITY, fitting)["Expression-ObjectID"] == OWN
    made = desk.make(ACTIVITY, Subject="x", ID=OTHER)  # the id of the main fragment alone says that of the object
    assert made == OTHER
    assert fragment(desk, ACTIVITY, OTHER)["Expression-ObjectID"] == str(guids.with_tag(UUID(OTHER), 1))


def test_ids_that_do_not_fit_each_other_are_all_kept(desk: Desk) -> None:
    body = {"ID": OWN, ACTIVITY: {"Subject": "x", "ID": OTHER}, COMMON: {"ID": THIRD}, TIMES: [{**WORK, "ID": NOBODY}]}
    assert post(desk, body).json == OWN
    whole = read(desk, OWN)
    assert [whole[name]["ID"] for name in (ACTIVITY, COMMON)] == [OTHER, THIRD]
    assert whole[TIMES][0]["ID"] == NOBODY
    assert fragment(desk, COMMON, THIRD)["Expression-ObjectID"] == OWN
    assert [row["ID"] for row in desk.rows(ACTIVITY, f"where=ID='{OTHER}'")] == [OTHER]
    assert desk.send("PUT", f"data/objects/{INCIDENT}?full=true", whole).status == 204
    alone = post(desk, {ACTIVITY: {"Subject": "y"}, COMMON: {"ID": "88888888-2222-4333-8444-555555555555"}}).json
    assert read(desk, alone)[COMMON]["ID"] == "88888888-2222-4333-8444-555555555555"


def test_an_id_that_is_in_use_is_a_wrong_reference(desk: Desk) -> None:
    made = incident(desk, ID=OWN)
    desk.send("DELETE", f"data/objects/{INCIDENT}/{made}")  # the trash keeps it
    incident(desk, ID=OTHER, **{TIMES: [{**WORK, "ID": THIRD}]})
    (own,) = desk.rows(ACTIVITY)
    for used in (OWN, OTHER, THIRD, own["ID"], user(1), str(record(PERSON, 1).guid)):
        body = {"ID": used, ACTIVITY: {"Subject": "x"}}
        assert refusal(post(desk, body)) == (500, f"Wrong reference: {INCIDENT}.ID = {used}.")
        body = {ACTIVITY: {"Subject": "x"}, COMMON: {"ID": used}}
        assert post(desk, body).status == 500
        assert desk.send("POST", f"data/fragments/{TIMES}", {**WORK, "ID": used}).status == 500
    twice = {ACTIVITY: {"Subject": "x"}, TIMES: [{**WORK, "ID": NOBODY}, {**WORK, "ID": NOBODY}]}
    assert refusal(post(desk, twice)) == (500, f"Wrong reference: {INCIDENT}.ID = {NOBODY}.")
    assert len(tickets()) == 1


def test_of_two_that_come_with_one_id_at_the_same_moment_one_is_made(desk: Desk) -> None:
    with Overtaken("TransactWriteItems", lambda: incident(desk, ID=OWN)):
        answer = post(desk, {"ID": OWN, ACTIVITY: {"Subject": "late"}})
    assert refusal(answer) == (500, f"Wrong reference: {INCIDENT}.ID = {OWN}.")
    assert [each.get("subject") for each in tickets()] == ["Printer"]


@pytest.mark.parametrize(
    ("said", "became"), [(0, INCIDENT), ("6", "SPSActivityTypeServiceRequest"), (5, "SPSActivityTypeTicket")]
)
def test_a_ticket_becomes_something_else_while_it_is_made(desk: Desk, said: Any, became: str) -> None:
    initial = {"configuration": {"TICKETTYPE": said}}
    made = post(desk, {ACTIVITY: {"Subject": "x"}, "initialData": initial}, "SPSActivityTypeTicket").json
    assert read(desk, made, item=became) is not None
    number = read(desk, made, item=became)[ACTIVITY]["TicketNumber"]
    assert number.startswith("INC" if became == INCIDENT else "TCK")


@pytest.mark.parametrize(
    ("initial", "message"),
    [
        ({"Configuration": {"TicketType": 1}}, "Activity type 1 (Problem) can not be created by this operation."),
        ({"Configuration": {"TicketType": "99"}}, "There is no 99 for TicketType."),
        ({"Configuration": {"TicketType": True}}, "There is no True for TicketType."),
        ({"Configuration": {"TicketType": []}}, "There is no [] for TicketType."),
        ({"Configuration": {"TicketType": "9" * 5000}}, None),
        ({"Configuration": 5}, "The value of Configuration is not an object."),
        (7, "The value of InitialData is not an object."),
    ],
)
def test_what_no_ticket_becomes_is_refused(desk: Desk, initial: Any, message: str | None) -> None:
    answer = post(desk, {ACTIVITY: {"Subject": "x"}, "InitialData": initial}, "SPSActivityTypeTicket")
    assert answer.status == 400
    assert message is None or answer.json["Message"] == message


def test_other_objects_are_not_transformed(desk: Desk) -> None:
    initial = {"Configuration": {"TicketType": 6}}
    assert read(desk, post(desk, {ACTIVITY: {"Subject": "x"}, "InitialData": initial}).json) is not None


def test_the_base_of_all_tickets_has_no_objects_of_its_own(desk: Desk) -> None:
    assert post(desk, {ACTIVITY: {"Subject": "x"}}, "SPSActivityTypeBase").status == 400
    assert refusal(post(desk, {}, "Nonsense")) == (500, "Configuration item Nonsense not found.")
    for item in ("SPSActivityTypeProblem", "SPSActivityTypeGroupTicket", "SVMChangeRequestType", "SPSActivityTypeTask"):
        assert post(desk, {ACTIVITY: {"Subject": "x"}}, item).status == 200


def test_people_groups_sites_services_and_the_rest_are_made(desk: Desk) -> None:
    made = desk.make(USER, LastName="Katz", MailAddress="k@example.com", Manager=user(1))
    assert fragment(desk, USER, made)["DisplayString"] == "Katz"
    for definition in ("SPSSecurityClassRole", "SPSLocationClassBase", "SPSServiceClassBase", "SPSScCategoryClassBase"):
        assert fragment(desk, definition, desk.make(definition, Name="New"))["Name"] == "New"
    both = {"SPSServiceClassBase": {"Description": "d"}, "SPSArticleClassBase": {"name": "Print"}}
    service = post(desk, both, "SPSServiceType").json
    assert read(desk, service, item="SPSServiceType")["SPSServiceClassBase"]["Name"] == "Print"


def test_declared_objects_are_made_with_all_their_fragments(desk: Desk) -> None:
    declared()
    body = {
        SOFTWARE: {"Name": "Atlas", "Price": 2.5, "Owner": user(1), "Status": 2},
        VERSION: [{"Version": "1", "VersionState": 3, "Notes": "n"}, {"Version": "2", "End": "2026-05-01"}],
    }
    with Unreliable() as calls:
        made = post(desk, body, "Ud_SoftwareType", login="full").json
    assert calls.operations.count("TransactWriteItems") == 1
    whole = read(desk, made, item="Ud_SoftwareType", login="full")
    assert (whole[SOFTWARE]["Active"], whole[COMMON]["State"]) == (True, 2020)
    assert [(row["Version"], row["UsedInTypeUd_SoftwareType"]) for row in whole[VERSION]] == [("1", made), ("2", made)]
    assert refusal(post(desk, {SOFTWARE: {}}, "Ud_SoftwareType", login="full")) == (500, "Attribute Name is mandatory.")


def test_more_than_a_transaction_holds_is_refused_before_anything_is_written(desk: Desk) -> None:
    too_many: tuple[dict[str, Any], ...] = (
        {TIMES: [WORK] * 200},
        {TIMES: [WORK] * 40},
        {JOURNAL: [{}] * 71},
        {TIMES: [WORK] * 15, JOURNAL: [{}] * 60},
    )
    for several in too_many:
        with Unreliable() as calls:
            assert refusal(post(desk, {ACTIVITY: {"Subject": "x"}, **several}))[0] == 400
        assert "TransactWriteItems" not in calls.operations
    assert len(read(desk, incident(desk, **{TIMES: [WORK] * 15, JOURNAL: [{}] * 20}))[TIMES]) == 15


def test_heavier_than_a_transaction_is_refused(desk: Desk) -> None:
    body: dict[str, Any] = {ACTIVITY: {"Subject": "x"}, JOURNAL: [{"OriginalSolutionHtml": "x" * 90_000}] * 36}
    assert refusal(post(desk, body))[0] == 400
    body[JOURNAL] = body[JOURNAL][:30]
    assert post(desk, body).status == 200


def test_files_are_not_made_like_that(desk: Desk) -> None:
    assert post(desk, {ACTIVITY: {"Subject": "x"}, ATTACHMENT: [{"Name": "a"}]}).status == 403
    assert post(desk, {ACTIVITY: {"Subject": "x"}, ATTACHMENT: []}).status == 200


@pytest.mark.parametrize("login", ["reader", "blind"])
def test_without_the_right_nothing_is_made_whatever_the_body(desk: Desk, login: str) -> None:
    assert post(desk, {"Foo": 1}, login=login).status == 403
    for definition in (ACTIVITY, TIMES, JOURNAL, USER):
        assert desk.send("POST", f"data/fragments/{definition}", {"Foo": 1}, login=login).status == 403
