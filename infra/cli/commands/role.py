"""`polydesk role`: what accounts may do."""

from __future__ import annotations

from dataclasses import replace

import click

from chalicelib.domain.role import Role
from chalicelib.services import accounts, roles
from infra.cli import documents, role_file
from infra.cli.desk import Desk, at_desk
from infra.cli.refusals import Refusal
from infra.cli.screen import Column


@click.group("role")
def command() -> None:
    """What accounts may do. The rights of several roles add up."""


@command.command("list")
@at_desk
def list_roles(desk: Desk) -> None:
    """All roles."""
    found = roles.every()
    columns = (Column("name", whole=True), "abilities", "kinds", "folders", "assets")
    rows = ((each.name, each.abilities, list(each.kinds), list(each.folders), list(each.assets)) for each in found)
    desk.screen.table(columns, rows, none="There are no roles.")
    desk.screen.document([role_file.write(each) for each in found])


@command.command("show")
@click.argument("name")
@at_desk
def show_role(desk: Desk, name: str) -> None:
    """One role, and who has it; in JSON as `save` takes it."""
    role = roles.named(name=name)
    said = role_file.write(role)
    desk.screen.thing({**said, "accounts": _holders(name)})
    desk.screen.document(said)


@command.command("save")
@click.argument("file")
@click.option("--dry-run", is_flag=True, help="Check the file and change nothing.")
@at_desk
def save_roles(desk: Desk, file: str, dry_run: bool) -> None:
    """Make or replace the roles of a JSON FILE (- for standard input), one or a list of them."""
    wanted = documents.load(file, role_file.read)
    known = {each.name: each for each in roles.every()}
    done = []
    for role in desk.screen.track("Saving roles", wanted):
        former = known.get(role.name)
        made = replace(role, guid=former.guid) if former and not role.guid else role
        done.append((made, _verb(former, made)))
        if not dry_run and made != former:
            roles.save(role=made)
    for role, verb in done:
        desk.screen.say(f"The role {role.name} {'would be' if dry_run else 'is'} {verb}.")
    desk.screen.document([{"name": role.name, "done": verb, "dry_run": dry_run} for role, verb in done])


@command.command("remove")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
@at_desk
def remove_role(desk: Desk, name: str, yes: bool) -> None:
    """Remove a role that no account has."""
    role = roles.named(name=name)
    if holders := _holders(name):
        shown = ", ".join(holders[:5]) + (" …" if len(holders) > 5 else "")
        raise Refusal(f"The role {name} is in use by {shown}: take it from them first.")
    desk.confirm(f"Remove the role {name} for good?", yes=yes)
    roles.remove(name=name)
    desk.screen.say(f"The role {name} is gone.")
    desk.screen.document(role_file.write(role))


def _holders(name: str) -> list[str]:
    return [each.login for each in accounts.every() if name in each.roles]


def _verb(former: Role | None, role: Role) -> str:
    if former is None:
        return "new"
    return "unchanged" if former == role else "changed"
