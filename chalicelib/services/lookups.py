"""What lies beside records, for the evaluation of filters: read in one batch for many records.

An evaluation asks, is told that there is nothing, and what it asked for is noted. Then everything that was noted is read at
once, and those records are evaluated again. So a path through several references takes one batch a hop, and nothing is read
for records that another condition has ruled out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import merge
from itertools import islice
from typing import Final, TypeVar

from chalicelib.domain.journal import JournalEntry
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.services import journal, kinds
from chalicelib.store import entries, keys
from chalicelib.store import records as store

Sees = Callable[[Record], bool]
T = TypeVar("T")

KEPT: Final = 5_000  # records that are remembered, so that a long search stays small
MAX_ENTRIES: Final = 10_000  # of one journal
MAX_REFERRING: Final = 1_000  # records that point at one by one field
FIRST: Final = 100  # of them that are read in the first call

_Pointing = tuple[Ref, str, str]  # at what, of which kind, by which field


class Lookups:
    """The lookup of one search. `trashed`: references into the trash lead somewhere. `sees`: what the caller may see."""

    def __init__(self, *, trashed: bool = False, sees: Sees | None = None, kept: int = KEPT) -> None:
        self._kept = kept
        self._trashed = trashed
        self._sees = sees
        self._records: dict[Ref, Record | None] = {}
        self._journals: dict[Ref, Sequence[JournalEntry]] = {}
        self._wanted: set[Ref] = set()
        self._unread: dict[Ref, Record] = {}
        self._referring: dict[_Pointing, Sequence[Record]] = {}
        self._unasked: set[_Pointing] = set()
        self.missed = False

    def record(self, ref: Ref) -> Record | None:
        """What a reference points at, if it was read already; otherwise it is noted, and `missed` says so."""
        if ref in self._records:
            return self._records[ref]
        self._wanted.add(ref)
        self.missed = True
        return None

    def journal(self, record: Record) -> Sequence[JournalEntry]:
        """The journal of a record, newest entry first, if it was read already; likewise."""
        if record.ref in self._journals:
            return self._journals[record.ref]
        self._unread[record.ref] = record
        self.missed = True
        return ()

    def referring(self, record: Record, kind: str, field: str) -> Sequence[Record]:
        """What points at a record by an indexed field, a thousand at most, if it was read already; likewise."""
        pointing = (record.ref, kind, field)
        if pointing in self._referring:
            return self._referring[pointing]
        self._unasked.add(pointing)
        self.missed = True
        return ()

    def settled(self, work: Callable[[], T], check: Callable[[], None] = lambda: None) -> T:
        """What `work` comes to when all that it asks for is read: it is done again until nothing is missing.

        `check`: as in `read`.
        """
        while True:
            self.missed = False
            found = work()
            if not self.missed:
                return found
            self.read(check)

    def read(self, check: Callable[[], None]) -> None:
        """Read what was noted. `check` is called between calls to the store, and may raise."""
        if self._wanted:
            check()
            refs = [ref for ref in self._wanted if kinds.exists(ref.kind)]
            found = store.fetch(refs, kinds.get, trashed=self._trashed, long_texts=True)
            self._records.update((ref, self._shown(found.get(ref))) for ref in self._wanted)
            self._wanted.clear()
        for ref, record in self._unread.items():
            check()
            self._journals[ref] = journal.entries(record=record, limit=MAX_ENTRIES)
        self._unread.clear()
        for pointing in self._unasked:
            check()
            self._referring[pointing] = self._pointing(*pointing)
        self._unasked.clear()

    def _pointing(self, at: Ref, name: str, field: str) -> Sequence[Record]:
        kind = kinds.find(name)
        if kind is None:
            return ()
        walks = [
            store.walk_index(kind, keys.of_value(name, cls, field, entries.text(at)), step=FIRST)
            for cls in kind.classes or (entries.NO_CLASS,)
        ]
        found = merge(*walks, key=lambda record: record.number)
        shown = [record for record in islice(found, MAX_REFERRING) if self._shown(record) is not None]
        self._records.update((record.ref, record) for record in shown)
        return shown

    def forget(self) -> None:
        """Between two lots of records: journals, and what points at one, are of no use to others, records may be."""
        self._journals.clear()
        self._referring.clear()
        if len(self._records) > self._kept:
            self._records.clear()

    def _shown(self, record: Record | None) -> Record | None:
        if record is None or (self._sees is not None and not self._sees(record)):
            return None
        return record
