"""`polydesk api`: the operations of all dialects, and how they age."""

from __future__ import annotations

from typing import Any

import click

from chalicelib.dialects.catalogue import Entry
from chalicelib.domain.api import Move, Standing, State
from chalicelib.services import apis
from infra.cli import operations
from infra.cli.desk import Desk, at_desk
from infra.cli.moments import moment
from infra.cli.screen import Column

_STATES = click.Choice([state.value.lower() for state in State])


@click.group("api")
def command() -> None:
    """The operations of all dialects, and how they age."""


@command.command("list")
@click.option("--service", metavar="NAME", help="Only those of this service.")
@click.option("--public", is_flag=True, help="Only those that are promised to stay.")
@click.option("--aged", is_flag=True, help="Only those that are no longer active.")
@at_desk
def list_operations(desk: Desk, service: str | None, public: bool, aged: bool) -> None:
    """All operations with their addresses, and how they stand."""
    found = [
        entry
        for several in operations.every().values()
        for entry in several
        if (service is None or entry.service == service)
        and (entry.is_public or not public)
        and (not aged or _standing(entry).state is not State.ACTIVE)
    ]
    columns = (Column("operation", whole=True), "verb", Column("address", whole=True), "state")
    rows = ((each.name, each.route.methods, each.path, _standing(each).state.lower()) for each in found)
    desk.screen.table(columns, rows, none="There are no such operations.")
    desk.screen.document([_document(each) for each in found])


@command.command("show")
@click.argument("operation", metavar="SERVICE.OPERATION")
@at_desk
def show_operation(desk: Desk, operation: str) -> None:
    """One operation: what it does, how it stands, and what was told of it."""
    found = operations.named(operation)
    document = {**_document(found[0]), "addresses": [f"{' '.join(e.route.methods)} {e.path}" for e in found]}
    told = [_note(each) for each in apis.moves() if each.operation == operation]
    desk.screen.thing({name: value for name, value in document.items() if name not in ("methods", "path")})
    for each in told:
        desk.screen.say(_told(each))
    desk.screen.document({**document, "notes": told})


@command.command("lifecycle")
@click.argument("operation", metavar="SERVICE.OPERATION")
@click.argument("state", type=_STATES, metavar="STATE")
@click.option("--sunset", metavar="DATE", help="The day of its end, like 2027-12-31.")
@click.option("--successor", metavar="SERVICE.OPERATION", help="What takes its place.")
@click.option("--note", default="", help="What its callers should know.")
@at_desk
def move_operation(
    desk: Desk, operation: str, state: str, sunset: str | None, successor: str | None, note: str
) -> None:
    """Take an operation to active, deprecated, obsolete or decommissioned, and tell of it."""
    entry = operations.named(operation)[0]
    if successor is not None:
        operations.named(successor)
    made = apis.move(
        operation=operation,
        to=State(state.capitalize()),
        public=entry.is_public,
        declared=entry.route.standing,
        sunset_on=moment(sunset).date() if sunset is not None else None,
        successor=successor,
        note=note,
    )
    desk.screen.say(f"{operation} is {made.state.lower()}.")
    desk.screen.document(_document(entry))


@command.command("notes")
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True)
@at_desk
def list_notes(desk: Desk, limit: int) -> None:
    """What was told of the lives of operations, the newest first."""
    found = [_note(each) for each in apis.moves()[:limit]]
    columns = [*(Column(title, whole=True) for title in ("on", "operation", "to", "end")), Column("note")]
    rows = ((each["at"].date(), each["operation"], each["to"], each["sunset"], each["note"]) for each in found)
    desk.screen.table(columns, rows, none="Nothing was told so far.")
    desk.screen.document(found)


def _standing(entry: Entry) -> Standing:
    return apis.standing(operation=entry.name, declared=entry.route.standing)


def _document(entry: Entry) -> dict[str, Any]:
    standing = _standing(entry)
    return {
        "operation": entry.name,
        "summary": entry.route.summary,
        "methods": entry.route.methods,
        "path": entry.path,
        "public": entry.is_public,
        "state": standing.state.lower(),
        "deprecated_on": standing.deprecated_on,
        "sunset_on": standing.sunset_on,
        "successor": standing.successor,
    }


def _note(each: Move) -> dict[str, Any]:
    return {
        "at": each.at,
        "operation": each.operation,
        "from": each.before.lower(),
        "to": each.after.lower(),
        "sunset": each.sunset_on,
        "note": each.note,
    }


def _told(note: dict[str, Any]) -> str:
    said = f": {note['note']}" if note["note"] else ""
    return f"{note['at']:%Y-%m-%d}  {note['from']} → {note['to']}{said}"
