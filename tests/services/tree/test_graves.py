from __future__ import annotations

import pytest

from chalicelib.errors import Conflict, NotFound, Unavailable
from chalicelib.services.tree import attempts, clearing
from tests.quick import furnished
from tests.services.tree import truth
from tests.services.tree.between import SETTLES, is_write, killed, nth, once, reads, writes
from tests.services.tree.forest import (
    NOTICE,
    PART,
    SOLE,
    between,
    chain,
    children,
    clean_up,
    downs,
    fell,
    is_there,
    leads,
    lineage,
    link,
    majors,
    plant,
    plant_at,
    plant_by,
    purge,
    restore,
    unlink,
)
from tests.unreliable import Crash, Unreliable

pytestmark = pytest.mark.usefixtures("cloud")
STEPS = 2  # actions of a transaction, with which nothing is done at once


@pytest.mark.parametrize("room", [STEPS, 90])
def test_an_asset_comes_back_with_its_parts_to_where_it_was(room: int) -> None:
    home, other = plant(), plant()
    top, part, small = chain(3, home, PART)
    link(other, top)
    assert fell(top) == [top, part, small]
    assert [is_there(each) for each in (top, part, small)] == [False] * 3
    assert restore(top, room=room) == [top, part, small]
    assert majors(top) == [home, other]
    assert lineage(small) == {1, home, other, top, part, small}
    truth.check()


def test_it_comes_back_to_its_place_among_siblings() -> None:
    home = plant()
    first, second, third = (plant_at(place, home) for place in (0, 5, 9))
    fell(second)
    assert children(home) == [first, third]
    restore(second)
    assert children(home) == [first, second, third]


def test_it_comes_back_under_those_parents_only_that_are_there() -> None:
    home, other = plant(), plant()
    top = plant(home)
    lost = link(other, top)
    fell(top)
    fell(other)
    restore(top)
    assert majors(top) == [home]
    restore(other)
    assert children(other) == []
    assert not leads(lost.number)
    truth.check()


def test_where_no_parent_is_left_another_one_has_to_be_named() -> None:
    home, other = plant(), plant()
    top = plant(home)
    fell(top)
    fell(home)
    with pytest.raises(Conflict, match=rf"Nothing is left that asset {top} could stand under: say where to put it\."):
        restore(top)
    restore(top, under=other)
    assert majors(top) == [other]
    assert lineage(top) == {1, other, top}
    truth.check()


def test_what_is_named_is_a_parent_beside_the_former_ones() -> None:
    home, other = plant(), plant()
    top = plant(home)
    fell(top)
    restore(top, under=other)
    assert majors(top) == [home, other]
    fell(top)
    restore(top, under=other)
    assert majors(top) == [home, other]
    truth.check()


def test_who_belongs_to_one_parent_exclusively_comes_back_under_no_other() -> None:
    home, other = plant(), plant()
    top = plant(home, SOLE)
    fell(top)
    with pytest.raises(Conflict, match=f"Asset {top} belongs to asset {home} exclusively"):
        restore(top, under=other)
    assert not is_there(top)
    fell(home)
    restore(top, under=other)
    assert majors(top) == [other]
    truth.check()


def test_references_and_children_that_stayed_are_not_linked_again() -> None:
    friend, other = plant(), plant()
    top = plant()
    child = plant(top)
    link(other, child)
    link(friend, top, NOTICE)
    link(top, friend, NOTICE)
    fell(top)
    restore(top)
    assert downs(top) == []
    assert majors(top) == [1]
    assert majors(child) == [other]
    truth.check()


def test_what_stands_in_the_tree_or_nowhere_is_not_restored_nor_removed() -> None:
    top = plant()
    for number in (top, 99):
        for act in (restore, purge):
            with pytest.raises(NotFound, match=f"There is no asset {number} in the trash"):
                act(number)


def test_it_is_not_restored_under_what_is_not_there() -> None:
    top, other = plant(), plant()
    fell(top)
    fell(other)
    for under in (other, 99):
        with pytest.raises(NotFound, match=f"There is no asset {under}"):
            restore(top, under=under)
    assert not is_there(top)


def test_a_part_comes_back_alone_and_leaves_what_it_went_with() -> None:
    home = plant()
    top, part, small = chain(3, 1, PART)
    fell(top)
    assert restore(part, under=home) == [part, small]
    assert majors(part) == [home]
    assert lineage(small) == {1, home, part, small}
    truth.check()
    assert restore(top) == [top]
    assert children(top) == []
    truth.check()


def test_a_part_that_comes_back_has_no_references_to_what_stays_in_the_trash() -> None:
    home = plant()
    top, part, small = chain(3, 1, PART)
    link(top, small, NOTICE)
    link(part, top, NOTICE)
    fell(top)
    restore(part, under=home)
    assert majors(small) == [part]
    assert downs(part) == [between(part, small)]
    assert fell(part) == [part, small]
    truth.check()


def test_what_a_part_has_on_two_sides_does_not_stand_beneath_the_side_that_stays_in_the_trash() -> None:
    shelf, home = plant(), plant()
    top = plant(shelf)
    left, right = plant(top, PART), plant(top, PART)
    small = plant(left, PART)
    link(right, small, PART)
    assert fell(top) == [top, left, right, small]
    restore(left, under=home)
    assert lineage(small) == {1, home, left, small}
    truth.check()


def test_what_moved_just_before_the_deletion_has_its_true_place_when_it_comes_back() -> None:
    former, top = plant(), plant()
    part = plant(former, PART)
    for act in (link, unlink):
        with pytest.raises(Crash), killed(SETTLES):
            act(top, part, PART) if act is link else act(former, part)
    fell(top)
    clean_up()
    with pytest.raises(Crash), killed(SETTLES):
        restore(top)
    assert lineage(part) == {1, top, part}
    clean_up()
    truth.check()


def test_more_parents_than_a_transaction_holds_are_forgotten_when_they_went_too() -> None:
    home, top = plant(), plant()
    parents = [plant() for _ in range(34)]
    for parent in parents:
        link(parent, top)
    fell(top)
    for parent in parents:
        fell(parent)
    restore(top, under=home)
    assert majors(top) == [1, home]
    truth.check()


def test_of_many_parents_the_oldest_links_lead_back() -> None:
    parents = [plant() for _ in range(27)]
    top = plant(parents[0])
    for parent in parents[1:]:
        link(parent, top)
    fell(top)
    restore(top)
    assert majors(top) == parents[:25]
    truth.check()


def test_nothing_is_restored_while_its_deletion_is_cleared_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clearing, "TOGETHER", 1)
    top, part, small = chain(3, 1, PART)
    refused: list[int] = []

    def restore_each() -> None:
        monkeypatch.setattr(attempts, "PATIENCE", 0.0)
        for number in (top, part, small):
            with pytest.raises(Unavailable):
                restore(number)
            refused.append(number)

    with once(nth(2, writes("trash.asset")), restore_each):
        fell(top, room=STEPS)
    assert refused == [top, part, small]
    assert restore(top) == [top, part, small]
    truth.check()


def test_clearing_away_that_is_done_again_takes_nothing_from_what_was_restored(monkeypatch: pytest.MonkeyPatch) -> None:
    top, part, _ = chain(3, 1, PART)
    with pytest.raises(Crash), killed(writes("DELETE unsettled")):
        fell(top, room=STEPS)
    with monkeypatch.context() as hasty:
        hasty.setattr(attempts, "PATIENCE", 0.0)
        with pytest.raises(Unavailable):
            restore(top)
    clean_up()
    restore(top)
    clean_up()
    assert children(1) == [top]
    assert children(top) == [part]
    truth.check()


def test_a_parent_that_goes_while_an_asset_comes_back_is_none() -> None:
    home, other = plant(), plant()
    top = plant(home)
    link(other, top)
    fell(top)
    with once(nth(2, reads(f"R#asset#{other:010d}")), lambda: fell(other)):
        restore(top)
    assert majors(top) == [home]
    truth.check()


def test_what_is_removed_for_good_leaves_nothing() -> None:
    home = plant()
    top, part, _ = chain(3, home, PART)
    link(part, top, NOTICE)
    told = plant_by(home)
    fell(told.minor)
    fell(top)
    fell(home)
    purge(told.minor)
    purge(home)
    assert len(purge(top)) == 3
    table = truth.check()
    assert table.live == table.nodes.keys() == {1}
    assert (table.trashed, table.links, table.ups, table.downs, table.pairs) == (set(), {}, {}, {}, set())


def test_a_part_is_removed_alone() -> None:
    top, part, small = chain(3, 1, PART)
    sister = plant(top, PART)
    link(sister, small, PART)
    link(small, top, NOTICE)
    fell(top)
    assert purge(part) == [part, small]
    assert restore(top) == [top, sister]
    assert children(sister) == []
    truth.check()


@pytest.mark.parametrize("number", [0, 1])
def test_what_was_interrupted_is_removed_by_the_next_purge(number: int) -> None:
    top, part, small = chain(3, 1, PART)
    sister = plant(top, PART)
    link(sister, small, PART)
    fell(top)
    subject = (top, part)[number]
    furnished(f"to be removed {number}", lambda: None)
    with Unreliable() as undisturbed:
        purge(subject)
    left = truth.check().trashed
    for turn, (operation, _) in enumerate(undisturbed.calls, start=1):
        if is_write(operation):
            furnished(f"to be removed {number}", lambda: None)
            with pytest.raises(Crash), Unreliable(crash_at=turn):
                purge(subject)
            purge(subject)
            assert truth.check().trashed == left


def test_what_is_being_removed_is_not_restored() -> None:
    top, part, _ = chain(3, 1, PART)
    fell(top)
    with pytest.raises(Crash), killed(lambda operation, _: operation == "DeleteItem"):
        purge(top)
    for number in (top, part):
        with pytest.raises(Conflict, match="is being removed for good"):
            restore(number)
    purge(top)
    truth.check()
