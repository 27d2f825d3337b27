"""The ends of many links, some in a transaction, each with its share in the nodes that it ties.

All of it may be done twice: a link that has ended already is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Final

from chalicelib.domain.tree import Link, Node
from chalicelib.services.tree import attempts
from chalicelib.services.tree import survey as surveys
from chalicelib.store import dynamo
from chalicelib.store.dynamo import Action
from chalicelib.store.tree import links as link_store
from chalicelib.store.tree import nodes as node_store

_TOGETHER: Final = 10  # links, with up to six writes each


def end(links: Iterable[Link], *, check: Callable[[], None] = lambda: None) -> None:
    """End links for good. `check`: asked before each transaction, raises when there is no time left."""
    for some in attempts.portions(links, _TOGETHER):
        check()
        attempts.persist(partial(_end_some, some))


def bury(links: Iterable[Link], *, check: Callable[[], None] = lambda: None) -> None:
    """Take links from their majors; the minors, on their way to the trash, keep them in mind. `check`: as above."""
    for some in attempts.portions(links, _TOGETHER):
        check()
        attempts.persist(partial(_bury_some, some))


def _end_some(links: Sequence[Link]) -> None:
    there = dynamo.batch_get([*(link_store.key(each.number) for each in links), *map(link_store.down_key, links)])
    standing = [each for each in links if link_store.key(each.number) in there]
    nodes = node_store.read({number for each in standing for number in (each.major, each.minor)})
    after = dict(nodes)
    actions: list[Action] = []
    for each in standing:
        is_buried = link_store.down_key(each) not in there  # then its major has forgotten it
        for number in (each.minor,) if is_buried else (each.minor, each.major):
            if number in after:
                after[number] = surveys.without(after[number], each)
        actions += link_store.deletes(each)
    _write(actions, nodes, after)


def _bury_some(links: Sequence[Link]) -> None:
    there = dynamo.batch_get(map(link_store.down_key, links))
    standing = [each for each in links if link_store.down_key(each) in there]
    nodes = node_store.read({each.major for each in standing})
    after = dict(nodes)
    actions: list[Action] = []
    for each in standing:
        if each.major in after:
            after[each.major] = surveys.without(after[each.major], each)
        actions += link_store.bury(each)
    _write(actions, nodes, after)


def _write(actions: list[Action], before: Mapping[int, Node], after: Mapping[int, Node]) -> None:
    puts = [node_store.put(before[number], node) for number, node in after.items() if node != before[number]]
    if actions:
        dynamo.transact([*actions, *puts])
