"""Journals: entries that are added to a record and never removed, nor changed: one without a text can get one, once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
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
    the dialect that wrote it (`comment`, `closed` …). `extras`: what only that dialect understands. `filled`: the version of
    the write of its record that has given it its text, where that came later.
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
    filled: int | None = None

    @property
    def version(self) -> int:
        """That of the last write of its record which had to do with it."""
        return self.filled or int(self.key.partition("#")[0])


@dataclass(frozen=True, slots=True)
class Fill:
    """What an entry without a text becomes; its key and its moment stay."""

    entry: JournalEntry
    note: Note

    def at_version(self, version: int) -> JournalEntry:
        """The entry as it is from a write on."""
        note = self.note
        return replace(
            self.entry,
            text=note.text,
            author=note.author or self.entry.author,
            format=note.format,
            public=note.public,
            action=note.action,
            extras=note.extras,
            filled=version,
        )


def key_of(version: int, index: int) -> str:
    """The key of an entry: of those that one write of a record adds, the one at a place, from 0."""
    return f"{version:019d}#{index:04d}"


def check(notes: Iterable[Note], faults: Faults) -> None:
    """Note what can't be kept of entries."""
    for note in notes:
        if len(note.text) > MAX_LENGTH:
            text = f"An entry of the journal holds at most {MAX_LENGTH} characters."
            faults.add("journal", "too_long", text, limit=MAX_LENGTH)
        elif not is_whole_text(note.text):
            faults.add("journal", "format", "An entry of the journal holds half a surrogate pair.")
        vendor_extras.check(note.extras, faults, ("journal",))
