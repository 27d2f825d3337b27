"""The journal of a ticket, newest entry first (specification, 9.2)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any, Final

from chalicelib.dialects.base import MAX_BODY
from chalicelib.dialects.matrix42.asql import moments
from chalicelib.dialects.matrix42.schema import rows
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.schema.measures import full_name
from chalicelib.dialects.matrix42.schema.model import in_language
from chalicelib.dialects.matrix42.schema.storage import NOTHING
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import pickups, refusals, states
from chalicelib.domain.journal import JournalEntry
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.services import journal, references

USUAL_COUNT: Final = 25
MAX_COUNT: Final = 1_000


def entries(visit: Visit, ticket: Record, *, start: int, count: int) -> list[dict[str, Any]]:
    """At most `count` entries behind the `start` newest; the very last says that the ticket was made.

    Refused where they weigh more than an answer may.
    """
    count = min(count, MAX_COUNT)
    found = _window(ticket, start, count)
    lying = [rows.entry_row(ticket, place, entry) for place, entry in enumerate(found, start + 1)]
    names: list[str | None] = [entry.author_name or None for entry in found]
    if len(found) < count and _is_end(ticket, start, found):
        lying.append(next(rows.entries(ticket, NOTHING)))
        names.append(None)
    people = references.read(ref for row in lying if (ref := row.get("author")) is not None)
    labels = {row.key: row.labels for row in visit.catalogue.definition(pickups.ENTRY_TYPE).rows}
    return [
        {
            "Id": str(row.guid),
            "CreatedDate": moments.spelled(row.created_at),
            "Header": in_language(labels[states.ACTIONS.get(row.get("action"), 0)], visit.language),
            "Text": row.get("text") or "",
            "Creator": _name(visit, row.get("author"), people, name),
        }
        for row, name in zip(lying, names, strict=True)
    ]


def _window(ticket: Record, start: int, count: int) -> list[JournalEntry]:
    found: list[JournalEntry] = []
    weight = 0
    for entry in islice(journal.walk(record=ticket, step=start + count), start, start + count):
        weight += len(entry.text)
        if weight > MAX_BODY:  # before a thousand entries of a hundred thousand characters fill the memory
            raise Refused(refusals.ANSWER_TOO_LARGE)
        found.append(entry)
    return found


def _is_end(ticket: Record, start: int, found: Sequence[JournalEntry]) -> bool:
    """Whether the entry of the creation is the next one: not where the journal ends before `start`."""
    if found or not start:
        return True
    length = ticket.entries if ticket.entries is not None else len(journal.entries(record=ticket, limit=start))
    return length == start


def _name(visit: Visit, author: Ref | None, people: dict[Ref, Record], otherwise: str | None) -> str | None:
    if author is None:
        return otherwise
    person = people.get(author)
    if person is None or not visit.sees(person):
        return None
    return full_name(person)
