"""What is wrong with the company's files: one sentence for each place, all at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from chalicelib.domain.kind import FieldType
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import TICKET
from chalicelib.domain.validation import validate
from chalicelib.errors import Faults
from infra.seed.cards import Layout
from infra.seed.entries import Company, Entry

_SOME_DAY: Final = datetime(2024, 5, 1, tzinfo=UTC)  # the faults do not depend on the day of the sowing


def contradictions(company: Company) -> Iterator[str]:
    """Every place where the files contradict each other, or the rules of the kinds."""
    refs = {entry.key: Ref(entry.kind.name, position) for position, entry in enumerate(company.entries, 1)}
    yield from _repeated(company)
    for entry in company.entries:
        faults = list(_values(entry, refs, company.layout)) or list(_times(entry, company))
        # What holds no numbers can't be compared, and what names nothing has no place in time.
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


def _values(entry: Entry, refs: Mapping[str, Ref], layout: Layout) -> Iterator[str]:
    record = Record(entry.kind, 1, UUID(int=0), 0, _SOME_DAY, _SOME_DAY)
    for name in entry.values:
        if name in entry.kind.fields:
            try:
                record.fields[name] = entry.value(name, refs, _SOME_DAY)
            except KeyError:
                unknown = [key for key in entry.targets(name) if key not in refs]
                yield f"{name} points at {', '.join(map(str, unknown))}, which is not there."
            except (TypeError, ValueError):
                yield f"{name} holds a number of days, a day, a link or a key."
    for field in entry.kind.fields.values():
        if field.default is not None:
            record.fields.setdefault(field.name, field.default)
    faults = Faults()
    validate(record, entry.values, faults)
    yield from (fault.message for fault in faults)
    yield from _attachments(entry)
    yield from () if faults else _extras(record, entry, refs, layout)


def _attachments(entry: Entry) -> Iterator[str]:
    for attachment in entry.attachments:
        field = entry.kind.fields.get(attachment.field)
        if field is None or field.type is not FieldType.FILE:
            yield f"{attachment.field} holds no files."


def _extras(record: Record, entry: Entry, refs: Mapping[str, Ref], layout: Layout) -> Iterator[str]:
    unknown = [key for key in entry.kept_targets() if key not in refs]
    if unknown:
        yield f"extras points at {', '.join(unknown)}, which is not there."
        return
    record.extras.update(entry.kept(refs))
    yield from layout.misfits(record)


def _times(entry: Entry, company: Company) -> Iterator[str]:
    yield from _order(entry, company)
    if entry.opened is not None:
        if any(not 0 <= note.days <= entry.opened for note in entry.journal):
            yield "a journal entry is older than what it is about, or lies in the future."
    elif entry.journal or entry.attachments:
        yield "only what has opened has a journal and attachments."
    if entry.kind is TICKET:
        yield from _ticket_times(entry)


def _order(entry: Entry, company: Company) -> Iterator[str]:
    """What is made later can't be pointed at: by extras never, by fields where there is no second round."""
    names = [] if entry.opened is None else [(name, entry.targets(name)) for name in entry.values]
    for name, keys in (*names, ("extras", tuple(entry.kept_targets()))):
        later = [key for key in keys if company.position(key) >= company.position(entry.key)]
        if later:
            yield f"{name} points at {', '.join(later)}, which comes later."


def _ticket_times(entry: Entry) -> Iterator[str]:
    if entry.opened is None:
        yield "opened is missing."
        return
    closed, start = entry.values.get("closed_at"), entry.values.get("start", entry.opened)
    if (entry.values.get("state") == "closed") is not (closed is not None):
        yield "a closed ticket, and no other, has closed_at."
    if closed is not None and closed >= min(start, entry.opened):
        yield "it is closed before it begins."


def _authors(entry: Entry, company: Company) -> Iterator[str]:
    for note in entry.journal:
        if not company.is_person(note.author):
            yield f"{note.author} writes in the journal and is no person."
    if entry.author is not None and not company.is_person(entry.author):
        yield f"{entry.author} is its author and is no person."
