from __future__ import annotations

import base64
from typing import Any

import pytest

from tests.bucket import kept
from tests.dialects.squiz.desk import FOLDER, HOME, SITE, Desk, faults
from tests.wire import Answer

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
ENCODED = base64.b64encode(PNG).decode()


def photo(desk: Desk, **attributes: Any) -> dict[str, Any]:
    """A new image."""
    body = {
        "asset": {"type": "image", "attributes": {"name": "photo.png", "file_content": ENCODED, **attributes}},
        "parent": {"asset_id": "2", "link_type": "menu"},
    }
    answer = desk.send("POST", "assets", body)
    assert answer.status == 201, answer.text
    made: dict[str, Any] = answer.json
    return made


def download(desk: Desk, asset: dict[str, Any]) -> Answer:
    """The file at the address that an asset gives, without a token."""
    host, _, path = asset["urls"][0]["path"].partition("/")
    assert host == "desk.test"
    return desk.client.send("GET", f"/{path}")


def test_an_image_shows_where_it_is_and_not_its_bytes(desk: Desk) -> None:
    made = photo(desk, title="A photo")
    assert made["attributes"] == {
        "name": "photo.png", "title": "A photo", "file_name": "photo.png", "file_size": len(PNG)
    }  # fmt: skip
    assert made["urls"][0]["schemes"] == ["https"]
    answer = download(desk, made)
    assert (answer.status, answer.body, answer.headers["content-type"]) == (200, PNG, "image/png")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "content-disposition" not in answer.headers
    secret = made["urls"][0]["path"].split("/")[-2]
    assert len(secret) >= 32
    assert set(secret) <= set("0123456789abcdef")


def test_addresses_of_files_have_one_spelling(desk: Desk) -> None:
    made = photo(desk)
    read = desk.get(f"/__management-api/assets/{made['id']}").json
    assert read["urls"] == made["urls"]
    assert "/__management_api/v1/files/" in read["urls"][0]["path"]


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.PNG", "image/png"), ("a.jpg", "image/jpeg"), ("a.jpeg", "image/jpeg"), ("a.gif", "image/gif"),
        ("a.webp", "image/webp"), ("a.avif", "image/avif"), ("a.svg", None), ("a.html", None), ("a.pdf", None),
        ("png", None), ("a.png.html", None), ("a.png ", "image/png"),
    ],
)  # fmt: skip
def test_pictures_are_shown_and_everything_else_is_saved(desk: Desk, name: str, media_type: str | None) -> None:
    answer = download(desk, photo(desk, file_name=name))
    assert answer.status == 200
    assert answer.headers["content-type"] == (media_type or "application/octet-stream")
    assert ("content-disposition" in answer.headers) == (media_type is None)
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", ["ä ö/ü?.png", "a%2Fb.png", "x\"y';.html", "🖼.gif", "..", "", "/", r"\ud800.png"])
def test_a_file_may_be_called_anything(desk: Desk, name: str) -> None:
    body = f'{{"attributes":{{"file_content":"{ENCODED}","file_name":{desk_text(name)}}}}}'
    answer = desk.send("PATCH", f"assets/{HOME}", body)
    assert answer.status == 200
    assert download(desk, answer.json).body == PNG


def desk_text(name: str) -> str:
    """A name as JSON; one that is an escape already stays one."""
    import json

    return f'"{name}"' if name.startswith(r"\ud") else json.dumps(name)


@pytest.mark.parametrize("content", ["x", "ab=c", "äö", 5, None, ["YQ=="], {}, "data:image/png,abc"])
def test_what_is_no_base64_is_a_fault(desk: Desk, content: Any) -> None:
    body = {"asset": {"type": "image", "attributes": {"file_content": content}}, "parent": {"asset_id": "2"}}
    assert [path for path, _ in faults(desk.send("POST", "assets", body))] == ["$.asset.attributes.file_content"]
    answer = desk.send("PATCH", f"assets/{HOME}", {"attributes": {"file_content": content}})
    assert [path for path, _ in faults(answer)] == ["$.attributes.file_content"]
    assert kept() == set()


def test_a_new_upload_has_a_new_address_and_the_former_one_is_gone(desk: Desk) -> None:
    first = photo(desk)
    body = {"attributes": {"file_content": base64.b64encode(b"other").decode()}}
    second = desk.send("PATCH", f"assets/{first['id']}", body).json
    assert second["urls"] != first["urls"]
    assert (download(desk, first).status, download(desk, second).body) == (404, b"other")
    assert second["attributes"]["file_size"] == 5
    assert len(kept()) == 1


def test_an_asset_in_the_trash_has_no_file_to_show(desk: Desk) -> None:
    made = photo(desk)
    assert desk.send("DELETE", f"assets/{made['id']}").status == 204
    assert download(desk, made).status == 404


def test_whoever_guesses_learns_nothing(desk: Desk) -> None:
    made = photo(desk)
    secret = made["urls"][0]["path"].split("/")[-2]
    paths = [
        f"{made['id']}/{'0' * 32}/photo.png", f"{made['id']}/{secret[:-1]}/photo.png", f"{HOME}/{secret}/photo.png",
        f"99/{secret}/photo.png", f"{made['id']}/%FF/photo.png", f"{made['id']}/None/photo.png", "x/y/z",
    ]  # fmt: skip
    answers = [desk.client.send("GET", f"/__management_api/v1/files/{path}") for path in paths]
    assert {(answer.status, answer.text) for answer in answers} == {(404, answers[0].text)}
    assert desk.client.send("GET", f"/__management_api/v1/files/{made['id']}/{secret}/any.svg").status == 200


def test_the_name_of_a_file_follows_what_is_said(desk: Desk) -> None:
    made = photo(desk)
    path = f"assets/{made['id']}"
    renamed = desk.send("PATCH", path, {"attributes": {"file_name": "icon.gif"}}).json
    assert renamed["attributes"]["file_name"] == "icon.gif"
    assert renamed["urls"][0]["path"].endswith("/icon.gif")
    assert download(desk, renamed).headers["content-type"] == "image/gif"
    assert download(desk, made).status == 200  # a rename is no new upload
    unnamed = photo(desk, name="a.jpg")
    follows = desk.send("PATCH", f"assets/{unnamed['id']}", {"attributes": {"name": "b.jpg"}}).json
    assert follows["attributes"]["file_name"] == "b.jpg"


def test_a_file_that_is_sent_back_whole_stays_the_same(desk: Desk) -> None:
    made = photo(desk, file_size=7, file_name=None)
    assert made["attributes"] == {"name": "photo.png", "file_name": None, "file_size": len(PNG)}
    made = photo(desk, file_size=7)
    after = desk.send(
        "PATCH", f"assets/{made['id']}", {**made, "attributes": {**made["attributes"], "file_size": 9}}
    ).json
    assert {name for name in made if made[name] != after[name]} - {"updated"} == {"version"}
    assert list(after["attributes"]) == ["name", "file_name", "file_size"]


def test_file_size_is_an_attribute_like_others_where_there_is_no_file(desk: Desk) -> None:
    made = desk.make(attributes={"file_size": 7, "file_name": "x"})
    assert desk.get(f"assets/{made}").json["attributes"] == {"file_size": 7, "file_name": "x"}


def test_a_file_belongs_to_its_asset_in_every_context(desk: Desk) -> None:
    made = photo(desk)
    body = {"attributes": {"name": "mobile", "file_content": base64.b64encode(b"small").decode()}}
    mobile = desk.send("PATCH", f"assets/{made['id']}?contextid=1", body).json
    usual = desk.get(f"assets/{made['id']}").json
    assert mobile["urls"] == usual["urls"]
    assert download(desk, usual).body == b"small"
    assert (mobile["attributes"]["name"], usual["attributes"]["name"]) == ("mobile", "photo.png")
    assert usual["attributes"]["file_size"] == 5


def test_nothing_is_kept_of_what_is_refused(desk: Desk) -> None:
    body: dict[str, Any] = {
        "asset": {"type": "image", "attributes": {"file_content": ENCODED}},
        "parent": {"asset_id": "99"},
    }
    assert desk.send("POST", "assets", body).status == 404
    body["parent"]["asset_id"] = str(SITE)
    assert desk.send("POST", "assets", body, token="restricted").status == 403
    body["asset"]["attributes"] |= {"x": "a" * 300_000}
    assert desk.send("POST", "assets", body).status == 413
    assert desk.send("PATCH", f"assets/{FOLDER}", {"attributes": body["asset"]["attributes"]}).status == 413
    assert kept() == set()


def test_a_file_of_three_million_bytes_goes_in_and_comes_out(desk: Desk) -> None:
    content = bytes(range(256)) * 12_000
    body = {"attributes": {"file_content": "data:image/png;base64," + base64.b64encode(content).decode()}}
    answer = desk.send("PATCH", f"assets/{HOME}", body)
    assert answer.json["attributes"]["file_size"] == len(content)
    assert download(desk, answer.json).body == content


def test_an_empty_file_is_one(desk: Desk) -> None:
    made = photo(desk, file_content="")
    assert made["attributes"]["file_size"] == 0
    assert (download(desk, made).status, download(desk, made).body) == (200, b"")
