"""A service and the customers who are subscribed to it, on a local cloud that runs; what reaches them."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import boto3

from tests.e2e.local_cloud import LocalCloud

START = "2026-11-21T08:00:00Z"


class Subscribers:
    """`count` customers with an address each, and the service that they are all subscribed to."""

    def __init__(self, cloud: LocalCloud, count: int = 1, *, at_once: int = 8) -> None:
        self.cloud = cloud
        self.service = self._make("Services", {"Name": f"Heating {time.monotonic_ns()}"})
        self.addresses = [f"p{number}.{self.service}@example.com" for number in range(count)]
        with ThreadPoolExecutor(at_once) as pool:
            list(pool.map(self._subscribe, self.addresses))

    def open(self, description: str = "Cold", **members: Any) -> int:
        """A new ticket about the service."""
        ticket = {"Description": description, "StartTime": START, "Services": [self.service], **members}
        return self._make("Tickets", ticket)

    def put(self, ticket: int, **members: Any) -> None:
        """Send a ticket back with something else in it."""
        stands = self.cloud.call("GET", self.cloud.tickets(f"/{ticket}"))[1]
        status, answer = self.cloud.call("PUT", self.cloud.tickets(f"/{ticket}"), {**stands, **members})
        assert status == 200, answer

    def mails(self, subject: str = "") -> list[dict[str, str]]:
        """What has reached the subscribers, newest first; of one subject, or all."""
        wanted = set(self.addresses)
        entries = self.cloud.call("GET", "/_local/outbox")[1]
        return [each for each in entries if each["to"] in wanted and subject in each["subject"]]

    def _subscribe(self, address: str) -> None:
        self._make("Customers", {"Name": address.partition("@")[0], "Email": address, "Services": [self.service]})

    def _make(self, collection: str, content: dict[str, Any]) -> int:
        status, made = self.cloud.call("POST", self.cloud.tickets().replace("/Tickets", f"/{collection}"), content)
        assert status == 201, made
        number: int = made["Id"]
        return number


def sent_count(cloud: LocalCloud) -> int:
    """How many mails SES has taken so far: cheaper to ask for than the mails themselves."""
    session = boto3.Session(aws_access_key_id="local", aws_secret_access_key="local", region_name="eu-central-1")
    ses = session.client("ses", endpoint_url=f"http://127.0.0.1:{cloud.emulator_port}")
    return int(ses.get_send_quota()["SentLast24Hours"])


def wait_until_quiet(cloud: LocalCloud, seconds: float = 1.5) -> None:
    """Come back when nothing more was sent for a while."""
    known, since = -1, time.monotonic()
    while time.monotonic() - since < seconds:
        count = sent_count(cloud)
        if count != known:
            known, since = count, time.monotonic()
        time.sleep(0.1)
