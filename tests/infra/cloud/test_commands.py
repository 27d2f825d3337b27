"""What the commands say before anything is done."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from infra.cli.refusals import WRONG_USAGE, Refusal
from infra.cli.screen import Screen
from infra.cloud import __main__ as commands
from infra.cloud.base import ROOT
from infra.cloud.stack import Change

GRAVE = Change("Remove", "DeskTable", "AWS::DynamoDB::Table", "False", ())
HARMLESS = Change("Modify", "Worker", "AWS::Lambda::Function", "False", ("Code",))


def run(tmp_path: Path, *arguments: str, **around: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, without anything of AWS in its environment."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "POLYDESK_"))}
    environment |= {"AWS_CONFIG_FILE": str(tmp_path / "none"), "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "none")}
    environment |= {"AWS_EC2_METADATA_DISABLED": "true"} | around
    command = [sys.executable, "-m", "infra.cloud", *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, env=environment, cwd=ROOT, check=False, stdin=subprocess.DEVNULL
    )


@pytest.mark.parametrize(
    ("arguments", "around", "said"),
    [
        (("deploy", "staging"), {}, "'staging' is no stage that may be deployed: say STAGE=dev or prod."),
        (("plan", ""), {}, "'' is no stage that may be deployed: say STAGE=dev or prod."),
        (("deploy", "dev"), {}, "No region is said: set AWS_REGION, like `AWS_REGION=eu-central-1`."),
        (("destroy", "dev", "--yes"), {"AWS_DEFAULT_REGION": "moon-1"}, "'moon-1' is no region of AWS"),
        (("rollback", "dev"), {"AWS_DEFAULT_REGION": "eu-central-1"}, "There are no AWS credentials: sign in"),
        (("deploy", "dev", "Memory"), {}, "'Memory' is no parameter: say NAME=VALUE."),
    ],
)
def test_bad_input_is_one_line(tmp_path: Path, arguments: tuple[str, ...], around: dict[str, str], said: str) -> None:
    done = run(tmp_path, *arguments, **around)
    assert done.stderr.startswith(f"polydesk: {said}")
    assert done.stderr.count("\n") == 1
    assert done.returncode in (1, WRONG_USAGE, 3)


def test_what_loses_nothing_is_done_unasked_where_nobody_can_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert commands._agree([HARMLESS], yes=False)
    with pytest.raises(Refusal, match="removed or replaced: say YES=1"):
        commands._agree([HARMLESS, GRAVE], yes=False)
    assert commands._agree([GRAVE], yes=True)


def test_changes_are_shown_with_what_becomes_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = io.StringIO()
    monkeypatch.setattr(commands, "screen", Screen(out=shown))
    commands._agree([HARMLESS, Change("Modify", "Api", "AWS::ApiGateway::RestApi", "True", ("Body",))], yes=True)
    assert "is replaced, Body" in shown.getvalue()
    assert "Worker" in shown.getvalue()
