"""`polydesk logs`: the logs of the ESM REST API, which those who run integrations read."""

from __future__ import annotations

from pathlib import Path

import click

from chalicelib.dialects.esm.logbook import INTEGRATION, USAGE
from infra.cli.deployment import LocalCloud
from infra.cli.desk import Desk, at_desk
from infra.cli.refusals import Refusal
from infra.local import books
from infra.local.place import Place


@click.group("logs")
def command() -> None:
    """The logs of the ESM REST API: each call, and how many there were."""


@command.command("usage")
@at_desk
def show_usage(desk: Desk) -> None:
    """How many calls were served and refused: at each thousandth, and at the end of each week."""
    _show(desk, books.lines(_folder(desk), USAGE))


@command.command("integration")
@click.option("--lines", "most", type=click.IntRange(1), default=100, show_default=True, help="The last ones.")
@at_desk
def show_integration(desk: Desk, most: int) -> None:
    """Calls, the last ones: when, who, what, status, milliseconds and the id of the request."""
    _show(desk, books.lines(_folder(desk), INTEGRATION, most))


def _show(desk: Desk, lines: list[str]) -> None:
    if lines:
        desk.screen.text("\n".join(lines))
    else:
        desk.screen.say("Nothing has been written yet.")
    desk.screen.document(lines)


def _folder(desk: Desk) -> Path:
    if isinstance(desk.deployment, LocalCloud):
        return Place(desk.deployment.data).logs
    groups = f"{INTEGRATION} and {USAGE}"
    raise Refusal(f"The logs of the {desk.deployment.title} are in CloudWatch, in the log groups {groups}.")
