"""`polydesk account`: who may call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import click

from chalicelib.domain.account import Account
from chalicelib.domain.password import hash_password
from chalicelib.domain.person import PERSON
from chalicelib.services import accounts, credentials, people, records, roles
from infra.cli import passwords, throttle
from infra.cli.desk import Desk, at_desk
from infra.cli.refusals import WRONG_USAGE, Refusal
from infra.cli.screen import Column


@click.group("account")
def command() -> None:
    """Who may call: people and programs with a login."""


@command.command("list")
@at_desk
def list_accounts(desk: Desk) -> None:
    """All accounts."""
    found = accounts.every()
    columns = (Column("login", whole=True), "name", "roles", Column("person", right=True), "state")
    rows = ((each.login, each.name, each.roles, each.person, _state(each)) for each in found)
    desk.screen.table(columns, rows, none="There are no accounts.")
    desk.screen.document([_document(each) for each in found])


@command.command("show")
@click.argument("login")
@at_desk
def show_account(desk: Desk, login: str) -> None:
    """One account, with the credentials it holds."""
    account = accounts.named(login=login)
    held = [each for each in credentials.every() if each.account == account.key]
    desk.screen.thing(_document(account) | {"credentials": [each.id for each in held]})
    desk.screen.document(_document(account) | {"credentials": held})


@command.command("create")
@click.argument("login")
@click.option("--name", default="", help="What people call it.")
@click.option("--role", "names", multiple=True, metavar="ROLE", help="A role; may be given several times.")
@click.option("--person", type=click.IntRange(1), metavar="NUMBER", help="The person behind it.")
@click.option("--last-name", metavar="NAME", help="A new person is behind it, who is called so.")
@click.option("--first-name", metavar="NAME", help="Of the new person.")
@click.option("--email", metavar="ADDRESS", help="Of the new person.")
@click.option("--language", metavar="CODE", help="Of messages, like `en`.")
@click.option("--no-password", is_flag=True, help="For an account that has keys or tokens only.")
@passwords.options
@at_desk
def create_account(
    desk: Desk,
    /,
    login: str,
    name: str,
    names: tuple[str, ...],
    person: int | None,
    language: str | None,
    no_password: bool,
    generate: bool,
    from_input: bool,
    **new_person: str | None,
) -> None:
    """A new account, with a new person or none. Its password is asked for, unless --stdin or --generate is said."""
    account = Account(login.strip(), name, roles=_existing(names), person=_existing_person(person), language=language)
    if no_password and (generate or from_input):
        raise Refusal("--no-password excludes --generate and --stdin.", status=WRONG_USAGE)
    values = _person(account, new_person)
    chosen = None if no_password else passwords.take("Password", generate=generate, from_input=from_input)
    if values:
        hashed = hash_password(chosen) if chosen is not None else None
        people.create(values=values, account=replace(account, password=hashed), caller=desk.caller)
        made = accounts.named(login=login)
    else:
        made = accounts.create(account=account, password=chosen)
    _show_done(desk, made, "was made", chosen if generate else None)
    throttle.provide(desk, made.key)


@command.command("change")
@click.argument("login")
@click.option("--name", help="What people call it.")
@click.option("--person", type=click.IntRange(0), metavar="NUMBER", help="The person behind it; 0 for none.")
@click.option("--language", metavar="CODE", help="Of messages, like `en`; empty for none.")
@at_desk
def change_account(desk: Desk, login: str, name: str | None, person: int | None, language: str | None) -> None:
    """Name, person or language of an account; what is left out stays."""
    values: dict[str, Any] = {}
    if name is not None:
        values["name"] = name
    if person is not None:
        values["person"] = _existing_person(person or None)
    if language is not None:
        values["language"] = language or None
    if not values:
        raise Refusal("Say what to change: --name, --person or --language.", status=WRONG_USAGE)
    _show_done(desk, accounts.change(login=login, **values), "was changed")


@command.command("disable")
@click.argument("login")
@at_desk
def disable_account(desk: Desk, login: str) -> None:
    """Let an account in no more; within five seconds everywhere."""
    _show_done(desk, accounts.change(login=login, enabled=False), "is disabled")


@command.command("enable")
@click.argument("login")
@at_desk
def enable_account(desk: Desk, login: str) -> None:
    """Let a disabled account in again."""
    _show_done(desk, accounts.change(login=login, enabled=True), "is enabled")


@command.command("password")
@click.argument("login")
@passwords.options
@at_desk
def set_password(desk: Desk, login: str, generate: bool, from_input: bool) -> None:
    """Give an account a new password, asked for unless --stdin or --generate is said."""
    account = accounts.named(login=login)
    chosen = passwords.take("Password", generate=generate, from_input=from_input)
    accounts.set_password(key=account.key, password=chosen)
    _show_done(desk, accounts.named(login=login), "has a new password", chosen if generate else None)
    throttle.provide(desk, account.key)


@command.command("roles")
@click.argument("login")
@click.option("--add", multiple=True, metavar="ROLE", help="Give a role; may be given several times.")
@click.option("--remove", multiple=True, metavar="ROLE", help="Take a role away; may be given several times.")
@at_desk
def change_roles(desk: Desk, login: str, add: tuple[str, ...], remove: tuple[str, ...]) -> None:
    """The roles of an account; --add and --remove change them."""
    account = accounts.named(login=login)
    if missing := [name for name in remove if name not in account.roles]:
        raise Refusal(f"{account.login} does not have the role '{missing[0]}'.")
    if add or remove:
        kept = [name for name in account.roles if name not in remove]
        wanted = tuple(dict.fromkeys([*kept, *_existing(add)]))
        account = accounts.change(login=login, roles=wanted)
    desk.screen.say("\n".join(account.roles) or f"{account.login} has no role, so it may do nothing.")
    desk.screen.document(_document(account))


@command.command("remove")
@click.argument("login")
@click.option("--yes", is_flag=True, help="Do not ask.")
@at_desk
def remove_account(desk: Desk, login: str, yes: bool) -> None:
    """Remove an account for good, with its credentials."""
    account = accounts.named(login=login)
    desk.confirm(f"Remove the account {account.login} and its credentials for good?", yes=yes)
    accounts.remove(login=login)
    _show_done(desk, account, "is gone")
    throttle.withdraw(desk, account.key)


def _show_done(desk: Desk, account: Account, what: str, password: str | None = None) -> None:
    """Say what was done; `password`: one that was made here, which is shown this once."""
    desk.screen.say(f"The account {account.login} {what}.")
    if password is not None:
        desk.screen.secret("Password", password)
    desk.screen.document(_document(account) | ({"password": password} if password is not None else {}))


def _document(account: Account) -> dict[str, Any]:
    return {
        "login": account.login,
        "name": account.name,
        "roles": account.roles,
        "person": account.person,
        "language": account.language,
        "enabled": account.enabled,
        "has_password": account.password is not None,
    }


def _state(account: Account) -> str:
    state = "enabled" if account.enabled else "disabled"
    return state if account.password else f"{state}, no password"


def _existing(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        roles.named(name=name)
    return tuple(dict.fromkeys(names))


def _person(account: Account, said: Mapping[str, str | None]) -> dict[str, Any]:
    """The values of a new person behind an account; none where nobody is wanted. Raises `Refusal`."""
    values: dict[str, Any] = {name: value for name, value in said.items() if value is not None}
    if not values:
        return {}
    if "last_name" not in values:
        raise Refusal("A new person has a --last-name.", status=WRONG_USAGE)
    if account.person is not None:
        raise Refusal("--person excludes --last-name, --first-name and --email.", status=WRONG_USAGE)
    if "email" in values:
        values["email"] = (values["email"],)
    return {**values, "login": account.login, "language": account.language}


def _existing_person(number: int | None) -> int | None:
    return None if number is None else records.get(kind=PERSON, number=number).number
