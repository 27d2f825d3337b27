"""Numbers of records that may be what a search looks for, from the indexes, without reading the records.

Index items and unique values are as they are now. The three secondary indexes may lag behind (a second at most, as a rule), so
`newest` tells, from the table itself, which records could be missing there because they were written a moment ago.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from itertools import islice
from typing import Final

from chalicelib import config
from chalicelib.domain import version as versions
from chalicelib.domain.kind import Kind
from chalicelib.store import dynamo, keys
from chalicelib.store.walks import Query

MOST_AT_ONCE: Final = 1_000  # keys of one call


@dataclass(frozen=True, slots=True)
class Stretch:
    """Which numbers, in which direction: those behind `after`, between `low` and `high` (both included)."""

    after: int | None = None
    low: int | None = None
    high: int | None = None
    descending: bool = False

    def holds(self, number: int) -> bool:
        """Whether a number lies in the stretch."""
        if self.after is not None and not (number < self.after if self.descending else number > self.after):
            return False
        return (self.low is None or number >= self.low) and (self.high is None or number <= self.high)

    def order(self, numbers: set[int]) -> list[int]:
        """Those of some numbers that lie in the stretch, in its direction."""
        return sorted(filter(self.holds, numbers), reverse=self.descending)


def listed(partition: str, stretch: Stretch, *, step: int) -> Iterator[int]:
    """The numbers that an index partition names, in order, read as they are asked for: `step` at first, then more."""
    after, low, high = (None if n is None else keys.number(n) for n in (stretch.after, stretch.low, stretch.high))
    query = Query(
        partition,
        after=after,
        low=low,
        high=high,
        descending=stretch.descending,
        limit=min(step, MOST_AT_ONCE),
        most=MOST_AT_ONCE,
    )
    for item in dynamo.query(query):
        yield int(item["sk"])


def count(partition: str) -> int:
    """How many records an index partition names; none of them is read."""
    return dynamo.count(Query(partition))


def holder(kind: Kind, field: str, value: str) -> int | None:
    """Who has a unique value."""
    item = dynamo.get(keys.unique(kind.name, field, value))
    return None if item is None else int(item["number"])


def holders(kind: Kind, field: str, values: Collection[str]) -> dict[str, int]:
    """Who has which of some unique values, read in few calls; values that nobody has are left out."""
    named = {keys.unique(kind.name, field, value): value for value in values}
    found = dynamo.batch_get(named)
    numbers = {key: int(item["number"]) for key, item in found.items()}
    return {value: numbers[key] for value in values if (key := keys.unique(kind.name, field, value)) in numbers}


def created(kind: Kind, low: datetime | None, high: datetime | None, *, most: int) -> set[int] | None:
    """Records that were created between two moments; None when there are more than `most`."""
    return _along("by_created", "created_key", _bound(low), _bound(high, end=True), kind, most)


def changed(kind: Kind, low: int | None, high: int | None, *, most: int) -> set[int] | None:
    """Records whose version lies between two; None when there are more than `most`."""
    return _along("by_version", "version", low, high, kind, most)


def named(kind: Kind, prefix: str, *, whole: bool, most: int) -> set[int] | None:
    """Records whose name begins with a text, or (`whole`) is it, letter case ignored; None when there are more than `most`."""
    said = {":prefix": keys.name(prefix) + ("#" if whole else "")}
    return _numbers("by_name", "pk = :pk AND begins_with(name_key, :prefix)", said, kind, most)


def newest(kind: Kind, *, since: datetime, most: int) -> set[int] | None:
    """The highest numbers, down to the first record that nobody has written since a moment; None when there are more.

    Numbers are given out in order, right before a record is written: what lies below that record was made before it.
    """
    found: set[int] = set()
    query = Query(keys.partition(kind.name), descending=True, limit=8, most=MOST_AT_ONCE)
    for item in dynamo.query(query):
        if versions.milliseconds(item["version"]) < since.timestamp() * 1000:
            return found
        if len(found) == most:
            return None
        found.add(int(item["sk"]))
    return found


def in_order(
    kind: Kind,
    index: Index,
    bounds: tuple[str | int | None, str | int | None] = (None, None),
    *,
    descending: bool = False,
    step: int,
) -> Iterator[tuple[int, str | int]]:
    """Numbers of records with their places in an index, in its order, read `step` at a time. `bounds`: both included."""
    condition, said = _within(index.key, *bounds)
    said = {":pk": keys.partition(kind.name), **said}
    found = dynamo.query_index(
        index.value, condition, said, table=config.DESK_TABLE, descending=descending, step=min(step, MOST_AT_ONCE)
    )
    for item in found:
        yield int(item["sk"]), item[index.key]


class Index(Enum):
    """The orders in which records are told."""

    BY_CREATED = "by_created"
    BY_VERSION = "by_version"

    @property
    def key(self) -> str:
        """The attribute that says the place of a record."""
        return "created_key" if self is Index.BY_CREATED else "version"


def spelled(at: datetime, *, end: bool = False) -> str:
    """A moment as the index of creations spells it; as an end, with every number of that moment."""
    return at.astimezone(UTC).isoformat(timespec="microseconds") + ("#~" if end else "")


def _within(key: str, low: str | int | None, high: str | int | None) -> tuple[str, dict[str, str | int]]:
    if low is not None and high is not None:
        return f"pk = :pk AND {key} BETWEEN :low AND :high", {":low": low, ":high": high}
    if low is not None:
        return f"pk = :pk AND {key} >= :low", {":low": low}
    return ("pk = :pk", {}) if high is None else (f"pk = :pk AND {key} <= :high", {":high": high})


def _along(
    index: str, key: str, low: str | int | None, high: str | int | None, kind: Kind, most: int
) -> set[int] | None:
    if low is None and high is None:
        return None
    condition, said = _within(key, low, high)
    return _numbers(index, condition, said, kind, most)


def _numbers(index: str, condition: str, values: Mapping[str, str | int], kind: Kind, most: int) -> set[int] | None:
    said = {":pk": keys.partition(kind.name), **values}
    walk = dynamo.query_index(index, condition, said, table=config.DESK_TABLE, step=most + 1)
    found = {int(item["sk"]) for item in islice(walk, most + 1)}
    return found if len(found) <= most else None


def _bound(at: datetime | None, *, end: bool = False) -> str | None:
    return None if at is None else spelled(at, end=end)
