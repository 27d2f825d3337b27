"""`polydesk throttle`: what the gateway in front of a stage lets through of each account before it refuses by itself."""

from __future__ import annotations

from typing import Any, Final

import click

from chalicelib.domain.throttle import Throttle
from chalicelib.services import usage_plans
from chalicelib.services.usage_plans import Outcome, State
from infra import limited
from infra.cli.desk import Desk, at_desk
from infra.cli.refusals import Refusal
from infra.cli.screen import Column

OUT_OF_LINE: Final = "Bring it in line with `polydesk throttle sync`."
NARROW: Final = (
    "The plan is narrower than the limits, so it may answer before they do: deploy with larger AccountCallsPerSecond "
    "and AccountBurst."
)


@click.group("throttle")
def command() -> None:
    """The gateway's throttle in front of the limits: by account and operation, wider than the limits, and by the second."""


@command.command("show")
@at_desk
def show_throttle(desk: Desk) -> None:
    """What each account may call in a second and at once, and which accounts the gateway does not tell apart."""
    state = _state()
    desk.screen.thing(
        {
            "plan": state.plan.name,
            "each account": _said(state.plan.throttle),
            "accounts with a key": state.provided,
            "accounts that share": state.sharing,
        }
    )
    desk.screen.say("")
    columns = (Column("operation", whole=True), Column("a second", right=True), Column("at once", right=True))
    rows = [(f"{verb} {path}", each.rate, each.burst) for (path, verb), each in sorted(state.plan.throttles.items())]
    desk.screen.table(columns, rows, none="No operation has a throttle of its own.")
    if not state.is_in_line:
        desk.screen.say(OUT_OF_LINE)
    if not state.holds:
        desk.screen.say(NARROW)
    desk.screen.document(_document(state))


@command.command("sync")
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@at_desk
def sync_throttle(desk: Desk, dry_run: bool) -> None:
    """Bring the gateway in line with accounts and limits. Safe to interrupt, and to repeat."""
    state = _state()
    if dry_run:
        _say(desk, state.outcome, dry=True)
        return
    outcome = usage_plans.bring_in_line(state=state, walk=desk.screen.track)
    _say(desk, outcome, dry=False)
    if not state.holds:
        desk.screen.say(NARROW)
    if outcome.refused:
        raise Refusal(
            f"API Gateway takes no more keys in this region: {len(outcome.refused)} accounts share one until it does.",
            details=outcome.refused,
        )


@command.command("rotate")
@click.argument("login")
@at_desk
def rotate_key(desk: Desk, login: str) -> None:
    """Have the gateway count an account by a new key. Integrators notice nothing: they do not send it."""
    usage_plans.rotate(login=login)
    desk.screen.say(f"{login} is counted by a new key within a minute. The former one is removed by the next sync.")
    desk.screen.document({"login": login})


@command.command("clear")
@click.option("--yes", is_flag=True, help="Do not ask.")
@at_desk
def clear_keys(desk: Desk, yes: bool) -> None:
    """Remove the keys of all accounts, before a stage is destroyed. Until the next sync all accounts share one."""
    desk.confirm("Remove the usage keys of all accounts?", yes=yes)
    removed = usage_plans.clear(walk=desk.screen.track)
    desk.screen.say(f"{_counted(removed, 'key')} removed.")
    desk.screen.document({"removed": removed})


def _state() -> State:
    return usage_plans.state(limited=limited.dialects())


def _say(desk: Desk, outcome: Outcome, *, dry: bool) -> None:
    did = {
        "keys made": outcome.made,
        "keys taken over": outcome.adopted,
        "keys put into the plan": outcome.attached,
        "keys removed": outcome.deleted,
        "keys that are removed by a sync in two minutes": outcome.waiting,
        "accounts that have no key any more": outcome.forgotten,
        "throttles of operations changed": outcome.changed,
    }
    said = {what: number for what, number in did.items() if number}
    if dry and said:
        desk.screen.say("Nothing was done. This is what a sync would do:")
    desk.screen.thing(said)
    if not said and not outcome.refused:
        desk.screen.say("The gateway is in line.")
    desk.screen.document(
        {
            "made": outcome.made,
            "adopted": outcome.adopted,
            "attached": outcome.attached,
            "deleted": outcome.deleted,
            "waiting": outcome.waiting,
            "forgotten": outcome.forgotten,
            "throttles_changed": outcome.changed,
            "refused": outcome.refused,
        }
    )


def _document(state: State) -> dict[str, Any]:
    own = state.plan.throttle
    return {
        "plan": state.plan.name,
        "rate": own.rate if own else None,
        "burst": own.burst if own else None,
        "in_line": state.is_in_line,
        "holds_limits": state.holds,
        "accounts": state.provided,
        "sharing": state.sharing,
        "operations": [
            {"method": verb, "path": path, "rate": each.rate, "burst": each.burst}
            for (path, verb), each in sorted(state.plan.throttles.items())
        ],
    }


def _said(throttle: Throttle | None) -> str:
    return f"{throttle.rate:g} calls a second, {throttle.burst} at once" if throttle else "no limit"


def _counted(number: int, what: str) -> str:
    return f"1 {what} was" if number == 1 else f"{number} {what}s were"
