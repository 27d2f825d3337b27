from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from infra.cli.deployment import LocalCloud, Stage
from infra.cli.refusals import Refusal
from infra.local.place import Place


class Emulator(BaseHTTPRequestHandler):
    """Something on a port that says that it is well."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/_ministack/health" else 404)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Nothing to say."""


@pytest.fixture
def emulator() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Emulator)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def announced(data: Path, endpoint: str) -> LocalCloud:
    Place(data).announce(endpoint=endpoint, base_url="http://127.0.0.1:8000", region="eu-north-1")
    return LocalCloud.of(str(data), {})


@pytest.mark.usefixtures("environment")
def test_the_running_local_cloud_is_entered_and_nothing_of_aws_is_left(tmp_path: Path, emulator: str) -> None:
    os.environ.update(AWS_PROFILE="mine", AWS_ACCESS_KEY_ID="mine", POLYDESK_STAGE="prod", POLYDESK_DESK_TABLE="x")
    announced(tmp_path, emulator).enter()
    assert os.environ["AWS_ENDPOINT_URL"] == emulator
    assert os.environ["AWS_REGION"] == "eu-north-1"
    assert os.environ["POLYDESK_STAGE"] == "local"
    assert os.environ["AWS_ACCESS_KEY_ID"] == "local"
    assert not {"AWS_PROFILE", "POLYDESK_DESK_TABLE"} & os.environ.keys()


def refused(cloud: LocalCloud) -> str:
    with pytest.raises(Refusal) as caught:
        cloud.enter()
    assert caught.value.status == 1
    return caught.value.message


def test_a_local_cloud_that_was_never_there_is_not_running(tmp_path: Path) -> None:
    data = tmp_path / "with space"
    assert refused(LocalCloud.of(str(data), {})) == (
        f"The local cloud of {data} is not running: start it with `DATA_DIR='{data}' make run`."
    )


def test_that_of_the_project_itself_is_started_with_make_run(tmp_path: Path) -> None:
    assert refused(LocalCloud(tmp_path, ".local")) == (
        "The local cloud of .local is not running: start it with `make run`."
    )


def test_one_that_was_killed_is_not_running(tmp_path: Path, emulator: str) -> None:
    cloud = announced(tmp_path, emulator)
    said = json.loads(Place(tmp_path).running.read_text())
    Place(tmp_path).running.write_text(json.dumps({**said, "process": 2**22 + 1}))
    assert "is not running" in refused(cloud)


def test_one_whose_emulator_is_gone_is_not_running(tmp_path: Path) -> None:
    assert "is not running" in refused(announced(tmp_path, "http://127.0.0.1:9"))


@pytest.mark.parametrize("content", ["", "{", "[]", "7", '{"process": "x"}', '{"process": 1e999}', "{}", "\x00"])
def test_what_can_not_be_read_is_not_running(tmp_path: Path, content: str) -> None:
    Place(tmp_path).running.write_text(content)
    assert "is not running" in refused(LocalCloud.of(str(tmp_path), {}))


@pytest.mark.parametrize(
    ("directory", "environment", "said"),
    [
        ("a", {"DATA_DIR": "b"}, "a"),
        (None, {"DATA_DIR": "b"}, "b"),
        (None, {}, ".local"),
        (None, {"DATA_DIR": ""}, ".local"),
    ],
)
def test_the_option_comes_before_the_environment(directory: str | None, environment: dict[str, str], said: str) -> None:
    cloud = LocalCloud.of(directory, environment)
    assert cloud.said == said
    assert cloud.data.is_absolute()


@pytest.mark.usefixtures("environment")
def test_a_stage_is_entered_whatever_pointed_elsewhere() -> None:
    os.environ.update(POLYDESK_DESK_TABLE="other", POLYDESK_SECRETS_PATH="/other", AWS_PROFILE="mine")
    Stage("prod", "eu-north-1").enter()
    assert os.environ["POLYDESK_STAGE"] == "prod"
    assert os.environ["AWS_REGION"] == os.environ["AWS_DEFAULT_REGION"] == "eu-north-1"
    assert os.environ["AWS_PROFILE"] == "mine"
    assert not {"POLYDESK_DESK_TABLE", "POLYDESK_SECRETS_PATH"} & os.environ.keys()


@pytest.mark.usefixtures("environment")
def test_without_a_region_that_of_the_environment_stays() -> None:
    os.environ["AWS_REGION"] = "eu-west-1"
    Stage("prod").enter()
    assert os.environ["AWS_REGION"] == "eu-west-1"


@pytest.mark.parametrize(
    "stage", [Stage("local"), Stage(""), Stage("Prod"), Stage("a/b"), Stage("a" * 40), Stage("a", "x y"), Stage("a\n")]
)
def test_impossible_stages_are_wrong_usage(stage: Stage) -> None:
    with pytest.raises(Refusal) as caught:
        stage.enter()
    assert caught.value.status == 2


def test_deployments_say_what_they_are() -> None:
    assert LocalCloud.of("d", {}).title == "local cloud of d"
    assert (Stage("dev").title, Stage("dev", "r").title) == ("stage dev", "stage dev in r")


def test_a_gateway_stands_in_front_of_stages_only() -> None:
    assert Stage("dev").has_gateway
    assert not LocalCloud.of("data", {}).has_gateway
