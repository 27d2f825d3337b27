from __future__ import annotations

import socket
import threading
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain import clock
from chalicelib.domain.delivery import Channel, Delivery, Outcome, Status, Verdict
from chalicelib.outbound import schedule, sender, sweeper
from chalicelib.store import aws, deliveries
from infra import resources
from infra.local.context import Context
from tests.outbound.desk import (
    ACCEPTED,
    PASSING,
    PERMANENT,
    Throttled,
    Transport,
    queued_deliveries,
    written,
)
from tests.outbound.receivers import OK, Receiver
from tests.unreliable import Crash, Unreliable

pytestmark = pytest.mark.usefixtures("queues")
JOB = "ticket.7.99"
AFTER_THE_LEASE = sender.LEASE.total_seconds() + 1


def stored(key: str = "00001") -> Delivery:
    delivery = deliveries.get(JOB, key)
    assert delivery
    return delivery


def attempt(transport: Transport, key: str = "00001") -> Outcome | None:
    return sender.attempt(JOB, key, transport=transport)


def call(body: str) -> None:
    sender.send({"Records": [{"body": body, "receiptHandle": "r"}]}, Context("test", 60))


def test_what_its_channel_accepts_is_delivered_after_one_try() -> None:
    written()
    transport = Transport()
    assert attempt(transport) == ACCEPTED
    assert (stored().status, stored().attempts, stored().last) == (Status.DELIVERED, 1, ACCEPTED)
    assert [each.message for each in transport.sent] == [stored().message]


def test_one_message_delivered_five_times_is_sent_once() -> None:
    written()
    transport = Transport()
    assert [attempt(transport) for _ in range(5)] == [ACCEPTED, None, None, None, None]
    assert len(transport.sent) == 1


def test_a_delivery_that_nobody_has_written_is_nothing_to_do() -> None:
    assert attempt(Transport()) is None


@pytest.mark.parametrize("crash_at", [1, 2])
def test_a_sender_killed_around_the_sending_sends_the_same_again_under_the_same_id(crash_at: int) -> None:
    written()
    transport = Transport()
    with pytest.raises(Crash), Unreliable(crash_at=crash_at):
        attempt(transport)
    sent = len(transport.sent)
    assert sent == crash_at - 1  # killed before the lease, or after the sending and before its outcome was noted
    assert (attempt(transport) is None) == (crash_at == 2)  # a lease that nobody gives back
    clock.advance(AFTER_THE_LEASE)
    attempt(transport)
    assert len(transport.sent) == sent + 1
    assert all(each.id == f"{JOB}.00001" and each.message == stored().message for each in transport.sent)
    assert stored().status is Status.DELIVERED
    assert attempt(transport) is None


def test_what_a_killed_sender_had_under_way_is_found_by_the_sweeper() -> None:
    written()
    with pytest.raises(Crash), Unreliable(crash_at=2):
        attempt(Transport())
    assert sweeper.sweep(grace=timedelta(0)) == 0
    clock.advance(AFTER_THE_LEASE)
    assert sweeper.sweep(grace=timedelta(0)) == 1
    assert queued_deliveries() == [(JOB, "00001")]


def test_a_receiver_that_fails_twice_is_tried_a_third_time_after_the_waits_of_the_schedule() -> None:
    written()
    transport = Transport(PASSING, PASSING, ACCEPTED)
    begun = clock.now()
    assert attempt(transport) == PASSING
    assert attempt(transport) is None
    waits = []
    while stored().status is Status.PENDING:
        due_at = stored().due_at
        assert due_at
        waits.append((due_at - begun).total_seconds())
        clock.advance((due_at - clock.now()).total_seconds() + 0.001)
        begun = clock.now()
        attempt(transport)
    assert len(transport.sent) == 3
    assert 4 <= waits[0] <= 6.1
    assert 48 <= waits[1] <= 72.1


def test_a_retry_within_a_quarter_of_an_hour_is_held_by_the_queue_a_later_one_waits_for_the_sweeper() -> None:
    written()
    attempt(Transport(PASSING))
    sqs = aws.client("sqs")
    url = sqs.get_queue_url(QueueName=resources.queues()[1].name)["QueueUrl"]

    def held() -> int:
        found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        return int(found["ApproximateNumberOfMessagesDelayed"])

    assert held() == 1
    clock.advance(10)
    attempt(Transport(Outcome(Verdict.PASSING, "Wait.", 429, retry_after=3_600.0)))
    assert held() == 1
    clock.advance(3_601 + sweeper.GRACE.total_seconds())
    assert sweeper.sweep() == 1


def test_a_receiver_that_asks_for_more_time_gets_it() -> None:
    written()
    attempt(Transport(Outcome(Verdict.PASSING, "Wait.", 429, retry_after=1_000.0)))
    due_at = stored().due_at
    assert due_at
    assert 990 < (due_at - clock.now()).total_seconds() <= 1_000


def test_after_its_last_try_a_delivery_is_dead_and_keeps_the_reason(caplog: pytest.LogCaptureFixture) -> None:
    written()
    transport = Transport(PASSING)
    for _ in range(20):
        attempt(transport)
        clock.advance(15 * 3_600)
    assert len(transport.sent) == len(schedule.WAITS)
    assert all(each.message == stored().message for each in transport.sent)
    assert (stored().status, stored().last) == (Status.DEAD, PASSING)
    assert "dead after 8 tries" in caplog.text


def test_a_permanent_refusal_is_not_tried_again() -> None:
    written()
    attempt(Transport(PERMANENT))
    clock.advance(86_400)
    assert attempt(Transport()) is None
    assert (stored().status, stored().last) == (Status.DEAD, PERMANENT)


def test_a_dead_delivery_is_replayed_with_the_same_bytes_under_the_same_id() -> None:
    written()
    first, second = Transport(PERMANENT), Transport()
    attempt(first)
    assert deliveries.revive(stored(), at=clock.now())
    attempt(second)
    assert (first.sent[0].id, first.sent[0].message) == (second.sent[0].id, second.sent[0].message)
    assert stored().status is Status.DELIVERED


def test_a_delivery_whose_senders_are_killed_each_time_is_dead_one_day() -> None:
    written()
    transport = Transport()
    for _ in range(sender.MOST_TRIES):
        with pytest.raises(Crash), Unreliable(crash_at=2):
            attempt(transport)
        clock.advance(AFTER_THE_LEASE)
    attempt(transport)
    assert len(transport.sent) == sender.MOST_TRIES
    assert stored().status is Status.DEAD


def test_a_lease_that_was_lost_meanwhile_is_a_warning_and_the_other_ones_note_counts(
    caplog: pytest.LogCaptureFixture,
) -> None:
    written()

    class Slow(Transport):
        def __call__(self, delivery: Delivery) -> Outcome:
            clock.advance(AFTER_THE_LEASE)
            attempt(Transport())
            return super().__call__(delivery)

    assert attempt(Slow(PERMANENT)) == PERMANENT
    assert stored().status is Status.DELIVERED
    assert "lease was lost" in caplog.text


def test_a_receiver_that_hangs_does_not_hold_up_the_others() -> None:
    release = threading.Event()
    with Receiver(lambda *_: hold(release)) as slow, Receiver(answer) as good:
        written("1", channel=Channel.CALLBACK, to=slow.url)
        written("2", channel=Channel.CALLBACK, to=good.url)
        worker = threading.Thread(target=sender.send_all, args=(JOB, ["1", "2"]))
        worker.start()
        while stored("2").status is not Status.DELIVERED:
            assert worker.is_alive()
        release.set()
        worker.join()
    assert stored("1").status is Status.PENDING


def hold(until: threading.Event) -> None:
    until.wait(20)


def answer(connection: socket.socket, _: Receiver) -> None:
    connection.sendall(OK)


def test_the_function_sends_what_its_message_names_each_once() -> None:
    aws.client("ses").verify_email_identity(EmailAddress="desk@polydesk.example")
    for key in ("1", "2", "3"):
        written(key, to=f"p{key}@example.com")
    call(f'{{"job": "{JOB}", "keys": ["1", "2", "2", "3", "9"]}}')
    assert [stored(key).status for key in ("1", "2", "3")] == [Status.DELIVERED] * 3
    assert aws.client("ses").get_send_quota()["SentLast24Hours"] == 3


@pytest.mark.parametrize("body", ["no json", "{}", '{"job": "x", "keys": []}', '{"job": "x", "keys": ["1"]}'])
def test_a_message_that_can_not_become_better_is_dropped(body: str) -> None:
    call(body)


def test_a_store_that_refuses_every_tenth_call_loses_and_doubles_nothing() -> None:
    keys = [f"{number:02d}" for number in range(20)]
    for key in keys:
        written(key)
    transport = Transport()
    with Throttled():
        for key in keys:
            attempt(transport, key)
    assert sorted(each.key for each in transport.sent) == keys
    assert {stored(key).status for key in keys} == {Status.DELIVERED}


def test_no_secret_of_a_message_gets_into_a_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", logger="chalicelib")
    written(
        channel=Channel.CALLBACK, to="http://u:hunter2@127.0.0.1/x?token=hunter2", body="hunter2", password="hunter2"
    )
    outcome: Any = attempt(Transport(PERMANENT))
    assert outcome is PERMANENT
    assert "hunter2" not in caplog.text
