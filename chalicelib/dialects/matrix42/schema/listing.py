"""The rows of a data definition that fulfil a condition, wherever they are: records, what lies in records, fixed rows.

Records come in the order of their numbers, what lies in them behind one another, oldest first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from chalicelib.dialects.matrix42.asql.logic import LOGIC
from chalicelib.dialects.matrix42.schema.catalogue import Catalogue
from chalicelib.dialects.matrix42.schema.contexts import listed
from chalicelib.dialects.matrix42.schema.owners import about_owner
from chalicelib.dialects.matrix42.schema.rows import LYING, Lying, accounts_within
from chalicelib.dialects.matrix42.schema.tables import Table
from chalicelib.domain.filters.conditions import TRUE, Condition, every
from chalicelib.domain.filters.evaluation import evaluate
from chalicelib.domain.record import Record
from chalicelib.services import kinds
from chalicelib.services.lookups import Lookups, Sees
from chalicelib.services.search import Deadline, search

LOT: Final = 100  # records whose rows are looked at together


def select(
    catalogue: Catalogue,
    table: Table,
    where: Condition,
    *,
    budget: float | Deadline,
    sees: Sees | None = None,
    step: int = LOT,
) -> Iterator[Record]:
    """Rows, read as they are asked for: `step` at first, a lot at a time.

    `budget`: seconds for all of them; SearchTimeout when they are over. `sees`: whether the caller may see a record.
    """
    deadline = budget if isinstance(budget, Deadline) else Deadline(budget)
    if table.kind is not None:
        own = listed(table)
        yield from _records(table.kind, where if own == TRUE else every(own, where), sees, deadline, step)
    elif table.name not in LYING:
        yield from _fulfilling(catalogue.fixed_rows(table.definition), where, sees, deadline)
    elif not LYING[table.name].tag:
        yield from _fulfilling(accounts_within(where), where, sees, deadline)
    else:
        yield from _lying(LYING[table.name], where, sees, deadline)


def _records(kind: str, where: Condition, sees: Sees | None, deadline: Deadline, step: int) -> Iterator[Record]:
    after: int | None = None
    more = True
    while more:
        deadline.check()
        page = search(
            kind=kinds.get(kind), where=where, logic=LOGIC, after=after, limit=step, budget=deadline, sees=sees
        )
        for record in page.records:
            after = record.number
            if sees is None or sees(record):
                yield record
        more, step = page.more, min(2 * step, 10 * LOT)


def _lying(lying: Lying, where: Condition, sees: Sees | None, deadline: Deadline) -> Iterator[Record]:
    owners = _records(lying.owner.name, about_owner(where), sees, deadline, LOT)
    lot: list[Record] = []
    for owner in owners:
        lot.append(owner)
        if len(lot) == LOT:
            yield from rows_of(lying, lot, where, sees, deadline)
            lot = []
    yield from rows_of(lying, lot, where, sees, deadline)


def rows_of(
    lying: Lying, owners: Sequence[Record], where: Condition, sees: Sees | None, deadline: Deadline
) -> Iterator[Record]:
    """What lies in some records and fulfils a condition."""
    lookups = Lookups(sees=sees)
    found = lookups.settled(lambda: [row for owner in owners for row in lying.rows(owner, lookups)], deadline.check)
    yield from _fulfilling(found, where, sees, deadline, lookups)


def _fulfilling(
    rows: Sequence[Record],
    where: Condition,
    sees: Sees | None,
    deadline: Deadline,
    lookups: Lookups | None = None,
) -> list[Record]:
    """The rows that fulfil a condition, judged again until all that it looks at was read."""
    beside = lookups or Lookups(sees=sees)

    def judged() -> list[Record]:
        deadline.check()
        return [row for row in rows if evaluate(where, row, beside, LOGIC)]

    return beside.settled(judged, deadline.check)
