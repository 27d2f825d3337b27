from __future__ import annotations

from typing import Any

import pytest

from chalicelib.dialects.squiz.views import assets
from tests.dialects.squiz.desk import FOLDER, HIDDEN, HOME, ROOT, SCHEMA, SITE, Desk, faults

ALL = {
    "major_id": "2", "minor_id": "6", "value": "v", "sort_order": 3, "is_dependent": True, "is_exclusive": False,
    "link_type": "hidden",
}  # fmt: skip


def test_a_new_link_is_as_it_was_asked_for_and_where_it_says(desk: Desk) -> None:
    answer = desk.send("POST", "links", ALL)
    number = answer.json["link_id"]
    assert (answer.status, answer.json) == (201, {"link_id": number, **ALL})
    assert answer.headers["location"] == f"https://desk.test/__management_api/v1/links/{number}"
    assert desk.get(f"links/{number}").json == answer.json
    assert answer.json in desk.get("assets/2/links?direction=down").json
    assert answer.json in desk.get("assets/6/links?direction=up").json


def test_a_new_link_says_everything(desk: Desk) -> None:
    found = faults(desk.send("POST", "links", {}))
    assert found == [(f"$.{name}", "is required") for name in ALL]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("major_id", 2), ("major_id", ""), ("minor_id", None), ("minor_id", ""), ("value", None), ("value", 5),
        ("value", "x" * 1_001), ("sort_order", "0"), ("sort_order", -2), ("sort_order", 2**31), ("sort_order", True),
        ("sort_order", 1.5), ("sort_order", 10**400), ("is_dependent", 0), ("is_exclusive", "true"), ("link_type", "Menu"),
        ("link_type", 1), ("link_type", []),
    ],
)  # fmt: skip
def test_a_value_that_a_link_can_not_have_is_a_fault(desk: Desk, name: str, value: Any) -> None:
    assert [path for path, _ in faults(desk.send("POST", "links", {**ALL, name: value}))] == [f"$.{name}"]
    if not name.endswith("_id"):
        assert [path for path, _ in faults(desk.send("PATCH", "links/1", {name: value}))] == [f"$.{name}"]


def test_half_a_surrogate_pair_is_no_value(desk: Desk) -> None:
    assert [path for path, _ in faults(desk.send("PATCH", "links/1", r'{"value": "\ud800"}'))] == ["$.value"]


@pytest.mark.parametrize("name", ["major_id", "minor_id"])
@pytest.mark.parametrize("value", ["abc", "99", "0", "02", "9" * 50, " 2"])
def test_ends_that_are_not_there_are_not_found(desk: Desk, name: str, value: str) -> None:
    assert desk.send("POST", "links", {**ALL, name: value}).status == 404


def test_an_update_changes_what_it_names_and_never_the_ends(desk: Desk) -> None:
    number = desk.up(HOME)
    before = desk.get(f"links/{number}").json
    sent = {"value": "x", "link_type": "invisible", "major_id": "1", "minor_id": "6", "link_id": "5", "more": 1}
    after = desk.send("PATCH", f"links/{number}", sent)
    assert (after.status, after.json) == (200, {**before, "value": "x", "link_type": "invisible"})
    assert desk.send("PATCH", f"links/{number}", {}).json == after.json
    assert desk.send("PATCH", f"links/{number}", after.json).json == after.json


def test_the_order_of_siblings(desk: Desk) -> None:
    made = [
        desk.make(HOME),
        desk.make(HOME),
        desk.make(HOME, link={"sort_order": 0}),
        desk.make(HOME, link={"sort_order": 7}),
    ]
    last = desk.make(HOME)
    found = desk.get(f"assets/{HOME}/links?direction=down").json
    assert [(each["minor_id"], each["sort_order"]) for each in found] == [
        (made[2], 0), (made[0], 0), (made[1], 1), (made[3], 7), (last, 8),
    ]  # fmt: skip
    assert desk.send("PATCH", f"links/{desk.up(made[2])}", {"sort_order": -1}).json["sort_order"] == 9


def test_links_go_up_and_down_up_first(desk: Desk) -> None:
    desk.link(FOLDER, HOME, link_type="reference")
    child = desk.make(HOME)
    found = desk.get(f"assets/{HOME}/links").json
    assert [(each["major_id"], each["minor_id"]) for each in found] == [("2", "4"), ("3", "4"), ("4", child)]
    assert desk.get(f"assets/{HOME}/links?direction=both").json == found
    assert desk.get(f"assets/{HOME}/links?direction=up").json == found[:2]
    assert desk.get(f"assets/{HOME}/links?direction=down").json == found[2:]
    assert faults(desk.get(f"assets/{HOME}/links?direction=left&cursor=x")) == [
        ("?direction", "must be one of up, down, both"),
        ("?cursor", "must be the cursor of a previous answer"),
    ]


@pytest.mark.parametrize("most", [1, 2, 3, 4, 6])
@pytest.mark.parametrize("direction", ["up", "down", "both"])
def test_more_links_than_one_answer_has_are_behind_its_address(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, most: int, direction: str
) -> None:
    for major in (ROOT, FOLDER, SCHEMA):
        desk.link(major, HOME, link_type="reference" if major == ROOT else "menu")
    for _ in range(3):
        desk.make(HOME)
    path = f"/__management_api/v1/assets/{HOME}/links?direction={direction}"
    everything = desk.get(path).json
    monkeypatch.setattr(assets, "MAX_LINKS", most)
    walked: list[Any] = []
    while path:
        answer = desk.get(path)
        assert 0 < len(answer.json) <= most
        walked += answer.json
        following = answer.headers.get("link", "")
        assert not following or following.endswith('>; rel="next"')
        path = following.removeprefix("<https://desk.test").partition(">")[0]
    assert walked == everything


def test_loops_doubles_and_what_is_exclusive_are_refused(desk: Desk) -> None:
    assert desk.link(HOME, HOME).status == 409
    assert desk.link(HIDDEN, FOLDER).status == 409
    assert desk.link(HIDDEN, SITE, link_type="invisible").status == 409
    assert desk.link(HIDDEN, SITE, link_type="reference").status == 201
    assert desk.link(HOME, HOME, link_type="reference").status == 409
    assert desk.link(SITE, HOME).status == 409
    assert desk.link(SITE, HOME, link_type="hidden").status == 409
    assert desk.link(SITE, HOME, link_type="reference").status == 201
    assert desk.link(SITE, HOME, link_type="reference").status == 409
    assert desk.link(FOLDER, HOME, is_exclusive=True).status == 409
    assert desk.send("PATCH", f"links/{desk.up(HOME)}", {"is_exclusive": True}).status == 200
    answer = desk.link(FOLDER, HOME)
    assert (answer.status, list(answer.json["error"])) == (409, ["code", "message"])


def test_the_last_link_of_an_asset_stays(desk: Desk) -> None:
    only = desk.up(HOME)
    answer = desk.send("DELETE", f"links/{only}")
    assert (answer.status, answer.json["error"]["message"]) == (409, "Asset 4 would be left without a parent.")
    assert desk.send("PATCH", f"links/{only}", {"link_type": "reference"}).status == 409
    second = desk.link(FOLDER, HOME).json["link_id"]
    gone = desk.send("DELETE", f"links/{only}")
    assert (gone.status, gone.body) == (204, b"")
    assert desk.get(f"links/{only}").status == 404
    assert desk.send("DELETE", f"links/{second}").status == 409


def test_an_asset_under_a_reference_alone_keeps_that(desk: Desk) -> None:
    made = desk.make(HOME, link={"link_type": "reference"})
    assert desk.send("DELETE", f"links/{desk.up(made)}").status == 409
    assert desk.get(f"assets/{HOME}/children").json["children"] == []
    assert desk.send("DELETE", f"assets/{HOME}").status == 204
