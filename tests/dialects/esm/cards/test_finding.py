from __future__ import annotations

from tests.dialects.esm.desk import Desk, data


def etag(desk: Desk, card: str) -> str:
    return desk.get(f"/dc/rest_example/data/{card}").headers["etag"]


def test_a_folder_in_which_a_card_lies_already_is_no_change(desk: Desk) -> None:
    card = desk.create("rest_example", "rest_examples", text="a")
    before = etag(desk, card)
    same = {"folderCode": "rest_examples", "data": data(text="a")}
    assert desk.send("PATCH", f"/dc/rest_example/data/{card}", same).status == 200
    assert etag(desk, card) == before
    moved = {"folderCode": "archive", "data": {}}
    assert desk.send("PATCH", f"/dc/rest_example/data/{card}", moved).status == 200
    assert desk.get(f"/dc/rest_example/data/{card}").json["folderCode"] == "archive"
    assert etag(desk, card) != before
