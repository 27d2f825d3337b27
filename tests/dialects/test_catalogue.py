from __future__ import annotations

from app import BESIDE, DIALECTS
from chalicelib.dialects import catalogue


def test_every_route_of_a_governed_dialect_is_an_entry_with_its_whole_path() -> None:
    found = list(catalogue.entries(DIALECTS))
    assert len(found) == sum(len(mount.dialect.routes) for mount in DIALECTS)
    by_name = {entry.name: entry for entry in found}
    assert by_name["squiz.read_asset"].path == "/__management_api/v1/assets/{assetId}"
    assert by_name["squiz.read_asset"].service == "squiz"


def test_what_no_vendor_documents_is_not_public() -> None:
    private = {entry.name for entry in catalogue.entries(DIALECTS) if not entry.is_public}
    assert private == {"squiz.list_children"}


def test_what_stands_beside_is_none() -> None:
    assert not list(catalogue.entries(BESIDE))
