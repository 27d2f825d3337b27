"""Reads the company's files into entries; a company that contradicts itself is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from chalicelib.domain.group import GROUP
from chalicelib.domain.kind import Kind
from chalicelib.domain.person import PERSON
from chalicelib.domain.service import SERVICE
from chalicelib.domain.site import SITE
from chalicelib.domain.ticket import TICKET
from infra.seed.entries import Company, Entry, Note
from infra.seed.soundness import contradictions

COMPANY: Final = Path(__file__).parent / "company"
# In this order they are numbered; the sites first, because theirs are imported numbers and all others stand above them.
_KINDS_BY_FILE: Final[Mapping[str, Kind]] = {"sites": SITE, "groups": GROUP, "services": SERVICE, "people": PERSON}
_TYPES_BY_FILE: Final[Mapping[str, str | None]] = {
    "incidents": "incident",
    "requests": "request",
    "problems": "problem",
    "changes": "change",
    "tasks": "task",
    "untyped": None,
}
_NO_FIELDS: Final = frozenset({"key", "number", "guid", "opened"})


class UnsoundError(Exception):
    """The files contradict each other or the kinds; `faults` holds a sentence for each place."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("The company's files are not sound:\n  " + "\n  ".join(faults))
        self.faults = faults


def read(folder: Path = COMPANY) -> Company:
    """The company in `folder`; UnsoundError with everything that is wrong."""
    faults: list[str] = []
    entries = [entry for name, kind in _KINDS_BY_FILE.items() for entry in _entries(folder, name, kind, {}, faults)]
    tickets: list[Entry] = []
    for name, type_ in _TYPES_BY_FILE.items():
        tickets.extend(_entries(folder, name, TICKET, {} if type_ is None else {"type": type_}, faults))
    tickets.sort(key=lambda ticket: ticket.opened or 0.0, reverse=True)
    company = Company((*entries, *tickets))
    faults.extend(contradictions(company))
    if faults:
        raise UnsoundError(faults)
    return company


def _entries(folder: Path, name: str, kind: Kind, common: Mapping[str, Any], faults: list[str]) -> Iterator[Entry]:
    for position, row in enumerate(json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))):
        place = f"{name}[{position}]"
        try:
            yield _entry(place, kind, {**common, **row})
        except (TypeError, ValueError) as error:
            faults.append(f"{place}: {error}")


def _entry(place: str, kind: Kind, row: Mapping[str, Any]) -> Entry:
    values = {name: value for name, value in row.items() if name not in _NO_FIELDS}
    notes = tuple(_note(*note) for note in values.pop("journal", ()))
    opened = None if "opened" not in row else float(row["opened"])
    guid = None if "guid" not in row else UUID(row["guid"])
    return Entry(kind, row.get("key", place), place, values, row.get("number"), guid, opened, notes)


def _note(days: float, author: str, text: str, public: bool) -> Note:
    return Note(float(days), author, text, public)
