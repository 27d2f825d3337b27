"""`polydesk esm`: templates, folders and the set-up of the ESM dialect as a file; and its cards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from chalicelib.dialects.esm.templates import catalogue
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.domain.record import Record
from chalicelib.errors import Conflict, Faults
from infra.cli import documents, throttle
from infra.cli.desk import Desk, at_desk
from infra.cli.esm import card_file, cards, importing, inventory, plan, setup_file
from infra.cli.esm.inventory import OURS
from infra.cli.refusals import Refusal, faulty
from infra.cli.screen import Column


@click.group("esm")
def command() -> None:
    """Templates, folders, the set-up of the ESM dialect as a file; and its data cards."""


@command.command("apply")
@click.argument("file")
@click.option("--dry-run", is_flag=True, help="Check the file, say what it would do, and change nothing.")
@at_desk
def apply_setup(desk: Desk, file: str, dry_run: bool) -> None:
    """Set up what a JSON FILE (- for standard input) names: settings, folders, templates, roles, accounts."""
    faults = Faults()
    setup = _one(documents.load(file, lambda content, path, _: setup_file.read(content, path, faults)))
    made = plan.make(setup, inventory.read(setup), faults)
    if made is None:
        raise faulty(faults, "The file is not taken, and nothing was changed.")
    if not dry_run:
        made.carry_out()
    steps = list(made.steps())
    for step in steps:
        desk.screen.say(f"The {step.noun} {step.name} {'would be' if dry_run else 'is'} {step.done}.")
        if step.advice:
            desk.screen.say(step.advice)
    if not steps:
        desk.screen.say("The file names nothing.")
    desk.screen.document([{**step._asdict(), "dry_run": dry_run} for step in steps])
    if not dry_run:
        throttle.follow_everything(desk)


@command.command("export")
@click.argument("codes", nargs=-1, metavar="[TEMPLATE]…")
@at_desk
def export_templates(desk: Desk, codes: tuple[str, ...]) -> None:
    """Templates that were set up, or those named, and their folders, as a file for `apply`."""
    found = inventory.read()
    if unknown := [code for code in codes if code not in found.every_template]:
        raise Refusal(f"There is no template {unknown[0]}. There are: {', '.join(found.every_template)}.")
    templates = {code: found.every_template[code] for code in codes or found.templates}
    desk.screen.raw_document(setup_file.write(list(templates.values()), inventory.folders_of(found, codes)))


@command.command("templates")
@at_desk
def list_templates(desk: Desk) -> None:
    """All templates."""
    found = catalogue.read()
    columns = (Column("code", whole=True), "name", "prefix", "origin", "shows", Column("attributes", right=True))
    rows = [_template(each) for each in found.templates.values()]
    shown = ((r["code"], r["name"], r["prefix"], _origin(r), r["shows"], len(r["attributes"])) for r in rows)
    desk.screen.table(columns, shown, none="There are no templates.")
    desk.screen.document(rows)


@command.command("folders")
@at_desk
def list_folders(desk: Desk) -> None:
    """All folders, in the order in which they were set up."""
    found = inventory.read().folders.values()
    columns = (Column("code", whole=True), "name", "parent", "templates")
    rows = ((each["code"], each["name"], each["parent"], each["templates"]) for each in found)
    desk.screen.table(columns, rows, none="There are no folders.")
    desk.screen.document(list(found))


@command.command("restore")
@click.argument("names", nargs=-1, required=True, metavar="CARD…")
@at_desk
def restore_cards(desk: Desk, names: tuple[str, ...]) -> None:
    """Take data cards, named by `efecte_id` or id, out of the trash."""
    _each(desk, names, "restored", lambda record: cards.restore(record, desk.caller))


@command.command("hide")
@click.argument("names", nargs=-1, required=True, metavar="CARD…")
@at_desk
def hide_cards(desk: Desk, names: tuple[str, ...]) -> None:
    """Hide data cards, named by `efecte_id` or id: filters tell them from the others."""
    _each(desk, names, "hidden", lambda record: cards.set_hidden(record, desk.caller, hidden=True))


@command.command("unhide")
@click.argument("names", nargs=-1, required=True, metavar="CARD…")
@at_desk
def unhide_cards(desk: Desk, names: tuple[str, ...]) -> None:
    """Show hidden data cards again."""
    _each(desk, names, "shown", lambda record: cards.set_hidden(record, desk.caller, hidden=False))


@command.command("import")
@click.argument("file")
@at_desk
def import_cards(desk: Desk, file: str) -> None:
    """Create the data cards of a JSON FILE (- for standard input) under the ids that they have there."""
    rows = documents.load(file, card_file.read)
    importer = importing.Importer.of(desk.caller)
    done = [importer.take(row) for row in desk.screen.track("Importing data cards", rows)]
    refused = [each for each in done if each.reasons]
    desk.screen.say(f"Imported data cards: {len(done) - len(refused)}.")
    desk.screen.document([each._asdict() for each in done])
    if refused:
        lines = (f"{each.card}: {reason}" for each in refused for reason in each.reasons)
        raise Refusal(f"{len(refused)} of {len(done)} data cards were not imported.", details=lines)


def _one(found: list[setup_file.Setup]) -> setup_file.Setup:
    if len(found) > 1:
        raise Refusal("The file holds a list: one object is taken.")
    return found[0]


def _each(desk: Desk, names: tuple[str, ...], done: str, act: Callable[[Record], None]) -> None:
    """Do something with each card; what can't be done is said at the end and holds up nothing."""
    found = catalogue.read()
    changed: list[dict[str, Any]] = []
    refused: list[str] = []
    for name in dict.fromkeys(names):
        try:
            record, template = cards.find(found, name)
            act(record)
        except (Refusal, Conflict) as error:
            if len(names) == 1:
                raise
            refused.append(error.message)
        else:
            title, said = template.title(record), template.efecte_id(record.number)
            desk.screen.say(f"{said} ({title}) is {done}.")
            changed.append({"card": record.number, "efecte_id": said, "title": title, "done": done})
    desk.screen.document(changed)
    if refused:
        raise Refusal(
            f"{len(refused)} of {len(changed) + len(refused)} data cards were left as they are.", details=refused
        )


def _template(template: Template) -> dict[str, Any]:
    of_class = f" ({template.cls})" if template.cls else ""
    return {
        "code": template.code,
        "name": template.name,
        "number": template.number,
        "prefix": template.prefix,
        "built_in": template.code in OURS,
        "shows": f"{template.kind.name}{of_class}",
        "attributes": list(template.attributes),
    }


def _origin(row: dict[str, Any]) -> str:
    return "built in" if row["built_in"] else "set up"
