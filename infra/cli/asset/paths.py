"""The ways from the root to an asset: one for each chain of real links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from chalicelib.domain.asset import ASSET
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.tree import Node
from chalicelib.services import references
from chalicelib.store.tree import nodes as node_store

MOST: Final = 20
"""Ways that are shown; there may be no end of them."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Where an asset stands. `every`: numbers from above down to the asset, at most `MOST` ways; `more`: there are others.

    `assets`: those on the ways, by number, also of those in the trash.
    """

    every: Sequence[tuple[int, ...]]
    more: bool
    assets: Mapping[int, Record]

    def in_words(self, way: Sequence[int]) -> str:
        """A way as people read it; what is in the trash says so."""
        return " › ".join(self._named(number) for number in way)

    def _named(self, number: int) -> str:
        asset = self.assets.get(number)
        if asset is None:
            return f"{number} (gone)"
        return f"{number} {asset.title}{' (in the trash)' if asset.trashed else ''}"


def of(node: Node) -> Ways:
    """The ways to the asset of a node, as they were remembered when it went where it is in the trash."""
    nodes = {node.number: node}
    level = set(node.parents)
    while level:
        nodes |= node_store.read(level)
        level = {parent for number in level if number in nodes for parent in nodes[number].parents} - nodes.keys()
    found = list(islice(_ways(node.number, nodes), MOST + 1))
    shown = found[:MOST]
    refs = [Ref(ASSET.name, number) for number in {number for way in shown for number in way}]
    assets = {ref.number: asset for ref, asset in references.read(refs, trashed=True).items()}
    return Ways(shown, len(found) > MOST, assets)


def _ways(number: int, nodes: Mapping[int, Node]) -> Iterator[tuple[int, ...]]:
    """Without recursion: a tree may be deeper than Python likes."""
    stack: list[tuple[int, ...]] = [(number,)]
    while stack:
        way = stack.pop()
        node = nodes.get(way[0])
        parents = sorted(node.parents, reverse=True) if node is not None else []
        if not parents:
            yield way
        stack += [(parent, *way) for parent in parents]
