"""Links and children, in their orders, page by page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from chalicelib.domain.asset import ASSET
from chalicelib.domain.record import Record
from chalicelib.domain.reference import HIGHEST, Ref
from chalicelib.domain.tree import Link
from chalicelib.errors import NotFound
from chalicelib.store import records as store
from chalicelib.store.tree import links as link_store
from chalicelib.store.tree import state as state_store

_STEP: Final = 100


@dataclass(frozen=True, slots=True)
class Children:
    """A page of children with the links that lead to them. `after`: where to go on, None at the end."""

    pairs: tuple[tuple[Link, Record], ...]
    after: str | None


def link(*, number: int) -> Link:
    """A link. Raises NotFound. That its ends are there is another question (`places.find_all`)."""
    found = link_store.get(number) if 0 < number <= HIGHEST else None
    if found is None:
        raise NotFound(f"There is no link {number}.")
    return found


def place(link: Link) -> str:
    """Where a link stands among its siblings: what `downs` and `children` go on behind."""
    return link_store.place(link)


def ups(*, number: int, after: int | None = None, limit: int) -> list[Link]:
    """The links to an asset, the oldest first. `after`: behind the link of this number."""
    return list(islice(_undecided(link_store.ups(number, after=after, step=min(limit, 1_000))), limit))


def downs(*, number: int, after: str | None = None, limit: int) -> list[Link]:
    """The links from an asset in the order of siblings, references too. `after`: behind this `place`."""
    return list(islice(_undecided(link_store.downs(number, after=after, step=min(limit, 1_000))), limit))


def children(*, number: int, after: str | None = None, limit: int, long_texts: bool = True) -> Children:
    """The children of an asset in the order of siblings; references lead to none. `after`: behind this `place`."""
    walk = (each for each in _undecided(link_store.downs(number, after=after, step=limit + 1)) if each.is_real)
    found = list(islice(walk, limit + 1))
    page = found[:limit]
    refs = [Ref(ASSET.name, each.minor) for each in page]
    records = store.fetch(refs, lambda _: ASSET, long_texts=long_texts)
    pairs = tuple((each, records[ref]) for each, ref in zip(page, refs, strict=True) if ref in records)
    return Children(pairs, place(page[-1]) if len(found) > limit else None)


def _undecided(walk: Iterable[Link]) -> Iterator[Link]:
    """Links without those that a deletion has decided to take along."""
    fates: dict[str, bool] = {}
    for each in walk:
        if each.held is not None:
            if each.held not in fates:
                operation = state_store.operations([each.held]).get(each.held)
                fates[each.held] = operation is not None and operation.turns(operation.subject)
            if fates[each.held]:
                continue
        yield each
