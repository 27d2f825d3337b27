"""What a deployment has already of what a file of assets names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from chalicelib.domain.asset import ASSET, SCHEMA
from chalicelib.domain.reference import Ref
from chalicelib.domain.tree import Link
from chalicelib.services import references
from chalicelib.services.tree import listing, places
from chalicelib.services.tree.places import Place
from chalicelib.store import sequences
from chalicelib.store.tree import links as link_store
from infra.cli.asset.asset_file import Row
from infra.cli.asset.link_file import Above

_AT_ONCE: Final = 50
_STEP: Final = 1_000


@dataclass(frozen=True, slots=True)
class Inventory:
    """What is there. `assets`: live ones by number; `trashed`: those in the trash.

    `links`: by number. `ups`: all links to assets that are there and of which the file names links that are not. `used`,
    `used_links`: numbers that the file gives to something new, and that were given out already.
    """

    assets: Mapping[int, Place] = field(default_factory=dict)
    trashed: frozenset[int] = frozenset()
    links: Mapping[int, Link] = field(default_factory=dict)
    ups: Mapping[int, Sequence[Link]] = field(default_factory=dict)
    used: frozenset[int] = frozenset()
    used_links: frozenset[int] = frozenset()

    def is_schema(self, number: int) -> bool:
        """Whether a metadata schema of a number is there."""
        return number in self.assets and self.assets[number].record.get("type") == SCHEMA

    def standing(self, minor: int, link: Above) -> Link | None:
        """The link that is there in place of one of the file: of its number, or between the same two, both real or none."""
        if link.number is not None and link.number in self.links:
            return self.links[link.number]
        ups = self.ups.get(minor, ())
        return next((each for each in ups if each.major == link.major and each.is_real == link.is_real), None)


def read(rows: Sequence[Row]) -> Inventory:
    """What is there of what some rows name."""
    numbers = {row.number for row in rows} | set(_named(rows))
    assets = {number: place for some in _portions(numbers) for number, place in places.find_all(numbers=some).items()}
    missing = [Ref(ASSET.name, number) for number in sorted(numbers - assets.keys())]
    trashed = frozenset(ref.number for ref in references.read(missing, trashed=True))
    wanted = {link.number for row in rows for link in row.links if link.number is not None}
    links = {number: link for some in _portions(wanted) for number, link in link_store.read(some).items()}
    fresh = {row.number for row in rows} - assets.keys() - trashed
    return Inventory(
        assets,
        trashed,
        links,
        {row.number: tuple(ups(row.number)) for row in rows if row.number in assets and _has_more(row, links)},
        sequences.given_out(ASSET.space, fresh),
        sequences.given_out(link_store.SPACE, wanted - links.keys()),
    )


def ups(number: int) -> Iterator[Link]:
    """All links to an asset, the oldest first."""
    after = None
    while True:
        some = listing.ups(number=number, after=after, limit=_STEP)
        yield from some
        if len(some) < _STEP:
            return
        after = some[-1].number


def _named(rows: Iterable[Row]) -> Iterator[int]:
    for row in rows:
        yield from (link.major for link in row.links)
        yield from row.schemas


def _has_more(row: Row, links: Mapping[int, Link]) -> bool:
    return any(link.number not in links for link in row.links)


def _portions(numbers: Iterable[int]) -> Iterator[list[int]]:
    rest = sorted(numbers)
    for start in range(0, len(rest), _AT_ONCE):
        yield rest[start : start + _AT_ONCE]
