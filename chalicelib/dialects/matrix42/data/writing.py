"""Writes of records, what is refused told in words of attributes, what leaves with them announced."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from chalicelib.dialects.matrix42.schema import blame
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.domain.kind import Kind
from chalicelib.domain.record import Record
from chalicelib.domain.ticket import TICKET
from chalicelib.errors import Invalid, Taken
from chalicelib.services import records
from chalicelib.services.jobs import Announce
from chalicelib.services.records import Edit


@contextmanager
def worded(visit: Visit, kind: Kind) -> Iterator[None]:
    """Have what the core refuses of a record told in words of attributes: Refused."""
    try:
        yield
    except (Invalid, Taken) as error:
        raise blame.refusal(error, visit.catalogue, kind) from None


def announced(visit: Visit, kind: Kind, *, public_note: bool = False) -> Announce | None:
    """What leaves because of a write: of tickets mails. `public_note`: it says something that requesters may read."""
    return visit.announce(public_note=public_note) if kind.name == TICKET.name else None


def change(visit: Visit, record: Record, edit: Edit) -> Record:
    """Change a record. Raises Refused, NotFound where it is gone by now, Changed."""
    with worded(visit, record.kind):
        return records.change(
            kind=record.kind,
            number=record.number,
            edit=edit,
            caller=visit.caller,
            before=record,
            announce=announced(visit, record.kind),
        )
