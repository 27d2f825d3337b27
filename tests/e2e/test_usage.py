"""What the local cloud's own log says of a call, and of what left because of it."""

from __future__ import annotations

import json
import time
from typing import Any

from tests.e2e.admin import answer
from tests.e2e.local_cloud import LocalCloud

PATIENCE = 30.0  # seconds until a mail has left


def lines(cloud: LocalCloud) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (cloud.data / "logs" / "app.log").read_text().splitlines()]


def reads(cloud: LocalCloud) -> dict[str, int]:
    """How often somebody read a ticket, by caller."""
    found = answer(cloud, "usage", "calls", "--by", "operation", "--by", "caller", "--limit", "1000")
    return {each["caller"]: each["calls"] for each in found if each["operation"] == "tickets.read_tickets"}


def test_calls_are_counted_by_operation_and_caller(running: LocalCloud) -> None:
    number = running.create_ticket("How often am I read?")
    before = reads(running)
    for _ in range(3):
        running.description(number)
    more = {caller: calls - before.get(caller, 0) for caller, calls in reads(running).items()}
    (caller,) = (each for each, calls in more.items() if calls)
    assert (more[caller], caller == "-") == (3, False)


def test_the_log_holds_no_key_and_no_path_and_says_what_a_sender_did(running: LocalCloud) -> None:
    number = running.create_ticket("Tell those who are subscribed")
    running.description(number)
    until = time.monotonic() + PATIENCE
    while not any(each.get("deliveries_sent") for each in lines(running)) and time.monotonic() < until:
        time.sleep(0.2)
    found = lines(running)
    assert any(each.get("function") == "worker" and each.get("jobs_expanded") for each in found)
    assert any(each.get("function") == "sender" and each.get("deliveries_sent") for each in found)
    assert all("_aws" not in each for each in found)  # nobody counts here
    text = json.dumps(found)
    assert running.credentials["tickets"]["key"] not in text
    assert f"/Tickets/{number}" not in text
