"""The xMatters dialect as a new user of the local cloud meets it: alerts, answers, reports; and the crash in between."""

from __future__ import annotations

import base64
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from itertools import pairwise
from typing import Any

import pytest

from chalicelib.outbound.signature import is_genuine
from tests.e2e.crowd import Crowd
from tests.e2e.local_cloud import LocalCloud, wait_for
from tests.e2e.subscribers import sent_count, wait_until_quiet
from tests.e2e.xmatters_client import XmattersClient
from tests.outbound.receivers import OK, Receiver, answers, status

BUILDING_EMERGENCY = "e5de7dd5-9170-48b0-abd7-14aa824848c8"
ACKNOWLEDGE = "5b0f3f0a-6f0a-4c57-9d5e-3a1f0c9d7b11"
DAY = 24 * 3600
SHORTEST_WAITS = 0.8 * 60  # seconds between the second and the third try
SECRET = "whsec_" + base64.b64encode(b"shared by those who are told").decode()
PEOPLE = 200
UNDER_WAY = 30  # deliveries that all senders together try at once
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
ALERT = {  # as the specification prints it (3.1)
    "properties": {
        "Building": ["Building A", "Building B"],
        "City": "Victoria",
        "State": "BC",
        "Street Number": 2453,
        "Is PO Box?": True,
        "Disaster Category": ["Mass Movement", "Earthquake"],
    },
    "recipients": [
        {"targetName": "bsmith"},
        {"targetName": "Operations"},
        {"targetName": "tsanderson", "devices": ["Email", "Voice Phone"]},
    ],
    "conferences": [{"name": "P1M1"}],
    "responses": ["a1b73279-465f-4f18-a44b-47993c3f75b9", "75f789c2-87b2-4c63-91de-ea6e5834e91d"],
    "priority": "high",
    "callbacks": [
        {
            "url": "https://host.example/service/event/status",
            "type": "status",
            "authType": "basic",
            "authUserName": "mmcbride",
            "authPassword": "password123",
        },
        {"url": "http://host.example/service/event/deliveryStatus", "type": "deliveryStatus"},
        {"url": "ia://myagentID", "iaid": "lugh-ia-512", "type": "response"},
    ],
}
FEED = {  # as the specification prints it (4)
    "formUuid": "96234526-9498-4b71-a3ce-4e20877b7835",
    "name": "Fire alarm",
    "description": "fire alert",
    "subscriptions": [
        {"targetName": "admin|Work Email"},
        {"targetName": "admin|Home Phone"},
        {"targetName": "Fire Department"},
    ],
    "properties": [
        {"uuid": "a6101dc6-09d8-41c5-bedc-84b75455632e", "operator": "IS", "value": "TRUE_OR_FALSE"},
        {"uuid": "b9c231c4-abdf-48bc-951f-4f4738d376d6", "operator": "IS_ONE_OF", "values": ["Value A", "Value B"]},
        {"uuid": "0aaa6e49-d7d6-4430-9a10-c1620201396f", "operator": "IS_ONE_OR_MORE_OF", "values": ["1", "2", "3"]},
        {
            "uuid": "fbad75cf-4084-4e7c-8d9b-08d318922d8c",
            "operator": "IS_ONE_TYPE_OF",
            "values": ["Root A -> Level 2 -> Leaf A"],
        },
        {"uuid": "e56f2447-160c-45b9-8005-18b36b78a5d1", "operator": "CONTAINS", "value": "123"},
        {"uuid": "349ebf85-693e-495c-a5df-db4003855576", "operator": "STARTS_WITH", "value": "pass"},
        {"uuid": "b362f639-faad-4af8-80c7-493bb76aa092", "operator": "ENDS_WITH", "value": "abc"},
    ],
    "devices": ["Work Email", "SMS Phone"],
    "owner": "admin",
}
FIRE = {
    "Alarm active": True,
    "Alarm zone": "Value A",
    "Floors": ["3"],
    "Area": ["Root A", "Level 2", "Leaf A"],
    "Panel number": 91234,
    "Panel code": "password",
    "Note": "xyzABC",
}


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
    """A local cloud for this file, whose clock and limits may be changed, and which may be killed."""
    cloud = LocalCloud(tmp_path_factory.mktemp("xmatters") / "data").start()
    yield cloud
    cloud.kill()


@pytest.fixture
def client(cloud: LocalCloud) -> XmattersClient:
    cloud.call("POST", "/_local/limits", {"requests_per_minute": 0})
    return XmattersClient(cloud)


def reports(receiver: Receiver) -> list[dict[str, Any]]:
    return [json.loads(each.body) for each in receiver.requests]


def status_of(receiver: Receiver) -> list[str]:
    return [each["status"] for each in reports(receiver) if "status" in each]


def to(receiver: Receiver, *types: str) -> list[dict[str, str]]:
    return [{"url": receiver.url, "type": each} for each in types]


def now(cloud: LocalCloud, *, advance: float = 0) -> datetime:
    return datetime.fromisoformat(cloud.call("POST", "/_local/clock", {"advance_seconds": advance})[1]["now"])


def link(mail: dict[str, str]) -> str:
    """Where the link in a mail leads to, without the host."""
    found = re.search(r"http://[^/]+(/respond/\S+)", mail["body"])
    assert found
    return found[1]


def test_an_alert_is_mailed_answered_and_reported_and_ends_once(client: XmattersClient) -> None:
    with Receiver(answers(OK)) as receiver:
        event = client.trigger(
            properties={"message": "Disk <b>full</b>", "incident_id": "INC0010001"},
            recipients=[{"targetName": "bsmith", "devices": ["Work Email"]}],
            callbacks=to(receiver, "status", "deliveryStatus", "response"),
        )
        wait_for(lambda: len(client.mails(event)) == 1 and len(receiver.requests) == 2)
        [mail] = client.mails(event)
        assert (mail["to"], mail["subject"]) == ("bsmith@example.com", f"New Incident: Disk <b>full</b> (#{event})")

        page = client.send("GET", link(mail))
        assert (page.status, page.headers["cache-control"]) == (200, "no-store")
        assert "Disk &lt;b&gt;full&lt;/b&gt;" in page.text
        answered = client.send("POST", link(mail), f"response={ACKNOWLEDGE}&comment=On+my+way".encode(), FORM)
        assert answered.status == 200
        wait_for(lambda: len(receiver.requests) == 3)
        assert client.send("POST", link(mail), f"response={ACKNOWLEDGE}".encode(), FORM).status == 409

        assert [client.put(event, "terminated").status for _ in range(2)] == [200, 409]
        wait_for(lambda: len(receiver.requests) == 4)
    said = reports(receiver)
    assert {each["eventIdentifier"] for each in said} == {event}
    assert status_of(receiver) == ["active", "terminated_external"]
    [delivered] = [each for each in said if "deliveryStatus" in each]
    assert (delivered["deliveryStatus"], delivered["recipient"], delivered["device"]) == (
        "Delivered",
        "bsmith",
        "Work Email",
    )
    [response] = [each for each in said if "response" in each]
    assert (response["response"], response["annotation"]) == ("Acknowledge", "On my way")
    assert response["eventProperties"][0] == {"incident_id": "INC0010001"}
    [notification] = client.notifications(event, "notifications?status=responded")
    assert (notification["response"], notification["sender"]) == ("Acknowledge", client.known["login"])


def test_the_requests_that_the_documentation_prints_are_accepted_as_they_stand(client: XmattersClient) -> None:
    placed = client.call("POST", f"/reapi/2015-01-01/engines/forms/{BUILDING_EMERGENCY}/triggers", ALERT)
    assert placed.status == 200
    assert re.fullmatch(r'\{"id":"\d+"\}', placed.text)
    event = int(placed.json["id"])
    wait_for(lambda: {each["to"] for each in client.mails(event)} == {"bsmith@example.com", "tsanderson@example.com"})

    fed = client.call("POST", "/reapi/2015-01-01/feeds", FEED)
    assert fed.status == 201
    assert re.fullmatch(r'\{"href":"/feeds/[0-9a-f-]{36}"\}', fed.text)
    alarm = client.call("POST", "engines/Incident%20Alerts/Fire%20Alarm/events", {"properties": FIRE, "recipients": []})
    number = int(alarm.json["id"])
    wait_for(lambda: bool(client.mails(number)))
    assert {each["to"] for each in client.mails(number)} == {"admin@example.com"}
    assert {each["subscriptionName"] for each in client.notifications(number)} == {"Fire alarm"}


def test_what_the_dialect_does_can_be_read(client: XmattersClient) -> None:
    page = client.send("GET", "/reapi/docs")
    assert (page.status, page.headers["content-type"].split(";")[0]) == (200, "text/html")
    document = client.send("GET", "/reapi/docs/openapi.json")
    assert (document.status, document.json["openapi"][:2]) == (200, "3.")
    assert any(path.endswith("/triggers") for path in document.json["paths"])


def test_a_receiver_that_fails_twice_is_told_once_in_the_end_with_the_same_bytes_under_the_same_id(
    cloud: LocalCloud, client: XmattersClient
) -> None:
    assert cloud.call("POST", "/_local/settings", {"xmatters": {"signing_secret": SECRET}})[0] == 200
    with Receiver(answers(status(503), status(500), OK)) as receiver:
        event = client.alert("mmcbride", callbacks=to(receiver, "status"))
        wait_for(lambda: told(client, receiver) == ["retrying"])
        since = now(cloud)
        # A step at a time: the next wait begins when what came of a try was noted, which is later than the request.
        wait_for(lambda: now(cloud, advance=5) > since and len(receiver.requests) == 3, every=0.2)
        assert (now(cloud) - since).total_seconds() >= SHORTEST_WAITS
        wait_for(lambda: told(client, receiver) == ["delivered"])
        assert client.put(event, "TERMINATED").status == 200
        wait_for(lambda: len(receiver.requests) > 3)
    assert status_of(receiver) == ["active", "active", "active", "terminated_external"]
    *tries, last = receiver.requests
    assert len({each.body for each in tries}) == 1
    assert len({each.headers["webhook-id"] for each in tries}) == 1
    assert last.headers["webhook-id"] != tries[0].headers["webhook-id"]
    assert all(is_genuine(each.headers, each.body, SECRET, now=time.time()) for each in receiver.requests)
    logs = "".join(path.read_text(errors="replace") for path in (cloud.data / "logs").iterdir())
    assert SECRET not in logs


def told(client: XmattersClient, receiver: Receiver) -> list[str]:
    return [each["status"] for each in client.outbox("callback") if each["to"] == receiver.url]


def test_an_agent_fetches_what_is_meant_for_it_and_acknowledges_it(client: XmattersClient) -> None:
    event = client.trigger(BUILDING_EMERGENCY)
    queue = "/agent/v1/callbacks?service=polydesk-demo&iaid=demo-ia-1"
    tokens: list[dict[str, Any]] = []
    while len(tokens) < 2:
        got = client.get(f"{queue}&wait=20")["callbacks"]
        assert got
        for each in got:
            assert client.call("DELETE", f"/agent/v1/callbacks/{each['receipt']}").status == 204
        tokens += [each for each in got if each["eventidentifier"] == str(event)]
    assert {each["xmatters_callback_type"] for each in tokens} == {"status", "deliveryStatus"}
    assert {each.get("deliverystatus") for each in tokens} == {None, "Delivered"}
    assert client.get(queue) == {"callbacks": []}
    assert client.call("DELETE", "/agent/v1/callbacks/forged").status == 404


def test_an_event_ends_by_itself_when_its_time_is_over(cloud: LocalCloud, client: XmattersClient) -> None:
    with Receiver(answers(OK)) as receiver:
        event = client.alert("mmcbride", callbacks=to(receiver, "status"))
        wait_for(lambda: len(receiver.requests) == 1)
        now(cloud, advance=DAY - 300)
        assert {"href": f"/reapi/2015-04-01/events/{event}"} in client.get("events?status=ACTIVE")["records"]
        now(cloud, advance=301)
        wait_for(lambda: len(receiver.requests) == 2)
    assert status_of(receiver) == ["active", "terminated"]
    assert reports(receiver)[1]["username"] == "system"
    assert client.put(event, "terminated").status == 409


def test_events_come_page_by_page_each_once_newest_first(client: XmattersClient) -> None:
    words = {"message": "Full", "incident_id": "INC, page by page"}
    with ThreadPoolExecutor(8) as pool:
        one = [{"targetName": "mmcbride"}]
        made = list(pool.map(lambda _: client.trigger(properties=words, recipients=one), range(250)))
    assert len(set(made)) == 250
    pages = list(client.pages("events?status=active&properties=incident_id%23en%3DINC%2C%20page%20by%20page"))
    assert [(page["total"], len(page["records"])) for page in pages] == [(250, 100), (250, 100), (250, 50)]
    hrefs = [each["href"] for page in pages for each in page["records"]]
    assert hrefs == [f"/reapi/2015-04-01/events/{number}" for number in sorted(made, reverse=True)]


def test_sites_are_made_listed_and_switched_off(client: XmattersClient) -> None:
    with ThreadPoolExecutor(8) as pool:
        bodies = [{"name": f"UK_{number:03d}", "status": "ACTIVE"} for number in range(150)]
        made = [each.json["uuid"] for each in pool.map(lambda body: client.call("POST", "sites", body), bodies)]

    pages = list(client.pages("sites/?name=uk_*"))
    assert [(page["total"], len(page["sites"])) for page in pages] == [("150", 100), ("", 50)]
    assert all(page["nextRecordsUrl"] == page["nextRecordsURL"] for page in pages)
    assert pages[0]["nextRecordsUrl"].startswith("/reapi/2015-04-01/sites/?name=uk_%2A&startAfterSite=")
    found = [each["identifier"] for page in pages for each in page["sites"]]
    assert len(found) == 150
    assert set(found) == set(made)
    older = [
        int(each["identifier"]) for page in client.pages("/reapi/2015-01-01/sites/?name=UK_*") for each in page["sites"]
    ]
    assert all(one > other for one, other in pairwise(older))
    assert [len(page["sites"]) for page in client.pages("sites/?name=UK_0*")] == [
        100,
        0,
    ]  # a full page promises one more

    off = client.call("POST", f"sites/{made[7]}", {"status": "INACTIVE"})
    assert (off.status, off.json["name"], off.json["status"]) == (200, "UK_007", "INACTIVE")
    assert client.get("sites/?name=UK_007")["sites"] == [off.json]


def test_a_kill_of_everything_in_the_middle_misses_nobody(cloud: LocalCloud, client: XmattersClient) -> None:
    crowd = Crowd(cloud, PEOPLE, PEOPLE // 2)
    before = sent_count(cloud)
    event = client.alert(*crowd.groups, crowd.groups[0])
    cloud.snapshot()  # what is younger than the newest copy is lost with everything that is about it
    wait_for(lambda: sent_count(cloud) >= before + 0.4 * PEOPLE)
    clock = now(cloud)
    cloud.kill()
    cloud.start()
    # The moved clock ended with the processes. What was under way waits for the end of its lease.
    now(cloud, advance=max(0, (clock - now(cloud)).total_seconds()) + 61)
    wait_for(lambda: {each["to"] for each in client.mails(event)} == crowd.addresses, every=0.5)
    wait_until_quiet(cloud)
    counts = Counter(each["to"] for each in client.mails(event))
    assert set(counts.values()) <= {1, 2}  # a mail that was in flight may come twice
    assert sum(1 for count in counts.values() if count > 1) <= UNDER_WAY
    delivered = client.notifications(event, "notifications?status=DELIVERED")
    assert Counter(f"{each['user']['targetName']}@example.com" for each in delivered) == Counter(crowd.addresses)
