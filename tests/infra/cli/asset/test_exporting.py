from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from chalicelib.domain.asset import ASSET
from chalicelib.domain.caller import Caller
from chalicelib.errors import NotFound
from chalicelib.services import pages
from chalicelib.services.tree import felling
from infra.cli.asset import exporting
from tests.infra.cli.asset.grove import Grove, asset
from tests.infra.cli.asset.test_importing import FILE, imported
from tests.quick import quick_cloud

pytestmark = pytest.mark.usefixtures("queues", "bucket")


def everything() -> list[dict[str, Any]]:
    return [json.loads(line) for line in exporting.everything(with_files=True)]


def test_what_is_exported_is_imported_as_it_was(tmp_path: Path, caller: Caller) -> None:
    said = (
        *FILE,
        asset(
            40,
            metadata_schemas=[{"id": "41", "granted": "deny", "cascades": False}],
            metadata_values={"k": ["a", "b"], "l": {"value": "c"}},
            contexts={"3": {"attributes": {"n": 1.0}, "metadata_values": {"k": "x"}}},
            paint_layouts={"asset_level": "7"},
            web_paths=["a/b"],
            external_id="ext",
            version="0.3.12",
            status_changed={"date_time_unix": 1_600_000_001},
        ),
        asset(41) | {"type": "metadata_schema"},
        asset(42, urls=[{"path": "www.example.com"}]) | {"type": "site"},
    )
    imported(tmp_path / "a", caller, *said)
    before = pages.page(kind=ASSET, limit=100).records
    exported = list(exporting.everything(with_files=True))
    with quick_cloud():
        imported(tmp_path / "b", caller, *exported)
        after = pages.page(kind=ASSET, limit=100).records
        assert list(exporting.everything(with_files=True)) == exported
    own = {"file", "file_secret"}  # each deployment's
    for one, other in zip(before, after, strict=True):
        assert (one.number, one.created_at.replace(microsecond=0)) == (
            other.number,
            other.created_at.replace(microsecond=0),
        )
        assert {n: v for n, v in one.fields.items() if n not in own} == {
            n: v for n, v in other.fields.items() if n not in own
        }


def test_bytes_can_be_left_out(tmp_path: Path, caller: Caller) -> None:
    imported(tmp_path / "a", caller, *FILE)
    picture = next(each for each in exporting.everything(with_files=False) if '"a.png"' in each)
    assert json.loads(picture)["attributes"] == {"name": "a.png"}


def test_an_asset_is_exported_with_all_beneath_it_and_no_links_from_elsewhere(grove: Grove) -> None:
    top = grove.plant("Top")
    low = grove.plant("Low", under=top.number)
    lowest = grove.plant("Lowest", under=low.number)
    beside = grove.plant("Beside")
    grove.link(top.number, lowest.number)
    grove.link(beside.number, lowest.number)
    grove.link(beside.number, low.number, link_type="reference")
    grove.link(beside.number, top.number, link_type="reference")
    found = [json.loads(line) for line in exporting.beneath(top.number, with_files=True)]
    assert [each["attributes"]["name"] for each in found] == ["Top", "Low", "Lowest"]
    assert [[link["major_id"] for link in each["links"]] for each in found] == [
        ["1", str(beside.number)],
        [str(top.number)],
        [str(low.number), str(top.number)],
    ]


def test_what_is_in_the_trash_is_not_exported(grove: Grove, caller: Caller) -> None:
    gone = grove.plant("Gone")
    felling.fell(number=gone.number, caller=caller)
    assert [each["id"] for each in everything()] == ["1"]
    with pytest.raises(NotFound):
        list(exporting.beneath(gone.number, with_files=True))


def test_each_asset_is_one_line_however_its_sender_has_laid_it_out(grove: Grove) -> None:
    grove.plant("Page", attributes='{"a":[1,\r\n 2],"b":"x\\ny\u2028"}')
    line = list(exporting.everything(with_files=True))[1]
    assert "\n" not in line
    assert "\r" not in line
    assert '"attributes": {"a":[1,   2],"b":"x\\ny\u2028"}' in line


def test_an_empty_deployment_has_an_empty_file(cloud: None) -> None:
    assert everything() == []
