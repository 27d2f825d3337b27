"""`polydesk audience`: who may call an operation, or all operations of a service."""

from __future__ import annotations

from typing import Any

import click

from chalicelib.domain.api import Audience
from chalicelib.domain.group import GROUP
from chalicelib.domain.kind import Kind
from chalicelib.domain.person import PERSON
from chalicelib.domain.reference import Ref
from chalicelib.services import apis, identities, references
from infra.cli import operations
from infra.cli.desk import Desk, at_desk
from infra.cli.refusals import WRONG_USAGE, Refusal
from infra.cli.screen import Column

_OF = click.argument("of", metavar="SERVICE[.OPERATION]")


@click.group("audience")
def command() -> None:
    """Who may call an operation: groups and persons. What is said of an operation counts more than of its service."""


@command.command("show")
@_OF
@at_desk
def show_audience(desk: Desk, of: str) -> None:
    """The audience of an operation or a service; everyone, unless one was set."""
    operations.require(of)
    _show(desk, of)


@command.command("set")
@_OF
@click.option("--group", "groups", multiple=True, metavar="NAME", help="A group, by name; may be given several times.")
@click.option("--person", "persons", multiple=True, metavar="LOGIN", help="A person, by login; likewise.")
@at_desk
def set_audience(desk: Desk, of: str, groups: tuple[str, ...], persons: tuple[str, ...]) -> None:
    """Let only these groups and persons call, within five seconds everywhere. Administrators always may."""
    operations.require(of)
    if not groups and not persons:
        raise Refusal("Say at least one --group or --person.", status=WRONG_USAGE)
    wanted = Audience(_numbers(GROUP, "name", groups), _numbers(PERSON, "login", persons))
    apis.set_audience(of=of, wanted=wanted)
    _show(desk, of)


@command.command("clear")
@_OF
@at_desk
def clear_audience(desk: Desk, of: str) -> None:
    """Let everyone call again, or whom the service lets."""
    operations.require(of)
    apis.set_audience(of=of, wanted=None)
    _show(desk, of)


def _show(desk: Desk, of: str) -> None:
    found, is_inherited = apis.audience(operation=of)
    rows = _members(found) if found is not None else []
    if found is not None and is_inherited:
        desk.screen.say(f"As for all of {apis.service_of(of)}:")
    columns = ("what", Column("number", right=True), "name")
    empty = "Everyone may call it." if found is None else "Nobody but administrators may call it."
    desk.screen.table(columns, [(row["type"], row["number"], row["name"]) for row in rows], none=empty)
    desk.screen.document({"of": of, "restricted": found is not None, "inherited": is_inherited, "members": rows})


def _members(audience: Audience) -> list[dict[str, Any]]:
    refs = [
        *(Ref(GROUP.name, number) for number in sorted(audience.groups)),
        *(Ref(PERSON.name, number) for number in sorted(audience.persons)),
    ]
    names = references.read(refs)
    return [
        {"type": ref.kind, "number": ref.number, "name": names[ref].title if ref in names else "(gone)"} for ref in refs
    ]


def _numbers(kind: Kind, field: str, values: tuple[str, ...]) -> frozenset[int]:
    found = {value: identities.by_value(kind=kind, field=field, value=value) for value in values}
    missing = [value for value, record in found.items() if record is None]
    if missing:
        raise Refusal(f"There is no {kind.name} {', '.join(missing)}.")
    return frozenset(record.number for record in found.values() if record is not None)
