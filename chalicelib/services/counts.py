"""How many records fulfil a filter. All that an index names are read, so this is for kinds of which there are not too many."""

from __future__ import annotations

from typing import Final

from chalicelib.domain.filters.conditions import TRUE, Condition
from chalicelib.domain.filters.evaluation import Logic
from chalicelib.domain.kind import Kind
from chalicelib.services.search import Deadline, search
from chalicelib.store import records as store

_AT_ONCE: Final = 1_000


def count(*, kind: Kind, where: Condition = TRUE, logic: Logic, budget: float) -> int:
    """The number of records that fulfil a filter, the trash left aside. `budget`: seconds; SearchTimeout when they are over."""
    if where == TRUE:
        return store.count(kind)
    total, after = 0, None
    deadline = Deadline(budget)
    while True:
        deadline.check()
        page = search(kind=kind, where=where, logic=logic, after=after, limit=_AT_ONCE, budget=budget)
        total += len(page.records)
        if not page.more:
            return total
        after = page.records[-1].number
