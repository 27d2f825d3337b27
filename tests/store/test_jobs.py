from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.domain import clock
from chalicelib.domain.delivery import Channel, Delivery, Message
from chalicelib.domain.job import Job
from chalicelib.store import deliveries, dynamo, jobs
from chalicelib.store.guard import ConditionFailed
from tests.outbound.desk import items, written_job
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")
MINUTE = timedelta(minutes=1)


def leased(token: str = "one") -> Job | None:
    now = clock.now()
    return jobs.lease("ticket.7.99", token=token, at=now, until=now + MINUTE)


def made(*keys: str) -> list[Delivery]:
    message = Message(Channel.EMAIL, "ann@example.com", "Hello")
    return [Delivery("ticket.7.99", key, "tickets", message, clock.now()) for key in keys]


def advance(job: Job, *keys: str) -> None:
    jobs.advance(job, made(*keys), cursor=keys[-1], until=clock.now() + MINUTE, written=set())


def test_a_job_is_leased_as_it_was_written() -> None:
    job = written_job(facts={"Id": 7, "Description": "Zürich", "Services": [[1, "Mail"]], "ClosedTime": None})
    taken = leased()
    assert taken
    assert (taken.id, taken.dialect, taken.event, taken.facts) == (job.id, job.dialect, job.event, job.facts)
    assert (taken.created_at, taken.cursor, taken.lease) == (job.created_at, None, "one")


@pytest.mark.parametrize("length", [2_048, 8_193, 100_000, 400_000])
def test_facts_of_any_length_come_back(length: int) -> None:
    job = written_job(facts={"Description": "ä" * length})
    taken = leased()
    assert taken
    assert taken.facts == job.facts


def test_a_job_that_exists_is_not_written_again() -> None:
    written_job()
    with pytest.raises(ConditionFailed):
        written_job()


def test_one_worker_at_a_time_has_a_job() -> None:
    written_job()
    assert leased("one")
    assert leased("two") is None
    clock.advance(61)
    assert leased("two")


def test_nobody_leases_a_job_that_is_finished_or_was_never_there() -> None:
    written_job()
    job = leased()
    assert job
    jobs.finish(job)
    clock.advance(61)
    assert leased() is None
    assert jobs.lease("ticket.8.1", token="x", at=clock.now(), until=clock.now()) is None


def test_a_job_that_goes_on_keeps_its_lease_and_its_place() -> None:
    written_job()
    job = leased()
    assert job
    clock.advance(50)
    advance(job, "1", "2")
    clock.advance(50)
    assert leased("two") is None
    clock.advance(11)
    taken = leased("two")
    assert taken
    assert taken.cursor == "2"
    assert [each.key for each in deliveries.of_job(job.id)] == ["1", "2"]


def test_whoever_has_lost_the_lease_writes_nothing() -> None:
    written_job()
    late = leased("one")
    clock.advance(61)
    assert leased("two")
    assert late
    with pytest.raises(ConditionFailed):
        advance(late, "1")
    jobs.release(late, at=clock.now())
    jobs.finish(late)
    assert list(deliveries.of_job(late.id)) == []
    assert leased("three") is None


def test_a_job_that_is_given_back_is_free_at_once() -> None:
    written_job()
    job = leased("one")
    assert job
    jobs.release(job, at=clock.now())
    assert leased("two")


def test_a_chunk_whose_answer_is_lost_is_written_once() -> None:
    written_job()
    job = leased()
    assert job
    with Unreliable(crash_at=99) as calls:
        advance(job, "1", "2")
    assert calls.operations == ["TransactWriteItems"]
    assert len(items("D#")) == 2


def test_the_largest_chunk_with_the_largest_short_bodies_fits_a_transaction() -> None:
    written_job()
    job = leased()
    assert job
    message = Message(Channel.EMAIL, "ann@example.com", "x" * 8_192)
    chunk = [Delivery(job.id, f"{n:03d}", "tickets", message, clock.now()) for n in range(jobs.CHUNK)]
    assert jobs.CHUNK + 1 <= dynamo.TRANSACTION
    jobs.advance(job, chunk, cursor="089", until=clock.now() + MINUTE, written=set())
    assert len(items("D#")) == jobs.CHUNK


def test_a_job_is_put_off_when_it_is_due_and_once() -> None:
    written_job()
    now = clock.now()
    assert jobs.postpone("ticket.7.99", at=now, until=now + MINUTE)
    assert not jobs.postpone("ticket.7.99", at=now, until=now + MINUTE)


def test_a_job_that_somebody_is_at_or_that_is_done_is_not_put_off() -> None:
    written_job()
    job = leased()
    assert job
    assert not jobs.postpone(job.id, at=clock.now(), until=clock.now() + MINUTE)
    jobs.finish(job)
    assert not jobs.postpone(job.id, at=clock.now() + MINUTE, until=clock.now() + 2 * MINUTE)
