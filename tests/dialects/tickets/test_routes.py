from __future__ import annotations

from typing import Any

import pytest

from chalicelib.dialects.tickets import routes
from chalicelib.dialects.tickets.vocabulary.resources import RESOURCES_BY_COLLECTION
from chalicelib.dialects.tickets.vocabulary.settings import SETTINGS
from chalicelib.domain.caller import Caller
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Change, Record
from chalicelib.domain.role import Role, Verb
from chalicelib.domain.service import SERVICE
from chalicelib.domain.ticket import TICKET
from chalicelib.services import records, roles, settings
from tests.wire import Answer, Client

KEY = "d5XNMpburJBfJVJd"
DOWN = {"Description": "Mail is down", "StartTime": "2001-01-01T12:00:00Z"}


def call(client: Client, method: str, path: str, body: Any = b"", **headers: str) -> Answer:
    return client.send(
        method, f"/api/{path}?key={KEY}", body, {name.replace("_", "-"): v for name, v in headers.items()}
    )


def created(client: Client, collection: str, body: dict[str, Any]) -> dict[str, Any]:
    answer = call(client, "POST", collection, body)
    assert answer.status == 201, answer.text
    entity: dict[str, Any] = answer.json
    return entity


def stored(number: int) -> Record:
    return records.get(kind=TICKET, number=number)


def test_every_resource_has_its_collection() -> None:
    assert set(routes.COLLECTIONS) == set(RESOURCES_BY_COLLECTION)


def test_a_ticket_made_here_is_a_new_incident_with_a_subject(client: Client) -> None:
    ticket = stored(created(client, "Tickets", DOWN)["Id"])
    assert (ticket.get("type"), ticket.get("state"), ticket.get("subject")) == ("incident", "new", "Mail is down")


@pytest.mark.parametrize(("type_", "kept"), [("problem", "problem"), ("none", None)])
def test_the_type_of_new_tickets_can_be_set(client: Client, type_: str, kept: str | None) -> None:
    settings.change(section="tickets", values={"type": type_}, declared=SETTINGS)
    assert stored(created(client, "Tickets", DOWN)["Id"]).get("type") == kept


def test_a_new_key_replaces_the_former_at_once(client: Client) -> None:
    settings.change(section="tickets", values={"key": "ABCDEFGHIJKLMNOP1"}, declared=SETTINGS)
    assert call(client, "GET", "Tickets").status == 401
    assert client.send("GET", "/api/Tickets?key=ABCDEFGHIJKLMNOP1").status == 200


@pytest.mark.parametrize("type_", ["incident", "request", "problem", "change", "task", None])
def test_tickets_of_other_dialects_are_in_the_list_whatever_their_type(
    client: Client, caller: Caller, type_: str | None
) -> None:
    values = {"subject": "From elsewhere", "type": type_, "state": "on_hold"}
    ticket = records.create(kind=TICKET, values=values, caller=caller)
    shown = call(client, "GET", "Tickets").json
    assert [(each["Id"], each["Description"], each["ClosedTime"]) for each in shown] == [
        (ticket.number, "From elsewhere", None)
    ]


def test_what_is_shown_for_want_of_a_value_is_not_stored_when_it_comes_back(client: Client, caller: Caller) -> None:
    values = {"subject": "S", "description": "<p>Text</p>", "description_format": "html", "priority": "high"}
    before = records.create(kind=TICKET, values=values, caller=caller)
    shown = call(client, "GET", f"Tickets/{before.number}").json
    assert call(client, "PUT", f"Tickets/{before.number}", shown).json == shown
    after = stored(before.number)
    assert (after.fields, after.version) == (before.fields, before.version)


def test_a_ticket_closed_elsewhere_is_closed_here_and_can_be_reopened(client: Client, caller: Caller) -> None:
    number = created(client, "Tickets", DOWN)["Id"]
    records.change(kind=TICKET, number=number, edit=lambda _: Change({"state": "closed"}), caller=caller)
    shown = call(client, "GET", f"Tickets/{number}").json
    assert shown["ClosedTime"] is not None
    reopened = call(client, "PUT", f"Tickets/{number}", shown | {"ReopenedTime": "2101-01-01"}).json
    assert (reopened["ClosedTime"], reopened["ReopenedTime"]) == (None, "2101-01-01T00:00:00Z")
    assert stored(number).get("state") == "in_progress"


def test_persons_of_other_dialects_are_customers_unless_they_are_marked(client: Client, caller: Caller) -> None:
    person = records.create(kind=PERSON, values={"first_name": "Ada", "last_name": "Moss"}, caller=caller)
    agent = records.create(kind=PERSON, values={"last_name": "Pine", "operator": True}, caller=caller)
    assert [(each["Id"], each["Name"]) for each in call(client, "GET", "Customers").json] == [
        (person.number, "Ada Moss")
    ]
    assert [(each["Id"], each["Name"]) for each in call(client, "GET", "Operators").json] == [(agent.number, "Pine")]


def test_a_put_keeps_what_other_dialects_keep_on_the_record(client: Client, caller: Caller) -> None:
    values: dict[str, Any] = {
        "display_name": "Ada",
        "email": ("a@x", "b@x"),
        "login": "ada",
        "phone": "1",
        "mobile": "2",
    }
    number = records.create(kind=PERSON, values=values, caller=caller).number
    call(client, "PUT", f"Customers/{number}", {"Id": number, "Name": "Ada", "Email": "c@x"})
    person = records.get(kind=PERSON, number=number)
    assert (person.many("email"), person.get("login"), person.get("phone"), person.get("mobile")) == (
        ("c@x", "b@x"), "ada", "1", None,
    )  # fmt: skip


def test_what_is_deleted_lies_in_the_trash(client: Client) -> None:
    number = created(client, "Services", {"Name": "E-mail"})["Id"]
    call(client, "DELETE", f"Services/{number}")
    assert records.get(kind=SERVICE, number=number, trashed=True).trashed
    assert call(client, "DELETE", f"Services/{number}").status == 404


def test_a_subscription_to_a_deleted_service_survives_a_put_that_says_what_is_shown(
    client: Client, caller: Caller
) -> None:
    first, second = (created(client, "Services", {"Name": name})["Id"] for name in "AB")
    ada = created(client, "Customers", {"Name": "Ada", "Services": [first, second]})
    call(client, "DELETE", f"Services/{first}")
    shown = call(client, "GET", f"Customers/{ada['Id']}").json
    call(client, "PUT", f"Customers/{ada['Id']}", shown | {"CellPhone": "1"})
    records.restore(kind=SERVICE, number=first, caller=caller)
    assert [each["Id"] for each in call(client, "GET", f"Customers/{ada['Id']}").json["Services"]] == [first, second]


def test_limits_of_the_core_are_faults_of_properties(client: Client) -> None:
    answer = call(client, "POST", "Services", {"Name": "x" * 256, "Description": "x" * 100_001})
    assert answer.json["ModelState"] == {
        "service.Description": ["The Description field must not be longer than 100000 characters."],
        "service.Name": ["The Name field must not be longer than 255 characters."],
    }


def test_too_many_services_are_one_fault(client: Client) -> None:
    answer = call(client, "POST", "Customers", {"Name": "A", "Services": list(range(1, 1_100))})
    assert answer.status == 400
    assert "The Services field must not hold more than 1000 entries." in answer.json["ModelState"]["customer.Services"]


def test_a_body_of_more_than_4_mib_is_too_large_but_its_type_comes_first(client: Client) -> None:
    body = b" " * (4 * 1024 * 1024 + 1)
    assert call(client, "POST", "Tickets", body, Content_Type="text/csv").status == 415
    answer = call(client, "POST", "Tickets", body, Content_Type="text/xml")
    assert (answer.status, answer.text) == (413, "<Error><Message>The request entity is too large.</Message></Error>")


def test_a_body_where_none_is_read_is_not_looked_at(client: Client) -> None:
    assert call(client, "GET", "Tickets", b"a,b", Content_Type="text/csv").json == []


def test_a_refused_request_changes_nothing(client: Client) -> None:
    before = created(client, "Tickets", DOWN)
    wrong = DOWN | {"Id": before["Id"], "Description": "Other", "EndTime": "soon", "ClosedTime": "2001-01-02"}
    assert call(client, "PUT", f"Tickets/{before['Id']}", wrong).status == 400
    assert call(client, "GET", f"Tickets/{before['Id']}").json == before


@pytest.mark.parametrize("path", ["/api", "/api/"])
def test_the_root_describes_the_api_to_anybody(client: Client, path: str) -> None:
    answer = client.send("GET", path)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "curl 'https://desk.test/api/Services?key=KEY'" in answer.text


def test_the_openapi_document_shows_every_verb_to_anybody(client: Client) -> None:
    document = client.send("GET", "/api/docs/openapi.json").json
    verbs = {path: set(item) & {"get", "post", "put", "delete"} for path, item in document["paths"].items()}
    for collection in ("Tickets", "Customers", "Services", "Operators"):
        assert verbs[f"/{collection}"] == {"get", "post"}
        assert verbs[f"/{collection}/{{id}}"] == {"get", "put", "delete"}


def test_the_key_is_in_no_answer(client: Client) -> None:
    service = call(client, "POST", "Services", {"Name": "E-mail"})
    for answer in (
        service,
        call(client, "GET", "Services/99"),
        call(client, "GET", "Services"),
        call(client, "PATCH", "Services"),
    ):
        assert KEY not in answer.text + str(answer.headers)


def test_a_key_whose_role_allows_less_is_refused_the_rest(client: Client) -> None:
    number = created(client, "Services", {"Name": "Mail"})["Id"]
    roles.save(role=Role("everything", kinds={"service": frozenset({Verb.READ})}))
    assert call(client, "GET", f"Services/{number}").status == 200
    refused = call(client, "POST", "Services", {"Name": "VPN"})
    assert refused.status == 403
    assert refused.json == {"Message": "Authorization has been denied for this request."}
    assert call(client, "GET", "Tickets").status == 403
