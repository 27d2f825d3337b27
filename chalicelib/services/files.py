"""Files beside a record of any kind: attached, read, listed, detached. Links may stand among them; they have no bytes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from chalicelib.domain.caller import Caller
from chalicelib.domain.file import clean_name, is_link
from chalicelib.domain.file import media_type as type_of
from chalicelib.domain.kind import Field, FieldType, Kind
from chalicelib.domain.record import Change, File, Record
from chalicelib.errors import Fault, Faults, Invalid, NotFound, PreconditionFailed
from chalicelib.services import records, uploads
from chalicelib.services.jobs import Announce
from chalicelib.store import files as store
from chalicelib.store.dynamo import Action

log = logging.getLogger(__name__)

Extras = Callable[[Record, File], Mapping[str, Mapping[str, Any]]]
"""What dialects keep beside a file that is attached (see `record.Change`), given the record as it stands and the file."""


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
    extras: Extras | None = None,
    announce: Announce | None = None,
) -> tuple[Record, File]:
    """Put a file into a field of a record; answers the record as it is then, and the file with its new location.

    `name`: directories are cut off. `media_type`: what the sender says; guessed from the name where that is no type.
    `replace`: a single field that holds a file gets the new one, which is refused otherwise (`count`). The other parameters
    as in `records.change`. Raises what that does, and TooLarge above 4 MiB.
    """
    stands = before or records.get(kind=kind, number=number)
    if if_version is not None and stands.version != if_version:  # nor are its bytes kept first
        raise PreconditionFailed(f"{stands.ref} was changed in between.")
    check(record=stands, field=field, name=name, replace=replace)
    cleaned = clean_name(name)
    type_ = type_of(cleaned, media_type)
    location = uploads.receive(content=content, media_type=type_)
    file = File(cleaned, location, len(content), type_)
    try:
        record = adopt(
            kind=kind,
            number=number,
            field=field,
            file=file,
            caller=caller,
            replace=replace,
            before=stands,
            if_version=if_version,
            extras=extras,
            announce=announce,
        )
    except Exception:
        uploads.give_up(location=location)
        raise
    return record, file


def adopt(
    *,
    kind: Kind,
    number: int,
    field: str,
    file: File,
    caller: Caller,
    replace: bool = False,
    before: Record | None = None,
    if_version: int | None = None,
    extras: Extras | None = None,
    announce: Announce | None = None,
    beside: Sequence[Action] = (),
) -> Record:
    """Put a file whose bytes were received before (see `uploads`) into a field of a record; parameters as in `attach`.

    Nothing is written, nor what stands `beside`, where the field holds the file already.
    """
    schema = _file_field(kind, field)

    def edit(record: Record) -> Change:
        if any(each.location == file.location for each in record.many(field)):
            return Change()
        _check_room(schema, record, replace)
        return Change(
            {field: (*record.many(field), file) if schema.multiple else file},
            extras(record, file) if extras else {},
        )

    return records.change(
        kind=kind,
        number=number,
        edit=edit,
        caller=caller,
        before=before,
        if_version=if_version,
        announce=announce,
        beside=beside,
    )


def check(*, record: Record, field: str, name: str, replace: bool = False) -> None:
    """Raise Invalid for a name that is none, and for a field that takes no files, or no more of them."""
    schema = _file_field(record.kind, field)
    if not clean_name(name):
        raise Invalid([Fault((field,), "required", "A file has a name.")])
    _check_room(schema, record, replace)


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
