"""What a deletion takes along, what it cuts, and whether it may."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from typing import Final

from chalicelib.domain import tree
from chalicelib.domain.asset import ROOT
from chalicelib.domain.tree import MAX_FELLED, Link, Node
from chalicelib.errors import Conflict
from chalicelib.services import credentials
from chalicelib.services.tree import places, settling
from chalicelib.store.tree import links as link_store

_STEP: Final = 1_000


@dataclass(frozen=True, slots=True)
class Survey:
    """`members`: the asset, and all dependent parts without another parent. `losers`: other children, which have one."""

    subject: int
    members: Mapping[int, Node]
    losers: Mapping[int, Node]


@dataclass(frozen=True, slots=True)
class Cuts:
    """The links between what goes and what stays.

    `above`: real ones to the subject, which keeps them in mind; `through`: all others, which end for good.
    """

    above: tuple[Link, ...]
    through: tuple[Link, ...]

    @property
    def every(self) -> tuple[Link, ...]:
        """All of them."""
        return (*self.above, *self.through)


def of(subject: int) -> Survey:
    """Raises NotFound; Conflict where something must stay; Changed where another deletion has its hand on something."""
    members = {subject: places.node(subject)}
    roots = {root for each in credentials.every() if not each.trashed for root in each.roots}
    _check_protected(members, roots)
    others: dict[int, Node] = {}
    fresh: Collection[int] = [subject]
    while fresh:
        below = {child for number in fresh for child in settling.children(members[number])} - members.keys()
        others.update(places.nodes(below - others.keys()))
        joining = [others[number] for number in sorted(below & others.keys()) if _belongs(others[number], members)]
        for node in joining:
            members[node.number] = others.pop(node.number)
        if len(members) > MAX_FELLED:
            raise Conflict(f"More than {MAX_FELLED} assets would go at once: throw away parts of it first.")
        fresh = [node.number for node in joining]
    for number in sorted(others):
        if others[number].parents.keys() <= members.keys():
            raise tree.orphaned(number)
    _check_protected(members, roots)
    return Survey(subject, members, others)


def cuts(subject: int, members: Mapping[int, Node], losers: Mapping[int, Node]) -> Cuts:
    """The links that a deletion cuts; those that are cut already are not in the answer."""
    above = [link for link in link_store.ups(subject, step=_STEP) if link.is_real and link.major not in members]
    numbers = [parent.link for node in losers.values() for number, parent in node.parents.items() if number in members]
    through = list(link_store.read(numbers).values())
    for number, node in members.items():
        if node.references_up:
            through += [each for each in link_store.ups(number, step=_STEP) if _leaves(each, each.major, members)]
        if node.references_down:
            through += [each for each in link_store.downs(number, step=_STEP) if _leaves(each, each.minor, members)]
    return Cuts(tuple(above), tuple(through))


def loose(subject: int, bundle: Mapping[int, Node]) -> list[Link]:
    """The links between what is in the trash together and anything else; real ones to the subject are left out."""
    found: list[Link] = []
    for number, node in bundle.items():
        has_others = number != subject and not node.parents.keys() <= bundle.keys()
        if has_others or node.references_up:
            ups = [each for each in link_store.ups(number, step=_STEP) if each.major not in bundle]
            found += [each for each in ups if number != subject or not each.is_real]
        if node.references_down:
            found += [each for each in link_store.downs(number, step=_STEP) if _leaves(each, each.minor, bundle)]
    return found


def _belongs(node: Node, members: Mapping[int, Node]) -> bool:
    """Whether an asset is a part of what goes: all its parents go, and it depends on one of them."""
    return node.parents.keys() <= members.keys() and any(parent.is_dependent for parent in node.parents.values())


def _leaves(link: Link, other: int, members: Collection[int]) -> bool:
    return not link.is_real and other not in members


def _check_protected(members: Collection[int], roots: Set[int]) -> None:
    if ROOT in members:
        raise Conflict("The root folder can't be thrown away.")
    protected = min(roots & frozenset(members), default=None)
    if protected is not None:
        raise Conflict(f"Asset {protected} is a root node of a token.")
