"""`polydesk kind`: what fields records have; kinds beyond the built-in ones are declared by file."""

from __future__ import annotations

import click

from chalicelib.domain.kind import Field, Kind
from chalicelib.errors import Faults, PolydeskError
from chalicelib.services import kinds
from infra.cli import documents, kind_file
from infra.cli.desk import Desk, at_desk
from infra.cli.refusals import Refusal, faulty, meaning
from infra.cli.screen import Column


@click.group("kind")
def command() -> None:
    """Kinds of records, built in and declared."""


@command.command("list")
@at_desk
def list_kinds(desk: Desk) -> None:
    """All kinds."""
    found = [(kind, kind.name in kinds.BUILT_IN) for kind in (*kinds.BUILT_IN.values(), *kinds.declared().values())]
    columns = (Column("name", whole=True), "origin", "numbers", Column("fields", right=True))
    rows = ((kind.name, "built in" if own else "declared", kind.space, len(kind.fields)) for kind, own in found)
    desk.screen.table(columns, rows, none="There are no kinds.")
    desk.screen.document(
        [{"name": kind.name, "built_in": own, "space": kind.space, "fields": list(kind.fields)} for kind, own in found]
    )


@command.command("show")
@click.argument("name")
@at_desk
def show_kind(desk: Desk, name: str) -> None:
    """The fields of a kind; in JSON as `declare` takes it."""
    kind = desk.kind(name)
    columns = (Column("field", whole=True), Column("type", whole=True), "rules")
    rows = (
        (field.name, f"{field.type}{' *' if field.multiple else ''}", _rules(field)) for field in kind.fields.values()
    )
    desk.screen.table(columns, rows, none="It has no fields.")
    desk.screen.document(kind_file.write(kind))


@command.command("declare")
@click.argument("file")
@click.option("--dry-run", is_flag=True, help="Check the file and change nothing.")
@at_desk
def declare_kinds(desk: Desk, file: str, dry_run: bool) -> None:
    """Declare the kinds of a JSON FILE (- for standard input), one or a list of them, new or anew."""
    wanted = documents.load(file, kind_file.read)
    done = _judged(wanted)
    if not dry_run:
        for kind in desk.screen.track("Declaring kinds", wanted):
            kinds.declare(kind=kind)
    for kind, verb in done:
        desk.screen.say(f"The kind {kind.name} {'would be' if dry_run else 'is'} {verb}.")
    desk.screen.document([{"name": kind.name, "done": verb, "dry_run": dry_run} for kind, verb in done])


@command.command("export")
@click.argument("names", nargs=-1, metavar="[NAME]…")
@at_desk
def export_kinds(desk: Desk, names: tuple[str, ...]) -> None:
    """Declared kinds, or those named, as a file for `declare`."""
    found = [desk.kind(name) for name in names] if names else list(kinds.declared().values())
    desk.screen.raw_document([kind_file.write(kind) for kind in found])


def _judged(wanted: list[Kind]) -> list[tuple[Kind, str]]:
    """What would become of each kind. Raises `Refusal` with all that stands against any of them."""
    faults, done = Faults(), []
    named = {kind.name for kind in wanted}
    if len(named) < len(wanted):
        raise Refusal("The file declares a kind twice.")
    for kind in wanted:
        for target in sorted(kind_file.targets(kind)):
            if target not in named and not kinds.exists(target):
                faults.add(kind.name, "reference", f"There is no kind {target} to point at.")
        try:
            former = kinds.judge(kind=kind)
        except PolydeskError as error:
            refusal = meaning(error)
            faults.add(kind.name, "conflict", refusal.message if refusal else str(error))
        else:
            done.append((kind, "new" if former is None else "unchanged" if former == kind else "changed"))
    if faults:
        raise faulty(faults, "Nothing was declared.")
    return done


def _rules(field: Field) -> str:
    """What a field demands, in words."""
    said = [name for name in ("required", "unique", "indexed", "read_only", "whole", "day") if getattr(field, name)]
    if field.choices:
        said.append("|".join(field.choices))
    if field.target:
        said.append("→ " + "|".join(field.target))
    if field.minimum is not None or field.maximum is not None:
        said.append(
            f"{'' if field.minimum is None else field.minimum} … {'' if field.maximum is None else field.maximum}"
        )
    if field.default is not None:
        said.append(f"default {field.default}")
    return ", ".join(said)
