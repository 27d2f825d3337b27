"""What an application of a file would change, and doing it.

The order of writing is that in which each part needs the ones before it, so a crash leaves what is sound, and the same file
completes it: settings, kinds, templates, folders, roles, accounts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from chalicelib.dialects.esm.templates.declaration import declare
from chalicelib.dialects.esm.templates.storage import DIALECT
from chalicelib.dialects.esm.vocabulary.settings import SETTINGS
from chalicelib.domain.account import Account
from chalicelib.domain.role import Role
from chalicelib.errors import Faults
from chalicelib.services import accounts, roles, settings
from infra.cli.esm import order, role_file, soundness
from infra.cli.esm.inventory import Content, Inventory
from infra.cli.esm.setup_file import Setup

_WRITTEN: Final = ("name", "password", "roles", "person")  # of an account


class Step(NamedTuple):
    """One thing of a file, and what becomes of it: `new`, `changed` or `unchanged`; what should be known of it."""

    noun: str
    name: str
    done: str
    advice: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a file names, as it is to be; and what there was before."""

    settings: Mapping[str, Any]
    folders: Mapping[str, Content]
    templates: Mapping[str, Content]
    unchangeable: tuple[str, ...]
    roles: Mapping[str, Role]
    accounts: Mapping[str, Account]
    before: Inventory

    def steps(self) -> Iterator[Step]:
        """What becomes of each thing, in the order of writing."""
        for name, value in self.settings.items():
            done = "unchanged" if _is_same(self.before.settings.get(name), value) else "changed"
            yield Step("setting", name, done, SETTINGS[name].advise(value))
        yield from (Step("template", code, "unchanged") for code in self.unchangeable)
        for noun, wanted, former in self._parts():
            for key, each in wanted.items():
                done = "new" if key not in former else "unchanged" if former[key] == each else "changed"
                yield Step(noun, each.login if isinstance(each, Account) else key, done)

    def carry_out(self) -> None:
        """Write what differs."""
        fresh = {name: v for name, v in self.settings.items() if not _is_same(self.before.settings.get(name), v)}
        if fresh:
            settings.change(section=DIALECT, values=fresh, declared=SETTINGS)
        changed = {noun: _differing(wanted, former) for noun, wanted, former in self._parts()}
        if changed["template"] or changed["folder"]:
            declare(templates=changed["template"], folders=changed["folder"])
        for role in changed["role"]:
            roles.save(role=role)
        for account in changed["account"]:
            if account.key in self.before.accounts:
                accounts.change(login=account.key, **_changes(self.before.accounts[account.key], account))
            else:
                accounts.create(account=account)

    def _parts(self) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
        yield "template", self.templates, self.before.templates
        yield "folder", self.folders, self.before.folders
        yield "role", self.roles, self.before.roles
        yield "account", self.accounts, self.before.accounts


def make(setup: Setup, inventory: Inventory, faults: Faults) -> Plan | None:
    """The plan of a set-up; None when there are faults, those of reading it included."""
    judged = soundness.judge(setup.templates, inventory, faults)
    named = {each.said["code"]: each.said for each in setup.templates}
    templates = {**inventory.every_template, **named, **{each["code"]: each for each in judged}}
    folders = {each.said["code"]: each.said for each in setup.folders}
    names = {str(each.said.get("name")) for each in setup.roles}
    order.check_folders(setup.folders, inventory, templates, faults)
    order.check_roles(setup.roles, {*inventory.folders, *folders}, templates, faults)
    order.check_accounts(setup.accounts, inventory, {*inventory.roles, *names}, faults)
    if faults:
        return None
    own = {each["code"]: each for each in judged}
    made = (role_file.applied(each.said, inventory.roles.get(each.said["name"])) for each in setup.roles)
    wanted = (each.said for each in setup.accounts)
    return Plan(
        settings=setup.settings,
        folders=folders,
        templates=own,
        unchangeable=tuple(code for code in named if code not in own),
        roles={role.name: role for role in made},
        accounts={each.key: each.applied(inventory.accounts.get(each.key)) for each in wanted},
        before=inventory,
    )


def _differing(wanted: Mapping[str, Any], former: Mapping[str, Any]) -> list[Any]:
    return [each for key, each in wanted.items() if former.get(key) != each]


def _changes(former: Account, account: Account) -> dict[str, Any]:
    return {name: getattr(account, name) for name in _WRITTEN if getattr(account, name) != getattr(former, name)}


def _is_same(before: Any, value: Any) -> bool:
    return type(before) is type(value) and bool(before == value)
