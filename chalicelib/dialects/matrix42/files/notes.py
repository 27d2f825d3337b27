"""What is kept of a file beside it, in the extras of its object: `{"Files": {location: {…}}}`, plain data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from chalicelib.dialects.matrix42 import ids
from chalicelib.dialects.matrix42.asql import moments
from chalicelib.dialects.matrix42.asql.typed import guid as read_guid
from chalicelib.dialects.matrix42.schema.operands import DIALECT, kept
from chalicelib.dialects.matrix42.schema.rows import FILE_TAG, FILES
from chalicelib.domain import clock
from chalicelib.domain.caller import Caller
from chalicelib.domain.record import File, Record
from chalicelib.domain.reference import Ref
from chalicelib.services import files

ID: Final = "UniqueFileId"
CREATED: Final = "CreatedDate"
COMMENT: Final = "Comment"
UPDATED_BY: Final = "UpdatedBy"
UPDATED_ON: Final = "UpdatedOn"

Note = Mapping[str, Any]


def of(record: Record, file: File) -> Note:
    """What is kept of a file; nothing of one that came through another dialect."""
    found = kept(record, FILES).get(file.location)
    return found if isinstance(found, Mapping) else {}


def id_of(record: Record, file: File) -> UUID:
    """The id of a file: what was said when it was announced, else what follows from its location."""
    said = of(record, file).get(ID)
    own = read_guid(said) if isinstance(said, str) else None
    return own or ids.part(record, FILE_TAG, file.location, record.created_at)


def comment_of(record: Record, file: File) -> str | None:
    """What is said of a file."""
    said = of(record, file).get(COMMENT)
    return said if isinstance(said, str) else None


def author_of(record: Record, file: File) -> Ref | None:
    """The person who attached a file, or spoke of it last; None where that is not known."""
    said = of(record, file).get(UPDATED_BY)
    return Ref.parse(said) if isinstance(said, str) else None


def moment_of(record: Record, file: File) -> datetime:
    """When a file was attached, or spoken of last; where that is not known, when its object was made."""
    note = of(record, file)
    return moments.read(str(note.get(UPDATED_ON) or note.get(CREATED))) or record.created_at


def of_new(caller: Caller, *, guid: UUID | None = None, comment: str | None = None) -> Note:
    """What is kept of a file that comes now. `guid`: its id, where it does not follow from its location."""
    now = clock.now().isoformat()
    person = str(caller.person) if caller.person else None
    said = {ID: guid and str(guid), CREATED: now, COMMENT: comment, UPDATED_BY: person}
    return {name: value for name, value in said.items() if value is not None}


def commented(note: Note, caller: Caller, comment: str | None) -> Note:
    """The same with another comment; None takes it back."""
    person = str(caller.person) if caller.person else None
    said = {**note, COMMENT: comment, UPDATED_BY: person, UPDATED_ON: clock.now().isoformat()}
    return {name: value for name, value in said.items() if value is not None}


def extras(record: Record, file: File, note: Note) -> dict[str, dict[str, Any]]:
    """The extras of an object with what is kept of one file; what is kept of files that are gone goes as well."""
    there = {each.location for each in files.of(record=record)}
    stays = {location: each for location, each in kept(record, FILES).items() if location in there}
    return {DIALECT: {FILES: {**stays, file.location: dict(note)}}}
