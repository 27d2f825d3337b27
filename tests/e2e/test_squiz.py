"""The asset management dialect as a new user of the local cloud meets it, and what it does under many hands."""

from __future__ import annotations

import base64
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from tests.e2e import exchange
from tests.e2e.local_cloud import LocalCloud, wait_for
from tests.e2e.squiz_client import BASE, SquizClient

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
    """A local cloud for this file, whose settings may be changed, and which may be killed."""
    cloud = LocalCloud(tmp_path_factory.mktemp("squiz") / "data").start()
    yield cloud
    cloud.kill()


@pytest.fixture
def client(cloud: LocalCloud) -> SquizClient:
    return SquizClient(cloud)


def test_a_page_is_built_from_code_in_four_calls_and_its_metadata_set(client: SquizClient) -> None:
    page = client.create(client.root, "EXAMPLE PAGE", attributes={"short_name": "Example Page"}, link_type="menu")
    body = client.create(
        page["id"], "Page Contents", type="bodycopy", link_type="hidden", is_dependent=True, is_exclusive=True
    )
    settings = {"content_type": "content_type_wysiwyg", "layout_type": "div", "dir": "ltr", "use_custom_id": False}
    div = client.create(
        body["id"],
        "Content",
        type="bodycopy_div",
        attributes={"description": "", "attributes": settings, "persona_evaluation": "any"},
        link_type="hidden",
        is_dependent=True,
    )
    content = client.create(
        div["id"],
        "Text",
        type="content_type_wysiwyg",
        attributes={"html": "<p>Hello</p>"},
        link_type="hidden",
        value="div_contents",
        sort_order=0,
        is_dependent=True,
        is_exclusive=True,
    )
    assert content["attributes"]["htmltidy_status"] == "wait"
    schema = client.known["metadata_schema_id"]
    assignment = {"id": schema, "granted": True, "cascades": True}
    made = client.call("PATCH", f"/assets/{page['id']}", {"metadata_schemas": [assignment], "metadata_values": {}})
    assert made.json["metadata_values"] == {"keywords": None, "description": None, "show-heading": None}
    values = {"keywords": {"value": ["sport", "news"]}, "description": {"value": "A page"}}
    made = client.call("PATCH", f"/assets/{page['id']}", {"metadata_values": values})
    assert made.status == 200, made
    read = client.get(f"/assets/{page['id']}")
    assert read == made.json
    assert (read["version"], read["status"]) == ("0.0.3", "under_construction")
    assert read["metadata_values"]["description"] == {"type": "metadata_field_text", "value": "A page"}

    (up,) = client.links(page["id"], "up")
    assert (up["major_id"], up["minor_id"], up["link_type"]) == (client.root, page["id"], "menu")
    assert [each["asset"]["id"] for each in client.children(div["id"])] == [content["id"]]
    gone = client.call("DELETE", f"/assets/{page['id']}")
    assert (gone.status, gone.content) == (204, b"")
    for asset in (page, body, div, content):
        assert client.call("GET", f"/assets/{asset['id']}").status == 404


def test_what_was_read_can_be_sent_back_whole(client: SquizClient) -> None:
    kept = b'{"z": 1.0, "a": [1e5, {"\\u00e9": null}],  "n": 123456789012345678901234567890}'
    deep = b'{"attributes": {"dxp_page_content": ' + kept + b"}}"
    asset = client.create(client.root, "Deep")
    path = f"{BASE}/assets/{asset['id']}"
    sent = client.send("PATCH", path, deep, {"Content-Type": "application/json"})
    assert sent.status == 200, sent
    assert kept in sent.content
    again = client.send("PATCH", path, sent.content, {"Content-Type": "application/json"})
    assert (again.status, kept in again.content) == (200, True)
    assert (again.json["id"], again.json["version"]) == (asset["id"], "0.0.3")


def test_an_image_is_uploaded_and_fetched_without_a_token(client: SquizClient, cloud: LocalCloud) -> None:
    encoded = base64.b64encode(PIXEL).decode()
    image = client.create(client.root, "photo.png", type="image", attributes={"file_content": encoded, "alt": "A dot"})
    assert image["attributes"] == {
        "name": "photo.png",
        "alt": "A dot",
        "file_name": "photo.png",
        "file_size": len(PIXEL),
    }
    (url,) = image["urls"]
    assert url["schemes"] == ["http"]
    address = url["path"].removeprefix(f"127.0.0.1:{cloud.port}")
    fetched = exchange.send(cloud, "GET", address)
    if fetched.status == 302:
        pytest.skip("redirected")
    assert (fetched.status, fetched.headers["content-type"], fetched.content) == (200, "image/png", PIXEL)
    client.call("PATCH", f"/assets/{image['id']}", {"attributes": {"file_content": encoded}})
    assert exchange.send(cloud, "GET", address).status == 404


def test_a_restricted_token_stays_beneath_its_root(client: SquizClient, cloud: LocalCloud) -> None:
    restricted = SquizClient(cloud, "restricted_token")
    inside, outside = restricted.known["restricted_root_asset_id"], client.root
    page = restricted.create(inside, "Inside")
    assert restricted.call("GET", f"/assets/{page['id']}").status == 200
    assert restricted.call("GET", f"/assets/{outside}").status == 403
    assert restricted.call("GET", "/assets/999999").status == 404
    asset = {"asset": {"type": "folder"}, "parent": {"asset_id": outside}}
    assert restricted.call("POST", "/assets", asset).status == 403
    moved = client.create(outside, "Moved later")
    child = client.create(moved["id"], "Below")
    assert restricted.call("GET", f"/assets/{child['id']}").status == 403
    assert client.link(inside, moved["id"]).status == 201
    assert restricted.call("GET", f"/assets/{child['id']}").status == 200
    away = next(link for link in client.links(moved["id"], "up") if link["major_id"] == inside)
    assert client.call("DELETE", f"/links/{away['link_id']}").status == 204
    assert restricted.call("GET", f"/assets/{child['id']}").status == 403


def test_every_token_is_what_it_is_called(client: SquizClient, cloud: LocalCloud) -> None:
    for name in ("disabled_token", "trashed_token", "userless_token"):
        refused = SquizClient(cloud, name).call("GET", f"/assets/{client.root}")
        assert refused.status == 401, name
        assert 'Bearer realm="Matrix", error="invalid_token"' in refused.headers["www-authenticate"]
    reading = SquizClient(cloud, "reader_token")
    assert reading.call("GET", f"/assets/{client.root}").status == 200
    assert reading.call("PATCH", f"/assets/{client.root}", {}).status == 403
    read_only = SquizClient(cloud, "read_only_token")
    refused = read_only.call("PATCH", f"/assets/{client.root}", {})
    assert (refused.status, refused.headers["allow"]) == (405, "GET")
    small = exchange.send(cloud, "GET", f"{BASE}/assets/1", None, {"Authorization": f"bearer {client.token}"})
    assert small.status == 401
    assert exchange.send(cloud, "GET", f"{BASE}/assets/1").status == 401


def test_all_spellings_of_the_address_are_the_same(client: SquizClient) -> None:
    for base in ("/__management_api/v1", "/__management-api/v1", "/__management_api", "/__management-api"):
        for slash in ("", "/"):
            assert client.call("GET", f"/assets/{client.root}{slash}", base=base).status == 200
        assert client.call("GET", "/nothing", base=base).status == 404
    assert client.call("GET", "/assets/1", base="/__management_api/v2").status == 404


def test_what_others_hang_on_stays(client: SquizClient) -> None:
    folder = client.create(client.root, "Folder", type="folder")
    page = client.create(folder["id"], "Page")
    refused = client.call("DELETE", f"/assets/{folder['id']}")
    assert refused.status == 409
    assert refused.json == {"error": {"code": 409, "message": f"Asset {page['id']} would be left without a parent."}}
    (link,) = client.links(page["id"], "up")
    assert client.call("DELETE", f"/links/{link['link_id']}").status == 409
    assert client.link(page["id"], folder["id"]).status == 409
    assert client.link(page["id"], page["id"]).status == 409
    assert client.link(folder["id"], page["id"]).status == 409


def test_every_fault_is_named_at_once(client: SquizClient) -> None:
    body = {"asset": {"attributes": []}, "parent": {"link_type": "loose", "sort_order": -2}}
    refused = client.call("POST", "/assets", body, **{"disable-triggers": "2"})
    assert refused.status == 400
    paths = {fault["path"] for fault in refused.json["error"]["faults"]}
    assert paths == {
        "$.asset.type",
        "$.asset.attributes",
        "$.parent.asset_id",
        "$.parent.link_type",
        "$.parent.sort_order",
        "?disable-triggers",
    }


def test_many_hands_in_one_folder_get_distinct_places(client: SquizClient) -> None:
    folder = client.create(client.root, "Busy", type="folder")
    with ThreadPoolExecutor(16) as hands:
        made = list(hands.map(lambda index: client.create(folder["id"], f"Page {index}"), range(40)))
    assert len({asset["id"] for asset in made}) == 40
    downs = client.links(folder["id"], "down")
    assert [link["sort_order"] for link in downs] == list(range(40))
    assert len({each["asset"]["id"] for each in client.children(folder["id"], limit=7)}) == 40


def test_two_moves_never_make_a_loop(client: SquizClient) -> None:
    for _ in range(5):
        one, other = (client.create(client.root, "Folder", type="folder")["id"] for _ in range(2))
        with ThreadPoolExecutor(2) as hands:
            done = [
                each.result().status
                for each in [hands.submit(client.link, one, other), hands.submit(client.link, other, one)]
            ]
        assert sorted(done) == [201, 409]


def test_a_tree_of_dependent_parts_goes_all_at_once(client: SquizClient) -> None:
    top = client.create(client.root, "Top")
    with ThreadPoolExecutor(8) as hands:
        level = [top["id"]]
        made: list[str] = []
        for _ in range(3):
            parents = [parent for parent in level for _ in range(6)]
            level = [asset["id"] for asset in hands.map(lambda p: client.create(p, "Part", is_dependent=True), parents)]
            made += level
        assert len(made) == 258
        seen: list[set[int]] = []
        over = threading.Event()

        def watch() -> None:
            while not over.is_set():
                found = {client.call("GET", f"/assets/{number}").status for number in (made[0], made[100], made[-1])}
                seen.append(found)

        watcher = hands.submit(watch)
        assert client.call("DELETE", f"/assets/{top['id']}").status == 204
        over.set()
        watcher.result()
        statuses = list(hands.map(lambda number: client.call("GET", f"/assets/{number}").status, made))
    assert set(statuses) == {404}
    assert seen


def test_the_switch_takes_the_whole_interface_away(client: SquizClient, cloud: LocalCloud) -> None:
    cloud.call("POST", "/_local/settings", {"squiz": {"asset_management_api": False}})
    try:
        for path in ("/assets/1", "/docs", "/docs/openapi.json", "/nothing"):
            assert client.call("GET", path).status == 404
        assert client.call("PUT", "/assets/1").status == 404
    finally:
        cloud.call("POST", "/_local/settings", {"squiz": {"asset_management_api": True}})
    document = exchange.send(cloud, "GET", f"{BASE}/docs/openapi.json").json
    assert document["info"]["title"] == "Asset Management Api"
    assert "/assets/{assetId}" in document["paths"]


def test_a_trigger_tells_of_each_write_unless_it_is_switched_off(client: SquizClient, cloud: LocalCloud) -> None:
    heard: list[Any] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            import json

            heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/hook"
    cloud.call("POST", "/_local/settings", {"squiz": {"trigger_url": url}})
    try:
        loud = client.create(client.root, "Loud")
        client.call("PATCH", f"/assets/{loud['id']}", {"external_id": "x"}, **{"disable-triggers": "1"})
        client.call("DELETE", f"/assets/{loud['id']}")
        wait_for(lambda: len(heard) >= 2, patience=20)
    finally:
        cloud.call("POST", "/_local/settings", {"squiz": {"trigger_url": None}})
        server.shutdown()
    assert {(each["event"], each["asset_id"]) for each in heard} == {
        ("asset.created", loud["id"]),
        ("asset.trashed", loud["id"]),
    }


def test_what_was_written_survives_a_kill(client: SquizClient, cloud: LocalCloud) -> None:
    page = client.create(client.root, "Kept")
    part = client.create(page["id"], "Part", is_dependent=True)
    cloud.snapshot()
    cloud.kill()
    cloud.start()
    assert client.get(f"/assets/{part['id']}")["attributes"]["name"] == "Part"
    assert [each["asset"]["id"] for each in client.children(page["id"])] == [part["id"]]
