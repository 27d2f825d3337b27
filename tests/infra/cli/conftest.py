"""The command line in process, on the store of the test."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from click.testing import CliRunner

from infra.cli.main import polydesk


@dataclass(frozen=True)
class InProcess:
    """A deployment that is there already."""

    title: str = "store of the test"
    has_gateway: bool = False

    def enter(self) -> None:
        """The environment of the tests is set."""


@dataclass(frozen=True)
class Answer:
    """What one command line said."""

    status: int
    out: str
    errors: str

    @property
    def document(self) -> Any:
        assert self.status == 0, self.errors
        return json.loads(self.out)


class CommandLine:
    """Runs command lines."""

    def __init__(self, deployment: InProcess | None = None) -> None:
        self._deployment = deployment or InProcess()

    def __call__(self, *arguments: str, stdin: str | bytes | None = None) -> Answer:
        result = CliRunner().invoke(polydesk, list(arguments), obj=self._deployment, input=stdin)
        assert "Traceback" not in result.output
        return Answer(result.exit_code, result.stdout, result.stderr)

    def json(self, *arguments: str, stdin: str | bytes | None = None) -> Any:
        """What a command answers to programs."""
        return self("--json", *arguments, stdin=stdin).document

    def refused(self, *arguments: str, status: int = 1, stdin: str | bytes | None = None) -> str:
        """What a command says when it refuses, without the newline; nothing is said on standard output."""
        answer = self(*arguments, stdin=stdin)
        assert answer.status == status, answer
        assert answer.out == ""
        assert answer.errors.startswith("polydesk: ")
        return answer.errors.removeprefix("polydesk: ").removesuffix("\n")


@pytest.fixture
def run(cloud: None) -> CommandLine:
    """The command line on an empty store."""
    return CommandLine()


@pytest.fixture
def environment() -> Iterator[None]:
    """Whatever a test does to the environment is undone."""
    kept = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(kept)
