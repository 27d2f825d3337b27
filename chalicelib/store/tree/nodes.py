"""Nodes: the place of each asset, one item beside its record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from chalicelib.domain.asset import ASSET
from chalicelib.domain.tree import Node, Parent
from chalicelib.errors import Changed
from chalicelib.store import dynamo, keys
from chalicelib.store.dynamo import Check, Delete, Put
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
        generation=item["generation"],
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

    Revision and generation are this function's matter.
    """
    made = replace(after, revision=1, generation=1)
    if before is not None:
        generation = before.generation + (before.ancestors != after.ancestors)
        made = replace(after, revision=before.revision + 1, generation=generation)
    lost = Changed(f"The place of asset {after.number} was changed by somebody else.")
    if before is None:
        return Put(_item(made), "attribute_not_exists(pk)", otherwise=lost)
    return Put(_item(made), "revision = :revision", {":revision": before.revision}, otherwise=lost)


def remove(node: Node) -> Delete:
    """The end of a node; Changed (when run) if it is not as it was read."""
    lost = Changed(f"The place of asset {node.number} was changed by somebody else.")
    return Delete(key(node.number), "revision = :revision", {":revision": node.revision}, otherwise=lost)


def unmoved(node: Node) -> Check:
    """That what stands above a node is what was read; Changed (when run) if it is not."""
    lost = Changed(f"Asset {node.number} was moved by somebody else.")
    return Check(key(node.number), "generation = :generation", {":generation": node.generation}, otherwise=lost)


def with_child(node: Node, number: int) -> Node:
    """A node with one child more."""
    children = None if node.children is None else (*node.children, number)
    if children is not None and len(children) > LISTED:
        children = None
    return replace(node, children=children, child_count=node.child_count + 1)


def without_child(node: Node, number: int) -> Node:
    """A node with one child less. When the last one goes, it lists them again."""
    count = node.child_count - 1
    children = None if node.children is None else tuple(each for each in node.children if each != number)
    return replace(node, children=() if count == 0 else children, child_count=count)


def with_parent(node: Node, number: int, parent: Parent) -> Node:
    """A node with one parent more; what stands above it is for the settlement to say."""
    return replace(node, parents={**node.parents, number: parent})


def without_parents(node: Node, numbers: Iterable[int]) -> Node:
    """A node without some parents; what stands above it is for the settlement to say."""
    gone = frozenset(numbers)
    return replace(node, parents={number: parent for number, parent in node.parents.items() if number not in gone})


def _item(node: Node) -> Item:
    pk, sk = key(node.number)
    parents: Mapping[str, list[int | bool]] = {
        str(number): [parent.link, parent.is_dependent, parent.is_exclusive] for number, parent in node.parents.items()
    }
    return {
        "pk": pk,
        "sk": sk,
        "revision": node.revision,
        "generation": node.generation,
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
