"""Who comes in at the door of the Matrix42 dialect, how long they stay, and in which language they are spoken to."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.e2e import exchange
from tests.e2e.local_cloud import LocalCloud
from tests.e2e.matrix42_client import BASE, PERSON, TICKET, Matrix42Client


@pytest.fixture
def client(spare: LocalCloud) -> Matrix42Client:
    return Matrix42Client(spare)


@pytest.fixture
def outsider(spare: LocalCloud) -> Matrix42Client:
    """Somebody who is outside the audience of fragments, and whose profile is in German."""
    return Matrix42Client(spare, "outside_audience")


def now(cloud: LocalCloud, *, advance: float = 0) -> datetime:
    return datetime.fromisoformat(cloud.call("POST", "/_local/clock", {"advance_seconds": advance})[1]["now"])


def test_an_api_token_is_exchanged_for_one_that_lives_five_minutes(spare: LocalCloud, client: Matrix42Client) -> None:
    answer = client.exchange()
    ends = datetime.fromisoformat(answer.json["LifeTime"])
    assert timedelta(minutes=4, seconds=50) < ends - now(spare) <= timedelta(minutes=5)
    assert client.get("userinfo")["LastName"] == "Morita"
    unexchanged = client.call("GET", "userinfo", headers={"Authorization": f"Bearer {client.known['api_token']}"})
    assert unexchanged.status == 406
    assert client.call("GET", "userinfo", headers={"Authorization": client.basic}).status == 200
    assert exchange.send(spare, "GET", f"{BASE}/userinfo").status == 401


def test_labels_and_refusals_are_in_the_language_that_is_asked_for(
    client: Matrix42Client, outsider: Matrix42Client
) -> None:
    ticket = client.create()
    labels = {}
    for language in ("en", "de-AT", "fra", "xx"):
        row = client.get(f"activity/{ticket}", {"Explicit-Language": language, "Accept-Language": "de"})
        labels[language] = row["StateDisplayString"]
    assert labels == {"en": "New", "de-AT": "Neu", "fra": "Nouveau", "xx": "New"}
    assert outsider.get(f"activity/{ticket}")["StateDisplayString"] == "Neu"
    refused = client.call("GET", f"data/fragments/{PERSON}", headers={"Explicit-Language": "de"}, where="Foo = 1")
    assert (refused.status, refused.headers["content-language"]) == (500, "de")
    assert refused.json == {
        "Message": "Die Klasse SPSUserClassBase enthält kein Attribut Foo.",
        "ExceptionMessage": "Class SPSUserClassBase does not contain attribute Foo.",
    }


def test_paths_names_and_spellings_match_in_any_case(client: Matrix42Client, spare: LocalCloud) -> None:
    said = {"Authorization": client.basic, "Content-Type": "application/json"}
    paths = (
        "/M42Services/API/Data/Fragments/spsuserclassbase/?Where=lastname+=+'morita'&COLUMNS=firstname",
        "/m42Services/api/data/fragments/SPSUserClassBase?where=LastName%20=%20'Morita'&columns=FirstName",
    )
    first, second = (exchange.send(spare, "GET", path, None, said) for path in paths)
    assert (first.status, first.json) == (200, second.json)
    assert first.json[0]["FirstName"] == "Keiji"


def test_a_token_that_has_run_out_is_exchanged_anew(spare: LocalCloud, client: Matrix42Client) -> None:
    assert client.call("GET", "userinfo").status == 200
    now(spare, advance=301)
    ended = client.call("GET", "userinfo")
    assert ended.status == 406
    assert client.call("GET", "userinfo", headers={"Authorization": client.basic}).status == 200
    as_api_token = {"Authorization": f"Bearer {client.token}"}
    assert client.call("POST", "ApiToken/GenerateAccessTokenFromApiToken", b"", as_api_token).content == b"null"
    assert Matrix42Client(spare).call("GET", "userinfo").status == 200


def test_a_script_in_a_browser_may_call(spare: LocalCloud, client: Matrix42Client) -> None:
    asking = {
        "Origin": "https://portal.example",
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": "authorization,content-type,explicit-language",
    }
    preflight = exchange.send(spare, "OPTIONS", f"{BASE}/data/fragments/{TICKET}", None, asking)
    assert preflight.status in (200, 204)
    assert "PUT" in preflight.headers["access-control-allow-methods"]
    allowed = preflight.headers["access-control-allow-headers"].lower()
    assert all(name in allowed for name in ("authorization", "content-type", "explicit-language"))
    for path in ("userinfo", f"data/fragments/{PERSON}?where=Foo"):
        answer = client.call("GET", path, headers={"Origin": "https://portal.example"})
        assert answer.headers["access-control-allow-origin"] in ("*", "https://portal.example")


def test_a_limit_is_kept_and_says_how_long_to_wait(spare: LocalCloud, client: Matrix42Client) -> None:
    assert client.token
    spare.call("POST", "/_local/limits", {"requests_per_minute": 3})
    try:
        answers = [client.call("GET", "userinfo") for _ in range(5)]
    finally:
        spare.call("POST", "/_local/limits", {"requests_per_minute": 0})
    refused = answers[-1]
    assert (answers[0].status, refused.status) == (200, 429)
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.json["Message"]
