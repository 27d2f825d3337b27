"""`polydesk trash`: what was thrown away and can be restored."""

from __future__ import annotations

import click

from chalicelib.services import pages
from infra.cli.commands.record import listed
from infra.cli.desk import Desk, at_desk
from infra.cli.screen import Column


@click.group("trash")
def command() -> None:
    """What was thrown away. `polydesk record restore` takes it out again, `polydesk asset restore` assets."""


@command.command("list")
@click.argument("kind")
@click.option("--after", type=int, metavar="NUMBER", help="Go on behind this number.")
@click.option("--limit", type=click.IntRange(1, 1_000), default=100, show_default=True)
@at_desk
def list_trash(desk: Desk, kind: str, after: int | None, limit: int) -> None:
    """The records of a kind in the trash, by number."""
    page = pages.page(kind=desk.kind(kind), trashed=True, after=after, limit=limit)
    columns = (Column("number", right=True, whole=True), "title", "since", "by")
    rows = ((each.number, each.title, each.trashed_at, each.updated_by) for each in page.records)
    desk.screen.table(columns, rows, none=f"There is no {kind} in the trash.")
    listed(
        desk,
        page,
        [
            {"ref": each.ref, "title": each.title, "trashed_at": each.trashed_at, "trashed_by": each.updated_by}
            for each in page.records
        ],
    )
