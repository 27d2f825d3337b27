"""Clearing away: what a deletion in steps leaves to be done, whichever way it was decided.

Every step may be done twice, and by whoever comes: under the lease of its job, at the end of the request or by a worker.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from chalicelib.domain.caller import Caller, CredentialKind
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import Permissions
from chalicelib.domain.tree import Link, Node
from chalicelib.errors import Changed
from chalicelib.services import chores, records
from chalicelib.services.tree import attempts, settling
from chalicelib.services.tree import survey as surveys
from chalicelib.services.tree.survey import Cuts
from chalicelib.store import dynamo
from chalicelib.store.dynamo import Action
from chalicelib.store.guard import ConditionFailed
from chalicelib.store.tree import burial
from chalicelib.store.tree import links as link_store
from chalicelib.store.tree import nodes as node_store
from chalicelib.store.tree import state as state_store
from chalicelib.store.tree.state import ABORTED, COMMITTED, PREPARING, Felling

if TYPE_CHECKING:
    from chalicelib.domain.job import Job
    from chalicelib.store.keys import Key

_TOGETHER: Final = 15  # assets that are moved into the trash in one transaction, with five writes each
_LINKS: Final = 10  # links that are cut in one transaction, with up to five writes each


def run(job_id: str) -> None:
    """Clear away now; a worker does it where that takes too long or goes wrong."""
    chores.run(job_id)


def carry_out(job: Job, until: float) -> None:
    """Clear away what a deletion has left, up to a moment of `time.monotonic`. Raises OutOfTimeError.

    One that nobody has decided about by now is taken back.
    """
    name = job.facts["operation"]
    felling = state_store.fellings([name]).get(name)
    if felling is None:
        return
    if felling.state == PREPARING:
        try:
            dynamo.update(state_store.turn(felling, ABORTED))
            felling = replace(felling, state=ABORTED)
        except Changed:
            felling = replace(felling, state=COMMITTED)
    if felling.state == COMMITTED:
        _finish(job, felling, until)
    else:
        _take_back(felling, until)
    dynamo.delete(state_store.forget(name))


def signature(caller: Caller) -> Mapping[str, Any]:
    """Who throws away, as a deletion remembers it."""
    return {
        "account": caller.account,
        "login": caller.login,
        "credential": caller.credential,
        "kind": caller.kind.value,
        "dialect": caller.dialect,
        "person": caller.person and str(caller.person),
    }


def visible(cuts: Cuts, members: Collection[int]) -> Iterator[Key]:
    """Where the links that are cut lie beside what stays."""
    for link in cuts.every:
        if link.major in members:
            yield link_store.up_key(link.minor, link.number)
        else:
            yield link_store.down_key(link)


def _finish(job: Job, felling: Felling, until: float) -> None:
    """The links first, then the records; what stands above the children that stay, last."""
    members = node_store.read(felling.members)
    losers = node_store.read(felling.facts["losers"])
    _cut(surveys.cuts(felling.subject, members, losers), felling, until)
    caller = _caller(felling.facts)
    rest = iter(sorted(felling.members))
    while some := list(islice(rest, _TOGETHER)):
        _check_time(until)
        attempts.persist(lambda some=some: _bury(some, felling.id, caller))  # type: ignore[misc]
    _release(losers, felling.id)
    settling.settle(job, [number for number, node in losers.items() if node.trashed is None], until)
    dynamo.update(state_store.settled(felling.subject, felling.id))


def _cut(cuts: Cuts, felling: Felling, until: float) -> None:
    for links in (cuts.through, cuts.above):
        rest = iter(links)
        while some := list(islice(rest, _LINKS)):
            _check_time(until)
            attempts.persist(lambda some=some, links=links: _cut_some(some, felling, above=links is cuts.above))  # type: ignore[misc]


def _cut_some(links: list[Link], felling: Felling, *, above: bool) -> None:
    """Cut links that have not been cut yet, each with its share in the nodes of both ends."""
    keys = {link.number: link_store.down_key(link) if above else link_store.key(link.number) for link in links}
    there = dynamo.batch_get(keys.values())
    standing = [link for link in links if keys[link.number] in there]
    nodes = node_store.read({number for link in standing for number in (link.major, link.minor)})
    after = dict(nodes)
    actions: list[Action] = []
    for link in standing:
        for number in (link.major,) if above else (link.major, link.minor):
            if number in after:
                after[number] = surveys.without(after[number], link)
        actions += link_store.bury(link) if above else link_store.deletes(link)
    actions += [node_store.put(nodes[number], node) for number, node in after.items() if node != nodes[number]]
    if actions:
        dynamo.transact(actions)


def _bury(numbers: list[int], operation: str, caller: Caller) -> None:
    """Move the records of some into the trash that are not there yet."""
    nodes = {number: node for number, node in node_store.read(numbers).items() if node.held == operation}
    stored = burial.fetch(nodes)
    actions: list[Action] = []
    for number, node in nodes.items():
        record = stored.get(number)
        if record is not None:
            actions += records.plan_move(record=record, caller=caller, into_trash=True).actions
        actions.append(node_store.put(node, replace(node, held=None, trashed=operation)))
    if actions:
        dynamo.transact(actions)


def _take_back(felling: Felling, until: float) -> None:
    """Take the marks off again."""
    members = node_store.read(felling.members)
    losers = node_store.read({child for node in members.values() for child in settling.children(node)} - members.keys())
    cuts = surveys.cuts(felling.subject, members, losers)
    marked = [key for key, item in dynamo.batch_get(visible(cuts, members)).items() if item.get("held") == felling.id]
    for key in marked:
        _check_time(until)
        try:
            dynamo.update(link_store.hold(key, None))
        except ConditionFailed:
            continue  # it has ended since
    _release({**members, **losers}, felling.id)


def _release(nodes: Mapping[int, Node], operation: str) -> None:
    """Take the mark of a deletion off nodes that stay."""
    rest = iter([number for number, node in nodes.items() if node.held == operation])
    while some := list(islice(rest, settling.WAVE)):
        attempts.persist(lambda some=some: _release_some(some, operation))  # type: ignore[misc]


def _release_some(numbers: list[int], operation: str) -> None:
    held = [node for node in node_store.read(numbers).values() if node.held == operation]
    if held:
        dynamo.transact([node_store.put(node, replace(node, held=None)) for node in held])


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
