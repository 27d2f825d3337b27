"""Records by what names one alone: a GUID, or a unique value."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from chalicelib.domain import guid as guids
from chalicelib.domain.kind import Kind
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.services import kinds, references
from chalicelib.store import aliases, candidates
from chalicelib.store import records as store


def by_guid(*, kind: Kind, named: Iterable[UUID], trashed: bool = False, tag: int = 0) -> dict[UUID, Record]:
    """The records of a kind that GUIDs name, read in few calls and without long texts; those of none are left out.

    `trashed`: also those in the trash. `tag`: the GUIDs are those of a fragment.
    """
    wanted = {guids.with_tag(guid, tag): guid for guid in named}
    minted = {guid: said.number for guid in wanted if (said := guids.read(guid)) and said.space == kind.space}
    found = _verified(kind, minted, trashed)
    foreign = aliases.numbers((guid for guid in wanted if guid not in found), kind)
    found |= _verified(kind, foreign, trashed)
    known = {wanted[guid]: record for guid, record in found.items()}
    return known | _said(kind, (guid for guid in wanted.values() if guid not in known), tag, trashed)


def _said(kind: Kind, named: Iterable[UUID], tag: int, trashed: bool) -> dict[UUID, Record]:
    """The records of which fragments have ids that do not follow from their own."""
    numbers = aliases.numbers(named, kind, tag=tag) if tag else {}
    found = references.read((Ref(kind.name, number) for number in numbers.values()), trashed=trashed)
    refs = {guid: Ref(kind.name, number) for guid, number in numbers.items()}
    return {guid: found[ref] for guid, ref in refs.items() if ref in found}


def in_use(*, named: Collection[UUID], tags: Collection[int] = ()) -> set[UUID]:
    """Those of some GUIDs that name a record of any kind, or a fragment of one, also in the trash.

    `tags`: those that fragments have; what differs by one from a GUID that is known here, but not ours, names such a fragment.
    """
    minted = {guid: said for guid in named if (said := guids.read(guid)) is not None}
    likely = {guid: [Ref(kind.name, said.number) for kind in _kinds_of(said.space)] for guid, said in minted.items()}
    found = references.read((ref for refs in likely.values() for ref in refs), trashed=True)
    own = {
        guid
        for guid, refs in likely.items()
        for ref in refs
        if ref in found and guids.with_tag(found[ref].guid, minted[guid].tag) == guid
    }
    foreign = {guids.with_tag(guid, tag): guid for tag in (*tags, 0) for guid in named if guid not in own}
    return own | {foreign[guid] for guid in aliases.known(foreign)}


def _kinds_of(space: str) -> list[Kind]:
    return [kind for kind in (*kinds.BUILT_IN.values(), *kinds.declared().values()) if kind.space == space]


def by_value(*, kind: Kind, field: str, value: str) -> Record | None:
    """The record that has a value of a unique field, letter case ignored."""
    number = candidates.holder(kind, field, value)
    return None if number is None else store.get(kind, number)


def _verified(kind: Kind, numbers: dict[UUID, int], trashed: bool) -> dict[UUID, Record]:
    """The records of numbers, those that bear the GUID. A number says little: anybody can make up a GUID."""
    refs = {guid: Ref(kind.name, number) for guid, number in numbers.items()}
    found = references.read(refs.values(), trashed=trashed)
    records = ((guid, found.get(ref)) for guid, ref in refs.items())
    return {guid: record for guid, record in records if record is not None and record.guid == guid}
