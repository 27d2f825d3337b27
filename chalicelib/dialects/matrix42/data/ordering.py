"""Rows in an order, page by page (specification, 6.1.4).

In the usual order, and by row version or creation alone, what is read is what a page and those before it hold. For any other
order everything is read that fulfils the condition, up to a limit.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, groupby, islice
from typing import Any, Final

from chalicelib.dialects.matrix42.asql.columns import Ordering
from chalicelib.dialects.matrix42.asql.logic import LOGIC
from chalicelib.dialects.matrix42.asql.table import AttributeType
from chalicelib.dialects.matrix42.data.falling import falling, rank
from chalicelib.dialects.matrix42.data.holding import Holding, Place, Row, everything
from chalicelib.dialects.matrix42.data.sources import Source, flat
from chalicelib.dialects.matrix42.schema.contexts import listed
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.schema.owners import about_owner
from chalicelib.dialects.matrix42.schema.rows import LYING
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import messages_data
from chalicelib.domain.filters.conditions import every
from chalicelib.domain.filters.operands import Fact
from chalicelib.domain.record import Record
from chalicelib.services import kinds, orders
from chalicelib.services.lookups import Lookups
from chalicelib.services.search import Deadline

MOST: Final = 10_000  # rows that are sorted
FEW: Final = 1_000  # rows that are sorted rather than told along an index
TEXT: Final = 500  # characters of a text that count
LOT: Final = 100


def page(visit: Visit, sources: Sequence[Source], *, first: int, size: int, deadline: Deadline) -> Iterator[Row]:
    """Some rows, behind the first ones; Refused where too many would have to be sorted."""
    if not sources:
        return iter(())
    if not sources[0].orderings:
        step = min(first + size, 1_000)
        rows = (Row(each, record) for each in sources for record in everything(visit, each, deadline, step=step))
        return islice(rows, first, first + size)
    holding = Holding(visit, sources, deadline)
    places = _places(visit, sources, first + size, deadline, holding)
    return holding.rows(islice(places, first, first + size))


def _places(
    visit: Visit, sources: Sequence[Source], wanted: int, deadline: Deadline, holding: Holding
) -> Iterator[Place]:
    ordering = flat(sources)
    if ordering is None:
        found = _sorted(visit, sources, deadline, holding, most=MOST)
        if found is None:
            raise Refused(messages_data.TOO_MANY_TO_SORT, limit=MOST)
        return iter(found)
    if all(_is_narrow(source, ordering) for source in sources):
        found = _sorted(visit, sources, deadline, holding, most=FEW)
        if found is not None:
            return iter(found)
    if not all(_can_be_told(source, ordering) for source in sources):
        return iter(_sorted(visit, sources, deadline, holding, most=None) or ())
    sign = -1 if ordering.descending else 1
    told = [_told(visit, source, ordering, wanted, deadline, holding) for source in sources]
    return (place for _, place in heapq.merge(*told, key=lambda pair: (sign * pair[0], pair[1])))


# everything read, and sorted


def _sorted(
    visit: Visit, sources: Sequence[Source], deadline: Deadline, holding: Holding, *, most: int | None
) -> list[Place] | None:
    """All places in order; None where there are more than `most`."""
    keyed: list[tuple[tuple[Any, ...], Place]] = []
    for source in sources:
        records = everything(visit, source, deadline)
        while lot := list(islice(records, LOT)):
            for record, key in zip(lot, _keys(visit, source.orderings, lot, deadline), strict=True):
                keyed.append((key, holding.put(Row(source, record))))
            if most is not None and len(keyed) > most:
                return None
    keyed.sort(key=lambda each: each[1])
    for number, ordering in reversed([*enumerate(sources[0].orderings)]):
        keyed.sort(key=lambda each: each[0][number], reverse=ordering.descending)
    return [place for _, place in keyed]


def _keys(
    visit: Visit, orderings: Sequence[Ordering], lot: Sequence[Record], deadline: Deadline
) -> Iterator[tuple[Any, ...]]:
    """What rows are sorted by; what lies beside them is read together."""
    lookups = Lookups(sees=visit.sees)
    found: dict[int, tuple[Any, ...]] = {}
    while left := [place for place in range(len(lot)) if place not in found]:
        deadline.check()
        for place in left:
            lookups.missed = False
            key = tuple(_short(each.key(lot[place], lookups)) for each in orderings)
            if not lookups.missed:
                found[place] = key
        lookups.read(deadline.check)
    return (found[place] for place in range(len(lot)))


def _short(key: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(part[:TEXT] if isinstance(part, str) else part for part in key)


# told along an index


def _fact(ordering: Ordering) -> Fact:
    return Fact.VERSION if ordering.type is AttributeType.VERSION else Fact.CREATED


def _is_narrow(source: Source, ordering: Ordering) -> bool:
    """Whether it is likely that few rows fulfil the condition."""
    kind, table = source.table.kind, source.table
    if kind is not None:
        where = every(listed(table), source.where)
        return orders.is_narrow(kind=kinds.get(kind), where=where, logic=LOGIC, by=_fact(ordering))
    if not source.is_lying:
        return True
    owner = LYING[table.name].owner
    return orders.is_narrow(kind=owner, where=about_owner(source.where), logic=LOGIC, by=Fact.VERSION)


def _can_be_told(source: Source, ordering: Ordering) -> bool:
    """A fragment is never younger than its record: so the youngest can be told first, but not the oldest."""
    return ordering.descending or _is_exact(source, ordering)


def _is_exact(source: Source, ordering: Ordering) -> bool:
    """Whether an index knows the very order."""
    kind = source.table.kind
    return kind is not None and (_fact(ordering) is Fact.CREATED or not kinds.get(kind).facets)


def _told(
    visit: Visit, source: Source, ordering: Ordering, wanted: int, deadline: Deadline, holding: Holding
) -> Iterator[tuple[int, Place]]:
    if source.table.kind is None and not source.is_lying:
        rows = [Row(source, record) for record in everything(visit, source, deadline)]
        ranked = [(rank(ordering, row.record), holding.put(row)) for row in rows]
        return iter(sorted(ranked, key=lambda pair: (-pair[0] if ordering.descending else pair[0], pair[1])))
    if not _is_exact(source, ordering):
        return falling(visit, source, ordering, min(wanted, 1_000), deadline, holding)
    found = orders.walk(
        kind=kinds.get(source.table.kind or ""),
        where=every(listed(source.table), source.where),
        logic=LOGIC,
        by=_fact(ordering),
        descending=ordering.descending,
        step=min(wanted, 1_000),
        deadline=deadline,
        sees=visit.sees,
    )
    seen = (record for record in found if visit.sees(record))
    return _by_rank(seen, ordering, lambda record: holding.put(Row(source, record)))


def _by_rank(
    records: Iterator[Record], ordering: Ordering, put: Callable[[Record], Place]
) -> Iterator[tuple[int, Place]]:
    """Records of the same rank in the order of their places."""
    ranked = ((rank(ordering, record), put(record)) for record in records)
    return chain.from_iterable(sorted(same) for _, same in groupby(ranked, key=lambda pair: pair[0]))
