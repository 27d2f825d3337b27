"""The whole deployment on MiniStack: packaged, created, used, changed, gone back, destroyed, created again.

One stack for all tests, which follow one another. Not shown, because the emulator does not know it: gateway responses in our
words, alarms of several metrics, what CloudFront does with a request. Each function may do what its role allows, and
nothing else.
"""

from __future__ import annotations

import base64
import json
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.deployed import Deployed
from tests.e2e.local_cloud import wait_for
from tests.outbound.receivers import OK, Receiver, answers, status

SENDER = "desk@polydesk.example"
SAID = ("CloudFront=no", "Watched=no", "AllowedCallbackHosts=127.0.0.0/8", f"MailSender={SENDER}")
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
ESM = "/rest-api/itsm/v1"
XMATTERS = "/reapi/2015-04-01"


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    folder: Path = tmp_path_factory.mktemp("deployed")
    deployed = Deployed(folder)
    deployed.client("ses").verify_email_identity(EmailAddress=SENDER)
    shown = deployed.make("deploy", *SAID)
    assert "DeskTable: create complete" in shown
    assert "Deployed in" in shown
    deployed.find()
    deployed.sow()
    yield deployed
    deployed.end()


def version(cloud: Deployed) -> str:
    answer = cloud.send("GET", "/health")
    assert answer.status == 200, answer
    return str(answer.json["version"])


def log_in(cloud: Deployed) -> str:
    """The word Bearer and a token of ESM."""
    said = cloud.credentials["esm"]
    body = {"login": said["login"], "password": said["password"]}
    answer = cloud.send("POST", f"{ESM}/users/login", body)
    assert answer.status == 200, answer
    return answer.headers["authorization"]


def trigger(cloud: Deployed, url: str) -> int:
    """The number of a new event, whose status is told to `url` with a password, which is sealed until then."""
    form = cloud.credentials["xmatters"]["form_uuid"]
    body = {
        "properties": {"message": "Disk full", "incident_id": "INC1"},
        "recipients": [{"targetName": "bsmith"}],
        "callbacks": [{"url": url, "type": "status", "authType": "basic", "authUserName": "me", "authPassword": "pw"}],
    }
    answer = cloud.send("POST", f"{XMATTERS}/forms/{form}/triggers", body, authorization=cloud.basic("xmatters"))
    assert answer.status == 200, answer
    return int(answer.json["id"])


def test_a_second_deployment_changes_nothing(cloud: Deployed) -> None:
    assert "No changes." in cloud.make("deploy")
    assert "No changes." in cloud.make("plan")


def test_a_plan_shows_what_would_change_and_changes_nothing(cloud: Deployed) -> None:
    shown = cloud.make("plan", "ApiMemory=512")
    assert any("APIHandler" in line and "MemorySize" in line for line in shown.splitlines())
    assert "No changes." in cloud.make("plan")


def test_tickets_are_opened_with_a_key(cloud: Deployed) -> None:
    key = cloud.credentials["tickets"]["key"]
    assert cloud.send("GET", f"/api/Tickets?key={key}").status == 200
    assert cloud.send("GET", "/api/Tickets?key=wrong").status == 401


def test_esm_gives_a_token_that_its_authorizer_takes(cloud: Deployed) -> None:
    answer = cloud.send("GET", f"{ESM}/dc/incident/data", authorization=log_in(cloud))
    assert answer.status == 200, answer


def test_xmatters_is_called_with_a_password(cloud: Deployed) -> None:
    answer = cloud.send("GET", f"{XMATTERS}/people/bsmith", authorization=cloud.basic("xmatters"))
    assert answer.status == 200, answer


def test_squiz_is_called_with_a_token(cloud: Deployed) -> None:
    said = cloud.credentials["squiz"]
    path = f"/__management-api/v1/assets/{said['root_asset_id']}"
    assert cloud.send("GET", path, authorization=f"Bearer {said['token']}").status == 200


def test_matrix42_changes_its_token_for_another(cloud: Deployed) -> None:
    path = "/m42Services/api/ApiToken/GenerateAccessTokenFromApiToken/"
    said = cloud.credentials["matrix42"]["api_token"]
    assert "RawToken" in cloud.send("POST", path, authorization=f"Bearer {said}").json


def test_who_can_t_be_identified_is_refused_by_the_authorizer(cloud: Deployed) -> None:
    path = f"{XMATTERS}/people/bsmith"
    assert cloud.send("GET", path).status == 401
    assert cloud.send("GET", path, authorization="Basic bm9ib2R5Om5vYm9keQ==").status == 401


def test_a_verb_that_there_is_not_reaches_the_app_and_a_path_that_there_is_not_as_well(cloud: Deployed) -> None:
    answer = cloud.send("PATCH", f"/api/Tickets?key={cloud.credentials['tickets']['key']}")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, POST")
    assert cloud.send("GET", "/api/nothing").status == 404


def test_a_callback_goes_from_a_request_through_both_queues_to_its_receiver(cloud: Deployed) -> None:
    with Receiver(answers(OK)) as receiver:
        event = trigger(cloud, receiver.url)
        wait_for(lambda: len(receiver.requests) >= 1, every=0.2)
    said = json.loads(receiver.requests[0].body)
    assert (said["status"], said["eventIdentifier"]) == ("active", event)
    assert receiver.requests[0].headers["authorization"] == "Basic bWU6cHc="
    ses = cloud.client("ses")
    wait_for(lambda: int(ses.get_send_quota()["SentLast24Hours"]) > 0, every=0.2)


def test_what_is_dead_is_listed_and_sent_again(cloud: Deployed) -> None:
    with Receiver(answers(status(410), OK)) as receiver:
        trigger(cloud, receiver.url)
        wait_for(lambda: f"127.0.0.1:{receiver.port}" in cloud.polydesk("delivery", "list", "dead"), every=1)
        cloud.polydesk("delivery", "replay", "--all", "--yes")
        wait_for(lambda: len(receiver.requests) == 2, every=0.2)
    assert receiver.requests[0].body == receiver.requests[1].body


def test_a_file_is_kept_and_read(cloud: Deployed) -> None:
    said = cloud.credentials["squiz"]
    attributes = {"name": "photo.png", "file_content": base64.b64encode(PIXEL).decode()}
    body = {"asset": {"type": "image", "attributes": attributes}, "parent": {"asset_id": said["root_asset_id"]}}
    made = cloud.send("POST", "/__management_api/v1/assets", body, authorization=f"Bearer {said['token']}")
    assert made.status == 201, made
    (url,) = made.json["urls"]
    read = cloud.send("GET", url["path"][url["path"].index("/__management") :])
    assert read.status == 200, read
    assert int(read.headers["content-length"]) > 0


def test_the_exact_limit_answers_with_the_time_to_wait(cloud: Deployed) -> None:
    token = log_in(cloud)
    seen: Counter[int] = Counter()
    while not seen[429] and seen.total() < 70:  # two windows of thirty, should one end in between
        answer = cloud.send("GET", f"{ESM}/dc/incident/data", authorization=token)
        seen[answer.status] += 1
    assert set(seen) == {200, 429}
    assert 0 < int(answer.headers["retry-after"]) <= 60


def test_a_change_of_code_takes_effect_while_calls_go_on_and_a_rollback_takes_it_back(cloud: Deployed) -> None:
    before = version(cloud)
    stopped = threading.Event()
    statuses: Counter[int] = Counter()

    def call() -> None:
        while not stopped.is_set():
            statuses[cloud.send("GET", "/health").status] += 1

    caller = threading.Thread(target=call)
    caller.start()
    try:
        cloud.ship_version("9.9.9")
        assert "Deployed in" in cloud.make("deploy")
        assert version(cloud) == "9.9.9"
        assert "Gone back one release." in cloud.make("rollback")
        assert version(cloud) == before
    finally:
        stopped.set()
        caller.join()
    assert set(statuses) == {200}
    assert "There is no release of dev before the one in force." in cloud.make("rollback", status=1)


def test_a_deployment_that_was_killed_is_finished_by_the_next_and_counts_as_one_release(cloud: Deployed) -> None:
    before = version(cloud)
    cloud.ship_version("9.9.8")
    cloud.kill_in_the_middle("deploy")
    cloud.make("deploy")
    assert version(cloud) == "9.9.8"
    assert "Gone back one release." in cloud.make("rollback")
    assert version(cloud) == before


def test_wrong_parameters_are_said_before_anything_is_done(cloud: Deployed) -> None:
    shown = cloud.make("deploy", "MailSender=desk@example.com", status=1)
    assert "knows neither desk@example.com nor its domain as verified" in shown
    assert "There is no parameter Colour." in cloud.make("deploy", "Colour=red", status=1)


def test_what_holds_data_outlives_the_stack_and_is_taken_in_again(cloud: Deployed) -> None:
    assert "dev is destroyed" in cloud.make("destroy", "--yes")
    assert "There is no deployment of dev." in cloud.make("destroy", "--yes")
    shown = cloud.make("deploy", *SAID)
    assert "Taking in again what was retained: DeskTable, OutboxTable, FilesBucket, VaultKey, VaultAlias" in shown
    cloud.find()
    answer = cloud.send("GET", f"{XMATTERS}/people/bsmith", authorization=cloud.basic("xmatters"))
    assert answer.status == 200, answer
