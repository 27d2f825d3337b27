from __future__ import annotations

import pytest

from chalicelib.domain.setting import Setting
from chalicelib.services import credentials, settings
from infra.cli.commands.settings import _document, _read
from tests.infra.cli.conftest import CommandLine


def test_settings_are_listed_with_what_they_mean_and_no_secret(run: CommandLine) -> None:
    listed = {(each["section"], each["name"]): each for each in run.json("settings", "list", "tickets")}
    assert listed["tickets", "type"]["value"] == "incident"
    assert (listed["tickets", "key"]["value"], listed["tickets", "key"]["secret"]) == (None, True)
    assert "(kept secret)" in run("settings", "list").out
    assert "The type of the tickets that are made here." in run("settings", "list", "tickets").out


def test_a_setting_is_set_and_has_its_default_again(run: CommandLine) -> None:
    assert run("settings", "set", "tickets", "type", "request").out == "tickets.type is set.\n"
    assert run("settings", "get", "tickets", "type").out == "request\n"
    assert run("settings", "reset", "tickets", "type").out == "tickets.type has its default again: incident.\n"
    assert settings.get(section="tickets") == {}


def test_a_secret_setting_is_made_here_and_shown_once(run: CommandLine) -> None:
    made = run.json("settings", "set", "tickets", "key", "--generate")
    found = credentials.find(presented=made["secret_value"])
    assert found is not None
    assert found.account == "tickets"
    assert run.json("settings", "get", "tickets", "key")["value"] is None
    assert run("settings", "get", "tickets", "key").out == "(kept secret)\n"


def test_a_secret_setting_is_read_from_standard_input(run: CommandLine) -> None:
    run("settings", "set", "tickets", "key", "--stdin", stdin="0123456789abcdef\n")
    assert credentials.find(presented="0123456789abcdef") is not None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["key", "0123456789abcdef"], "tickets.key is secret: leave it out, and it is asked for."),
        (["key"], "Nobody is there to type it: say --stdin or --generate."),
        (["type"], "tickets.type is not secret: say its value."),
        (["type", "--generate"], "tickets.type is not secret: say its value."),
    ],
)
def test_where_a_value_comes_from_must_be_clear(run: CommandLine, arguments: list[str], said: str) -> None:
    assert run.refused("settings", "set", "tickets", *arguments, status=2) == said


def test_a_bad_value_never_acts(run: CommandLine) -> None:
    said = run.refused("settings", "set", "tickets", "type", "nonsense")
    assert said == "tickets.type: The value must be one of incident, request, problem, change, task, none."
    assert run.refused("settings", "set", "tickets", "key", "--stdin", stdin="short") == (
        "tickets.key: The value must be at least 16 letters and digits."
    )
    assert settings.get(section="tickets") == {}


@pytest.mark.usefixtures("cloud")
def test_a_number_above_the_default_comes_with_advice() -> None:
    declared = {"calls": Setting(30, "Calls a minute.", is_limit=True, advice="others wait.")}
    assert _document("board", "calls", declared)["advice"] is None
    settings.change(section="board", values={"calls": 31}, declared=declared)
    assert _document("board", "calls", declared)["advice"] == "31 is possible, but not recommended: others wait."


def test_a_secret_has_no_default(run: CommandLine) -> None:
    assert run.refused("settings", "reset", "tickets", "key") == "tickets.key has no default: set another."


@pytest.mark.parametrize("verb", [("get",), ("set",), ("reset",)])
def test_a_setting_that_is_not_there_is_refused(run: CommandLine, verb: tuple[str]) -> None:
    assert run.refused("settings", *verb, "tickets", "nope").startswith("There is no setting tickets.nope. There are: ")
    assert run.refused("settings", *verb, "nope", "x").startswith("There is no section nope. There are: ")


@pytest.mark.parametrize(
    ("default", "text", "value"),
    [
        (False, "on", True),
        (True, "FALSE", False),
        (False, "perhaps", "perhaps"),
        (5, "-7", -7),
        (5, "7x", "7x"),
        (5, "9" * 5000, "9" * 5000),
        (5, "²", "²"),
        (None, "7", "7"),
        ("a", "true", "true"),
    ],
)
def test_a_value_is_read_as_its_setting_means_it(default: str | bool | int | None, text: str, value: object) -> None:
    assert _read(Setting(default, "x"), text) == value
