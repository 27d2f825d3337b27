"""From a plan to records: the numbers that its indexes name, in order, and then the records, read in the cheapest way.

What an index names is read as it is now from the table, so an index that lags behind can only name too much or miss what was
written a moment ago. The first is judged away; for the second, what a lagging index names is joined with the newest numbers.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from typing import Final

from chalicelib.domain import clock
from chalicelib.domain import version as versions
from chalicelib.domain.kind import Kind
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.services import kinds
from chalicelib.services.plans.sources import (
    Changed,
    Cheapest,
    Created,
    Holders,
    Mirrored,
    Names,
    Numbers,
    Partitions,
    Plan,
    Source,
    Union,
)
from chalicelib.store import candidates as store
from chalicelib.store import dynamo, keys
from chalicelib.store import records as heads
from chalicelib.store.candidates import MOST_AT_ONCE, Stretch

FEW: Final = dynamo.BATCH_GET  # candidates that are read in one call: looking for fewer does not pay
MANY: Final = 10_000  # keys of an index that is not in the order of numbers, a call or two; beyond, numbers are walked
LAG: Final = timedelta(seconds=60)  # what an index may lag behind, and a record behind the moment it got its number
_BEGIN: Final = datetime(1970, 1, 2, tzinfo=UTC)  # no version is older
DENSE: Final = 4  # a walk past four heads costs less than a read of one by its key


def records(kind: Kind, plan: Plan, *, after: int | None, descending: bool, step: int) -> Iterator[Record]:
    """Every record that a plan names, in the order of numbers, each once, read as they are asked for: `step` at first."""
    stretch = Stretch(after, plan.low, plan.high, descending)
    sides = [_Side(kind, plan, stretch, trashed).records(step) for trashed in plan.trashed]
    latest = None
    for record in heapq.merge(*sides, key=lambda record: record.number, reverse=descending):
        if record.number != latest:  # while it moves to the trash or back, a record may show on both sides
            latest = record.number
            yield record


@dataclass
class _Side:
    """The live records of a kind, or those in the trash."""

    kind: Kind
    plan: Plan
    stretch: Stretch
    trashed: bool
    fresh: set[int] | None = field(default=None, init=False)

    def records(self, step: int) -> Iterator[Record]:
        if self.plan.classes == ():
            return
        numbers = self._numbers(step)
        if numbers is None:
            yield from self._walk((self.stretch.low, self.stretch.high), self.stretch.after, step)
            return
        size = step
        while chunk := list(islice(numbers, size)):
            yield from self._read(chunk)
            size = min(2 * size, MOST_AT_ONCE)

    def _numbers(self, step: int) -> Iterator[int] | None:
        """What the plan's indexes name; None when walking along all numbers is the way."""
        source = self.plan.source
        if self.trashed:  # no index names what lies there, and there is little of it
            return self._resolve(source, step) if isinstance(source, Numbers) else None
        found = self._resolve(source, step) if source is not None else None
        if found is None and self.plan.classes is not None:
            return self._merged((keys.of_class(self.kind.name, cls) for cls in self.plan.classes), step)
        return found

    def _walk(self, within: tuple[int | None, int | None], after: int | None, step: int) -> Iterator[Record]:
        descending, trashed = self.stretch.descending, self.trashed
        return heads.walk(
            self.kind,
            trashed=trashed,
            after=after,
            within=within,
            descending=descending,
            step=step,
            most=MOST_AT_ONCE,
        )

    def _read(self, numbers: list[int]) -> Iterator[Record]:
        """Records by number. Where they lie close together, a walk past the others is cheaper than a read for each."""
        low, high = min(numbers), max(numbers)
        if high - low < DENSE * len(numbers):
            wanted = set(numbers)
            found = self._walk((low, high), None, high - low + 2)  # one more, or the end of the walk takes a call
            yield from (record for record in found if record.number in wanted)
            return
        for start in range(0, len(numbers), FEW):
            refs = [Ref(self.kind.name, number) for number in numbers[start : start + FEW]]
            by_ref = heads.fetch(refs, lambda _: self.kind, trashed=self.trashed, long_texts=True)
            yield from (by_ref[ref] for ref in refs if ref in by_ref and by_ref[ref].trashed == self.trashed)

    def _resolve(self, source: Source, step: int) -> Iterator[int] | None:
        match source:
            case Partitions(names):
                return self._merged(names, step)
            case Cheapest(sources):
                return self._race(sources)
            case Union(sources):
                found = [self._resolve(each, step) for each in sources]
                known = [each for each in found if each is not None]
                return self._joined(known) if len(known) == len(found) else None
        numbers = self._set(source)
        return None if numbers is None else iter(self.stretch.order(numbers))

    def _set(self, source: Numbers | Holders | Mirrored | Names | Created | Changed) -> set[int] | None:
        match source:
            case Numbers(numbers):
                return set(numbers)
            case Holders(name, values):
                return {n for value in values if (n := store.holder(self.kind, name, value)) is not None}
            case Mirrored(name, others):
                return self._mirrored(name, others)
            case Names(text, whole):
                found = store.named(self.kind, text, whole=whole, most=MANY)
            case Created(low, high):
                found = store.created(self.kind, low, high, most=MANY)
            case Changed(low, high, since):
                # A version is as fine as a millisecond.
                bound = low if since is None else versions.floor(max(since, _BEGIN) - timedelta(milliseconds=1))
                found = store.changed(self.kind, bound, high, most=MANY)
        newest = self._newest() if found is not None else None
        return None if found is None or newest is None else found | newest

    def _newest(self) -> set[int] | None:
        if self.fresh is None:
            self.fresh = store.newest(self.kind, since=clock.now() - LAG, most=MOST_AT_ONCE)
        return self.fresh

    def _mirrored(self, name: str, others: Iterable[Ref]) -> set[int] | None:
        """Those that the other side of a relation shows; None where it does not show them."""
        inverse = self.kind.fields[name].inverse or ""
        known = [kind for ref in others if (kind := kinds.find(ref.kind)) is not None]
        if not all(inverse in kind.fields and kind.fields[inverse].inverse == name for kind in known):
            return None
        found = heads.fetch((ref for ref in others if kinds.exists(ref.kind)), kinds.get, trashed=True)
        return {ref.number for other in found.values() for ref in other.many(inverse) if ref.kind == self.kind.name}

    def _merged(self, partitions: Iterable[str], step: int) -> Iterator[int]:
        return self._joined([store.listed(partition, self.stretch, step=step) for partition in partitions])

    def _joined(self, streams: Iterable[Iterator[int]]) -> Iterator[int]:
        """Streams of ordered numbers as one, each number once."""
        latest = None
        for number in heapq.merge(*streams, reverse=self.stretch.descending):
            if number != latest:
                latest = number
                yield number

    def _race(self, sources: Iterable[Source]) -> Iterator[int] | None:
        """What all those sources name that come to an end soon; else what the one names whose numbers lie furthest apart."""
        common: set[int] | None = None
        endless: list[tuple[int, Iterator[int]]] = []
        for source in sources:
            stream = self._resolve(source, MOST_AT_ONCE)
            if stream is None:
                continue
            first = list(islice(stream, MOST_AT_ONCE + 1))
            if len(first) > MOST_AT_ONCE and not isinstance(source, (Created, Changed, Names)):
                endless.append((abs(first[-1] - first[0]), chain(first, stream)))
                continue
            named = {*first, *stream}
            common = named if common is None else common & named
            if len(common) <= FEW:
                break
        if common is not None:
            return iter(self.stretch.order(common))
        return max(endless, key=lambda each: each[0])[1] if endless else None
