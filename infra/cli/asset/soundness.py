"""Whether a file of assets fits itself and what is there: everything that stands against it, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from chalicelib.domain.asset import SCHEMA
from chalicelib.errors import Faults
from infra.cli.asset import loops
from infra.cli.asset.asset_file import Row
from infra.cli.asset.inventory import Inventory
from infra.cli.asset.link_file import Above
from infra.cli.asset.order import ordered


def check(rows: Mapping[str, Row], found: Inventory, faults: Faults) -> None:
    """Note what is wrong with rows. They are named by the places where they stand, which faults begin with."""
    by_number: dict[int, str] = {}
    for place, row in rows.items():
        first = by_number.setdefault(row.number, place)
        if first != place:
            faults.add((place, "id"), "unique", f"Asset {row.number} is that of {first}, too.")
        _check_asset(place, row, found, faults)
    _check_link_numbers(rows, faults)
    for place, row in rows.items():
        for schema in row.schemas:
            if not _is_schema(schema, rows, by_number, found):
                faults.add((place, "metadata_schemas"), "reference", f"There is no metadata schema {schema}.")
        for link in row.links:
            _check_link(place, row, link, by_number, found, faults)
        _check_parents(place, row, found, faults)
    if not faults:
        _check_tree(rows, by_number, found, faults)


def _check_asset(place: str, row: Row, found: Inventory, faults: Faults) -> None:
    if row.number in found.trashed:
        faults.add((place, "id"), "conflict", f"Asset {row.number} is in the trash: restore it, or purge it.")
    elif row.number in found.used:
        faults.add((place, "id"), "conflict", f"The number {row.number} was given to an asset that is no more.")


def _check_link_numbers(rows: Mapping[str, Row], faults: Faults) -> None:
    seen: dict[int, str] = {}
    for place, row in rows.items():
        for link in row.links:
            if link.number is not None and link.number in seen:
                said = f"Link {link.number} is that of {seen[link.number]}, too."
                faults.add((place, *link.path, "link_id"), "unique", said)
            elif link.number is not None:
                seen[link.number] = place


def _is_schema(number: int, rows: Mapping[str, Row], by_number: Mapping[int, str], found: Inventory) -> bool:
    if number in found.assets:
        return found.is_schema(number)
    return number in by_number and rows[by_number[number]].type == SCHEMA


def _check_link(
    place: str, row: Row, link: Above, by_number: Mapping[int, str], found: Inventory, faults: Faults
) -> None:
    if link.major not in by_number and link.major not in found.assets:
        where = "is in the trash" if link.major in found.trashed else "is neither in the file nor there"
        faults.add((place, *link.path, "major_id"), "reference", f"Asset {link.major} {where}.")
    elif link.major == row.number:
        faults.add((place, *link.path, "major_id"), "conflict", "An asset can't be linked to itself.")
    standing = found.standing(row.number, link)
    if standing is None:
        if link.number in found.used_links:
            said = f"The number {link.number} was given to a link that is no more."
            faults.add((place, *link.path, "link_id"), "conflict", said)
    elif (standing.major, standing.minor) != (link.major, row.number):
        said = f"There is a link {standing.number} already, from {standing.major} to {standing.minor}."
        faults.add((place, *link.path, "link_id"), "conflict", said)
    elif link.number not in (None, standing.number):
        said = f"Asset {row.number} is linked to {link.major} already, by link {standing.number}."
        faults.add((place, *link.path), "conflict", said)


def _check_parents(place: str, row: Row, found: Inventory, faults: Faults) -> None:
    """No two links of one sort between the same two, and nothing beside an exclusive one."""
    met: set[tuple[int, bool]] = set()
    for link in row.links:
        if (link.major, link.is_real) in met:
            faults.add((place, *link.path), "unique", f"Asset {row.number} is linked to {link.major} twice.")
        met.add((link.major, link.is_real))
    exclusive = dict(_parents(row, found))
    sole = next((major for major, is_exclusive in exclusive.items() if is_exclusive), None)
    if sole is not None and len(exclusive) > 1:
        others = ", ".join(str(major) for major in exclusive if major != sole)
        said = f"Asset {row.number} belongs to asset {sole} exclusively, and is linked to {others}, too."
        faults.add((place, "links"), "conflict", said)


def _parents(row: Row, found: Inventory) -> Iterator[tuple[int, bool]]:
    """The parents that an asset would have, and whether it would be theirs alone."""
    if row.number in found.assets:
        yield from ((major, each.is_exclusive) for major, each in found.assets[row.number].node.parents.items())
    for link in row.links:
        if link.is_real and found.standing(row.number, link) is None:
            yield link.major, link.tie.is_exclusive


def _check_tree(rows: Mapping[str, Row], by_number: Mapping[int, str], found: Inventory, faults: Faults) -> None:
    above: dict[int, Sequence[int]] = {}
    for row in rows.values():
        fresh = [link.major for link in row.links if link.is_real and found.standing(row.number, link) is None]
        above[row.number] = [*fresh, *_higher(row.number, found)]
    for number in {major for majors in above.values() for major in majors} - above.keys():
        above[number] = list(_higher(number, found))
    looped: set[int] = set()
    for loop in loops.loops(above):
        looped.update(loop)
        place = next(by_number[number] for number in loop if number in by_number)
        said = "The links make a loop: " + " stands under ".join(map(str, loop)) + "."
        faults.add((place, "links"), "conflict", said)
    if not faults:
        for row in ordered(list(rows.values()), found.assets.keys())[1]:
            said = "Only references from assets beneath it lead to it, so there is nothing to make it under."
            faults.add((by_number[row.number], "links"), "conflict", said)


def _higher(number: int, found: Inventory) -> Iterable[int]:
    """What stands above an asset that is there."""
    place = found.assets.get(number)
    return place.lineage - {number} if place is not None else ()
