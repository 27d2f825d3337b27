from __future__ import annotations

from typing import Any

from tests.dialects.squiz.desk import HOME, SCHEMA, SITE, Desk, faults


def walk(desk: Desk, path: str) -> list[list[Any]]:
    """All pages of a list of children."""
    pages: list[list[Any]] = []
    cursor: str | None = ""
    while cursor is not None:
        page = desk.get(f"{path}{cursor and '&cursor='}{cursor}")
        assert page.status == 200
        assert len(page.body) <= 4 << 20
        pages.append(page.json["children"])
        cursor = page.json["cursor"]
    return pages


def test_children_stand_beside_their_links_in_their_order(desk: Desk) -> None:
    desk.link(SITE, SCHEMA, link_type="reference")
    found = desk.get("assets/2/children").json
    assert found["cursor"] is None
    links = desk.get("assets/2/links?direction=down").json
    assert [each["link"] for each in found["children"]] == [each for each in links if each["link_type"] != "reference"]
    for each in found["children"]:
        assert each["asset"] == desk.get(f"assets/{each['link']['minor_id']}").json


def test_pages_have_every_child_once(desk: Desk) -> None:
    made = [desk.make(HOME, metadata_schemas=[{"id": "6"}], metadata_values={"description": "x"}) for _ in range(7)]
    for limit in (1, 2, 3, 7, 8):
        pages = walk(desk, f"assets/{HOME}/children?limit={limit}")
        assert all(len(page) == limit for page in pages[:-1])
        assert [each["asset"]["id"] for page in pages for each in page] == made
    assert pages[0][0]["asset"]["metadata_values"]["description"] == {"type": "metadata_field_text", "value": "x"}


def test_a_page_ends_early_rather_than_grow_too_large(desk: Desk) -> None:
    made = [desk.make(HOME, attributes={"x": "a" * 290_000}) for _ in range(16)]
    pages = walk(desk, f"assets/{HOME}/children?limit=200")
    assert [len(page) for page in pages] == [14, 2]
    assert [each["asset"]["id"] for page in pages for each in page] == made


def test_a_walk_meets_whoever_was_there_throughout(desk: Desk) -> None:
    made = [desk.make(HOME) for _ in range(5)]
    first = desk.get(f"assets/{HOME}/children?limit=2").json
    desk.send("DELETE", f"assets/{made[1]}")
    desk.send("DELETE", f"assets/{made[2]}")
    rest = desk.get(f"assets/{HOME}/children?limit=200&cursor={first['cursor']}").json["children"]
    assert [each["asset"]["id"] for each in rest] == made[3:]


def test_wrong_parameters_are_named_together(desk: Desk) -> None:
    found = faults(desk.get("assets/2/children?limit=0&cursor=AAAA&disable-triggers=no&unknown=1"))
    assert [path for path, _ in found] == ["?disable-triggers", "?limit", "?cursor"]
