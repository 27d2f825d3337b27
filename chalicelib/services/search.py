"""Records that fulfil a filter, in the order of their numbers, within a time budget.

What an index can answer it answers (`plans`); every candidate is judged by the whole filter, as it is now; so a page holds
exactly what reading every record would find, as of now. One exception: the indexes behind conditions on the last change, on
versions and on names may lag (as a rule less than a second), so what an *edit* of an older record has to do with such a
condition shows when its index knows of it; likewise a record that was imported under an old number. What was created just
now is always found.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final, Literal

from chalicelib.domain.filters.conditions import TRUE, Condition
from chalicelib.domain.filters.evaluation import Logic, evaluate
from chalicelib.domain.kind import Kind
from chalicelib.domain.record import Record
from chalicelib.errors import SearchTimeout
from chalicelib.services import candidates
from chalicelib.services.lookups import Lookups, Sees
from chalicelib.services.pages import MAX_BYTES, Page, weight
from chalicelib.services.plans.planner import plan
from chalicelib.store.dynamo import BATCH_GET

Trashed = Literal["without", "with", "only"]

_SIDES: Final[dict[Trashed, tuple[bool, ...]]] = {"without": (False,), "with": (False, True), "only": (True,)}
_LOT: Final = BATCH_GET  # records that are judged together: what they point at is read in one call


def search(
    *,
    kind: Kind,
    where: Condition = TRUE,
    logic: Logic,
    cls: Sequence[str] = (),
    after: int | None = None,
    limit: int,
    descending: bool = False,
    trashed: Trashed = "without",
    budget: float | Deadline,
    sees: Sees | None = None,
    trashed_targets: bool = False,
    max_bytes: int = MAX_BYTES,
) -> Page:
    """The next records of a kind, or of some classes of it, that fulfil a filter, behind `after` in the direction given.

    Exactly `limit`, unless fewer are left, or their texts alone weigh more than `max_bytes`; `more` says whether others
    follow. `trashed`: whether to look in the trash too, or there only. `budget`: seconds, or what is left of them;
    SearchTimeout when they are over. `sees`: whether the caller may see a record that a reference points at; to the filter,
    what he may not see is not there. `trashed_targets`: whether references into the trash lead somewhere.
    """
    deadline = budget if isinstance(budget, Deadline) else Deadline(budget)
    found: list[Record] = []
    carried = 0
    planned = plan(kind=kind, where=where, logic=logic, classes=cls, trashed=_SIDES[trashed])
    walk = candidates.records(kind, planned, after=after, descending=descending, step=limit + 1)
    lookups = Lookups(trashed=trashed_targets, sees=sees)
    judge = Judge(where, logic, planned.classes, lookups, deadline)
    for record in judge.select(walk, first=limit + 1):
        carried += weight(record)
        if len(found) == limit or (found and carried > max_bytes):
            return Page(found, more=True)
        found.append(record)
    return Page(found, more=False)


class Deadline:
    """The end of a time budget in seconds."""

    def __init__(self, budget: float) -> None:
        self._budget = budget
        self._end = time.monotonic() + budget

    def check(self) -> None:
        """Raise SearchTimeout when the time is over."""
        if time.monotonic() > self._end:
            raise SearchTimeout(self._budget)


class Judge:
    """One search: its filter, its classes, what it has read beside the records, its end."""

    def __init__(
        self,
        where: Condition,
        logic: Logic,
        classes: tuple[str, ...] | None,
        lookups: Lookups,
        deadline: Deadline,
    ) -> None:
        self._where = where
        self._logic = logic
        self._classes = classes
        self._lookups = lookups
        self._deadline = deadline

    def select(self, walk: Iterator[Record], *, first: int) -> Iterator[Record]:
        """The records of a walk that fulfil the filter, judged a lot at a time; of the `first` ones none is read too many."""
        left = first
        self._deadline.check()
        while lot := list(islice(walk, min(left, _LOT) if left > 0 else _LOT)):
            left -= len(lot)
            yield from self._fulfilling(lot)
            self._lookups.forget()

    def _fulfilling(self, lot: list[Record]) -> list[Record]:
        fulfilling: set[int] = set()
        undecided = [record for record in lot if self._is_of_class(record)]
        while undecided:
            missing: list[Record] = []
            for record in undecided:
                self._deadline.check()
                self._lookups.missed = False
                holds = evaluate(self._where, record, self._lookups, self._logic)
                if self._lookups.missed:
                    missing.append(record)
                elif holds:
                    fulfilling.add(record.number)
            self._lookups.read(self._deadline.check)
            undecided = missing
        return [record for record in lot if record.number in fulfilling]

    def _is_of_class(self, record: Record) -> bool:
        return self._classes is None or record.kind.classify(record) in self._classes
