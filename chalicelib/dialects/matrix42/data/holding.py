"""Rows by their places: what was just read is held, within limits, and the rest is read again when it is wanted."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from chalicelib.dialects.matrix42.data.sources import Source
from chalicelib.dialects.matrix42.schema import listing
from chalicelib.dialects.matrix42.schema.rows import LYING, OWNER
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.domain.filters.conditions import TRUE
from chalicelib.domain.record import Record
from chalicelib.services import kinds, orders
from chalicelib.services.pages import weight
from chalicelib.services.search import Deadline

MOST: Final = 3_000  # rows that are held
MOST_TEXT: Final = 16_000_000  # characters of all of them
LOT: Final = 100

Place = tuple[int, int, int]
"""Where a row is: of which source, in which record, and where in that; these have the usual order of rows."""


class Row(NamedTuple):
    """One row."""

    source: Source
    record: Record

    @property
    def place(self) -> Place:
        """Where it is."""
        record = self.record
        if self.source.table.kind is not None:
            return self.source.place, record.number, 0
        owner = record.get(OWNER) if self.source.is_lying else None
        return self.source.place, owner.number if owner is not None else 0, record.number


class Holding:
    """The rows of one list."""

    def __init__(self, visit: Visit, sources: Sequence[Source], deadline: Deadline) -> None:
        self._visit = visit
        self._sources = sources
        self._deadline = deadline
        self._rows: OrderedDict[Place, Row] = OrderedDict()
        self._weight = 0

    def put(self, row: Row) -> Place:
        """Hold a row, at the cost of older ones."""
        place = row.place
        self._rows[place] = row
        self._weight += weight(row.record)
        while len(self._rows) > MOST or (self._weight > MOST_TEXT and len(self._rows) > 1):
            _, dropped = self._rows.popitem(last=False)
            self._weight -= weight(dropped.record)
        return place

    def rows(self, places: Iterable[Place]) -> Iterator[Row]:
        """The rows at some places, in their order; what is gone by now is left out."""
        ordered = iter(places)
        while lot := list(islice(ordered, LOT)):
            missing = [place for place in lot if place not in self._rows]
            found = self._read_again(missing) if missing else {}
            for place in lot:
                row = self._rows.get(place) or found.get(place)
                if row is not None:
                    yield row

    def _read_again(self, places: Sequence[Place]) -> dict[Place, Row]:
        found: dict[Place, Row] = {}
        for source in self._sources:
            own = [place for place in places if place[0] == source.place]
            rows = (Row(source, record) for record in self._records(source, own)) if own else ()
            found |= {row.place: row for row in rows}
        return found

    def _records(self, source: Source, places: Sequence[Place]) -> Iterator[Record]:
        self._deadline.check()
        numbers = list(dict.fromkeys(number for _, number, _ in places))
        if source.table.kind is not None:
            yield from orders.read(kind=kinds.get(source.table.kind), numbers=numbers)
        elif source.is_lying:
            lying = LYING[source.table.name]
            owners = list(orders.read(kind=lying.owner, numbers=numbers))
            yield from listing.rows_of(lying, owners, TRUE, self._visit.sees, self._deadline)
        else:
            yield from everything(self._visit, source, self._deadline)


def everything(visit: Visit, source: Source, deadline: Deadline, *, step: int = LOT) -> Iterator[Record]:
    """All rows of a source that fulfil its condition, in the usual order."""
    return listing.select(visit.catalogue, source.table, source.where, budget=deadline, sees=visit.sees, step=step)
