from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from chalicelib.dialects.esm.logbook import LEDGER
from chalicelib.services import usage
from infra.cli.deployment import LocalCloud
from infra.cli.desk import Desk
from infra.cli.main import polydesk
from infra.cli.screen import Screen
from tests.infra.cli.conftest import CommandLine


class There(LocalCloud):
    """The local cloud of a data directory, without a cloud."""

    def enter(self) -> None:
        """The environment of the tests is set."""


def said(data: Path, *arguments: str, as_json: bool = False) -> str:
    out = StringIO()
    desk = Desk(There(data, str(data)), Screen(as_json=as_json, out=out))
    assert CliRunner().invoke(polydesk, ["usage", "calls", *arguments], obj=desk).exit_code == 0
    return out.getvalue()


def note(file: Path, operation: str, *, caller: str = "ann", times: int = 1, ago: timedelta = timedelta(0)) -> None:
    at = (datetime.now(UTC) - ago).isoformat()
    line = {"at": at, "dialect": "tickets", "operation": operation, "caller": caller, "status": 200, "fault": "none"}
    with file.open("a") as log:
        log.write(f"{json.dumps({**line, 'duration_ms': 2.5})}\n" * times)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    logs = tmp_path / "logs"
    logs.mkdir()
    note(logs / "app.log.1", "tickets.read_ticket", times=3, ago=timedelta(hours=23))
    note(logs / "app.log", "tickets.read_ticket", times=2)
    note(logs / "app.log", "tickets.create_ticket", caller="bob")
    note(logs / "app.log.1", "tickets.read_ticket", times=7, ago=timedelta(days=3))
    return tmp_path


def test_calls_of_a_day_are_shown_by_operation_also_from_files_that_were_turned_over(data: Path) -> None:
    assert json.loads(said(data, as_json=True)) == [
        {
            "operation": "tickets.read_ticket",
            "calls": 5,
            "client_faults": 0,
            "server_faults": 0,
            "throttled": 0,
            "median_ms": 2.5,
            "p99_ms": 2.5,
        },
        {
            "operation": "tickets.create_ticket",
            "calls": 1,
            "client_faults": 0,
            "server_faults": 0,
            "throttled": 0,
            "median_ms": 2.5,
            "p99_ms": 2.5,
        },
    ]


def test_they_can_be_asked_by_caller_since_when_and_how_many(data: Path) -> None:
    week = (datetime.now(UTC) - timedelta(days=7)).isoformat()
    found = json.loads(said(data, "--by", "caller", "--since", week, "--limit", "1", as_json=True))
    assert [(each["caller"], each["calls"]) for each in found] == [("ann", 12)]


def test_people_see_a_table(data: Path) -> None:
    lines = said(data, "--by", "dialect", "--by", "caller").splitlines()
    assert lines[0].split()[:3] == ["dialect", "caller", "calls"]
    assert lines[-2].split()[:3] == ["tickets", "ann", "5"]
    assert all(len(each) <= 80 for each in lines)


def test_where_nothing_was_called_that_is_said(tmp_path: Path) -> None:
    assert said(tmp_path) == "Nothing was called.\n"


def test_the_future_is_unknown(run: CommandLine) -> None:
    coming = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    assert "is still to come" in run.refused("usage", "calls", "--since", coming, status=2)


def test_the_calls_of_the_week_are_those_that_the_store_counted(run: CommandLine) -> None:
    assert run("usage", "week").out == "Nothing has been counted yet.\n"
    for consumed in (True, True, False):
        usage.count(ledger=LEDGER, consumed=consumed)
    (week,) = run.json("usage", "week")
    assert (week["dialect"], week["served"], week["refused"], week["zone"]) == ("esm", 2, 1, "UTC")
    assert datetime.fromisoformat(week["since"]) < datetime.fromisoformat(week["until"])
    assert run("usage", "week").out.splitlines()[-1].split()[:3] == ["esm", "2", "1"]
