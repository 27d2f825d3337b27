"""Writes of records, what is refused told in words of attributes, what leaves with them announced."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple
from uuid import UUID

from chalicelib.dialects.matrix42.schema import blame
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import messages, messages_data
from chalicelib.domain.job import Announcement
from chalicelib.domain.kind import Kind
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import TICKET
from chalicelib.errors import Invalid, Taken
from chalicelib.services import identities, kinds, records
from chalicelib.services.jobs import Announce
from chalicelib.services.records import Beside, Edit

MOST: Final = 70  # writes of one transaction beside those of the object itself: DynamoDB takes a hundred
HEAVIEST: Final = (
    3 << 20
)  # bytes of a body whose fragments are written in one transaction: DynamoDB takes four megabytes


@contextmanager
def worded(visit: Visit, kind: Kind) -> Iterator[None]:
    """Have what the core refuses of a record told in words of attributes: Refused."""
    try:
        yield
    except (Invalid, Taken) as error:
        raise blame.refusal(error, visit.catalogue, kind) from None


class Told(NamedTuple):
    """What requesters may read of a write: whether it adds an entry to the journal, and the keys of those that it fills."""

    public_note: bool = False
    filled: tuple[str, ...] = ()


Tell = Callable[[], Told]
"""Asked when it is known what is written."""


def announced(visit: Visit, kind: Kind, tell: Tell = Told) -> Announce | None:
    """What leaves because of a write: of tickets mails."""
    if kind.name != TICKET.name:
        return None

    def announcement(before: Record | None, after: Record) -> Announcement | None:
        told = tell()
        return visit.announce(public_note=told.public_note, filled=told.filled)(before, after)

    return announcement


def change(visit: Visit, record: Record, edit: Edit, *, tell: Tell = Told, beside: Beside = ()) -> Record:
    """Change a record. Raises Refused, NotFound where it is gone by now, Changed."""
    return change_by_ref(visit, record.ref, edit, tell=tell, beside=beside, before=record)


def change_by_ref(
    visit: Visit,
    ref: Ref,
    edit: Edit,
    *,
    tell: Tell = Told,
    beside: Beside = (),
    before: Record | None = None,
) -> Record:
    """The same, by its reference."""
    kind = kinds.get(ref.kind)
    with worded(visit, kind):
        return records.change(
            kind=kind,
            number=ref.number,
            edit=edit,
            caller=visit.caller,
            before=before,
            announce=announced(visit, kind, tell),
            beside=beside,
        )


def require_few(writes: int) -> None:
    """Refused where more would be written than one transaction holds."""
    if writes > MOST:
        raise Refused(messages_data.TOO_MUCH_AT_ONCE)


def require_light(visit: Visit) -> None:
    """Refused for a body with more in it than one transaction holds."""
    if len(visit.request.body) > HEAVIEST:
        raise Refused(messages_data.TOO_MUCH_AT_ONCE)


def require_free(visit: Visit, definition: str, named: Sequence[UUID]) -> None:
    """Refused where an id of something new is in use, or said twice."""
    tags = {each.tag for each in visit.catalogue.definitions if each.tag}
    used = identities.in_use(named=named, tags=tags) if named else set()
    for place, guid in enumerate(named):
        if guid in used or guid in named[:place]:
            raise in_use(definition, guid)


def in_use(definition: str, guid: UUID | None) -> Refused:
    """An id of something new names something else already."""
    return Refused(messages.WRONG_REFERENCE, definition=definition, name="ID", value=guid)
