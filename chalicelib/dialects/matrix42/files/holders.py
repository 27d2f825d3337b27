"""Objects that hold files, by their own ids or those of their fragments (specification, 5.1.3)."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from chalicelib.dialects.matrix42.schema import finding
from chalicelib.dialects.matrix42.schema.catalogue import Catalogue
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.vocabulary import messages_files
from chalicelib.domain.kind import Kind
from chalicelib.domain.record import Record
from chalicelib.errors import NotFound
from chalicelib.services import kinds
from chalicelib.services.lookups import Sees


def kinds_with_files(catalogue: Catalogue) -> Iterator[Kind]:
    """The kinds of objects that hold files."""
    return (kind for kind in _kinds(catalogue) if kind.file_fields)


def find(catalogue: Catalogue, guid: UUID, *, sees: Sees) -> Record:
    """An object that the caller may see, without long texts, kinds that hold files first. Raises NotFound."""
    for kind in sorted(_kinds(catalogue), key=lambda each: not each.file_fields):
        definitions = (each for each in catalogue.definitions if kind.name in each.kinds and each.owner is None)
        found = finding.any_of(definitions, [guid], kind=kind.name, sees=sees).get(guid)
        if found is not None:
            return found
    raise NotFound


def field_of(kind: Kind) -> str:
    """The field of a kind that takes what comes from here; Refused (400) for a kind that has none."""
    if not kind.file_fields:
        raise Refused(messages_files.NO_FILES)
    return kind.file_fields[0].name


def _kinds(catalogue: Catalogue) -> list[Kind]:
    """The kinds of all objects."""
    names = dict.fromkeys(item.kind for item in catalogue.items)
    return [kind for name in names if (kind := kinds.find(name)) is not None]
