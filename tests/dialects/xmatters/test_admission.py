from __future__ import annotations

import pytest

from tests.dialects.xmatters.desk import BASE, Desk

HUGE = b"{" * (1 << 20 | 1)
XML = {"Content-Type": "text/xml"}


def test_a_call_is_judged_in_the_order_of_the_specification(desk: Desk) -> None:
    site = f"{BASE}/sites/17c0a128-f1d7-429e-8a9c-1caea9fbae2c"
    stranger = desk.client.send("PATCH", "/reapi/2011-01-01/sites", HUGE, XML)
    assert stranger.status == 401
    assert desk.send("PATCH", "/reapi/2011-01-01/sites", HUGE, login="none", headers=XML).status == 404
    assert desk.send("PATCH", f"{BASE}/sites", HUGE, login="none", headers=XML).status == 405
    assert desk.send("POST", f"{BASE}/sites/unknown", HUGE, login="none", headers=XML).status == 403
    assert desk.send("POST", f"{BASE}/sites/unknown", HUGE, headers=XML).status == 404
    assert desk.send("POST", site, HUGE, headers=XML).status == 413
    assert desk.send("POST", site, HUGE[:-1], headers=XML).status == 415
    assert desk.send("POST", site, HUGE[:-1]).json["type"] == "MALFORMED_REQUEST"
    assert desk.send("POST", site, {"name": ""}).json["type"] == "DATA_VALIDATION_ERROR"


@pytest.mark.parametrize("path", ["nothing", "people/x/y", "/reapi/2015-04-01", "/reapi", "/reapi/docs/x"])
def test_paths_that_lead_nowhere_are_not_found_and_told_only_to_those_we_know(desk: Desk, path: str) -> None:
    answer = desk.get(path)
    assert (answer.status, answer.json["message"]) == (404, "The requested URL is not found.")
    assert desk.client.send("GET", path if path.startswith("/") else f"{BASE}/{path}").status == 401


@pytest.mark.parametrize("authorization", ["Basic", "Basic !", "Bearer x", "Basic YWJj", "Basic ZnVsbDp3cm9uZw=="])
def test_whoever_can_not_say_who_calls_is_not_let_in(desk: Desk, authorization: str) -> None:
    answer = desk.client.send("GET", f"{BASE}/sites", headers={"Authorization": authorization})
    assert (answer.status, answer.headers["www-authenticate"]) == (401, 'Basic realm="Polydesk"')


def test_calls_that_are_no_triggers_are_not_counted_and_name_no_limit(desk: Desk) -> None:
    answers = [desk.get("groups") for _ in range(62)]
    assert {answer.status for answer in answers} == {200}
    assert "x-rate-limit-limit" not in answers[0].headers


def test_the_documentation_is_open_and_names_every_operation(desk: Desk) -> None:
    document = desk.client.send("GET", "/reapi/docs/openapi.json")
    assert document.status == 200
    assert {"/{version}/people", "/{version}/groups", "/{version}/sites/{id}"} <= set(document.json["paths"])
    assert desk.client.send("GET", "/reapi/docs").status == 200
