from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.dialects.tickets.vocabulary.resources import TICKETS
from chalicelib.domain import clock, guid
from chalicelib.domain.group import GROUP
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.outbound import sweeper, worker
from chalicelib.services import kinds, records
from chalicelib.store import deliveries, dynamo, heads, jobs
from chalicelib.store import records as store
from infra.local.context import Context
from tests.conftest import make_caller
from tests.outbound.desk import Room, Throttled, items, make_job, queued_deliveries, queued_jobs, written_job
from tests.unreliable import Crash, Unreliable

pytestmark = pytest.mark.usefixtures("queues")
JOB = "ticket.7.99"
AFTER_THE_LEASE = worker.LEASE.total_seconds() + 1


def receivers() -> list[str]:
    return sorted(each.message.to for each in deliveries.of_job(JOB))


def everybody(room: Room) -> list[str]:
    return sorted(f"p{number}@example.com" for number in range(1, room.count + 1))


def call(function: Any, body: str, seconds: float = 120) -> None:
    function({"Records": [{"body": body, "receiptHandle": "r"}]}, Context("test", seconds))


@pytest.mark.parametrize("count", [0, 1, jobs.CHUNK - 1, jobs.CHUNK, jobs.CHUNK + 1, 2 * jobs.CHUNK])
def test_a_job_becomes_one_delivery_for_each_receiver_and_each_is_queued_once(count: int) -> None:
    room = Room(count)
    written_job()
    assert worker.expand(JOB, room=room)
    assert receivers() == everybody(room)
    assert sorted(queued_deliveries()) == [(JOB, key) for key in room.keys]


def test_a_job_that_is_done_is_not_expanded_again() -> None:
    written_job()
    assert worker.expand(JOB, room=Room(3))
    assert not worker.expand(JOB, room=Room(5))
    assert len(receivers()) == 3


def test_a_job_that_nobody_has_written_is_nothing_to_do() -> None:
    assert not worker.expand("ticket.8.1", room=Room(3))


def test_of_two_workers_with_the_same_job_one_has_nothing_to_do() -> None:
    class Meeting(Room):
        second: bool | None = None

        def messages(self, job: Any, *, after: str | None) -> Any:
            self.second = worker.expand(JOB, room=Room(9))
            return super().messages(job, after=after)

    written_job()
    room = Meeting(3)
    assert worker.expand(JOB, room=room)
    assert room.second is False
    assert len(receivers()) == 3


@pytest.mark.parametrize("breaks_at", [1, 50, jobs.CHUNK + 1])
def test_a_worker_that_breaks_down_on_the_way_is_followed_by_one_that_goes_on(breaks_at: int) -> None:
    written_job()
    with pytest.raises(RuntimeError):
        worker.expand(JOB, room=Room(120, breaks_at=breaks_at))
    clock.advance(AFTER_THE_LEASE)
    room = Room(120)
    assert worker.expand(JOB, room=room)
    assert receivers() == everybody(room)


@pytest.mark.parametrize("crash_at", [1, 2, 3, 4])  # lease, two chunks, end
def test_a_worker_killed_before_any_of_its_calls_misses_nobody_and_doubles_nobody(crash_at: int) -> None:
    room = Room(100)
    written_job()
    with pytest.raises(Crash), Unreliable(crash_at=crash_at):
        worker.expand(JOB, room=room)
    clock.advance(AFTER_THE_LEASE)
    assert worker.expand(JOB, room=room)
    assert receivers() == everybody(room)


def test_who_was_written_and_not_queued_when_the_worker_was_killed_is_found_by_the_sweeper() -> None:
    written_job()
    with pytest.raises(Crash), Unreliable(crash_at=3):
        worker.expand(JOB, room=Room(200))
    queued_deliveries()  # as if the kill had come before they were queued
    clock.advance(AFTER_THE_LEASE + sweeper.GRACE.total_seconds())
    sweeper.sweep()
    assert queued_jobs() == [JOB]
    assert len(queued_deliveries()) == jobs.CHUNK


def test_a_worker_whose_lease_has_ended_writes_nothing_more() -> None:
    class Slow(Room):
        def messages(self, job: Any, *, after: str | None) -> Any:
            for number, found in enumerate(super().messages(job, after=after)):
                if number == jobs.CHUNK:
                    clock.advance(AFTER_THE_LEASE)
                    assert worker.expand(JOB, room=Room(100))
                yield found

    written_job()
    assert worker.expand(JOB, room=Slow(300))
    assert len(receivers()) == 100


def test_a_job_that_is_too_long_for_one_function_is_given_back_and_queued_again() -> None:
    written_job()
    room = Room(300)
    left = iter([100.0, 5.0])
    assert worker.expand(JOB, room=room, remaining=lambda: next(left))
    assert len(receivers()) == 2 * jobs.CHUNK
    assert queued_jobs() == [JOB]
    assert worker.expand(JOB, room=room)
    assert receivers() == everybody(room)


@pytest.mark.parametrize("every", [2, 3])
def test_a_store_that_refuses_some_calls_makes_it_slower_and_nothing_else(every: int) -> None:
    written_job()
    room = Room(200)
    with Throttled(every) as calls:
        assert worker.expand(JOB, room=room)
    assert len(calls.calls) > 5
    assert receivers() == everybody(room)
    assert sorted(queued_deliveries()) == [(JOB, key) for key in room.keys]


@pytest.mark.parametrize("body", ["x" * 8_193, "ä" * 250_000])
def test_all_receivers_of_all_chunks_share_one_long_body(body: str) -> None:
    written_job()
    with Unreliable() as calls:
        worker.expand(JOB, room=Room(200, body=body))
    texts = items("T#")
    assert "".join(item["text"]["S"] for item in sorted(texts, key=lambda item: str(item["sk"]["S"]))) == body
    assert calls.operations.count("PutItem") == len(texts)
    found = list(deliveries.of_job(JOB))
    assert (len(found), {each.message.body for each in found}) == (200, {body})


def test_the_bodies_are_fixed_when_the_job_is_expanded() -> None:
    written_job()
    worker.expand(JOB, room=Room(1, body="as it was"))
    assert [each.message.body for each in deliveries.of_job(JOB)] == ["as it was"]


def test_the_function_expands_the_job_that_its_message_names() -> None:
    times = dict.fromkeys(TICKETS.times)
    written_job(facts={"Id": 7, "Services": [], "Description": "Cold", **times})
    call(worker.work, f'{{"job": "{JOB}"}}')
    clock.advance(AFTER_THE_LEASE)
    assert not worker.expand(JOB)


def test_the_function_gives_a_job_back_before_its_time_is_up() -> None:
    assert worker._remaining(Context("test", 30))() <= 30
    assert worker._remaining(None)() == float("inf")


@pytest.mark.parametrize("body", ["no json", "{}", '{"job": "ticket.8.1"}'])
def test_a_message_that_can_not_become_better_is_dropped(body: str) -> None:
    call(worker.work, body)


def test_a_job_of_a_dialect_that_sends_nothing_fails_so_that_somebody_looks() -> None:
    dynamo.transact(list(jobs.puts(replace(make_job(), dialect="esm"))))
    with pytest.raises(LookupError):
        call(worker.work, f'{{"job": "{JOB}"}}')


@pytest.mark.parametrize(("crash_at", "groups"), [(6, 0), (7, 1), (10, 1)])
def test_a_write_of_a_relation_that_a_crash_has_cut_short_is_brought_to_its_end(crash_at: int, groups: int) -> None:
    members = [Ref("person", number) for number in range(1_001, 1_051)]
    for ref in members:  # not through the service: moto takes long over transactions
        record = Record(PERSON, ref.number, guid.mint("card", ref.number, milliseconds=0), 1, clock.now(), clock.now())
        dynamo.put(dynamo.Put(heads.write(record)[0]))
    with Unreliable(crash_at=crash_at), pytest.raises(Crash):
        records.create(kind=GROUP, values={"name": "All", "members": tuple(members)}, caller=make_caller())
    clock.advance(3_600)
    assert sweeper.sweep() == 1
    (job,) = queued_jobs()
    assert worker.expand(job)
    people = store.fetch(members, kinds.get).values()
    assert {len(person.many("groups")) for person in people} == {groups}
    assert not any(person.unsettled for person in people)
