"""What every command is given: where it works, in whose name, and where it shows its answer."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec, TypeVar

import click

from infra.cli.deployment import Deployment
from infra.cli.refusals import WRONG_USAGE, Refusal
from infra.cli.screen import Screen

if TYPE_CHECKING:
    from chalicelib.domain.caller import Caller
    from chalicelib.domain.kind import Kind
    from chalicelib.router import Mount

Given = ParamSpec("Given")
Result = TypeVar("Result")

DIALECT: Final = "admin"  # what history names as the way that a change came
CREDENTIAL: Final = "cli"


@dataclass
class Desk:
    """One run of the command line. `login`: in whose name, None for the one who is signed in to this machine."""

    deployment: Deployment
    screen: Screen
    login: str | None = None
    refusal: Refusal | None = None

    def enter(self) -> None:
        """Set the environment. What is wrong with the deployment is kept until a command needs it: help needs none."""
        try:
            self.deployment.enter()
        except Refusal as refusal:
            self.refusal = refusal

    @cached_property
    def caller(self) -> Caller:
        """Who acts: may do everything; the person behind the account of `--as`, if there is one."""
        from chalicelib.domain.account import fold
        from chalicelib.domain.caller import Caller, CredentialKind
        from chalicelib.domain.reference import Ref
        from chalicelib.domain.role import Permissions, administrator
        from chalicelib.services import accounts

        login = self.login or operator()
        account = accounts.get(key=fold(login)) if self.login else None
        return Caller(
            account=fold(login),
            login=login,
            credential=CREDENTIAL,
            kind=CredentialKind.BASIC,
            dialect=DIALECT,
            permissions=Permissions((administrator(DIALECT),)),
            person=Ref("person", account.person) if account and account.person else None,
        )

    def kind(self, name: str) -> Kind:
        """The kind of a name. Raises `Refusal` that lists those there are."""
        from chalicelib.services import kinds

        if not kinds.exists(name):
            known = ", ".join([*kinds.BUILT_IN, *kinds.declared()])
            raise Refusal(f"There is no kind {name}. There are: {known}.")
        return kinds.get(name)

    def confirm(self, question: str, *, yes: bool) -> None:
        """Ask before what can't be undone. Raises `Refusal` when nobody is there to answer, or the answer is no."""
        if yes:
            return
        if not sys.stdin.isatty():
            raise Refusal("Nobody is there to confirm this: say --yes.", status=WRONG_USAGE)
        if not click.confirm(question, err=True):
            raise Refusal("Not confirmed; nothing was done.")


def at_desk(command: Callable[Concatenate[Desk, Given], Result]) -> Callable[Given, Result]:
    """Give a command its desk. Raises `Refusal` when there is no deployment to work on."""

    @wraps(command)
    def run(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        desk = click.get_current_context().find_object(Desk)
        assert desk is not None  # noqa: S101  the root makes it before it finds a command
        if desk.refusal:
            raise desk.refusal
        return command(desk, *args, **kwargs)

    return run


def mounts() -> Mapping[str, Mount]:
    """The dialects that this release speaks, by name."""
    from app import DIALECTS

    return {mount.dialect.name: mount for mount in DIALECTS}


def operator() -> str:
    """Who is signed in to this machine."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError, ImportError):
        name = ""
    return name.encode("utf-8", "replace").decode() or "operator"
