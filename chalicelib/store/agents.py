"""What lies in queues for agents, and which agent asked last for a service.

A queued delivery has no second item that could get lost or stay behind: it is its own place in the queue, under another
partition of the index than what waits, so that nobody tries or sweeps it. Who fetches it leases it; its lease runs out, and it
can be fetched again, until it is acknowledged. Names are digested, because callers choose them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from chalicelib import config
from chalicelib.domain.agent import AgentAddress
from chalicelib.domain.delivery import Delivery, Outcome, Status
from chalicelib.store import deliveries, due, dynamo, keys, shards
from chalicelib.store.dynamo import Put, Update

KEPT: Final = timedelta(days=14)
_REMEMBERED: Final = timedelta(days=1)  # how long it is known who asked last
_LATE: Final = timedelta(days=1)  # what was made longer ago than its tries take was replayed: it lines up behind
_STRIDE: Final = 20  # deliveries that are read at once
_LAST: Final = "~"  # sorts behind every moment


def note_poll(service: str, agent: str, *, at: datetime) -> None:
    """An agent asks for a service. Of several that ask at the same moment any may be the last."""
    pk, sk = _last_place(service)
    expires = int((at + _REMEMBERED).timestamp())
    item = {"pk": pk, "sk": sk, "agent": agent, "asked": shards.stamp(at), "expires": expires}
    dynamo.put(Put(item, table=config.OUTBOX_TABLE))


def last_poll(service: str) -> tuple[str, datetime] | None:
    """The agent that asked last for a service, and when; None when that is long ago."""
    item = dynamo.get(_last_place(service), table=config.OUTBOX_TABLE)
    return (item["agent"], datetime.fromisoformat(item["asked"])) if item else None


def lay(delivery: Delivery, outcome: Outcome, *, at: datetime) -> bool:
    """Let a leased delivery lie in the queue of the agent that `outcome` refers to; False when the lease was lost meanwhile.

    It stands in the order of its making and is kept for two weeks.
    """
    to = AgentAddress.parse(outcome.reference)
    since = max(delivery.created_at, at - _LATE)
    queue = _queue(to)
    laid = (
        "SET standing = :queued, message = :message, outcome = :outcome, due = :due, due_at = :place, expires = :expires"
        " REMOVE leased_until"
    )
    values = {
        ":queued": Status.QUEUED.value,
        ":message": deliveries.message_item(replace(delivery.message, to=to.text)),
        ":outcome": deliveries.outcome_item(outcome),
        ":due": shards.queued(queue),
        ":place": f"{queue}#{shards.stamp(since)}#{delivery.id}",
        ":expires": int((since + KEPT).timestamp()),
    }
    return deliveries.unless_lost(deliveries.settled(delivery, laid, values))


def lying(to: AgentAddress, *, at: datetime, most: int) -> Iterator[Delivery]:
    """What an agent may fetch now, oldest first, read as it is asked for; the first `most` that lie there are looked at."""
    rows = due.queued(_queue(to), low=shards.stamp(at - KEPT), high=_LAST)
    looked_at = islice(rows, most)
    while some := list(islice(looked_at, _STRIDE)):
        wanted = [deliveries.place(row.job, row.key) for row in some if row.key is not None]
        found = dynamo.batch_get(wanted, table=config.OUTBOX_TABLE)
        for place in wanted:
            item = found.get(place)
            if item is None or item["standing"] != Status.QUEUED or not deliveries.lives(item):
                continue  # the index lags a little behind
            if item.get("leased_until", "") <= shards.stamp(at):
                yield deliveries.read(item)


def take(delivery: Delivery, *, at: datetime, until: datetime) -> bool:
    """Hide a queued delivery from who else fetches until then; False when somebody else was faster."""
    taken = Update(
        deliveries.place(delivery.job, delivery.key),
        "SET leased_until = :until ADD attempts :one",
        {":until": shards.stamp(until), ":at": shards.stamp(at), ":one": 1, ":queued": Status.QUEUED.value},
        "standing = :queued AND (attribute_not_exists(leased_until) OR leased_until <= :at)",
        table=config.OUTBOX_TABLE,
    )
    return deliveries.unless_lost(taken)


def end(job: str, key: str, outcome: Outcome, *, at: datetime) -> bool:
    """A queued delivery has reached its agent, whoever has leased it by now; False when it lies in no queue any more."""
    ended = Update(
        deliveries.place(job, key),
        "SET standing = :delivered, outcome = :outcome, ended = :at, due = :due, due_at = :at, expires = :expires"
        " REMOVE leased_until",
        {
            ":queued": Status.QUEUED.value,
            ":delivered": Status.DELIVERED.value,
            ":outcome": deliveries.outcome_item(outcome),
            ":at": shards.stamp(at),
            ":due": shards.done(at),
            ":expires": int((at + deliveries.KEPT_DONE).timestamp()),
        },
        "standing = :queued",
        table=config.OUTBOX_TABLE,
    )
    return deliveries.unless_lost(ended)


def _queue(to: AgentAddress) -> str:
    """What the queue of an agent for a service is called."""
    return _digest(to.service, to.agent or "")


def _last_place(service: str) -> keys.Key:
    return f"A#{_digest(service)}", keys.SOLE


def _digest(*names: str) -> str:
    """Names as a key; each with its length, so that different ones never read as the same."""
    said = [name.encode("utf-8", "surrogatepass") for name in names]
    return hashlib.sha256(b"".join(len(name).to_bytes(4, "big") + name for name in said)).hexdigest()
