"""The index of what waits, lies in a queue, is dead and was done, in the order of time."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Final, NamedTuple

from chalicelib import config
from chalicelib.store import dynamo, keys, shards
from chalicelib.store.items import Item

STEP: Final = 100  # items of one call, where few are wanted; None is as many as a call can carry


class Row(NamedTuple):
    """A job, or a delivery of it (`key` is then not None), and since when it stands where it stands: a position, too."""

    due_at: str
    job: str
    key: str | None


def overdue(*, until: datetime, most: int) -> Iterator[Row]:
    """Jobs and deliveries that were due at a moment, at most so many.

    Oldest first in each partition, of which each gives no more than its share, so that a long one does not starve the others.
    """
    for partition in shards.WAITING:
        yield from islice(_walk(partition, until=shards.stamp(until), step=None), most // len(shards.WAITING))


def waiting(after: Mapping[str, Row], *, step: int | None = STEP) -> Iterator[tuple[str, Row]]:
    """Everything that waits, by the time of its next try, each with its partition.

    `after`: for each partition the row to go on behind; none for one that nothing has come from yet.
    """
    walks = [_named(partition, _walk(partition, after=after.get(partition), step=step)) for partition in shards.WAITING]
    return heapq.merge(*walks, key=lambda found: found[1].due_at)


def queued(name: str, *, low: str, high: str) -> Iterator[Row]:
    """What lies in a queue between two positions, in order; positions begin with the name of their queue."""
    condition = "due = :due AND due_at BETWEEN :low AND :high"
    values = {":due": shards.queued(name), ":low": f"{name}#{low}", ":high": f"{name}#{high}"}
    return map(_row, dynamo.query_index("by_due", condition, values, table=config.OUTBOX_TABLE, step=STEP))


def all_queued() -> Iterator[Row]:
    """What lies in any queue, in no particular order."""
    return (row for partition in shards.QUEUED for row in _walk(partition, step=None))


def dead(*, after: Row | None = None, step: int | None = STEP) -> Iterator[Row]:
    """Dead deliveries, newest first."""
    return _walk(shards.DEAD, after=after, descending=True, step=step)


def done(day: datetime, *, after: Row | None = None, step: int | None = STEP) -> Iterator[Row]:
    """What came to its end on a day, in UTC, other than by dying; newest first."""
    return _walk(shards.done(day), after=after, descending=True, step=step)


def _named(partition: str, rows: Iterator[Row]) -> Iterator[tuple[str, Row]]:
    return ((partition, row) for row in rows)


def _walk(
    partition: str,
    *,
    after: Row | None = None,
    until: str | None = None,
    descending: bool = False,
    step: int | None = STEP,
) -> Iterator[Row]:
    condition, values = "due = :due", {":due": partition}
    if until is not None:
        condition, values = f"{condition} AND due_at <= :until", {**values, ":until": until}
    behind = after and {
        "due": partition,
        "due_at": after.due_at,
        "pk": f"J#{after.job}",
        "sk": keys.SOLE if after.key is None else f"D#{after.key}",
    }
    found = dynamo.query_index(
        "by_due", condition, values, table=config.OUTBOX_TABLE, descending=descending, behind=behind, step=step
    )
    yield from map(_row, found)


def _row(item: Item) -> Row:
    sk = item["sk"]
    return Row(item["due_at"], item["pk"].removeprefix("J#"), None if sk == keys.SOLE else sk.removeprefix("D#"))
