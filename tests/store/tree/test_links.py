from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.tree import MAX_SORT_ORDER, Link, LinkType, Tie
from chalicelib.errors import Changed, Conflict
from chalicelib.store import dynamo
from chalicelib.store.guard import ConditionFailed
from chalicelib.store.tree import links

numbers = st.integers(1, 2**31 - 1)
ties = st.builds(
    Tie,
    value=st.sampled_from(["", "div_contents"]),
    sort_order=st.integers(0, MAX_SORT_ORDER),
    is_dependent=st.booleans(),
    is_exclusive=st.booleans(),
    type=st.sampled_from(LinkType),
)
some_links = st.builds(Link, numbers, numbers, numbers, ties)


def write(*made: Link) -> None:
    for link in made:
        dynamo.transact(links.puts(link))


def placed(number: int, sort_order: int, *, kind: LinkType = LinkType.MENU, minor: int | None = None) -> Link:
    return Link(number, 1, minor or 100 + number, Tie(sort_order=sort_order, type=kind))


@given(some_links)
def test_a_link_is_read_as_it_was_written(link: Link) -> None:
    for put in links.puts(link):
        assert isinstance(put, dynamo.Put)
        if "type" in put.item:
            read = links.load({name: value for name, value in put.item.items() if value is not None})
            assert (read, read.revision, read.held) == (link, 1, None)


@given(some_links, some_links)
def test_places_are_in_order_by_sort_order_and_the_newer_link_comes_first(one: Link, other: Link) -> None:
    in_order = sorted([one, other], key=lambda link: (link.tie.sort_order, -link.number))
    assert [each.number for each in sorted([one, other], key=links.place)] == [each.number for each in in_order]


def test_siblings_are_walked_in_their_order_and_links_to_one_from_the_oldest(cloud: None) -> None:
    write(placed(1, 0), placed(2, 7), placed(3, 0), placed(4, 3, kind=LinkType.REFERENCE))
    write(Link(5, 9, 102, Tie(sort_order=0)))
    for step in (1, 2, 9):
        assert [each.number for each in links.downs(1, step=step)] == [3, 1, 4, 2]
        assert [each.number for each in links.ups(102, step=step)] == [2, 5]


def test_walks_go_on_behind_a_place_also_of_a_link_that_is_gone(cloud: None) -> None:
    made = [placed(number, 10 - number) for number in range(1, 6)]
    write(*made)
    dynamo.transact(links.deletes(made[2]))
    assert [each.number for each in links.downs(1, after=links.place(made[2]), step=1)] == [2, 1]
    write(*(Link(number, number, 50, Tie(sort_order=0)) for number in (11, 12, 13)))
    assert [each.number for each in links.ups(50, after=11, step=1)] == [12, 13]
    assert [each.number for each in links.ups(50, after=12, step=5)] == [13]


def test_the_last_one_is_the_last_of_the_order(cloud: None) -> None:
    assert links.last(1) is None
    write(placed(1, 4), placed(2, 4), placed(3, 2))
    last = links.last(1)
    assert last is not None
    assert last.number == 1


def test_a_link_is_found_by_its_number_until_it_ends(cloud: None) -> None:
    link = placed(7, 0, kind=LinkType.REFERENCE)
    write(link)
    assert links.get(7) == link
    assert links.read([7, 8]) == {7: link}
    dynamo.transact(links.deletes(link))
    assert links.get(7) is None
    assert list(links.downs(1, step=9)) == list(links.ups(107, step=9)) == []
    write(link)  # nothing of it was left


def test_a_number_is_given_to_one_link(cloud: None) -> None:
    write(placed(7, 0))
    with pytest.raises(Changed):
        write(placed(7, 0, minor=50))


def test_there_is_one_reference_between_two_beside_a_real_link(cloud: None) -> None:
    write(placed(1, 0, minor=50), placed(2, 0, minor=50, kind=LinkType.REFERENCE))
    with pytest.raises(Conflict, match=r"Asset 50 is linked to asset 1 by a reference already\."):
        write(placed(3, 0, minor=50, kind=LinkType.REFERENCE))


def test_a_link_changes_everywhere_at_once_and_only_as_it_was_read(cloud: None) -> None:
    before = placed(1, 0)
    write(before)
    after = replace(before, tie=Tie("body", 8, is_dependent=True, type=LinkType.HIDDEN))
    dynamo.transact(links.changes(before, after))
    for read in (links.get(1), *links.downs(1, step=9), *links.ups(101, step=9)):
        assert read == after
        assert read.revision == 2
    with pytest.raises(Changed):
        dynamo.transact(links.changes(before, after))
    with pytest.raises(Changed):
        dynamo.transact(links.deletes(before))


def test_a_link_that_becomes_a_reference_or_real_gives_way_to_another_one_of_its_former_kind(cloud: None) -> None:
    real = placed(1, 0, minor=50)
    notice = replace(real, tie=replace(real.tie, type=LinkType.REFERENCE))
    write(real)
    dynamo.transact(links.changes(real, notice))
    with pytest.raises(Conflict):
        write(placed(2, 0, minor=50, kind=LinkType.REFERENCE))
    stored = links.get(1)
    assert stored is not None
    dynamo.transact(links.changes(stored, replace(real, revision=stored.revision)))
    write(placed(2, 0, minor=50, kind=LinkType.REFERENCE))


def test_a_link_in_the_trash_is_known_to_its_minor_alone(cloud: None) -> None:
    link = placed(1, 3)
    write(link)
    dynamo.transact(links.bury(link))
    assert list(links.downs(1, step=9)) == []
    assert list(links.ups(101, step=9)) == [link]
    dynamo.transact(links.unearth(link))
    assert list(links.downs(1, step=9)) == [link]


def test_a_deletion_marks_links_that_are_there(cloud: None) -> None:
    link = placed(1, 3)
    write(link)
    dynamo.update(links.hold(links.down_key(link), "o1"))
    assert [each.held for each in links.downs(1, step=9)] == ["o1"]
    assert [each.held for each in links.ups(101, step=9)] == [None]
    dynamo.update(links.hold(links.down_key(link), None))
    assert [each.held for each in links.downs(1, step=9)] == [None]
    dynamo.transact(links.deletes(link))
    with pytest.raises(ConditionFailed):
        dynamo.update(links.hold(links.down_key(link), "o1"))
