"""The sweeper: queues again what waits in the store and should long have been queued, tried or finished.

Fresh jobs and deliveries are queued by whoever writes them, retries by the sender; the sweeper is for what a crash, a lost
message or a long wait has left behind. Each row is claimed before it is queued, so sweeps that overlap double nothing.
"""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final

from chalice.app import Blueprint, Rate

from chalicelib.domain import clock
from chalicelib.outbound import ledgers, queue
from chalicelib.outbound.report import Report
from chalicelib.store import deliveries, due, jobs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from chalice.app import CloudWatchEvent

    from chalicelib.store.due import Row

sweepers = Blueprint(__name__)

GRACE: Final = timedelta(seconds=60)  # what whoever wrote something has to queue it, and a full queue to come to it
REST: Final = timedelta(minutes=5)  # how long something that was queued again is left alone
MOST: Final = 4_000  # of one sweep; the next one comes in a minute
STRIDE: Final = 200  # claimed and then queued together: what a crash in between makes wait for `REST`
SIDE_BY_SIDE: Final = 8


@sweepers.schedule(Rate(1, unit=Rate.MINUTES), name="sweeper")
def sweep_by_schedule(event: CloudWatchEvent) -> None:
    """Sweep once a minute."""
    with Report("sweeper") as report:
        report.count("weeks_closed", ledgers.close())
        report.count("requeued", sweep())


def sweep(*, grace: timedelta = GRACE) -> int:
    """Queue again what was due before `grace` ago, and answer how many that were."""
    now = clock.now()
    rows = due.overdue(until=now - grace, most=MOST)
    count = 0
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        while chunk := list(islice(rows, STRIDE)):
            claimed = [row for row, mine in zip(chunk, pool.map(partial(_claim, now), chunk), strict=True) if mine]
            _queue(claimed)
            count += len(claimed)
    return count


def _claim(now: datetime, row: Row) -> bool:
    if row.key is None:
        return jobs.postpone(row.job, at=now, until=now + REST)
    return deliveries.postpone(row.job, row.key, at=now, until=now + REST)


def _queue(rows: Iterable[Row]) -> None:
    keys_by_job: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.key is None:
            queue.send_job(row.job)
        else:
            keys_by_job[row.job].append(row.key)
    for job, keys in keys_by_job.items():
        queue.send_deliveries(job, keys)
