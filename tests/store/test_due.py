from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from chalicelib.domain import clock
from chalicelib.domain.delivery import Delivery, Status
from chalicelib.store import deliveries, due, shards
from chalicelib.store.due import Row
from tests.outbound.desk import ACCEPTED, PASSING, PERMANENT, written, written_job

pytestmark = pytest.mark.usefixtures("cloud")
JOB = "ticket.7.99"


@pytest.fixture
def cloud(quick_cloud: None) -> None:
    """A store for many writes."""


def leased(key: str) -> Delivery:
    delivery = deliveries.lease(JOB, key, at=clock.now(), until=clock.now() + timedelta(minutes=1))
    assert delivery
    return delivery


def ended(key: str, status: Status, at: datetime) -> None:
    written(key)
    assert deliveries.end(leased(key), PERMANENT if status is Status.DEAD else ACCEPTED, status, at=at)


def keys(rows: list[Row]) -> list[str | None]:
    return [row.key for row in rows]


def overdue(most: int = 1_000) -> list[Row]:
    return list(due.overdue(until=clock.now(), most=most))


def test_jobs_and_deliveries_are_overdue_from_the_moment_on_that_they_are_due() -> None:
    written_job()
    written("1")
    found = overdue()
    assert {(row.job, row.key) for row in found} == {(JOB, None), (JOB, "1")}
    assert list(due.overdue(until=clock.now() - timedelta(hours=1), most=10)) == []


def test_a_retry_is_overdue_when_its_time_has_come() -> None:
    written("1")
    deliveries.retry(leased("1"), PASSING, due_at=clock.now() + timedelta(hours=2))
    assert overdue() == []
    clock.advance(7_201)
    assert keys(overdue()) == ["1"]


def test_a_long_partition_does_not_starve_the_others() -> None:
    for number in range(60):
        written(f"{number:02d}")
    found = overdue(16)
    partitions = {shards.waiting(f"{row.job}.{row.key}") for row in found}
    assert (len(found), partitions) == (16, set(shards.WAITING))


def test_what_waits_comes_in_the_order_of_its_next_try_whatever_its_partition() -> None:
    for number in range(20):
        written(f"{number:02d}")
    for number in range(10):
        deliveries.retry(leased(f"{number:02d}"), PASSING, due_at=clock.now() + timedelta(hours=2))
    found = keys([row for _, row in due.waiting({})])
    assert (set(found[:10]), set(found[10:])) == (
        {f"{n:02d}" for n in range(10, 20)},
        {f"{n:02d}" for n in range(10)},
    )


def test_a_walk_of_what_waits_goes_on_behind_what_it_has_seen() -> None:
    for number in range(30):
        written(f"{number:02d}")
    seen: dict[str, Row] = {}
    found: list[str | None] = []
    while len(found) < 30:
        partition, row = next(iter(due.waiting(seen)))
        seen[partition] = row
        found.append(row.key)
    assert len(set(found)) == 30
    assert list(due.waiting(seen)) == []


def test_the_dead_and_the_done_come_newest_first() -> None:
    day = clock.now()
    for number, key in enumerate(("a", "b", "c")):
        ended(f"dead-{key}", Status.DEAD, day + timedelta(microseconds=number))
        ended(f"done-{key}", Status.DELIVERED, day + timedelta(microseconds=number))
    assert keys(list(due.dead())) == ["dead-c", "dead-b", "dead-a"]
    assert keys(list(due.done(day))) == ["done-c", "done-b", "done-a"]
    assert list(due.done(day - timedelta(days=1))) == []


def test_what_ended_in_the_same_moment_is_met_once_each_whoever_walks_in_steps() -> None:
    at = clock.now()
    for number in range(7):
        ended(str(number), Status.DEAD, at)
    found: list[Row] = []
    while rows := list(due.dead(after=found[-1] if found else None))[:2]:
        found += rows
    assert sorted(str(row.key) for row in found) == [str(number) for number in range(7)]


def test_a_walk_goes_on_behind_what_is_no_longer_there() -> None:
    at = clock.now()
    for number in range(4):
        ended(str(number), Status.DEAD, at + timedelta(microseconds=number))
    first, second, *_ = due.dead()
    gone = deliveries.get(second.job, str(second.key))
    assert gone
    assert deliveries.revive(gone, at=clock.now())
    assert keys(list(due.dead(after=second))) == ["1", "0"]
    assert first.key == "3"
