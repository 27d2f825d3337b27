"""The sender: leases a delivery, sends it, notes what came of it.

A delivery is sent at least once: a crash between sending and noting sends the same bytes under the same id again when the lease
has run out. Several of one message are tried side by side, so that one receiver that hangs does not hold up the others.
"""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from chalice.app import Blueprint

from chalicelib import config
from chalicelib.domain import clock
from chalicelib.domain.delivery import Channel, Delivery, Outcome, Status, Verdict
from chalicelib.outbound import envelopes, queue, schedule
from chalicelib.store import deliveries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from chalice.app import SQSEvent

    Transport = Callable[[Delivery], Outcome]

log = logging.getLogger(__name__)
senders = Blueprint(__name__)

LEASE: Final = timedelta(seconds=config.SENDER_SECONDS)  # it begins after the function, so it can't end before it does
SIDE_BY_SIDE: Final = 50  # messages at once, each with up to ten deliveries
MOST_TRIES: Final = 12  # beyond those of the schedule only tries that ended with their process count, and not for ever
ROOMS: Final = {Channel.EMAIL: "mail", Channel.SMS: "sms", Channel.CALLBACK: "http"}


@senders.on_sqs_message(queue=config.DELIVERIES_QUEUE, batch_size=1, name="sender", maximum_concurrency=SIDE_BY_SIDE)
def send(event: SQSEvent) -> None:
    """Send the deliveries that the messages name."""
    for record in event:
        named = envelopes.deliveries(record.body)
        if named is not None:
            send_all(*named)


def send_all(job: str, keys: Iterable[str]) -> None:
    """Try these deliveries of a job, side by side."""
    each = list(dict.fromkeys(keys))
    if len(each) == 1:
        attempt(job, each[0])
        return
    with ThreadPoolExecutor(max_workers=queue.KEYS) as pool:
        for outcome in [pool.submit(attempt, job, key) for key in each]:
            outcome.result()


def attempt(job: str, key: str, *, transport: Transport | None = None) -> Outcome | None:
    """Try one delivery if it is due and nobody else is at it; None when it is not."""
    now = clock.now()
    delivery = deliveries.lease(job, key, at=now, until=now + LEASE)
    if delivery is None:
        return None
    if delivery.attempts > MOST_TRIES:
        outcome = Outcome(Verdict.PERMANENT, "Every try ended before it was known what had come of it.")
    else:
        outcome = (transport or _transport(delivery.message.channel))(delivery)
    _note(delivery, outcome)
    return outcome


def _note(delivery: Delivery, outcome: Outcome) -> None:
    now = clock.now()
    if outcome.verdict is Verdict.ACCEPTED:
        noted = deliveries.end(delivery, outcome, Status.DELIVERED, at=now)
    elif (
        outcome.verdict is Verdict.PERMANENT
        or (wait := schedule.next_try(delivery.attempts, retry_after=outcome.retry_after)) is None
    ):
        noted = deliveries.end(delivery, outcome, Status.DEAD, at=now)
        log.warning("delivery %s is dead after %s tries: %s", delivery.id, delivery.attempts, outcome.reason)
    else:
        noted = deliveries.retry(delivery, outcome, due_at=now + timedelta(seconds=wait))
        if noted and wait <= queue.MAX_DELAY:
            queue.send_deliveries(delivery.job, [delivery.key], delay=wait + 1)
    if not noted:
        log.warning("delivery %s: the lease was lost before its outcome was noted", delivery.id)


def _transport(channel: Channel) -> Transport:
    room: Any = import_module(f"chalicelib.outbound.transports.{ROOMS[channel]}")
    transport: Transport = room.send
    return transport
