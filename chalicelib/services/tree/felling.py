"""Assets into the trash, each with all that is a part of it: everything at once, as far as anybody can see.

What fits into one transaction is one. More than that is prepared: everything that goes is marked with the deletion, which is
then decided about by one write, and cleared away after it (`clearing`). Whoever meets a mark asks how the deletion was
decided, so before that write all of it is there, and after it nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import Final

from chalicelib.domain import clock
from chalicelib.domain.caller import Caller
from chalicelib.domain.job import Announcement, Job
from chalicelib.domain.tree import Node
from chalicelib.errors import Changed
from chalicelib.services import jobs, records
from chalicelib.services.tree import announcing, attempts, clearing, places, settling
from chalicelib.services.tree import survey as surveys
from chalicelib.services.tree.chores import FELL
from chalicelib.services.tree.survey import Cuts, Survey
from chalicelib.store import dynamo, intents
from chalicelib.store.dynamo import Action
from chalicelib.store.guard import ConditionFailed
from chalicelib.store.tree import burial
from chalicelib.store.tree import links as link_store
from chalicelib.store.tree import nodes as node_store
from chalicelib.store.tree import state as state_store
from chalicelib.store.tree.state import COMMITTED, PREPARING, Felling

Announce = Callable[[Sequence[int]], Announcement | None]
"""What a dialect has to say of assets that were thrown away, the one that was named first."""

ROOM: Final = 90
"""Actions that one transaction may have; a deletion of more is prepared first."""
_GIVEN_UP: Final = timedelta(seconds=60)  # after which a preparation that was not decided about is taken back


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
    actions = [*_burials(found, caller), *_nodes(found, cuts), *_ends(cuts)]
    actions += [*(moved.actions if moved else ()), *jobs.puts(job)]
    if len(actions) > room:
        return False
    dynamo.transact(actions)
    if moved is not None:
        moved.finish()
    return True


def _burials(found: Survey, caller: Caller) -> Iterator[Action]:
    """The writes that move the records into the trash."""
    stored = burial.fetch(found.members)
    for number in found.members:
        if number not in stored:
            raise Changed(f"Asset {number} was thrown away by somebody else.")
        yield from records.plan_move(record=stored[number], caller=caller, into_trash=True).actions


def _nodes(found: Survey, cuts: Cuts) -> Iterator[Action]:
    """The writes of the nodes of what goes, and of everything that it was linked with."""
    before: dict[int, Node] = {**found.members, **found.losers}
    outside = {number for link in cuts.every for number in (link.major, link.minor)} - before.keys()
    before.update(places.nodes(outside))
    name = settling.operation()
    after = {
        number: replace(node, trashed=name) if number in found.members else node for number, node in before.items()
    }
    for link in cuts.above:
        if link.major in after:
            after[link.major] = surveys.without(after[link.major], link)
    for link in cuts.through:
        for number in (link.major, link.minor):
            after[number] = surveys.without(after[number], link)
    for number, node in after.items():
        yield node_store.put(before[number], node)


def _ends(cuts: Cuts) -> Iterator[Action]:
    for link in cuts.above:
        yield from link_store.bury(link)
    for link in cuts.through:
        yield from link_store.deletes(link)


def _in_steps(found: Survey, cuts: Cuts, job: Job | None, caller: Caller, room: int) -> None:
    """Mark, decide, clear away."""
    at = clock.now()
    name = settling.operation()
    facts = {**clearing.signature(caller), "losers": sorted(found.losers)}
    felling = Felling(name, PREPARING, found.subject, frozenset(found.members), facts)
    chore = Job(f"{FELL}.{name}", intents.OWN, FELL, {"operation": name}, at, due_at=at + _GIVEN_UP)
    dynamo.transact([state_store.begin(felling), *jobs.puts(chore)])
    try:
        _mark(found, cuts, name, room)
        moved = [state_store.moved(found.subject, name, since=None)]
        dynamo.transact([state_store.turn(felling, COMMITTED), *moved, *jobs.puts(job)])
    except Exception as error:
        clearing.run(chore.id)
        if isinstance(error, ConditionFailed):
            raise Changed("A link was changed by somebody else.") from None
        raise
    clearing.run(chore.id)


def _mark(found: Survey, cuts: Cuts, name: str, room: int) -> None:
    """Put the mark of a deletion on everything that goes, on the children that stay, and on the links that are cut."""
    until = time.monotonic() + attempts.PATIENCE
    nodes = [*found.members.values(), *found.losers.values()]
    actions: list[Action] = [node_store.put(node, replace(node, held=name)) for node in nodes]
    actions += [link_store.hold(key, name) for key in clearing.visible(cuts, found.members)]
    rest = iter(actions)
    while some := list(islice(rest, room)):
        if time.monotonic() > until:
            raise Changed("The deletion took too long.")
        dynamo.transact(some)
