"""Importing a file: everything under its number, again and again, whatever happens in between."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from chalicelib.domain.asset import ASSET
from chalicelib.domain.caller import Caller
from chalicelib.services import files, records
from chalicelib.services.tree import listing, places
from chalicelib.store import sequences
from infra.cli.asset import importing
from infra.cli.asset.importing import Tally
from infra.cli.asset.lines import Lines
from infra.cli.refusals import Refusal
from tests.bucket import UnreliableWithFiles, kept
from tests.infra.cli.asset.grove import Grove, asset, lines, link
from tests.quick import quick_cloud
from tests.unreliable import Crash

pytestmark = pytest.mark.usefixtures("queues", "bucket")

CALLS_APART = 5  # what is looked at in one test
PICTURE = b"\x89PNG\r\n\x1a\n"
FILE = (
    asset(6, link(5, 20, value="main", sort_order=4, is_dependent=True), link(1, 21, link_type="reference")),
    asset(9, link(1, 30), attributes={"name": "a.png", "file_content": base64.b64encode(PICTURE).decode()}),
    asset(5, link(1), created={"date_time_unix": 1_600_000_000}, status="live", published={"date_time_unix": 1_600_000_009}),
    asset(7, link(5, 22), link(9, 23, is_dependent=True), attributes={"name": "Two parents", "n": 1.0}),
    asset(1) | {"type": "root_folder"},
    asset(8, link(7, 24, link_type="reference")),
)  # fmt: skip


def imported(path: Path, caller: Caller, *assets: dict[str, Any] | str) -> Tally:
    """Import a file; answers what it came to."""
    path.write_text(lines(*assets), encoding="utf-8")
    with Lines(str(path)) as given:
        plan, load = importing.read(given)
        for write in plan.steps(load, caller):
            write()
        return plan.tally()


def links_to(number: int) -> list[tuple[int, int, str, str, int, bool]]:
    return [
        (each.number, each.major, each.tie.type.value, each.tie.value, each.tie.sort_order, each.tie.is_dependent)
        for each in listing.ups(number=number, limit=10)
    ]


def check_all_is_there() -> None:
    assert links_to(6) == [(20, 5, "menu", "main", 4, True), (21, 1, "reference", "", 2, False)]
    assert links_to(7) == [(22, 5, "menu", "", 5, False), (23, 9, "menu", "", 0, True)]
    assert links_to(8) == [(24, 7, "reference", "", 0, False)]
    found = places.find_all(numbers=range(1, 10))
    assert {number: place.lineage for number, place in found.items()} == {
        1: {1},
        5: {5, 1},
        6: {6, 5, 1},
        7: {7, 5, 9, 1},
        8: {8},
        9: {9, 1},
    }
    picture = records.get(kind=ASSET, number=9)
    assert files.read(record=picture, location=picture.get("file").location)[1] == PICTURE
    assert picture.get("file").name == "a.png"


def test_everything_has_its_number_and_says_what_the_file_says(tmp_path: Path, caller: Caller) -> None:
    tally = imported(tmp_path / "a", caller, *FILE)
    assert (tally.assets.new, tally.links.new, tally.assets.there, tally.links.there) == (6, 7, 0, 0)
    check_all_is_there()
    folder, two = (records.get(kind=ASSET, number=number) for number in (5, 7))
    assert folder.created_at == datetime.fromtimestamp(1_600_000_000, UTC)
    assert folder.get("published_at") == datetime.fromtimestamp(1_600_000_009, UTC)
    assert (folder.get("status"), two.get("status")) == ("live", "under_construction")
    assert (two.title, two.get("attributes")) == ("Two parents", '{"name":"Two parents","n":1.0}')


def test_numbers_go_on_above_those_of_the_file(tmp_path: Path, caller: Caller) -> None:
    imported(tmp_path / "a", caller, *FILE)
    assert (sequences.take("asset"), sequences.take("link")) == (
        10,
        32,
    )  # one link of the file has no number of its own


def test_the_same_file_changes_nothing_any_more(tmp_path: Path, caller: Caller) -> None:
    imported(tmp_path / "a", caller, *FILE)
    before = [records.get(kind=ASSET, number=number).version for number in (1, 5, 6, 7, 8, 9)]
    latest = sequences.latest("link")
    again = imported(tmp_path / "a", caller, *FILE)
    assert (again.assets.new, again.links.new, again.assets.there, again.links.there) == (0, 0, 6, 7)
    assert [records.get(kind=ASSET, number=number).version for number in (1, 5, 6, 7, 8, 9)] == before
    assert sequences.latest("link") == latest
    check_all_is_there()


def test_what_is_there_is_left_as_it_is_and_gets_the_links_that_are_missing(
    tmp_path: Path, caller: Caller, grove: Grove
) -> None:
    there = grove.plant("Theirs")
    tally = imported(
        tmp_path / "a", caller, asset(99), asset(there.number, link(1), link(99), attributes={"name": "Ours"})
    )
    assert (tally.assets.new, tally.assets.there, tally.links.new, tally.links.there) == (1, 1, 2, 1)
    assert records.get(kind=ASSET, number=there.number) == there
    assert places.find(number=there.number).lineage == {there.number, 99, 1}


def test_faults_are_said_with_their_lines_and_nothing_is_written(tmp_path: Path, caller: Caller) -> None:
    with pytest.raises(Refusal) as caught:
        imported(tmp_path / "a", caller, *FILE, "", "nonsense", asset(12, link(99)), asset(13, link(12), status="x"))
    assert caught.value.message == f"{tmp_path / 'a'} is not taken, and nothing was changed. 3 faults:"
    assert [each.partition(": must")[0] for each in caught.value.details] == [
        "line 8: is no JSON.",
        "line 10: status",
        "line 9: links[0].major_id: Asset 99 is neither in the file nor there.",
    ]
    assert sequences.latest("asset") == 0
    assert kept() == set()


def test_a_file_that_says_nothing_is_refused(tmp_path: Path, caller: Caller) -> None:
    with pytest.raises(Refusal, match="holds nothing"):
        imported(tmp_path / "a", caller, "", " ")


def test_a_file_that_changes_meanwhile_is_refused(tmp_path: Path, caller: Caller) -> None:
    path = tmp_path / "a"
    path.write_text(lines(*FILE), encoding="utf-8")
    with Lines(str(path)) as given:
        plan, load = importing.read(given)
        path.write_text(lines(*FILE).replace("{", "[", 1), encoding="utf-8")
        with pytest.raises(Refusal, match="line 1 was changed meanwhile"):
            load(next(row for row in plan.rows if row.number == 6))


def test_bytes_of_an_asset_that_could_not_be_written_are_not_kept(tmp_path: Path, caller: Caller, grove: Grove) -> None:
    path = tmp_path / "a"
    path.write_text(lines(FILE[1]), encoding="utf-8")
    with Lines(str(path)) as given:
        plan, load = importing.read(given)
        while grove.plant().number < 9:
            pass
        with pytest.raises(Exception, match="9"):
            next(plan.steps(load, caller))()
    assert kept() == set()


@pytest.mark.parametrize("part", range(CALLS_APART))
def test_a_crash_anywhere_is_mended_by_the_same_file(tmp_path: Path, caller: Caller, part: int) -> None:
    turn, crashed = part + 1, True
    while crashed:
        with quick_cloud():
            try:
                with UnreliableWithFiles(crash_at=turn):
                    imported(tmp_path / "a", caller, *FILE)
                crashed = False
            except Crash:
                imported(tmp_path / "a", caller, *FILE)
            check_all_is_there()
        turn += 11 * CALLS_APART
