"""The ESM dialect as a new user of the local cloud meets it, from the first login to the day after a crash."""

from __future__ import annotations

import os
import re
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.esm_client import BASE, EsmClient, data
from tests.e2e.exchange import Answer
from tests.e2e.local_cloud import LocalCloud, wait_for

MIB = 1024 * 1024
FOUR_MIB = 4 * MIB
LONGEST = 29  # seconds that the gateway lets a call take
LINE = re.compile(
    r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}\|(INFO|WARN|ERROR)\|REST\|([^|]+)\|([A-Z]+)\|(/[^|?]*)\|(\d{3})\|\d+\|[0-9a-f-]{36}"
)


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
    """A local cloud for this file, whose clock, limits and settings may be changed, and which may be killed."""
    cloud = LocalCloud(tmp_path_factory.mktemp("esm") / "data").start()
    yield cloud
    cloud.kill()


@pytest.fixture(autouse=True)
def unlimited(cloud: LocalCloud) -> None:
    cloud.call("POST", "/_local/limits", {"requests_per_minute": 0})


@pytest.fixture
def client(cloud: LocalCloud) -> EsmClient:
    return EsmClient(cloud)


def change_settings(cloud: LocalCloud, **values: Any) -> None:
    status, said = cloud.call("POST", "/_local/settings", {"esm": values})
    assert status == 200, said


def now(cloud: LocalCloud, *, advance: float = 0) -> datetime:
    return datetime.fromisoformat(cloud.call("POST", "/_local/clock", {"advance_seconds": advance})[1]["now"])


def values(card: Any, code: str) -> Any:
    return card["data"][code]["values"]


def integration_log(cloud: LocalCloud) -> list[str]:
    return (cloud.data / "logs" / "integration.log").read_text().splitlines()


def usage_log(cloud: LocalCloud) -> list[str]:
    return (cloud.data / "logs" / "rest_api_usage.log").read_text().splitlines()


def test_the_token_of_a_login_is_in_header_and_body_and_either_opens_both_addresses(client: EsmClient) -> None:
    answer = client.log_in()
    for token in (answer.headers["authorization"], answer.json["token"]):
        for base in (BASE, "/itsm/api/v1"):
            said = client.send("GET", f"{base}/echo/jwt?message=hello", token=token)
            assert (said.status, said.json["message"]) == (200, "hello")


def test_a_token_that_is_missing_is_a_401_with_the_words_that_clients_read(client: EsmClient) -> None:
    said = client.send("GET", f"{BASE}/dc", token="")
    assert (said.status, said.json["code"], said.json["error"]) == (401, 401, "Unauthorized")


def test_an_incident_is_found_created_changed_and_read(client: EsmClient) -> None:
    assert {"incident", "ServiceRequest", "company"} <= {each["templateCode"] for each in client.get("/dc")}
    page = client.get("/dc/incident/data", filter="$status$ = '02 - In progress' and hidden = 0", dataCards="true")
    assert page["data"]
    assert {values(card, "status")[0]["code"] for card in page["data"]} == {"02"}

    card = client.create("incident", "incident_management", subject="Mouse is not working.")
    worked = data(status={"code": "02"}, worklog="Looking at it.")
    changed = client.call("PATCH", f"/dc/incident/data/{card}", {"data": worked})
    assert (changed.status, changed.json["meta"]["errors"]) == (200, [])
    found = client.get(f"/dc/incident/data/{card}")
    assert values(found, "status") == [{"value": "02 - In progress", "code": "02"}]
    assert [entry["value"] for entry in values(found, "worklog")] == ["Looking at it."]
    assert found["name"] == "Mouse is not working."


def test_an_incident_that_is_closed_in_tickets_is_closed_here(client: EsmClient) -> None:
    card = client.create("incident", "incident_management", subject="It is cold")
    ticket = client.cloud.call("GET", client.cloud.tickets(f"/{card}"))[1]
    closed = {**ticket, "ClosedTime": "2026-11-21T12:00:00Z"}
    assert client.cloud.call("PUT", client.cloud.tickets(f"/{card}"), closed)[0] == 200
    assert client.get(f"/dc/incident/data/{card}/status")["values"] == [{"value": "05 - Closed", "code": "05"}]


def test_four_mebibytes_go_up_and_come_down_as_they_are_and_one_byte_more_is_refused(client: EsmClient) -> None:
    path = f"/dc/incident/data/{client.create('incident', 'incident_management', subject='With a file')}/attachments"
    content = os.urandom(FOUR_MIB)
    assert client.upload(path, "crash.dump", content).status == 200
    [file] = client.get(path)["values"]
    down = client.send("GET", BASE + file["download"])
    assert (down.status, down.content == content) == (200, True)
    assert "crash.dump" in down.headers["content-disposition"]
    for size in (FOUR_MIB + 1, 11 * MIB):  # the second one is refused by the gateway
        refused = client.upload(path, "crash.dump", bytes(size))
        assert (refused.status, refused.json["code"], refused.json["error"]) == (413, 413, "Request Entity Too Large")


def test_a_card_goes_to_the_trash_once(client: EsmClient) -> None:
    card = f"/dc/incident/data/{client.create('incident', 'incident_management', subject='Never mind')}"
    assert [client.call("DELETE", card).status for _ in range(2)] == [200, 409]
    assert client.get(card)["deleted"] is True


def test_a_thousand_rows_are_imported_in_time_and_read_back_page_by_page(client: EsmClient) -> None:
    change_settings(client.cloud, **{"external.api.datacard.max.import.size": 1000})
    rows = [
        {"folderCode": "rest_examples", "data": data(text=f"Row {n}", batch="quarter" if n % 4 == 0 else "rest")}
        for n in range(1000)
    ]
    rows[1] = {"folderCode": "rest_examples", "data": data(count="no number")}
    began = time.monotonic()
    answer = client.call("PUT", "/dc/rest_example/data", rows)
    assert (answer.status, time.monotonic() - began < LONGEST) == (200, True)
    result = answer.json["meta"]["importResult"]
    assert result == {"handledDataCards": 1000, "savedDataCards": 999, "notSavedDataCards": 1}
    assert [each["dataCard"] and each["dataCard"]["name"] for each in answer.json["data"][:3]] == [
        "Row 0",
        None,
        "Row 2",
    ]
    assert [each["attributeCode"] for each in answer.json["data"][1]["errors"]] == ["count"]

    pages = list(client.pages("/dc/rest_example/data", filter="$batch$ = 'quarter'", limit=100))
    assert [page["meta"]["count"] for page in pages] == [100, 100, 50]
    ids = [int(card["dataCardId"]) for page in pages for card in page["data"]]
    assert ids == sorted(set(ids), reverse=True)
    whole = list(client.pages("/dc/rest_example/data/stream", filter="$batch$ = 'quarter'"))
    assert [int(card["dataCardId"]) for page in whole for card in page["data"]] == ids


def test_thirty_calls_pass_and_the_next_ones_say_how_long_to_wait(cloud: LocalCloud, client: EsmClient) -> None:
    reader = EsmClient(cloud, "reader")
    assert client.token
    assert reader.token
    cloud.call("POST", "/_local/limits", {"requests_per_minute": 30})
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: client.call("GET", "/dc"), range(40)))
        others = list(pool.map(lambda _: reader.call("GET", "/dc"), range(30)))
    assert Counter(answer.status for answer in answers) == {200: 30, 429: 10}
    assert {answer.status for answer in others} == {200}
    for refused in (answer for answer in answers if answer.status == 429):
        assert 1 <= seconds(refused) <= 60
        assert refused.headers["retry-after"] == str(seconds(refused))


def seconds(answer: Answer) -> int:
    """What clients do with the message."""
    found = re.search(r"\d+", answer.json["message"])
    assert found
    return int(found[0])


def test_settings_act_at_once(client: EsmClient) -> None:
    row = {"folderCode": "rest_examples", "data": data(text="One of three")}
    change_settings(client.cloud, **{"external.api.datacard.max.import.size": 2})
    refused = client.call("PUT", "/dc/rest_example/data", [row] * 3)
    assert (refused.status, "2" in refused.json["message"]) == (400, True)
    change_settings(client.cloud, **{"security.external.api.token.expiration.time": 1})
    brief = EsmClient(client.cloud).claims
    assert brief["exp"] - brief["iat"] == 60
    change_settings(client.cloud, **{"security.external.api.token.expiration.time": 15})


def test_without_the_module_there_is_nothing(client: EsmClient) -> None:
    paths = ("/echo", "/dc", "/dc/incident/data", "/docs/openapi.json", "/docs/swagger/index.html", "/docs/swagger")
    assert client.token
    change_settings(client.cloud, **{"esm.module.enabled": False})
    answers = [client.send("GET", base + path) for base in (BASE, "/itsm/api/v1") for path in paths]
    change_settings(client.cloud, **{"esm.module.enabled": True})
    assert {(answer.status, answer.json["code"]) for answer in answers} == {(404, 404)}
    assert client.call("GET", "/dc").status == 200


def test_every_call_is_a_line_of_the_integration_log_and_none_holds_a_secret(client: EsmClient) -> None:
    refused = client.call("GET", "/dc/nosuch", message="between-us")
    identity = refused.headers["x-amzn-requestid"]
    wait_for(lambda: any(identity in line for line in integration_log(client.cloud)), patience=2)
    lines = integration_log(client.cloud)
    assert all(LINE.fullmatch(line) for line in lines)
    [line] = [line for line in lines if line.endswith(identity)]
    assert f"|WARN|REST|{client.login}|GET|{BASE}/dc/nosuch|404|" in line
    logs = "".join(path.read_text(errors="replace") for path in (client.cloud.data / "logs").iterdir())
    assert not any(secret in logs for secret in (client.password, client.token.split()[1], "between-us"))


def test_a_token_is_good_for_fifteen_minutes_to_the_second(cloud: LocalCloud, client: EsmClient) -> None:
    issued = client.claims["iat"]
    assert client.claims["exp"] == issued + 900
    cloud.call("POST", "/_local/clock", {"advance_seconds": issued + 897 - now(cloud).timestamp()})
    seen = Counter[int]()
    while not seen[401]:
        before = now(cloud).timestamp()
        status = client.call("GET", "/echo/jwt").status
        assert before < issued + 900 if status == 200 else now(cloud).timestamp() >= issued + 900
        seen[status] += 1
        time.sleep(0.05)
    assert seen[200]
    assert EsmClient(cloud).call("GET", "/echo/jwt").status == 200


def test_a_thousand_calls_are_a_line_of_the_usage_log_and_a_week_ends_on_monday(
    cloud: LocalCloud, client: EsmClient
) -> None:
    path = f"{BASE}/echo"
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: client.send("GET", path, token=""), range(1000)))
    wait_for(lambda: any("|Usage,consumed,1000,rejected," in line for line in usage_log(cloud)), patience=5)

    levels = Counter(line.split("|")[1] for line in integration_log(cloud))
    today = now(cloud)
    monday = today.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=7 - today.weekday())
    now(cloud, advance=(monday - today).total_seconds() + 1)
    wait_for(lambda: usage_log(cloud)[-1].endswith("|Statistics reset"), patience=10)
    last, reset = usage_log(cloud)[-2:]
    assert f"|Usage,consumed,{levels['INFO']},rejected,{levels['WARN']},since," in last
    assert reset.startswith(monday.strftime("%Y-%m-%d"))
    link = Path(cloud.data / "logs" / "Matrix42_rest_rest_api_usage.log")
    assert link.read_text().splitlines() == usage_log(cloud)


def test_cards_and_files_outlive_a_crash(cloud: LocalCloud, client: EsmClient) -> None:
    card = client.create("rest_example", "rest_examples", text="Written before the end", count=42)
    path = f"/dc/rest_example/data/{card}"
    content = os.urandom(64 * 1024)
    assert client.upload(f"{path}/files", "photo.jpg", content).status == 200
    cloud.snapshot()
    cloud.kill()
    cloud.start()
    again = EsmClient(cloud)
    found = again.get(path)
    assert (found["name"], values(found, "count")) == ("Written before the end", [{"value": 42}])
    [file] = values(found, "files")
    assert again.send("GET", BASE + file["download"]).content == content
