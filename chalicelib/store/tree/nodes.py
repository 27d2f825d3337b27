"""Nodes: the place of each asset, one item beside its record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from chalicelib.domain.asset import ASSET
from chalicelib.domain.tree import Link, Node, Parent
from chalicelib.errors import Changed
from chalicelib.store import dynamo, keys
from chalicelib.store.dynamo import Delete, Put
from chalicelib.store.items import Item
from chalicelib.store.keys import Key

LISTED: Final = 100
"""Children that a node lists; those of one with more are read from its links."""
_SORT: Final = "T"


def key(number: int) -> Key:
    """Where a node lies."""
    return keys.beside(ASSET, number), _SORT


def read(numbers: Iterable[int]) -> dict[int, Node]:
    """Nodes by number, a hundred in a call; those that do not exist are not in the answer."""
    wanted = {key(number): number for number in numbers}
    return {wanted[at]: load(wanted[at], item) for at, item in dynamo.batch_get(wanted).items()}


def load(number: int, item: Item) -> Node:
    """The node of an item."""
    return Node(
        number=number,
        revision=item["revision"],
        parents={int(name): Parent(*stored) for name, stored in item.get("parents", {}).items()},
        ancestors=frozenset(_numbers(item.get("ancestors", ""))),
        children=tuple(_numbers(item.get("children", ""))) if item.get("listed") else None,
        child_count=item.get("child_count", 0),
        references_up=item.get("references_up", 0),
        references_down=item.get("references_down", 0),
        held=item.get("held"),
        trashed=item.get("trashed"),
    )


def put(before: Node | None, after: Node) -> Put:
    """The write of a node; Changed (when run) if it is not as it was read, None for one that is new.

    The revision is this function's matter.
    """
    made = replace(after, revision=before.revision + 1 if before is not None else 1)
    lost = Changed(f"The place of asset {after.number} was changed by somebody else.")
    if before is None:
        return Put(_item(made), "attribute_not_exists(pk)", otherwise=lost)
    return Put(_item(made), "revision = :revision", {":revision": before.revision}, otherwise=lost)


def remove(node: Node) -> Delete:
    """The end of a node; Changed (when run) if it is not as it was read."""
    lost = Changed(f"The place of asset {node.number} was changed by somebody else.")
    return Delete(key(node.number), "revision = :revision", {":revision": node.revision}, otherwise=lost)


def with_link(node: Node, link: Link) -> Node:
    """One end of a link with it. What then stands above a minor is for the settlement to say."""
    is_major = node.number == link.major
    if not link.is_real:
        if is_major:
            return replace(node, references_down=node.references_down + 1)
        return replace(node, references_up=node.references_up + 1)
    if is_major:
        return with_child(node, link.minor)
    parent = Parent(link.number, link.tie.is_dependent, link.tie.is_exclusive)
    return replace(node, parents={**node.parents, link.major: parent})


def without_link(node: Node, link: Link) -> Node:
    """One end of a link without it. What then stands above a minor is for the settlement to say."""
    is_major = node.number == link.major
    if not link.is_real:
        if is_major:
            return replace(node, references_down=node.references_down - 1)
        return replace(node, references_up=node.references_up - 1)
    if is_major:
        return _without_child(node, link.minor)
    return replace(node, parents={number: each for number, each in node.parents.items() if number != link.major})


def with_child(node: Node, number: int) -> Node:
    """A node with one child more."""
    children = None if node.children is None else (*node.children, number)
    if children is not None and len(children) > LISTED:
        children = None
    return replace(node, children=children, child_count=node.child_count + 1)


def _without_child(node: Node, number: int) -> Node:
    """A node with one child less. When the last one goes, it lists them again."""
    count = node.child_count - 1
    children = None if node.children is None else tuple(each for each in node.children if each != number)
    return replace(node, children=() if count == 0 else children, child_count=count)


def _item(node: Node) -> Item:
    pk, sk = key(node.number)
    parents: Mapping[str, list[int | bool]] = {
        str(number): [parent.link, parent.is_dependent, parent.is_exclusive] for number, parent in node.parents.items()
    }
    return {
        "pk": pk,
        "sk": sk,
        "revision": node.revision,
        "parents": parents or None,
        "ancestors": _text(sorted(node.ancestors)),
        "children": _text(node.children or ()),
        "listed": True if node.children is not None else None,
        "child_count": node.child_count or None,
        "references_up": node.references_up or None,
        "references_down": node.references_down or None,
        "held": node.held,
        "trashed": node.trashed,
    }


def _text(numbers: Iterable[int]) -> str | None:
    return " ".join(map(str, numbers)) or None


def _numbers(text: str) -> Iterable[int]:
    return map(int, text.split())
