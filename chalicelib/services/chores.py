"""The desk's own jobs: what a write leaves to be done after it, done at once by who wrote, or by a worker after a crash."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Final
from uuid import uuid4

from chalicelib.domain import clock
from chalicelib.domain.job import Job
from chalicelib.errors import PolydeskError
from chalicelib.outbound import queue
from chalicelib.services import kinds
from chalicelib.services.tree import chores as trees
from chalicelib.store import files, intents, jobs, leftovers, settlements

log = logging.getLogger(__name__)

LEASE: Final = timedelta(seconds=60)
PATIENCE: Final = 8.0  # seconds


def is_chore(job: Job) -> bool:
    """Whether a job is one of the desk's own, of which no message leaves."""
    return job.dialect == intents.OWN


def carry_out(job: Job, *, seconds: float = float("inf")) -> None:
    """Do a chore that one holds the lease of. Raises Unavailable, or Changed: then it is to be tried again.

    `seconds`: when they are over, one that takes longer is given back to the queue.
    """
    match job.event:
        case leftovers.EVENT:
            files.remove(job.facts["locations"])
        case trees.SETTLE | trees.STEPS:
            if not trees.carry_out(job, seconds=seconds):
                jobs.release(job, at=clock.now())
                queue.send_job(job.id)
                return
        case _:
            settlements.settle(intents.read(job), kinds.find)
    jobs.finish(job)


def run(job_id: str) -> None:
    """Do a chore here and now, unless somebody else is at it, or it is done. What goes wrong is left to the sweeper.

    One that takes longer than a caller waits is left to a worker.
    """
    now = clock.now()
    try:
        job = jobs.lease(job_id, token=uuid4().hex, at=now, until=now + LEASE)
        if job is not None:
            carry_out(job, seconds=PATIENCE)
    except PolydeskError:
        log.warning("%s is left to the sweeper", job_id, exc_info=True)
