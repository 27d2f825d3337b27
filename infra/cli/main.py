"""`polydesk`: administer a deployment of Polydesk, the running local cloud or a stage in an AWS account.

    polydesk [--data-dir DIR | --stage NAME] [--json] NOUN VERB …

Options that every command takes may stand anywhere on the line. A command's module is loaded after the environment says
which deployment is meant, because `chalicelib.config` reads that once.
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Any, Final, NoReturn

import click

from infra.cli.deployment import Deployment, LocalCloud, Stage
from infra.cli.desk import Desk
from infra.cli.nouns import NOUNS
from infra.cli.refusals import WRONG_USAGE, Refusal, meaning, printable
from infra.cli.screen import Screen

EVERYWHERE: Final = {"--json": 0, "--debug": 0, "--data-dir": 1, "--stage": 1, "--region": 1, "--as": 1}
"""Options of every command, and how many values each takes."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command line; ends the process with its exit status."""
    logging.getLogger().addHandler(logging.NullHandler())  # what goes wrong is said once, in one line
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Unicode is no reason to stop
    polydesk.main(arguments, "polydesk")


class Polydesk(click.Group):
    """The root: finds a noun's module when it is asked for, and says every fault in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The nouns, in the order of their table."""
        return list(NOUNS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of a noun, loaded in the environment of its deployment."""
        if name not in NOUNS:
            return None
        if not isinstance(ctx.obj, Desk) and not ctx.resilient_parsing:
            ctx.obj = _desk(ctx.params, ctx.obj)
            ctx.obj.enter()
        command: click.Command = importlib.import_module(f"infra.cli.commands.{name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the nouns without loading them."""
        with formatter.section("Nouns"):
            formatter.write_dl(list(NOUNS.items()))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Bring the options of every command to the front, wherever they stand."""
        for argument in args:
            if argument != printable(argument):  # half surrogates stand for bytes that are no UTF-8
                raise click.UsageError(f"'{argument}' holds characters that can't be shown.", ctx)
        return super().parse_args(ctx, hoisted(args))

    def main(  # type: ignore[override]  # it never comes back, whatever the mode
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Run; whatever goes wrong becomes one line and an exit status."""
        given = list(sys.argv[1:] if args is None else args)
        silent = logging.root.manager.disable
        if "--debug" not in given:
            logging.disable()  # the app logs to standard output, where programs read what a command says
        try:
            status = super().main(given, prog_name, **(extra | {"standalone_mode": False}))
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            sys.exit(WRONG_USAGE)
        except Exception as error:
            _fail(error, debug="--debug" in given)
        finally:
            logging.disable(silent)
        sys.exit(status if isinstance(status, int) else 0)


def hoisted(arguments: Sequence[str]) -> list[str]:
    """Options of every command first, then the rest in its order; what follows `--` stays."""
    front: list[str] = []
    rest = list(arguments)
    kept: list[str] = []
    while rest:
        argument = rest.pop(0)
        if argument == "--":
            kept += [argument, *rest]
            break
        name, separator, _ = argument.partition("=")
        if name not in EVERYWHERE:
            kept.append(argument)
            continue
        front.append(argument)
        if EVERYWHERE[name] and not separator:
            if not rest:
                raise click.UsageError(f"Option '{name}' requires an argument.")
            front.append(rest.pop(0))
    return front + kept


@click.command(
    cls=Polydesk,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Options may stand anywhere on the line. `polydesk NOUN --help` lists what can be done with a noun.",
)
@click.option(
    "--data-dir", metavar="DIR", help="The local cloud of this data directory (default: DATA_DIR, or .local)."
)
@click.option("--stage", metavar="NAME", help="A deployed stage instead; AWS credentials as usual.")
@click.option("--region", metavar="NAME", help="The region of the stage.")
@click.option("--as", "login", metavar="LOGIN", help="In whose name; the one signed in to this machine if left out.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.option("--debug", is_flag=True, help="Show the traceback of a fault.")
@click.version_option(package_name="polydesk", message="%(prog)s %(version)s")
def polydesk(**_: Any) -> None:
    """Administer a deployment of Polydesk: the running local cloud, or a stage in an AWS account."""


def _desk(options: dict[str, Any], deployment: Deployment | None) -> Desk:
    screen = Screen(as_json=options["as_json"])
    return Desk(deployment or _deployment(options), screen, login=options["login"])


def _deployment(options: dict[str, Any]) -> Deployment:
    if options["stage"] is None:
        if options["region"] is not None:
            raise click.UsageError("--region goes with --stage.")
        return LocalCloud.of(options["data_dir"], os.environ)
    if options["data_dir"] is not None:
        raise click.UsageError("--stage and --data-dir exclude each other.")
    return Stage(options["stage"], options["region"])


def _fail(error: Exception, *, debug: bool) -> NoReturn:
    if debug:
        traceback.print_exc()
    refusal = meaning(error)
    if refusal is None:
        said = f"{type(error).__name__}: {error}".splitlines()[0]
        refusal = Refusal(f"An unexpected fault. {said} (--debug shows more)")
    for line in (f"polydesk: {refusal.message}", *(f"  {each}" for each in refusal.details)):
        click.echo(printable(line), err=True)
    sys.exit(refusal.status)
