"""What was added to a record's journal, and what its history says."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from chalicelib.domain.history import HistoryEntry
from chalicelib.domain.journal import JournalEntry
from chalicelib.domain.record import Record
from chalicelib.store import satellites


def entries(*, record: Record, limit: int, after: str | None = None, newest_first: bool = True) -> list[JournalEntry]:
    """At most `limit` entries of a record. `after`: the key of the entry to begin behind."""
    return list(islice(walk(record=record, step=limit, after=after, newest_first=newest_first), limit))


def walk(*, record: Record, step: int, after: str | None = None, newest_first: bool = True) -> Iterator[JournalEntry]:
    """The entries of a record, read `step` at a time as they are asked for; the others as in `entries`."""
    return satellites.journal(record.kind, record.number, after=after, newest_first=newest_first, step=step)


def entry(*, record: Record, key: str) -> JournalEntry | None:
    """One entry of a record as it is now, if there is one. `records.change` fills one without a text (see `record.Change`)."""
    return satellites.journal_entry(record.kind, record.number, key)


def history(*, record: Record, limit: int = 1_000) -> list[HistoryEntry]:
    """Who changed what of a record, newest first."""
    return list(islice(satellites.history(record.kind, record.number, step=limit), limit))
