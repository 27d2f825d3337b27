"""What several do at once: on threads that have all read before any of them writes, or one in the middle of another."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from chalicelib.domain.tree import Tie
from chalicelib.errors import Conflict, NotFound, Unavailable
from chalicelib.services.tree import attempts, places, settling
from tests.quick import furnished
from tests.services.tree import truth
from tests.services.tree.between import SETTLES, Between, Request, is_write, killed, nth, once, writes
from tests.services.tree.forest import (
    NOTICE,
    PART,
    SOLE,
    between,
    chain,
    change,
    children,
    clean_up,
    fell,
    is_there,
    lineage,
    lineages,
    link,
    majors,
    move,
    plant,
    plant_by,
    purge,
    restore,
    unlink,
    ups,
)
from tests.services.tree.meeting import race, refusals
from tests.unreliable import Crash

pytestmark = pytest.mark.usefixtures("cloud")
ROOMS = pytest.mark.parametrize("room", [2, 90])


@pytest.mark.parametrize("depth", [1, 3, 12])
def test_of_two_links_that_together_make_a_loop_one_is_made(depth: int) -> None:
    left, right = chain(depth), chain(depth)
    outcomes = race(lambda: link(left[-1], right[0]), lambda: link(right[-1], left[0]))
    [refusal] = refusals(outcomes)
    assert isinstance(refusal, Conflict)
    assert "loop" in refusal.message
    truth.check()


def test_of_three_links_that_together_make_a_loop_two_are_made() -> None:
    first, second, third = (chain(2) for _ in range(3))
    outcomes = race(
        lambda: link(first[-1], second[0]), lambda: link(second[-1], third[0]), lambda: link(third[-1], first[0])
    )
    [refusal] = refusals(outcomes)
    assert "loop" in refusal.message
    truth.check()


def test_of_two_references_that_become_real_and_together_make_a_loop_one_does() -> None:
    left, right = plant(), plant()
    ways = [link(left, right, NOTICE), link(right, left, NOTICE)]
    [refusal] = refusals(race(*(partial(change, way, type=Tie().type) for way in ways)))
    assert "loop" in refusal.message
    truth.check()


def test_no_loop_is_closed_over_what_is_not_settled() -> None:
    left, right = chain(3), chain(3)
    with pytest.raises(Crash), killed(SETTLES):
        link(left[-1], right[0])
    with pytest.raises(Conflict, match="loop"):
        link(right[-1], left[0])
    clean_up()
    truth.check()


def test_twenty_that_are_appended_at_once_all_have_places_of_their_own() -> None:
    parent = plant()
    made = race(*[lambda: plant_by(parent)] * 20)
    assert refusals(made) == []
    assert sorted(each.tie.sort_order for each in map(between, [parent] * 20, children(parent))) == list(range(20))
    truth.check()


def test_links_that_are_appended_at_once_have_places_of_their_own() -> None:
    parent, friends = plant(), [plant() for _ in range(4)]
    ties = [Tie(), NOTICE, Tie(), NOTICE]
    made = race(*(partial(link, parent, friend, tie) for friend, tie in zip(friends, ties, strict=True)))
    assert refusals(made) == []
    assert sorted(tie.sort_order for friend in friends for tie in _ties(parent, friend)) == [0, 1, 2, 3]
    truth.check()


@ROOMS
def test_of_a_new_child_and_the_end_of_its_parent_one_happens(room: int) -> None:
    parent = plant()
    planted, felled = race(lambda: plant(parent), lambda: fell(parent, room=room))
    if isinstance(planted, int):
        assert isinstance(felled, Conflict)
        assert felled.message == f"Asset {planted} would be left without a parent."
        assert is_there(parent)
    else:
        assert isinstance(planted, NotFound)
        assert felled == [parent]
    truth.check()


@ROOMS
def test_a_child_that_comes_just_before_the_deletion_of_its_parent_prevents_it(room: int) -> None:
    top, part = chain(2, 1, PART)
    made: list[int] = []
    with once(writes(f"R#asset#{part:010d}"), lambda: made.append(plant(part))), pytest.raises(Conflict) as refusal:
        fell(top, room=room)
    assert refusal.value.message == f"Asset {made[0]} would be left without a parent."
    truth.check()


def test_a_child_that_comes_too_late_is_not_planted() -> None:
    top, part = chain(2, 1, PART)
    with once(writes(f"R#asset#{part:010d}"), lambda: fell(top)), pytest.raises(NotFound):
        plant(part)
    truth.check()


@ROOMS
def test_a_part_that_comes_just_before_the_deletion_goes_along(room: int) -> None:
    top, part = chain(2, 1, PART)
    made: list[int] = []
    with once(writes(f"R#asset#{part:010d}"), lambda: made.append(plant(part, PART))):
        assert fell(top, room=room) == [top, part, *made]
    truth.check()


@ROOMS
def test_of_a_link_to_an_asset_and_its_end_the_link_is_gone_in_any_case(room: int) -> None:
    home, top = plant(), plant()
    linked, felled = race(lambda: link(home, top), lambda: fell(top, room=room))
    assert felled == [top]
    assert children(home) == []
    assert not isinstance(linked, Unavailable)
    truth.check()


@ROOMS
def test_of_a_child_and_the_end_of_its_new_parent_one_happens(room: int) -> None:
    home, top = plant(), plant()
    linked, felled = race(lambda: link(home, top), lambda: fell(home, room=room))
    assert felled == [home]
    assert majors(top) == [1]
    assert not isinstance(linked, Unavailable)
    truth.check()


@ROOMS
@pytest.mark.parametrize("when", [1, 2, 3, 4, 5, 6])
def test_nobody_plants_or_links_under_what_is_about_to_go(
    room: int, when: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At whichever write: it happens before the deletion, which then sees it, or not at all."""
    top, part = chain(2, 1, PART)
    friend = plant()
    came: list[str] = []

    def come() -> None:
        with monkeypatch.context() as hasty:
            hasty.setattr(attempts, "PATIENCE", 0.0)
            for act in (lambda: plant(part, PART), lambda: link(friend, part), lambda: link(part, friend, NOTICE)):
                try:
                    act()
                except (NotFound, Unavailable) as refusal:
                    came.append(type(refusal).__name__)

    with once(nth(when, lambda operation, _: is_write(operation)), come):
        gone = fell(top, room=room)
    assert is_there(top) == (top not in gone)
    clean_up()
    table = truth.check()
    assert not table.live & set(gone)


@ROOMS
def test_of_two_deletions_that_together_orphan_a_child_one_happens(room: int) -> None:
    left, right = plant(), plant()
    low = plant(left)
    link(right, low)
    outcomes = race(lambda: fell(left, room=room), lambda: fell(right, room=room))
    [refusal] = refusals(outcomes)
    assert isinstance(refusal, Conflict)
    assert refusal.message == f"Asset {low} would be left without a parent."
    truth.check()


def test_of_two_ends_that_together_orphan_a_child_one_happens() -> None:
    left, right = plant(), plant()
    low = plant(left)
    link(right, low)
    [refusal] = refusals(race(lambda: unlink(left, low), lambda: unlink(right, low)))
    assert isinstance(refusal, Conflict)
    truth.check()


def test_of_an_end_and_a_deletion_that_together_orphan_a_child_one_happens() -> None:
    left, right = plant(), plant()
    low = plant(left)
    link(right, low)
    [refusal] = refusals(race(lambda: unlink(left, low), lambda: fell(right)))
    assert isinstance(refusal, Conflict)
    truth.check()


def test_of_two_exclusive_links_one_is_made() -> None:
    left, right, adrift = plant(), plant(), plant(1, NOTICE)
    [refusal] = refusals(race(lambda: link(left, adrift, SOLE), lambda: link(right, adrift, SOLE)))
    assert "can't be exclusive" in refusal.message
    truth.check()


@ROOMS
def test_what_is_thrown_away_twice_at_once_goes_once(room: int) -> None:
    top, part = chain(2, 1, PART)
    outcomes = race(lambda: fell(top, room=room), lambda: fell(top, room=room))
    [refusal] = refusals(outcomes)
    assert isinstance(refusal, NotFound)
    assert [top, part] in outcomes
    truth.check()


@ROOMS
def test_what_is_restored_twice_at_once_comes_back_once(room: int) -> None:
    top, part = chain(2, 1, PART)
    fell(top)
    outcomes = race(lambda: restore(top, room=room), lambda: restore(top, room=room))
    [refusal] = refusals(outcomes)
    assert isinstance(refusal, NotFound)
    assert lineage(part) == {1, top, part}
    truth.check()


@ROOMS
def test_of_a_restoration_and_the_removal_for_good_one_happens(room: int) -> None:
    top, part = chain(2, 1, PART)
    fell(top)
    restored, purged = race(lambda: restore(top, room=room), lambda: purge(top))
    assert len(refusals([restored, purged])) == 1
    table = truth.check()
    assert table.live == ({1, top, part} if restored == [top, part] else {1})
    assert table.trashed == set()


@ROOMS
def test_an_asset_does_not_come_back_under_what_goes_at_that_moment(room: int) -> None:
    home = plant()
    top, part = chain(2, home, PART)
    fell(top)
    restored, felled = race(lambda: restore(top, room=room), lambda: fell(home, room=room))
    if restored == [top, part]:
        assert felled in ([home, top, part], [home]) or isinstance(felled, Conflict)
    else:
        assert isinstance(restored, Conflict)
        assert felled == [home]
    truth.check()


def meanwhile(happen: Callable[[], object], *, at: int) -> Between:
    """Something happens before the so-manieth write of a settlement."""

    def is_settling(operation: str, request: Request) -> bool:
        return is_write(operation) and "SET progress" in str(request)

    return once(nth(at, is_settling), happen)


def _forest() -> tuple[list[int], list[int], int]:
    """A chain with a second one beneath its third asset that comes back to it below; a home."""
    spine = chain(9)
    side = chain(4, spine[2])
    link(side[-1], spine[5])
    return spine, side, plant()


@pytest.mark.parametrize("at", [1, 2, 4, 7, 12])  # writes, of about a dozen
@pytest.mark.parametrize("what", ["out", "in", "down", "plant", "fell", "cut", "undo", "again"])
def test_whatever_happens_during_a_settlement_lineages_end_true(
    at: int, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settling, "WAVE", 1)
    spine, side, home = furnished("forest to settle", _forest)
    happened: list[str] = []

    def happen() -> None:
        happened.append(what)
        match what:
            case "out":
                move(spine[4], out_of=spine[3], into=home)
            case "in":
                move(home, out_of=1, into=spine[6])
            case "down":
                move(side[0], out_of=spine[2], into=spine[1])
            case "plant":
                plant(plant(spine[7]))
            case "fell":
                fell(spine[4])
            case "cut":
                unlink(side[-1], spine[5])
            case "undo":
                unlink(above, spine[0])
            case "again":
                clean_up()
        seen = places.find_all(numbers=[*spine, *side, home])
        table = truth.read()
        assert {number: place.lineage for number, place in seen.items()} == {n: table.above(n) for n in seen}

    above = plant()
    with meanwhile(happen, at=at):
        link(above, spine[0])
    clean_up()
    assert happened == [what]
    truth.check()


def test_two_big_moves_at_once_end_true(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "WAVE", 2)
    first, second = plant(), plant()
    spine = chain(8)
    outcomes = race(
        lambda: link(first, spine[0]),
        lambda: link(second, spine[3]),
        lambda: move(spine[5], out_of=spine[4], into=spine[1]),
    )
    assert refusals(outcomes) == []
    clean_up()
    assert lineage(spine[-1]) == {1, first, *spine[:2], *spine[5:]}
    truth.check()


def test_a_list_that_takes_two_calls_shows_nobody_where_nobody_ever_stood() -> None:
    """Between the two, something moves above an asset, which does not remember it yet, and then beneath, which it does."""
    first, second = plant(), plant()
    others = [plant() for _ in range(49)]
    top, middle, low = chain(3)
    stood = [lineage(low)]

    def move_twice() -> None:
        with pytest.raises(Crash), killed(SETTLES):
            link(first, top)
        stood.append(lineage(low))
        link(second, middle)
        stood.append(lineage(low))

    with once(nth(2, lambda operation, _: operation == "BatchGetItem"), move_twice):
        found = lineages(*others, low)
    assert len({frozenset(each) for each in stood}) == 3
    assert found[low] in stood


@pytest.mark.parametrize("at", range(1, 9))
def test_a_walk_upwards_does_not_mix_two_moments(at: int) -> None:
    """What stands above has not been settled; while it is worked out, the way up moves from one place to another."""
    old, new = chain(2), chain(2)
    top, middle, low = chain(3, old[-1])
    link(new[0], middle)
    with pytest.raises(Crash), killed(SETTLES):
        link(1, top)
    stood = [lineage(low)]

    def move_away() -> None:
        with pytest.raises(Crash), killed(SETTLES):
            link(new[-1], old[0])
        unlink(new[0], middle)
        stood.append(lineage(low))

    with once(nth(at, lambda operation, _: not is_write(operation)), move_away):
        found = lineage(low)
    assert found in stood


def _ties(major: int, minor: int) -> list[Tie]:
    return [each.tie for each in ups(minor) if each.major == major]
