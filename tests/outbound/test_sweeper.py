from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib import config
from chalicelib.domain import clock
from chalicelib.domain.caller import Caller
from chalicelib.domain.job import Announcement
from chalicelib.domain.ticket import TICKET
from chalicelib.outbound import queue, sender, sweeper, worker
from chalicelib.services import records
from chalicelib.store import aws, due
from infra import resources
from infra.local.context import Context
from tests.outbound.desk import (
    PASSING,
    PERMANENT,
    Room,
    Transport,
    queued_deliveries,
    queued_jobs,
    written,
    written_job,
)
from tests.unreliable import Crash, Unreliable

pytestmark = pytest.mark.usefixtures("queues")
JOB = "ticket.7.99"
AT_ONCE = timedelta(0)


def test_a_request_that_is_killed_between_writing_and_queueing_leaves_a_job_that_the_sweeper_finds(
    caller: Caller,
) -> None:
    sqs = aws.client("sqs")
    sqs.delete_queue(QueueUrl=sqs.get_queue_url(QueueName=config.JOBS_QUEUE)["QueueUrl"])  # it takes nothing
    ticket = records.create(
        kind=TICKET, values={"subject": "Cold"}, caller=caller, announce=lambda *_: Announcement("Created", {"Id": 7})
    )
    resources.create_queues(sqs)
    queue.forget()
    assert sweeper.sweep() == 0  # whoever wrote it is given a while to queue it
    clock.advance(sweeper.GRACE.total_seconds())
    assert sweeper.sweep() == 1
    assert queued_jobs() == [f"ticket.{ticket.number}.{ticket.version}"]


def test_what_was_queued_again_is_left_alone_for_a_while() -> None:
    written_job()
    written("1")
    assert sweeper.sweep(grace=AT_ONCE) == 2
    assert sweeper.sweep(grace=AT_ONCE) == 0
    clock.advance(sweeper.REST.total_seconds() + 1)
    assert sweeper.sweep(grace=AT_ONCE) == 2


def test_two_sweeps_at_once_queue_each_thing_once() -> None:
    for number in range(20):
        written(f"{number:02d}")
    rows = list(due.overdue(until=clock.now(), most=1_000))  # both have read the index before either has claimed
    first = [row for row in rows if sweeper._claim(clock.now(), row)]
    second = [row for row in rows if sweeper._claim(clock.now(), row)]
    assert (len(first), second) == (20, [])


def test_deliveries_of_a_job_are_queued_in_tens() -> None:
    for number in range(30):
        written(f"{number:02d}")
    sweeper.sweep(grace=AT_ONCE)
    assert sorted(queued_deliveries()) == [(JOB, f"{number:02d}") for number in range(30)]


def test_a_retry_is_queued_when_it_is_due_and_not_before() -> None:
    written("1")
    sender.attempt(JOB, "1", transport=Transport(PASSING))
    assert sweeper.sweep(grace=AT_ONCE) == 0
    clock.advance(10)
    assert sweeper.sweep(grace=AT_ONCE) == 1


def test_what_is_being_worked_at_is_left_alone() -> None:
    written_job()
    written("1")

    class Busy(Room):
        def messages(self, *_: object, **__: object) -> object:  # type: ignore[override]
            assert sweeper.sweep(grace=AT_ONCE) == 1  # the delivery; the job has its worker
            return iter(())

    worker.expand(JOB, room=Busy(0))  # type: ignore[arg-type]


@pytest.mark.parametrize("transport", [Transport(), Transport(PERMANENT)])
def test_what_has_ended_is_left_alone(transport: Transport) -> None:
    written("1")
    sender.attempt(JOB, "1", transport=transport)
    clock.advance(86_400)
    assert sweeper.sweep() == 0


def test_a_job_whose_worker_was_killed_is_queued_when_its_lease_has_ended() -> None:
    written_job()
    with pytest.raises(Crash), Unreliable(crash_at=2):
        worker.expand(JOB, room=Room(3))
    assert sweeper.sweep(grace=AT_ONCE) == 0
    clock.advance(worker.LEASE.total_seconds() + 1)
    assert sweeper.sweep(grace=AT_ONCE) == 1
    assert queued_jobs() == [JOB]


def test_the_function_sweeps_with_grace() -> None:
    written("1")
    tick = {
        "version": "0", "id": "1", "detail-type": "Scheduled Event", "source": "aws.events", "account": "0",
        "time": "2026-03-01T12:00:00Z", "region": "eu-central-1", "resources": [], "detail": {},
    }  # fmt: skip
    sweeper.sweep_by_schedule(tick, Context("test", 60))
    assert queued_deliveries() == []
    clock.advance(sweeper.GRACE.total_seconds())
    sweeper.sweep_by_schedule(tick, Context("test", 60))
    assert queued_deliveries() == [(JOB, "1")]
