"""What is wrong with the company's files: one sentence for each place, all at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import TICKET
from chalicelib.domain.validation import validate
from chalicelib.errors import Faults
from infra.seed.entries import Company, Entry

_SOME_DAY: Final = datetime(2024, 5, 1, tzinfo=UTC)  # the faults do not depend on the day of the sowing


def contradictions(company: Company) -> Iterator[str]:
    """Every place where the files contradict each other, or the rules of the kinds."""
    refs = {entry.key: Ref(entry.kind.name, position) for position, entry in enumerate(company.entries, 1)}
    yield from _repeated(company)
    for entry in company.entries:
        faults = list(_values(entry, refs)) or list(_times(entry, company))  # only what holds numbers can be compared
        yield from (f"{entry.place}: {fault}" for fault in (*faults, *_authors(entry, company)))


def _repeated(company: Company) -> Iterator[str]:
    seen: dict[tuple[str, str, object], str] = {}
    for entry in company.entries:
        unique = [(entry.kind.name, field.name, entry.values.get(field.name)) for field in entry.kind.unique_fields]
        unique += [("entry", "key", entry.key), ("entry", "number", entry.number), ("entry", "guid", entry.guid)]
        for kind, name, value in unique:
            folded = value.casefold() if isinstance(value, str) else value
            if folded is not None and seen.setdefault((kind, name, folded), entry.place) != entry.place:
                yield f"{entry.place}: the {name} {value} is that of {seen[kind, name, folded]}."


def _values(entry: Entry, refs: Mapping[str, Ref]) -> Iterator[str]:
    record = Record(entry.kind, 1, UUID(int=0), 0, _SOME_DAY, _SOME_DAY)
    for name in entry.values:
        if name in entry.kind.fields:
            try:
                record.fields[name] = entry.value(name, refs, _SOME_DAY)
            except KeyError:
                unknown = [key for key in entry.targets(name) if key not in refs]
                yield f"{name} points at {', '.join(map(str, unknown))}, which is not there."
            except TypeError:
                yield f"{name} holds a number of days or a key."
    for field in entry.kind.fields.values():
        if field.default is not None:
            record.fields.setdefault(field.name, field.default)
    faults = Faults()
    validate(record, entry.values, faults)
    yield from (fault.message for fault in faults)


def _times(entry: Entry, company: Company) -> Iterator[str]:
    if entry.kind is not TICKET:
        return
    if entry.opened is None:
        yield "opened is missing."
        return
    closed, start = entry.values.get("closed_at"), entry.values.get("start", entry.opened)
    if (entry.values.get("state") == "closed") is not (closed is not None):
        yield "a closed ticket, and no other, has closed_at."
    if closed is not None and closed >= min(start, entry.opened):
        yield "it is closed before it begins."
    if any((company.by_key[key].opened or 0.0) <= entry.opened for key in entry.values.get("related", ())):
        yield "it is related to a later ticket."
    if any(not 0 <= note.days <= entry.opened for note in entry.journal):
        yield "a journal entry is older than the ticket or lies in the future."


def _authors(entry: Entry, company: Company) -> Iterator[str]:
    for note in entry.journal:
        author = company.by_key.get(note.author)
        if author is None or author.kind is not PERSON:
            yield f"{note.author} writes in the journal and is no person."
