"""Assets with their places: the record, the node, and what truly stands above, whatever is going on in the tree.

A node remembers its ancestors. After a link has changed, everything beneath it is out of date until that is settled; the state
of the tree says beneath which assets, and who stands there is worked out from parent to parent meanwhile. See docs/decisions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from chalicelib.domain.asset import ASSET
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.tree import Node
from chalicelib.errors import Changed, NotFound
from chalicelib.services.tree import attempts
from chalicelib.store import dynamo
from chalicelib.store import records as store
from chalicelib.store.tree import nodes as node_store
from chalicelib.store.tree import state as state_store
from chalicelib.store.tree.state import Operation, State

_TOGETHER: Final = (dynamo.BATCH_GET - 1) // 2  # record and node of each, and the state of the tree once


@dataclass(frozen=True, slots=True)
class Place:
    """An asset and where it stands. `lineage`: its number and those of everything above it."""

    record: Record
    node: Node
    lineage: frozenset[int]


def find(*, number: int) -> Place:
    """An asset with its place. Raises NotFound for one that is not there, or in the trash."""
    place = find_all(numbers=[number], long_texts=True).get(number)
    if place is None:
        raise missing(number)
    return place


def find_all(*, numbers: Iterable[int], long_texts: bool = False) -> dict[int, Place]:
    """Assets with their places, by number; those that are not there are not in the answer. One call for each 49.

    The state of the tree is read anew in each call: what nodes remember is judged by no other than that of their moment.
    """
    wanted = list(dict.fromkeys(numbers))
    found: dict[int, Place] = {}
    for start in range(0, len(wanted), _TOGETHER):
        found.update(_find_together(wanted[start : start + _TOGETHER], long_texts=long_texts))
    return found


def _find_together(wanted: Sequence[int], *, long_texts: bool) -> dict[int, Place]:
    refs = [Ref(ASSET.name, number) for number in wanted]
    beside = [state_store.KEY, *map(node_store.key, wanted)]
    found, items = store.fetch_beside(refs, beside, lambda _: ASSET, long_texts=long_texts)
    state = state_store.load(items.get(state_store.KEY))
    nodes = {
        ref.number: node_store.load(ref.number, item)
        for ref in found
        if (item := items.get(node_store.key(ref.number))) is not None
    }
    live = standing(nodes)
    lineages = _true(live, state)
    return {
        number: Place(found[Ref(ASSET.name, number)], node, lineages[number])
        for number, node in live.items()
        if number in lineages
    }


def nodes(numbers: Iterable[int]) -> dict[int, Node]:
    """Nodes for a write, those that are in the trash left out. Raises Changed where an operation has its hand on one."""
    found = standing(node_store.read(numbers))
    attempts.require_free(found.values())
    return found


def node(number: int) -> Node:
    """One node for a write. Raises NotFound, and Changed where an operation has its hand on it."""
    found = nodes([number]).get(number)
    if found is None:
        raise missing(number)
    return found


def lineage(of: Node, state: State) -> frozenset[int]:
    """What stands above a node, itself included. `state`: as it was before the node was read."""
    return _true({of.number: of}, state).get(of.number, of.lineage)


def missing(number: int) -> NotFound:
    """What is said of an asset that is not there."""
    return NotFound(f"There is no asset {number}.")


def standing(found: Mapping[int, Node]) -> dict[int, Node]:
    """Nodes without those in the trash: as operations have decided about them, where the nodes don't say so yet."""
    held = {node.held for node in found.values() if node.held is not None}
    operations = state_store.operations(held) if held else {}
    return {number: node for number, node in found.items() if _stands(node, operations)}


def _stands(node: Node, operations: Mapping[str, Operation]) -> bool:
    operation = operations.get(node.held) if node.held else None
    is_turned = operation is not None and operation.turns(node.number)
    return (node.trashed is not None) == is_turned


def _true(found: Mapping[int, Node], state: State) -> dict[int, frozenset[int]]:
    """Lineages as they are now: what nodes remember, or by walking up where that is not settled."""
    if all(node.lineage.isdisjoint(state.subjects) for node in found.values()):
        return {number: node.lineage for number, node in found.items()}
    return attempts.persist(lambda: _by_walking(found))


def _by_walking(found: Mapping[int, Node]) -> dict[int, frozenset[int]]:
    """Level by level; Changed when the tree has changed meanwhile, because the levels then don't belong together."""
    before = state_store.read()
    known = standing(node_store.read(found))
    _walk(known, list(known), before)  # reads for all together what each by itself is then found in
    lineages = {number: _walk(known, [number], before) for number in found if number in known}
    if state_store.read().epoch != before.epoch:
        raise Changed("The tree has changed meanwhile.")
    return lineages


def _walk(known: dict[int, Node], starts: Sequence[int], state: State) -> frozenset[int]:
    """What stands above some, they included; `known` grows by the nodes that are met."""
    subjects = state.subjects
    above: set[int] = set()
    level = starts
    while level:
        fresh = standing(node_store.read(number for number in level if number not in known))
        known.update(fresh)
        parents: dict[int, None] = {}
        for number in level:
            node = known.get(number)
            if node is None:
                continue  # on its way to the trash: nothing stands beneath it any more
            above.add(number)
            if node.lineage.isdisjoint(subjects):
                above |= node.ancestors
            else:
                parents.update(dict.fromkeys(node.parents))
        level = [number for number in parents if number not in above]
    return frozenset(above)
