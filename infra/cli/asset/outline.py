"""The tree beneath an asset, as far as it is looked at: level by level, so that what is left out is what lies deepest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from chalicelib.domain.record import Record
from chalicelib.domain.tree import Link
from chalicelib.services.tree import listing, places


@dataclass(slots=True)
class Branch:
    """An asset, as a link leads to it.

    `below`: what stands under it, references included, in the order of siblings. `more`: not all of that is there. `repeated`:
    it has been met before, and what stands under it is shown there.
    """

    asset: Record
    link: Link | None = None
    below: list[Branch] = field(default_factory=list)
    more: bool = False
    repeated: bool = False

    @property
    def is_reference(self) -> bool:
        """Whether the link to it is no kinship."""
        return self.link is not None and not self.link.is_real


def grown(number: int, *, depth: int, most: int) -> Branch:
    """The asset and what is beneath it, at most so many levels and assets in all. Raises NotFound."""
    root = Branch(places.find(number=number).record)
    level, met, left = [root], {number}, most - 1
    for _ in range(depth):
        below: list[Branch] = []
        for branch in level:
            _grow(branch, left)
            left -= len(branch.below)
            below += branch.below
        level = []
        for branch in below:
            branch.repeated = not branch.is_reference and branch.asset.number in met
            if not branch.is_reference and not branch.repeated:
                met.add(branch.asset.number)
                level.append(branch)
    for branch in level:
        branch.more = bool(listing.downs(number=branch.asset.number, limit=1))
    return root


def lines(root: Branch) -> Iterator[str]:
    """The tree as text."""
    yield from _lines(root, "", "")


def document(root: Branch) -> dict[str, Any]:
    """The tree for programs."""
    asset, link = root.asset, root.link
    return {
        "number": asset.number,
        "name": asset.get("name"),
        "type": asset.get("type"),
        "status": asset.get("status"),
        "link": None if link is None else {"number": link.number, "type": link.tie.type},
        "repeated": root.repeated,
        "below": [document(each) for each in root.below],
        "more": root.more,
    }


def _grow(branch: Branch, left: int) -> None:
    """Give a branch what stands under it, at most so much."""
    links = listing.downs(number=branch.asset.number, limit=left + 1)
    there = places.find_all(numbers=(link.minor for link in links[:left])) if left else {}
    branch.below = [Branch(there[link.minor].record, link) for link in links[:left] if link.minor in there]
    branch.more = len(links) > left


def _lines(branch: Branch, before: str, beneath: str) -> Iterator[str]:
    yield before + _said(branch)
    last = len(branch.below) - 1
    for index, each in enumerate(branch.below):
        ends = index == last and not branch.more
        arrow = "→ " if each.is_reference else "─ "
        yield from _lines(each, f"{beneath}{'└' if ends else '├'}{arrow}", f"{beneath}{'   ' if ends else '│  '}")
    if branch.more:
        yield f"{beneath}└─ …"


def _said(branch: Branch) -> str:
    asset = branch.asset
    name = f" {asset.get('name')}" if asset.get("name") else ""
    said = f"{asset.number}{name} ({asset.get('type')}, {asset.get('status')})"
    if branch.is_reference:
        return f"{said}, reference"
    return f"{said}, see above" if branch.repeated else said
