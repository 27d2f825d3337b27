"""Files beside a record of any kind: attached, read, listed, detached. Links may stand among them; they have no bytes."""

from __future__ import annotations

import logging
from collections.abc import Callable

from chalicelib.domain.caller import Caller
from chalicelib.domain.file import clean_name, is_link
from chalicelib.domain.file import media_type as type_of
from chalicelib.domain.kind import Field, FieldType, Kind
from chalicelib.domain.record import Change, File, Record
from chalicelib.errors import Fault, Faults, Invalid, NotFound, PreconditionFailed
from chalicelib.services import records, uploads
from chalicelib.services.jobs import Announce
from chalicelib.store import files as store

log = logging.getLogger(__name__)


def attach(
    *,
    kind: Kind,
    number: int,
    field: str,
    name: str,
    content: bytes,
    caller: Caller,
    media_type: str = "",
    replace: bool = False,
    before: Record | None = None,
    if_version: int | None = None,
    announce: Announce | None = None,
) -> tuple[Record, File]:
    """Put a file into a field of a record; answers the record as it is then, and the file with its new location.

    `name`: directories are cut off. `media_type`: what the sender says; guessed from the name where that is no type.
    `replace`: a single field that holds a file gets the new one, which is refused otherwise (`count`). The other parameters
    as in `records.change`. Raises what that does, and TooLarge above 4 MiB.
    """
    schema = _file_field(kind, field)
    cleaned = clean_name(name)
    if not cleaned:
        raise Invalid([Fault((field,), "required", "A file has a name.")])
    stands = before or records.get(kind=kind, number=number)
    if if_version is not None and stands.version != if_version:  # nor are its bytes kept first
        raise PreconditionFailed(f"{stands.ref} was changed in between.")
    _check_room(schema, stands, replace)
    type_ = type_of(cleaned, media_type)
    location = uploads.receive(content=content, media_type=type_)
    file = File(cleaned, location, len(content), type_)

    def edit(record: Record) -> Change:
        _check_room(schema, record, replace)
        return Change({field: (*record.many(field), file) if schema.multiple else file})

    return _change_or_give_up(stands, edit, caller, if_version, announce, location), file


def detach(
    *,
    kind: Kind,
    number: int,
    field: str,
    location: str,
    caller: Caller,
    before: Record | None = None,
    if_version: int | None = None,
    announce: Announce | None = None,
) -> Record:
    """Take a file or link out of a field, and remove its bytes. Raises NotFound where the field does not hold it."""
    _file_field(kind, field)

    def edit(record: Record) -> Change:
        kept = tuple(file for file in record.many(field) if file.location != location)
        if len(kept) == len(record.many(field)):
            raise NotFound("There is no such file.")
        return Change({field: kept or None})

    return records.change(
        kind=kind, number=number, edit=edit, caller=caller, before=before, if_version=if_version, announce=announce
    )


def of(*, record: Record, field: str | None = None) -> tuple[File, ...]:
    """The files and links of a record, or of one field of it, in order."""
    fields = record.kind.file_fields if field is None else (_file_field(record.kind, field),)
    return tuple(file for each in fields for file in record.many(each.name))


def find(*, record: Record, location: str, field: str | None = None) -> File:
    """The file at a location that the record holds, links left out; NotFound when it holds none."""
    for file in of(record=record, field=field):
        if file.location == location and not is_link(location):
            return file
    raise NotFound("There is no such file.")


def read(*, record: Record, location: str, field: str | None = None) -> tuple[File, bytes]:
    """A file of a record with its bytes. Raises NotFound, also for a link, and Unavailable."""
    file = find(record=record, location=location, field=field)
    content = store.get(location)
    if content is None:  # detached a moment ago; else somebody has emptied the bucket
        log.error("the bytes of a file of %s are gone", record.ref)
        raise NotFound("There is no such file.")
    return file, content


def _file_field(kind: Kind, name: str) -> Field:
    field = kind.fields.get(name)
    if field is None or field.type is not FieldType.FILE:
        raise Invalid([Fault((name,), "type", f"{kind.name} keeps no files in {name}.")])
    return field


def _check_room(field: Field, record: Record, replace: bool) -> None:
    most = field.max_values if field.multiple else 1
    if len(record.many(field.name)) >= most and (field.multiple or not replace):
        faults = Faults()
        faults.add(field.name, "count", f"{field.name} holds at most {most} files.", limit=most)
        faults.raise_any()


def _change_or_give_up(
    stands: Record,
    edit: Callable[[Record], Change],
    caller: Caller,
    if_version: int | None,
    announce: Announce | None,
    location: str,
) -> Record:
    try:
        return records.change(
            kind=stands.kind,
            number=stands.number,
            edit=edit,
            caller=caller,
            before=stands,
            if_version=if_version,
            announce=announce,
        )
    except Exception:
        uploads.give_up(location=location)
        raise
