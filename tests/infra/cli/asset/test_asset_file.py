from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import Faults
from infra.cli import refusals
from infra.cli.asset import asset_file
from infra.cli.asset.asset_file import Row
from tests.infra.cli.asset.grove import asset, link

JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


def read(content: Any) -> tuple[Row | None, list[str]]:
    faults = Faults()
    row = asset_file.read(content if isinstance(content, str) else json.dumps(content), faults)
    return row, [f"{refusals.path(fault.path)}: {fault.message}" for fault in faults]


def sound(content: Any) -> Row:
    row, faults = read(content)
    assert faults == []
    assert row is not None
    return row


def test_an_asset_that_the_api_has_shown_is_read() -> None:
    shown = {
        "id": "1821",
        "type": "page_standard",
        "attributes": {"name": "EXAMPLE PAGE"},
        "status": "live",
        "version": "0.0.12",
        "created": {"date_time_unix": 1641875024, "user_id": "1227"},
        "updated": {"date_time_unix": 1641875025, "user_id": "1227"},
        "published": None,
        "status_changed": {"date_time_unix": 1641875026, "user_id": "1227"},
        "metadata_schemas": [{"id": "5190", "granted": "deny", "cascades": True}],
        "metadata_values": {"keywords": {"type": "metadata_field_select", "value": ["sport"]}, "description": None},
        "paint_layouts": {"asset_level": 7, "url_based": {}},
        "external_id": "x-1",
        "web_paths": ["a"],
        "urls": [],
        "links": [link(1, 77, minor_id="1821", link_type="hidden", is_dependent=True, value="v", sort_order=3)],
    }
    row = sound(shown)
    assert (row.number, row.type, row.schemas) == (1821, "page_standard", (5190,))
    assert row.created == datetime.fromtimestamp(1641875024, UTC)
    assert [(each.number, each.major, each.tie.type, each.tie.is_dependent) for each in row.links] == [
        (77, 1, "hidden", True)
    ]
    assert row.values() == {
        "type": "page_standard",
        "external_id": "x-1",
        "attributes": '{"name":"EXAMPLE PAGE"}',
        "name": "EXAMPLE PAGE",
        "metadata": '{"keywords":["sport"]}',
        "schemas": '[{"id":"5190","granted":"deny","cascades":true}]',
        "paint_layouts": '{"asset_level":7,"url_based":{}}',
        "web_paths": '["a"]',
        "status": "live",
        "version": "0.0.12",
        "status_changed_at": datetime.fromtimestamp(1641875026, UTC),
    }


def test_little_has_to_be_said() -> None:
    row = sound({"id": 7, "type": "folder", "links": [{"major_id": 1}]})
    assert (row.number, row.created, row.links[0].number, row.links[0].tie.sort_order) == (7, None, None, -1)
    assert row.values()["version"] == "0.0.1"


def test_values_are_kept_to_the_character() -> None:
    text = '{"id": "7", "type": "x", "attributes": { "a" : [1.0, 1e5,\t{"b":"\\u00e9\\ud800"}] }, "links": [{"major_id": "1"}]}'
    assert sound(text).values()["attributes"] == '{"a":[1.0, 1e5,\t{"b":"\\u00e9\\ud800"}]}'


def test_what_contexts_say_lies_over_the_rest() -> None:
    row = sound(asset(7, contexts={"2": {"attributes": {"name": "Zwei"}}, "1": {"metadata_values": {"k": "v"}}}))
    assert json.loads(str(row.values()["contexts"])) == {
        "2": {"attributes": {"name": "Zwei"}},
        "1": {"metadata": {"k": "v"}},
    }


def test_bytes_are_no_attribute() -> None:
    row = sound(asset(7, attributes={"name": "a.png", "file_content": base64.b64encode(b"bytes").decode()}))
    assert row.wish.upload == b"bytes"
    assert row.values()["attributes"] == '{"name":"a.png"}'


def test_a_site_has_an_address_and_nothing_else_has() -> None:
    urls = [{"path": "www.example.com/", "schemes": ["https"]}]
    assert sound(asset(7, urls=urls) | {"type": "site"}).values()["url"] == "www.example.com"
    assert "url" not in sound(asset(7, urls=urls)).values()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("{", ": is no JSON."),
        ("[]", ": must be an object, the whole of it on one line."),
        ('{"id": "7"', ": is no JSON."),
        ("[" * 600 + "]" * 600, "[0][0]: is nested deeper than 500 levels."),
        ({}, "id: is missing."),
        ({}, "type: is missing."),
        (asset(7) | {"id": "07"}, "id: must be the number of an asset."),
        (asset(7) | {"id": "2147483648"}, "id: must be the number of an asset."),
        (asset(7) | {"id": 0}, "id: must be the number of an asset."),
        (asset(7) | {"type": "a-b"}, "type: must be a type code of letters, digits and underscores."),
        (asset(7, colour=1), "colour: is not known; there are id, type, attributes, status, version,"),
        (asset(7, attributes=[]), "attributes: must be an object."),
        (asset(7, attributes={"file_content": "?"}), "attributes.file_content: must be base64."),
        (asset(7, metadata_schemas=[{"id": "x"}]), "metadata_schemas[0].id: must be the number of a schema."),
        (asset(7, metadata_values={"k": 1}), "metadata_values.k: must be a text, an array of texts,"),
        (asset(7, external_id="x" * 256), "external_id: must have at most 255 characters."),
        (asset(7, status="published"), "status: must be one of under_construction, "),
        (asset(7, version="1"), "version: must be a version like 0.0.1."),
        (asset(7, created="2020-01-01"), 'created: must be an object like {"date_time_unix": 1641875024}.'),
        (asset(7, published={"date_time_unix": 1e9}), "published: must be an object like"),
        (asset(7, published={"date_time_unix": 10**12}), "published: must be an object like"),
        (asset(7, urls=[{"path": "a b"}]) | {"type": "site"}, "urls[0].path: must be a host with a path"),
        (asset(7, urls="a") | {"type": "site"}, "urls[0].path: must be a host with a path"),
        (asset(7, contexts=[]), "contexts: must be an object."),
        (asset(7, contexts={"0": {}}), "contexts.0: must be the number of a context."),
        (asset(7, contexts={"1": []}), "contexts.1: must be an object."),
        (asset(7, contexts={"1": {"status": "live"}}), "contexts.1.status: is not known; there are attributes, "),
        (asset(7, contexts={"1": {"attributes": 1}}), "contexts.1.attributes: must be an object."),
        (asset(7) | {"links": []}, "links: is missing: an asset is linked to another one."),
        (asset(7) | {"links": {}}, "links: must be a list of links."),
        (asset(1) | {"links": [link(7)]}, "links: The root folder stands under nothing."),
        (asset(7, 5), "links[0]: must be an object."),  # type: ignore[arg-type]
        (asset(7, {}), "links[0].major_id: is missing."),
        (asset(7, link(0)), "links[0].major_id: must be the number of an asset."),
        (asset(7, link(1, link_id="x")), "links[0].link_id: must be the number of a link."),
        (asset(7, link(1, minor_id="8")), "links[0].minor_id: must be the id of this asset."),
        (asset(7, link(1, link_type="child")), "links[0].link_type: must be one of menu, hidden, invisible, reference."),
        (asset(7, link(1, sort_order=-2)), "links[0].sort_order: must be from -1 to 2147483647."),
        (asset(7, link(1, is_dependent="no")), "links[0].is_dependent: must be true or false."),
        (asset(7, link(1, child=True)), "links[0].child: is not known; there are link_id, major_id, "),
        (asset(7, attributes={"a": "x" * 300_000}), ": The attributes and metadata of an asset may have at most"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(content: Any, fault: str) -> None:
    _, faults = read(content)
    assert any(each.startswith(fault) for each in faults), faults


def test_all_faults_are_said_at_once() -> None:
    row, faults = read(asset(7, link(0), status="x", version=1) | {"type": ""})
    assert row is not None  # what others say of asset 7 can still be judged
    assert row.number == 7
    assert len(faults) == 4


@given(JSON)
def test_any_json_is_read_or_has_faults(content: Any) -> None:
    row, faults = read(content)
    assert faults
    assert row is None


@given(st.dictionaries(st.sampled_from(asset_file._MEMBERS), JSON))
def test_any_asset_is_read_or_has_faults(content: dict[str, Any]) -> None:
    row, faults = read(content)
    assert faults or (row is not None and row.values())


@given(st.text())
def test_any_text_is_read_or_has_faults(text: str) -> None:
    assert read(text)[1]
