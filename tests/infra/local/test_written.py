from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.domain import clock
from chalicelib.domain.delivery import Channel, Delivery, Status
from chalicelib.outbound import sender
from chalicelib.store import deliveries, dynamo
from infra.local.outbox import Outbox
from infra.local.written import Written
from tests.outbound.desk import ACCEPTED, PASSING, PERMANENT, Transport, written
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("queues")
JOB = "ticket.7.99"
URL = "https://hooks.example.com/a"


def callback(key: str, *outcomes: Transport) -> None:
    written(key, channel=Channel.CALLBACK, to=URL, body=f'{{"n":"{key}"}}')
    for transport in outcomes:
        sender.attempt(JOB, key, transport=transport)


def for_agent(key: str, status: Status) -> None:
    written(key, channel=Channel.AGENT, to="ia://service?iaid=a")
    if status is Status.QUEUED:
        sender.attempt(JOB, key)
    else:
        assert deliveries.end(leased(key), ACCEPTED, status, at=clock.now())


def leased(key: str) -> Delivery:
    delivery = deliveries.lease(JOB, key, at=clock.now(), until=clock.now() + timedelta(minutes=1))
    assert delivery
    return delivery


def statuses(source: Written) -> dict[str, str]:
    return {sent.body: sent.status for sent in source()}


def test_a_callback_is_shown_with_what_became_of_it() -> None:
    callback("1", Transport(ACCEPTED))
    callback("2", Transport(PASSING))
    callback("3", Transport(PERMANENT))
    callback("4")
    assert statuses(Written()) == {'{"n":"1"}': "delivered", '{"n":"2"}': "retrying", '{"n":"3"}': "dead"}


def test_an_entry_has_the_members_of_the_contract() -> None:
    callback("1", Transport(ACCEPTED))
    [entry] = Outbox(Written()).entries()
    at = entry.pop("at")
    assert entry == {"channel": "callback", "to": URL, "subject": "", "body": '{"n":"1"}', "status": "delivered"}
    assert at.endswith("Z")


@pytest.mark.parametrize(
    ("status", "shown"),
    [(Status.QUEUED, "queued"), (Status.DELIVERED, "delivered"), (Status.CANCELLED, "dropped"), (Status.DEAD, "dead")],
)
def test_what_agents_get_is_shown_too(status: Status, shown: str) -> None:
    for_agent("1", status)
    assert [(sent.channel, sent.to, sent.status) for sent in Written()()] == [("agent", "ia://service?iaid=a", shown)]


def test_mails_and_texts_are_shown_by_those_who_sent_them() -> None:
    written("1")
    written("2", channel=Channel.SMS, to="+15550100")
    sender.attempt(JOB, "1", transport=Transport(ACCEPTED))
    assert Written()() == []


def test_each_is_shown_once_with_its_latest_status() -> None:
    source = Written()
    callback("1", Transport(PASSING))
    assert statuses(source) == {'{"n":"1"}': "retrying"}
    clock.advance(60)
    sender.attempt(JOB, "1", transport=Transport(PERMANENT))
    assert statuses(source) == {'{"n":"1"}': "dead"}
    delivery = deliveries.get(JOB, "1")
    assert delivery
    assert deliveries.revive(delivery, at=clock.now())
    assert statuses(source) == {'{"n":"1"}': "retrying"}
    sender.attempt(JOB, "1", transport=Transport(ACCEPTED))
    assert statuses(source) == {'{"n":"1"}': "delivered"}
    assert len(source()) == 1


def test_the_newest_is_first_and_times_are_those_of_the_moved_clock() -> None:
    callback("1", Transport(ACCEPTED))
    clock.advance(86_400)
    callback("2", Transport(ACCEPTED))
    first, second = Outbox(Written()).entries()
    assert (first["body"], second["body"]) == ('{"n":"2"}', '{"n":"1"}')
    assert first["at"] > second["at"]


def test_a_later_start_shows_the_same() -> None:
    callback("1", Transport(ACCEPTED))
    clock.advance(3 * 86_400)
    assert statuses(Written()) == {'{"n":"1"}': "delivered"}


def test_what_was_read_once_is_not_read_again() -> None:
    source = Written()
    for number in range(20):
        callback(str(number), Transport(ACCEPTED))
        written(f"mail-{number}")
    assert len(source()) == 20
    dynamo.reset_meter()
    with Unreliable() as calls:
        assert len(source()) == 20
    assert "BatchGetItem" not in calls.operations
    assert len(calls.operations) <= 19  # eight partitions of what waits, eight of queues, the dead, and the day
