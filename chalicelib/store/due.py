"""The index of what waits, what is dead and what was done, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from chalicelib import config
from chalicelib.store import dynamo, keys, shards


class Waiting(NamedTuple):
    """A job, or a delivery of it (`key` is then not None)."""

    job: str
    key: str | None


def waiting(*, until: datetime) -> Iterator[Waiting]:
    """Jobs and deliveries that were due before a moment, oldest first in each partition."""
    for partition in shards.WAITING:
        yield from _walk(partition, until=shards.stamp(until))


def dead(*, after: str | None = None) -> Iterator[tuple[Waiting, str]]:
    """Dead deliveries, newest first, each with the position to go on behind."""
    return _newest_first(shards.DEAD, after)


def done(day: datetime, *, after: str | None = None) -> Iterator[tuple[Waiting, str]]:
    """What was delivered on a day, newest first, each with the position to go on behind."""
    return _newest_first(shards.done(day), after)


def _walk(partition: str, *, until: str) -> Iterator[Waiting]:
    values = {":due": partition, ":until": until}
    for item in dynamo.query_index("by_due", "due = :due AND due_at <= :until", values, table=config.OUTBOX_TABLE):
        yield _identity(item["pk"], item["sk"])


def _newest_first(partition: str, after: str | None) -> Iterator[tuple[Waiting, str]]:
    condition, values = "due = :due", {":due": partition}
    if after is not None:
        condition, values = f"{condition} AND due_at < :after", {**values, ":after": after}
    found = dynamo.query_index("by_due", condition, values, table=config.OUTBOX_TABLE, descending=True)
    for item in found:
        yield _identity(item["pk"], item["sk"]), item["due_at"]


def _identity(pk: str, sk: str) -> Waiting:
    return Waiting(pk.removeprefix("J#"), None if sk == keys.SOLE else sk.removeprefix("D#"))
