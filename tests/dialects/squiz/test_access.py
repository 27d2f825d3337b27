from __future__ import annotations

import pytest

from tests.dialects.squiz.desk import FOLDER, HIDDEN, HOME, ROOT, SITE, Desk


def statuses(desk: Desk, token: str, *paths: str) -> list[int]:
    return [desk.get(path, token=token).status for path in paths]


def test_a_restricted_token_sees_its_roots_and_what_is_beneath_them(desk: Desk) -> None:
    beneath = desk.make(HIDDEN)
    inside = (
        f"assets/{FOLDER}",
        f"assets/{HIDDEN}",
        f"assets/{beneath}",
        f"assets/{FOLDER}/children",
        f"assets/{HIDDEN}/links",
    )
    assert statuses(desk, "restricted", *inside) == [200] * 5
    outside = (f"assets/{ROOT}", f"assets/{SITE}", f"assets/{HOME}", f"assets/{SITE}/children", f"assets/{HOME}/links")
    assert statuses(desk, "restricted", *outside) == [403] * 5
    answer = desk.get(f"assets/{HOME}", token="restricted")
    assert answer.json == {"error": {"code": 403, "message": "The asset is not under a root node of this token."}}
    assert statuses(desk, "restricted", "assets/99", "links/99") == [404, 404]


def test_a_reference_is_no_kinship(desk: Desk) -> None:
    assert desk.link(FOLDER, HOME, link_type="reference").status == 201
    assert statuses(desk, "restricted", f"assets/{HOME}") == [403]
    assert desk.link(FOLDER, HOME, link_type="hidden").status == 201
    assert statuses(desk, "restricted", f"assets/{HOME}") == [200]


def test_a_link_can_be_read_from_either_end_and_changed_from_the_major(desk: Desk) -> None:
    to_folder, to_home = desk.up(FOLDER), desk.up(HOME)
    assert statuses(desk, "restricted", f"links/{to_folder}", f"links/{to_home}") == [200, 403]
    for method in ("PATCH", "DELETE"):
        assert desk.send(method, f"links/{to_folder}", {}, token="restricted").status == 403
    within = desk.up(HIDDEN)
    assert desk.send("PATCH", f"links/{within}", {"value": "x"}, token="restricted").status == 200


def test_both_ends_of_a_new_link_must_be_within_the_roots(desk: Desk) -> None:
    body = {
        "value": "", "sort_order": -1, "is_dependent": False, "is_exclusive": False, "link_type": "reference"
    }  # fmt: skip
    for major, minor, status in ((FOLDER, HOME, 403), (SITE, HIDDEN, 403), (HIDDEN, FOLDER, 201), (99, SITE, 404)):
        sent = {"major_id": str(major), "minor_id": str(minor), **body}
        assert desk.send("POST", "links", sent, token="restricted").status == status


def test_a_new_asset_needs_a_parent_within_the_roots(desk: Desk) -> None:
    for parent, status in ((SITE, 403), (99, 404), (FOLDER, 201), (HIDDEN, 201)):
        body = {"asset": {"type": "folder"}, "parent": {"asset_id": str(parent)}}
        assert desk.send("POST", "assets", body, token="restricted").status == status


def test_a_reader_reads_everything_and_writes_nothing(desk: Desk) -> None:
    link = desk.up(HOME)
    read = ("assets/1", "assets/1/links", "assets/1/children", f"links/{link}")
    assert statuses(desk, "reader", *read) == [200] * 4
    for method, path in (
        ("POST", "assets"),
        ("PATCH", "assets/4"),
        ("DELETE", "assets/4"),
        ("POST", "links"),
        ("PATCH", f"links/{link}"),
        ("DELETE", f"links/{link}"),
    ):
        assert desk.send(method, path, b"no JSON", token="reader").status == 403
    assert desk.get("assets/4").json["version"] == "0.0.1"


def test_whoever_may_nothing_is_told_so_only_of_what_is_there(desk: Desk) -> None:
    assert statuses(desk, "stranger", "assets/1", "assets/1/links", "links/1", "assets/99") == [403, 403, 403, 404]


def test_permissions_on_a_part_of_the_tree_are_for_that_part(desk: Desk) -> None:
    assert desk.send("PATCH", f"assets/{HIDDEN}", {}, token="editor").status == 200
    assert desk.send("PATCH", f"assets/{HOME}", {}, token="editor").status == 403
    body = {"asset": {"type": "folder"}, "parent": {"asset_id": str(HOME)}}
    assert desk.send("POST", "assets", body, token="editor").status == 403
    body["parent"]["asset_id"] = str(HIDDEN)
    made = desk.send("POST", "assets", body, token="editor")
    assert made.status == 201
    assert desk.send("DELETE", f"assets/{made.json['id']}", token="editor").status == 204


def test_permissions_follow_an_asset_that_is_moved(desk: Desk) -> None:
    page = desk.make(HOME)
    former = desk.up(page)
    assert desk.send("PATCH", f"assets/{page}", {}, token="editor").status == 403
    assert desk.link(FOLDER, page).status == 201
    assert desk.send("DELETE", f"links/{former}").status == 204
    assert desk.send("PATCH", f"assets/{page}", {}, token="editor").status == 200


@pytest.mark.parametrize("number", ["0", "01", "-1", "+1", "1.0", "x", "1x", "٣", "9" * 40, "%20", "1%2F2", "%FF"])
def test_what_is_no_plain_number_names_nothing(desk: Desk, number: str) -> None:
    paths = (f"assets/{number}", f"assets/{number}/links", f"assets/{number}/children", f"links/{number}")
    assert statuses(desk, "full", *paths) == [404] * 4
    assert desk.client.send("GET", f"/__management_api/v1/files/{number}/x/y").status == 404
