"""Every noun has its module, and the page for administrators names exactly the commands that there are."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from infra.cli import commands
from infra.cli.main import EVERYWHERE
from infra.cli.nouns import NOUNS

PAGE = Path(__file__).parents[3] / "docs" / "admin.md"


def command_of(noun: str) -> click.Command:
    found: click.Command = importlib.import_module(f"infra.cli.commands.{noun}").command
    return found


def every_command() -> Iterator[tuple[str, click.Command]]:
    for noun in NOUNS:
        command = command_of(noun)
        if isinstance(command, click.Group):
            yield from ((f"{noun} {verb}", each) for verb, each in command.commands.items())
        else:
            yield noun, command


def test_every_module_of_commands_is_a_noun() -> None:
    files = {path.stem for path in Path(commands.__path__[0]).glob("*.py")} - {"__init__"}
    assert files == set(NOUNS)


@pytest.mark.parametrize("noun", NOUNS)
def test_a_noun_is_called_as_it_is_listed(noun: str) -> None:
    assert command_of(noun).name == noun


@pytest.mark.parametrize(("name", "command"), list(every_command()), ids=str)
def test_every_command_says_what_it_does(name: str, command: click.Command) -> None:
    assert command.help, name


@pytest.mark.parametrize(("name", "command"), list(every_command()), ids=str)
def test_no_command_has_an_option_that_every_command_takes(name: str, command: click.Command) -> None:
    own = {option for parameter in command.params for option in parameter.opts if isinstance(parameter, click.Option)}
    assert not own & EVERYWHERE.keys(), name


@pytest.mark.parametrize(("name", "command"), list(every_command()), ids=str)
def test_no_secret_is_an_argument(name: str, command: click.Command) -> None:
    words = {word for parameter in command.params for word in re.split(r"[-_]", (parameter.name or "").lower())}
    if not any(isinstance(p, click.Option) and p.is_flag and p.name == "no_password" for p in command.params):
        assert not words & {"password", "secret", "token"}, name


def test_the_page_for_administrators_lists_every_command() -> None:
    listed = re.findall(r"^### `polydesk ([a-z -]+?)(?: [A-Z\[…].*)?`$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert listed == [name for name, _ in every_command()]


def test_the_page_for_administrators_shows_an_example_of_every_command() -> None:
    sections = PAGE.read_text(encoding="utf-8").split("\n### ")[1:]
    for section in sections:
        title = section.splitlines()[0].strip("`").split()
        name = " ".join(word for word in title[:3] if word.islower())
        assert f"$ {name}" in section, title
