"""What an administrator may set counts at once: tokens, the module, imports, the time zone, the end of searches (8.1)."""

from __future__ import annotations

import base64
import json
from datetime import UTC
from typing import Any

import pytest

from chalicelib.dialects.esm import errors, settings
from chalicelib.dialects.esm.access import Access
from chalicelib.dialects.esm.cards.search import Search
from chalicelib.dialects.esm.settings import Settings
from chalicelib.dialects.esm.templates import catalogue
from chalicelib.dialects.esm.vocabulary.settings import SETTINGS
from chalicelib.domain import clock
from chalicelib.errors import Faults, Invalid, SearchTimeout
from chalicelib.request import Request
from chalicelib.services import keyrings
from chalicelib.services import settings as service
from tests.dialects.esm.desk import BASE, Desk, data, make_admin

LIFETIME = "security.external.api.token.expiration.time"
ROWS = "external.api.datacard.max.import.size"
LIMIT = "external.api.max.requests.per.minute"
ENABLED = "esm.module.enabled"


def change(name: str, value: Any) -> None:
    service.change(section="esm", values={name: value}, declared=SETTINGS)


def claims(token: str) -> dict[str, Any]:
    """What a client reads that does not check the signature."""
    payload = token.removeprefix("Bearer ").split(".")[1]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(payload + "=="))
    return found


def bearing(desk: Desk, token: str, path: str = "/echo/jwt") -> int:
    return desk.client.send("GET", f"{BASE}{path}", headers={"Authorization": token}).status


def test_a_token_says_whose_it_is_where_it_was_got_and_until_when(desk: Desk) -> None:
    said = claims(desk.log_in())
    assert said.keys() == {"sub", "iss", "iat", "exp"}
    assert (said["sub"], said["iss"]) == ("full", f"https://desk.test{BASE}/users/login")
    assert said["exp"] == said["iat"] + 900
    assert abs(said["iat"] - clock.now().timestamp()) < 60


def test_a_lifetime_that_is_set_is_that_of_the_tokens_from_then_on(desk: Desk) -> None:
    former = desk.log_in()
    change(LIFETIME, 1)
    short = desk.log_in("reader")
    assert claims(short)["exp"] == claims(short)["iat"] + 60
    clock.advance(61)
    assert [bearing(desk, each) for each in (former, short)] == [200, 401]
    clock.advance(840)
    assert bearing(desk, former) == 401


def test_a_token_outlives_a_rotation_of_keys_but_no_emergency(desk: Desk) -> None:
    former = desk.log_in()
    keyrings.rotate()
    later = desk.log_in("reader")
    assert [bearing(desk, each) for each in (former, later)] == [200, 200]
    keyrings.rotate(emergency=True)
    assert [bearing(desk, each) for each in (former, later)] == [401, 401]


def test_where_the_module_is_off_there_is_nothing_and_where_it_is_on_again_everything(desk: Desk) -> None:
    token = desk.log_in()
    change(ENABLED, False)
    for prefix in (BASE, "/itsm/api/v1"):
        for path in (
            "/echo",
            "/echo/jwt",
            "/dc",
            "/nowhere",
            "/docs/openapi.json",
            "/docs/swagger/index.html",
            "/docs/swagger",
        ):
            answer = desk.client.send("GET", prefix + path, headers={"Authorization": token})
            assert (answer.status, answer.json["message"]) == (404, "Matrix42 External API is not enabled."), path
        assert desk.client.send("POST", f"{prefix}/users/login", "login=full&password=x").status == 404
        assert desk.client.send("GET", f"{prefix}/docs/swagger/externaldocumentation/filter.html").status == 404
    change(ENABLED, True)
    assert bearing(desk, token) == 200


def test_an_import_takes_as_many_rows_as_are_set_and_never_more_than_a_thousand(desk: Desk) -> None:
    row = {"folderCode": "rest_examples", "data": data(text="Row")}
    change(ROWS, 2)
    refused = desk.send("PUT", "/dc/rest_example/data", [row] * 3)
    assert (refused.status, "at most 2 rows" in refused.json["message"]) == (400, True)
    assert desk.get("/dc/rest_example/data").json["data"] == []
    assert desk.send("PUT", "/dc/rest_example/data", [row] * 2).json["meta"]["importResult"]["savedDataCards"] == 2
    change(ROWS, 5_000)
    refused = desk.send("PUT", "/dc/rest_example/data", [{}] * 1_001)
    assert (refused.status, "at most 1000 rows" in refused.json["message"]) == (400, True)


def test_a_limit_that_is_set_starts_a_new_minute(desk: Desk) -> None:
    desk.log_in()
    change(LIMIT, 1)
    assert [desk.get("/echo/jwt").status for _ in range(2)] == [200, 429]
    change(LIMIT, 2)
    answers = [desk.get("/echo/jwt") for _ in range(3)]
    assert [each.status for each in answers] == [200, 200, 429]
    wait = int(answers[-1].headers["retry-after"])
    assert answers[-1].json["message"] == f"Try again in {wait} seconds. At most 2 requests per minute are allowed."
    clock.advance(wait)
    assert desk.get("/echo/jwt").status == 200
    change(LIMIT, 0)
    assert {desk.get("/echo/jwt").status for _ in range(4)} == {200}


def test_days_begin_where_the_time_zone_says(desk: Desk) -> None:
    card = desk.create("rest_example", "rest_examples", text="Card")
    change("esm.time.zone", "Asia/Tokyo")
    path = f"/dc/rest_example/data/{card}"
    written = data(moment="2021-03-24", moments=["2021-03-24T10:57", "2021-03-24T10:57Z"], day="2021-03-24T20:00Z")
    assert desk.send("PATCH", path, {"data": written}).json["meta"]["errors"] == []
    values = desk.get(f"{path}?selectedAttributes=day,moment,moments").json["data"]
    assert [each["value"] for code in values for each in values[code]["values"]] == [
        "2021-03-25",
        "2021-03-23T15:00:00Z",
        "2021-03-24T01:57:00Z",
        "2021-03-24T10:57:00Z",
    ]
    found = [
        desk.get(f"/dc/rest_example/data?filter=$moment$ = '{day}'").json["meta"]["count"]
        for day in ("2021-03-23", "2021-03-24")
    ]
    assert found == [0, 1]


def test_a_search_past_its_time_is_refused_and_names_the_setting(desk: Desk) -> None:
    access = Access(make_admin(), catalogue.current())
    spent = Settings(search_timeout=-1, max_rows=100, token_minutes=15, zone=UTC, enabled=True)
    search = Search(access, access.template("incident"), None, spent)
    with pytest.raises(SearchTimeout) as caught:
        search.page(below=None, limit=50)
    answer = errors.render(caught.value, Request.from_event({"path": "/dc"}))
    assert answer.status == 408
    assert b"external.api.datacard.list.search.timeout" in answer.body


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (LIFETIME, 0),
        (LIFETIME, 1441),
        (ROWS, 0),
        (LIMIT, -1),
        ("external.api.datacard.list.search.timeout", 0),
        ("esm.time.zone", "Nowhere"),
        (ENABLED, "yes"),
        ("security.external.api.token.key", "x" * 64),
    ],
)
def test_a_bad_value_is_no_value(name: str, value: Any) -> None:
    faults = Faults()
    service.check(section="esm", values={name: value}, declared=SETTINGS, faults=faults)
    assert len(faults) == 1


def test_a_bad_value_never_acts_nor_does_a_good_one_beside_it(desk: Desk) -> None:
    before = settings.current()
    with pytest.raises(Invalid):
        service.change(section="esm", values={LIFETIME: 1, ROWS: 0}, declared=SETTINGS)
    assert settings.current() == before
