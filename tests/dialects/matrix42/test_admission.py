from __future__ import annotations

import json
from dataclasses import replace

import pytest

from chalicelib import logs
from chalicelib.services import accounts, api_tokens, caches, credentials
from chalicelib.services.tokens import issue
from tests.dialects.matrix42.desk import BASE, Desk, basic, disable, set_up

BARE = f"{BASE}/userinfo"


def token(login: str = "agent") -> str:
    account = accounts.get(key=login)
    assert account is not None
    return api_tokens.issue(account=account, name=f"token of {login}", claims={})[1]


def exchanged(desk: Desk, presented: str) -> str:
    headers = {"Authorization": f"Bearer {presented}"}
    raw: str = desk.client.send("POST", f"{BASE}/ApiToken/GenerateAccessTokenFromApiToken", headers=headers).json[
        "RawToken"
    ]
    return raw


def status(desk: Desk, authorization: str | None) -> int:
    return desk.client.send("GET", BARE, headers={"Authorization": authorization} if authorization else {}).status


def test_a_login_with_its_password_and_a_token_that_was_exchanged_let_in(desk: Desk) -> None:
    assert status(desk, basic("agent")) == 200
    assert status(desk, f"Bearer {exchanged(desk, token())}") == 200


@pytest.mark.parametrize(
    "authorization",
    [None, "Digest x", "Basic !", basic("agent", "wrong"), basic("nobody"), "Bearer x", "Bearer a.b.c", "Basic"],
)
def test_who_can_not_be_identified_is_told_so_with_a_challenge(desk: Desk, authorization: str | None) -> None:
    answer = desk.client.send("GET", BARE, headers={"Authorization": authorization} if authorization else {})
    assert answer.status == 401
    assert "Basic" in answer.headers["www-authenticate"]
    assert "Bearer" in answer.headers["www-authenticate"]
    assert answer.json == {"Message": "Authorization has been denied for this request."}


def test_an_account_that_is_switched_off_is_nobody(desk: Desk) -> None:
    access = exchanged(desk, token())
    disable("agent")
    assert status(desk, basic("agent")) == 401
    assert status(desk, f"Bearer {access}") == 401


def test_a_token_of_the_wrong_kind_is_not_acceptable(desk: Desk) -> None:
    presented = token()
    assert status(desk, f"Bearer {presented}") == 406
    credentials.save(credential=replace(api_tokens.every()[0], enabled=False))
    caches.clear()
    assert status(desk, f"Bearer {presented}") == 406


def test_an_access_token_that_has_run_out_is_not_acceptable(desk: Desk) -> None:
    answer = desk.client.send(
        "GET", BARE, headers={"Authorization": f"Bearer {issue(claims={'sub': 'agent', 'exp': 5})}"}
    )
    assert (answer.status, answer.json["Message"]) == (406, "The access token has expired.")
    assert "www-authenticate" not in answer.headers


def test_the_order_of_checks(desk: Desk) -> None:
    """Who calls comes before where; where before what."""
    assert desk.send("GET", "nothing", login=None).status == 401
    assert desk.send("DELETE", "userinfo", login=None).status == 401
    assert desk.send("GET", "nothing").status == 404
    assert desk.send("DELETE", "userinfo").status == 405
    assert desk.send("POST", "nothing", "{", headers={"Content-Type": "text/plain"}).status == 404
    assert desk.send("GET", "workflow/resume").status == 410
    long = " " * (4 * 1024 * 1024 + 1)
    assert desk.send("POST", "journal/Add", long, headers={"Content-Type": "text/plain"}).status == 413
    assert desk.send("POST", "journal/Add", "{", headers={"Content-Type": "text/plain"}).status == 415
    assert desk.send("POST", "journal/Add", "{", headers={"Content-Type": "application/json"}).status == 400


def test_an_unknown_path_is_named(desk: Desk) -> None:
    answer = desk.get("nothing/at%20all?x=1")
    assert answer.json == {
        "Message": "No HTTP resource was found that matches the request URI "
        "'https://desk.test/m42Services/api/nothing/at%20all'."
    }


def test_an_undefined_verb_is_told_which_are_defined(desk: Desk) -> None:
    answer = desk.send("DELETE", "data/fragments/SPSUserClassBase")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, POST, PUT, PATCH")
    assert answer.json == {"Message": "The requested resource does not support the method DELETE."}


@pytest.mark.parametrize(
    "path",
    [
        "/m42Services/api/UserInfo",
        "/M42Services/API/USERINFO/",
        "/m42Services/Api/userInfo",
        "/m42Services/api/userinfo/?x=",
        "/m42Services/api/userinfo?/?x=",
    ],
)
def test_letter_case_and_a_slash_at_the_end_do_not_matter(desk: Desk, path: str) -> None:
    assert desk.get(path).status == 200


@pytest.mark.parametrize("path", ["/M42SERVICES/api/userinfo", "/m42services/api/userinfo"])
def test_the_first_step_of_the_path_has_two_spellings(desk: Desk, path: str) -> None:
    assert desk.get(path).status == 404


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded", "undefined"])
def test_a_body_says_that_it_is_json(desk: Desk, kind: str) -> None:
    for method, path in (
        ("POST", "journal/Add"),
        ("PUT", "data/fragments/SPSUserClassBase"),
        ("PATCH", "data/objects/x"),
    ):
        answer = desk.send(method, path, "{}", headers={"Content-Type": kind} if kind else {})
        assert answer.status == 415, path


@pytest.mark.parametrize(
    "kind",
    ["application/json", "Application/JSON; charset=utf-8", "text/json", "application/vnd.x+json;charset=latin-1"],
)
def test_there_are_several_names_of_json(desk: Desk, kind: str) -> None:
    answer = desk.send("POST", "journal/Add", "{", headers={"Content-Type": kind})
    assert (answer.status, answer.json) == (400, {"Message": "The request is invalid."})


def test_calls_are_counted_where_there_is_a_limit(desk: Desk) -> None:
    assert all(desk.get("userinfo").status == 200 for _ in range(70))
    set_up(requests_per_minute=1)
    assert desk.get("userinfo").status == 200
    answer = desk.get("nothing")
    assert answer.status == 429
    assert int(answer.headers["retry-after"]) > 0
    assert answer.json["Message"].startswith("Too many requests. Try again in ")


@pytest.mark.parametrize("query", ["where=Foo%20%3D%201", "columns=nothing%20("])
def test_a_500_that_clients_expect_is_no_fault_of_ours(
    desk: Desk, query: str, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure()
    assert desk.get(f"data/fragments/SPSUserClassBase?{query}").status == 500
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["fault"] == "client"
