"""Has the gateway in front follow what commands change: accounts that can call from now on, or are gone, and limits.

The change is made by then, and lets in whom it shall let in, whatever becomes of this: what does not work is said in a line.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from chalicelib.errors import PolydeskError
from chalicelib.services import usage_plans
from chalicelib.services.usage_plans import NoPlan
from chalicelib.store.usage_plans import Full
from infra import limited
from infra.cli.refusals import meaning, printable

if TYPE_CHECKING:
    from infra.cli.desk import Desk


def provide(desk: Desk, account: str | None) -> None:
    """Have the gateway count the calls of an account by themselves, if it can call."""
    if account is not None:
        _follow(desk, lambda: usage_plans.provide(account=account))


def withdraw(desk: Desk, account: str) -> None:
    """Have the gateway forget an account that is gone."""
    _follow(desk, lambda: usage_plans.withdraw(account=account))


def follow_limits(desk: Desk) -> None:
    """Have the gateway's throttles follow the limits in force."""
    _follow(desk, lambda: usage_plans.set_throttles(limited=limited.dialects()))


def follow_everything(desk: Desk) -> None:
    """Have the gateway follow whatever a file brought: accounts and limits."""

    def act() -> None:
        state = usage_plans.state(limited=limited.dialects())
        refused = usage_plans.bring_in_line(state=state, walk=desk.screen.track).refused
        if refused:
            raise Full(f"There is no room for the keys of {len(refused)} accounts, which share one.")

    _follow(desk, act)


def _follow(desk: Desk, act: Callable[[], object]) -> None:
    if not desk.deployment.has_gateway:
        return
    try:
        act()
    except NoPlan:
        return
    except PolydeskError as error:
        refusal = meaning(error)
        why = refusal.message if refusal else str(error)
        click.echo(printable(f"polydesk: It is done, but the gateway's throttle does not follow yet. {why}"), err=True)
        click.echo("  Bring it in line with `polydesk throttle sync`; nobody is kept out until then.", err=True)
