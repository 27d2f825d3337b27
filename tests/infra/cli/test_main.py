from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass

import pytest
from click.testing import CliRunner

from infra.cli.main import hoisted, polydesk
from infra.cli.nouns import NOUNS
from tests.infra.cli.conftest import CommandLine


@dataclass(frozen=True)
class Broken:
    """A deployment that nobody planned for."""

    title: str = "broken"

    def enter(self) -> None:
        raise ZeroDivisionError("by nothing\nat all")


def test_options_of_every_command_may_stand_anywhere() -> None:
    line = ["record", "show", "--data-dir", "d", "ticket", "--json", "7", "--as=me"]
    assert hoisted(line) == ["--data-dir", "d", "--json", "--as=me", "record", "show", "ticket", "7"]


def test_what_follows_two_dashes_stays_where_it_is() -> None:
    assert hoisted(["account", "show", "--", "--json"]) == ["account", "show", "--", "--json"]


def test_an_option_without_its_value_is_left_to_complain() -> None:
    answer = CliRunner().invoke(polydesk, ["account", "list", "--stage"])
    assert answer.exit_code == 2
    assert answer.stderr.startswith("polydesk: Option '--stage' requires an argument.")


def test_json_may_stand_at_the_end(run: CommandLine) -> None:
    assert json.loads(run("account", "list", "--json").out) == []


def test_a_line_without_a_noun_lists_them_all() -> None:
    answer = CliRunner().invoke(polydesk, [])
    assert answer.exit_code == 2
    assert all(f"\n  {noun} " in answer.stderr for noun in NOUNS)


def test_help_needs_no_deployment() -> None:
    answer = CliRunner().invoke(polydesk, ["account", "create", "--help", "--data-dir", "/nonexistent"])
    assert answer.exit_code == 0
    assert "--generate" in answer.stdout


def test_a_noun_that_does_not_exist_is_wrong_usage(run: CommandLine) -> None:
    assert run.refused("acount", "list", status=2).startswith("No such command 'acount'.")


def test_a_verb_that_does_not_exist_is_wrong_usage(run: CommandLine) -> None:
    assert run.refused("account", "sing", status=2) == "No such command 'sing'. Try 'polydesk account --help'."


def test_two_deployments_at_once_are_wrong_usage() -> None:
    answer = CliRunner().invoke(polydesk, ["--stage", "dev", "--data-dir", "x", "status"])
    assert (answer.exit_code, answer.stderr) == (
        2,
        "polydesk: --stage and --data-dir exclude each other. Try 'polydesk --help'.\n",
    )


def test_a_region_without_a_stage_is_wrong_usage() -> None:
    answer = CliRunner().invoke(polydesk, ["--region", "eu-north-1", "status"])
    assert answer.exit_code == 2
    assert "--region goes with --stage" in answer.stderr


@pytest.mark.parametrize("argument", ["a\x1b[31mb", "a\nb", "\udcff", "a\u202eb", "\x00"])
def test_arguments_that_can_not_be_shown_are_refused_and_not_shown(run: CommandLine, argument: str) -> None:
    said = run.refused("account", "show", argument, status=2)
    assert "holds characters that can't be shown" in said
    assert argument not in said


def test_a_fault_that_nobody_planned_for_is_one_line() -> None:
    answer = CliRunner().invoke(polydesk, ["account", "list"], obj=Broken())
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr == ("polydesk: An unexpected fault. ZeroDivisionError: by nothing (--debug shows more)\n")


def test_debug_shows_the_traceback() -> None:
    answer = CliRunner().invoke(polydesk, ["account", "list", "--debug"], obj=Broken())
    assert "Traceback" in answer.stderr
    assert answer.exit_code == 1


def test_the_program_says_its_version() -> None:
    from chalicelib import config

    answer = CliRunner().invoke(polydesk, ["--version"], prog_name="polydesk")
    assert answer.stdout == f"polydesk {config.VERSION}\n"


def test_listing_the_nouns_loads_none_of_their_modules() -> None:
    script = (
        "import sys\nfrom infra.cli.main import polydesk\n"
        "try:\n    polydesk.main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print([name for name in sys.modules if name.startswith(('infra.cli.commands', 'chalicelib.config'))])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
