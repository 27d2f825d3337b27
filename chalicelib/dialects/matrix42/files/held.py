"""Files by their ids, and those of an object."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from uuid import UUID

from chalicelib.dialects.matrix42 import ids
from chalicelib.dialects.matrix42.asql import moments
from chalicelib.dialects.matrix42.files import holders, notes
from chalicelib.dialects.matrix42.schema.catalogue import Catalogue
from chalicelib.dialects.matrix42.schema.measures import full_name
from chalicelib.dialects.matrix42.schema.rows import FILE_TAG
from chalicelib.domain.file import is_link
from chalicelib.domain.record import File, Record
from chalicelib.domain.reference import Ref
from chalicelib.services import files, identities, references
from chalicelib.services.lookups import Sees


class Held(NamedTuple):
    """A file, and the object that holds it; that without long texts."""

    record: Record
    file: File


def find(catalogue: Catalogue, guid: UUID, *, sees: Sees | None = None) -> Held | None:
    """The file of an id; None where no object holds one. `sees`: whether the caller may know of an object."""
    for record in _perhaps(catalogue, guid):
        for file in files_of(record) if sees is None or sees(record) else ():
            if notes.id_of(record, file) == guid:
                return Held(record, file)
    return None


def files_of(record: Record) -> Iterator[File]:
    """The files of an object whose bytes are kept: not links."""
    return (file for file in files.of(record=record) if not is_link(file.location))


def listed(record: Record, *, sees: Sees) -> list[dict[str, Any]]:
    """The files of an object as the interface shows them. `sees`: whether the caller may know of a person."""
    found = list(files_of(record))
    authors = {ref for file in found if (ref := notes.author_of(record, file))}
    people = references.read(authors) if authors else {}
    names = {ref: full_name(person) for ref, person in people.items() if sees(person)}
    return [_shown(record, file, names) for file in found]


def _shown(record: Record, file: File, names: Mapping[Ref, str | None]) -> dict[str, Any]:
    author = notes.author_of(record, file)
    return {
        "UniqueFileId": str(notes.id_of(record, file)),
        "Name": file.name,
        "Comment": notes.comment_of(record, file),
        "Size": file.size,
        "UpdatedBy": names.get(author) if author else None,
        "UpdatedOn": moments.spelled(notes.moment_of(record, file)),
    }


def _perhaps(catalogue: Catalogue, guid: UUID) -> Iterable[Record]:
    """Objects that may hold the file of an id: it says in which it lies, or an alias does."""
    with_files = list(holders.kinds_with_files(catalogue))
    said = (ids.whole(kind.name, kind.space, guid, FILE_TAG) for kind in with_files)
    yield from references.read([ref for ref in said if ref is not None]).values()
    for kind in with_files:
        yield from identities.by_guid(kind=kind, named=[guid], tag=FILE_TAG).values()
