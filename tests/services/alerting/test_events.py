from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Thread
from uuid import UUID

import pytest

from chalicelib.domain import clock
from chalicelib.domain.alerting.event import EVENT, Standing, incident
from chalicelib.domain.group import GROUP
from chalicelib.domain.record import Change, Record
from chalicelib.errors import Conflict, NotFound, Unavailable
from chalicelib.outbound import worker
from chalicelib.services import records
from chalicelib.services.alerting import events, targets
from chalicelib.services.alerting.events import Order, Recipient
from chalicelib.store import jobs, keys
from tests.dialects.xmatters.alarm import Alarm, callbacks, receiver, reports
from tests.dialects.xmatters.desk import ADMIN
from tests.dialects.xmatters.forms import INCIDENT, lay_down
from tests.outbound.desk import items
from tests.unreliable import Unreliable

DAY = 86_400
MAIL = "bsmith|Work Email"


def test_an_event_ends_by_itself_when_its_time_is_over(alarm: Alarm) -> None:
    with receiver() as listening:
        event = alarm.trigger(MAIL, callbacks=callbacks(listening, "status"))
        alarm.work()
        alarm.later(DAY - 120)
        assert alarm.event(event).get("standing") == "active"
        alarm.later(180)
    assert alarm.event(event).get("standing") == "terminated"
    told = [(each["status"], each["username"]) for each in reports(listening)]
    assert told == [("active", "full"), ("terminated", "system")]


def test_an_event_that_has_ended_before_is_left_as_it_is(alarm: Alarm) -> None:
    event = alarm.trigger(MAIL)
    alarm.put(event, "terminated")
    alarm.work()
    version = alarm.event(event).version
    alarm.later(DAY + 60)
    assert alarm.event(event).version == version


def test_a_message_that_comes_too_early_ends_nothing_and_loses_nothing(alarm: Alarm) -> None:
    event = alarm.trigger(MAIL)
    with pytest.raises(Unavailable):
        worker.expand(f"event.{event}.expiry")
    assert alarm.event(event).get("standing") == "active"
    alarm.later(DAY + 60)
    assert alarm.event(event).get("standing") == "terminated"


def test_an_event_may_have_no_end(alarm: Alarm) -> None:
    lay_down(replace(INCIDENT, expiration_minutes=0))
    event = alarm.trigger(MAIL)
    assert alarm.event(event).get("expires_at") is None
    assert jobs.get(f"event.{event}.expiry") is None


def test_an_end_that_is_far_away_is_not_forgotten_before_it_comes(alarm: Alarm) -> None:
    lay_down(replace(INCIDENT, expiration_minutes=400 * DAY // 60))
    event = alarm.trigger(MAIL)
    [kept] = [each for each in items(keys.SOLE) if each["pk"]["S"] == f"J#event.{event}.expiry"]
    assert int(kept["expires"]["N"]) > (clock.now() + timedelta(days=400)).timestamp()


def test_of_two_who_end_an_event_at_once_one_does(alarm: Alarm) -> None:
    event = alarm.trigger(MAIL)
    ends: list[str] = []

    def end() -> None:
        try:
            events.set_standing(number=event, standing=Standing.TERMINATED, caller=ADMIN)
            ends.append("done")
        except Conflict as late:
            ends.append(late.message)

    several = [Thread(target=end) for _ in range(4)]
    for each in several:
        each.start()
    for each in several:
        each.join()
    assert sorted(ends) == [f"Event {event} is already terminated."] * 3 + ["done"]


def test_there_is_no_event_beside_those_that_were_made(alarm: Alarm) -> None:
    with pytest.raises(NotFound):
        events.set_standing(number=7, standing=Standing.ACTIVE, caller=ADMIN)


def test_an_event_is_made_in_one_transaction_however_many_it_reaches(alarm: Alarm) -> None:
    with Unreliable() as store:
        alarm.trigger("Operations", "admin", "mmcbride")
    written = [request for operation, request in store.calls if operation == "TransactWriteItems"]
    assert len(written) == 1
    assert len(written[0]["TransactItems"]) < 10


def test_people_are_counted_once_and_only_those_who_are_active(alarm: Alarm) -> None:
    inactive = Change({"members": (*alarm.groups["Operations"].many("members"), alarm.people["jdoe"].ref)})
    records.change(kind=GROUP, number=alarm.groups["Operations"].number, edit=lambda _: inactive, caller=ADMIN)
    named = ("Operations", "bsmith", "tsanderson", "admin|Work Email", "jdoe", "Retired Team")
    found = targets.find(named)
    order = Order(INCIDENT, [], [Recipient(found[name]) for name in named], "low", [], [])
    assert events.create(order=order, caller=ADMIN, base_url="").people == 3


@pytest.mark.parametrize("microsecond", [316_000, 316_999, 57_000, 999_000])
def test_an_event_is_named_by_the_millisecond_in_which_it_was_made(microsecond: int) -> None:
    at = datetime(2026, 11, 21, 8, 0, 0, microsecond, UTC)
    assert incident(Record(EVENT, 1, UUID(int=0), 1, at, at)) == f"WEB_MESSAGE_1795248000{microsecond // 1_000:03d}"
