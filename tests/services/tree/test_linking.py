from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.job import Announcement
from chalicelib.domain.tree import APPEND, Link, LinkType, Tie
from chalicelib.errors import Conflict, NotFound
from chalicelib.services.tree import linking, listing
from chalicelib.store import dynamo
from tests.services.tree import truth
from tests.services.tree.forest import (
    CALLER,
    NOTICE,
    PART,
    SOLE,
    between,
    chain,
    change,
    children,
    downs,
    fell,
    leads,
    left_jobs,
    lineage,
    lineages,
    link,
    majors,
    minors,
    move,
    plant,
    plant_at,
    plant_by,
    unlink,
)

pytestmark = pytest.mark.usefixtures("cloud")
REAL = [LinkType.MENU, LinkType.HIDDEN, LinkType.INVISIBLE]


def unchanged(act: Callable[[], Any], refusal: type[Exception], match: str) -> None:
    before = truth.read()
    with pytest.raises(refusal, match=match):
        act()
    assert truth.read() == before


@pytest.mark.parametrize("kind", REAL)
def test_whoever_is_linked_stands_beneath_both_parents_with_all_that_is_beneath(kind: LinkType) -> None:
    home = plant()
    top, middle, low = chain(3)
    link(home, top, Tie(type=kind))
    assert majors(top) == [1, home]
    assert lineages(middle, low) == {middle: {1, home, top, middle}, low: {1, home, top, middle, low}}
    truth.check()


def test_a_reference_is_no_kinship() -> None:
    home, top = plant(), plant()
    link(home, top, NOTICE)
    assert minors(home) == [top]
    assert children(home) == []
    assert lineage(top) == {1, top}
    truth.check()


def test_a_reference_and_a_real_link_stand_beside_each_other_and_each_only_once() -> None:
    home, top = plant(), plant()
    link(home, top, NOTICE)
    link(home, top)
    unchanged(lambda: link(home, top), Conflict, f"Asset {top} is linked under asset {home} already")
    unchanged(
        lambda: link(home, top, NOTICE), Conflict, f"Asset {top} is linked to asset {home} by a reference already"
    )


@pytest.mark.parametrize("length", [1, 2, 3, 12])
@pytest.mark.parametrize("kind", REAL)
def test_no_chain_is_closed_to_a_loop(length: int, kind: LinkType) -> None:
    made = chain(length)
    unchanged(lambda: link(made[-1], made[0], Tie(type=kind)), Conflict, "would make a loop")
    unchanged(lambda: link(made[-1], 1, Tie(type=kind)), Conflict, "would make a loop")


def test_no_loop_is_closed_on_the_longer_way_round() -> None:
    left, right = plant(), plant()
    low = plant(left)
    link(right, low)
    last = plant(low)
    unchanged(lambda: link(last, right), Conflict, "loop")
    link(left, right)
    unchanged(lambda: link(low, left), Conflict, "loop")


def test_a_reference_may_lead_upwards_but_not_to_oneself() -> None:
    top, low = chain(2)
    unchanged(lambda: link(low, low, NOTICE), Conflict, "can't be linked to itself")
    link(low, top, NOTICE)
    link(low, 1, NOTICE)
    assert lineage(top) == {1, top}
    truth.check()


def test_what_closed_a_loop_may_be_linked_when_the_way_is_gone() -> None:
    left, right = plant(), plant()
    link(left, right)
    unchanged(lambda: link(right, left), Conflict, "loop")
    unlink(left, right)
    link(right, left)
    assert lineage(left) == {1, right, left}
    truth.check()


@pytest.mark.parametrize(("old", "new"), [(SOLE, Tie()), (Tie(), SOLE), (SOLE, SOLE)])
def test_who_belongs_to_one_exclusively_has_no_second_parent(old: Tie, new: Tie) -> None:
    home, top = plant(), plant(1, old)
    unchanged(lambda: link(home, top, new), Conflict, "exclusive")
    link(home, top, replace(NOTICE, is_exclusive=True))  # a reference is no parent
    truth.check()


def test_both_ends_have_to_be_there() -> None:
    top, gone = plant(), plant()
    fell(gone)
    for major, minor in ((top, gone), (gone, top), (top, 99), (99, top)):
        for tie in (Tie(), NOTICE):
            with pytest.raises(NotFound, match=r"There is no asset (\d+)\."):
                link(major, minor, tie)
    truth.check()


def test_a_moved_asset_takes_all_beneath_along() -> None:
    old, new = plant(), plant()
    top, middle, low = chain(3, old)
    move(top, out_of=old, into=new)
    assert lineages(top, middle, low) == {
        top: {1, new, top},
        middle: {1, new, top, middle},
        low: {1, new, top, middle, low},
    }
    truth.check()


def test_where_two_ways_lead_up_the_end_of_one_leaves_what_the_other_leads_to() -> None:
    top, left, right = plant(), plant(), plant()
    for side in (left, right):
        move(side, out_of=1, into=top)
    low = plant(left)
    link(right, low)
    last = plant(low)
    unlink(left, low)
    assert lineage(last) == {1, top, right, low, last}
    truth.check()


def test_the_last_parent_and_the_last_link_of_any_kind_stay() -> None:
    home, top = plant(), plant()
    link(home, top, NOTICE)
    unchanged(lambda: unlink(1, top), Conflict, f"Asset {top} would be left without a parent")
    adrift = plant(home, NOTICE)
    notice = between(home, adrift, real=False)
    unchanged(
        lambda: linking.remove(number=notice.number, caller=CALLER),
        Conflict,
        f"Asset {adrift} would be left without a parent",
    )
    link(top, adrift)
    assert linking.remove(number=notice.number, caller=CALLER) == notice
    assert majors(adrift) == [top]
    truth.check()


def test_a_link_that_is_gone_is_not_found() -> None:
    home, top = plant(), plant()
    made = link(home, top)
    unlink(home, top)
    for number in (made.number, 0, -1, 999, 2**31, 10**12):
        with pytest.raises(NotFound, match=rf"There is no link {number}\."):
            linking.remove(number=number, caller=CALLER)
        with pytest.raises(NotFound):
            linking.change(number=number, edit=lambda tie: tie, caller=CALLER)
        with pytest.raises(NotFound):
            listing.link(number=number)


def test_a_link_whose_minor_is_in_the_trash_is_neither_changed_nor_ended() -> None:
    made = plant_by()
    fell(made.minor)
    assert not leads(made.number)
    for said in ({}, {"value": "x"}):
        with pytest.raises(NotFound):
            change(made, **said)
    with pytest.raises(NotFound):
        linking.remove(number=made.number, caller=CALLER)


@pytest.mark.parametrize("tie", [Tie(), NOTICE])
def test_a_link_says_something_else_everywhere(tie: Tie) -> None:
    home, top = plant(), plant()
    made = link(home, top, tie)
    changed = change(made, value="body", sort_order=4, is_dependent=True)
    assert changed.tie == replace(made.tie, value="body", sort_order=4, is_dependent=True)
    assert changed == listing.link(number=made.number) == between(home, top, real=made.is_real) == downs(home)[0]
    truth.check()


def test_what_changes_nothing_writes_nothing() -> None:
    first, last = plant_by(), plant_by()
    before = truth.read()
    assert change(first) == first
    assert change(last, sort_order=APPEND) == last
    assert truth.read() == before


def test_a_link_moves_among_its_siblings() -> None:
    first, second, third = plant_by(), plant_by(), plant_by()
    assert change(first, sort_order=APPEND).tie.sort_order == 3
    assert children(1) == [second.minor, third.minor, first.minor]
    change(third, sort_order=0)
    assert children(1) == [third.minor, second.minor, first.minor]
    assert change(third, sort_order=7).tie.sort_order == 7
    truth.check()


def test_a_link_that_shares_the_last_position_is_not_last_unless_it_is_older() -> None:
    old, new = plant_at(4), plant_at(4)
    assert children(1) == [new, old]
    assert change(between(1, old), sort_order=APPEND).tie.sort_order == 4
    assert change(between(1, new), sort_order=APPEND).tie.sort_order == 5
    assert children(1) == [old, new]


def test_links_between_types_that_are_real_change_no_kinship() -> None:
    home, top = plant(), plant()
    made = link(home, top)
    dynamo.reset_meter()
    made = change(made, type=LinkType.HIDDEN)
    made = change(made, type=LinkType.INVISIBLE)
    assert lineage(top) == {1, home, top}
    truth.check()


def test_a_link_becomes_a_reference_and_real_again_with_all_beneath() -> None:
    home = plant()
    top, low = chain(2)
    made = link(home, top)
    made = change(made, type=LinkType.REFERENCE)
    assert lineages(top, low) == {top: {1, top}, low: {1, top, low}}
    assert (children(home), minors(home)) == ([], [top])
    truth.check()
    made = change(made, type=LinkType.MENU)
    assert lineages(top, low) == {top: {1, home, top}, low: {1, home, top, low}}
    assert children(home) == [top]
    truth.check()


def test_the_last_real_link_becomes_no_reference() -> None:
    made = plant_by()
    unchanged(
        lambda: change(made, type=LinkType.REFERENCE), Conflict, f"Asset {made.minor} would be left without a parent"
    )


def test_a_link_that_changes_is_held_to_the_rules_of_new_ones() -> None:
    home = plant()
    top, low = chain(2)
    upwards = link(low, top, NOTICE)
    unchanged(lambda: change(upwards, type=LinkType.MENU), Conflict, "loop")
    double = link(1, top, NOTICE)
    unchanged(lambda: change(double, type=LinkType.HIDDEN), Conflict, "already")
    real = link(home, top)
    notice = link(home, top, NOTICE)
    unchanged(lambda: change(real, type=LinkType.REFERENCE), Conflict, "by a reference already")
    unchanged(lambda: change(notice, type=LinkType.MENU), Conflict, "already")
    unchanged(lambda: change(real, is_exclusive=True), Conflict, "another parent, 1")
    unlink(1, top)
    assert change(real, is_exclusive=True).tie.is_exclusive
    truth.check()


def test_a_reference_becomes_no_parent_beside_an_exclusive_one() -> None:
    home, top = plant(), plant(1, SOLE)
    notice = link(home, top, NOTICE)
    unchanged(lambda: change(notice, type=LinkType.MENU), Conflict, f"Asset {top} belongs to asset 1 exclusively")


def test_a_part_that_is_no_longer_dependent_keeps_its_whole_from_going() -> None:
    top = plant()
    part = plant_by(top, PART)
    change(part, is_dependent=False)
    unchanged(lambda: fell(top), Conflict, f"Asset {part.minor} would be left without a parent")
    change(part, is_dependent=True)
    assert fell(top) == [top, part.minor]
    truth.check()


def test_what_happens_to_links_is_announced_in_the_same_moment(queues: None) -> None:
    def announce(link: Link) -> Announcement:
        return Announcement("link", {"link": link.number})

    home, top = plant(), plant()
    made = linking.create(major=home, minor=top, tie=Tie(), caller=CALLER, announce=announce)
    linking.change(number=made.number, edit=lambda tie: tie, caller=CALLER, announce=announce)  # nothing happens
    linking.change(number=made.number, edit=lambda tie: replace(tie, value="x"), caller=CALLER, announce=announce)
    with pytest.raises(Conflict):
        linking.create(major=top, minor=home, tie=Tie(), caller=CALLER, announce=announce)
    linking.remove(number=made.number, caller=CALLER, announce=announce)
    assert [job.rpartition(".")[0] for job in left_jobs()] == [f"link.{made.number}"] * 3


def test_a_hundred_and_one_children_are_settled_like_a_few() -> None:
    home, top = plant(), plant()
    made = [plant(top) for _ in range(101)]
    link(home, top)
    assert all(above == {1, home, top, number} for number, above in lineages(*made).items())
    truth.check()
    unlink(1, top)
    table = truth.check()
    assert "listed" not in table.nodes[top]
