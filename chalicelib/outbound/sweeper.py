"""The sweeper: queues again what waits in the store and should long have been queued, tried or finished.

Fresh jobs and deliveries are queued by whoever writes them, retries by the sender; the sweeper is for what a crash, a lost
message or a long wait has left behind.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from chalice.app import Blueprint, Rate

from chalicelib.domain import clock
from chalicelib.outbound import queue
from chalicelib.store import deliveries, due, jobs

if TYPE_CHECKING:
    from chalice.app import CloudWatchEvent

sweepers = Blueprint(__name__)

GRACE: Final = timedelta(seconds=30)  # what whoever wrote something has to queue it
REST: Final = timedelta(minutes=5)  # how long something that was queued again is left alone
MOST: Final = 5_000  # of one sweep; the next one comes in a minute


@sweepers.schedule(Rate(1, unit=Rate.MINUTES), name="sweeper")
def sweep_by_schedule(event: CloudWatchEvent) -> None:
    """Sweep once a minute."""
    sweep()


def sweep(*, grace: timedelta = GRACE) -> int:
    """Queue again what was due before `grace` ago, and answer how many that were."""
    now = clock.now()
    keys_by_job: dict[str, list[str]] = defaultdict(list)
    count = 0
    for job, key in islice(due.waiting(until=now - grace), MOST):
        if key is None:
            if jobs.postpone(job, until=now + REST):
                queue.send_job(job)
                count += 1
        elif deliveries.postpone(job, key, until=now + REST):
            keys_by_job[job].append(key)
            count += 1
    for job, keys in keys_by_job.items():
        queue.send_deliveries(job, keys)
    return count
