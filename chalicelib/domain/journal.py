"""Journals: entries that are added to a record and never changed or removed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from chalicelib.domain import extras as vendor_extras
from chalicelib.domain.reference import Ref
from chalicelib.domain.scalar import is_whole_text
from chalicelib.errors import Faults

MAX_LENGTH: Final = 100_000  # characters of an entry


@dataclass(frozen=True, slots=True)
class Note:
    """What a caller adds to a journal; the moment comes with the write. Members as in JournalEntry.

    `author`: who is to have written it; None: the person behind the caller.
    """

    text: str
    format: str = "text"
    public: bool = False
    action: str = "comment"
    extras: Mapping[str, Any] = field(default_factory=dict)
    author: Ref | None = None


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry.

    `key` orders the entries of a record and names this one. `author`: the person behind the caller, `author_name` what to
    show when there is none. `format`: text or html. `public`: requesters may read it. `action`: what was done, a word of
    the dialect that wrote it (`comment`, `closed` …). `extras`: what only that dialect understands.
    """

    key: str
    at: datetime
    text: str
    author: Ref | None = None
    author_name: str = ""
    format: str = "text"
    public: bool = False
    action: str = "comment"
    extras: Mapping[str, Any] = field(default_factory=dict)


def key_of(version: int, index: int) -> str:
    """The key of an entry: of those that one write of a record adds, the one at a place, from 0."""
    return f"{version:019d}#{index:04d}"


def check(notes: tuple[Note, ...], faults: Faults) -> None:
    """Note what can't be kept of entries."""
    for note in notes:
        if len(note.text) > MAX_LENGTH:
            text = f"An entry of the journal holds at most {MAX_LENGTH} characters."
            faults.add("journal", "too_long", text, limit=MAX_LENGTH)
        elif not is_whole_text(note.text):
            faults.add("journal", "format", "An entry of the journal holds half a surrogate pair.")
        vendor_extras.check(note.extras, faults, ("journal",))
