"""What of a file is refused, in view of itself and of what is there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from chalicelib.errors import Faults
from chalicelib.services.tree import felling, graves, linking
from infra.cli import refusals
from infra.cli.asset import asset_file, importing
from tests.infra.cli.asset.grove import Grove, asset, link


def faults_of(*assets: dict[str, Any]) -> list[str]:
    faults = Faults()
    rows = {f"line {number}": asset_file.read(json.dumps(each), faults) for number, each in enumerate(assets, 1)}
    assert not faults
    made = importing.make({place: row for place, row in rows.items() if row is not None}, faults)
    assert (made is None) is bool(faults)
    return [f"{refusals.path(fault.path)}: {fault.message}" for fault in faults]


@pytest.mark.usefixtures("cloud")
def test_nothing_is_wrong_with_a_sound_file() -> None:
    shop = asset(5, link(2, 10), link(3, 11), link(6, 12, link_type="reference"), metadata_schemas=[{"id": "4"}])
    schema = asset(4) | {"type": "metadata_schema"}
    assert faults_of(shop, asset(2), asset(3, link(2)), schema, asset(6, link(5)), asset(1)) == []


@pytest.mark.parametrize(
    ("assets", "fault"),
    [
        ([asset(5), asset(5)], "line 2.id: Asset 5 is that of line 1, too."),
        ([asset(5, link(1, 7)), asset(6, link(1, 7))], "line 2.links[0].link_id: Link 7 is that of line 1, too."),
        ([asset(5, link(1, 7), link(6, 7)), asset(6)], "line 1.links[1].link_id: Link 7 is that of line 1, too."),
        ([asset(5, link(9))], "line 1.links[0].major_id: Asset 9 is neither in the file nor there."),
        ([asset(5, link(5))], "line 1.links[0].major_id: An asset can't be linked to itself."),
        ([asset(5, link(1), link(1))], "line 1.links[1]: Asset 5 is linked to 1 twice."),
        (
            [asset(5, link(1), link(1, link_type="reference"), link(1, link_type="reference"))],
            "line 1.links[2]: Asset 5 is linked to 1 twice.",
        ),
        (
            [asset(5, link(1), link(6, is_exclusive=True)), asset(6)],
            "line 1.links: Asset 5 belongs to asset 6 exclusively, and is linked to 1, too.",
        ),
        ([asset(5, metadata_schemas=[{"id": "9"}])], "line 1.metadata_schemas: There is no metadata schema 9."),
        ([asset(5, metadata_schemas=[{"id": "1"}])], "line 1.metadata_schemas: There is no metadata schema 1."),
        (
            [asset(5, link(1), link(6)), asset(6, link(7)), asset(7, link(5))],
            "line 1.links: The links make a loop: 5 stands under 6 stands under 7 stands under 5.",
        ),
        (
            [asset(5, link(6, link_type="reference")), asset(6, link(5))],
            "line 1.links: Only references from assets beneath it lead to it, so there is nothing to make it under.",
        ),
    ],
)
@pytest.mark.usefixtures("grove")
def test_a_contradiction_is_named(assets: list[dict[str, Any]], fault: str) -> None:
    assert fault in faults_of(*assets)


@pytest.mark.usefixtures("cloud")
def test_without_a_root_folder_there_is_nothing_to_stand_under() -> None:
    assert faults_of(asset(5)) == ["line 1.links[0].major_id: Asset 1 is neither in the file nor there."]


def test_what_stands_there_is_part_of_a_loop(grove: Grove) -> None:
    top = grove.plant()
    low = grove.plant(under=grove.plant(under=top.number).number)
    new = asset(99, link(low.number))
    said = asset(top.number, link(99))
    assert faults_of(new, said)[0].startswith("line 1.links: The links make a loop: ")
    assert faults_of(new, asset(top.number, link(99, link_type="reference"))) == []


def test_an_exclusive_parent_that_is_there_stands_against_another_one(grove: Grove) -> None:
    part = grove.plant(exclusive=True).number
    other = grove.plant().number
    assert faults_of(asset(part, link(other))) == [
        f"line 1.links: Asset {part} belongs to asset 1 exclusively, and is linked to {other}, too."
    ]
    assert faults_of(asset(part, link(other, link_type="reference"))) == []


def test_what_is_in_the_trash_is_neither_made_nor_stood_under(grove: Grove) -> None:
    gone = grove.plant().number
    felling.fell(number=gone, caller=grove.caller)
    assert faults_of(asset(gone), asset(99, link(gone))) == [
        f"line 1.id: Asset {gone} is in the trash: restore it, or purge it.",
    ]
    assert faults_of(asset(99, link(gone))) == [f"line 1.links[0].major_id: Asset {gone} is in the trash."]


def test_numbers_are_given_out_once(grove: Grove) -> None:
    gone, other = grove.plant().number, grove.plant().number
    felling.fell(number=gone, caller=grove.caller)
    graves.purge(number=gone)
    ended = grove.link(other, grove.plant().number)
    linking.remove(number=ended.number, caller=grove.caller)
    assert faults_of(asset(gone), asset(99, link(1, ended.number))) == [
        f"line 1.id: The number {gone} was given to an asset that is no more.",
        f"line 2.links[0].link_id: The number {ended.number} was given to a link that is no more.",
    ]


def test_a_link_that_is_there_is_between_the_same_two(grove: Grove) -> None:
    one, other = grove.plant().number, grove.plant().number
    standing = grove.link(one, other).number
    assert faults_of(asset(other, link(one, standing))) == []
    assert faults_of(asset(99, link(1, standing))) == [
        f"line 1.links[0].link_id: There is a link {standing} already, from {one} to {other}."
    ]
    assert faults_of(asset(other, link(one, 999))) == [
        f"line 1.links[0]: Asset {other} is linked to {one} already, by link {standing}."
    ]
