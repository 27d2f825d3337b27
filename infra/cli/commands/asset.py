"""`polydesk asset`: the tree of assets, and what only an administrator may do with it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, Final

import click

from chalicelib.domain.asset import ASSET, ROOT, SITE, STATUSES
from chalicelib.domain.record import Record
from chalicelib.domain.reference import HIGHEST, Ref
from chalicelib.domain.tree import Node
from chalicelib.errors import Conflict, NotFound
from chalicelib.services import assets, records, references
from chalicelib.services.tree import felling, graves, planting
from chalicelib.store.tree import nodes
from infra.cli.asset import addresses, exporting, importing, outline, paths, sheet
from infra.cli.asset.lines import Lines
from infra.cli.commands.record import document
from infra.cli.desk import Desk, at_desk
from infra.cli.refusals import WRONG_USAGE, Refusal

NUMBER: Final = click.IntRange(1, HIGHEST)
_SHOWN: Final = 20
"""Parts that went along and are named; of more it is said how many."""


@click.group("asset")
def command() -> None:
    """The tree of assets: looked at, moved to the trash and back, imported and exported."""


@command.command("show")
@click.argument("number", type=NUMBER)
@at_desk
def show_asset(desk: Desk, number: int) -> None:
    """One asset and where it stands, also of one in the trash."""
    asset = records.get(kind=ASSET, number=number, trashed=True)
    node = nodes.read([number]).get(number) or Node(number)
    ways = paths.of(node)
    desk.screen.thing(sheet.members(asset, node, ways))
    desk.screen.document({**document(asset), **sheet.document(node, ways)})


@command.command("root")
@click.option("--name", default="Root Folder", show_default=True, help="What people call it.")
@at_desk
def create_root(desk: Desk, name: str) -> None:
    """Create the root folder, asset 1, where there is no asset yet."""
    attributes = json.dumps({"name": name}, ensure_ascii=False)
    values = {"type": "root_folder", "name": name, "attributes": attributes}
    _done(desk, planting.create_root(values=values, caller=desk.caller), "is there")


@command.command("tree")
@click.argument("number", type=NUMBER, default=ROOT)
@click.option("--depth", type=click.IntRange(0, 100), default=10, show_default=True, help="Levels beneath it.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=500, show_default=True, help="Assets in all.")
@at_desk
def show_tree(desk: Desk, number: int, depth: int, limit: int) -> None:
    """The tree beneath an asset, or all of it; an arrow is a reference."""
    root = outline.grown(number, depth=depth, most=limit)
    for line in outline.lines(root):
        desk.screen.say(line)
    desk.screen.document(outline.document(root))


@command.command("status")
@click.argument("number", type=NUMBER)
@click.argument("status", type=click.Choice(STATUSES), metavar="STATUS")
@at_desk
def set_status(desk: Desk, number: int, status: str) -> None:
    """Put an asset into a STATUS of the workflow; on its first `live` it is published."""
    asset = assets.set_status(number=number, status=status, caller=desk.caller)
    _done(desk, asset, f"is {status}")


@command.command("url")
@click.argument("number", type=NUMBER)
@click.argument("url", required=False)
@click.option("--none", "nowhere", is_flag=True, help="It has none any more.")
@at_desk
def set_url(desk: Desk, number: int, url: str | None, nowhere: bool) -> None:
    """Say where a site is: host and path, as in www.example.com/shop."""
    if (url is None) != nowhere:
        raise Refusal("Say either an address or --none.", status=WRONG_USAGE)
    address = addresses.read(url) if url is not None else None
    if url is not None and address is None:
        raise Refusal(f"The address {addresses.EXPECTED}.", status=WRONG_USAGE)
    former = records.get(kind=ASSET, number=number)
    if former.get("type") != SITE:
        raise Refusal(f"Asset {number} is a {former.get('type')}: only a site has an address.")
    asset = assets.set_url(number=number, url=address, caller=desk.caller)
    _done(desk, asset, f"is at {address}" if address else "has no address")


@command.command("trash")
@click.argument("number", type=NUMBER)
@at_desk
def trash_asset(desk: Desk, number: int) -> None:
    """Move an asset to the trash, with the dependent parts that have no other parent."""
    asset = records.get(kind=ASSET, number=number)
    gone = felling.fell(number=number, caller=desk.caller)
    _say_moved(desk, asset, gone, "is in the trash")
    desk.screen.document(_moved(asset, gone, "trashed"))


@command.command("restore")
@click.argument("numbers", nargs=-1, required=True, type=NUMBER, metavar="NUMBER…")
@click.option(
    "--under", type=NUMBER, metavar="NUMBER", help="Also under this asset; needed where nothing is left above."
)
@at_desk
def restore_assets(desk: Desk, numbers: tuple[int, ...], under: int | None) -> None:
    """Take assets out of the trash, each with the parts that went along, to where they were linked."""
    done: list[dict[str, Any]] = []
    refused: list[str] = []
    for number in dict.fromkeys(numbers):
        try:
            back = graves.restore(number=number, caller=desk.caller, under=under)
        except (NotFound, Conflict) as error:
            if len(numbers) == 1:
                raise
            refused.append(error.message)
        else:
            asset = records.get(kind=ASSET, number=number)
            _say_moved(desk, asset, back, "is restored")
            done.append(_moved(asset, back, "restored"))
    desk.screen.document(done)
    if refused:
        said = f"{len(refused)} of {len(refused) + len(done)} assets were left as they are."
        raise Refusal(said, details=refused)


@command.command("purge")
@click.argument("number", type=NUMBER)
@click.option("--yes", is_flag=True, help="Do not ask.")
@at_desk
def purge_asset(desk: Desk, number: int, yes: bool) -> None:
    """Remove an asset that is in the trash for good, with the parts that went along."""
    asset = references.read([Ref(ASSET.name, number)], trashed=True).get(Ref(ASSET.name, number))
    if asset is None or not asset.trashed:
        raise NotFound(f"There is no asset {number} in the trash.")
    desk.confirm(f"Remove asset {number} ({asset.title}) and the parts that went along for good?", yes=yes)
    gone = graves.purge(number=number)
    _say_moved(desk, asset, gone, "is gone for good")
    desk.screen.document(_moved(asset, gone, "purged"))


@command.command("import")
@click.argument("file")
@click.option("--dry-run", is_flag=True, help="Check the file, say what it would do, and change nothing.")
@at_desk
def import_assets(desk: Desk, file: str, dry_run: bool) -> None:
    """Create the assets of a FILE (- for standard input), one on each line, under the ids that they have there."""
    with Lines(file) as lines:
        plan, load = importing.read(lines)
        tally = plan.tally()
        if not dry_run:
            total = tally.assets.new + tally.links.new
            for write in desk.screen.track("Importing assets", plan.steps(load, desk.caller), total=total):
                write()
    for noun, count in (("assets", tally.assets), ("links", tally.links)):
        there = f" {count.there} were there already." if count.there else ""
        desk.screen.say(f"{'New' if dry_run else 'Imported'} {noun}: {count.new}.{there}")
    desk.screen.document({**asdict(tally), "dry_run": dry_run})


@command.command("export")
@click.argument("number", type=NUMBER, required=False)
@click.option("--no-files", is_flag=True, help="Leave out the bytes of files.")
@at_desk
def export_assets(desk: Desk, number: int | None, no_files: bool) -> None:
    """All assets, or one with all beneath it, one on each line, as a file for `import`."""
    with_files = not no_files
    found = (
        exporting.everything(with_files=with_files)
        if number is None
        else exporting.beneath(number, with_files=with_files)
    )
    for line in found:
        desk.screen.raw_line(line)


def _done(desk: Desk, asset: Record, done: str) -> None:
    desk.screen.say(f"Asset {asset.number} ({asset.title}) {done}.")
    desk.screen.document(document(asset))


def _say_moved(desk: Desk, asset: Record, numbers: list[int], done: str) -> None:
    desk.screen.say(f"Asset {asset.number} ({asset.title}) {done}.")
    parts = numbers[1:]
    if parts:
        named = ", ".join(map(str, parts[:_SHOWN])) + (" …" if len(parts) > _SHOWN else "")
        desk.screen.say(
            f"So {'is the part' if len(parts) == 1 else f'are the {len(parts)} parts'} that it takes along: {named}."
        )


def _moved(asset: Record, numbers: Iterable[int], done: str) -> dict[str, Any]:
    return {"number": asset.number, "title": asset.title, "done": done, "assets": list(numbers)}
