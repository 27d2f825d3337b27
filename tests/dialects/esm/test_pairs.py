"""One record, two dialects: what Tickets writes is read as a card, and the other way round (specification, 11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import pytest

from chalicelib.domain.account import Account
from chalicelib.domain.group import GROUP
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Change
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import administrator
from chalicelib.domain.ticket import TICKET
from chalicelib.services import accounts, credentials, records, roles
from tests.dialects.esm.desk import Desk, data, make_admin
from tests.wire import Answer

KEY: Final = "d5XNMpburJBfJVJd"
START: Final = "2001-01-01T12:00:00Z"


@dataclass
class Tickets:
    """Talks to the same desk in the words of Tickets."""

    desk: Desk

    def send(self, method: str, path: str, body: Any = b"") -> Answer:
        """One call with a key; no mail is sent."""
        if isinstance(body, dict):
            body = {"DoNotSendEmail": True, **body} if path.startswith("Tickets") else body
        return self.desk.client.send(method, f"/api/{path}?key={KEY}", body)

    def get(self, path: str) -> Any:
        """What is there."""
        return self.send("GET", path).json

    def post(self, path: str, **members: Any) -> str:
        """Something new; answers its id."""
        answer = self.send("POST", path, members)
        assert answer.status == 201, answer.text
        return str(answer.json["Id"])

    def put(self, path: str, **members: Any) -> None:
        """Something changed: what is there, and these members."""
        answer = self.send("PUT", path, {**self.get(path), **members})
        assert answer.status == 200, answer.text


@pytest.fixture
def tickets(desk: Desk) -> Tickets:
    """The other side of the desk."""
    roles.save(role=administrator("everything"))
    accounts.save(account=Account("tickets", roles=("everything",)))
    credentials.replace_key(account="tickets", presented=KEY)
    return Tickets(desk)


def read(desk: Desk, path: str, *codes: str) -> dict[str, list[Any]]:
    """The values of attributes, each as its text or, of references, its id."""
    card = desk.get(f"/dc/{path}?selectedAttributes={','.join(codes)}").json
    return {
        code: [each.get("dataCardId") or each.get("value") for each in card["data"][code]["values"]] for code in codes
    }


def write(desk: Desk, path: str, **values: Any) -> None:
    """A card changed."""
    answer = desk.send("PATCH", f"/dc/{path}", {"data": data(**values)})
    assert (answer.status, answer.json["meta"]["errors"]) == (200, []), answer.text


def test_an_incident_made_here_is_a_ticket_there_and_closed_and_reopened_on_either_side(
    desk: Desk, tickets: Tickets
) -> None:
    service = desk.create("service", "service_catalogue", service_name="Mail")
    card = desk.create(
        "incident", "security_incidents", subject="Mail is down", service={"dataCardId": service}, due_date="2001-01-02"
    )
    there = tickets.get(f"Tickets/{card}")
    assert there["Id"] == int(card)
    assert there["Description"] == "Mail is down"
    assert [each["Id"] for each in there["Services"]] == [int(service)]
    assert there["ExpectedResolutionTime"] == "2001-01-02T00:00:00Z"
    assert there["ClosedTime"] is None

    tickets.put(f"Tickets/{card}", ClosedTime="2001-01-03T12:00:00Z")
    assert read(desk, f"incident/data/{card}", "status") == {"status": ["05 - Closed"]}
    assert [
        each["dataCardId"] for each in desk.get("/dc/incident/data?filter=$status$ = '05 - Closed'").json["data"]
    ] == [card]
    write(desk, f"incident/data/{card}", status="02")
    assert tickets.get(f"Tickets/{card}")["ClosedTime"] is None
    assert tickets.get(f"Tickets/{card}")["ReopenedTime"] is not None
    write(desk, f"incident/data/{card}", status="05")
    assert tickets.get(f"Tickets/{card}")["ClosedTime"] is not None
    assert desk.get(f"/dc/incident/data/{card}").json["folderCode"] == "security_incidents"


def test_a_finer_status_stays_as_long_as_the_state_agrees_and_gives_way_after_a_foreign_change(
    desk: Desk, tickets: Tickets
) -> None:
    card = desk.create("ServiceRequest", "service_requests", subject="A desk", status="08 - Rejected")
    path = f"ServiceRequest/data/{card}"
    closed = tickets.get(f"Tickets/{card}")["ClosedTime"]
    assert closed is not None
    tickets.put(f"Tickets/{card}", Description="A larger desk")
    assert read(desk, path, "status", "description") == {"status": ["08 - Rejected"], "description": ["A larger desk"]}
    assert found(desk, "$status$ = '08 - Rejected'") == [card]
    assert found(desk, "$status$ = '07 - Closed'") == []
    tickets.put(f"Tickets/{card}", ClosedTime=None, ReopenedTime="2001-01-04T12:00:00Z")
    assert read(desk, path, "status") == {"status": ["04 - In progress"]}
    tickets.put(f"Tickets/{card}", ClosedTime="2001-01-05T12:00:00Z")
    assert read(desk, path, "status") == {"status": ["07 - Closed"]}  # it was closed by others, who rejected nothing
    write(desk, path, status="02 - Waiting for approval")
    write(desk, path, status="03")
    assert read(desk, path, "status") == {"status": ["03 - Approved"]}


def found(desk: Desk, said: str) -> list[str]:
    return [each["dataCardId"] for each in desk.get(f"/dc/ServiceRequest/data?filter={said}").json["data"]]


def test_a_ticket_made_there_lies_in_the_first_folder_that_accepts_it_until_it_is_moved(
    desk: Desk, tickets: Tickets
) -> None:
    ticket = tickets.post("Tickets", Description="Printer\nis on fire", StartTime=START)
    path = f"/dc/incident/data/{ticket}"
    card = desk.get(f"{path}?selectedAttributes=subject,description,status,priority,creator,efecte_id").json
    assert (card["name"], card["folderCode"], card["deleted"]) == ("Printer", "incident_management", False)
    values = {code: [each["value"] for each in element["values"]] for code, element in card["data"].items()}
    assert values == {
        "subject": ["Printer"],
        "description": ["Printer\nis on fire"],
        "status": ["01 - New"],
        "priority": [],
        "efecte_id": [f"INC-{int(ticket):06d}"],
        "creator": [],
    }
    assert [each["dataCardId"] for each in desk.get("/dc/incident/data", login="restricted").json["data"]] == [ticket]
    assert desk.send("PATCH", path, {"folderCode": "security_incidents", "data": {}}).status == 200
    assert desk.get(path, login="restricted").status == 404
    tickets.put(f"Tickets/{ticket}", Description="Printer")
    assert desk.get(path).json["folderCode"] == "security_incidents"


def test_tickets_of_other_types_are_no_cards(desk: Desk, tickets: Tickets) -> None:
    for of in ("problem", None):
        record = records.create(kind=TICKET, values={"subject": "x", "type": of}, caller=make_admin())
        assert tickets.send("GET", f"Tickets/{record.number}").status == 200
        for template in ("incident", "ServiceRequest"):
            assert desk.get(f"/dc/{template}/data/{record.number}").status == 404
    assert desk.get("/dc/incident/data?filter=deleted = 1 or deleted = 0").json["data"] == []


def test_a_customer_is_a_person_and_the_other_way_round(desk: Desk, tickets: Tickets) -> None:
    customer = tickets.post("Customers", Name="Grace Brewster Hopper", Email="grace@desk.test", CellPhone="1")
    path = f"person/data/{customer}"
    assert read(desk, path, "first_name", "last_name", "full_name", "email", "mobile", "status") == {
        "first_name": ["Grace Brewster"],
        "last_name": ["Hopper"],
        "full_name": ["Grace Brewster Hopper"],
        "email": ["grace@desk.test"],
        "mobile": ["1"],
        "status": ["Active"],
    }
    write(desk, path, last_name="Murray", status="Anonymised")
    assert tickets.get(f"Customers/{customer}")["Name"] == "Grace Brewster Murray"
    assert records.get(kind=PERSON, number=int(customer)).get("active") is False
    made = desk.create("person", "personnel", first_name="Ada", last_name="Moss", email="ada@desk.test")
    there = tickets.get(f"Customers/{made}")
    assert (there["Name"], there["Email"]) == ("Ada Moss", "ada@desk.test")
    operator = tickets.post("Operators", Name="Olga")
    card = desk.create("incident", "incident_management", customer={"value": "Ada Moss"}, assigned_to={"value": "Olga"})
    assert tickets.get(f"Tickets/{card}")["OperatorId"] == int(operator)
    assert read(desk, f"incident/data/{card}", "customer", "assigned_to") == {
        "customer": [made],
        "assigned_to": [operator],
    }


def test_what_one_side_throws_away_lies_in_the_trash_of_the_other(desk: Desk, tickets: Tickets) -> None:
    customer = tickets.post("Customers", Name="Ada Moss")
    card = desk.create("incident", "incident_management", subject="Here", customer={"dataCardId": customer})
    assert tickets.send("DELETE", f"Customers/{customer}").status == 200
    assert desk.get(f"/dc/person/data/{customer}").json["deleted"] is True
    assert desk.send("DELETE", f"/dc/person/data/{customer}").status == 409
    (shown,) = desk.get(f"/dc/incident/data/{card}/customer").json["values"]
    assert (shown["name"], shown["deleted"]) == ("Ada Moss", True)
    assert desk.send("DELETE", f"/dc/incident/data/{card}").status == 200
    assert tickets.send("GET", f"Tickets/{card}").status == 404


def test_a_service_is_a_service(desk: Desk, tickets: Tickets) -> None:
    service = tickets.post("Services", Name="Mail", Description="All of it")
    path = f"service/data/{service}"
    assert read(desk, path, "service_name", "description", "status") == {
        "service_name": ["Mail"],
        "description": ["All of it"],
        "status": ["Active"],
    }
    write(desk, path, service_name="Post", status="retired")
    assert tickets.get(f"Services/{service}")["Name"] == "Post"
    tickets.put(f"Services/{service}", Description="Some of it")
    assert read(desk, path, "description", "status") == {"description": ["Some of it"], "status": ["Retired"]}


def test_a_description_is_read_as_it_is_stored_and_said_to_be_html_when_it_holds_a_tag(
    desk: Desk, tickets: Tickets
) -> None:
    card = desk.create("incident", "incident_management", subject="x", description="<p>Mail &amp; more</p>")
    path = f"incident/data/{card}"
    assert read(desk, path, "description") == {"description": ["<p>Mail &amp; more</p>"]}
    assert tickets.get(f"Tickets/{card}")["Description"] == "Mail & more"
    for text in ("1 < 2 &amp; 3 > 2", "a<b"):
        write(desk, path, description=text)
        assert tickets.get(f"Tickets/{card}")["Description"] == text
    tickets.put(f"Tickets/{card}", Description="<b>no tag</b>")
    assert read(desk, path, "description") == {"description": ["<b>no tag</b>"]}
    assert tickets.get(f"Tickets/{card}")["Description"] == "<b>no tag</b>"


def test_a_single_attribute_over_several_values_shows_and_replaces_the_first_only(desk: Desk, tickets: Tickets) -> None:
    services = [tickets.post("Services", Name=name) for name in ("Mail", "Chat", "Phone")]
    ticket = tickets.post(
        "Tickets", Description="x", StartTime=START, Services=[{"Id": int(each)} for each in services[:2]]
    )
    path = f"incident/data/{ticket}"
    assert read(desk, path, "service") == {"service": [services[0]]}
    write(desk, path, service={"value": "Phone"})
    assert [str(each["Id"]) for each in tickets.get(f"Tickets/{ticket}")["Services"]] == [services[2], services[1]]
    second = desk.send("POST", f"/dc/{path}/service", {"values": [{"dataCardId": services[0]}]})
    assert second.status == 400

    person = tickets.post("Customers", Name="Ada", Email="one@desk.test")
    several = Change({"email": ("one@desk.test", "two@desk.test")})
    records.change(kind=PERSON, number=int(person), edit=lambda _: several, caller=make_admin())
    write(desk, f"person/data/{person}", email="new@desk.test")
    assert records.get(kind=PERSON, number=int(person)).many("email") == ("new@desk.test", "two@desk.test")


def test_what_only_one_dialect_knows_survives_the_writes_of_the_other(desk: Desk, tickets: Tickets) -> None:
    card = desk.create("ServiceRequest", "service_requests", subject="x", AdditionalInformation="Blue", worklog="Seen.")
    tickets.put(f"Tickets/{card}", Description="y", NextUpdateTime="2001-01-09T00:00:00Z")
    write(desk, f"ServiceRequest/data/{card}", impact="1. High")
    path = f"ServiceRequest/data/{card}"
    assert read(desk, path, "AdditionalInformation", "worklog") == {
        "AdditionalInformation": ["Blue"],
        "worklog": ["Seen."],
    }
    assert tickets.get(f"Tickets/{card}")["NextUpdateTime"] == "2001-01-09T00:00:00Z"


def test_members_that_are_groups_are_kept_and_not_shown(desk: Desk) -> None:
    outer = desk.create("support_group", "support_groups", group_name="Outer", members={"dataCardId": 1})
    inner = int(desk.create("support_group", "support_groups", group_name="Inner"))
    both = Change({"members": (Ref("group", inner), Ref("person", 1))})
    records.change(kind=GROUP, number=int(outer), edit=lambda _: both, caller=make_admin())
    path = f"support_group/data/{outer}"
    assert read(desk, path, "members") == {"members": ["1"]}
    assert read(desk, "person/data/1", "support_groups") == {"support_groups": [outer]}
    write(desk, path, members=[])
    assert read(desk, path, "members") == {"members": []}
    assert read(desk, "person/data/1", "support_groups") == {"support_groups": []}
    assert records.get(kind=GROUP, number=int(outer)).many("members") == (Ref("group", inner),)


def test_a_login_that_somebody_has_is_a_conflict_of_its_attribute_alone(desk: Desk) -> None:
    body = {"folderCode": "personnel", "data": data(first_name="Eve", upn="ada")}
    made = desk.send("POST", "/dc/person/data", body)
    assert made.status == 201
    assert [(each["attributeCode"], each["error"]) for each in made.json["meta"]["errors"]] == [("upn", "Conflict")]
    path = f"/dc/person/data/{made.json['dataCard']['dataCardId']}"
    assert desk.send("PUT", f"{path}/upn", {"values": [{"value": "ADA"}]}).status == 409
    nothing_else = desk.send("POST", "/dc/person/data", {**body, "data": data(upn="ada")})
    assert (nothing_else.status, "in use" in nothing_else.json["message"]) == (400, True)
    row = desk.send("PUT", "/dc/person/data", [body]).json["data"][0]
    assert (row["dataCard"]["name"], row["errors"][0]["error"]) == ("Eve", "Conflict")
