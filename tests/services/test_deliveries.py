from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain import clock
from chalicelib.domain.delivery import Channel, Delivery, Status
from chalicelib.errors import Conflict, Invalid, NotFound
from chalicelib.outbound import sender
from chalicelib.services import deliveries
from chalicelib.services.deliveries import Counts, Filter
from tests.outbound.desk import (
    ACCEPTED,
    PASSING,
    PERMANENT,
    Transport,
    queued_deliveries,
    written,
    written_job,
)

pytestmark = pytest.mark.usefixtures("queues")
JOB = "ticket.7.99"


def tried(key: str, transport: Transport, **message: Any) -> Delivery:
    written(key, **message)
    sender.attempt(JOB, key, transport=transport)
    return deliveries.get(name=f"{JOB}.{key}")


def dead(key: str, **message: Any) -> Delivery:
    return tried(key, Transport(PERMANENT), **message)


def done(key: str) -> Delivery:
    return tried(key, Transport(ACCEPTED))


def keys(found: list[Delivery]) -> list[str]:
    return [each.key for each in found]


def test_a_delivery_is_found_by_its_id() -> None:
    delivery = dead("0000000042")
    assert delivery.id == "ticket.7.99.0000000042"
    assert deliveries.get(name=delivery.id) == delivery


@pytest.mark.parametrize("name", ["", ".", "x", "ticket.7.99", "ticket.7.99.", "ticket.7.99.1", "\x00", "ü" * 5_000])
def test_an_id_of_nothing_is_not_found(name: str) -> None:
    with pytest.raises(NotFound):
        deliveries.get(name=name)


def test_the_dead_are_listed_newest_first_page_by_page() -> None:
    for number in range(5):
        dead(str(number))
    done("9")
    first = deliveries.dead(limit=2)
    second = deliveries.dead(limit=2, after=first.after)
    third = deliveries.dead(limit=2, after=second.after)
    assert [keys(page.deliveries) for page in (first, second, third)] == [["4", "3"], ["2", "1"], ["0"]]
    assert third.after is None


def test_what_was_done_is_listed_by_day() -> None:
    day = clock.now()
    done("1")
    clock.advance(86_400)
    done("2")
    assert keys(deliveries.done().deliveries) == ["2"]
    assert keys(deliveries.done(day=day).deliveries) == ["1"]
    assert deliveries.done(day=day + timedelta(days=5)).deliveries == []


def test_what_waits_is_listed_by_its_next_try_without_the_jobs() -> None:
    written_job()
    for number in range(9):
        written(str(number))
    tried("later", Transport(PASSING))
    found: list[str] = []
    after = None
    while True:
        page = deliveries.waiting(limit=4, after=after)
        found += keys(page.deliveries)
        after = page.after
        if after is None:
            break
    assert sorted(found[:9]) == [str(number) for number in range(9)]
    assert found[9:] == ["later"]


@pytest.mark.parametrize("after", ["", "x", "AAAA", "ä"])
def test_a_position_that_was_not_given_is_refused(after: str) -> None:
    for ask in (deliveries.waiting, deliveries.dead, deliveries.done):
        with pytest.raises(Invalid):
            ask(after=after)


def test_a_position_is_good_for_its_own_list_only() -> None:
    dead("1"), dead("2")
    after = deliveries.dead(limit=1).after
    with pytest.raises(Invalid):
        deliveries.done(after=after)


def test_a_replayed_delivery_is_queued_as_it_was_with_all_its_tries_before_it() -> None:
    before = dead("1", body='{"exact": "bytes \u00e4"}')
    queued_deliveries()
    after = deliveries.replay(name=before.id)
    assert (after.id, after.message, after.status, after.attempts) == (before.id, before.message, Status.PENDING, 0)
    assert queued_deliveries() == [(JOB, "1")]
    transport = Transport()
    sender.attempt(JOB, "1", transport=transport)
    assert transport.sent[0].message == before.message


def test_only_what_is_dead_is_replayed() -> None:
    delivery = done("1")
    with pytest.raises(Conflict):
        deliveries.replay(name=delivery.id)
    with pytest.raises(NotFound):
        deliveries.replay(name="ticket.7.99.unknown")


def test_a_filter_chooses_what_is_replayed() -> None:
    dead("1", to="https://hooks.Example.com/a", channel=Channel.CALLBACK)
    dead("2", to="https://other.example.org/a", channel=Channel.CALLBACK)
    dead("3", to="ann@example.com")
    queued_deliveries()
    which = Filter(dialect="tickets", channel=Channel.CALLBACK, receiver="EXAMPLE.com")
    assert keys(list(deliveries.matching_dead(which))) == ["1"]
    assert keys(list(deliveries.replay_matching(which))) == ["1"]
    assert queued_deliveries() == [(JOB, "1")]
    assert list(deliveries.replay_matching(Filter(dialect="esm"))) == []
    assert sorted(keys(list(deliveries.replay_matching()))) == ["2", "3"]
    assert deliveries.dead().deliveries == []


def test_a_time_chooses_what_is_replayed() -> None:
    moments: list[datetime] = []
    for key in ("1", "2", "3"):
        dead(key)
        clock.advance(60)
        moments.append(clock.now())
    which = Filter(since=moments[0], until=moments[1])
    assert keys(list(deliveries.replay_matching(which))) == ["2"]


def test_hundreds_of_dead_are_replayed_each_once_in_messages_of_ten() -> None:
    for number in range(104):
        dead(f"{number:03d}")
    queued_deliveries()
    replayed = keys(list(deliveries.replay_matching()))
    assert sorted(replayed) == [f"{number:03d}" for number in range(104)]
    assert sorted(key for _, key in queued_deliveries()) == sorted(replayed)


def test_what_dies_again_at_once_is_replayed_once() -> None:
    for key in ("1", "2"):
        dead(key)
    found = []
    for delivery in deliveries.replay_matching():
        sender.attempt(JOB, delivery.key, transport=Transport(PERMANENT))
        found.append(delivery.key)
    assert sorted(found) == ["1", "2"]


def test_counts_tell_how_many_there_are_of_each() -> None:
    assert deliveries.counts() == Counts(waiting=0, dead=0, done_today=0)
    written_job()
    written("1"), dead("2"), dead("3"), done("4")
    assert deliveries.counts() == Counts(waiting=2, dead=2, done_today=1)
