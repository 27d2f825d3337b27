from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from chalicelib.domain import clock
from chalicelib.domain.alerting.notification import Course
from chalicelib.domain.delivery import Channel, Delivery, Outcome, Status, Verdict
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Change
from chalicelib.errors import Invalid
from chalicelib.outbound import sender
from chalicelib.services import records
from chalicelib.services.alerting import answers, notifications
from chalicelib.services.deliveries import replay
from tests.dialects.xmatters.alarm import SMS, Alarm, callbacks, make_devices, receiver, reports
from tests.dialects.xmatters.desk import ADMIN
from tests.dialects.xmatters.forms import ACKNOWLEDGE, FIRE
from tests.outbound.desk import queued_deliveries
from tests.unreliable import Crash, Unreliable

EMAIL = "bsmith|Work Email"
HOUR = 3_600


def sent(alarm: Alarm) -> list[Status]:
    """How messages to devices stand."""
    return [each.status for each in alarm.deliveries() if each.message.channel in (Channel.EMAIL, Channel.SMS)]


def courses(alarm: Alarm) -> list[str]:
    return [course for _, _, course in alarm.courses()]


def shown(status: Course | None = None) -> list[str]:
    """Courses as lists show them."""
    now = clock.now()
    page = notifications.page(course=status, since=now - timedelta(hours=1), until=now, after=None, limit=100)
    return [each.get("course") for each in page.notifications]


def test_a_suspended_event_holds_its_messages_back_until_it_is_reactivated(alarm: Alarm) -> None:
    event = alarm.trigger(EMAIL)
    alarm.expand()
    alarm.put(event, "suspended")
    alarm.work()
    alarm.later(HOUR)
    assert (sent(alarm), alarm.mails, courses(alarm)) == ([Status.PENDING], [], ["pending"])
    assert alarm.deliveries()[-1].attempts == 0
    alarm.put(event, "active")
    alarm.work()
    assert (sent(alarm), alarm.addresses, courses(alarm)) == ([Status.DELIVERED], ["bsmith@example.com"], ["delivered"])


def test_an_event_that_ends_takes_what_is_pending_with_it_and_tells_nobody(alarm: Alarm) -> None:
    with receiver() as listening:
        event = alarm.trigger(EMAIL, callbacks=callbacks(listening))
        alarm.put(event, "suspended")
        alarm.work()
        alarm.put(event, "terminated")
        assert shown() == shown(Course.FAILED) == ["failed"]
        alarm.work()
    assert (sent(alarm), courses(alarm), alarm.mails) == ([Status.CANCELLED], ["failed"], [])
    assert [each["status"] for each in reports(listening)] == ["active", "suspended", "terminated_external"]


def test_an_event_that_ended_before_it_was_expanded_says_that_it_was_active_and_sends_nothing(alarm: Alarm) -> None:
    with receiver() as listening:
        event = alarm.trigger("bsmith", "tsanderson", callbacks=callbacks(listening, "status"))
        alarm.put(event, "terminated")
        alarm.work()
    assert sorted(each["status"] for each in reports(listening)) == ["active", "terminated_external"]
    assert (alarm.mails, alarm.texts, set(courses(alarm))) == ([], [], {"failed"})


def test_what_its_channel_refuses_for_good_has_failed_and_is_reported(alarm: Alarm) -> None:
    change = Change(extras=make_devices(("SMS Phone", SMS, "no number")))
    records.change(kind=PERSON, number=alarm.people["bsmith"].number, edit=lambda _: change, caller=ADMIN)
    with receiver() as listening:
        alarm.trigger("bsmith", callbacks=callbacks(listening, "deliveryStatus"))
        alarm.work()
    [report] = reports(listening)
    assert (report["deliveryStatus"], report["eventType"], courses(alarm)) == ("Failed", "FAILED", ["failed"])
    assert report["message"] == "The receiver's number is no phone number in international form."


def test_a_device_that_nothing_can_be_sent_to_fails_at_once_and_is_reported(alarm: Alarm) -> None:
    with receiver() as listening:
        alarm.trigger("bsmith|Work Phone", callbacks=callbacks(listening, "deliveryStatus"))
        alarm.work()
    [report] = reports(listening)
    assert (report["deliveryStatus"], report["device"]) == ("Failed", "Work Phone")
    assert (alarm.courses(), sent(alarm)) == ([("bsmith", "Work Phone", "failed")], [])


def test_what_leaves_while_its_event_ends_stays_failed_and_is_not_reported(alarm: Alarm) -> None:
    with receiver() as listening:
        event = alarm.trigger(EMAIL, callbacks=callbacks(listening))

        def slow(_: Delivery) -> Outcome:
            alarm.put(event, "terminated")
            alarm.expand()
            return Outcome(Verdict.ACCEPTED, "Accepted")

        alarm.expand()
        [(job, key)] = [each for each in queued_deliveries() if each[1].startswith("1")]
        assert sender.attempt(job, key, transport=slow)
        alarm.work()
    assert (courses(alarm), sent(alarm)) == (["failed"], [Status.DELIVERED])
    assert not [each for each in reports(listening) if "deliveryStatus" in each]


def test_who_is_no_longer_to_be_notified_is_shown_so_at_once(alarm: Alarm) -> None:
    alarm.trigger("bsmith", "tsanderson")
    alarm.expand()
    job, key = next(each for each in queued_deliveries() if each[1].startswith("1"))
    sender.attempt(job, key)
    assert sorted(shown()) == ["delivered", "failed", "failed", "pending", "pending"]
    answers.answer(alarm.link(), option=ACKNOWLEDGE.uuid)
    assert sorted(shown()) == ["failed", "failed", "failed", "failed", "responded"]
    assert (shown(Course.PENDING), len(shown(Course.FAILED))) == ([], 4)


def test_a_delivery_that_is_tried_twice_at_once_is_sent_once(alarm: Alarm) -> None:
    with receiver() as listening:
        alarm.trigger(EMAIL, callbacks=callbacks(listening, "deliveryStatus"))
        alarm.expand()
        [(job, key)] = queued_deliveries()
        assert [sender.attempt(job, key) is None for _ in range(3)] == [False, True, True]
        alarm.work()
    assert (len(alarm.mails), len(reports(listening))) == (1, 1)


def test_a_sender_whose_lease_was_lost_notes_nothing(alarm: Alarm) -> None:
    with receiver() as listening:
        alarm.trigger(EMAIL, callbacks=callbacks(listening, "deliveryStatus"))
        alarm.expand()
        [(job, key)] = queued_deliveries()

        def slow(delivery: Delivery) -> Outcome:
            clock.advance(sender.LEASE.total_seconds() + 1)
            sender.attempt(delivery.job, delivery.key)
            return Outcome(Verdict.PERMANENT, "Too late to say so")

        sender.attempt(job, key, transport=slow)
        alarm.work()
    assert [each["deliveryStatus"] for each in reports(listening)] == ["Delivered"]
    assert (courses(alarm), sent(alarm)) == (["delivered"], [Status.DELIVERED])


@pytest.mark.parametrize("crash_at", range(1, 9))
def test_a_sender_killed_before_any_of_its_calls_sends_at_least_once_and_reports_once(
    alarm: Alarm, crash_at: int
) -> None:
    with receiver() as listening:
        alarm.trigger(EMAIL, callbacks=callbacks(listening, "deliveryStatus"))
        alarm.expand()
        [(job, key)] = queued_deliveries()
        with Unreliable(crash_at=crash_at) as store:
            try:
                sender.attempt(job, key)
            except Crash:
                assert len(store.calls) == crash_at
        for _ in range(3):
            alarm.later(HOUR)
    assert len(reports(listening)) == 1
    assert (courses(alarm), sent(alarm)) == (["delivered"], [Status.DELIVERED])


def test_a_list_holds_what_was_made_between_two_moments_to_the_millisecond(alarm: Alarm) -> None:
    alarm.trigger("bsmith", form=FIRE)
    alarm.expand()
    several = [each.created_at for each in alarm.notifications()]
    tick = timedelta(milliseconds=1)
    first, last = (at.replace(microsecond=at.microsecond // 1_000 * 1_000) for at in (several[0], several[-1]))

    def made(since: datetime, until: datetime, after: int | None = None) -> notifications.Page:
        return notifications.page(course=None, since=since, until=until, after=after, limit=2)

    page = made(first, last)
    numbers = [each.number for each in page.notifications]
    assert (page.total, page.more, numbers) == (3, True, sorted(numbers, reverse=True))
    assert (made(first, last, numbers[-1]).total, made(first, last, numbers[-1]).more) == (3, False)
    assert (made(last + tick, last + 2 * tick).total, made(first - 2 * tick, first - tick).total) == (0, 0)


def test_a_range_that_holds_too_much_to_be_looked_at_is_refused(alarm: Alarm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notifications, "MOST", 2)
    alarm.trigger("bsmith")
    alarm.expand()
    assert len(alarm.notifications()) == 3
    with pytest.raises(Invalid) as refused:
        shown()
    assert [fault.path for fault in refused.value.faults] == [("range",)]


def test_a_message_that_was_given_up_and_is_sent_again_has_arrived_in_the_end(alarm: Alarm) -> None:
    with receiver() as listening:
        alarm.trigger(EMAIL, callbacks=callbacks(listening, "deliveryStatus"))
        alarm.expand()
        [(job, key)] = queued_deliveries()
        sender.attempt(job, key, transport=lambda _: Outcome(Verdict.PERMANENT, "No"))
        alarm.work()
        assert courses(alarm) == ["failed"]
        replay(name=f"{job}.{key}")
        alarm.work()
    assert (courses(alarm), len(alarm.mails)) == (["delivered"], 1)
    assert [each["deliveryStatus"] for each in reports(listening)] == ["Failed", "Delivered"]
