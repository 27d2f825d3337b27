"""How much is taken at a time, and what is said of more (specification, 1.3, 4.2, 5.2, 5.8)."""

from __future__ import annotations

from typing import Any, Final

from chalicelib.domain.file import MAX_BYTES
from tests.bucket import make_bucket
from tests.dialects.esm.desk import Desk, data

CARDS: Final = "/dc/rest_example/data"
FORM: Final = {"Content-Type": "multipart/form-data; boundary=XX"}


def errors(desk: Desk, card: str, **values: Any) -> list[tuple[str, str]]:
    """What is not taken of a change: attributes and messages."""
    answer = desk.send("PATCH", f"{CARDS}/{card}", {"data": data(**values)})
    assert answer.status == 200, answer.text
    return [(each["attributeCode"], each["message"]) for each in answer.json["meta"]["errors"]]


def test_texts_lists_and_cards_have_an_end(desk: Desk) -> None:
    card = desk.create("rest_example", "rest_examples", text="x" * 65_535)
    assert errors(desk, card, text="x" * 65_536) == [("text", "Text takes at most 65535 characters.")]
    assert errors(desk, card, tags=["x"] * 1_001) == [("tags", "Tags takes at most 1000 values.")]
    assert errors(desk, card, tags=["x"] * 1_000) == []
    more = desk.send("POST", f"{CARDS}/{card}/tags", {"values": [{"value": "x"}]})
    assert (more.status, more.json["message"]) == (400, "Tags takes at most 1000 values.")
    large = {"data": data(batch="x" * 65_535, tags=["ä" * 65_000] * 3)}
    refused = desk.send("PATCH", f"{CARDS}/{card}", large)
    assert (refused.status, "350 kB" in refused.json["message"]) == (400, True)
    refused = desk.send("POST", CARDS, {"folderCode": "rest_examples", "data": data(tags=["x" * 65_000] * 6)})
    assert (refused.status, "350 kB" in refused.json["message"]) == (400, True)
    row = desk.send("PUT", CARDS, [{"dataCardId": card, **large}]).json["data"][0]
    assert row["dataCard"] is None
    assert desk.get(f"{CARDS}/{card}/batch").json["values"] == []


def test_a_card_that_is_too_large_makes_no_references(desk: Desk) -> None:
    card = desk.create("rest_example", "rest_examples", text="Card")
    large = data(tags=["x" * 65_000] * 6, group="New group")
    path = f"{CARDS}?createEmptyReferences=true"
    assert desk.send("POST", path, {"folderCode": "rest_examples", "data": large}).status == 400
    assert desk.send("PATCH", path.replace("?", f"/{card}?"), {"data": large}).status == 400
    assert desk.get("/dc/support_group/data").json["data"] == []


def test_a_body_of_more_than_4_mib_is_too_large_before_it_is_read(desk: Desk) -> None:
    refused = desk.send("POST", CARDS, b" " * (MAX_BYTES + 1))
    assert (refused.status, refused.json["error"]) == (413, "Request Entity Too Large")


def test_a_file_has_4_mib_at_most(desk: Desk) -> None:
    make_bucket()
    card = desk.create("rest_example", "rest_examples", text="Card")

    def upload(size: int) -> int:
        head = b'--XX\r\nContent-Disposition: form-data; name="%s"\r\n\r\n'
        body = head % b"fileName" + b"a\r\n" + head % b"fileUpload" + bytes(size) + b"\r\n--XX--\r\n"
        return desk.send("POST", f"{CARDS}/{card}/files/file", body, headers=FORM).status

    assert upload(MAX_BYTES + 1) == 413
    assert upload(MAX_BYTES) == 200
    (kept,) = desk.get(f"{CARDS}/{card}/files").json["values"]
    assert len(desk.send("GET", kept["download"]).body) == MAX_BYTES


def test_a_list_or_stream_ends_with_the_answer_and_says_where_it_goes_on(desk: Desk) -> None:
    cards = [desk.create("rest_example", "rest_examples", text="ä" * 60_000, tags=["ä" * 60_000]) for _ in range(19)]
    for path in ("stream?dataCards=true", "?dataCards=true&limit=200"):
        answer = desk.get(f"{CARDS}{'/' if path[0] != '?' else ''}{path}")
        assert len(answer.body) <= MAX_BYTES
        met = [each["dataCardId"] for each in answer.json["data"]]
        assert 0 < len(met) < len(cards)
        rest = desk.client.send(
            "GET",
            answer.json["meta"]["links"]["next"].removeprefix("https://desk.test"),
            headers={"Authorization": desk.log_in()},
        ).json
        assert [*met, *(each["dataCardId"] for each in rest["data"])] == cards[::-1]
        assert rest["meta"]["links"] == {}
