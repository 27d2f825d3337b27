"""`polydesk record`: one record of any kind, as the core knows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import click

from chalicelib.domain.kind import Kind
from chalicelib.domain.record import Record
from chalicelib.domain.reference import HIGHEST, Ref
from chalicelib.errors import Conflict, NotFound
from chalicelib.services import journal, pages, records, references
from infra.cli.desk import Desk, at_desk
from infra.cli.plain import words
from infra.cli.refusals import Refusal
from infra.cli.screen import Column

NUMBER = click.IntRange(1, HIGHEST)


@click.group("record")
def command() -> None:
    """One record: fields, journal, history, trash."""


@command.command("list")
@click.argument("kind")
@click.option("--after", type=int, metavar="NUMBER", help="Go on behind this number.")
@click.option("--limit", type=click.IntRange(1, 1_000), default=100, show_default=True)
@click.option("--newest", is_flag=True, help="The highest numbers first.")
@at_desk
def list_records(desk: Desk, kind: str, after: int | None, limit: int, newest: bool) -> None:
    """The records of a kind, by number."""
    page = pages.page(kind=desk.kind(kind), after=after, limit=limit, descending=newest)
    columns = (Column("number", right=True, whole=True), "title", Column("updated", whole=True))
    rows = ((each.number, each.title, each.updated_at) for each in page.records)
    desk.screen.table(columns, rows, none=f"There is no {kind}.")
    listed(desk, page, [{"ref": each.ref, "title": each.title, "updated_at": each.updated_at} for each in page.records])


@command.command("show")
@click.argument("kind")
@click.argument("number", type=NUMBER)
@at_desk
def show_record(desk: Desk, kind: str, number: int) -> None:
    """All fields of a record, also of one in the trash."""
    record = _find(desk, kind, number)
    names = {ref: each.title for ref, each in references.names(records=[record], trashed=True).items()}
    desk.screen.thing(
        {
            record.ref.__str__(): record.title,
            **({"in the trash since": record.trashed_at} if record.trashed else {}),
            "guid": record.guid,
            "version": record.version,
            "created": _by(record.created_at, record.created_by),
            "updated": _by(record.updated_at, record.updated_by),
            **{name: _named(record.many(name), names) for name in _in_order(record)},
            **{f"({dialect}) {name}": each for dialect, said in record.extras.items() for name, each in said.items()},
        }
    )
    desk.screen.document(document(record))


@command.command("history")
@click.argument("kind")
@click.argument("number", type=NUMBER)
@click.option("--limit", type=click.IntRange(1, 100_000), default=1_000, show_default=True)
@at_desk
def show_history(desk: Desk, kind: str, number: int, limit: int) -> None:
    """Who changed what when, through which dialect and credential; newest first."""
    entries = journal.history(record=_find(desk, kind, number), limit=limit)
    columns = (Column("at", whole=True), "what", "who", "through", "fields")
    rows = (
        (each.at, each.action, each.account, f"{each.dialect} ({each.credential})", each.fields) for each in entries
    )
    desk.screen.table(columns, rows, none="It has no history.")
    desk.screen.document(entries)


@command.command("journal")
@click.argument("kind")
@click.argument("number", type=NUMBER)
@click.option("--limit", type=click.IntRange(1, 100_000), default=100, show_default=True)
@at_desk
def show_journal(desk: Desk, kind: str, number: int, limit: int) -> None:
    """What was added to a record's journal; newest first."""
    entries = journal.entries(record=_find(desk, kind, number), limit=limit)
    if not entries:
        desk.screen.say("Its journal is empty.")
    for each in entries:
        author = each.author_name or (str(each.author) if each.author else "somebody")
        desk.screen.say(f"{words(each.at)}  {author}  {each.action}{'' if each.public else ', internal'}")
        desk.screen.text(each.text + "\n")
    desk.screen.document(entries)


@command.command("trash")
@click.argument("kind")
@click.argument("numbers", nargs=-1, required=True, type=NUMBER, metavar="NUMBER…")
@at_desk
def trash_records(desk: Desk, kind: str, numbers: tuple[int, ...]) -> None:
    """Move records to the trash; their unique values are free from then on."""
    of = _free(desk, kind, "trash", numbers)
    _move(desk, numbers, "in the trash", lambda number: records.trash(kind=of, number=number, caller=desk.caller))


@command.command("restore")
@click.argument("kind")
@click.argument("numbers", nargs=-1, required=True, type=NUMBER, metavar="NUMBER…")
@at_desk
def restore_records(desk: Desk, kind: str, numbers: tuple[int, ...]) -> None:
    """Take records out of the trash."""
    of = _free(desk, kind, "restore", numbers)
    _move(desk, numbers, "restored", lambda number: records.restore(kind=of, number=number, caller=desk.caller))


def listed(desk: Desk, page: pages.Page, rows: list[dict[str, Any]]) -> None:
    """The end of a list: where to go on, and the whole of it for programs."""
    last = page.records[-1].number if page.more else None
    if last is not None:
        desk.screen.say(f"There are more: --after {last}.")
    desk.screen.document({"records": rows, "next": last})


def document(record: Record) -> dict[str, Any]:
    """A record for programs."""
    return {
        "ref": record.ref,
        "kind": record.kind.name,
        "number": record.number,
        "title": record.title,
        "guid": record.guid,
        "version": record.version,
        "trashed_at": record.trashed_at,
        "created_at": record.created_at,
        "created_by": record.created_by,
        "updated_at": record.updated_at,
        "updated_by": record.updated_by,
        "fields": {name: record.fields[name] for name in _in_order(record)},
        "extras": record.extras,
    }


def _free(desk: Desk, name: str, verb: str, numbers: tuple[int, ...]) -> Kind:
    """A kind whose records can be moved by themselves. Raises `Refusal` for those that stand in a tree."""
    kind = desk.kind(name)
    if kind.stands_in_tree:
        shown = " ".join(map(str, numbers))
        raise Refusal(f"An {kind.name} stands in the tree: say polydesk {kind.name} {verb} {shown}.")
    return kind


def _find(desk: Desk, kind: str, number: int) -> Record:
    return records.get(kind=desk.kind(kind), number=number, trashed=True)


def _move(desk: Desk, numbers: tuple[int, ...], done: str, move: Callable[[int], Record]) -> None:
    """Move each record; what can't be moved is said at the end and holds up nothing."""
    moved: list[Record] = []
    refused: list[str] = []
    for number in desk.screen.track("Moving records", list(dict.fromkeys(numbers))):
        try:
            moved.append(move(number))
        except (NotFound, Conflict) as error:
            if len(numbers) == 1:
                raise
            refused.append(error.message)
    for record in moved:
        desk.screen.say(f"{record.kind.name} {record.number} ({record.title}) is {done}.")
    desk.screen.document([{"ref": each.ref, "title": each.title, "done": done} for each in moved])
    if refused:
        raise Refusal(f"{len(refused)} of {len(moved) + len(refused)} records were left as they are.", details=refused)


def _in_order(record: Record) -> Iterable[str]:
    """Names of the fields that are set, in the order of the kind; those that the kind has lost come last."""
    known = [name for name in record.kind.fields if name in record.fields]
    return [*known, *(name for name in record.fields if name not in record.kind.fields)]


def _named(values: Iterable[Any], names: dict[Ref, str]) -> str:
    return ", ".join(
        f"{words(each)} {names.get(each, '(gone)')}" if isinstance(each, Ref) else words(each) for each in values
    )


def _by(at: Any, person: Ref | None) -> str:
    return words(at) + (f" by {person}" if person else "")
