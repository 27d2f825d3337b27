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
    assert "squiz.list_children" in private
    assert "squiz.read_asset" not in private


def test_no_service_is_of_two_dialects() -> None:
    dialects_by_service: dict[str, set[str]] = {}
    for entry in catalogue.entries(DIALECTS):
        dialects_by_service.setdefault(entry.service.lower(), set()).add(entry.dialect.name)
    assert {service for service, dialects in dialects_by_service.items() if len(dialects) > 1} == set()


def test_an_entry_knows_where_its_dialect_stands() -> None:
    by_name = {entry.name: entry for entry in catalogue.entries(DIALECTS)}
    assert by_name["squiz.read_asset"].prefix == "/__management_api/v1"
    assert by_name["tickets.describe"].prefix == "/api"


def test_what_stands_beside_is_none() -> None:
    assert not list(catalogue.entries(BESIDE))
