from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib.domain import clock
from chalicelib.services import assets
from tests.dialects.squiz.desk import ADMIN, HOME, ROOT, SCHEMA, SITE, Desk, faults

MEMBERS = [
    "id", "type", "attributes", "status", "version", "created", "updated", "published", "status_changed",
    "metadata_schemas", "metadata_values", "paint_layouts", "external_id", "web_paths", "urls",
]  # fmt: skip


def raw_attributes(text: str) -> str:
    """The attributes of an answer as they stand there."""
    return text.partition('"attributes":')[2].partition(',"status":')[0]


def test_an_asset_has_all_members_in_one_order(desk: Desk) -> None:
    assert list(desk.get(f"assets/{ROOT}").json) == MEMBERS
    assert list(desk.send("PATCH", f"assets/{HOME}", {}).json) == MEMBERS


@pytest.mark.parametrize(
    "value",
    [
        "1.0", "1e5", "-0", "123456789012345678901234567890.50", "9" * 5_000, "null", "{}", "[]", '{"b":{},"a":[null]}',
        '{ "b" : 1 ,\n\t"a": [ 1,2 ] }', r'"\u00e4\/\ud83d\ude00"', r'"\ud800"', '"ä😀\u2028\x7f"', '{"a":1,"a":2}',
        "[" * 400 + "]" * 400, r'"\u0000"', '""', r'{"\ud800":"\ude00\ud83d"}',
    ],
)  # fmt: skip
def test_the_value_of_an_attribute_comes_back_as_it_was_sent(desk: Desk, value: str) -> None:
    sent = (
        f'{{"asset":{{"type":"bodycopy","attributes": {{ "x" : {value} , "name":"N" }}}},"parent":{{"asset_id":"1"}}}}'
    )
    made = desk.send("POST", "assets", sent)
    assert made.status == 201
    assert raw_attributes(made.text) == f'{{"x":{value},"name":"N"}}'
    path = f"assets/{made.text[7:].partition(chr(34))[0]}"
    assert raw_attributes(desk.get(path).text) == f'{{"x":{value},"name":"N"}}'
    changed = desk.send("PATCH", path, f'{{"attributes":{{"y": {value} ,"x":7}}}}')
    assert raw_attributes(changed.text) == f'{{"x":7,"name":"N","y":{value}}}'
    assert raw_attributes(desk.get(path).text) == f'{{"x":7,"name":"N","y":{value}}}'
    assert raw_attributes(desk.get(f"{path}?contextid=1").text) == f'{{"x":7,"name":"N","y":{value}}}'


def test_names_of_attributes_come_back_as_they_were_sent(desk: Desk) -> None:
    made = desk.make(attributes={"plain": 1})
    answer = desk.send("PATCH", f"assets/{made}", r'{"attributes":{"\u00e4\ud800":1,"ö \"":2,"":3}}')
    assert raw_attributes(answer.text) == r'{"plain":1,"\u00e4\ud800":1,"ö \"":2,"":3}'


def test_all_faults_of_a_new_asset_are_named_at_once(desk: Desk) -> None:
    assert faults(desk.send("POST", "assets?disable-triggers=2", {})) == [
        ("?disable-triggers", "must be 0 or 1"),
        ("$.asset.type", "is required"),
        ("$.parent.asset_id", "is required"),
    ]
    body = {
        "asset": {
            "type": "no type", "attributes": [], "external_id": 5, "paint_layouts": "x", "web_paths": {},
            "metadata_schemas": [{"id": "x"}, 5, {"id": SCHEMA, "granted": False, "cascades": 1}, {"id": "99"}, {"id": "4"}],
            "metadata_values": {"a": 5, "b": {}, "keywords": ["music"], "nothing": "x", "description": ["x"]},
        },
        "parent": {"asset_id": "01", "link_type": "up", "value": 7, "sort_order": 1.5, "is_dependent": 1, "is_exclusive": None},
    }  # fmt: skip
    assert sorted(path for path, _ in faults(desk.send("POST", "assets", body))) == [
        "$.asset.attributes",
        "$.asset.external_id",
        "$.asset.metadata_schemas[0].id",
        "$.asset.metadata_schemas[1]",
        "$.asset.metadata_schemas[2].cascades",
        "$.asset.metadata_schemas[2].granted",
        "$.asset.metadata_schemas[3].id",
        "$.asset.metadata_schemas[4].id",
        "$.asset.metadata_values.a",
        "$.asset.metadata_values.b.value",
        "$.asset.metadata_values.description",
        "$.asset.metadata_values.keywords",
        "$.asset.metadata_values.nothing",
        "$.asset.paint_layouts",
        "$.asset.type",
        "$.asset.web_paths",
        "$.parent.asset_id",
        "$.parent.is_dependent",
        "$.parent.is_exclusive",
        "$.parent.link_type",
        "$.parent.sort_order",
        "$.parent.value",
    ]


@pytest.mark.parametrize("parent", [1, "1"])
def test_a_parent_is_named_by_text_or_number(desk: Desk, parent: Any) -> None:
    assert desk.send("POST", "assets", {"asset": {"type": "folder"}, "parent": {"asset_id": parent}}).status == 201


@pytest.mark.parametrize("parent", [True, 1.0, -1, "", "01", "+1", "1 ", "x", None, [], {}, "¹"])
def test_any_other_parent_is_a_fault(desk: Desk, parent: Any) -> None:
    answer = desk.send("POST", "assets", {"asset": {"type": "folder"}, "parent": {"asset_id": parent}})
    assert [path for path, _ in faults(answer)] == ["$.parent.asset_id"]


@pytest.mark.parametrize("parent", [0, "0", "99", 2**31, "9" * 40])
def test_a_parent_that_is_not_there_is_not_found(desk: Desk, parent: Any) -> None:
    assert desk.send("POST", "assets", {"asset": {"type": "folder"}, "parent": {"asset_id": parent}}).status == 404


def test_the_first_link_is_as_it_was_asked_for(desk: Desk) -> None:
    link = {"link_type": "hidden", "value": "div_contents", "sort_order": 5, "is_dependent": True, "is_exclusive": True}
    made = desk.make(HOME, type="bodycopy", link=link)
    ((found),) = desk.get(f"assets/{made}/links").json
    assert found == {"link_id": found["link_id"], "major_id": str(HOME), "minor_id": made, **link}


def test_what_the_server_sets_can_not_be_sent(desk: Desk) -> None:
    sent: dict[str, Any] = {
        "id": "77",
        "status": "live",
        "version": "9.9.9",
        "published": 5,
        "created": 1,
        "urls": [{"path": "x"}],
    }
    made = desk.make(**sent)
    asset = desk.get(f"assets/{made}").json
    assert (asset["id"], asset["status"], asset["version"], asset["published"]) == (
        made,
        "under_construction",
        "0.0.1",
        None,
    )
    after = desk.send("PATCH", f"assets/{made}", sent).json
    assert {name for name in asset if asset[name] != after[name]} - {"updated"} == {"version"}


def test_an_asset_that_is_sent_back_whole_stays_what_it_was(desk: Desk) -> None:
    made = desk.make(
        type="content_type_wysiwyg",
        attributes={"html": "<p>x</p>", "name": "Text"},
        metadata_schemas=[{"id": str(SCHEMA)}],
        metadata_values={"description": "d", "keywords": {"value": ["sport"]}},
        paint_layouts={"asset_level": {"id": "7"}},
        web_paths=["x"],
        external_id="e",
    )
    read = desk.get(f"assets/{made}").json
    assert read["attributes"]["htmltidy_status"] == "wait"
    for version in ("0.0.2", "0.0.3"):
        after = desk.send("PATCH", f"assets/{made}", read).json
        assert {name for name in read if read[name] != after[name]} - {"updated"} == {"version"}
        assert after["version"] == version


def test_what_is_added_to_text_is_not_kept_unless_it_is_said_otherwise(desk: Desk) -> None:
    made = desk.make(type="content_type_wysiwyg", attributes={"html": "x"})
    shown = desk.get(f"assets/{made}").json["attributes"]
    assert shown == {"html": "x", "htmltidy_status": "wait", "htmltidy_errors": "No error found"}
    desk.send("PATCH", f"assets/{made}", {"attributes": shown})
    assert desk.send("PATCH", f"assets/{made}", {"type": "content_type_raw_html"}).json["attributes"] == {"html": "x"}
    desk.send("PATCH", f"assets/{made}", {"type": "content_type_wysiwyg", "attributes": {"htmltidy_status": "done"}})
    assert desk.get(f"assets/{made}").json["attributes"]["htmltidy_status"] == "done"


def test_what_is_named_is_replaced_whole_and_what_is_not_stays(desk: Desk) -> None:
    made = desk.make(
        attributes={"a": {"deep": 1, "er": 2}, "b": 1, "c": 1},
        paint_layouts={"url_based": {"x": 1}},
        web_paths=["x"],
        external_id="e",
    )
    body = {"attributes": {"a": {"deep": 2}, "b": None, "d": 1}, "paint_layouts": {"asset_level": 5}, "web_paths": None}
    after = desk.send("PATCH", f"assets/{made}", body).json
    assert after["attributes"] == {"a": {"deep": 2}, "b": None, "c": 1, "d": 1}
    assert after["paint_layouts"] == {
        "asset_level": 5, "asset_level_override": None, "url_based": {"x": 1}, "user_defined": {}
    }  # fmt: skip
    assert (after["web_paths"], after["external_id"]) == (None, "e")


def test_every_update_counts_once_even_an_empty_one(desk: Desk) -> None:
    for number in range(2, 12):
        assert desk.send("PATCH", f"assets/{HOME}", {}).json["version"] == f"0.0.{number}"


def test_updates_that_come_at_once_all_count(desk: Desk) -> None:
    bodies = [{"attributes": {f"a{number}": number}} for number in range(6)]
    with ThreadPoolExecutor(len(bodies)) as crowd:
        answers = list(crowd.map(lambda body: desk.send("PATCH", f"assets/{HOME}", body).status, bodies))
    assert answers == [200] * 6
    asset = desk.get(f"assets/{HOME}").json
    assert asset["version"] == "0.0.7"
    assert asset["attributes"] == {"name": "Home", **{f"a{number}": number for number in range(6)}}


def test_children_and_links_leave_the_version_alone(desk: Desk) -> None:
    before = desk.get(f"assets/{HOME}").json
    child = desk.make(HOME)
    desk.link(HOME, SCHEMA, link_type="reference")
    desk.send("DELETE", f"assets/{child}")
    assert desk.get(f"assets/{HOME}").json == before


def test_the_moments_of_a_status_and_of_publication(desk: Desk) -> None:
    clock.advance(60)
    assets.set_status(number=HOME, status="live", caller=ADMIN)
    asset = desk.get(f"assets/{HOME}").json
    assert asset["status"] == "live"
    assert asset["published"] == asset["status_changed"] == asset["updated"]
    assert asset["status_changed"]["date_time_unix"] >= asset["created"]["date_time_unix"] + 60


def test_who_made_and_who_changed_it_is_told(desk: Desk) -> None:
    made = desk.make(HOME)
    assert desk.get(f"assets/{made}").json["created"]["user_id"] == "1"
    assert desk.get(f"assets/{HOME}").json["created"]["user_id"] is None
    after = desk.send("PATCH", f"assets/{HOME}", {}).json
    assert (after["created"]["user_id"], after["updated"]["user_id"]) == (None, "1")


def test_a_site_has_an_address(desk: Desk) -> None:
    assert desk.get(f"assets/{SITE}").json["urls"] == [{"path": "www.example.com", "schemes": ["https"]}]


@pytest.mark.parametrize("length", [1, 1_000, 7_000, 9_000, 299_990])
def test_attributes_may_be_long(desk: Desk, length: int) -> None:
    made = desk.make(attributes={"x": "a" * length})
    assert desk.get(f"assets/{made}").json["attributes"] == {"x": "a" * length}


def test_an_asset_has_300000_bytes_and_no_more(desk: Desk) -> None:
    made = desk.make(attributes={"x": "ä" * ((300_000 - 8) // 2)})
    for change in ({"attributes": {"y": 1}}, {"paint_layouts": {"asset_level": 1}}, {"web_paths": [1]}):
        assert desk.send("PATCH", f"assets/{made}", change).status == 413
    assert desk.send("PATCH", f"assets/{made}?contextid=1", {"attributes": {"x": 1}}).status == 413
    assert desk.get(f"assets/{made}").json["version"] == "0.0.1"
    assert desk.send("PATCH", f"assets/{made}", {"attributes": {"x": 1}}).status == 200
    body = {"asset": {"type": "folder", "attributes": {"x": "a" * 300_000}}, "parent": {"asset_id": "1"}}
    assert desk.send("POST", "assets", body).status == 413


def test_what_went_to_the_trash_is_gone_here_with_its_links(desk: Desk) -> None:
    made = desk.make(HOME)
    link = desk.up(made)
    assert desk.send("DELETE", f"assets/{made}").status == 204
    for path in (f"assets/{made}", f"assets/{made}/links", f"assets/{made}/children", f"links/{link}"):
        assert desk.get(path).status == 404
    assert desk.send("DELETE", f"assets/{made}").status == 404
    assert desk.get(f"assets/{HOME}/links?direction=down").json == []
    assert desk.get(f"assets/{HOME}/children").json == {"children": [], "cursor": None}


def test_nobody_is_orphaned_by_a_deletion_but_dependent_parts_go_along(desk: Desk) -> None:
    part = desk.make(HOME, link={"is_dependent": True})
    leaf = desk.make(part)
    answer = desk.send("DELETE", f"assets/{HOME}")
    assert (answer.status, answer.json["error"]["message"]) == (409, f"Asset {leaf} would be left without a parent.")
    desk.link(SITE, leaf)
    assert desk.send("DELETE", f"assets/{HOME}").status == 204
    assert [desk.get(f"assets/{each}").status for each in (HOME, part, leaf)] == [404, 404, 200]


def test_the_root_and_the_roots_of_tokens_stay(desk: Desk) -> None:
    assert desk.send("DELETE", "assets/1").status == 409
    inner = desk.get("assets/3/children").json["children"][0]["asset"]["id"]
    assert desk.link(SITE, inner).status == 201
    assert desk.send("DELETE", "assets/3").status == 409
