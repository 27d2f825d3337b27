"""The sender: leases a delivery, sends it, notes what came of it.

A delivery is sent at least once: a crash between sending and noting sends the same bytes under the same id again when the lease
has run out. Several of one message are tried side by side, so that one receiver that hangs does not hold up the others.
"""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from chalice.app import Blueprint

from chalicelib import config
from chalicelib.domain import clock
from chalicelib.domain.delivery import Channel, Delivery, Leave, Outcome, Status, Verdict
from chalicelib.outbound import callbacks, envelopes, queue, schedule
from chalicelib.outbound.report import Report
from chalicelib.store import agents, deliveries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from chalice.app import SQSEvent

    Transport = Callable[[Delivery], Outcome]

log = logging.getLogger(__name__)
senders = Blueprint(__name__)

LEASE: Final = timedelta(seconds=config.SENDER_SECONDS)  # it begins after the function, so it can't end before it does
HELD: Final = timedelta(minutes=5)  # until what has to wait is looked at again, at the latest
SIDE_BY_SIDE: Final = 50  # messages at once, each with up to ten deliveries
MOST_TRIES: Final = 12  # beyond those of the schedule only tries that ended with their process count, and not for ever
ROOMS: Final = {Channel.EMAIL: "mail", Channel.SMS: "sms", Channel.CALLBACK: "http", Channel.AGENT: "agent"}
FIGURES: Final = {
    Status.PENDING: "deliveries_failed",  # of this try; another one follows
    Status.DELIVERED: "deliveries_sent",
    Status.CANCELLED: "deliveries_cancelled",
    Status.DEAD: "deliveries_dead",
}
ENDS: Final = {
    Verdict.ACCEPTED: Status.DELIVERED,
    Verdict.UNTAKEN: Status.CANCELLED,
    Verdict.PERMANENT: Status.DEAD,
    Verdict.PASSING: Status.DEAD,  # after the last try
}


@senders.on_sqs_message(queue=config.DELIVERIES_QUEUE, batch_size=1, name="sender", maximum_concurrency=SIDE_BY_SIDE)
def send(event: SQSEvent) -> None:
    """Send the deliveries that the messages name."""
    with Report("sender") as report:
        for record in event:
            named = envelopes.deliveries(record.body)
            if named is not None:
                send_all(*named, report=report)


def send_all(job: str, keys: Iterable[str], *, report: Report | None = None) -> None:
    """Try these deliveries of a job, side by side; `report`: where they are counted."""
    each = list(dict.fromkeys(keys))
    if len(each) == 1:
        attempt(job, each[0], report=report)
        return
    with ThreadPoolExecutor(max_workers=queue.KEYS) as pool:
        for outcome in [pool.submit(attempt, job, key, report=report) for key in each]:
            outcome.result()


def attempt(job: str, key: str, *, transport: Transport | None = None, report: Report | None = None) -> Outcome | None:
    """Try one delivery if it is due and nobody else is at it; None when it is not."""
    report = report or Report("sender")
    now = clock.now()
    delivery = deliveries.lease(job, key, at=now, until=now + LEASE)
    if delivery is None or not _may_leave(delivery):
        return None
    if delivery.due_at is not None:
        report.most("delivery_delay_seconds", (now - delivery.due_at).total_seconds())
    if delivery.attempts > MOST_TRIES:
        outcome = Outcome(Verdict.PERMANENT, "Every try ended before it was known what had come of it.")
    else:
        outcome = (transport or _transport(delivery.message.channel))(delivery)
    report.count(_note(delivery, outcome))
    return outcome


def _may_leave(delivery: Delivery) -> bool:
    """Whether the dialect still wants it sent; what it does not want is cancelled, what has to wait is put back."""
    watcher = callbacks.watcher(delivery.dialect)
    leave = watcher.judge(delivery) if watcher else Leave.GO
    if leave is Leave.DROP:
        unwanted = Outcome(Verdict.PERMANENT, "It was no longer wanted.")
        deliveries.end(delivery, unwanted, Status.CANCELLED, at=clock.now())
    elif leave is Leave.WAIT:
        deliveries.hold(delivery, until=clock.now() + HELD)
    return leave is Leave.GO


def _end(delivery: Delivery, outcome: Outcome, status: Status, at: datetime) -> bool:
    ending = deliveries.ending(delivery, outcome, status, at=at)
    watcher = callbacks.watcher(delivery.dialect)
    return watcher.ended(delivery, outcome, status, ending) if watcher else deliveries.unless_lost(ending)


def _note(delivery: Delivery, outcome: Outcome) -> str:
    """Write down what a try came to, and answer what it counts as."""
    now = clock.now()
    wait = None
    status = Status.PENDING
    if outcome.verdict is Verdict.PASSING:
        wait = schedule.next_try(delivery.attempts, retry_after=outcome.retry_after)
    if outcome.verdict is Verdict.QUEUED:
        noted = agents.lay(delivery, outcome, at=now)
    elif wait is not None:
        noted = deliveries.retry(delivery, outcome, due_at=now + timedelta(seconds=wait))
        if noted and wait <= queue.MAX_DELAY:
            queue.send_deliveries(delivery.job, [delivery.key], delay=wait + 1)
    else:
        status = ENDS[outcome.verdict]
        noted = _end(delivery, outcome, status, now)
        if status is Status.DEAD:
            log.warning("delivery %s is dead after %s tries: %s", delivery.id, delivery.attempts, outcome.reason)
    if not noted:
        log.warning("delivery %s: the lease was lost before its outcome was noted", delivery.id)
        return "leases_lost"
    return "deliveries_laid" if outcome.verdict is Verdict.QUEUED else FIGURES[status]


def _transport(channel: Channel) -> Transport:
    room: Any = import_module(f"chalicelib.outbound.transports.{ROOMS[channel]}")
    transport: Transport = room.send
    return transport
