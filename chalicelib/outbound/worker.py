"""The worker: turns a job into deliveries with fixed bodies, chunk by chunk, so that a crash loses and doubles nothing.

Each chunk of deliveries and the job's new position are one transaction under the worker's lease. Whoever goes on after a crash
begins behind the last chunk that was written.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from chalice.app import Blueprint

from chalicelib import config
from chalicelib.domain import clock
from chalicelib.domain.delivery import Delivery, Outgoing
from chalicelib.outbound import callbacks, envelopes, queue
from chalicelib.outbound.report import Report
from chalicelib.services import chores
from chalicelib.store import jobs
from chalicelib.store.guard import ConditionFailed

if TYPE_CHECKING:
    from chalice.app import SQSEvent

    from chalicelib.domain.job import Job
    from chalicelib.outbound.callbacks import Callback

log = logging.getLogger(__name__)
workers = Blueprint(__name__)

LEASE: Final = timedelta(
    seconds=60
)  # goes on with every chunk; a chunk takes a second, and much longer only if throttled
SIDE_BY_SIDE: Final = 10  # jobs at once: a flood of them must not take the API's share of the account
RESERVE: Final = 20.0  # seconds of a function's time that are left for giving a job back

Remaining = Callable[[], float]


@workers.on_sqs_message(queue=config.JOBS_QUEUE, batch_size=1, name="worker", maximum_concurrency=SIDE_BY_SIDE)
def work(event: SQSEvent) -> None:
    """Expand the jobs that the messages name."""
    with Report("worker") as report:
        for record in event:
            job = envelopes.job(record.body)
            if job is not None:
                expand(job, remaining=_remaining(event.context), report=report)


def expand(
    job_id: str,
    *,
    remaining: Remaining = lambda: float("inf"),
    room: Callback | None = None,
    report: Report | None = None,
) -> bool:
    """Expand one job as far as time allows; False when somebody else is at it, or it is done.

    `remaining`: seconds that are left; when they run out the job is given back and queued again. `room`: who words the
    messages; the job's dialect unless it is named. `report`: where it is counted.
    """
    report = report or Report("worker")
    now = clock.now()
    job = jobs.lease(job_id, token=uuid4().hex, at=now, until=now + LEASE)
    if job is None:
        return False
    if chores.is_chore(job):
        chores.carry_out(job, seconds=remaining() - RESERVE)
        report.count("chores_done")
        return True
    try:
        _expand(job, room or callbacks.of(job.dialect), remaining, report)
    except ConditionFailed:
        log.warning("job %s: the lease was lost", job.id)
    return True


def _expand(job: Job, room: Callback, remaining: Remaining, report: Report) -> None:
    written: set[str] = set()
    for chunk in _chunks(room.messages(job, after=job.cursor)):
        made = list(_deliveries(job, chunk, clock.now()))
        beside = [action for each in chunk for action in each.beside]
        until = clock.now() + LEASE
        jobs.advance(job, made, beside=beside, cursor=chunk[-1].key, until=until, written=written)
        report.count("deliveries_made", len(made))
        queue.send_deliveries(job.id, (each.key for each in made if each.due_at == each.created_at))
        if remaining() < RESERVE:
            jobs.release(job, at=clock.now())
            queue.send_job(job.id)
            report.count("jobs_given_back")
            return
    jobs.finish(job)
    report.count("jobs_expanded")


def _chunks(outgoing: Iterator[Outgoing]) -> Iterator[list[Outgoing]]:
    """As many at a time as one transaction takes."""
    chunk: list[Outgoing] = []
    weight = 0
    for each in outgoing:
        own = len(each.beside) + len(each.also) + (each.message is not None)
        if chunk and weight + own > jobs.CHUNK:
            yield chunk
            chunk, weight = [], 0
        chunk.append(each)
        weight += own
        if weight == jobs.CHUNK:  # before anything more is asked for
            yield chunk
            chunk, weight = [], 0
    if chunk:
        yield chunk


def _deliveries(job: Job, chunk: list[Outgoing], at: datetime) -> Iterator[Delivery]:
    for each in chunk:
        if each.message is not None:
            due_at = at + timedelta(seconds=each.delay)
            yield Delivery(job.id, each.key, job.dialect, each.message, at, due_at=due_at)
        for key, message in each.also:
            yield Delivery(job.id, key, job.dialect, message, at, due_at=at)


def _remaining(context: object) -> Remaining:
    left = getattr(context, "get_remaining_time_in_millis", None)
    return (lambda: left() / 1000) if left else (lambda: float("inf"))
