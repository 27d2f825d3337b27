from __future__ import annotations

import base64
import json
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.dialects.squiz import callback
from chalicelib.domain import clock
from chalicelib.domain.job import Job
from chalicelib.outbound import sender, signature, worker
from chalicelib.store import jobs
from tests.dialects.squiz.desk import HOME, SCHEMA, SITE, Desk, set_up
from tests.outbound.desk import items, queued_deliveries, queued_jobs
from tests.outbound.receivers import OK, Received, Receiver, answers
from tests.vault import make_vault_key

URL = "http://127.0.0.1:9/hook"


def announced() -> list[Job]:
    """The jobs of this dialect that are queued."""
    until = clock.now() + timedelta(seconds=60)
    leased = [jobs.lease(each, token="t", at=clock.now(), until=until) for each in queued_jobs()]
    return [each for each in leased if each is not None and each.dialect == "squiz"]


def told() -> list[dict[str, Any]]:
    """What the receiver is about to be told, in order."""
    found = [
        json.loads(each.message.body)
        for job in announced()
        for each in callback.messages(job, after=None)
        if each.message
    ]
    assert all(abs(each.pop("at") - clock.now().timestamp()) < 60 for each in found)
    return found


def event(name: str, asset: int | str, link: str | None = None, user: str | None = "1") -> dict[str, Any]:
    return {"event": name, "asset_id": str(asset), "link_id": link, "user_id": user}


def delivered() -> list[Received]:
    """What arrives of all that is queued."""
    with Receiver(answers(OK)) as listening:
        set_up(trigger_url=listening.url)
        for job in queued_jobs():
            worker.expand(job)
        for job, key in queued_deliveries():
            sender.attempt(job, key)
        return listening.requests


def test_every_write_is_told_of_once(desk: Desk) -> None:
    set_up(trigger_url=URL)
    made = desk.make(HOME)
    assert told() == [event("asset.created", made)]
    desk.send("PATCH", f"assets/{made}", {})
    assert told() == [event("asset.updated", made)]
    link = desk.link(SCHEMA, made).json["link_id"]
    assert told() == [event("link.created", made, link)]
    desk.send("PATCH", f"links/{link}", {"value": "x"})
    assert told() == [event("link.updated", made, link)]
    desk.send("DELETE", f"links/{link}")
    assert told() == [event("link.removed", made, link)]
    desk.send("DELETE", f"assets/{made}")
    assert told() == [event("asset.trashed", made)]


def test_a_deletion_is_told_of_for_each_asset_by_rising_number(desk: Desk) -> None:
    parts = [desk.make(HOME, link={"is_dependent": True}) for _ in range(3)]
    set_up(trigger_url=URL)
    desk.send("DELETE", f"assets/{HOME}")
    assert told() == [event("asset.trashed", each) for each in (str(HOME), *parts)]


def test_a_worker_goes_on_where_another_one_ended(desk: Desk) -> None:
    desk.make(HOME, link={"is_dependent": True})
    set_up(trigger_url=URL)
    desk.send("DELETE", f"assets/{HOME}")
    [job] = announced()
    keys = [each.key for each in callback.messages(job, after=None)]
    assert keys == sorted(keys)
    assert [each.key for each in callback.messages(job, after=keys[0])] == keys[1:]
    assert list(callback.messages(replace(job, facts={**job.facts, "assets": []}), after=None)) == []


WRITES: list[tuple[str, str, Any]] = [
    ("POST", "assets", {"asset": {"type": "folder"}, "parent": {"asset_id": "2"}}),
    ("PATCH", f"assets/{HOME}", {}),
    ("POST", "links", {"major_id": str(SITE), "minor_id": str(SCHEMA), "value": "", "sort_order": -1, "is_dependent": False, "is_exclusive": False, "link_type": "menu"}),  # noqa: E501
    ("PATCH", "links/1", {"value": "x"}),
    ("DELETE", "links/5", b""),
    ("DELETE", f"assets/{HOME}", b""),
]  # fmt: skip


@pytest.mark.parametrize("query", ["?disable-triggers=1", ""])
def test_nothing_is_announced_where_triggers_are_off_or_nobody_listens(desk: Desk, query: str) -> None:
    if query:
        set_up(trigger_url=URL)
    for method, path, body in WRITES:
        assert desk.send(method, f"{path}{query}", body).status < 300, path
    assert announced() == []
    assert [each for each in items(".") if each.get("dialect", {}).get("S") == "squiz"] == []


def test_what_is_refused_is_not_announced(desk: Desk) -> None:
    set_up(trigger_url=URL)
    assert desk.send("DELETE", f"assets/{SITE}").status == 409
    assert desk.send("PATCH", f"assets/{HOME}", {"type": ""}).status == 400
    assert desk.send("POST", "assets", {"asset": {"type": "x"}, "parent": {"asset_id": "99"}}).status == 404
    assert desk.send("PATCH", "links/1", {}).status == 200  # nothing differs
    assert announced() == []


def test_an_address_that_is_taken_away_is_told_nothing_more(desk: Desk) -> None:
    set_up(trigger_url=URL)
    desk.send("PATCH", f"assets/{HOME}", {})
    set_up(trigger_url=None)
    assert told() == []


def test_a_trigger_arrives_as_receivers_read_it_and_signed(desk: Desk) -> None:
    make_vault_key()
    secret = "whsec_" + base64.b64encode(b"k" * 32).decode()
    set_up(trigger_url=URL, signing_secret=secret)
    desk.send("PATCH", f"assets/{HOME}", {})
    [came] = delivered()
    headers = {name.lower(): value for name, value in came.headers.items()}
    at = desk.get(f"assets/{HOME}").json["updated"]["date_time_unix"]
    expected = f'{{"event":"asset.updated","asset_id":"4","link_id":null,"user_id":"1","at":{at}}}'
    assert came.body.decode() == expected
    assert (headers["content-type"], headers["user-agent"]) == ("application/json", "Polydesk-Squiz")
    assert signature.is_genuine(headers, came.body, secret, now=time.time())
