"""What a write announces: a job in its transaction, a message on a queue after it.

The message may be lost, the job can't: the sweeper finds it. So an accepted request never loses what it set off.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from chalicelib.domain.caller import Caller
from chalicelib.domain.job import Announcement, Job
from chalicelib.domain.record import Record
from chalicelib.outbound import queue
from chalicelib.store import jobs as store
from chalicelib.store.dynamo import Put

Announce = Callable[[Record | None, Record], Announcement | None]
"""What a dialect has to say of a write, given the record before (None when new) and after; None for nothing."""


def prepare(
    announce: Announce | None, before: Record | None, after: Record, caller: Caller, at: datetime
) -> Job | None:
    """The job that a write sets off, if any."""
    announcement = announce(before, after) if announce else None
    if announcement is None:
        return None
    return Job(
        id=f"{after.kind.name}.{after.number}.{after.version}",
        dialect=caller.dialect,
        event=announcement.event,
        facts=announcement.facts,
        created_at=at,
    )


def puts(job: Job | None) -> list[Put]:
    """The writes of a job."""
    return store.puts(job) if job else []


def start(job: Job | None) -> None:
    """Have a job expanded now that its transaction is through."""
    if job is not None:
        queue.send_job(job.id)
