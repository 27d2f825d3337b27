from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from chalicelib.domain.job import Announcement
from chalicelib.domain.tree import APPEND, LinkType, Tie
from chalicelib.errors import Conflict, Invalid, NotFound
from chalicelib.services.tree import linking, places, planting
from chalicelib.store import dynamo
from tests.services.tree import truth
from tests.services.tree.between import SETTLES, killed
from tests.services.tree.forest import (
    CALLER,
    FOLDER,
    NOTICE,
    between,
    chain,
    children,
    fell,
    left_jobs,
    lineage,
    link,
    majors,
    minors,
    plant,
    plant_at,
    plant_by,
    plant_root,
)
from tests.unreliable import Crash

pytestmark = pytest.mark.usefixtures("cloud")
DEPTHS = (1, 12, 50)


def test_there_is_one_root_which_stands_beneath_nothing() -> None:
    root = places.find(number=1)
    assert root.lineage == {1}
    assert not root.node.parents
    with pytest.raises(Conflict):
        plant_root()


def test_a_new_asset_stands_under_its_parent_and_whatever_that_stands_under() -> None:
    top, middle, low = chain(3)
    assert lineage(low) == {1, top, middle, low}
    assert children(middle) == [low]
    assert majors(low) == [middle]
    truth.check()


def test_an_asset_and_its_link_say_what_they_were_made_with() -> None:
    tie = Tie("div_contents", 4, is_dependent=True, is_exclusive=True, type=LinkType.HIDDEN)
    made = plant_by(1, tie)
    assert (made.major, made.tie) == (1, tie)
    assert between(1, made.minor) == made
    assert places.find(number=made.minor).record.get("type") == "folder"


def test_nothing_is_planted_under_what_is_not_there_or_in_the_trash() -> None:
    gone = plant()
    fell(gone)
    for parent in (gone, 99):
        with pytest.raises(NotFound, match=rf"There is no asset {parent}\."):
            plant(parent)
    truth.check()


def test_an_asset_that_is_refused_leaves_nothing() -> None:
    before = truth.read()
    with pytest.raises(Invalid):
        planting.create(values={"type": "x" * 101}, parent=1, tie=Tie(), caller=CALLER)
    assert truth.read() == before


def test_appended_siblings_are_counted_from_nought() -> None:
    made = [plant_by().tie.sort_order for _ in range(3)]
    assert made == [0, 1, 2]


def test_who_is_appended_stands_behind_the_greatest_position_references_included() -> None:
    plant_at(7)
    link(1, plant_at(3), Tie(sort_order=12, type=LinkType.REFERENCE))
    assert plant_by().tie.sort_order == 13


def test_positions_are_kept_as_they_are_given_and_the_newer_link_comes_first() -> None:
    old, new, last = plant_at(5), plant_at(5), plant_at(9)
    first = plant_at(0)
    assert children(1) == [first, new, old, last]
    assert [between(1, number).tie.sort_order for number in children(1)] == [0, 5, 5, 9]


def test_an_asset_that_a_reference_leads_to_has_no_parent_until_it_is_linked() -> None:
    adrift = plant(1, NOTICE)
    assert lineage(adrift) == {adrift}
    assert (minors(1), children(1)) == ([adrift], [])
    low = plant(adrift)
    assert lineage(low) == {adrift, low}
    link(1, adrift)
    assert lineage(low) == {1, adrift, low}
    truth.check()


def test_an_import_keeps_its_numbers_and_others_go_on_above_them() -> None:
    guid, made = UUID(int=77), datetime(2020, 1, 2, tzinfo=UTC)
    link_made = plant_by(1, Tie(), number=1821, link_number=77, guid=guid, created_at=made)
    assert (link_made.number, link_made.minor) == (77, 1821)
    record = places.find(number=1821).record
    assert (record.guid, record.created_at) == (guid, made)
    after = plant_by(1821)
    assert (after.number, after.minor) == (78, 1822)
    truth.check()


def test_numbers_are_imported_once() -> None:
    plant_by(1, Tie(), number=1821, link_number=77)
    before = truth.read()
    for number, link_number in ((1821, None), (5, 77), (1, None)):
        with pytest.raises(Conflict):
            plant(number=number, link_number=link_number)
    fell(1821)
    with pytest.raises(Conflict, match="There is an asset 1821 already"):
        plant(1, number=1821)
    assert truth.check().live == before.live - {1821}
    with pytest.raises(Conflict):
        linking.create(major=1, minor=plant(), tie=NOTICE, caller=CALLER, number=77)


def test_what_is_announced_is_a_job_in_the_same_moment(queues: None) -> None:
    record, _ = planting.create(
        values=FOLDER,
        parent=1,
        tie=Tie(),
        caller=CALLER,
        announce=lambda made: Announcement("asset.created", {"asset": made.number}),
    )
    assert left_jobs() == [f"asset.{record.number}.{record.version}"]
    with pytest.raises(NotFound):
        planting.create(
            values=FOLDER, parent=99, tie=Tie(), caller=CALLER, announce=lambda _: Announcement("asset.created", {})
        )
    assert len(left_jobs()) == 1


def test_a_new_asset_costs_five_calls_however_deep_it_is() -> None:
    stand = [1, *chain(max(DEPTHS))]
    spent = []
    for depth in DEPTHS:
        dynamo.reset_meter()
        plant(stand[depth])
        spent.append(dynamo.meter().calls)
    assert spent == [5] * len(DEPTHS)


def test_a_place_costs_one_call_however_deep_it_is() -> None:
    stand = [1, *chain(max(DEPTHS))]
    spent = []
    for depth in DEPTHS:
        dynamo.reset_meter()
        assert len(places.find(number=stand[depth]).lineage) == depth + 1
        spent.append(dynamo.meter().calls)
    assert spent == [1] * len(DEPTHS)


def test_places_of_many_cost_a_call_for_each_forty_nine() -> None:
    made = [plant() for _ in range(50)]
    for count, calls in ((49, 1), (50, 2)):
        dynamo.reset_meter()
        assert places.find_all(numbers=[*made[:count], 999, *made[:3]][:count]).keys() == set(made[:count])
        assert dynamo.meter().calls == calls


def test_places_that_are_not_settled_cost_calls_by_their_depth_and_not_by_their_number() -> None:
    top, *rest = chain(6)
    low = [plant(rest[-1]) for _ in range(20)]
    with pytest.raises(Crash), killed(SETTLES):
        link(plant(), top)
    for several in (low[:1], low):
        dynamo.reset_meter()
        assert all(len(place.lineage) == 9 for place in places.find_all(numbers=several).values())
        assert dynamo.meter().calls == 11  # the asset, the state before and after, and eight levels


def test_who_is_not_there_has_no_place() -> None:
    made, gone = plant(), plant()
    fell(gone)
    assert places.find_all(numbers=[made, gone, 99, 0]).keys() == {made}
    assert places.find_all(numbers=[]) == {}
    for number in (gone, 99, 0, -1, 10**12):
        with pytest.raises(NotFound):
            places.find(number=number)


def test_long_texts_come_with_one_place_and_with_several_only_if_they_are_wanted() -> None:
    text = '{"html": "' + "x" * 20_000 + '"}'
    record, _ = planting.create(
        values={"type": "page_standard", "attributes": text}, parent=1, tie=Tie(sort_order=APPEND), caller=CALLER
    )
    assert places.find(number=record.number).record.get("attributes") == text
    assert places.find_all(numbers=[record.number])[record.number].record.get("attributes") is None
