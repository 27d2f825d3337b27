from __future__ import annotations

from typing import Any

import pytest

from chalicelib.domain.alerting.form import Form
from chalicelib.domain.delivery import Status
from chalicelib.domain.group import GROUP
from chalicelib.domain.record import Change
from chalicelib.services import records
from tests.dialects.xmatters.alarm import Alarm
from tests.dialects.xmatters.desk import ADMIN
from tests.dialects.xmatters.forms import ALARM, AREA, BARE_FEED, CODE, FEED, FIRE, FLOORS, INCIDENT, NOTE, PANEL, ZONE

SAID = {
    "Alarm active": True,
    "Alarm zone": "Value A",
    "Floors": ["3", "4"],
    "Area": ["Root A", "Level 2", "Leaf A"],
    "Panel number": 91234,
    "Panel code": "password",
    "Note": "Smoke abc",
}
MINUTE = 60


def feed(alarm: Alarm, *to: str, form: Form = FEED, **body: Any) -> str:
    """A subscription of these targets, by default to every event that has a note; answers its UUID."""
    content: dict[str, Any] = {"formUuid": form.uuid, "name": "Fire", "owner": "admin", **body}
    content.setdefault("properties", [{"uuid": NOTE.uuid, "operator": "MATCHES", "value": "*"}])
    if to:
        content["subscriptions"] = [{"targetName": each} for each in to]
    answer = alarm.desk.send("POST", "feeds", content)
    assert answer.status == 201, answer.text
    return str(answer.json["href"]).removeprefix("/feeds/")


def alert(alarm: Alarm, *to: str, form: Form = FIRE, **properties: Any) -> None:
    """An event, expanded."""
    alarm.trigger(*to, form=form, properties={**SAID, **properties})
    alarm.expand()


def reached(alarm: Alarm) -> list[tuple[str, str]]:
    return [(person, device) for person, device, _ in alarm.courses()]


def test_the_documented_subscription_reaches_its_subscribers_once_for_each_device(alarm: Alarm) -> None:
    criteria = [
        {"uuid": ALARM.uuid, "operator": "IS", "value": "TRUE_OR_FALSE"},
        {"uuid": ZONE.uuid, "operator": "IS_ONE_OF", "values": ["Value A", "Value B"]},
        {"uuid": FLOORS.uuid, "operator": "IS_ONE_OR_MORE_OF", "values": ["1", "2", "3"]},
        {"uuid": AREA.uuid, "operator": "IS_ONE_TYPE_OF", "values": ["Root A -> Level 2 -> Leaf A"]},
        {"uuid": PANEL.uuid, "operator": "CONTAINS", "value": "123"},
        {"uuid": CODE.uuid, "operator": "STARTS_WITH", "value": "pass"},
        {"uuid": NOTE.uuid, "operator": "ENDS_WITH", "value": "ABC"},
    ]
    devices = ["Work Email", "SMS Phone"]
    to = ("admin|Work Email", "admin|Home Phone", "Fire Department")
    uuid = feed(alarm, *to, name="Fire alarm", properties=criteria, devices=devices)
    alert(alarm)
    assert reached(alarm) == [("admin", "Work Email"), ("admin", "Home Phone")]
    made = alarm.notifications()[0]
    assert (made.get("subscription"), made.get("subscription_name")) == (uuid, "Fire alarm")
    alert(alarm, Floors=["4"])
    assert len(reached(alarm)) == 2


@pytest.mark.parametrize(
    ("criterion", "holds"),
    [
        ({"uuid": ALARM.uuid, "operator": "IS", "value": "TRUE"}, True),
        ({"uuid": ALARM.uuid, "operator": "IS", "value": "FALSE"}, False),
        ({"uuid": CODE.uuid, "operator": "MATCHES", "value": "pass"}, False),
        ({"uuid": CODE.uuid, "operator": "MATCHES", "value": "PASS*"}, True),
        ({"uuid": AREA.uuid, "operator": "IS_ONE_OR_MORE_OF", "values": ["Root A -> Level 2"]}, False),
        ({"uuid": AREA.uuid, "operator": "IS_ONE_TYPE_OF", "values": ["Root B", "Root A->Level 2"]}, True),
        ({"uuid": FLOORS.uuid, "operator": "CONTAINS", "values": ["9", "4"]}, True),
    ],
)
def test_a_subscription_holds_when_its_property_does(alarm: Alarm, criterion: dict[str, Any], holds: bool) -> None:
    feed(alarm, properties=[criterion])
    alert(alarm)
    assert reached(alarm) == ([("admin", "Work Email")] if holds else [])


def test_a_property_that_an_event_lacks_fulfils_nothing(alarm: Alarm) -> None:
    feed(alarm)
    alarm.trigger(form=FIRE, properties={"Panel number": 1})
    alarm.expand()
    assert reached(alarm) == []


def test_events_of_forms_that_are_not_watched_fulfil_nothing(alarm: Alarm) -> None:
    feed(alarm)
    alarm.trigger("mmcbride", form=INCIDENT, properties={"message": "x"})
    alarm.expand()
    assert reached(alarm) == []


def test_the_devices_are_those_that_the_subscription_names(alarm: Alarm) -> None:
    feed(alarm, "Operations", "tsanderson|Voice Phone", form=BARE_FEED, devices=["email", "SMS Phone"])
    alert(alarm)
    assert reached(alarm) == [("bsmith", "SMS Phone"), ("tsanderson", "Email"), ("tsanderson", "Voice Phone")]


def test_recipients_and_subscribers_are_notified_each_for_themselves(alarm: Alarm) -> None:
    uuid = feed(alarm)
    alert(alarm, "admin|Work Email")
    assert reached(alarm) == [("admin", "Work Email")] * 2
    assert [each.get("subscription") for each in alarm.notifications()] == [None, uuid]


def test_those_who_are_gone_or_inactive_are_passed_over(alarm: Alarm) -> None:
    feed(alarm, "jdoe", "Retired Team", "Fire Department")
    records.trash(kind=GROUP, number=alarm.groups["Fire Department"].number, caller=ADMIN)
    alert(alarm)
    assert reached(alarm) == []


def test_who_joins_a_group_later_is_reached_too(alarm: Alarm) -> None:
    feed(alarm, "Fire Department")
    change = Change({"members": (alarm.people["bsmith"].ref,)})
    records.change(kind=GROUP, number=alarm.groups["Fire Department"].number, edit=lambda _: change, caller=ADMIN)
    alert(alarm)
    assert reached(alarm) == [("bsmith", "Work Email")]


def test_a_delayed_message_waits_also_when_its_event_is_suspended_and_reactivated_meanwhile(alarm: Alarm) -> None:
    feed(alarm, notificationDelay=10)
    event = alarm.trigger(form=FIRE, properties=SAID)
    alarm.work()
    alarm.put(event, "suspended")
    alarm.work()
    alarm.put(event, "active")
    alarm.work()
    alarm.later(9 * MINUTE)
    assert alarm.mails == []
    alarm.later(2 * MINUTE)
    assert (alarm.addresses, [each.status for each in alarm.deliveries()]) == (
        ["admin@example.com"],
        [Status.DELIVERED],
    )


def test_a_delayed_message_whose_time_comes_while_its_event_is_suspended_leaves_when_it_is_reactivated(
    alarm: Alarm,
) -> None:
    feed(alarm, notificationDelay=10)
    event = alarm.trigger(form=FIRE, properties=SAID)
    alarm.work()
    alarm.put(event, "suspended")
    alarm.later(11 * MINUTE)
    assert alarm.mails == []
    alarm.put(event, "active")
    alarm.work()
    assert alarm.addresses == ["admin@example.com"]


def test_what_a_password_must_be_like_is_kept_sealed(alarm: Alarm) -> None:
    from chalicelib.domain.alerting.subscription import SUBSCRIPTION
    from chalicelib.store import records as store

    feed(alarm, properties=[{"uuid": CODE.uuid, "operator": "STARTS_WITH", "value": "s3cr3t"}])
    [kept] = store.walk(SUBSCRIPTION, step=10)
    assert "s3cr3t" not in str(kept)
