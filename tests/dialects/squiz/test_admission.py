from __future__ import annotations

import pytest

from chalicelib.domain.person import PERSON
from chalicelib.services import accounts, caches, limits, records
from tests.dialects.squiz.desk import ADMIN, BASE, READER, TOKENS, Desk, set_up

CHALLENGE = 'Bearer realm="Matrix", error="invalid_token"'
FULL = TOKENS["full"]


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "HEAD", "OPTIONS"])
@pytest.mark.parametrize("path", ["assets/1", "docs", "docs/openapi.json", "nothing", "files/1/x/y"])
def test_everything_is_gone_while_the_interface_is_switched_off(desk: Desk, method: str, path: str) -> None:
    set_up(asset_management_api=False)
    assert desk.send(method, path).status == 404
    assert desk.client.send(method, f"{BASE}/{path}", headers={"Authorization": "nonsense"}).status == 404


def test_the_interface_is_off_unless_somebody_switches_it_on(queues: None) -> None:
    from tests.dialects.squiz.desk import APP
    from tests.wire import Client

    answer = Client(APP).send("GET", f"{BASE}/docs")
    assert (answer.status, answer.json["error"]["code"]) == (404, 404)


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        FULL,
        "Bearer",
        "Bearer ",
        f"bearer {FULL}",
        f"BEARER {FULL}",
        f"Bearer  {FULL}",
        f" Bearer {FULL}",
        f"Bearer {FULL} ",
        f"Bearer {FULL} x",
        f"Bearer\t{FULL}",
        f"Bearer {FULL}, Bearer {FULL}",
        f"Token {FULL}",
        "Bearer unknown",
        "Bearer a.b.c",
        f"Bearer {FULL}ä",
        "Basic d3JpdGVyOmNvcnJlY3QgaG9yc2U=",
    ],
)
def test_a_token_has_one_form_and_no_other(desk: Desk, header: str | None) -> None:
    answer = desk.client.send(
        "GET", f"{BASE}/assets/1", headers={"Authorization": header} if header is not None else {}
    )
    assert (answer.status, answer.headers["www-authenticate"]) == (401, CHALLENGE)
    assert answer.json == {"error": {"code": 401, "message": "The access token is missing or invalid."}}
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("token", ["disabled", "trashed", "userless", "personless"])
def test_tokens_that_are_no_good_are_refused(desk: Desk, token: str) -> None:
    assert desk.get("assets/1", token=token).status == 401


def test_no_other_way_of_saying_who_calls_is_taken(desk: Desk) -> None:
    assert desk.client.send("GET", f"{BASE}/assets/1?token={FULL}&key={FULL}").status == 401
    assert desk.client.send("GET", f"{BASE}/assets/1", headers={"Cookie": f"SQ_SYSTEM_SESSION={FULL}"}).status == 401


def test_a_token_is_as_good_as_its_user(desk: Desk) -> None:
    accounts.change(login="reader", enabled=False)
    caches.clear()
    assert desk.get("assets/1", token="reader").status == 401
    accounts.change(login="reader", enabled=True)
    caches.clear()
    assert desk.get("assets/1", token="reader").status == 200
    records.trash(kind=PERSON, number=READER, caller=ADMIN)
    caches.clear()
    assert desk.get("assets/1", token="reader").status == 401
    assert desk.get("assets/1", token="full").status == 200


def test_unknown_paths_and_verbs_are_told_to_those_we_know(desk: Desk) -> None:
    assert desk.get("nothing").status == 404
    assert desk.client.send("GET", f"{BASE}/nothing").status == 401
    assert desk.client.send("PUT", f"{BASE}/assets/1").status == 401


@pytest.mark.parametrize(
    ("path", "verbs"),
    [
        ("assets", "POST"),
        ("assets/1", "GET, PATCH, DELETE"),
        ("assets/1/links", "GET"),
        ("assets/1/children", "GET"),
        ("links", "POST"),
        ("links/1", "GET, PATCH, DELETE"),
        ("files/1/x/y.png", "GET"),
        ("docs", "GET"),
        ("docs/openapi.json", "GET"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "LINK"])
def test_verbs_that_a_path_has_not_are_refused_with_those_it_has(
    desk: Desk, method: str, path: str, verbs: str
) -> None:
    if method in verbs.split(", "):
        return
    answer = desk.send(method, path)
    assert (answer.status, answer.headers["allow"]) == (405, verbs)


@pytest.mark.parametrize("path", ["docs", "docs/openapi.json", "files/1/x/y.png"])
def test_verbs_of_paths_that_are_open_are_refused_without_a_token(desk: Desk, path: str) -> None:
    assert desk.client.send("POST", f"{BASE}/{path}").status == 405


@pytest.mark.parametrize("method", ["POST", "PATCH", "DELETE", "PUT", "HEAD"])
@pytest.mark.parametrize("path", ["assets", "assets/1", "links/1", "assets/99"])
def test_a_token_for_reading_reads_and_nothing_else(desk: Desk, method: str, path: str) -> None:
    answer = desk.send(method, path, token="read_only")
    assert (answer.status, answer.headers["allow"]) == (405, "GET")
    assert desk.get("assets/1", token="read_only").status == 200
    assert desk.send(method, "nothing", token="read_only").status == 404


@pytest.mark.parametrize("path", ["assets", "assets/1", "links/7", "docs", "assets/1/children", "files/1/x/y"])
def test_browsers_may_ask_what_they_may_read(desk: Desk, path: str) -> None:
    answer = desk.client.send("OPTIONS", f"{BASE}/{path}")
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers["access-control-allow-methods"] == "GET, OPTIONS"
    assert answer.headers["access-control-allow-headers"] == "Authorization, Content-Type"
    assert answer.headers["access-control-allow-origin"] == "*"


def test_what_is_read_may_be_shown_anywhere_and_what_is_written_may_not(desk: Desk) -> None:
    assert desk.get("assets/99").headers["access-control-allow-origin"] == "*"
    assert desk.get("docs").headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in desk.send("POST", "assets", {}).headers
    assert desk.client.send("OPTIONS", f"{BASE}/nothing").status == 404


@pytest.mark.parametrize(
    "base", ["/__management_api/v1", "/__management-api/v1", "/__management_api", "/__management-api"]
)
def test_both_spellings_are_taken_with_and_without_version_and_slash(desk: Desk, base: str) -> None:
    assert desk.get(f"{base}/assets/1/").json["id"] == "1"
    body = {"asset": {"type": "folder"}, "parent": {"asset_id": 2}}
    answer = desk.send("POST", f"{base}/assets/", body)
    root = base.removesuffix("/v1")
    assert answer.headers["location"] == f"https://desk.test{root}/v1/assets/{answer.json['id']}"


@pytest.mark.parametrize(
    "base", ["/__management_api/v2", "/__management-api/v0", "/__management_api/V1", "/__management_api"]
)
@pytest.mark.parametrize("path", ["", "/", "/assets/1/2/3"])
def test_other_versions_and_bare_roots_lead_nowhere(desk: Desk, base: str, path: str) -> None:
    assert desk.get(f"{base}{path}").status == 404


def test_calls_are_counted_once_there_is_a_limit(desk: Desk) -> None:
    assert {desk.get("assets/1").status for _ in range(70)} == {200}
    limits.override(requests_per_minute=2, dialect="squiz")
    assert [desk.get(path).status for path in ("assets/1", "nothing", "assets/1")] == [200, 404, 429]
    answer = desk.send("PUT", "assets/1")
    assert answer.status == 429
    assert int(answer.headers["retry-after"]) >= 1
    assert desk.get("assets/1", token="reader").status == 200
    assert desk.get("assets/1", token="disabled").status == 401
    assert desk.client.send("GET", f"{BASE}/docs").status == 200


def test_a_request_is_judged_in_the_order_of_the_specification(desk: Desk) -> None:
    xml = {"Content-Type": "text/xml"}
    huge = b"{" * (4 * 1024 * 1024 + 1)

    def status(method: str, path: str, body: bytes, token: str, headers: dict[str, str] | None = None) -> int:
        return desk.send(method, path, body, token=token, headers=headers).status

    assert status("PATCH", "nothing", huge, "disabled", xml) == 401
    assert status("PATCH", "nothing", huge, "read_only", xml) == 404
    assert status("PUT", "assets/99", huge, "stranger", xml) == 405
    assert status("PATCH", "assets/99", huge, "read_only", xml) == 405
    assert status("PATCH", "assets/99?contextid=9", huge, "stranger", xml) == 404
    assert status("PATCH", "assets/2?contextid=9", huge, "restricted", xml) == 403
    assert status("PATCH", "assets/2?contextid=9", huge, "reader", xml) == 403
    assert status("POST", "assets", huge, "reader", xml) == 403
    assert status("POST", "links", huge, "reader", xml) == 403
    assert status("PATCH", "assets/2", huge, "full", xml) == 415
    assert status("PATCH", "assets/2", huge, "full") == 413
    assert status("PATCH", "assets/2", huge[:-1], "full") == 400
    assert status("DELETE", "assets/3?disable-triggers=x", b"", "full") == 400
    assert status("DELETE", "assets/3", b"", "full") == 409
