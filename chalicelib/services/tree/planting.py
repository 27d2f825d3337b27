"""New assets, each with its first link, in one moment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from chalicelib.domain import tree
from chalicelib.domain.asset import ASSET, ROOT
from chalicelib.domain.caller import Caller
from chalicelib.domain.job import Announcement
from chalicelib.domain.record import Record, Value
from chalicelib.domain.tree import Link, Node, Tie
from chalicelib.errors import Conflict, Faults
from chalicelib.services import records
from chalicelib.services.tree import attempts, places
from chalicelib.services.tree.places import Place
from chalicelib.services.tree.positions import positioned
from chalicelib.store import records as store
from chalicelib.store import sequences
from chalicelib.store.dynamo import Action
from chalicelib.store.tree import links as link_store
from chalicelib.store.tree import nodes as node_store

Announce = Callable[[Record], Announcement | None]
"""What a dialect has to say of a new asset."""


def create(
    *,
    values: Mapping[str, Value | None],
    parent: int,
    tie: Tie,
    caller: Caller,
    extras: Mapping[str, Mapping[str, Any]] | None = None,
    faults: Faults | None = None,
    announce: Announce | None = None,
    number: int | None = None,
    link_number: int | None = None,
    guid: UUID | None = None,
    created_at: datetime | None = None,
    above: Place | None = None,
) -> tuple[Record, Link]:
    """A new asset under another one, or with a reference to it.

    `above`: the parent if it was just read, which saves reading it again. `number`, `link_number`, `guid`, `created_at`: those
    of an import. Raises NotFound where the parent is not there, Invalid with all faults of `values`, Conflict for numbers
    that are in use.
    """
    if number is not None:
        _require_free(number)
    named = next(iter(records.reserve(kind=ASSET, count=1))) if number is None else number
    claims: list[Action] = [] if link_number is None else [sequences.claim(link_store.SPACE, link_number)]
    link_named = sequences.take(link_store.SPACE) if link_number is None else link_number

    seen = [] if above is None else [above.node]

    def once() -> tuple[Record, Link]:
        major = seen.pop() if seen else places.node(parent)
        attempts.require_free([major])
        link = Link(link_named, parent, named, positioned(tie, parent))
        record = records.create(
            kind=ASSET,
            values=values,
            extras=extras,
            caller=caller,
            faults=faults,
            number=number,
            reserved=named if number is None else None,
            guid=guid,
            created_at=created_at,
            announce=(lambda _, after: announce(after)) if announce else None,
            beside=[*claims, *_roots(major, link)],
        )
        return record, link

    return attempts.persist(once)


def create_root(*, values: Mapping[str, Value | None], caller: Caller, created_at: datetime | None = None) -> Record:
    """The root folder, which has no parent. `created_at`: that of an import. Conflict where there is one."""
    _require_free(ROOT)
    root = node_store.put(None, Node(ROOT))
    return records.create(kind=ASSET, values=values, caller=caller, number=ROOT, created_at=created_at, beside=[root])


def _require_free(number: int) -> None:
    if store.get(ASSET, number, trashed=True) is not None:
        raise Conflict(f"There is an asset {number} already.")


def _roots(major: Node, link: Link) -> list[Action]:
    """The writes of the place of a new asset.

    What stands above it is what its parent remembers, settled or not: it is settled together with the parent.
    """
    ancestors = tree.ancestors_below([major]) if link.is_real else frozenset[int]()
    minor = node_store.with_link(Node(link.minor, ancestors=ancestors), link)
    above = node_store.with_link(major, link)
    return [node_store.put(None, minor), node_store.put(major, above), *link_store.puts(link)]
