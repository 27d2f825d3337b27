"""Assets in the trash: out of it again, with the parts that went along, or gone for good."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Final

from chalicelib.domain.caller import Caller
from chalicelib.domain.tree import Link, Node, Tie
from chalicelib.errors import Changed, Conflict, NotFound
from chalicelib.services.tree import attempts, clearing, cutting, places, settling, steps
from chalicelib.services.tree import survey as surveys
from chalicelib.services.tree.felling import ROOM
from chalicelib.services.tree.moving import moves
from chalicelib.services.tree.positions import positioned
from chalicelib.store import dynamo, sequences
from chalicelib.store.dynamo import Action
from chalicelib.store.tree import burial
from chalicelib.store.tree import links as link_store
from chalicelib.store.tree import nodes as node_store
from chalicelib.store.tree import state as state_store
from chalicelib.store.tree.state import PREPARING, Operation

_STEP: Final = 1_000
_PARENTS: Final = 25  # links that lead back; each is up to three writes
_PURGED: Final = "purge"  # holds what is being removed for good


@dataclass(frozen=True, slots=True)
class _Return:
    """What comes back together, the asset first: links `above` that lead back, and those that end because they don't."""

    bundle: Mapping[int, Node]
    above: tuple[Link, ...]
    loose: tuple[Link, ...]
    under: int | None
    caller: Caller

    @property
    def subject(self) -> Node:
        return next(iter(self.bundle.values()))


def restore(*, number: int, caller: Caller, under: int | None = None, room: int = ROOM) -> list[int]:
    """Take an asset out of the trash, with the parts that went with it; answers all of them, the asset first.

    It comes back to where it was linked (the 25 oldest links), as far as that is there, and `under` another asset where one is
    named. What else it was linked with, it is no longer. Everybody sees all of it or nothing. `room`: actions of a
    transaction that may be filled. Raises NotFound; Conflict where nothing is left to put it under; Unavailable where others
    don't stop writing there.
    """

    def once() -> list[int]:
        bundle = _bundle(number)
        purged = next((each for each, node in bundle.items() if node.held == _PURGED), None)
        if purged is not None:
            raise Conflict(f"Asset {purged} is being removed for good.")
        above, dead = _links_above(bundle[number], under)
        back = _Return(bundle, tuple(above), (*dead, *surveys.loose(number, bundle)), under, caller)
        if not _at_once(back, room):
            _in_steps(back)
        return list(bundle)

    return attempts.persist(once)


def purge(*, number: int) -> list[int]:
    """Remove an asset that is in the trash for good, with the parts that went with it; answers all of them.

    What was interrupted is finished by the next purge of the same asset. Raises NotFound.
    """
    bundle = attempts.persist(lambda: _claimed(number))
    for some in attempts.portions(reversed(bundle), _STEP):
        for record in burial.fetch(some, trashed=True).values():
            burial.remove(record, bundle[record.number])
    return list(bundle)


def _bundle(number: int) -> dict[int, Node]:
    """An asset in the trash and the parts that went with it, from above downwards.

    Raises NotFound, and Changed while an operation has its hand on any of it, or is cleared away.
    """
    node = node_store.read([number]).get(number)
    if node is None or places.standing({number: node}):
        raise NotFound(f"There is no asset {number} in the trash.")
    _require_idle([node])
    if node.trashed and state_store.operations([node.trashed]):
        raise Changed("The deletion has not been cleared away.")
    bundle = {number: node}
    level = [node]
    while level:
        below = {child for each in level for child in settling.children(each)} - bundle.keys()
        level = [each for each in node_store.read(sorted(below)).values() if each.trashed == node.trashed]
        bundle.update((each.number, each) for each in level)
    _require_idle(bundle.values())
    return bundle


def _require_idle(nodes: Collection[Node]) -> None:
    attempts.require_free(node for node in nodes if node.held != _PURGED)


def _claimed(number: int) -> dict[int, Node]:
    """An asset in the trash with its parts, which nobody can restore any more, and which nothing else is linked with."""
    bundle = _bundle(number)
    for some in attempts.portions([node for node in bundle.values() if node.held is None], settling.WAVE):
        dynamo.transact([node_store.put(node, replace(node, held=_PURGED)) for node in some])
    ups = [each for each in link_store.ups(number, step=_STEP) if each.is_real]
    cutting.end([*ups, *surveys.loose(number, bundle)])
    return _bundle(number)


def _links_above(node: Node, under: int | None) -> tuple[list[Link], list[Link]]:
    """The links that lead back, and those that don't any more."""
    links = [link for link in link_store.ups(node.number, step=_STEP) if link.is_real]
    there = places.nodes(link.major for link in links)
    live = [link for link in links if link.major in there]
    live = sorted(live, key=lambda link: link.major != under)[:_PARENTS]
    if under is not None:
        places.node(under)
        sole = next((link.major for link in live if link.tie.is_exclusive and link.major != under), None)
        if sole is not None:
            raise Conflict(f"Asset {node.number} belongs to asset {sole} exclusively.")
    elif not live:
        raise Conflict(f"Nothing is left that asset {node.number} could stand under: say where to put it.")
    return live, [link for link in links if link not in live]


def _at_once(back: _Return, room: int) -> bool:
    """Everything in one transaction; False where it has no room for that."""
    if 4 * len(back.bundle) + 3 * len(back.loose) > room:
        return False
    number = back.subject.number
    moved = settling.begin(number, since=None)
    before = dict(back.bundle)
    after = {each: replace(node, trashed=None) for each, node in before.items()}
    actions = [*_link_back(back, before, after), *cutting.ends(back.loose, before, after), *moved.actions]
    actions += [*moves(back.bundle, back.caller, into_trash=False), *cutting.puts(before, after)]
    if len(actions) > room:
        return False
    dynamo.transact(actions)
    moved.finish()
    return True


def _in_steps(back: _Return) -> None:
    """The records come out one after the other; their nodes, by which they are seen, wait for the decision."""
    number = back.subject.number
    facts = {**clearing.signature(back.caller), "loose": [link.number for link in back.loose]}
    operation = Operation(settling.operation(), PREPARING, number, frozenset(back.bundle), facts, restores=True)
    held = {each: replace(node, held=operation.id) for each, node in back.bundle.items()}

    def mark() -> None:
        for parts in attempts.portions([each for each in held if each != number], clearing.TOGETHER):
            nodes = [node_store.put(back.bundle[each], held[each]) for each in parts]
            dynamo.transact([*moves(parts, back.caller, into_trash=False), *nodes])
        for keys in attempts.portions(clearing.loose_ends(back.loose, back.bundle), settling.WAVE):
            dynamo.transact([link_store.hold(key, operation.id) for key in keys])

    def decide() -> list[Action]:
        before = {number: back.subject}
        after = {number: held[number]}
        actions = _link_back(back, before, after)
        return [*moves([number], back.caller, into_trash=False), *actions, *cutting.puts(before, after)]

    steps.take(operation, mark, decide)


def _link_back(back: _Return, before: dict[int, Node], after: dict[int, Node]) -> list[Action]:
    """The writes of the links that lead back, with their share in nodes that are about to be written."""
    number = back.subject.number
    majors = [link.major for link in back.above]
    actions = [action for link in back.above for action in link_store.unearth(link)]
    if back.under is not None and back.under not in majors:
        link = Link(sequences.take(link_store.SPACE), back.under, number, positioned(Tie(), back.under))
        after[number] = node_store.with_link(after[number], link)
        actions += link_store.puts(link)
        majors.append(back.under)
    there = places.nodes(majors)
    if len(there) < len(majors):
        raise Changed("An asset above was thrown away meanwhile.")
    before.update(there)
    after.update((each.number, node_store.with_child(each, number)) for each in there.values())
    return actions
