from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from chalicelib.dialects.esm.logbook import INTEGRATION, USAGE
from infra.cli.deployment import LocalCloud
from infra.cli.desk import Desk
from infra.cli.main import polydesk
from infra.cli.screen import Screen
from tests.infra.cli.conftest import CommandLine

LINE = "2023-04-11 20:34:00,635|Usage,consumed,1000,rejected,0,since,2023-04-11T11:51:27+0300"


class There(LocalCloud):
    """The local cloud of a data directory, without a cloud."""

    def enter(self) -> None:
        """The environment of the tests is set."""


def said(data: Path, *arguments: str, as_json: bool = False) -> str:
    out = StringIO()
    desk = Desk(There(data, str(data)), Screen(as_json=as_json, out=out))
    assert CliRunner().invoke(polydesk, ["logs", *arguments], obj=desk).exit_code == 0
    return out.getvalue()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "logs").mkdir()
    return tmp_path


def test_the_usage_log_is_shown_whole(data: Path) -> None:
    (data / "logs" / USAGE).write_text(f"{LINE}\n" * 200)
    assert said(data, "usage") == f"{LINE}\n" * 200


def test_the_integration_log_is_shown_from_its_end(data: Path) -> None:
    (data / "logs" / INTEGRATION).write_text("".join(f"{number}\n" for number in range(150)))
    assert said(data, "integration").splitlines() == [str(number) for number in range(50, 150)]
    assert said(data, "integration", "--lines", "2") == "148\n149\n"
    assert json.loads(said(data, "integration", "--lines", "2", as_json=True)) == ["148", "149"]


def test_an_empty_log_is_said_to_be_empty(data: Path) -> None:
    assert said(data, "usage") == "Nothing has been written yet.\n"


def test_of_another_deployment_it_is_said_where_they_are(run: CommandLine) -> None:
    for log in ("usage", "integration"):
        message = run.refused("logs", log)
        assert "in the log groups integration.log and Matrix42_rest_rest_api_usage.log" in message
