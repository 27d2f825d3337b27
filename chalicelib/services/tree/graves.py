"""Assets in the trash: out of it again, with the parts that went along, or gone for good."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import Final

from chalicelib.domain.asset import ASSET
from chalicelib.domain.caller import Caller
from chalicelib.domain.tree import Link, Node, Parent, Tie
from chalicelib.errors import Changed, Conflict, NotFound
from chalicelib.services import records
from chalicelib.services.tree import attempts, places, settling
from chalicelib.services.tree.positions import positioned
from chalicelib.store import dynamo, sequences
from chalicelib.store import records as store
from chalicelib.store.dynamo import Action
from chalicelib.store.tree import burial
from chalicelib.store.tree import links as link_store
from chalicelib.store.tree import nodes as node_store

_TOGETHER: Final = 15
_STEP: Final = 1_000
_PARENTS: Final = 25  # links that lead back; each is up to three writes


def restore(*, number: int, caller: Caller, under: int | None = None) -> list[int]:
    """Take an asset out of the trash, with the parts that went with it; answers all of them, the asset first.

    It comes back to where it was linked, as far as that is there, and `under` another asset where one is named. What else it
    was linked with, it is no longer. Raises NotFound, and Conflict where nothing is left to put it under.
    """
    bundle = _bundle(number)
    _links_above(bundle[number], under)  # before anything is written
    parts = iter([each for each in bundle if each != number])
    while some := list(islice(parts, _TOGETHER)):
        attempts.persist(lambda some=some: _raise(some, bundle, caller))  # type: ignore[misc]
    attempts.persist(lambda: _put_back(number, caller, under)).finish()
    return list(bundle)


def purge(*, number: int) -> list[int]:
    """Remove an asset that is in the trash for good, with the parts that went with it; answers all of them.

    What was interrupted is finished by the next purge of the same asset. Raises NotFound.
    """
    bundle = _bundle(number)
    for each in reversed(bundle):
        record = store.get(ASSET, each, trashed=True)
        if record is not None and record.trashed:
            burial.remove(record)
    return list(bundle)


def _bundle(number: int) -> dict[int, Node]:
    """An asset in the trash and the parts that went with it, from above downwards."""
    found = node_store.read([number])
    node = found.get(number)
    if node is None or node.trashed is None:
        raise NotFound(f"There is no asset {number} in the trash.")
    bundle = {number: node}
    level = [node]
    while level:
        below = {child for each in level for child in settling.children(each)} - bundle.keys()
        level = [each for each in node_store.read(sorted(below)).values() if each.trashed == node.trashed]
        bundle.update((each.number, each) for each in level)
    return bundle


def _links_above(node: Node, under: int | None) -> tuple[list[Link], list[Link]]:
    """The links that lead back, those whose majors are there first."""
    links = [link for link in link_store.ups(node.number, step=_STEP) if link.is_real]
    there = places.nodes(link.major for link in links)
    live = [link for link in links if link.major in there][:_PARENTS]
    if under is not None:
        places.node(under)
        sole = next((link.major for link in live if link.tie.is_exclusive and link.major != under), None)
        if sole is not None:
            raise Conflict(f"Asset {node.number} belongs to asset {sole} exclusively.")
    elif not live:
        raise Conflict(f"Nothing is left that asset {node.number} could stand under: say where to put it.")
    return live, [link for link in links if link not in live]


def _put_back(number: int, caller: Caller, under: int | None) -> settling.Beginning:
    """Take the asset itself out of the trash, and link it again."""
    node = node_store.read([number])[number]
    record = burial.fetch([number], trashed=True).get(number)
    if node.trashed is None or record is None:
        raise NotFound(f"There is no asset {number} in the trash.")
    live, dead = _links_above(node, under)
    after = node_store.without_parents(replace(node, trashed=None), [link.major for link in dead])
    majors = [link.major for link in live]
    actions: list[Action] = [action for link in live for action in link_store.unearth(link)]
    actions += [action for link in dead for action in link_store.deletes(link)]
    if under is not None and under not in majors:
        link = Link(sequences.take(link_store.SPACE), under, number, positioned(Tie(), under))
        after = node_store.with_parent(after, under, Parent(link.number))
        actions += link_store.puts(link)
        majors.append(under)
    above = places.nodes(majors)
    if len(above) < len(majors):
        raise Changed("An asset above was thrown away meanwhile.")
    actions += [node_store.put(each, node_store.with_child(each, number)) for each in above.values()]
    moved = settling.begin(number, since=None)
    move = records.plan_move(record=record, caller=caller, into_trash=False)
    dynamo.transact([*move.actions, node_store.put(node, after), *actions, *moved.actions])
    return moved


def _raise(numbers: list[int], bundle: dict[int, Node], caller: Caller) -> None:
    """Take parts out of the trash that are still in it."""
    nodes = {each: node for each, node in node_store.read(numbers).items() if node.trashed == bundle[each].trashed}
    stored = burial.fetch(nodes, trashed=True)
    actions: list[Action] = []
    for each, node in nodes.items():
        record = stored.get(each)
        if record is None:
            raise Changed(f"Asset {each} was restored by somebody else.")
        actions += records.plan_move(record=record, caller=caller, into_trash=False).actions
        actions.append(node_store.put(node, replace(node, trashed=None)))
    if actions:
        dynamo.transact(actions)
