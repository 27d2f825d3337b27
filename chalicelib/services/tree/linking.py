"""Links between assets that are there: made, changed, ended. Each is one transaction, and what follows from it is settled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from chalicelib.domain import tree
from chalicelib.domain.caller import Caller
from chalicelib.domain.job import Announcement, Job
from chalicelib.domain.tree import Link, Node, Tie
from chalicelib.services import jobs
from chalicelib.services.tree import announcing, attempts, listing, places, settling
from chalicelib.services.tree.positions import positioned
from chalicelib.store import sequences
from chalicelib.store.dynamo import Action, transact
from chalicelib.store.tree import links as link_store
from chalicelib.store.tree import nodes as node_store
from chalicelib.store.tree import state as state_store

Announce = Callable[[Link], Announcement | None]
"""What a dialect has to say of a link that was made, changed or ended."""


def create(
    *,
    major: int,
    minor: int,
    tie: Tie,
    caller: Caller,
    announce: Announce | None = None,
    number: int | None = None,
) -> Link:
    """A new link between two assets. `number`: that of an import. Raises NotFound, Conflict."""
    claims: list[Action] = [] if number is None else [sequences.claim(link_store.SPACE, number)]
    named = sequences.take(link_store.SPACE) if number is None else number

    def once() -> Link:
        state = state_store.read()
        above, below = _ends(major, minor)
        link = Link(named, major, minor, positioned(tie, major))
        if link.is_real:
            tree.check_real(above, below, places.lineage(above, state), exclusive=tie.is_exclusive)
        else:
            tree.check_reference(major, minor)
        nodes = [node_store.put(each, node_store.with_link(each, link)) for each in (above, below)]
        moved = settling.begin(minor, since=state) if link.is_real else None
        _write([*claims, *nodes, *link_store.puts(link)], link, moved, caller, announce)
        return link

    return attempts.persist(once)


def change(*, number: int, edit: Callable[[Tie], Tie], caller: Caller, announce: Announce | None = None) -> Link:
    """Have a link say something else; nothing is written when nothing differs.

    `edit` may run several times; a sort order of APPEND moves the link behind its siblings. Raises NotFound, Conflict.
    """

    def once() -> Link:
        state = state_store.read()
        before = listing.link(number=number)
        above, below = _ends(before.major, before.minor)
        tie = edit(before.tie)
        if tie.sort_order == tree.APPEND:
            last = link_store.last(before.major)
            is_last = last is not None and last.number == number
            tie = replace(tie, sort_order=before.tie.sort_order) if is_last else positioned(tie, before.major)
        if tie == before.tie:
            return before
        after = replace(before, tie=tie, revision=before.revision + 1)
        _check_change(before, after, above, below, state)
        moved = None
        if before.is_real != after.is_real:
            moved = settling.begin(below.number, since=state if after.is_real else None)
        # Also where they stay as they are: what others are about to do to the link must fail.
        nodes = [
            node_store.put(each, node_store.with_link(node_store.without_link(each, before), after))
            for each in (above, below)
        ]
        _write([*nodes, *link_store.changes(before, after)], after, moved, caller, announce)
        return after

    return attempts.persist(once)


def remove(*, number: int, caller: Caller, announce: Announce | None = None) -> Link:
    """End a link; answers it as it was. Raises NotFound, and Conflict where its minor would be orphaned."""

    def once() -> Link:
        link = listing.link(number=number)
        above, below = _ends(link.major, link.minor)
        tree.check_unlink(link, below)
        nodes = [node_store.put(each, node_store.without_link(each, link)) for each in (above, below)]
        moved = settling.begin(link.minor, since=None) if link.is_real else None
        _write([*nodes, *link_store.deletes(link)], link, moved, caller, announce)
        return link

    return attempts.persist(once)


def _ends(major: int, minor: int) -> tuple[Node, Node]:
    """Both nodes, to be written. Raises NotFound for the one that is not there."""
    found = places.nodes((major, minor))
    for number in (major, minor):
        if number not in found:
            raise places.missing(number)
    return found[major], found[minor]


def _check_change(before: Link, after: Link, above: Node, below: Node, state: state_store.State) -> None:
    exclusive = after.tie.is_exclusive
    if after.is_real and not before.is_real:
        tree.check_real(above, below, places.lineage(above, state), exclusive=exclusive)
    elif after.is_real:
        others = {number: parent for number, parent in below.parents.items() if parent.link != after.number}
        tree.check_exclusive(below, others, exclusive=exclusive)
    elif before.is_real:
        tree.check_unlink(before, below)


def _write(
    actions: list[Action], link: Link, moved: settling.Beginning | None, caller: Caller, announce: Announce | None
) -> None:
    """All of it in one transaction, then what follows from it."""
    job: Job | None = announcing.job(f"link.{link.number}", announce(link) if announce else None, caller)
    transact([*actions, *(moved.actions if moved else ()), *jobs.puts(job)])
    jobs.start(job)
    if moved is not None:
        moved.finish()
