"""Lists of records in the order of their numbers, bounded by count and by weight."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from chalicelib.domain.kind import Kind
from chalicelib.domain.record import Record
from chalicelib.services import keyrings
from chalicelib.store import cursors, entries, keys
from chalicelib.store import records as store

MAX_STEP: Final = 1_001  # items of one Query at most; one more than the longest page of any dialect
STRIDE: Final = 100  # index items that are read at once where nobody knows how many are wanted
MAX_BYTES: Final = 4 << 20  # what an answer may weigh: the one payload rule of all dialects


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list. `more`: at least one more record follows."""

    records: list[Record]
    more: bool


def page(
    *,
    kind: Kind,
    cls: str | None = None,
    after: int | None = None,
    skip: int = 0,
    limit: int,
    descending: bool = False,
    trashed: bool = False,
    max_bytes: int = MAX_BYTES,
) -> Page:
    """Records of a kind, or of a class of it, that follow `after` in the direction of the list.

    At most `limit`, and fewer when their texts alone weigh more than `max_bytes` (at least one). `skip` walks over that many
    first, at their cost. Consistent: what was written before the call is in it.
    """
    step = min(skip + limit + 1, MAX_STEP)
    walk: Iterator[Record]
    if cls is None:
        walk = store.walk(kind, trashed=trashed, after=after, descending=descending, step=step)
    else:
        walk = store.walk_index(kind, keys.of_class(kind.name, cls), after=after, descending=descending, step=step)
    found: list[Record] = []
    carried = 0
    for record in islice(walk, skip, None):
        carried += weight(record)
        if len(found) == limit or (found and carried > max_bytes):
            return Page(found, more=True)
        found.append(record)
    return Page(found, more=False)


def having(*, kind: Kind, cls: str, field: str, values: Iterable[Any], after: int | None = None) -> Iterator[Record]:
    """The records of a class that hold one of `values` in an indexed field, by number, each once, read as asked for."""
    partitions = [keys.of_value(kind.name, cls, field, entries.text(value)) for value in dict.fromkeys(values)]
    walks = [store.walk_index(kind, partition, after=after, step=STRIDE) for partition in partitions]
    latest = None
    for record in heapq.merge(*walks, key=lambda record: record.number):
        if record.number != latest:
            latest = record.number
            yield record


def weight(record: Record) -> int:
    """Characters of a record's texts: what it adds to an answer at least."""
    return weigh(record.fields) + weigh(record.extras)


def weigh(value: Any) -> int:
    """Characters of the texts in a value."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(map(weigh, value.values()))
    if isinstance(value, (tuple, list)):
        return sum(map(weigh, value))
    return 0


def seal(*, position: str, scope: str) -> str:
    """A cursor that a client can't read or change. `scope` names the list it is good for, filters included."""
    return cursors.seal(position, scope=scope, keys=keyrings.derived("cursor"))


def unseal(*, cursor: str, scope: str) -> str:
    """The position of a cursor; Invalid for one that was not made for this list."""
    return cursors.open_sealed(cursor, scope=scope, keys=keyrings.derived("cursor"))
