from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import tree
from chalicelib.domain.tree import MAX_ANCESTORS, Link, LinkType, Node, Parent, Tie
from chalicelib.errors import Conflict

REAL = [LinkType.MENU, LinkType.HIDDEN, LinkType.INVISIBLE]


def node(number: int, *, parents: Collection[int] = (), above: Collection[int] = (), references: int = 0) -> Node:
    named = {parent: Parent(link=100 + parent) for parent in parents}
    return Node(number, parents=named, ancestors=frozenset(above) | set(parents), references_up=references)


def exclusively(number: int, parent: int) -> Node:
    return Node(number, parents={parent: Parent(100 + parent, is_exclusive=True)}, ancestors=frozenset({parent}))


def check_real(major: Node, minor: Node, *, exclusive: bool = False, instead_of: int = 0) -> None:
    tree.check_real(major, minor, major.lineage, exclusive=exclusive, instead_of=instead_of)


def test_three_types_of_links_make_parents_and_references_make_none() -> None:
    assert [each for each in LinkType if each.is_real] == REAL
    assert not Link(1, 2, 3, Tie(type=LinkType.REFERENCE)).is_real
    assert Link(1, 2, 3, Tie()).is_real


def test_an_asset_is_part_of_its_own_lineage() -> None:
    assert node(5, parents=[3], above=[1]).lineage == {1, 3, 5}


def test_what_stands_above_a_child_is_all_that_stands_above_its_parents_and_they_themselves() -> None:
    parents = [node(5, parents=[3], above=[1]), node(6, parents=[4], above=[1])]
    assert tree.ancestors_below(parents) == {1, 3, 4, 5, 6}
    assert tree.ancestors_below([]) == frozenset()


def test_two_assets_can_be_linked_once() -> None:
    check_real(node(5, parents=[1]), node(6, parents=[1]))
    with pytest.raises(Conflict, match=r"Asset 6 is linked under asset 5 already\."):
        check_real(node(5, parents=[1]), node(6, parents=[1, 5]))


def test_a_link_that_changes_is_no_double_of_itself() -> None:
    check_real(node(5), node(6, parents=[5]), instead_of=105, exclusive=True)


@pytest.mark.parametrize("minor", [1, 3, 5])
def test_nothing_is_linked_under_itself_nor_under_what_stands_beneath_it(minor: int) -> None:
    with pytest.raises(Conflict, match=rf"Asset {minor} is asset 5 or stands above it: the link would make a loop\."):
        check_real(node(5, parents=[3], above=[1]), node(minor))


def test_loops_are_judged_by_what_truly_stands_above_not_by_what_the_node_remembers() -> None:
    outdated = node(5, parents=[3])
    with pytest.raises(Conflict, match="loop"):
        tree.check_real(outdated, node(9), frozenset({5, 3, 9}), exclusive=False)
    tree.check_real(outdated, node(3), frozenset({5, 9}), exclusive=False)


def test_an_exclusive_link_has_no_other_beside_it() -> None:
    with pytest.raises(Conflict, match=r"The link can't be exclusive: asset 6 has another parent, 2\."):
        check_real(node(5), node(6, parents=[4, 2]), exclusive=True)
    check_real(node(5), node(6), exclusive=True)


def test_who_belongs_to_one_exclusively_gets_no_other_parent() -> None:
    with pytest.raises(Conflict, match=r"Asset 6 belongs to asset 2 exclusively\."):
        check_real(node(5), exclusively(6, 2))


def test_a_tree_does_not_grow_over_all_bounds() -> None:
    highest = node(MAX_ANCESTORS + 1, above=range(1, MAX_ANCESTORS))
    assert len(tree.ancestors_below([highest])) == MAX_ANCESTORS
    check_real(highest, node(MAX_ANCESTORS + 2))
    with pytest.raises(Conflict, match=r"at most 10000 others above it"):
        tree.ancestors_below([highest, node(MAX_ANCESTORS + 2)])
    with pytest.raises(Conflict, match=r"at most 10000 others above it"):
        check_real(highest, node(MAX_ANCESTORS + 2, parents=[MAX_ANCESTORS + 3]))


def test_an_asset_has_no_reference_to_itself_and_may_have_one_to_what_stands_above() -> None:
    with pytest.raises(Conflict, match=r"An asset can't be linked to itself\."):
        tree.check_reference(5, 5)
    tree.check_reference(5, 1)


@pytest.mark.parametrize("kind", REAL)
def test_the_last_real_link_stays_even_beside_references(kind: LinkType) -> None:
    link = Link(103, 3, 6, Tie(type=kind))
    with pytest.raises(Conflict, match=r"^Asset 6 would be left without a parent\.$"):
        tree.check_unlink(link, node(6, parents=[3], references=2))
    tree.check_unlink(link, node(6, parents=[3, 4]))


def test_the_last_link_of_any_kind_stays() -> None:
    notice = Link(9, 3, 6, Tie(type=LinkType.REFERENCE))
    with pytest.raises(Conflict, match="Asset 6 would be left without a parent"):
        tree.check_unlink(notice, node(6, references=1))
    tree.check_unlink(notice, node(6, references=2))
    tree.check_unlink(notice, node(6, parents=[4], references=1))


@given(st.dictionaries(st.integers(1, 9), st.booleans(), max_size=4), st.booleans())
def test_exclusive_links_are_alone_whichever_came_first(others: dict[int, bool], exclusive: bool) -> None:
    parents = {number: Parent(100 + number, is_exclusive=alone) for number, alone in others.items()}
    is_allowed = not others or not (exclusive or any(others.values()))
    try:
        tree.check_exclusive(Node(20, parents=parents), parents, exclusive=exclusive)
    except Conflict:
        assert not is_allowed
    else:
        assert is_allowed
