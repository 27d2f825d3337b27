"""Jobs in the outbox: written with the change, leased by one worker at a time, advanced chunk by chunk."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from chalicelib import config
from chalicelib.domain.delivery import Delivery
from chalicelib.domain.job import Job
from chalicelib.store import deliveries, dynamo, keys, parts, shards
from chalicelib.store.dynamo import Action, Put, Update
from chalicelib.store.guard import ConditionFailed
from chalicelib.store.items import Item

CHUNK: Final = 90  # deliveries, and what is written beside them, of one transaction
KEPT: Final = timedelta(days=90)


def puts(job: Job) -> list[Put]:
    """The writes of a new job; they belong into the transaction of the change."""
    pk, sk = key(job.id)
    facts = json.dumps(job.facts, ensure_ascii=False, separators=(",", ":"))
    called = parts.name(facts)
    begins = job.due_at or job.created_at
    expires = int((begins + KEPT).timestamp())
    item = {
        "pk": pk,
        "sk": sk,
        "dialect": job.dialect,
        "event": job.event,
        "facts": None if called else facts,
        "facts_at": called,
        "made": shards.stamp(job.created_at),
        "due": shards.waiting(job.id),
        "due_at": shards.stamp(begins),
        "expires": expires,
    }
    put = Put(item, "attribute_not_exists(pk)", table=config.OUTBOX_TABLE)
    return [put, *(parts.puts(pk, called, facts, expires=expires) if called else ())]


def lease(job_id: str, *, token: str, at: datetime, until: datetime) -> Job | None:
    """Take a job that is not done and that nobody else is at; None when there is nothing to take."""
    taken = Update(
        key(job_id),
        "SET lease = :token, lease_until = :until, due_at = :until",
        {":token": token, ":until": shards.stamp(until), ":at": shards.stamp(at)},
        "attribute_exists(due) AND (attribute_not_exists(lease_until) OR lease_until <= :at)",
        table=config.OUTBOX_TABLE,
    )
    try:
        return _read(job_id, dynamo.update(taken))
    except ConditionFailed:
        return None


def get(job_id: str) -> Job | None:
    """A job as it stands, whoever is at it, or done."""
    item = dynamo.get(key(job_id), table=config.OUTBOX_TABLE)
    return _read(job_id, item) if item else None


def advance(
    job: Job,
    made: Sequence[Delivery],
    *,
    cursor: str,
    until: datetime,
    written: set[str],
    beside: Sequence[Action] = (),
) -> None:
    """Write the next deliveries of a job and how far it has come, in one transaction; long bodies before it.

    The lease goes on until `until`. `written`: the long bodies that are there already; the new ones are added. `beside`: what
    else is written in the same moment. Raises ConditionFailed when the lease was lost meanwhile; then nothing was written.
    """
    moved = Update(
        key(job.id),
        "SET progress = :cursor, lease_until = :until, due_at = :until",
        {":cursor": cursor, ":token": job.lease, ":until": shards.stamp(until)},
        "lease = :token",
        table=config.OUTBOX_TABLE,
    )
    for body in deliveries.long_bodies(made, written):
        dynamo.put(body)
    dynamo.transact([moved, *(deliveries.put(delivery) for delivery in made), *beside])


def release(job: Job, *, at: datetime) -> None:
    """Give a job back unfinished, so that another worker goes on at once."""
    given = Update(
        key(job.id),
        "SET due_at = :at REMOVE lease, lease_until",
        {":at": shards.stamp(at), ":token": job.lease},
        "lease = :token",
        table=config.OUTBOX_TABLE,
    )
    _unless_lost(given)


def finish(job: Job) -> None:
    """Everything of the job has become deliveries."""
    ended = Update(
        key(job.id),
        "SET finished = :yes REMOVE lease, lease_until, due, due_at",
        {":yes": True, ":token": job.lease},
        "lease = :token",
        table=config.OUTBOX_TABLE,
    )
    _unless_lost(ended)


def postpone(job_id: str, *, at: datetime, until: datetime) -> bool:
    """Do not queue a job again before `until`; False when it is not due at `at`: done, or somebody is at it."""
    moved = Update(
        key(job_id),
        "SET due_at = :until",
        {":until": shards.stamp(until), ":at": shards.stamp(at)},
        "attribute_exists(due) AND due_at <= :at",
        table=config.OUTBOX_TABLE,
    )
    return _unless_lost(moved)


def _unless_lost(update: Update) -> bool:
    try:
        dynamo.update(update)
    except ConditionFailed:
        return False
    return True


def key(job_id: str) -> keys.Key:
    """Where a job lies."""
    return f"J#{job_id}", keys.SOLE


def _read(job_id: str, item: Item) -> Job:
    return Job(
        id=job_id,
        dialect=item["dialect"],
        event=item["event"],
        facts=json.loads(item["facts"] if "facts" in item else parts.read(item["pk"], item["facts_at"])),
        created_at=datetime.fromisoformat(item["made"]),
        cursor=item.get("progress"),
        lease=item.get("lease"),
    )
