"""Records that fulfil a filter in the order of their versions or of their creation, read as they are asked for.

The indexes may lag (as a rule less than a second): a record that was made a moment ago may be missing, one that was changed a
moment ago may stand where it stood before, or upwards be missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final

from chalicelib.domain.filters.conditions import TRUE, Condition
from chalicelib.domain.filters.evaluation import Logic
from chalicelib.domain.filters.operands import Fact
from chalicelib.domain.kind import Kind
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.services.lookups import Lookups, Sees
from chalicelib.services.plans.bounds import Bounds, bounds
from chalicelib.services.plans.planner import plan
from chalicelib.services.plans.sources import Changed, Created
from chalicelib.services.plans.unfolding import unfolded
from chalicelib.services.search import Deadline, Judge
from chalicelib.store import candidates
from chalicelib.store import records as store
from chalicelib.store.candidates import Index
from chalicelib.store.dynamo import BATCH_GET

_INDEXES: Final = {Fact.VERSION: Index.BY_VERSION, Fact.CREATED: Index.BY_CREATED}
_RANGES: Final = {Fact.VERSION: Changed, Fact.CREATED: Created}


def walk(
    *,
    kind: Kind,
    where: Condition = TRUE,
    logic: Logic,
    by: Fact,
    descending: bool = False,
    step: int,
    deadline: Deadline,
    sees: Sees | None = None,
) -> Iterator[Record]:
    """The records of a kind that fulfil a filter, by `Fact.VERSION` or `Fact.CREATED`; SearchTimeout when the time is over.

    `step`: how many are likely to be wanted. `sees`: whether the caller may see what a reference points at. What the filter
    says of the same fact bounds the walk, and nothing else of it does: see `is_narrow`.
    """
    planned = plan(kind=kind, where=where, logic=logic)
    limits = bounds(unfolded(where, logic), by)
    if planned.classes == () or limits.is_empty:
        return
    index = _INDEXES[by]
    first = step + 1  # to be told apart from the one behind
    named = candidates.in_order(
        kind, index, _spelled(limits, by, logic), descending=descending, step=max(first, BATCH_GET)
    )
    judge = Judge(where, logic, planned.classes, Lookups(sees=sees), deadline)
    yield from judge.select(_records(kind, index, named, min(first, BATCH_GET), descending=descending), first=first)


def is_narrow(*, kind: Kind, where: Condition, logic: Logic, by: Fact) -> bool:
    """Whether an index names the records of a filter by something else than the fact that they are to be told in order of."""
    source = plan(kind=kind, where=where, logic=logic).source
    return source is not None and not isinstance(source, _RANGES[by])


def read(*, kind: Kind, numbers: Sequence[int]) -> Iterator[Record]:
    """Records by their numbers in the order given, with their long texts; those that are gone are left out."""
    for start in range(0, len(numbers), BATCH_GET):
        refs = [Ref(kind.name, number) for number in numbers[start : start + BATCH_GET]]
        found = store.fetch(refs, lambda _: kind, long_texts=True)
        yield from (found[ref] for ref in refs if ref in found)


def _records(
    kind: Kind, index: Index, named: Iterator[tuple[int, Any]], step: int, *, descending: bool
) -> Iterator[Record]:
    """The records at some places of an index, each once.

    One that has a newer version than its place says is met again upwards, and was passed already downwards.
    """
    met: set[int] = set()
    while lot := dict(islice(named, step)):
        for record in read(kind=kind, numbers=[number for number in lot if number not in met]):
            if descending or index is Index.BY_CREATED or record.version == lot[record.number]:
                met.add(record.number)
                yield record
        step = BATCH_GET


def _spelled(limits: Bounds, by: Fact, logic: Logic) -> tuple[Any, Any]:
    if by is Fact.VERSION:
        return limits.low, limits.high
    width = timedelta(microseconds=logic.step - 1)
    return (
        None if limits.low is None else candidates.spelled(_moved(limits.low, -width)),
        None if limits.high is None else candidates.spelled(_moved(limits.high, width), end=True),
    )


def _moved(at: datetime, by: timedelta) -> datetime:
    try:
        return at + by
    except OverflowError:
        return at
