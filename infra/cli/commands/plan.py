"""`polydesk plan`: engines, forms, properties, people, groups, sites and roles of the xMatters dialect as a file."""

from __future__ import annotations

from typing import Any, Final

import click

from chalicelib.domain.alerting.form import Form, FormKind
from chalicelib.errors import Changed, Faults
from chalicelib.services.alerting import catalogue
from infra.cli import documents, throttle
from infra.cli.desk import Desk, at_desk
from infra.cli.plan import engine_file, inventory, plan, plan_file
from infra.cli.plan.plan_file import PlanFile
from infra.cli.refusals import Refusal, faulty
from infra.cli.screen import Column

_ATTEMPTS: Final = 3  # of an import that somebody else comes in between


@click.group("plan")
def command() -> None:
    """The xMatters dialect: people, groups, engines and forms as a file."""


@command.command("import")
@click.argument("file")
@click.option("--dry-run", is_flag=True, help="Check the file, say what it would do, and change nothing.")
@at_desk
def import_plan(desk: Desk, file: str, dry_run: bool) -> None:
    """Set up what a JSON FILE (- for standard input) names: roles, sites, people, groups, engines with their forms."""
    faults = Faults()
    said = _one(documents.load(file, lambda content, path, _: plan_file.read(content, path, faults)))
    steps = _carried_out(desk, said, faults, dry_run=dry_run)
    for step in steps:
        desk.screen.say(f"The {step.noun} {step.name} {'would be' if dry_run else 'is'} {step.done}.")
    if not steps:
        desk.screen.say("The file names nothing.")
    desk.screen.document([{**step._asdict(), "dry_run": dry_run} for step in steps])
    if not dry_run:
        throttle.follow_everything(desk)


@command.command("export")
@click.argument("engines", nargs=-1, metavar="[ENGINE]…")
@at_desk
def export_plan(desk: Desk, engines: tuple[str, ...]) -> None:
    """All engines, or those named, with their properties and forms, as a file for `import`; without passwords."""
    found = catalogue.current()
    named = {name: found.engine_named(name) for name in engines}
    if unknown := [name for name, engine in named.items() if engine is None]:
        raise Refusal(f"There is no engine {unknown[0]}. There are: {', '.join(each.name for each in found.engines)}.")
    wanted = [engine for engine in found.engines if not engines or engine in named.values()]
    written = [engine_file.write(each, found.properties_of(each), found.forms_of(each)) for each in wanted]
    desk.screen.raw_document(plan_file.write(written))


@command.command("forms")
@at_desk
def list_forms(desk: Desk) -> None:
    """All forms, in the order in which they were first laid down."""
    found = catalogue.current().forms
    columns = ("engine", "form", Column("uuid", whole=True), "state")
    rows = ((form.engine.name, form.name, form.uuid, _state(form)) for form in found)
    desk.screen.table(columns, rows, none="There are no forms.")
    desk.screen.document([_document(each) for each in found])


def _carried_out(desk: Desk, said: PlanFile, faults: Faults, *, dry_run: bool) -> list[plan.Step]:
    """What becomes of each thing; worked out anew when somebody else was faster."""
    for attempt in range(1, _ATTEMPTS + 1):
        found = Faults(faults)
        made = plan.make(said, inventory.read(said), found)
        if made is None:
            raise faulty(found, "The file is not taken, and nothing was changed.")
        steps = list(made.steps())
        if dry_run:
            return steps
        try:
            made.carry_out(desk.caller)
        except Changed:
            if attempt == _ATTEMPTS:
                raise
        else:
            return steps
    raise AssertionError("unreachable")


def _one(found: list[PlanFile]) -> PlanFile:
    if len(found) > 1:
        raise Refusal("The file holds a list: one object is taken.")
    return found[0]


def _document(form: Form) -> dict[str, Any]:
    return {
        "engine": form.engine.name,
        "form": form.name,
        "uuid": form.uuid,
        "kind": form.kind,
        "active": form.active,
        "web_service": form.web_service,
        "properties": [each.property.name for each in form.properties],
    }


def _state(form: Form) -> str:
    if not form.active:
        return "inactive"
    if form.kind is FormKind.SUBSCRIPTION:
        return "subscription"
    return "active" if form.web_service else "no web service"
