"""The e-mails of §10 of the contract, from the request to the words that leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from chalicelib.dialects.tickets import callback
from chalicelib.domain import clock
from chalicelib.domain.caller import Caller
from chalicelib.domain.delivery import Channel, Message
from chalicelib.domain.job import Job
from chalicelib.domain.record import Change, Value
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import TICKET
from chalicelib.outbound import worker
from chalicelib.services import records
from chalicelib.store import deliveries
from tests.conftest import make_caller
from tests.outbound.desk import queued_jobs
from tests.wire import Answer, Client

START = "2026-11-21T08:00:00Z"
NOON = "2026-11-21T12:00:00Z"


@dataclass
class Desk:
    """A desk with one service and at most one ticket, in the hands of a client."""

    client: Client
    service: int = 0
    ticket: int = 0

    def call(self, method: str, path: str, body: Any = b"", **headers: str) -> Answer:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self.client.send(method, f"/api/{path}?key={self.client.known['key']}", body, names)
        assert answer.status < 300, answer.text
        return answer

    def made(self, collection: str, **members: Any) -> int:
        number: int = self.call("POST", collection, members).json["Id"]
        return number

    def customer(self, email: str | None, *services: int) -> int:
        return self.made("Customers", Name="Ann Lee", Email=email, Services=list(services or [self.service]))

    def open(self, **members: Any) -> int:
        wanted = {"Description": "Cold", "StartTime": START, "Services": [self.service], **members}
        self.ticket = self.made("Tickets", **wanted)
        return self.ticket

    def put(self, **members: Any) -> None:
        self.change("Tickets", self.ticket, **members)

    def change(self, collection: str, number: int, **members: Any) -> None:
        """Send back what was read, with something else in it, as clients do."""
        stands = self.call("GET", f"{collection}/{number}").json
        self.call("PUT", f"{collection}/{number}", {**stands, **members})

    def mails(self) -> list[Message]:
        """What is on its way because of what was done since the last call."""
        found: list[Message] = []
        for job in queued_jobs():
            worker.expand(job)
            found += [each.message for each in deliveries.of_job(job)]
        return found

    def subjects(self) -> list[str]:
        return [mail.subject for mail in self.mails()]


@pytest.fixture
def desk(client: Client, queues: None) -> Desk:
    desk = Desk(client)
    desk.service = desk.made("Services", Name="Heating")
    return desk


@pytest.fixture
def served(desk: Desk) -> Desk:
    """A desk with one subscriber."""
    desk.customer("ann@example.com")
    return desk


def test_a_new_ticket_is_told_in_these_words(served: Desk) -> None:
    other = served.made("Services", Name="Lifts & doors")
    served.open(
        Description="\n  It is cold.\nVery.",
        Services=[served.service, other],
        EndTime="2026-11-21T10:00:00.5+01:00",
        ExpectedResolutionTime="2026-11-22T00:00:00Z",
        NextUpdateTime="2026-11-21T09:30:00Z",
    )
    [mail] = served.mails()
    assert (mail.channel, mail.to, mail.media_type) == (Channel.EMAIL, "ann@example.com", "text/plain")
    assert mail.subject == "Created: Heating, Lifts & doors - It is cold."
    assert mail.body == (
        "\n  It is cold.\nVery.\n"
        f"Ticket: {served.ticket}\n"
        "Services: Heating, Lifts & doors\n"
        "Start: 2026-11-21T08:00:00Z\n"
        "End: 2026-11-21T09:00:00.5Z\n"
        "Expected resolution: 2026-11-22T00:00:00Z\n"
        "Next update: 2026-11-21T09:30:00Z\n"
    )


def test_lines_without_a_value_are_left_out(served: Desk) -> None:
    served.open()
    [mail] = served.mails()
    assert mail.body == f"Cold\nTicket: {served.ticket}\nServices: Heating\nStart: {START}\n"


def test_closing_and_reopening_are_told_with_their_times(served: Desk) -> None:
    served.open()
    served.mails()
    served.put(ClosedTime=NOON)
    [closed] = served.mails()
    served.put(ReopenedTime="2026-11-21T13:00:00Z")
    [reopened] = served.mails()
    assert (closed.subject, reopened.subject) == ("Closed: Heating - Cold", "Reopened: Heating - Cold")
    assert f"Closed: {NOON}\n" in closed.body
    assert "Reopened:" not in closed.body
    assert "Reopened: 2026-11-21T13:00:00Z\n" in reopened.body
    assert "\nClosed:" not in reopened.body


def test_each_request_is_told_as_the_first_kind_that_fits(served: Desk) -> None:
    served.open()
    served.put(Description="Colder")
    served.put(Description="Coldest", ClosedTime=NOON)
    served.put(ClosedTime="2026-11-21T12:30:00Z")
    served.put(Description="Warm", ReopenedTime="2026-11-21T13:00:00Z")
    assert sorted(served.subjects()) == sorted(
        [
            "Created: Heating - Cold",
            "Updated: Heating - Colder",
            "Closed: Heating - Coldest",
            "Updated: Heating - Coldest",
            "Reopened: Heating - Warm",
        ]
    )


def test_a_ticket_that_is_made_closed_is_told_as_created(served: Desk) -> None:
    served.open(ClosedTime=NOON)
    assert served.subjects() == ["Created: Heating - Cold"]


def test_closing_again_with_the_same_time_is_not_told(served: Desk) -> None:
    served.open()
    served.put(ClosedTime=NOON)
    served.mails()
    served.put(ClosedTime=NOON)
    served.put(ClosedTime="2026-11-21T13:00:00+01:00")
    assert served.mails() == []


def test_a_put_that_changes_nothing_is_not_told(served: Desk) -> None:
    served.open()
    served.mails()
    served.put(Description="Cold")
    served.put(Services=[served.service, 99], OperatorId="nonsense")  # no PUT changes these
    assert served.mails() == []


@pytest.mark.parametrize("said", [True, "true"])
def test_nothing_is_told_when_the_body_says_not_to(served: Desk, said: object) -> None:
    served.open(DoNotSendEmail=said)
    served.put(Description="Colder", DoNotSendEmail=said)
    served.put(ClosedTime=NOON, DoNotSendEmail=said)
    assert served.mails() == []


@pytest.mark.parametrize("said", [False, None, "false"])
def test_a_body_that_does_not_say_so_is_told(served: Desk, said: object) -> None:
    served.open(DoNotSendEmail=said)
    assert served.subjects() == ["Created: Heating - Cold"]


@pytest.mark.parametrize(("said", "told"), [("true", 0), ("false", 1), ("", 1)])
def test_the_same_holds_in_xml(served: Desk, said: str, told: int) -> None:
    element = f"<DoNotSendEmail>{said}</DoNotSendEmail>" if said else ""
    body = (
        f"<Ticket>{element}<Description>Cold</Description><Services><Service><Id>{served.service}</Id></Service></Services>"
        f"<StartTime>{START}</StartTime></Ticket>"
    )
    served.call("POST", "Tickets", body, Content_Type="application/xml")
    assert len(served.mails()) == told


def test_not_telling_once_is_not_remembered(served: Desk) -> None:
    served.open(DoNotSendEmail=True)
    served.put(Description="Colder")
    assert served.subjects() == ["Updated: Heating - Colder"]


def test_a_customer_gets_one_mail_however_many_services_match(desk: Desk) -> None:
    second, third = desk.made("Services", Name="Water"), desk.made("Services", Name="Light")
    desk.customer("both@example.com", desk.service, second)
    desk.customer("one@example.com", second)
    desk.customer("none@example.com", third)
    desk.open(Services=[desk.service, second])
    assert sorted(mail.to for mail in desk.mails()) == ["both@example.com", "one@example.com"]


def test_customers_without_an_address_or_without_the_service_get_none(desk: Desk) -> None:
    desk.customer(None)
    desk.made("Customers", Name="Bob", Email="bob@example.com")
    desk.made("Operators", Name="Olga", Email="olga@example.com")
    desk.open()
    assert desk.mails() == []


def test_who_is_subscribed_when_the_job_is_expanded_counts(served: Desk) -> None:
    served.open()
    served.customer("late@example.com")
    gone = served.customer("gone@example.com")
    served.call("DELETE", f"Customers/{gone}")
    moved = served.customer("old@example.com")
    served.change("Customers", moved, Email="new@example.com")
    left = served.customer("left@example.com")
    served.change("Customers", left, Services=[])
    assert sorted(mail.to for mail in served.mails()) == ["ann@example.com", "late@example.com", "new@example.com"]


def test_a_ticket_about_no_service_is_told_to_nobody(served: Desk) -> None:
    served.made("Tickets", Description="Cold", StartTime=START)
    assert queued_jobs() == []


def test_no_later_change_alters_a_mail_that_is_under_way(served: Desk) -> None:
    served.open()
    served.put(Description="Changed", DoNotSendEmail=True)
    served.change("Services", served.service, Name="Renamed")
    [mail] = served.mails()
    assert (mail.subject, mail.body.split("\n")[0]) == ("Created: Heating - Cold", "Cold")


def test_deleting_tells_nobody(served: Desk) -> None:
    served.open(DoNotSendEmail=True)
    served.call("DELETE", f"Tickets/{served.ticket}")
    assert served.mails() == []


def test_customers_services_and_operators_tell_nobody(served: Desk) -> None:
    served.change("Services", served.service, Name="Renamed")
    served.made("Operators", Name="Olga")
    served.customer("bob@example.com")
    assert queued_jobs() == []


@pytest.mark.parametrize("dialect", ["esm", "matrix42"])
def test_changes_through_another_dialect_tell_nobody(served: Desk, dialect: str) -> None:
    other: Caller = make_caller(dialect)
    values: dict[str, Value | None] = {"subject": "Cold", "services": (Ref("service", served.service),)}
    ticket = records.create(kind=TICKET, values=values, caller=other)
    records.change(kind=TICKET, number=ticket.number, edit=lambda _: Change({"state": "closed"}), caller=other)
    assert queued_jobs() == []


@pytest.mark.parametrize(
    ("description", "shown"),
    [
        ("One\nTwo", "One"),
        ("\n \t\n  Three  \nFour", "Three"),
        ("One\r\nBcc: all@example.com", "One"),
        ("One\rBcc: all@example.com", "One"),
        ("One\u2028Bcc: x", "One"),
        ("One\u0085Bcc: x", "One"),
        ("a\tb\tc", "a b c"),
        ("x" * 81, "x" * 80),
        ("ä" * 80, "ä" * 80),
        ("   ", ""),
    ],
)
def test_a_subject_is_one_line_without_control_characters(description: str, shown: str) -> None:
    facts = {"Id": 7, "Description": description, "Services": [[1, "Heating"]]}
    assert callback._subject("Created", facts) == f"Created: Heating - {shown}"


def test_a_name_of_a_service_can_begin_no_header() -> None:
    facts = {"Id": 7, "Description": "Cold", "Services": [[1, "Heating\r\nBcc: all@example.com"], [2, "Wa\x00ter"]]}
    subject = callback._subject("Created", facts)
    assert subject == "Created: Heating Bcc: all@example.com, Wa ter - Cold"


def test_the_same_job_gives_the_same_keys_in_rising_order_however_often_it_is_asked(desk: Desk) -> None:
    for number in range(5):
        desk.customer(f"p{number}@example.com")
    facts = {"Id": 7, "Description": "Cold", "Services": [[desk.service, "Heating"]]}
    facts |= dict.fromkeys(
        ("StartTime", "EndTime", "ExpectedResolutionTime", "NextUpdateTime", "ClosedTime", "ReopenedTime")
    )
    job = Job("ticket.7.99", "tickets", "Created", facts, clock.now())
    keys = [each.key for each in callback.messages(job, after=None)]
    assert keys == sorted(keys) == [each.key for each in callback.messages(job, after=None)]
    assert [each.key for each in callback.messages(job, after=keys[2])] == keys[3:]
    assert not any("." in key for key in keys)
