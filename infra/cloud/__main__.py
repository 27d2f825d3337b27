"""`python -m infra.cloud COMMAND STAGE`: package, plan, deploy, roll back, destroy. `make` has a target for each.

Parameters are said as NAME=VALUE; what is not said stays as it was.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final, NoReturn

import click

from infra.cli.refusals import WRONG_USAGE, Refusal, meaning, printable
from infra.cli.screen import Column, Screen

if TYPE_CHECKING:
    from infra.cloud.deployment import Deployment, Package
    from infra.cloud.stack import Change

ROOT: Final = Path(__file__).resolve().parents[2]
OUT: Final = ROOT / "dist"
_OF_ANOTHER: Final = ("POLYDESK_DESK_TABLE", "POLYDESK_OUTBOX_TABLE", "POLYDESK_FILES_BUCKET", "POLYDESK_SECRETS_PATH")
_LAMBDA: Final = ((3, 11), (3, 14))  # the oldest and the newest Python that this and Lambda run

screen = Screen()


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command line; whatever goes wrong becomes one line and an exit status."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)  # it takes minutes: who reads a pipe wants to see how it goes on
    try:
        commands.main(arguments, "make", standalone_mode=False)
    except KeyboardInterrupt:
        _fail(Refusal("Stopped here. CloudFormation goes on with what it has begun; run the same command again."))
    except Exception as error:
        refusal = meaning(error)
        if refusal is None:
            raise
        _fail(refusal)
    sys.exit(0)


@click.group()
def commands() -> None:
    """Bring Polydesk into an AWS account."""


_stage = click.argument("stage")
_said = click.argument("parameters", nargs=-1, metavar="[NAME=VALUE]…")
_yes = click.option("--yes", is_flag=True, help="Do not ask.")
_service = click.option("--matrix42-service", metavar="NAME", help="What addresses of Matrix42 begin with.")


@commands.command()
@_stage
@_service
def package(stage: str, matrix42_service: str | None) -> None:
    """Make the zip and the template, into dist/."""
    _enter(stage, matrix42_service)
    made = _package(stage)
    folder = OUT / stage
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "code.zip").write_bytes(made.code.content)
    (folder / "template.json").write_bytes(made.content)
    screen.say(f"{folder.relative_to(ROOT)}/code.zip: {_kilobytes(made.code.content)}, {made.code.name}")
    screen.say(f"{folder.relative_to(ROOT)}/template.json: {_kilobytes(made.content)}")


@commands.command()
@_stage
@_said
@_service
def plan(stage: str, parameters: tuple[str, ...], matrix42_service: str | None) -> None:
    """Show what `deploy` would change."""
    deployment = _deployment(stage, matrix42_service)
    changes = deployment.plan(_package(stage), _answers(parameters))
    _show(changes)
    screen.say(f"{len(changes)} resources would change." if changes else "No changes.")


@commands.command()
@_stage
@_said
@_yes
@_service
def deploy(stage: str, parameters: tuple[str, ...], yes: bool, matrix42_service: str | None) -> None:
    """Deploy what lies here; shows what changes first."""
    from infra.cloud.deployment import Outcome

    said = _answers(parameters)
    deployment = _deployment(stage, matrix42_service)
    begun = perf_counter()
    outcome = deployment.deploy(_package(stage), said, lambda changes: _agree(changes, yes=yes))
    match outcome:
        case Outcome.NO_CHANGES:
            screen.say("No changes.")
        case Outcome.DECLINED:
            screen.say("Nothing was changed.")
        case Outcome.DONE:
            screen.say(f"Deployed in {perf_counter() - begun:.0f} s.")
    outputs = deployment.state().outputs
    if outputs and (emulator := os.environ.get("AWS_ENDPOINT_URL")):
        screen.say(f"{stage} is at {emulator}/restapis/{outputs['ApiId']}/{stage}/_user_request_")
    elif outputs:
        screen.say(f"{stage} is at {outputs['Url']}")


@commands.command()
@_stage
@_yes
def rollback(stage: str, yes: bool) -> None:
    """Go back to the release before the one in force."""
    from infra.cloud.deployment import Outcome

    outcome = _deployment(stage, None).rollback(lambda changes: _agree(changes, yes=yes))
    screen.say("Nothing was changed." if outcome is Outcome.DECLINED else "Gone back one release.")


@commands.command()
@_stage
@_yes
def destroy(stage: str, yes: bool) -> None:
    """Delete the stack; tables, files and the key that seals secrets stay."""
    deployment = _deployment(stage, None)
    if not yes and (not sys.stdin.isatty() or click.prompt(f"Type {stage} to destroy it") != stage):
        raise Refusal(f"{stage} was not destroyed: confirm with its name, or say YES=1.")
    if not deployment.destroy():
        screen.say(f"There is no deployment of {stage}.")
        return
    screen.say(
        f"{stage} is destroyed. Its tables, its files and its key are kept; the next deployment takes them in again."
    )


def _enter(stage: str, matrix42_service: str | None = None) -> None:
    """Set the environment that the app reads once. Raises `Refusal` for a stage that there is not."""
    from infra.cloud.base import stages

    if stage not in stages():
        known = " or ".join(stages())
        raise Refusal(f"'{stage}' is no stage that may be deployed: say STAGE={known}.", status=WRONG_USAGE)
    oldest, newest = _LAMBDA
    if not oldest <= sys.version_info[:2] <= newest:
        raise Refusal("Lambda does not run this version of Python: make the environment anew with PYTHON=python3.11.")
    for name in _OF_ANOTHER:
        os.environ.pop(name, None)
    os.environ["POLYDESK_STAGE"] = stage
    if matrix42_service:
        os.environ["POLYDESK_MATRIX42_SERVICE"] = matrix42_service


def _deployment(stage: str, matrix42_service: str | None) -> Deployment:
    """The stage in the account that the credentials are for, with what it was packaged for before."""
    _enter(stage, matrix42_service)
    from infra.cloud.account import Account
    from infra.cloud.stack import Stack

    account = Account()
    screen.say(f"Account {account.number}, {account.region}, stage {stage}")
    before = Stack(account, stage).state().parameters.get("Matrix42Service")
    if before and not matrix42_service:
        os.environ["POLYDESK_MATRIX42_SERVICE"] = before
    from infra.cloud.deployment import Deployment  # not before the environment is set: it loads the app

    return Deployment(account, stage, screen.say)


def _package(stage: str) -> Package:
    from infra.cloud import artefact, packages
    from infra.cloud.base import architecture
    from infra.cloud.deployment import Package

    return Package.of(stage, artefact.build(packages.unpacked(architecture(stage))))


def _answers(parameters: Sequence[str]) -> dict[str, str]:
    from infra.cloud import answers

    return answers.said(parameters)


def _agree(changes: Sequence[Change], *, yes: bool) -> bool:
    """Show the changes; ask where somebody can answer. Without anybody, only what loses nothing is done unasked."""
    _show(changes)
    if yes:
        return True
    if sys.stdin.isatty():
        return click.confirm("Make these changes?", default=not any(each.is_grave for each in changes))
    if any(each.is_grave for each in changes):
        raise Refusal("Something would be removed or replaced: say YES=1 if that is meant.")
    return True


def _show(changes: Sequence[Change]) -> None:
    columns: list[Column | str] = [Column("Change", whole=True), Column("Resource", whole=True), "Type", "What"]
    words = {"True": "is replaced", "Conditional": "may be replaced"}
    rows = [
        (
            each.action,
            each.name,
            each.type.removeprefix("AWS::"),
            ", ".join(filter(None, (words.get(each.replaced), *each.properties))),
        )
        for each in sorted(changes, key=lambda each: (each.action, each.type, each.name))
    ]
    screen.table(columns, rows, none="")


def _kilobytes(content: bytes) -> str:
    return f"{len(content) / 1024:,.0f} KiB"


def _fail(refusal: Refusal) -> NoReturn:
    for line in (f"polydesk: {refusal.message}", *(f"  {each}" for each in refusal.details)):
        click.echo(printable(line), err=True)
    sys.exit(refusal.status)


if __name__ == "__main__":
    main()
