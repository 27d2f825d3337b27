"""Where passwords come from: typed twice without echo, read from standard input, or made here; never from an argument."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Final, TypeVar

import click

from chalicelib.domain import secret
from infra.cli.refusals import WRONG_USAGE, Refusal

Command = TypeVar("Command", bound=Callable[..., object])

SHORTEST: Final = 8  # characters of a password that people choose
LONGEST: Final = 1_000
MADE: Final = 20  # characters of one that is made here


def options(command: Command) -> Command:
    """The options of a command that takes a password (or another secret)."""
    made = click.option("--generate", is_flag=True, help="Make a random one and show it once.")
    read = click.option("--stdin", "from_input", is_flag=True, help="Read it from standard input (the first line).")
    return read(made(command))


def take(what: str, *, generate: bool, from_input: bool, shortest: int = SHORTEST) -> str:
    """The secret that was asked for. Raises `Refusal` when there is nobody to type it, or it is too short."""
    if generate and from_input:
        raise Refusal("--generate and --stdin exclude each other.", status=WRONG_USAGE)
    if generate:
        return secret.mint(MADE)
    if from_input:
        given = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        given = click.prompt(what, hide_input=True, confirmation_prompt=True, err=True)
    else:
        raise Refusal("Nobody is there to type it: say --stdin or --generate.", status=WRONG_USAGE)
    if not shortest <= len(given) <= LONGEST:
        raise Refusal(f"The {what.lower()} must have {shortest} to {LONGEST} characters.")
    return given
