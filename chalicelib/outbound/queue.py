"""The queues: a message holds ids only, so that it may be lost, doubled or late without harm.

What waits in the store is queued again by the sweeper, so that a message that could not be sent is a delay and no loss.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import islice
from typing import Final

from chalicelib import config
from chalicelib.store import sqs

log = logging.getLogger(__name__)

KEYS: Final = 10  # deliveries that one message names: a sender tries them side by side
MAX_DELAY: Final = 900  # seconds that SQS can hold a message back


def send_job(job: str) -> None:
    """Have a job expanded. Never raises: the sweeper finds what could not be queued."""
    _send(config.JOBS_QUEUE, [json.dumps({"job": job})])


def send_deliveries(job: str, keys: Iterable[str], *, delay: float = 0) -> None:
    """Have deliveries of a job sent, after at most a quarter of an hour. Never raises, as above."""
    each = iter(keys)
    bodies = []
    while chunk := list(islice(each, KEYS)):
        bodies.append(json.dumps({"job": job, "keys": chunk}))
    _send(config.DELIVERIES_QUEUE, bodies, delay=min(int(delay), MAX_DELAY))


def _send(queue: str, bodies: Sequence[str], *, delay: int = 0) -> None:
    try:
        sqs.send(_url(queue), bodies, delay=delay)
    except sqs.Unreachable as error:
        log.warning("the queue %s takes nothing: %s", queue, error)


@cache
def _url(queue: str) -> str:
    return sqs.url(queue)


def forget() -> None:
    """Look up the queues anew (tests)."""
    _url.cache_clear()
