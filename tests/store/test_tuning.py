"""What leans on private names: that they are still there, and that nothing but speed depends on them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pynamodb.connection import Connection

from chalicelib import config
from chalicelib.store import aws, dynamo, tuning
from chalicelib.store.dynamo import Put

pytestmark = pytest.mark.usefixtures("cloud")

ROOT = Path(__file__).parent.parent.parent

# Every operation that the store uses, with good answers and bad ones; prints what the store made of them.
SCRIPT = """
import json, os
from moto import mock_aws
from chalicelib import config
from chalicelib.errors import PolydeskError
from chalicelib.store import dynamo, tuning
from chalicelib.store.dynamo import Delete, Put, Update
from chalicelib.store.tables import MODELS
from chalicelib.store.walks import Query

item = {"pk": "p", "sk": "s", "n": 1, "f": 0.5, "t": "ä🙂\\0", "yes": True, "no": None, "l": [1, {"a": None}], "m": {}}
said = []

def say(call):
    try:
        said.append(call())
    except PolydeskError as error:
        said.append([type(error).__name__, str(error), getattr(error, "item", None)])
    said.append(dynamo.meter().calls)

with mock_aws():
    for model in MODELS:
        model.create_table()
    say(lambda: dynamo.get(("p", "s")))
    say(lambda: dynamo.put(Put(item)))
    say(lambda: dynamo.get(("p", "s")))
    say(lambda: dynamo.update(Update(("p", "s"), "ADD n :one", {":one": 1})))
    say(lambda: dynamo.update(Update(("p", "s"), "ADD n :one", {":one": 1}, "n < :one")))
    say(lambda: dynamo.put(Put(item, "attribute_not_exists(pk)")))
    say(lambda: dynamo.transact([Put({**item, "sk": str(n)}) for n in range(5)]))
    say(lambda: dynamo.transact([Put(item), Put(item | {"sk": "0"}, "attribute_not_exists(pk)")]))
    say(lambda: list(dynamo.query(Query("p", limit=2))))
    say(lambda: sorted(map(str, dynamo.batch_get([("p", "0"), ("p", "9")]).items())))
    say(lambda: dynamo.delete(Delete(("p", "0"))))
    say(lambda: dynamo.put(Put(item | {"t": "x" * 420_000})))
print(json.dumps(said))
"""


def outcome(tuned: str) -> Any:
    environment = {**os.environ, "POLYDESK_TUNED": tuned}
    environment.pop("AWS_ENDPOINT_URL", None)
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(ran.stdout)


def test_tuned_and_untuned_answers_are_equal() -> None:
    tuned, untuned = outcome("1"), outcome("0")
    assert tuned == untuned
    assert len(tuned) == 24


def test_the_connection_uses_the_one_session() -> None:
    tuning.forget()  # other tests forget the session alone
    assert tuning.connection().client._loader is aws.session().get_component("data_loader")


def test_the_client_that_we_made_is_the_one_that_pynamodb_uses() -> None:
    connection = tuning.connection()
    assert connection.client is connection._client
    assert vars(Connection("eu-central-1")).get("_client", "moved") is None


def test_answers_are_read_as_plain_json() -> None:
    endpoint = tuning.connection().client._endpoint
    assert isinstance(endpoint._response_parser_factory, tuning._PlainJsonFactory)
    parser = endpoint._response_parser_factory.create_parser("json")
    assert parser is endpoint._response_parser_factory.create_parser("json")
    parsed = parser.parse({"status_code": 200, "headers": {}, "body": b'{"Item": {"a": {"S": "b"}}, "New": 1}'}, None)
    assert (parsed["Item"], parsed["New"]) == ({"a": {"S": "b"}}, 1)


def test_the_store_speaks_through_the_tuned_client() -> None:
    class Counting:
        def __init__(self, original: Any) -> None:
            self.calls = 0
            self._original = original

        def parse(self, response: dict[str, Any], shape: Any) -> Any:
            self.calls += 1
            return self._original.parse(response, shape)

    endpoint = tuning.connection().client._endpoint
    factory = endpoint._response_parser_factory
    protocol = tuning.connection().client.meta.service_model.resolved_protocol
    real = factory.create_parser(protocol)
    factory._made[protocol] = counting = Counting(real)
    try:
        dynamo.put(Put({"pk": "p", "sk": "s"}))
        dynamo.get(("p", "s"))
    finally:
        factory._made[protocol] = real
    assert counting.calls == 2


@pytest.mark.parametrize(("status", "body"), [(200, b'{"Item": '), (200, b"<html>"), (500, b"<html>"), (400, b"{}")])
def test_what_is_no_good_answer_is_left_to_botocore(status: int, body: bytes) -> None:
    class Original:
        def parse(self, response: dict[str, Any], shape: Any) -> str:
            return f"botocore read {response['status_code']}"

    parser = tuning._PlainJsonParser(Original())
    assert parser.parse({"status_code": status, "headers": {}, "body": body}, None) == f"botocore read {status}"


def test_the_tuned_client_obeys_the_same_limits_as_the_plain_one() -> None:
    settings = tuning.connection().client.meta.config
    assert settings.connect_timeout + settings.read_timeout < 29
    assert settings.retries["total_max_attempts"] == 1  # guard tries again, nobody else
    assert config.TUNED
