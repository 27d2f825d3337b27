from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.tree import Link, LinkType, Node, Parent, Tie
from chalicelib.errors import Changed
from chalicelib.store import dynamo
from chalicelib.store.tree import nodes

numbers = st.integers(1, 2**31 - 1)
names = st.none() | st.just("o0123456789abcdef")


@st.composite
def some_nodes(draw: st.DrawFn) -> Node:
    children = draw(st.none() | st.lists(numbers, max_size=5, unique=True).map(tuple))
    return Node(
        number=draw(numbers),
        parents=draw(st.dictionaries(numbers, st.builds(Parent, numbers, st.booleans(), st.booleans()), max_size=4)),
        ancestors=draw(st.frozensets(numbers, max_size=6)),
        children=children,
        child_count=draw(st.integers(101, 999)) if children is None else len(children),
        references_up=draw(st.integers(0, 9)),
        references_down=draw(st.integers(0, 9)),
        held=draw(names),
        trashed=draw(names),
    )


def write(before: Node | None, after: Node) -> Node:
    dynamo.transact([nodes.put(before, after)])
    return nodes.read([after.number])[after.number]


@given(some_nodes())
def test_a_node_is_read_as_it_was_written(node: Node) -> None:
    put = nodes.put(None, node)
    item = {name: value for name, value in put.item.items() if value is not None}
    stored = nodes.load(node.number, item)
    assert stored == Node(**{name: getattr(node, name) for name in node.__slots__} | {"revision": 1})


def test_what_does_not_exist_is_not_in_the_answer(cloud: None) -> None:
    write(None, Node(5))
    assert nodes.read([5, 6]).keys() == {5}


def test_a_node_is_made_once(cloud: None) -> None:
    write(None, Node(5))
    with pytest.raises(Changed):
        write(None, Node(5))


def test_a_node_is_written_only_as_it_was_read(cloud: None) -> None:
    first = write(None, Node(5))
    second = write(first, nodes.with_child(first, 9))
    assert (first.revision, second.revision) == (1, 2)
    with pytest.raises(Changed):
        write(first, first)
    with pytest.raises(Changed):
        dynamo.transact([nodes.remove(first)])
    dynamo.transact([nodes.remove(second)])
    assert nodes.read([5]) == {}


def test_a_node_lists_a_hundred_children_and_no_more() -> None:
    node = Node(5)
    for number in range(101, 201):
        node = nodes.with_child(node, number)
    assert node.children == tuple(range(101, 201))
    node = nodes.with_child(node, 201)
    assert (node.children, node.child_count) == (None, 101)
    node = nodes.without_link(node, Link(1, 5, 150, Tie()))
    assert (node.children, node.child_count) == (None, 100)


def test_a_node_lists_its_children_again_when_there_are_none() -> None:
    node = Node(5, children=None, child_count=1)
    node = nodes.without_link(node, Link(1, 5, 9, Tie()))
    assert (node.children, node.child_count) == ((), 0)
    assert nodes.with_child(node, 7).children == (7,)


def test_parents_come_and_go() -> None:
    first, second = Link(11, 1, 5, Tie()), Link(12, 2, 5, Tie(is_dependent=True))
    node = nodes.with_link(nodes.with_link(Node(5), first), second)
    assert node.parents == {1: Parent(11), 2: Parent(12, is_dependent=True)}
    node = nodes.without_link(nodes.without_link(node, first), Link(13, 3, 5, Tie()))
    assert node.parents == {2: Parent(12, is_dependent=True)}


def test_references_are_counted_at_either_end() -> None:
    link = Link(11, 1, 5, Tie(type=LinkType.REFERENCE))
    minor, major = nodes.with_link(Node(5), link), nodes.with_link(Node(1), link)
    assert (minor.references_up, major.references_down) == (1, 1)
    assert (minor.parents, major.children) == ({}, ())
    assert nodes.without_link(minor, link) == Node(5)
    assert nodes.without_link(major, link) == Node(1)
