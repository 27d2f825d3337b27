"""The Matrix42 dialect as a new user of the local cloud meets it, and what it does under many hands and over a crash."""

from __future__ import annotations

import base64
import contextlib
import http.client
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.e2e import exchange
from tests.e2e.esm_client import EsmClient
from tests.e2e.local_cloud import LocalCloud, wait_for
from tests.e2e.matrix42_client import INCIDENT, PERSON, TICKET, Matrix42Client

COMMON = "SPSCommonClassBase"
ENTRY = "SPSActivityClassUnitOfWork"
FENCE = "1"  # seconds
STAMP = "Concurrency. The object has been updated by another process."


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
    """A local cloud for this file, which may be killed; polls by TimeStamp are fenced, as in the cloud."""
    cloud = LocalCloud(tmp_path_factory.mktemp("matrix42") / "data", POLYDESK_POLL_FENCE=FENCE).start()
    yield cloud
    cloud.kill()


@pytest.fixture
def client(cloud: LocalCloud) -> Matrix42Client:
    return Matrix42Client(cloud)


@pytest.fixture
def outsider(cloud: LocalCloud) -> Matrix42Client:
    """Somebody who is outside the audience of fragments, and whose profile is in German."""
    return Matrix42Client(cloud, "outside_audience")


def number(ticket: dict[str, Any]) -> int:
    """The record's number, in every dialect."""
    return int(str(ticket["TicketNumber"]).lstrip("INCTK"))


def version(stamp: str) -> int:
    """A TimeStamp as conditions write it."""
    return int.from_bytes(base64.b64decode(stamp), "big")


def someone(client: Matrix42Client) -> dict[str, Any]:
    """A person who has a mail address."""
    return client.rows(PERSON, where="MailAddress LIKE '%@%'", columns="MailAddress,LastName", pagesize=1)[0]


def mails(cloud: LocalCloud, address: str, ticket: dict[str, Any]) -> list[dict[str, str]]:
    """What has reached an address about a ticket."""
    entries = cloud.call("GET", "/_local/outbox")[1]
    return [each for each in entries if each["to"] == address and ticket["TicketNumber"] in each["subject"]]


def test_persons_are_read_page_by_page(client: Matrix42Client) -> None:
    query = {
        "where": "MailAddress LIKE '%@example.com' AND Manager.LastName IS NOT NULL",
        "columns": "FirstName,LastName,Manager.LastName AS Boss",
        "sort": "LastName DESC, FirstName",
    }
    whole = client.rows(PERSON, **query)
    pages: list[list[dict[str, Any]]] = [client.rows(PERSON, pagesize=4, pagenumber=0, **query)]
    while len(pages[-1]) == 4:
        pages.append(client.rows(PERSON, pagesize=4, pagenumber=len(pages), **query))
    assert [row for page in pages for row in page] == whole
    assert len(pages) > 2
    names = [row["LastName"].lower() for row in whole]
    assert names == sorted(names, reverse=True)
    assert all(row["Boss"] for row in whole)
    assert set(whole[0]) == {"FirstName", "LastName", "Boss", "ID", "DisplayString", "Expression-TypeID"}


def test_an_incident_is_made_as_an_object_and_read_back_whole(client: Matrix42Client) -> None:
    body = {
        TICKET: {"Subject": "Printer", "DescriptionHTML": "<p>It is <b>on fire</b>.</p>", "Impact": 3, "Urgency": 3},
        ENTRY: [{"OriginalSolutionHtml": "Reported by phone.", "ActivityAction": 0}],
    }
    made = client.post(f"data/objects/{INCIDENT}/", body)
    whole = client.get(f"data/objects/{INCIDENT}/{made}", full="true")
    assert whole["ID"] == made
    shown = whole[TICKET]
    assert (shown["Description"], shown["Priority"]) == ("It is on fire.", 3)
    assert [entry["ActivityAction"] for entry in whole[ENTRY]] == [1, 0]
    again = client.call("PUT", f"data/objects/{INCIDENT}", whole, full="true")
    assert (again.status, again.content) == (204, b"")
    assert client.fragment(made) == shown


def test_a_ticket_goes_its_way_and_all_dialects_see_it(cloud: LocalCloud, client: Matrix42Client) -> None:
    person = someone(client)
    ticket = client.create("Printer is on fire", User=person["ID"], DescriptionHTML="<p>Third floor</p>")
    client.post("journal/Add", {"ObjectId": ticket, "Comments": "On my way.", "VisibleInPortal": True})
    client.post("activity/TakeOver", {"Objects": [{"ObjectIds": [ticket], "TypeName": INCIDENT}]})
    state = client.row(COMMON, where=f"[Expression-ObjectID] = '{ticket}'", columns="State")["State"]
    assert state == 202
    close = {"ObjectIds": [ticket], "Comments": "Extinguished.", "Reason": 408, "SendMailToInitiator": True}
    client.post("ticket/close", close)
    assert client.call("POST", "ticket/close", close).status == 400
    closed = client.fragment(ticket)
    assert (closed["Solution"], closed["ClosedDate"] is None) == ("Extinguished.", False)
    journal = client.get("journal", objectId=ticket, objectLinkTemplate="x")
    assert [entry["Header"] for entry in journal] == ["Closed", "Taken over", "Comment", "Created"]

    card = EsmClient(cloud).get(f"/dc/incident/data/{number(closed)}")
    assert card["data"]["status"]["values"] == [{"value": "05 - Closed", "code": "05"}]
    assert "On my way." in str(card["data"]["worklog"]["values"])
    status, seen = cloud.call("GET", cloud.tickets(f"/{number(closed)}"))
    assert (status, seen["Id"], seen["ClosedTime"] is None) == (200, number(closed), False)
    wait_for(lambda: len(mails(cloud, person["MailAddress"], closed)) == 1)


def test_what_others_write_is_seen_here(cloud: LocalCloud, client: Matrix42Client) -> None:
    made = cloud.create_ticket("Opened elsewhere")
    ticket = client.row(TICKET, where=f"TicketNumber LIKE '%{made}'", columns="Description,TimeStamp")
    assert ticket["Description"] == "Opened elsewhere"
    esm = EsmClient(cloud)
    card = esm.create("incident", "incident_management", subject="From a card")
    before = client.row(TICKET, where="Subject = 'From a card'", columns="TimeStamp")
    esm.call("PATCH", f"/dc/incident/data/{card}", {"data": {"subject": {"values": [{"value": "Renamed"}]}}})
    after = client.row(TICKET, where=f"ID = '{before['ID']}'", columns="Subject,TimeStamp")
    assert (after["Subject"], version(after["TimeStamp"]) > version(before["TimeStamp"])) == ("Renamed", True)


def test_a_stale_timestamp_is_refused_and_changes_nothing(client: Matrix42Client) -> None:
    read = client.fragment(client.create())
    assert client.call("PUT", f"data/fragments/{TICKET}", {**read, "Subject": "First"}).status == 204
    refused = client.call("PUT", f"data/fragments/{TICKET}", {**read, "Subject": "Second"})
    assert (refused.status, refused.json["Message"]) == (500, STAMP)
    assert client.get(f"data/fragments/{TICKET}/{read['ID']}")["Subject"] == "First"


def test_of_many_who_write_with_one_timestamp_exactly_one_wins(client: Matrix42Client) -> None:
    read = client.fragment(client.create())
    subjects = [f"Writer {index}" for index in range(12)]

    def write(subject: str) -> exchange.Answer:
        return client.call("PUT", f"data/fragments/{TICKET}", {**read, "Subject": subject})

    with ThreadPoolExecutor(12) as hands:
        answers = dict(zip(subjects, hands.map(write, subjects), strict=True))
    (winner,) = [subject for subject, answer in answers.items() if answer.status == 204]
    assert {answer.json["Message"] for subject, answer in answers.items() if subject != winner} == {STAMP}
    assert client.get(f"data/fragments/{TICKET}/{read['ID']}")["Subject"] == winner


def test_who_is_outside_the_audience_may_make_tickets_but_not_read_fragments(
    client: Matrix42Client, outsider: Matrix42Client
) -> None:
    ticket = outsider.create("From outside")
    for method, path in [
        ("GET", f"data/fragments/{TICKET}"),
        ("POST", "DATA/Fragments/nothing"),
        ("POST", "ticket/close"),
    ]:
        refused = outsider.call(method, path, {} if method == "POST" else None)
        assert refused.status == 403, path
        assert "Zielgruppe" in refused.json["Message"]
    assert outsider.call("POST", "ticket/close", {"ObjectIds": [ticket]}).status == 403
    assert client.get(f"activity/{ticket}")["StateDisplayString"] == "New"
    (service,) = [each for each in outsider.get("Help/Services") if each["Name"] == "Ticket"]
    (close,) = [each for each in service["Operations"] if each["Name"] == "Close"]
    audience = outsider.get(f"Help/ServiceOperation/{close['Id']}/Audience")
    assert [each["Name"] for each in audience["Members"]] == ["Integrators"]


def test_a_file_is_brought_in_three_steps_and_fetched(cloud: LocalCloud, client: Matrix42Client) -> None:
    content = bytes(range(256)) * 64
    ticket = client.create("With a picture")
    announced = client.post("filestorage/getuploadurl", {"Name": "Türe.png", "ObjectId": ticket, "Size": len(content)})
    file = announced["UniqueFileId"]
    assert client.get(f"commonStorage/files/{ticket}") == []
    sent = exchange.send(
        cloud,
        "POST",
        announced["UploadUrl"],
        content,
        {"Authorization": client.basic, "Content-Type": "undefined"},
    )
    assert (sent.status, sent.content) == (204, b"")
    client.post(f"commonStorage/finishUploading/{file}", b"")
    client.post(f"filestorage/comment/{file}", "The door")
    (listed,) = client.get(f"commonStorage/files/{ticket}")
    assert (listed["Name"], listed["Size"], listed["Comment"]) == ("Türe.png", len(content), "The door")
    fetched = client.call("GET", f"commonStorage/file/{file}")
    assert (fetched.status, fetched.content) == (200, content)
    assert fetched.headers["content-disposition"].startswith("attachment")
    card = EsmClient(cloud).get(f"/dc/incident/data/{number(client.fragment(ticket))}")
    assert "Türe.png" in str(card["data"]["attachments"])


class Poller:
    """Somebody who asks for what is newer than all that they have seen, again and again, whether or not anybody answers."""

    def __init__(self, client: Matrix42Client) -> None:
        self.client = client
        self.seen: list[tuple[int, str]] = []
        self.over = threading.Event()

    def poll(self) -> None:
        high = self.seen[-1][0] if self.seen else 0
        query: dict[str, Any] = {
            "where": f"TimeStamp > {high}",
            "columns": "Subject,TimeStamp",
            "sort": "TimeStamp ASC",
        }
        answer = self.client.call("GET", f"data/fragments/{TICKET}", **query)
        assert answer.status in (200, 503), answer  # the latter as long as it is starting
        if answer.status == 200:
            self.seen.extend((version(row["TimeStamp"]), row["Subject"]) for row in answer.json)

    def work(self) -> None:
        while not self.over.is_set():
            with contextlib.suppress(OSError, http.client.HTTPException):
                self.poll()
            time.sleep(0.05)

    @property
    def subjects(self) -> list[str]:
        return sorted(subject for _, subject in self.seen if subject.startswith("Polled"))


def test_who_polls_by_timestamp_misses_nothing_and_sees_nothing_twice_over_a_kill(
    cloud: LocalCloud, client: Matrix42Client
) -> None:
    poller, subjects = Poller(client), sorted(f"Polled {index}" for index in range(40))
    with ThreadPoolExecutor(5) as hands:
        polling = hands.submit(poller.work)
        list(hands.map(client.create, subjects[:30]))
        cloud.snapshot()
        cloud.kill()
        cloud.start()
        list(hands.map(client.create, subjects[30:]))
        wait_for(lambda: polling.done() or len(poller.subjects) >= len(subjects), patience=20)
        poller.over.set()
        polling.result()
    assert poller.subjects == subjects
    stamps = [stamp for stamp, _ in poller.seen]
    assert stamps == sorted(set(stamps))
