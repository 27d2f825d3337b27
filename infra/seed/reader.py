"""Reads the company's files into entries; a company that contradicts itself is refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import inf
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from chalicelib.dialects.esm.templates.storage import DIALECT
from chalicelib.domain.agreement import AGREEMENT
from chalicelib.domain.category import CATEGORY
from chalicelib.domain.group import GROUP
from chalicelib.domain.kind import Kind
from chalicelib.domain.person import PERSON
from chalicelib.domain.saved_query import SAVED_QUERY
from chalicelib.domain.service import SERVICE
from chalicelib.domain.site import SITE
from chalicelib.domain.ticket import TICKET
from chalicelib.domain.time_entry import TIME_ENTRY
from infra.seed.cards import Layout
from infra.seed.declarations import Declarations
from infra.seed.entries import Attachment, Company, Entry, Note
from infra.seed.soundness import contradictions

COMPANY: Final = Path(__file__).parent / "company"
_LAYOUT: Final = "esm"  # the file of templates and folders
_SCHEMA: Final = "schema"  # the file of data definitions and configuration items
# In this order they are numbered; the sites first, because theirs are imported numbers and all others stand above them.
# People come after the companies that they belong to. A text is the code of a template, or the name of a data definition.
_KINDS_BY_FILE: Final[Mapping[str, Kind | str]] = {
    "sites": SITE,
    "groups": GROUP,
    "services": SERVICE,
    "countries": "country",
    "companies": "company",
    "people": PERSON,
    "categories": CATEGORY,
    "agreements": AGREEMENT,
    "queries": SAVED_QUERY,
    "software": "Ud_SoftwareClassBase",
    "software_versions": "Ud_SoftwareVersionClassBase",
    "incidents": TICKET,
    "requests": TICKET,
    "problems": TICKET,
    "changes": TICKET,
    "tasks": TICKET,
    "untyped": TICKET,
    "esm_changes": "change",
    "rest_examples": "rest_example",
    "time_entries": TIME_ENTRY,
}
_TYPES_BY_FILE: Final[Mapping[str, str]] = {
    "incidents": "incident",
    "requests": "request",
    "problems": "problem",
    "changes": "change",
    "tasks": "task",
}
_NO_FIELDS: Final = frozenset({"key", "number", "guid", "opened", "author"})


class UnsoundError(Exception):
    """The files contradict each other or the kinds; `faults` holds a sentence for each place."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("The company's files are not sound:\n  " + "\n  ".join(faults))
        self.faults = faults


def read(folder: Path = COMPANY) -> Company:
    """The company in `folder`; UnsoundError with everything that is wrong."""
    faults: list[str] = []
    layout, declarations = _layout(folder), _declarations(folder)
    declared = {**layout.kinds, **declarations.kinds}
    entries: list[Entry] = []
    for name, said in _KINDS_BY_FILE.items():
        kind = said if isinstance(said, Kind) else declared[said]
        common = {**layout.defaults(kind), **_common(name)}
        beside = layout.beside(kind)
        for position, row in enumerate(_json(folder, name)):
            place = f"{name}[{position}]"
            try:
                entries.append(_entry(place, kind, {**common, **row}, beside))
            except (TypeError, ValueError) as error:
                faults.append(f"{place}: {error}")
    entries.sort(key=_age, reverse=True)
    company = Company(tuple(entries), layout, declarations)
    faults.extend(contradictions(company))
    if faults:
        raise UnsoundError(faults)
    return company


def _layout(folder: Path) -> Layout:
    said = _json(folder, _LAYOUT)
    return Layout(tuple(said["templates"]), tuple(said["folders"]))


def _declarations(folder: Path) -> Declarations:
    found = Declarations(_json(folder, _SCHEMA))
    if faults := [f"{_SCHEMA}: {fault}" for fault in found.faults()]:
        raise UnsoundError(faults)
    return found


def _common(name: str) -> dict[str, str]:
    """What all entries of a file begin with."""
    return {"type": _TYPES_BY_FILE[name]} if name in _TYPES_BY_FILE else {}


def _age(entry: Entry) -> float:
    """Days before the sowing; more than any for what is there from the founding on."""
    return inf if entry.opened is None and entry.kind is not TICKET else entry.opened or 0.0


def _json(folder: Path, name: str) -> Any:
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def _entry(place: str, kind: Kind, row: Mapping[str, Any], beside: frozenset[str]) -> Entry:
    """`beside`: attributes of a template that its kind has no fields for."""
    values = {name: value for name, value in row.items() if name not in _NO_FIELDS}
    notes = tuple(_note(*note) for note in values.pop("journal", ()))
    attachments = tuple(Attachment(*attachment) for attachment in values.pop("attachments", ()))
    extras: dict[str, Any] = values.pop("extras", {})
    own = {name: _list(values.pop(name)) for name in beside & values.keys()}
    if own:
        extras = {**extras, DIALECT: {**extras.get(DIALECT, {}), **own}}
    return Entry(
        kind,
        row.get("key", place),
        place,
        values,
        number=row.get("number"),
        guid=UUID(row["guid"]) if "guid" in row else None,
        opened=float(row["opened"]) if "opened" in row else None,
        author=row.get("author"),
        journal=notes,
        attachments=attachments,
        extras=extras,
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _note(days: float, author: str, text: str, public: bool) -> Note:
    return Note(float(days), author, text, public)
