from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain import tree
from chalicelib.domain.caller import CredentialKind
from chalicelib.domain.job import Announcement
from chalicelib.domain.tree import Tie
from chalicelib.errors import Conflict, NotFound, Unavailable
from chalicelib.services import credentials
from chalicelib.services.tree import attempts, felling, survey
from tests.quick import furnished
from tests.services.tree import truth
from tests.services.tree.between import SETTLES, killed, once, reads
from tests.services.tree.forest import (
    CALLER,
    NOTICE,
    PART,
    chain,
    children,
    clean_up,
    downs,
    fell,
    is_there,
    leads,
    left_jobs,
    lineage,
    lineages,
    link,
    majors,
    minors,
    move,
    plant,
    plant_by,
    restore,
    unlink,
)
from tests.unreliable import Crash

pytestmark = pytest.mark.usefixtures("cloud")
ROOMS = pytest.mark.parametrize("room", [2, 7, 90])  # actions of a transaction: in many steps, in some, at once


def unchanged(act: Callable[[], Any], match: str) -> None:
    before = truth.read()
    with pytest.raises(Conflict, match=match):
        act()
    assert truth.read() == before


@ROOMS
def test_an_asset_goes_with_all_that_depends_on_it(room: int) -> None:
    top, part, small = chain(3, 1, PART)
    side = plant(top, PART)
    assert fell(top, room=room) == [top, part, small, side]
    assert lineages(top, part, small, side) == {}
    assert children(1) == []
    truth.check()


@ROOMS
def test_a_child_that_would_be_left_without_a_parent_keeps_everything_where_it_is(room: int) -> None:
    top, part = chain(2, 1, PART)
    low = plant(part)
    unchanged(lambda: fell(top, room=room), rf"^Asset {low} would be left without a parent\.$")


@ROOMS
def test_a_child_that_has_another_parent_stays_with_all_beneath_it(room: int) -> None:
    home = plant()
    top, part = chain(2, 1, PART)
    low = plant(part)
    last = plant(low)
    link(home, low)
    assert fell(top, room=room) == [top, part]
    assert lineages(low, last) == {low: {1, home, low}, last: {1, home, low, last}}
    assert majors(low) == [home]
    truth.check()


@ROOMS
def test_a_dependent_child_that_has_another_parent_stays(room: int) -> None:
    home, top = plant(), plant()
    part = plant(top, PART)
    small = plant(part, PART)
    link(home, part)
    assert fell(top, room=room) == [top]
    assert lineage(small) == {1, home, part, small}
    truth.check()


@ROOMS
@pytest.mark.parametrize("second", [PART, Tie()])
def test_a_part_of_two_that_go_goes_along_when_it_depends_on_one(room: int, second: Tie) -> None:
    top = plant()
    left, right = plant(top, PART), plant(top, PART)
    low = plant(left, PART)
    link(right, low, second)
    assert fell(top, room=room) == [top, left, right, low]
    truth.check()
    assert restore(top, room=room)[0] == top
    assert lineage(low) == {1, top, left, right, low}
    truth.check()


def test_a_child_of_two_that_go_and_that_depends_on_neither_keeps_them() -> None:
    top = plant()
    left, right = plant(top, PART), plant(top, PART)
    low = plant(left)
    link(right, low)
    unchanged(lambda: fell(top), f"Asset {low} would be left without a parent")
    link(top, low, PART)
    assert fell(top) == [top, left, right, low]
    truth.check()


def test_a_part_is_found_on_the_longer_way_too() -> None:
    top = plant()
    part = plant(top, PART)
    low = plant(top, PART)
    link(part, low, PART)
    last = plant(low, PART)
    link(top, last, PART)
    link(part, last)
    assert fell(top) == [top, part, low, last]
    truth.check()


@ROOMS
def test_references_from_and_to_what_goes_go_with_it(room: int) -> None:
    friend, other = plant(), plant()
    top, part = chain(2, 1, PART)
    made = [link(friend, part, NOTICE), link(part, other, NOTICE), link(top, part, NOTICE), link(top, friend, NOTICE)]
    assert fell(top, room=room) == [top, part]
    assert (minors(friend), majors(other), majors(friend)) == ([], [1], [1])
    assert not any(leads(each.number) for each in made)
    truth.check()
    restore(top, room=room)
    assert minors(top) == [part, part]
    assert leads(made[2].number)
    assert not any(leads(each.number) for each in (made[0], made[1], made[3]))
    truth.check()


def test_a_reference_is_no_parent_and_orphans_nobody() -> None:
    top, low = plant(), plant()
    link(top, low, NOTICE)
    assert fell(top) == [top]
    truth.check()


def test_who_is_beneath_through_a_reference_does_not_go_along() -> None:
    top = plant()
    low = plant(1, PART)
    link(top, low, Tie(is_dependent=True, type=NOTICE.type))
    assert fell(top) == [top]
    assert is_there(low)


@ROOMS
def test_the_root_stays(room: int) -> None:
    unchanged(lambda: fell(1, room=room), "The root folder can't be thrown away")


@ROOMS
def test_the_roots_of_tokens_stay_until_the_token_goes(room: int) -> None:
    top, part = chain(2, 1, PART)
    token, _ = credentials.issue(kind=CredentialKind.KEY, account="x", roots=(part,))
    unchanged(lambda: fell(top, room=room), f"Asset {part} is a root node of a token")
    unchanged(lambda: fell(part, room=room), f"Asset {part} is a root node of a token")
    credentials.save(credential=replace(token, enabled=False))
    unchanged(lambda: fell(top, room=room), "root node")
    credentials.save(credential=replace(token, trashed=True))
    assert fell(top, room=room) == [top, part]


def test_what_is_not_there_does_not_go() -> None:
    top = plant()
    fell(top)
    for number in (top, 99, 0, -1):
        with pytest.raises(NotFound, match=rf"There is no asset {number}\."):
            fell(number)


@ROOMS
def test_whoever_had_many_parents_is_gone_from_all(room: int) -> None:
    parents = [plant() for _ in range(5)]
    top = plant(parents[0], Tie(sort_order=3))
    for parent in parents[1:]:
        link(parent, top, Tie(sort_order=3))
    fell(top, room=room)
    assert [children(parent) for parent in parents] == [[]] * 5
    restore(top, room=room)
    assert majors(top) == parents
    truth.check()


def _many_children() -> tuple[int, int, list[int]]:
    """Two homes, the second with more parts than a node lists, one of which the first has, too."""
    home, top = plant(), plant()
    parts = [plant(top, PART) for _ in range(102)]
    link(home, parts[50])
    return home, top, parts


@ROOMS
def test_more_children_than_a_node_lists_all_go(room: int) -> None:
    home, top, parts = furnished("many children", _many_children)
    assert set(fell(top, room=room)) == {top, *parts} - {parts[50]}
    assert lineage(parts[50]) == {1, home, parts[50]}
    truth.check()
    assert len(restore(top, room=room)) == 102
    assert set(children(top)) == set(parts) - {parts[50]}
    truth.check()


def test_no_more_go_at_once_than_can_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(survey, "MAX_FELLED", 3)
    top, *_ = chain(4, 1, PART)
    unchanged(lambda: fell(top), "More than 3 assets would go at once")
    assert tree.MAX_FELLED == 10_000


@ROOMS
def test_what_went_is_announced_as_one(room: int, queues: None) -> None:
    def announce(gone: Any) -> Announcement:
        return Announcement("asset.trashed", {"assets": list(gone)})

    top, part = chain(2, 1, PART)
    low = plant(part)
    with pytest.raises(Conflict):
        felling.fell(number=top, caller=CALLER, announce=announce, room=room)
    link(1, low)
    felling.fell(number=top, caller=CALLER, announce=announce, room=room)
    assert [job.rpartition(".")[0] for job in left_jobs()] == [f"asset.{top}"]


def test_what_was_left_unsettled_goes_as_it_truly_stands() -> None:
    old, new = plant(), plant()
    top, low = chain(2, old)
    with pytest.raises(Crash), killed(SETTLES):
        link(new, top)
    with pytest.raises(Crash), killed(SETTLES):
        unlink(old, top)
    link(1, low)
    assert fell(old) == [old]
    assert fell(top) == [top]
    assert lineage(low) == {1, low}
    clean_up()
    truth.check()


def test_a_friend_that_goes_just_then_is_no_obstacle() -> None:
    top, friend = plant(), plant()
    link(friend, top, NOTICE)
    with once(reads(f"R#asset#{friend:010d}"), lambda: fell(friend)):
        fell(top)
    assert not is_there(top)
    truth.check()


def test_what_is_linked_with_something_half_cleared_away_waits_for_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    top, part, _ = chain(3, 1, PART)
    friend = plant()
    link(friend, part, NOTICE)
    with pytest.raises(Crash), killed(SETTLES):
        fell(top, room=2)
    with monkeypatch.context() as hasty:
        hasty.setattr(attempts, "PATIENCE", 0.0)
        with pytest.raises(Unavailable):
            fell(friend)
    assert is_there(friend)
    assert downs(friend) == []
    clean_up()
    assert fell(friend) == [friend]
    truth.check()


def test_a_child_that_moved_away_does_not_go() -> None:
    old, new = plant(), plant()
    part = plant(old, PART)
    move(part, out_of=old, into=new)
    assert fell(old) == [old]
    assert lineage(part) == {1, new, part}


def test_an_asset_that_a_reference_alone_leads_to_goes_and_comes_back_under_what_is_named() -> None:
    adrift = plant_by(1, NOTICE).minor
    assert fell(adrift) == [adrift]
    with pytest.raises(Conflict, match="say where to put it"):
        restore(adrift)
    restore(adrift, under=1)
    assert lineage(adrift) == {1, adrift}
    truth.check()
