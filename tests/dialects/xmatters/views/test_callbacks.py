from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest

from chalicelib.dialects.xmatters.admission import AGENT
from chalicelib.dialects.xmatters.routes import agent
from chalicelib.domain.delivery import Channel
from chalicelib.domain.role import Role
from chalicelib.gateway import Polydesk
from chalicelib.home import home
from chalicelib.outbound import sender
from chalicelib.router import Mount
from chalicelib.services import roles
from tests.access import PASSWORD, basic, make_account
from tests.outbound.desk import written
from tests.wire import Answer, Client

pytestmark = pytest.mark.usefixtures("queues")
JOB = "event.7.99"
TOKENS = '{"xmatters_callback_type":"status","eventidentifier":"7","additionalTokens":{"é":"ü"}}'
URL = "/agent/v1/callbacks"


@pytest.fixture
def client() -> Client:
    app = Polydesk()
    app.mount(Mount(agent, "/agent/v1", greedy=("/agent",)))
    app.mount(Mount(home(()), ""))
    for name, ability in (("agents", AGENT), ("readers", "read")):
        roles.save(role=Role(name, abilities=frozenset({ability})))
    make_account("runner", roles=("agents",))
    make_account("reader", roles=("readers",))
    return Client(app)


def send(client: Client, method: str, target: str, login: str = "runner") -> Answer:
    return client.send(method, target, headers={"Authorization": basic(login, PASSWORD)})


def fetch(client: Client, **query: Any) -> Answer:
    return send(client, "GET", f"{URL}?{urlencode({'service': 'monitoring', 'iaid': 'a', **query})}")


def queued(key: str = "0", body: str = TOKENS) -> None:
    written(key, job=JOB, channel=Channel.AGENT, to="ia://monitoring?iaid=a", body=body)
    sender.attempt(JOB, key)


def test_nothing_waiting_is_an_empty_list(client: Client) -> None:
    answer = fetch(client)
    assert (answer.status, answer.text) == (200, '{"callbacks":[]}')
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-cache,no-store,max-age=0"


def test_a_callback_is_its_tokens_behind_its_receipt(client: Client) -> None:
    queued()
    answer = fetch(client, wait="20")
    receipt = answer.json["callbacks"][0]["receipt"]
    assert answer.text == f'{{"callbacks":[{{"receipt":"{receipt}",{TOKENS[1:]}]}}'


def test_a_callback_without_tokens_is_a_receipt_alone(client: Client) -> None:
    queued(body="{}")
    assert list(fetch(client).json["callbacks"][0]) == ["receipt"]


def test_what_is_acknowledged_is_gone_and_may_be_acknowledged_again(client: Client) -> None:
    queued()
    receipt = fetch(client).json["callbacks"][0]["receipt"]
    for _ in range(2):
        answer = send(client, "DELETE", f"{URL}/{receipt}")
        assert (answer.status, answer.body) == (204, b"")


def test_a_receipt_that_never_was_is_not_found(client: Client) -> None:
    answer = send(client, "DELETE", f"{URL}/never")
    assert answer.status == 404
    assert answer.json == {
        "type": "NOT_FOUND",
        "message": "The receipt is not found.",
        "code": 404,
        "reason": "Not Found",
    }


def test_all_that_is_wrong_with_a_poll_is_said_at_once(client: Client) -> None:
    answer = send(client, "GET", f"{URL}?wait=21&iaid=")
    assert answer.status == 400
    assert answer.text == (
        '{"type":"DATA_VALIDATION_ERROR","message":"There are data validation errors in the form",'
        '"details":[{"$.service":"Required field"},{"$.iaid":"Required field"},{"$.wait":"Value must be between 0 and 20"}],'
        '"errorDetails":[{"jsonPath":"service","details":"Required field"},{"jsonPath":"iaid","details":"Required field"},'
        '{"jsonPath":"wait","details":"Value must be between 0 and 20"}],"code":400,"reason":"Bad Request"}'
    )


def test_only_agents_may_fetch_and_acknowledge(client: Client) -> None:
    for method, target in (("GET", f"{URL}?service=s&iaid=a"), ("DELETE", f"{URL}/x")):
        answer = send(client, method, target, login="reader")
        assert answer.status == 403
        assert answer.headers["x-error-message"] == answer.json["message"]
        assert "User reader does not have permission" in answer.json["message"]


def test_a_stranger_is_told_so(client: Client) -> None:
    answer = client.send("GET", f"{URL}?service=s&iaid=a")
    assert answer.status == 401
    assert answer.headers["www-authenticate"].startswith("Basic")


@pytest.mark.parametrize(
    ("method", "target", "status"),
    [
        ("POST", URL, 405),
        ("GET", f"{URL}/x", 405),
        ("GET", "/agent/v1/other", 404),
        ("GET", "/agent/v2/callbacks", 404),
    ],
)
def test_other_verbs_and_paths_are_refused_in_the_same_shape(
    client: Client, method: str, target: str, status: int
) -> None:
    answer = send(client, method, target)
    assert (answer.status, answer.json["code"]) == (status, status)
