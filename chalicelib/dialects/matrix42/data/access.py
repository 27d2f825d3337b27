"""Who may write what: rights are those on kinds of records, and some rows nobody writes (specification, 6.2 and 13.6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from chalicelib.dialects.matrix42.data import reading
from chalicelib.dialects.matrix42.schema import finding
from chalicelib.dialects.matrix42.schema.model import DataDefinition
from chalicelib.dialects.matrix42.schema.rows import LYING
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary.tickets import JOURNAL
from chalicelib.domain.record import Record
from chalicelib.domain.role import Verb
from chalicelib.errors import Forbidden, NotFound

Body = Callable[[], Mapping[str, Any]]
"""What was sent. It is looked at when it is known that the caller has the right (specification, 13.3)."""
Id = Callable[[], UUID]
"""An id as it was written, likewise."""


def demand(visit: Visit, verb: Verb, kind: str) -> None:
    """Raise Forbidden without a right. What may not be read is not written either."""
    visit.demand(Verb.READ, kind)
    visit.demand(verb, kind)


def demand_any(visit: Visit, verb: Verb, definition: DataDefinition) -> None:
    """Raise Forbidden where the caller has the right on none of the kinds that a data definition shows, or nobody has.

    Whatever is done with entries of a journal, it is a change of their ticket.
    """
    if not definition.kinds and definition.name != JOURNAL:
        raise Forbidden(f"Rows of {definition.name} are read-only.")
    kinds = definition.kinds
    if definition.name == JOURNAL:
        verb, kinds = Verb.EDIT, (LYING[JOURNAL].owner.name,)
    if not any(visit.may(Verb.READ, kind) and visit.may(verb, kind) for kind in kinds):
        raise Forbidden(f"There is no right to {verb.value} rows of {definition.name}.")


def find(visit: Visit, verb: Verb, definition: DataDefinition, guid: UUID) -> Record:
    """The record whose fragment has an id, to do something with it; maybe without long texts. Raises Forbidden, NotFound.

    For data definitions whose rows are records. What may not be read is not there.
    """
    demand_any(visit, verb, definition)
    found = finding.fragments(definition, [guid], sees=visit.sees).get(guid)
    if found is None:
        raise missing(definition, guid)
    visit.demand(verb, found.kind.name)
    if not reading.is_listed(visit, definition, found):
        raise missing(definition, guid)
    return found


def missing(definition: DataDefinition, guid: UUID) -> NotFound:
    """There is no such fragment."""
    return NotFound(f"There is no fragment {guid} of {definition.name}.")
