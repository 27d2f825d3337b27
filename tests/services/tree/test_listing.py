from __future__ import annotations

import pytest

from chalicelib.domain.tree import Tie
from chalicelib.services.tree import listing, planting
from chalicelib.store import dynamo
from tests.services.tree.between import once, reads
from tests.services.tree.forest import CALLER, NOTICE, chain, change, downs, fell, link, plant, plant_at, plant_by, ups

pytestmark = pytest.mark.usefixtures("cloud")


def all_children(number: int, limit: int) -> list[int]:
    """Page by page."""
    found: list[int] = []
    after = None
    while True:
        page = listing.children(number=number, after=after, limit=limit)
        assert len(page.pairs) <= limit
        found += [record.number for _, record in page.pairs]
        if page.after is None:
            return found
        assert page.pairs
        after = page.after


def all_downs(number: int, limit: int) -> list[int]:
    found: list[int] = []
    after = None
    while page := listing.downs(number=number, after=after, limit=limit):
        found += [each.number for each in page]
        after = listing.place(page[-1])
    return found


def all_ups(number: int, limit: int) -> list[int]:
    found: list[int] = []
    after = None
    while page := listing.ups(number=number, after=after, limit=limit):
        found += [each.number for each in page]
        after = page[-1].number
    return found


@pytest.mark.parametrize("limit", [1, 2, 3, 6, 7, 200])
def test_pages_of_any_size_meet_everything_once_in_its_order(limit: int) -> None:
    friend = plant(1, Tie(sort_order=99))
    made = [plant_at(place) for place in (4, 0, 4, 2, 0, 9)]
    link(1, friend, NOTICE)
    in_order = [made[4], made[1], made[3], made[2], made[0], made[5], friend]
    assert all_children(1, limit) == in_order
    assert all_downs(1, limit) == [each.number for each in downs(1)]
    assert len(downs(1)) == 8


@pytest.mark.parametrize("limit", [1, 2, 4, 200])
def test_links_to_an_asset_come_by_their_age(limit: int) -> None:
    low = plant()
    parents = [plant() for _ in range(3)]
    for parent in reversed(parents):
        link(parent, low)
    link(1, low, NOTICE)
    assert [each.major for each in ups(low)] == [1, *reversed(parents), 1]
    assert all_ups(low, limit) == [each.number for each in ups(low)]


def test_pages_are_full_past_references_and_say_where_they_end() -> None:
    parent = plant()
    for _ in range(3):
        link(parent, plant_by(parent).minor, NOTICE)
    first = listing.children(number=parent, limit=2)
    assert len(first.pairs) == 2
    assert first.after is not None
    second = listing.children(number=parent, after=first.after, limit=2)
    assert (len(second.pairs), second.after) == (1, None)
    assert listing.children(number=parent, limit=3).after is None


def test_who_has_none_has_an_empty_page() -> None:
    low = plant()
    assert listing.children(number=low, limit=5) == listing.Children((), None)
    assert downs(low) == []
    assert ups(1) == []


def test_a_walk_meets_whoever_was_there_throughout_though_others_come_go_and_move() -> None:
    made = [plant_at(place) for place in range(6)]
    page = listing.children(number=1, limit=2)
    plant_at(0)
    fell(made[0])
    fell(made[3])
    change(ups(made[1])[0], sort_order=0)
    rest = listing.children(number=1, after=page.after, limit=10)
    assert [record.number for _, record in rest.pairs] == [made[2], made[4], made[5]]


def test_a_child_that_vanishes_between_the_two_reads_is_left_out_and_the_walk_goes_on() -> None:
    made = [plant() for _ in range(3)]
    heads = reads("'pk': {'S': 'asset'}")
    with once(heads, lambda: fell(made[0])):
        page = listing.children(number=1, limit=2)
    assert [record.number for _, record in page.pairs] == [made[1]]
    assert page.after is not None
    rest = listing.children(number=1, after=page.after, limit=2)
    assert [record.number for _, record in rest.pairs] == [made[2]]


def test_children_come_with_their_links_and_with_long_texts_where_they_are_wanted() -> None:
    text = '"' + "x" * 20_000 + '"'
    record, made = planting.create(values={"type": "t", "attributes": text}, parent=1, tie=Tie(), caller=CALLER)
    [(found, child)] = listing.children(number=1, limit=5).pairs
    assert (found, child.number, child.get("attributes")) == (made, record.number, text)
    [(_, child)] = listing.children(number=1, limit=5, long_texts=False).pairs
    assert child.get("attributes") is None


def test_a_page_costs_two_calls_and_a_list_of_links_one() -> None:
    parent = plant()
    low, *_ = [plant(parent) for _ in range(5)]
    chain(2, low)
    for ask, calls in (
        (lambda: listing.children(number=parent, limit=50), 2),
        (lambda: listing.downs(number=parent, limit=50), 1),
        (lambda: listing.ups(number=low, limit=50), 1),
        (lambda: listing.link(number=1), 1),
    ):
        dynamo.reset_meter()
        ask()
        assert dynamo.meter().calls == calls
