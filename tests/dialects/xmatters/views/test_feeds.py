from __future__ import annotations

from dataclasses import replace
from typing import Any

from chalicelib.domain.alerting.subscription import SUBSCRIPTION
from chalicelib.domain.record import Record
from chalicelib.store import records as store
from tests.access import make_account
from tests.dialects.xmatters.alarm import Alarm
from tests.dialects.xmatters.forms import CODE, FEED, NOTE, ZONE, lay_down
from tests.wire import Answer

PROPERTIES = [{"uuid": NOTE.uuid, "operator": "CONTAINS", "value": "x"}]


def post(alarm: Alarm, *, login: str = "full", **more: Any) -> Answer:
    body = {"formUuid": FEED.uuid, "name": "Fire", "properties": PROPERTIES, **more}
    return alarm.desk.send("POST", "feeds", body, login=login)


def kept() -> Record:
    return list(store.walk(SUBSCRIPTION, step=10))[-1]


def refused(answer: Answer) -> list[tuple[str, str]]:
    assert answer.status == 400, answer.text
    return [(each["jsonPath"], each["details"]) for each in answer.json["errorDetails"]]


def test_what_is_left_out_is_as_the_form_and_the_caller_have_it(alarm: Alarm) -> None:
    lay_down(replace(FEED, notification_delay=7))
    answer = post(alarm)
    feed = kept()
    assert answer.text == f'{{"href":"/feeds/{feed.guid}"}}'
    assert (feed.get("owner"), feed.many("devices"), feed.get("delay")) == (alarm.desk.apidev.ref, ("Work Email",), 7)
    assert feed.get("subscribers") == f'[["person",{alarm.desk.apidev.number},null]]'


def test_who_has_no_person_names_an_owner(alarm: Alarm) -> None:
    make_account("robot", roles=("Standard User",))
    assert refused(post(alarm, login="robot")) == [("owner", "Required field")]
    assert post(alarm, login="robot", owner="BSMITH").status == 201


def test_a_form_names_who_may_subscribe_whatever_else_they_may(alarm: Alarm) -> None:
    lay_down(replace(FEED, senders=("reader",)))
    make_account("sue", roles=("Standard User",))
    statuses = {login: post(alarm, login=login, owner="admin").status for login in ("reader", "sue", "full", "none")}
    assert statuses == {"reader": 201, "sue": 403, "full": 201, "none": 403}


def test_a_form_that_is_switched_off_is_not_there(alarm: Alarm) -> None:
    lay_down(replace(FEED, active=False))
    assert post(alarm).status == 404


def test_what_is_kept_of_a_subscription_has_its_bounds(alarm: Alarm) -> None:
    long = ["\x01" * 1_900 + str(index) for index in range(27)]
    zone = {"uuid": ZONE.uuid, "operator": "CONTAINS"}
    assert refused(post(alarm, properties=[{**zone, "values": long}])) == [
        ("properties", "Values must be at most 50000 characters together")
    ]
    assert post(alarm, properties=[{**zone, "values": long[1:]}]).status == 201
    secret = [{"uuid": CODE.uuid, "operator": "CONTAINS", "value": "x" * 256}]
    assert refused(post(alarm, properties=secret)) == [("properties[0]/value", "Value must be at most 255 characters")]
    assert refused(post(alarm, devices=["x" * 256, 1, " "])) == [
        ("devices[0]", "Value must be at most 255 characters"),
        ("devices[1]", "Value must be a string"),
        ("devices[2]", "Value must be a string"),
    ]
