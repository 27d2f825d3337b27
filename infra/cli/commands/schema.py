"""`polydesk schema`: the data definitions and configuration items that are declared for the Matrix42 dialect, as a file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import click

from chalicelib.dialects.matrix42.schema import catalogue, declaration
from chalicelib.dialects.matrix42.vocabulary.settings import DIALECT, PREFIX, SETTINGS
from chalicelib.errors import Fault, Invalid
from chalicelib.services import settings
from infra.cli import documents
from infra.cli.desk import Desk, at_desk
from infra.cli.refusals import Refusal, faulty
from infra.cli.screen import Column

Content = Mapping[str, Any]

DEFINITIONS: Final = "dataDefinitions"
ITEMS: Final = "configurationItems"
_NOUNS: Final = {DEFINITIONS: "data definition", ITEMS: "configuration item"}
_DETAILS: Final = {"required": "required", "localizable": "in several languages"}


@click.group("schema")
def command() -> None:
    """Declared data definitions and configuration items of the Matrix42 dialect, as a file."""


@command.command("apply")
@click.argument("file")
@at_desk
def apply_schema(desk: Desk, file: str) -> None:
    """Declare what a JSON FILE (- for standard input) says, new or anew; what it does not name stays."""
    said = documents.load(file, lambda content, path, faults: content)
    if len(said) != 1 or not isinstance(said[0], dict):
        raise Refusal("The file holds no object, or several: one is taken.")
    former = _declared()
    prefix = settings.get(section=DIALECT, declared=SETTINGS)[PREFIX]
    declaration.declare(said=said[0], prefix=prefix)
    done = [
        {"noun": _NOUNS[member], "name": each["name"], "done": _done(each, former[member])}
        for member in _NOUNS
        for each in said[0].get(member, ())
    ]
    for each in done:
        desk.screen.say(f"The {each['noun']} {each['name']} is {each['done']}.")
    if not done:
        desk.screen.say("The file names nothing.")
    desk.screen.document(done)


@command.command("list")
@at_desk
def list_schema(desk: Desk) -> None:
    """Everything that is declared, in the order in which it first was."""
    found = [(member, each) for member, several in _declared().items() for each in several]
    columns = (Column("name", whole=True), "what", "called", Column("members", right=True))
    rows = ((each["name"], _noun(member, each), _label(each), _count(member, each)) for member, each in found)
    desk.screen.table(columns, rows, none="Nothing is declared.")
    desk.screen.document(
        [{"name": each["name"], "what": _noun(member, each), "called": _label(each)} for member, each in found]
    )


@command.command("show")
@click.argument("name")
@at_desk
def show_schema(desk: Desk, name: str) -> None:
    """One declared data definition, pick-up or configuration item; in JSON as `apply` takes it."""
    member, found = _find(name)
    desk.screen.thing({"name": found["name"], "what": _noun(member, found), "called": found.get("display")})
    columns = (Column("member", whole=True), Column("type", whole=True), "rules")
    desk.screen.table(columns, _members(member, found), none="It has no members.")
    desk.screen.document({member: [found]})


@command.command("remove")
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@click.option(
    "--force", is_flag=True, help="Also what has records. They stay, and show again when it is declared anew."
)
@at_desk
def remove_schema(desk: Desk, names: tuple[str, ...], force: bool) -> None:
    """Take declarations away, all of them or none."""
    gone = {found["name"]: _NOUNS[member] for member, found in map(_find, names)}
    try:
        declaration.remove(
            names=gone, force=force, prefix=""
        )  # whatever names had to begin with when they were declared
    except Invalid as error:
        raise faulty(
            _located(error.faults, gone), "What is left leads to what would go, so nothing was done."
        ) from None
    for name, noun in gone.items():
        desk.screen.say(f"The {noun} {name} is gone.")
    desk.screen.document([{"noun": noun, "name": name, "done": "gone"} for name, noun in gone.items()])


@command.command("export")
@click.argument("names", nargs=-1, metavar="[NAME]…")
@at_desk
def export_schema(desk: Desk, names: tuple[str, ...]) -> None:
    """All declarations, or those named, as a file for `apply`."""
    if not names:
        desk.screen.raw_document(_declared())
        return
    made: dict[str, list[Content]] = {member: [] for member in _NOUNS}
    for member, found in map(_find, names):
        if found not in made[member]:
            made[member].append(found)
    desk.screen.raw_document(made)


def _declared() -> dict[str, Sequence[Content]]:
    """What is declared, by the members of a file."""
    _, definitions, items = catalogue.laid_down()
    return {DEFINITIONS: definitions, ITEMS: items}


def _find(name: str) -> tuple[str, Content]:
    """What is declared under a name, and as which member of a file. Raises `Refusal`."""
    known = [(member, each) for member, several in _declared().items() for each in several]
    for member, each in known:
        if each["name"].lower() == name.lower():
            return member, each
    there = ", ".join(each["name"] for _, each in known)
    raise Refusal(f"There is no declared {name}. " + (f"There are: {there}." if there else "Nothing is declared."))


def _located(faults: Iterable[Fault], gone: Collection[str]) -> Iterator[Fault]:
    """Faults of what would be left, with names in place of positions."""
    left = {member: [each for each in several if each["name"] not in gone] for member, several in _declared().items()}
    for fault in faults:
        member, place, *rest = fault.path
        yield replace(fault, path=(left[str(member)][int(place)]["name"], *rest))


def _done(content: Content, former: Sequence[Content]) -> str:
    stood = next((each for each in former if each["name"].lower() == content["name"].lower()), None)
    return "new" if stood is None else "unchanged" if stood == content else "changed"


def _noun(member: str, content: Content) -> str:
    return "pick-up" if content.get("pickup") else _NOUNS[member]


def _label(content: Content) -> str:
    return str(content.get("display", {}).get("en", ""))


def _count(member: str, content: Content) -> int:
    return len(_members(member, content))


def _members(member: str, content: Content) -> list[tuple[str, str, str]]:
    """The members of something for people: what they are called, of which sort they are, what holds of them."""
    if member == ITEMS:
        parts = [(each["name"], each.get("cardinality", "mandatory"), "") for each in content.get("members", ())]
        return [(content["main"], "main", ""), *parts]
    values = [(str(each["value"]), "value", each["en"]) for each in content.get("values", ())]
    attributes = [(each["name"], each["type"], _rules(each)) for each in content.get("attributes", ())]
    relations = [(each["name"], "Relations", f"→ {each['to']}") for each in content.get("relations", ())]
    return [*values, *attributes, *relations]


def _rules(attribute: Content) -> str:
    said = [words for name, words in _DETAILS.items() if attribute.get(name)]
    said += [f"→ {attribute['to']}"] if "to" in attribute else []
    said += [f"{attribute['length']} characters"] if "length" in attribute else []
    said += [f"default {attribute['default']}"] if attribute.get("default") is not None else []
    said += [f"field {attribute['field']}"] if "field" in attribute else []
    return ", ".join(said)
