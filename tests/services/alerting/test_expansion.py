from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import Any

import pytest

from chalicelib.domain import clock
from chalicelib.domain.group import GROUP
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Change
from chalicelib.outbound import worker
from chalicelib.services import records
from chalicelib.services.alerting import expansion
from chalicelib.store import jobs
from tests.dialects.xmatters.alarm import EMAIL, Alarm, callbacks, make_devices, receiver, reports
from tests.dialects.xmatters.desk import ADMIN, make_group
from tests.dialects.xmatters.forms import BUILDING, FIRE
from tests.outbound.desk import queued_deliveries, queued_jobs
from tests.services.alerting.test_subscriptions import SAID, feed
from tests.unreliable import Crash, Unreliable

ALL = [("bsmith", "Work Email"), ("bsmith", "SMS Phone"), ("bsmith", "Work Phone")]
TERRY = [("tsanderson", "Email"), ("tsanderson", "Voice Phone")]
HOUR = 3_600


def reached(alarm: Alarm) -> list[tuple[str, str]]:
    return sorted((person, device) for person, device, _ in alarm.courses())


def change(alarm: Alarm, login: str, **values: Any) -> None:
    wanted = Change(values)
    records.change(kind=PERSON, number=alarm.people[login].number, edit=lambda _: wanted, caller=ADMIN)


@pytest.mark.parametrize(
    ("to", "devices"),
    [
        (["bsmith"], ALL),
        (["BSmith", "operations", "bsmith"], ALL + TERRY),
        (["bsmith|Work Email", "bsmith|sms phone"], ALL[:2]),
        (["bsmith|Work Email", "Operations"], ALL + TERRY),
        (["mmcbride", "jdoe", "Retired Team"], []),
    ],
)
def test_everybody_is_notified_once_on_each_device_that_is_meant(
    alarm: Alarm, to: list[str], devices: list[tuple[str, str]]
) -> None:
    alarm.trigger(*to)
    alarm.expand()
    assert reached(alarm) == sorted(devices)


def test_only_devices_that_are_named_are_used(alarm: Alarm) -> None:
    alarm.trigger(recipients=[{"targetName": "bsmith", "devices": ["sms phone"]}, {"targetName": "tsanderson"}])
    alarm.expand()
    assert reached(alarm) == sorted([ALL[1], *TERRY])


def test_groups_within_groups_are_followed_in_circles_once(alarm: Alarm) -> None:
    inner, outer = alarm.groups["Operations"], make_group("Outer", members=(alarm.groups["Operations"].ref,))
    wanted = Change({"members": (*inner.many("members"), outer.ref, alarm.groups["Retired Team"].ref)})
    records.change(kind=GROUP, number=inner.number, edit=lambda _: wanted, caller=ADMIN)
    alarm.trigger("Outer")
    alarm.expand()
    assert reached(alarm) == sorted(ALL + TERRY)


def test_the_form_says_who_is_told_where_nobody_is_named_as_far_as_they_are_still_there(alarm: Alarm) -> None:
    alarm.trigger(form=BUILDING, callbacks=[])
    alarm.expand()
    assert reached(alarm) == [("bsmith", "Work Email")]


def test_a_device_that_is_switched_off_is_passed_over(alarm: Alarm) -> None:
    extras = make_devices(("Off", EMAIL, "off@example.com"), ("On", EMAIL, "on@example.com"))
    extras["xmatters"]["devices"][0]["active"] = False
    records.change(kind=PERSON, number=alarm.people["admin"].number, edit=lambda _: Change(extras=extras), caller=ADMIN)
    alarm.trigger("admin")
    alarm.expand()
    assert reached(alarm) == [("admin", "On")]


def test_people_of_other_dialects_are_reached_by_mail_and_mobile(alarm: Alarm) -> None:
    change(alarm, "mmcbride", email=("mary@example.com",), mobile="+12505550199")
    wanted = Change(extras={"xmatters": {"devices": None}})
    records.change(kind=PERSON, number=alarm.people["mmcbride"].number, edit=lambda _: wanted, caller=ADMIN)
    alarm.trigger("mmcbride")
    alarm.work()
    assert (alarm.addresses, [to for to, _ in alarm.texts]) == (["mary@example.com"], ["+12505550199"])


def test_who_was_switched_off_since_the_event_was_made_is_passed_over(alarm: Alarm) -> None:
    alarm.trigger("Operations")
    change(alarm, "bsmith", active=False)
    alarm.expand()
    assert reached(alarm) == sorted(TERRY)


def test_every_notification_has_a_link_of_its_own(alarm: Alarm) -> None:
    alarm.trigger("bsmith|Work Email", "tsanderson|Email", "admin|Work Email")
    alarm.work()
    assert len({alarm.link(index) for index in range(3)}) == 3


def test_a_job_that_is_named_twice_is_done_once(alarm: Alarm) -> None:
    alarm.trigger("bsmith")
    [job] = queued_jobs()
    assert [worker.expand(job), worker.expand(job)] == [True, False]
    assert reached(alarm) == sorted(ALL)


def test_a_worker_whose_lease_was_lost_writes_nothing_more(alarm: Alarm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "CHUNK", 2)
    alarm.trigger("bsmith", "tsanderson")
    [job] = queued_jobs()

    class Overtaken(Unreliable):
        """Somebody else takes the job when the first chunk is written."""

        def __call__(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
            answer = super().__call__(operation, request)
            if operation == "TransactWriteItems" and self.operations.count(operation) == 1:
                clock.advance(worker.LEASE.total_seconds() + 1)
                worker.expand(job)
            return answer

    with Overtaken():
        assert worker.expand(job)
    assert reached(alarm) == sorted(ALL + TERRY)
    assert set(Counter(queued_deliveries()).values()) == {1}


@pytest.mark.parametrize("chunk", [2, jobs.CHUNK])
def test_a_worker_killed_before_any_of_its_calls_misses_nobody_and_doubles_nobody(
    alarm: Alarm, monkeypatch: pytest.MonkeyPatch, chunk: int
) -> None:
    monkeypatch.setattr(jobs, "CHUNK", chunk)
    monkeypatch.setattr(expansion, "_PERSONS", 1)
    feed(alarm, "Fire Department", "bsmith")
    expected = sorted([*ALL, *TERRY, ALL[0], ("admin", "Work Email")])
    crash_at, made = 1, 0
    with receiver() as listening:
        while True:
            alarm.trigger("Operations", form=FIRE, properties=SAID, callbacks=callbacks(listening, "status"))
            [job] = queued_jobs()
            with Unreliable(crash_at=crash_at) as store, suppress(Crash):
                worker.expand(job)
            clock.advance(worker.LEASE.total_seconds() + 1)
            worker.expand(job)
            several = alarm.notifications()[made:]
            assert sorted((each.get("target"), each.get("device_name")) for each in several) == expected, crash_at
            assert len(alarm.deliveries(job)) == 1 + len([each for each in several if each.get("course") == "pending"])
            made += len(several)
            if len(store.calls) < crash_at:
                break
            crash_at += 1
    assert crash_at > 10
    assert reports(listening) == []


def test_what_was_made_and_not_queued_is_found_by_the_sweeper(alarm: Alarm) -> None:
    alarm.trigger("bsmith|Work Email")
    queued_jobs()
    alarm.later(HOUR)
    assert alarm.addresses == ["bsmith@example.com"]
