from __future__ import annotations

from typing import Any

import pytest

from chalicelib.domain import clock
from chalicelib.domain.delivery import Channel, Status
from chalicelib.errors import NotFound
from chalicelib.outbound import sender, sweeper
from chalicelib.services import agents, deliveries
from chalicelib.services.agents import Handed, Patience
from tests.outbound.desk import written
from tests.unreliable import Crash, Unreliable

pytestmark = pytest.mark.usefixtures("queues")
JOB = "ticket.7.99"


def sent(key: str, *, service: str = "monitoring", agent: str = "?iaid=a", body: str | None = None) -> None:
    written(key, channel=Channel.AGENT, to=f"ia://{service}{agent}", body=body or f'{{"n":"{key}"}}')
    sender.attempt(JOB, key)


def fetch(agent: str = "a", service: str = "monitoring") -> list[Handed]:
    return agents.fetch(service=service, agent=agent)


def bodies(handed: list[Handed]) -> list[str]:
    return [each.body for each in handed]


def status(key: str) -> Status:
    return deliveries.get(name=f"{JOB}.{key}").status


class Waiting:
    """A clock that only sleeping moves; `then` happens in the middle of the sleep of this number."""

    def __init__(self, *, then: tuple[int, str] | None = None) -> None:
        self.time = 0.0
        self.naps: list[float] = []
        self.then = then

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.time += seconds
        if self.then is not None and len(self.naps) == self.then[0]:
            sent(self.then[1])

    @property
    def patience(self) -> Patience:
        return Patience(lambda: self.time, self.sleep)


def test_what_lies_ready_is_handed_out_oldest_first_ten_at_once() -> None:
    for number in range(12):
        sent(f"{number:02d}")
    first, second = fetch(), fetch()
    assert bodies(first + second) == [f'{{"n":"{number:02d}"}}' for number in range(12)]
    assert (len(first), len(second), fetch()) == (10, 2, [])


def test_the_order_is_that_of_making_not_that_of_sending() -> None:
    for key in ("1", "2"):
        written(key, channel=Channel.AGENT, to="ia://monitoring?iaid=a", body=key)
    for key in ("2", "1"):
        sender.attempt(JOB, key)
    assert bodies(fetch()) == ["1", "2"]


def test_what_is_not_acknowledged_comes_again_after_a_minute_in_its_old_place_under_the_same_receipt() -> None:
    sent("1")
    [handed] = fetch()
    clock.advance(59)
    sent("2")
    assert bodies(fetch()) == ['{"n":"2"}']
    clock.advance(61)
    again = fetch()
    assert again[0] == handed
    assert bodies(again) == ['{"n":"1"}', '{"n":"2"}']


def test_what_is_acknowledged_never_comes_again_however_often_and_late_that_is_said() -> None:
    sent("1")
    [handed] = fetch()
    clock.advance(61)
    assert fetch() == [handed]
    for _ in range(3):
        agents.acknowledge(receipt=handed.receipt)
    clock.advance(61)
    assert fetch() == []
    assert status("1") is Status.DELIVERED
    clock.advance(40 * 86_400)
    agents.acknowledge(receipt=handed.receipt)


@pytest.mark.parametrize("receipt", ["", "x", "é", "\x00", "\ud800", "A" * 5_000, "ticket.7.99.1"])
def test_what_was_never_a_receipt_is_not_found(receipt: str) -> None:
    with pytest.raises(NotFound):
        agents.acknowledge(receipt=receipt)


def test_a_receipt_that_was_altered_is_not_found() -> None:
    sent("1")
    [handed] = fetch()
    with pytest.raises(NotFound):
        agents.acknowledge(receipt=handed.receipt[:-2] + "AA")
    assert status("1") is Status.QUEUED


def test_queues_are_apart_by_service_and_agent_whatever_they_are_called() -> None:
    names = ["a", "A", "a ", "é", "a#b", "\x00", "a?iaid", "x" * 5_000, "..", "?iaid=a"]
    for number, name in enumerate(names):
        sent(f"s{number}", service=name)
    written("long", channel=Channel.AGENT, to=f"ia://monitoring?iaid={'y' * 5_000}", body="long")
    sender.attempt(JOB, "long")
    assert [bodies(fetch(service=name)) for name in names] == [[f'{{"n":"s{number}"}}'] for number in range(len(names))]
    assert bodies(fetch("y" * 5_000)) == ["long"]


def test_two_that_fetch_for_one_agent_never_get_the_same_at_once() -> None:
    sent("1")

    class Faster(Unreliable):
        got: list[Handed] | None = None

        def __call__(self, operation: str, request: dict[str, Any]) -> dict[str, Any]:
            if operation == "UpdateItem" and self.got is None:
                self.got = []
                self.got = fetch()
            return super().__call__(operation, request)

    with Faster() as race:
        assert fetch() == []
    assert bodies(race.got or []) == ['{"n":"1"}']


def test_without_a_name_it_is_for_whoever_asked_last_and_the_outbox_says_for_whom() -> None:
    fetch("a")
    fetch("b")
    sent("1", agent="")
    assert fetch("a") == []
    assert deliveries.get(name=f"{JOB}.1").message.to == "ia://monitoring?iaid=b"
    assert bodies(fetch("b")) == ['{"n":"1"}']


def test_with_no_agent_there_it_is_dropped_and_a_later_call_does_not_find_it() -> None:
    sent("1", agent="")
    assert status("1") is Status.CANCELLED
    assert fetch() == []


def test_two_weeks_it_lies_ready_and_not_longer() -> None:
    sent("1")
    clock.advance(14 * 86_400 - 5)
    assert len(fetch()) == 1
    clock.advance(65)
    assert fetch() == []


def test_what_lies_ready_is_neither_swept_nor_sent_again() -> None:
    sent("1")
    clock.advance(86_400)
    assert sweeper.sweep() == 0
    assert sender.attempt(JOB, "1") is None
    assert status("1") is Status.QUEUED


@pytest.mark.parametrize("crash_at", [1, 2])
def test_a_sender_that_is_killed_loses_and_doubles_nothing(crash_at: int) -> None:
    written("1", channel=Channel.AGENT, to="ia://monitoring?iaid=a")
    with pytest.raises(Crash), Unreliable(crash_at=crash_at):
        sender.attempt(JOB, "1")
    assert fetch() == []
    clock.advance(sender.LEASE.total_seconds() + sweeper.GRACE.total_seconds() + 1)
    assert sweeper.sweep() == 1
    sender.attempt(JOB, "1")
    assert len(fetch()) == 1
    assert fetch() == []


def test_an_answer_that_was_lost_on_the_way_is_given_again() -> None:
    sent("1")
    sent("2")
    with pytest.raises(Crash), Unreliable(crash_at=5):  # asked, looked, read, took the first
        fetch()
    assert bodies(fetch()) == ['{"n":"2"}']
    clock.advance(61)
    assert bodies(fetch()) == ['{"n":"1"}', '{"n":"2"}']


def test_long_bodies_come_whole_and_no_answer_has_more_than_four_mebibytes() -> None:
    for key in ("1", "2", "3"):
        sent(key, body=key + "é" * 1_000_000)
    first, second = fetch(), fetch()
    assert [len(body) for body in bodies(first + second)] == [1_000_001] * 3
    assert (len(first), len(second)) == (2, 1)


def test_one_that_waits_looks_at_least_once_a_second_and_no_longer_than_it_said() -> None:
    waiting = Waiting()
    assert agents.fetch(service="monitoring", agent="a", wait=5, patience=waiting.patience) == []
    assert waiting.time == 5
    assert len(waiting.naps) <= 8
    assert max(waiting.naps) <= 1


def test_one_that_does_not_wait_never_sleeps() -> None:
    waiting = Waiting()
    agents.fetch(service="monitoring", agent="a", patience=waiting.patience)
    assert waiting.naps == []


def test_one_that_waits_gets_what_comes_meanwhile_at_once() -> None:
    waiting = Waiting(then=(3, "1"))
    found = agents.fetch(service="monitoring", agent="a", wait=20, patience=waiting.patience)
    assert bodies(found) == ['{"n":"1"}']
    assert len(waiting.naps) == 3
