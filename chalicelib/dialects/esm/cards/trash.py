"""Cards thrown away: they stay in the trash until an administrator takes them out."""

from __future__ import annotations

from chalicelib.dialects.esm.access import Access
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.dialects.esm.vocabulary.messages import TRASHED_ALREADY
from chalicelib.domain.record import Record
from chalicelib.errors import Conflict, NotFound
from chalicelib.services import records


def check(record: Record) -> None:
    """Raise Conflict for a card that is there already."""
    if record.trashed:
        raise Conflict(TRASHED_ALREADY)


def move(access: Access, template: Template, record: Record, *, if_version: int | None) -> None:
    """Move a card to the trash. Raises Conflict, PreconditionFailed."""
    try:
        records.trash(
            kind=template.kind, number=record.number, caller=access.caller, before=record, if_version=if_version
        )
    except NotFound:  # somebody else was faster
        raise Conflict(TRASHED_ALREADY) from None
