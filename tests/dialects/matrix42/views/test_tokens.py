from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import jwt
import pytest

from chalicelib.domain import clock
from chalicelib.services import accounts, api_tokens, caches, credentials
from tests.dialects.matrix42.desk import AGENT, BASE, Desk, basic, disable, set_up, user
from tests.wire import Answer

PATH = f"{BASE}/ApiToken/GenerateAccessTokenFromApiToken"


def made(login: str = "agent", expires_at: datetime | None = None) -> str:
    account = accounts.get(key=login)
    assert account is not None
    return api_tokens.issue(account=account, name="integration", claims={}, expires_at=expires_at)[1]


def exchange(desk: Desk, token: str, path: str = PATH, body: Any = b"", **headers: str) -> Answer:
    return desk.client.send("POST", path, body, {"Authorization": f"Bearer {token}", **headers})


def test_an_api_token_is_exchanged_for_an_access_token(desk: Desk) -> None:
    token = made()
    answer = exchange(desk, token)
    assert answer.status == 200
    assert answer.json.keys() == {"RawToken", "LifeTime"}
    ends = datetime.fromisoformat(answer.json["LifeTime"])
    assert answer.json["LifeTime"].endswith("Z")
    assert timedelta(minutes=4, seconds=50) < ends - clock.now() <= timedelta(minutes=5)
    claims = jwt.decode(answer.json["RawToken"], options={"verify_signature": False})
    assert (claims["sub"], claims["kind"], claims["UserFragmentId"]) == ("agent", "access", user(AGENT))
    assert claims["exp"] == ends.timestamp()
    assert claims["jti"] == jwt.decode(token, options={"verify_signature": False})["jti"]


@pytest.mark.parametrize(
    ("body", "kind"), [(b"", ""), ("{}", ""), ('""', "application/json"), ("nonsense", "text/plain"), (b"\xff", "x")]
)
def test_whatever_comes_with_it_is_not_looked_at(desk: Desk, body: Any, kind: str) -> None:
    assert exchange(desk, made(), PATH + "/", body, **({"Content-Type": kind} if kind else {})).json["RawToken"]


def test_a_token_is_good_for_as_long_as_is_set(desk: Desk) -> None:
    set_up(access_token_minutes=60)
    ends = datetime.fromisoformat(exchange(desk, made()).json["LifeTime"])
    assert ends - clock.now() > timedelta(minutes=59)


def test_a_token_that_is_no_longer_good_is_answered_with_null(desk: Desk) -> None:
    token = made()
    access = exchange(desk, token).json["RawToken"]
    dead = [access, "x", "a.b.c", token[:-3], made_dead()]
    credentials.save(credential=replace(api_tokens.every()[0], enabled=False))
    caches.clear()
    for each in (*dead, token):
        answer = exchange(desk, each)
        assert (answer.status, answer.body) == (200, b"null")


def made_dead() -> str:
    account = accounts.get(key="german")
    assert account is not None
    past = clock.now() - timedelta(days=1)
    return api_tokens.issue(account=account, name="old", claims={}, expires_at=past)[1]


def test_a_token_of_an_account_that_is_switched_off_is_no_longer_good(desk: Desk) -> None:
    token = made()
    disable("agent")
    assert exchange(desk, token).body == b"null"


@pytest.mark.parametrize("authorization", [None, basic("agent"), "Bearer", "Bearer ", "Token x"])
def test_something_has_to_be_presented(desk: Desk, authorization: str | None) -> None:
    answer = desk.client.send("POST", PATH, headers={"Authorization": authorization} if authorization else {})
    assert answer.status == 401
    assert "www-authenticate" in answer.headers


def test_an_exchange_is_a_post(desk: Desk) -> None:
    answer = desk.get(PATH)
    assert (answer.status, answer.headers["allow"]) == (405, "POST")
