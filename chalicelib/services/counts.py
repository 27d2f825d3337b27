"""How many records fulfil a filter: what an index can tell is counted there, and no record is read.

Otherwise all that an index names are read, so such counts are for kinds of which there are not too many.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from chalicelib.domain import clock
from chalicelib.domain.filters.conditions import TRUE, Between, Condition
from chalicelib.domain.filters.evaluation import Logic
from chalicelib.domain.filters.operands import Fact, Literal, System
from chalicelib.domain.kind import Kind
from chalicelib.domain.reference import Ref
from chalicelib.services import kinds
from chalicelib.services.candidates import LAG
from chalicelib.services.search import Deadline, search
from chalicelib.store import candidates, keys
from chalicelib.store import records as store
from chalicelib.store.candidates import MOST_AT_ONCE, Stretch

MANY: Final = 200_000  # numbers that are looked at in memory
_AT_ONCE: Final = 1_000


def count(*, kind: Kind, where: Condition = TRUE, logic: Logic, cls: Sequence[str] = (), budget: float) -> int:
    """The number of records, or of those of some classes, that fulfil a filter, the trash left aside.

    `budget`: seconds; SearchTimeout when they are over.
    """
    if where == TRUE:
        partitions = [keys.of_class(kind.name, each) for each in dict.fromkeys(cls)]
        return sum(map(candidates.count, partitions)) if partitions else store.count(kind)
    made = _made(kind, where, logic, cls)
    return _found(kind, where, logic, cls, budget) if made is None else made


def _found(kind: Kind, where: Condition, logic: Logic, cls: Sequence[str], budget: float) -> int:
    total, after = 0, None
    deadline = Deadline(budget)
    while True:
        deadline.check()
        page = search(kind=kind, where=where, logic=logic, cls=cls, after=after, limit=_AT_ONCE, budget=budget)
        total += len(page.records)
        if not page.more:
            return total
        after = page.records[-1].number


def _made(kind: Kind, where: Condition, logic: Logic, cls: Sequence[str]) -> int | None:
    """How many were made in a period; None for another filter, and for too many to be looked at."""
    match where:
        case Between(System(Fact.CREATED), Literal(datetime() as low), Literal(datetime() as high), False):
            last = high + timedelta(microseconds=logic.step - 1)
        case _:
            return None
    if low.microsecond % logic.step or high.microsecond % logic.step:
        return None
    found = candidates.created(kind, low, last, most=MANY)
    # The index may lag behind: what it may not know yet is looked at itself.
    newest = candidates.newest(kind, since=clock.now() - LAG, most=MOST_AT_ONCE)
    if found is None or newest is None:
        return None
    fresh = store.fetch((Ref(kind.name, number) for number in newest - found), kinds.get).values()
    numbers = found | {each.number for each in fresh if low <= each.created_at <= last}
    if not numbers or not cls:
        return len(numbers)
    stretch = Stretch(low=min(numbers), high=max(numbers))
    listed = (candidates.listed(keys.of_class(kind.name, each), stretch, step=MOST_AT_ONCE) for each in cls)
    return len(numbers.intersection(number for each in listed for number in each))
