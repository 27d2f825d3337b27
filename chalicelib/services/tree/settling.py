"""Settling: what nodes remember of their ancestors is brought in line with a link that was made, changed or ended.

The transaction of the change notes its subject in the state of the tree and leaves a job. Until the job is done, who wants to
know what stands above the subject, or anything that remembers to stand beneath it, walks up from parent to parent (`places`).
The job visits all that is beneath, level by level. It may be begun anew at any point, run twice at once, and meet other
changes: a node is written only as it was read, and what was worked out from parents that have changed meanwhile is worked out
again.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import islice
from typing import Final
from uuid import uuid4

from chalicelib.domain import clock, tree
from chalicelib.domain.job import Job
from chalicelib.domain.tree import Node
from chalicelib.errors import Changed
from chalicelib.services.tree import attempts
from chalicelib.services.tree.chores import SETTLE
from chalicelib.store import dynamo, intents, jobs
from chalicelib.store.dynamo import Action
from chalicelib.store.tree import links as link_store
from chalicelib.store.tree import nodes as node_store
from chalicelib.store.tree import state as state_store
from chalicelib.store.tree.state import State

LEASE: Final = timedelta(seconds=60)
WAVE: Final = 90  # nodes that are read together, and at most written in one transaction
_WEIGHT: Final = 100_000  # ancestors in one transaction; a node has at most a few ten thousand of eight bytes
_STEP: Final = 1_000


class OutOfTimeError(Exception):
    """There is no time left for the rest: somebody else goes on from the beginning."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """A change that is to be settled: `actions` belong into its transaction."""

    actions: list[Action]
    job: str

    def finish(self) -> None:
        """Settle it now; a worker does it where that takes too long or goes wrong."""
        from chalicelib.services import chores  # which knows this module

        chores.run(self.job)


def operation() -> str:
    """A name for a change of the tree."""
    return f"o{uuid4().hex[:16]}"


def begin(subject: int, *, since: State | None, starts: Iterable[int] = ()) -> Beginning:
    """Note that everything beneath an asset is to be settled.

    `since`: the state on which the change was decided, which then fails if links were made in between. `starts`: where to begin
    in place of the subject.
    """
    name = operation()
    facts = {"subject": subject, "operation": name, "starts": list(starts) or [subject]}
    job = Job(f"{SETTLE}.{name}", intents.OWN, SETTLE, facts, clock.now())
    return Beginning([state_store.moved(subject, name, since=since), *jobs.puts(job)], job.id)


def carry_out(job: Job, until: float) -> None:
    """Settle what a job is about, up to a moment of `time.monotonic`. Raises OutOfTimeError."""
    settle(job, job.facts["starts"], until)
    dynamo.update(state_store.settled(job.facts["subject"], job.facts["operation"]))


def settle(job: Job, starts: Iterable[int], until: float) -> None:
    """Bring some nodes and all beneath them in line, under the lease of a job."""
    waiting = dict.fromkeys(starts)
    seen: set[int] = set()
    while waiting:
        if time.monotonic() > until:
            raise OutOfTimeError
        wave = list(islice(waiting, WAVE))
        for number in wave:
            del waiting[number]
        written: set[int] = set()
        nodes = attempts.persist(lambda wave=wave, written=written: _settle_wave(job, wave, written, len(seen)))  # type: ignore[misc]
        for node in nodes:
            if node.number in written or node.number not in seen:
                waiting.update(dict.fromkeys(children(node)))
            seen.add(node.number)


def children(node: Node) -> Iterator[int]:
    """The real children of a node."""
    if node.children is not None:
        yield from node.children
        return
    for link in link_store.downs(node.number, step=_STEP):
        if link.is_real:
            yield link.minor


def _settle_wave(job: Job, wave: Iterable[int], written: set[int], done: int) -> list[Node]:
    """Bring some nodes in line with their parents; answers them. `written` grows by those that were not.

    Those in the trash, too: nobody asks for what they remember now, but all at once when they are restored.
    """
    nodes = node_store.read(wave)
    parents = _parents(nodes)
    changed: list[Node] = []
    for node in nodes.values():
        above = tree.lineages(parents[each] for each in node.parents if each in parents)
        if above != node.ancestors:
            changed.append(replace(node, ancestors=above))
    for some in _portions(changed):
        until = clock.now() + LEASE
        puts = [node_store.put(nodes[each.number], each) for each in some]
        jobs.advance(job, (), cursor=str(done), until=until, written=set(), beside=puts)
        written.update(each.number for each in some)
    if changed:
        _check_parents(changed, parents)
    return list(nodes.values())


def _portions(nodes: Iterable[Node]) -> Iterator[list[Node]]:
    """As many at a time as one transaction takes."""
    some: list[Node] = []
    weight = 0
    for node in nodes:
        some.append(node)
        weight += len(node.ancestors)
        if weight > _WEIGHT:
            yield some
            some, weight = [], 0
    if some:
        yield some


def _parents(nodes: dict[int, Node]) -> dict[int, Node]:
    """The parents of some nodes, as they are now."""
    wanted = {number for node in nodes.values() for number in node.parents}
    return node_store.read(wanted) if wanted else {}


def _check_parents(changed: Iterable[Node], known: dict[int, Node]) -> None:
    """Raise Changed when parents are no longer what nodes were worked out from."""
    now = _parents({node.number: node for node in changed})
    if any(node.ancestors != known[number].ancestors for number, node in now.items() if number in known):
        raise Changed("A parent was moved meanwhile.")
