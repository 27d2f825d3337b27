from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.domain.alerting.option import Action, Option
from chalicelib.errors import Conflict
from chalicelib.outbound import sender
from chalicelib.services.alerting import answers
from tests.dialects.xmatters.alarm import Alarm, callbacks, receiver, reports
from tests.dialects.xmatters.forms import ACKNOWLEDGE, CLOSE, DECLINE, INCIDENT, lay_down
from tests.outbound.desk import queued_deliveries
from tests.unreliable import Crash, Unreliable

SILENT = Option("5b0f3f0a-6f0a-4c57-9d5e-3a1f0c9d7b14", "Not me", Action.STOP_NOTIFYING_USER)
MAIL = "bsmith@example.com"


def send_one(alarm: Alarm, *to: str) -> int:
    """An event, of whose messages one mail to bsmith has left."""
    event = alarm.trigger(*to)
    alarm.expand()
    for job, key in queued_deliveries():
        if not alarm.mails and MAIL in (each.message.to for each in alarm.deliveries(job) if each.key == key):
            sender.attempt(job, key)
    return event


def test_an_answer_is_recorded_with_its_comment(alarm: Alarm) -> None:
    send_one(alarm, "bsmith|Work Email")
    question = answers.answer(alarm.link(), option=DECLINE.uuid.upper(), comment="Busy")
    assert (question.answered, question.is_over) == ("Decline", False)
    [kept] = alarm.notifications()
    said = {name: kept.get(name) for name in ("course", "response", "comment")}
    assert said == {"course": "responded", "response": "Decline", "comment": "Busy"}
    assert kept.get("responded_at") >= kept.get("delivered_at")


def test_an_answer_that_ends_the_event_says_who_gave_it(alarm: Alarm) -> None:
    with receiver() as listening:
        event = alarm.trigger("bsmith|Work Email", callbacks=callbacks(listening, "status", "response"))
        alarm.work()
        question = answers.answer(alarm.link(), option=CLOSE.uuid)
        alarm.work()
    assert (question.is_over, alarm.event(event).get("standing")) == (True, "terminated")
    told = [(each.get("response"), each.get("status"), each.get("username")) for each in reports(listening)]
    assert told == [(None, "active", "full"), ("Close", None, None), (None, "terminated", "bsmith")]


def test_an_answer_may_stop_all_messages_that_have_not_left(alarm: Alarm) -> None:
    event = send_one(alarm, "Operations")
    answers.answer(alarm.link(), option=ACKNOWLEDGE.uuid)
    alarm.later(3_600)
    assert (len(alarm.mails), alarm.texts) == (1, [])
    assert alarm.event(event).get("standing") == "active"
    assert sorted(course for _, _, course in alarm.courses()) == ["failed"] * 4 + ["responded"]


def test_an_answer_may_stop_only_the_messages_of_who_gave_it(alarm: Alarm) -> None:
    lay_down(replace(INCIDENT, options=(*INCIDENT.options, SILENT)))
    send_one(alarm, "Operations")
    answers.answer(alarm.link(), option=SILENT.uuid)
    alarm.later(3_600)
    assert (alarm.addresses, alarm.texts) == ([MAIL, "tsanderson@example.com"], [])


def test_a_second_answer_comes_too_late(alarm: Alarm) -> None:
    alarm.trigger("bsmith|Work Email")
    alarm.work()
    answers.answer(alarm.link(), option=DECLINE.uuid)
    with pytest.raises(Conflict):
        answers.answer(alarm.link(), option=CLOSE.uuid)


def test_an_answer_to_an_event_that_has_ended_comes_too_late_and_one_to_a_suspended_event_does_not(
    alarm: Alarm,
) -> None:
    event = alarm.trigger("bsmith|Work Email")
    alarm.work()
    alarm.put(event, "suspended")
    answers.answer(alarm.link(), option=DECLINE.uuid)
    other = alarm.trigger("bsmith|Work Email")
    alarm.work()
    alarm.put(other, "terminated")
    with pytest.raises(Conflict):
        answers.answer(alarm.link(), option=DECLINE.uuid)


@pytest.mark.parametrize("crash_at", range(1, 8))
def test_an_answer_that_a_crash_cuts_short_is_given_whole_or_not_at_all(alarm: Alarm, crash_at: int) -> None:
    with receiver() as listening:
        event = alarm.trigger("bsmith|Work Email", callbacks=callbacks(listening, "status", "response"))
        alarm.work()
        with Unreliable(crash_at=crash_at), pytest.raises(Crash):
            answers.answer(alarm.link(), option=CLOSE.uuid)
        alarm.later(3_600)
        alarm.later(3_600)
    given = alarm.notifications()[0].get("course") == "responded"
    assert (alarm.event(event).get("standing") == "terminated") == given
    assert sorted(each.get("status", "answer") for each in reports(listening)) == (
        ["active", "answer", "terminated"] if given else ["active"]
    )
