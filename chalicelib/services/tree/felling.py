"""Assets into the trash, each with all that is a part of it: everything at once, as far as anybody can see.

What fits into one transaction is one; more than that is prepared, decided about and cleared away (`steps`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from chalicelib.domain.caller import Caller
from chalicelib.domain.job import Announcement, Job
from chalicelib.domain.tree import Node
from chalicelib.errors import Changed
from chalicelib.services import jobs
from chalicelib.services.tree import announcing, attempts, clearing, places, settling, steps
from chalicelib.services.tree import survey as surveys
from chalicelib.services.tree.moving import moves
from chalicelib.services.tree.survey import Cuts, Survey
from chalicelib.store import dynamo
from chalicelib.store.dynamo import Action
from chalicelib.store.tree import links as link_store
from chalicelib.store.tree import nodes as node_store
from chalicelib.store.tree.state import PREPARING, Operation

Announce = Callable[[Sequence[int]], Announcement | None]
"""What a dialect has to say of assets that were thrown away, the one that was named first."""

ROOM: Final = 90
"""Actions that one transaction may have; what needs more is done in steps."""


def fell(*, number: int, caller: Caller, announce: Announce | None = None, room: int = ROOM) -> list[int]:
    """Throw an asset away, with its dependent parts that have no other parent; answers all of them, the asset first.

    `room`: actions of a transaction that may be filled. Raises NotFound; Conflict where an asset would be orphaned, or must not
    go; Unavailable where others don't stop writing there.
    """

    def once() -> list[int]:
        found = surveys.of(number)
        cuts = surveys.cuts(number, found.members, found.losers)
        felled = [number, *sorted(found.members.keys() - {number})]
        job = announcing.job(f"asset.{number}", announce(felled) if announce else None, caller)
        if not _at_once(found, cuts, job, caller, room):
            _in_steps(found, cuts, job, caller, room)
        jobs.start(job)
        return felled

    return attempts.persist(once)


def _at_once(found: Survey, cuts: Cuts, job: Job | None, caller: Caller, room: int) -> bool:
    """Everything in one transaction; False where it has no room for that."""
    least = 4 * len(found.members) + 3 * len(cuts.every)
    if least > room:
        return False
    moved = settling.begin(found.subject, since=None, starts=found.losers) if found.losers else None
    actions = [*moves(found.members, caller, into_trash=True), *_nodes(found, cuts), *_ends(cuts)]
    actions += [*(moved.actions if moved else ()), *jobs.puts(job)]
    if len(actions) > room:
        return False
    dynamo.transact(actions)
    if moved is not None:
        moved.finish()
    return True


def _nodes(found: Survey, cuts: Cuts) -> Iterator[Action]:
    """The writes of the nodes of what goes, and of everything that it was linked with."""
    before: dict[int, Node] = {**found.members, **found.losers}
    outside = {number for link in cuts.every for number in (link.major, link.minor)} - before.keys()
    before.update(places.nodes(outside))
    if not outside <= before.keys():
        raise Changed("What this is linked with was thrown away by somebody else.")
    name = settling.operation()
    after = {
        number: replace(node, trashed=name) if number in found.members else node for number, node in before.items()
    }
    for link in cuts.above:
        after[link.major] = node_store.without_link(after[link.major], link)
    for link in cuts.through:
        for number in (link.major, link.minor):
            after[number] = node_store.without_link(after[number], link)
    for number, node in after.items():
        yield node_store.put(before[number], node)


def _ends(cuts: Cuts) -> Iterator[Action]:
    for link in cuts.above:
        yield from link_store.bury(link)
    for link in cuts.through:
        yield from link_store.deletes(link)


def _in_steps(found: Survey, cuts: Cuts, job: Job | None, caller: Caller, room: int) -> None:
    """Everything that goes is marked with the deletion, and the children that stay, and the links that are cut."""
    facts = {**clearing.signature(caller), "losers": sorted(found.losers)}
    operation = Operation(settling.operation(), PREPARING, found.subject, frozenset(found.members), facts)
    nodes = [*found.members.values(), *found.losers.values()]

    def mark() -> None:
        until = time.monotonic() + attempts.PATIENCE
        actions: list[Action] = [node_store.put(node, replace(node, held=operation.id)) for node in nodes]
        actions += [link_store.hold(key, operation.id) for key in clearing.visible(cuts, found.members)]
        for some in attempts.portions(actions, room):
            if time.monotonic() > until:
                raise Changed("The deletion took too long.")
            dynamo.transact(some)

    steps.take(operation, mark, lambda: jobs.puts(job))
