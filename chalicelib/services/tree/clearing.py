"""Clearing away: what an operation in steps leaves to be done, whichever way it was decided.

Every step may be done twice, and by whoever comes: under the lease of its job, at the end of the request or by a worker.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import Permissions
from chalicelib.domain.tree import Link, Node
from chalicelib.errors import Changed
from chalicelib.services.tree import attempts, cutting, settling
from chalicelib.services.tree import survey as surveys
from chalicelib.services.tree.moving import moves
from chalicelib.services.tree.survey import Cuts
from chalicelib.store import dynamo
from chalicelib.store.guard import ConditionFailed
from chalicelib.store.tree import links as link_store
from chalicelib.store.tree import nodes as node_store
from chalicelib.store.tree import state as state_store
from chalicelib.store.tree.state import ABORTED, COMMITTED, PREPARING, Operation

if TYPE_CHECKING:
    from chalicelib.domain.job import Job
    from chalicelib.store.keys import Key

TOGETHER: Final = 15
"""Assets whose records are moved in one transaction, with five writes each."""


def carry_out(job: Job, until: float) -> None:
    """Clear away what an operation has left, up to a moment of `time.monotonic`. Raises OutOfTimeError.

    One that nobody has decided about by now is taken back.
    """
    operation = _decided(job.facts["operation"])
    if operation is None:
        return
    if operation.state == COMMITTED:
        finish = _finish_restoration if operation.restores else _finish_deletion
        finish(job, operation, until)
        dynamo.update(state_store.settled(operation.subject, operation.id))
    elif operation.restores:
        _take_back_restoration(operation, until)
    else:
        _take_back_deletion(operation, until)
    dynamo.delete(state_store.forget(operation.id))


def signature(caller: Caller) -> Mapping[str, Any]:
    """Who does it, as an operation remembers it."""
    return {
        "account": caller.account,
        "login": caller.login,
        "credential": caller.credential,
        "kind": caller.kind.value,
        "dialect": caller.dialect,
        "person": caller.person and str(caller.person),
    }


def loose_ends(links: Iterable[Link], members: Collection[int]) -> Iterator[Key]:
    """Where links that end with a restoration lie beside what comes back."""
    for link in links:
        yield link_store.down_key(link) if link.major in members else link_store.up_key(link.minor, link.number)


def visible(cuts: Cuts, members: Collection[int]) -> Iterator[Key]:
    """Where the links that are cut lie beside what stays."""
    for link in cuts.every:
        if link.major in members:
            yield link_store.up_key(link.minor, link.number)
        else:
            yield link_store.down_key(link)


def _decided(name: str) -> Operation | None:
    """An operation after a decision about it, whoever has made it; None when it is over."""
    operation = state_store.operations([name]).get(name)
    if operation is None or operation.state != PREPARING:
        return operation
    try:
        dynamo.update(state_store.turn(operation, ABORTED))
    except Changed:
        return state_store.operations([name]).get(name)
    return replace(operation, state=ABORTED)


def _finish_deletion(job: Job, operation: Operation, until: float) -> None:
    """The links first, then the records; what stands above the children that stay, last."""
    members = node_store.read(operation.members)
    losers = node_store.read(operation.facts["losers"])
    cuts = surveys.cuts(operation.subject, members, losers)
    cutting.end(cuts.through, check=partial(_check_time, until))
    cutting.bury(cuts.above, check=partial(_check_time, until))
    _bury(operation, until, after=lambda node: replace(node, held=None, trashed=operation.id))
    _release(losers, operation.id)
    settling.settle(job, losers, until)


def _finish_restoration(job: Job, operation: Operation, until: float) -> None:
    """The records are there: links that did not come back with them end, and their nodes say that they are there."""
    loose = link_store.read(operation.facts["loose"])
    cutting.end(loose.values(), check=partial(_check_time, until))
    _release(operation.members, operation.id)
    settling.settle(job, [operation.subject], until)


def _take_back_restoration(operation: Operation, until: float) -> None:
    """Move the records into the trash again, and take the marks off."""
    loose = link_store.read(operation.facts["loose"])
    _unmark(loose_ends(loose.values(), operation.members), operation.id, until)
    _bury(operation, until, after=lambda node: replace(node, held=None))


def _take_back_deletion(operation: Operation, until: float) -> None:
    """Take the marks off again."""
    members = node_store.read(operation.members)
    losers = node_store.read({child for node in members.values() for child in settling.children(node)} - members.keys())
    cuts = surveys.cuts(operation.subject, members, losers)
    _unmark(visible(cuts, members), operation.id, until)
    _release([*members, *losers], operation.id)


def _unmark(links: Iterable[Key], name: str, until: float) -> None:
    """Take the mark of an operation off links."""
    for key in [key for key, item in dynamo.batch_get(links).items() if item.get("held") == name]:
        _check_time(until)
        try:
            dynamo.update(link_store.hold(key, None))
        except ConditionFailed:
            continue  # it has ended since


def _bury(operation: Operation, until: float, *, after: Callable[[Node], Node]) -> None:
    """Move the records of everything that is still marked into the trash, and write its nodes."""
    caller = _caller(operation.facts)

    def some(numbers: list[int]) -> None:
        _check_time(until)
        nodes = _held(numbers, operation.id)
        records = moves(nodes, caller, into_trash=True, all_there=False)
        actions = [*records, *(node_store.put(node, after(node)) for node in nodes.values())]
        if actions:
            dynamo.transact(actions)

    attempts.persist_for(sorted(operation.members), TOGETHER, some)


def _release(numbers: Iterable[int], name: str) -> None:
    """Take the mark of an operation off nodes that stay, or are to stand again."""

    def some(portion: list[int]) -> None:
        held = _held(portion, name).values()
        if held:
            dynamo.transact([node_store.put(node, replace(node, held=None, trashed=None)) for node in held])

    attempts.persist_for(numbers, settling.WAVE, some)


def _held(numbers: Iterable[int], name: str) -> dict[int, Node]:
    """Nodes that an operation has its hand on, as they are now."""
    return {number: node for number, node in node_store.read(numbers).items() if node.held == name}


def _check_time(until: float) -> None:
    if time.monotonic() > until:
        raise settling.OutOfTimeError


def _caller(facts: Mapping[str, Any]) -> Caller:
    return Caller(
        account=facts["account"],
        login=facts["login"],
        credential=facts["credential"],
        kind=CredentialKind(facts["kind"]),
        dialect=facts["dialect"],
        permissions=Permissions(),
        person=Ref.parse(facts["person"]) if facts["person"] else None,
    )
