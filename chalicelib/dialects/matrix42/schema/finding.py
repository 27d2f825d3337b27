"""Records by the ids of objects and fragments (specification, 5.1).

They come without long texts: to be referred to, not to be shown whole or written; `services.records.get` reads all of one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final, NamedTuple
from uuid import UUID

from chalicelib.dialects.matrix42 import ids
from chalicelib.dialects.matrix42.schema.model import DataDefinition
from chalicelib.dialects.matrix42.schema.rows import LYING, every_account
from chalicelib.domain import guid as guids
from chalicelib.domain.record import Record
from chalicelib.services import identities, kinds, references
from chalicelib.services.lookups import Lookups, Sees

_BETWEEN: Final = "|"


class Place(NamedTuple):
    """Rows of a data definition that are records of some kinds; without a data definition the objects themselves."""

    definition: str
    kinds: tuple[str, ...]

    @property
    def key(self) -> str:
        """As a text, as `asql` names tables."""
        return f"{self.definition}@{_BETWEEN.join(self.kinds)}"

    @classmethod
    def read(cls, key: str) -> Place:
        """What `key` wrote."""
        definition, _, named = key.partition("@")
        return cls(definition, tuple(filter(None, named.split(_BETWEEN))))


def fragments(
    definition: DataDefinition, named: Collection[UUID], *, within: Iterable[str] = (), sees: Sees | None = None
) -> dict[UUID, Record]:
    """The records whose fragments of a data definition have some ids. `within`: only these kinds of those that it shows."""
    found: dict[UUID, Record] = {}
    for name in tuple(within) or definition.kinds:
        shown = _by_guid(name, named, definition.tag)
        found |= {
            guid: record
            for guid, record in shown.items()
            if definition.classes is None or record.kind.classify(record) in definition.classes
        }
    return _seen(found, sees)


def objects(named: Collection[UUID], *, within: Iterable[str], sees: Sees | None = None) -> dict[UUID, Record]:
    """The objects of some kinds that have some ids."""
    found: dict[UUID, Record] = {}
    for name in within:
        found |= _by_guid(name, named, 0)
    return _seen(found, sees)


def any_of(
    definitions: Iterable[DataDefinition], named: Collection[UUID], *, kind: str, sees: Sees | None = None
) -> dict[UUID, Record]:
    """The objects of a kind by their own ids, or by those of any of their fragments (specification, 5.1.3)."""
    found = objects(named, within=(kind,), sees=sees)
    for definition in definitions:
        left = [guid for guid in named if guid not in found]
        if left and kind in definition.kinds and definition.tag:
            found |= fragments(definition, left, within=(kind,), sees=sees)
    return found


def lying(definition: DataDefinition, guid: UUID, *, sees: Sees | None = None) -> Record | None:
    """What lies in a record and has an id (see `rows`); None where there is nothing."""
    known = LYING[definition.name]
    if not known.tag:
        return next((row for row in every_account() if row.guid == guid), None)
    ref = ids.whole(known.owner.name, known.owner.space, guid, known.tag)
    owner = references.read([ref]).get(ref) if ref is not None else None
    if owner is None or (sees is not None and not sees(owner)):
        return None
    lookups = Lookups(sees=sees)
    tuple(known.rows(owner, lookups))  # says what it needs
    lookups.read(lambda: None)
    return next((row for row in known.rows(owner, lookups) if row.guid == guid), None)


def _by_guid(kind: str, named: Collection[UUID], tag: int) -> dict[UUID, Record]:
    """A GUID of ours says its tag, so most that are of something else are known without a read."""
    of = kinds.find(kind)
    if of is None:
        return {}
    likely = [guid for guid in named if _may_be(guid, of.space, tag)]
    return identities.by_guid(kind=of, named=likely, tag=tag) if likely else {}


def _may_be(guid: UUID, space: str, tag: int) -> bool:
    said = guids.read(guid)
    return said is None or said.tag == tag or said.space != space


def _seen(found: Mapping[UUID, Record], sees: Sees | None) -> dict[UUID, Record]:
    return {guid: record for guid, record in found.items() if sees is None or sees(record)}
