"""The tree of assets, which is a graph: links from a major (the parent) to a minor (the child), and what they must keep to.

Links of the types menu, hidden and invisible are real: they make parents and children. A reference is a notice and no kinship.
The rules are functions on nodes, which are what is kept about the place of an asset.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from chalicelib.errors import Conflict

APPEND: Final = -1
"""In place of a position among siblings: behind all of them."""
MAX_SORT_ORDER: Final = 2**31 - 1
MAX_ANCESTORS: Final = 10_000
MAX_FELLED: Final = 10_000
"""Assets that one deletion takes along."""


class LinkType(StrEnum):
    """What a link means for navigation."""

    MENU = "menu"
    HIDDEN = "hidden"
    INVISIBLE = "invisible"
    REFERENCE = "reference"

    @property
    def is_real(self) -> bool:
        """Whether it makes a parent and a child."""
        return self is not LinkType.REFERENCE


@dataclass(frozen=True, slots=True)
class Tie:
    """What a link says, apart from its ends.

    `value`: its name. `sort_order`: its position among the links of its major, APPEND for the end. `is_dependent`: the minor
    is a part of the major and goes to the trash with it. `is_exclusive`: the minor has no other real link.
    """

    value: str = ""
    sort_order: int = APPEND
    is_dependent: bool = False
    is_exclusive: bool = False
    type: LinkType = LinkType.MENU


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it stands. `revision` rises when it changes. `held`: an operation has its hand on it (see `Node`)."""

    number: int
    major: int
    minor: int
    tie: Tie
    revision: int = field(default=1, compare=False)
    held: str | None = field(default=None, compare=False)

    @property
    def is_real(self) -> bool:
        """Whether it makes a parent and a child."""
        return self.tie.type.is_real


@dataclass(frozen=True, slots=True)
class Parent:
    """A real link as its minor knows it."""

    link: int
    is_dependent: bool = False
    is_exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """The place of an asset in the tree.

    `revision` rises with whatever changes here. `ancestors`: everything above, itself left out, as of the last settlement.
    `parents`: real ones, by number. `children`: real ones, None where they are too many to be listed here; `child_count`:
    how many. `references_up`, `references_down`: how many links of that type lead to it and from it. `held`: the operation
    that has its hand on it; `trashed`: the deletion that took it to the trash.
    """

    number: int
    revision: int = 0
    parents: Mapping[int, Parent] = field(default_factory=dict)
    ancestors: frozenset[int] = frozenset()
    children: tuple[int, ...] | None = ()
    child_count: int = 0
    references_up: int = 0
    references_down: int = 0
    held: str | None = None
    trashed: str | None = None

    @property
    def lineage(self) -> frozenset[int]:
        """Itself and everything above."""
        return self.ancestors | {self.number}


def lineages(parents: Iterable[Node]) -> frozenset[int]:
    """What stands above a child of these."""
    return frozenset[int]().union(*(parent.lineage for parent in parents))


def ancestors_below(parents: Iterable[Node]) -> frozenset[int]:
    """The same for a new child. Conflict where it is too much."""
    found = lineages(parents)
    _check_height(found)
    return found


def _check_height(ancestors: frozenset[int]) -> None:
    if len(ancestors) > MAX_ANCESTORS:
        raise Conflict(f"An asset may have at most {MAX_ANCESTORS} others above it.")


def check_real(major: Node, minor: Node, lineage: frozenset[int], *, exclusive: bool, instead_of: int = 0) -> None:
    """Raise Conflict where a real link between two must not be.

    `lineage`: of the major, as it truly is. `instead_of`: the number of the link that this one is now, when it changes.
    """
    if minor.number in lineage:
        raise Conflict(f"Asset {minor.number} is asset {major.number} or stands above it: the link would make a loop.")
    others = {number: parent for number, parent in minor.parents.items() if parent.link != instead_of}
    if major.number in others:
        raise Conflict(f"Asset {minor.number} is linked under asset {major.number} already.")
    check_exclusive(minor, others, exclusive=exclusive)
    _check_height(lineage | minor.ancestors)


def check_exclusive(minor: Node, others: Mapping[int, Parent], *, exclusive: bool) -> None:
    """Raise Conflict where a link and the other real links of its minor can't be beside each other."""
    if exclusive and others:
        raise Conflict(f"The link can't be exclusive: asset {minor.number} has another parent, {min(others)}.")
    sole = next((number for number, parent in others.items() if parent.is_exclusive), None)
    if sole is not None:
        raise Conflict(f"Asset {minor.number} belongs to asset {sole} exclusively.")


def check_reference(major: int, minor: int) -> None:
    """Raise Conflict where a reference between two must not be. That there is only one, the store sees to."""
    if major == minor:
        raise Conflict("An asset can't be linked to itself.")


def check_unlink(link: Link, minor: Node) -> None:
    """Raise Conflict where the end of a link would leave its minor without any, or without a parent."""
    lost = len(minor.parents) == 1 if link.is_real else not minor.parents and minor.references_up == 1
    if lost:
        raise orphaned(minor.number)


def orphaned(number: int) -> Conflict:
    """The refusal of what would leave an asset without a parent."""
    return Conflict(f"Asset {number} would be left without a parent.")
