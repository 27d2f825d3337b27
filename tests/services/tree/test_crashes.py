"""Whoever changes the tree is killed before each of its writes, or watched at each: everybody sees all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import pytest

from chalicelib.domain import clock
from chalicelib.domain.tree import LinkType
from chalicelib.outbound import sweeper, worker
from chalicelib.services.tree import clearing, places, settling
from tests.lengths import exhaustive, points
from tests.outbound.desk import queued_jobs
from tests.quick import furnished
from tests.services.tree import truth
from tests.services.tree.between import SETTLES, Between, is_write, killed, once, writes
from tests.services.tree.forest import (
    AGES,
    NOTICE,
    PART,
    chain,
    change,
    children,
    clean_up,
    downs,
    fell,
    left_jobs,
    link,
    plant,
    restore,
    unlink,
    ups,
)
from tests.unreliable import Crash, Unreliable

pytestmark = pytest.mark.usefixtures("cloud")
STEPS: Final = 4  # actions of a transaction, with which deletions and restorations go in steps
Act = Callable[[], object]


@dataclass(frozen=True)
class Scene:
    """`build`: what there is before, answering what happens; `name`: in which it is kept."""

    name: str
    build: Callable[[], Act]

    def lay(self) -> Act:
        return furnished(f"scene {self.name}", self.build)


def wood() -> tuple[int, int, int, int, int]:
    """Two homes; under the first an asset with a part and a child of that, which the second has, too. References between."""
    old, new = plant(), plant()
    top, part = chain(2, old, PART)
    low = plant(part)
    link(new, low)
    plant(low)
    link(new, part, NOTICE)
    link(top, new, NOTICE)
    return old, new, top, part, low


def linking() -> Act:
    _, new, top, _, _ = wood()
    return lambda: link(new, top)


def unlinking() -> Act:
    old, new, top, _, _ = wood()
    link(new, top)
    return lambda: unlink(old, top)


def changing() -> Act:
    _, new, top, _, _ = wood()
    made = link(new, top, NOTICE)
    return lambda: change(made, type=LinkType.MENU, sort_order=0)


def felling() -> Act:
    top = wood()[2]
    return lambda: fell(top)


def felling_in_steps() -> Act:
    top = wood()[2]
    return lambda: fell(top, room=STEPS)


def restoring_a_part() -> Act:
    _, new, top, part, _ = wood()
    small = plant(part, PART)
    side = plant(top, PART)
    link(side, small)
    link(small, top, NOTICE)
    fell(top)
    return lambda: restore(part, under=new)


def restoring_a_part_in_steps() -> Act:
    _, new, top, part, _ = wood()
    small = plant(part, PART)
    side = plant(top, PART)
    link(side, small)
    link(small, top, NOTICE)
    fell(top)
    return lambda: restore(part, under=new, room=STEPS)


def settling_by_a_worker() -> Act:
    _, new, top, _, _ = wood()
    with pytest.raises(Crash), killed(SETTLES):
        link(new, top)
    return clean_up


def finishing_by_a_worker() -> Act:
    top = wood()[2]
    with pytest.raises(Crash), killed(SETTLES):
        fell(top, room=STEPS)
    return clean_up


def taking_back_by_a_worker() -> Act:
    top = wood()[2]
    with pytest.raises(Crash), killed(writes("'committed'")):
        fell(top, room=STEPS)
    return clean_up


def finishing_a_restoration_by_a_worker() -> Act:
    act = restoring_a_part_in_steps()
    with pytest.raises(Crash), killed(SETTLES):
        act()
    return clean_up


def taking_a_restoration_back_by_a_worker() -> Act:
    act = restoring_a_part_in_steps()
    with pytest.raises(Crash), killed(writes("'committed'")):
        act()
    return clean_up


CHANGES: Final = [
    linking,
    unlinking,
    changing,
    felling,
    felling_in_steps,
    restoring_a_part,
    restoring_a_part_in_steps,
]
WORKERS: Final = [
    settling_by_a_worker,
    finishing_by_a_worker,
    taking_back_by_a_worker,
    finishing_a_restoration_by_a_worker,
    taking_a_restoration_back_by_a_worker,
]


@pytest.fixture(autouse=True)
def _small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """More transactions, between which something can go wrong."""
    monkeypatch.setattr(settling, "WAVE", 2)
    monkeypatch.setattr(clearing, "TOGETHER", 1)


def scenes(*builds: Callable[[], Act]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("scene", [Scene(each.__name__, each) for each in builds], ids=lambda each: each.name)


def seen() -> dict[str, Any]:
    """What anybody can see of the tree: who is there, what stands above, what leads where."""
    table = truth.read()
    found = places.find_all(numbers=sorted(table.nodes))
    return {
        "lineages": {number: set(place.lineage) for number, place in found.items()},
        "children": {number: children(number) for number in found},
        "ups": {number: ups(number) for number in found},
        "downs": {number: downs(number) for number in found},
        "links": {number for number, item in table.links.items() if {item["major"], item["minor"]} <= found.keys()},
    }


def of_truth() -> dict[int, set[int]]:
    """Lineages as the table has them, where nothing is going on."""
    table = truth.check()
    return {number: table.above(number) for number in table.live}


@scenes(*CHANGES, *WORKERS)
def test_who_looks_before_any_of_its_writes_sees_all_of_it_or_nothing(scene: Scene) -> None:
    act = scene.lay()
    views = [seen()]
    with Between(lambda operation, _: views.append(seen()) if is_write(operation) else None):
        act()
    views.append(seen())
    before, after = views[0], views[-1]
    assert after["lineages"] == of_truth()
    turned = views.index(after)
    assert views == [before] * turned + [after] * (len(views) - turned)
    assert (before == after) == (scene.build in WORKERS)


@exhaustive
@scenes(*CHANGES, *WORKERS)
def test_who_is_killed_before_any_of_its_writes_leaves_all_of_it_or_nothing_and_a_job_for_the_rest(
    scene: Scene,
) -> None:
    act = scene.lay()
    before = seen()
    with Unreliable() as undisturbed:
        act()
    after = seen()
    for turn in points(_writes(undisturbed), first=len(scene.name)):
        act = scene.lay()
        with pytest.raises(Crash), Unreliable(crash_at=turn):
            act()
        left = seen()
        assert left in (before, after), undisturbed.calls[turn - 1]
        clean_up()
        assert seen() == left
        assert left["lineages"] == of_truth()
        assert left_jobs() == []


@exhaustive
@scenes(linking, felling_in_steps, restoring_a_part_in_steps)
def test_who_does_not_hear_that_something_was_written_does_it_no_second_time(scene: Scene) -> None:
    act = scene.lay()
    with Unreliable() as undisturbed:
        act()
    after = seen()
    for turn in points(_writes(undisturbed), first=len(scene.name)):
        act = scene.lay()
        with Unreliable(unanswered={turn}):
            act()
        assert seen() == after, undisturbed.calls[turn - 1]
        clean_up()
        assert seen() == after
        assert after["lineages"] == of_truth()


def test_a_deletion_that_its_process_did_not_live_to_clear_away_is_found_by_the_sweeper(queues: None) -> None:
    top = wood()[2]
    with pytest.raises(Crash), killed(SETTLES):
        fell(top, room=STEPS)
    clock.advance(60 + sweeper.GRACE.total_seconds() + 1)
    assert sweeper.sweep() == 1
    [job] = queued_jobs()
    assert worker.expand(job)
    assert truth.check().trashed == {top, top + 1}
    assert sweeper.sweep() == 0


def test_a_change_that_takes_longer_than_its_caller_waits_is_given_to_a_worker(
    queues: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, new, top, _, low = wood()
    monkeypatch.setattr("chalicelib.services.chores.PATIENCE", -1.0)
    link(new, top)
    assert truth.read().unsettled
    assert places.find(number=low).lineage == {1, new, top, top + 1, low, 2}
    [job] = queued_jobs()
    assert worker.expand(job)
    truth.check()
    fell(top, room=STEPS)
    assert truth.read().operations
    [job] = queued_jobs()
    assert worker.expand(job)
    assert truth.check().trashed == {top, top + 1}


def test_two_workers_that_disagree_about_the_time_decide_together_about_a_deletion() -> None:
    """One has read that nothing is decided, and is overtaken by another one that takes it back."""
    top = wood()[2]
    before = seen()
    with pytest.raises(Crash), killed(writes("'committed'")):
        fell(top, room=STEPS)
    clock.advance(AGES)
    [job] = left_jobs()

    def overtake() -> None:
        clock.advance(AGES)
        with pytest.raises(Crash), killed(writes("REMOVE held")):
            worker.expand(job)

    with once(writes("'aborted'"), overtake):
        worker.expand(job)
    clean_up()
    assert seen() == before
    truth.check()


def _writes(calls: Unreliable) -> list[int]:
    """The turns of writes, those left out that do nothing but take a number: it may be lost."""
    return [
        turn
        for turn, (operation, request) in enumerate(calls.calls, start=1)
        if is_write(operation) and "S#link" not in str(request)
    ]
