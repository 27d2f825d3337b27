"""Rows that are never younger than the record that they are of, or lie in: the youngest first, along the index of versions.

Whatever is met later in the index is no younger than the place where the walk stands. So a row can be told as soon as the walk
is past it; until then it waits.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Final

from chalicelib.dialects.matrix42.asql.columns import Ordering
from chalicelib.dialects.matrix42.asql.logic import LOGIC
from chalicelib.dialects.matrix42.asql.table import AttributeType
from chalicelib.dialects.matrix42.data.holding import Holding, Place, Row
from chalicelib.dialects.matrix42.data.sources import Source
from chalicelib.dialects.matrix42.schema import listing
from chalicelib.dialects.matrix42.schema.contexts import listed
from chalicelib.dialects.matrix42.schema.owners import about_owner
from chalicelib.dialects.matrix42.schema.rows import LYING
from chalicelib.dialects.matrix42.schema.storage import NOTHING
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.domain import version as versions
from chalicelib.domain.filters.conditions import every
from chalicelib.domain.filters.operands import Fact
from chalicelib.domain.record import Record
from chalicelib.services import kinds, orders
from chalicelib.services.search import Deadline

LOT: Final = 20  # records whose rows are looked at together


def falling(
    visit: Visit, source: Source, ordering: Ordering, step: int, deadline: Deadline, holding: Holding
) -> Iterator[tuple[int, Place]]:
    """Ranks and places, from the highest rank on."""
    waiting: list[tuple[int, Place]] = []
    for ceiling, rows in _lots(visit, source, ordering, step, deadline):
        while waiting and -waiting[0][0] > ceiling:
            yield _negated(heapq.heappop(waiting))
        for row in rows:
            heapq.heappush(waiting, (-rank(ordering, row.record), holding.put(row)))
    while waiting:
        yield _negated(heapq.heappop(waiting))


def rank(ordering: Ordering, record: Record) -> int:
    """A row version, or the milliseconds of a moment."""
    value = next(iter(ordering.operand.values(record, NOTHING)), 0)
    return _milliseconds(value) if isinstance(value, datetime) else int(value)


def _negated(pair: tuple[int, Place]) -> tuple[int, Place]:
    return -pair[0], pair[1]


def _milliseconds(at: datetime) -> int:
    return versions.milliseconds(versions.floor(at))


def _lots(
    visit: Visit, source: Source, ordering: Ordering, step: int, deadline: Deadline
) -> Iterator[tuple[int, Iterable[Row]]]:
    """Rows, a lot at a time, and what none of them is above."""
    kind = source.table.kind
    lying = None if kind is not None else LYING[source.table.name]
    walk = orders.walk(
        kind=lying.owner if lying is not None else kinds.get(kind or ""),
        where=about_owner(source.where) if lying is not None else every(listed(source.table), source.where),
        logic=LOGIC,
        by=Fact.VERSION,
        descending=True,
        step=step,
        deadline=deadline,
        sees=visit.sees,
    )
    seen = (record for record in walk if visit.sees(record))
    while lot := list(islice(seen, 1 if lying is None else LOT)):
        found: Iterable[Record] = lot
        if lying is not None:
            found = listing.rows_of(lying, lot, source.where, visit.sees, deadline)
        yield _ceiling(ordering, lot), [Row(source, record) for record in found]


def _ceiling(ordering: Ordering, lot: Sequence[Record]) -> int:
    version = lot[0].version
    return version if ordering.type is AttributeType.VERSION else versions.milliseconds(version)
