"""The ends of many links, some in a transaction, each with its share in the nodes that it ties.

All of it may be done twice: a link that has ended already is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import Final

from chalicelib.domain.tree import Link, Node
from chalicelib.services.tree import attempts
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


def ends(links: Sequence[Link], before: dict[int, Node], after: dict[int, Node]) -> list[Action]:
    """The writes of the ends of some links. Nodes that they tie are added to `before`, and what becomes of them to `after`."""
    there = dynamo.batch_get([*(link_store.key(each.number) for each in links), *map(link_store.down_key, links)])
    standing = [each for each in links if link_store.key(each.number) in there]
    _read({number for each in standing for number in (each.major, each.minor)}, before, after)
    actions: list[Action] = []
    for each in standing:
        is_buried = link_store.down_key(each) not in there  # then its major has forgotten it
        for number in (each.minor,) if is_buried else (each.minor, each.major):
            if number in after:
                after[number] = node_store.without_link(after[number], each)
        actions += link_store.deletes(each)
    return actions


def puts(before: Mapping[int, Node], after: Mapping[int, Node]) -> list[Action]:
    """The writes of the nodes that have changed."""
    return [node_store.put(before[number], node) for number, node in after.items() if node != before[number]]


def _end_some(links: Sequence[Link]) -> None:
    before: dict[int, Node] = {}
    after: dict[int, Node] = {}
    if actions := ends(links, before, after):
        dynamo.transact([*actions, *puts(before, after)])


def _bury_some(links: Sequence[Link]) -> None:
    there = dynamo.batch_get(map(link_store.down_key, links))
    standing = [each for each in links if link_store.down_key(each) in there]
    before: dict[int, Node] = {}
    after: dict[int, Node] = {}
    _read({each.major for each in standing}, before, after)
    for each in standing:
        if each.major in after:
            after[each.major] = node_store.without_link(after[each.major], each)
    if standing:
        dynamo.transact([*(action for each in standing for action in link_store.bury(each)), *puts(before, after)])


def _read(numbers: Collection[int], before: dict[int, Node], after: dict[int, Node]) -> None:
    fresh = node_store.read(number for number in numbers if number not in before)
    before.update(fresh)
    after.update(fresh)
