"""Assets from a file, under the numbers that they bring. What is there stays as it is.

Everything is checked first. Then each asset is written with its first link in one moment, parents before children, and its
other links right after it, references last of all. A crash leaves whole assets, and the same file adds the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from chalicelib.dialects.squiz import files
from chalicelib.domain.asset import ASSET
from chalicelib.domain.caller import Caller
from chalicelib.errors import Fault, Faults
from chalicelib.services.tree import linking, planting
from chalicelib.store import sequences
from chalicelib.store.tree import links as link_store
from infra.cli.asset import asset_file, inventory, soundness
from infra.cli.asset.asset_file import Row
from infra.cli.asset.inventory import Inventory
from infra.cli.asset.lines import Lines
from infra.cli.asset.link_file import Above
from infra.cli.asset.order import above, ordered
from infra.cli.refusals import Refusal, path

Load = Callable[[Row], Row]
"""Gives a row with all that it says; until it is written, only what it is linked with is kept in mind."""


@dataclass(slots=True)
class Count:
    """How many of something: `new`, or `there` already."""

    new: int = 0
    there: int = 0


@dataclass(slots=True)
class Tally:
    """What an import comes to."""

    assets: Count = field(default_factory=Count)
    links: Count = field(default_factory=Count)


@dataclass(frozen=True, slots=True)
class Plan:
    """Rows in the order of writing, and what is there."""

    rows: list[Row]
    found: Inventory

    def tally(self) -> Tally:
        """What it would come to."""
        made = Tally()
        for row in self.rows:
            _count(made.assets, is_there=self._has(row))
            for link in row.links:
                _count(made.links, is_there=self.found.standing(row.number, link) is not None)
        return made

    def steps(self, load: Load, caller: Caller) -> Iterator[Callable[[], None]]:
        """All writes, one after the other; to be done in this order."""
        self._make_room()
        late: list[tuple[int, Above]] = []
        there = set(self.found.assets)
        for row in self.rows:
            missing = [link for link in row.links if self.found.standing(row.number, link) is None]
            if not self._has(row):
                first = next((link for link in above(row) if link.major in there), None)
                missing = [link for link in missing if link is not first]
                there.add(row.number)
                yield partial(_plant_whole, row, load, first, caller)
            for link in missing:
                if link.is_real:
                    yield partial(tie, row.number, link, caller)
                else:
                    late.append((row.number, link))
        for minor, link in late:
            yield partial(tie, minor, link, caller)

    def _make_room(self) -> None:
        """Have nobody be given a number that the file is about to bring."""
        fresh = [row.number for row in self.rows if not self._has(row)]
        links = {link.number for row in self.rows for link in row.links if link.number is not None}
        for space, numbers in ((ASSET.space, fresh), (link_store.SPACE, links - self.found.links.keys())):
            if numbers:
                sequences.lift(space, max(numbers))

    def _has(self, row: Row) -> bool:
        return row.number in self.found.assets


def make(rows: Mapping[str, Row], faults: Faults) -> Plan | None:
    """The plan of rows, by the places where they stand; None when there are faults, those of reading them included."""
    found = inventory.read(list(rows.values()))
    soundness.check(rows, found, faults)
    if faults:
        return None
    return Plan(ordered(list(rows.values()), found.assets.keys())[0], found)


def plant(row: Row, first: Above | None, caller: Caller) -> None:
    """Make an asset with its file and its first link; the root folder has none."""
    upload = row.wish.upload
    file = files.receive(upload) if upload is not None else None
    try:
        if first is None:
            planting.create_root(values=row.values(file), caller=caller, created_at=row.created)
            return
        planting.create(
            values=row.values(file),
            parent=first.major,
            tie=first.tie,
            caller=caller,
            number=row.number,
            link_number=first.number,
            created_at=row.created,
        )
    except Exception:
        files.give_up(file)
        raise


def tie(minor: int, link: Above, caller: Caller) -> None:
    """Make a further link to an asset."""
    linking.create(major=link.major, minor=minor, tie=link.tie, caller=caller, number=link.number)


def read(lines: Lines) -> tuple[Plan, Load]:
    """The plan of a file, and what reads one of its rows again. Raises `Refusal` with all faults."""
    rows: dict[str, Row] = {}
    places: dict[int, tuple[int, int]] = {}
    faults = Faults()
    empty = True
    for line in lines:
        empty = False
        place, found = f"line {line.number}", Faults()
        row = asset_file.read(line.text, found)
        for fault in found:
            faults.add((place, *fault.path), fault.code, fault.message, **fault.params)
        if row is not None:
            rows[place] = row.bare()
            places[row.number] = line.number, line.at
    if empty:
        raise Refusal(f"{lines.name} holds nothing.")
    plan = make(rows, faults)
    if plan is None:
        raise refused(faults, lines.name)
    return plan, lambda row: _again(lines, *places[row.number])


def refused(faults: Iterable[Fault], name: str) -> Refusal:
    """Every fault, with its place."""
    said = [": ".join(part for part in (str(f.path[0]), path(f.path[1:]), f.message) if part) for f in faults]
    return Refusal(f"{name} is not taken, and nothing was changed. {len(said)} {_faults(said)}:", details=said)


def _plant_whole(row: Row, load: Load, first: Above | None, caller: Caller) -> None:
    plant(load(row), first, caller)


def _again(lines: Lines, number: int, at: int) -> Row:
    faults = Faults()
    row = asset_file.read(lines.again(number, at), faults)
    if row is None or faults:
        raise Refusal(f"{lines.name}, line {number} was changed meanwhile: import it again.")
    return row


def _faults(said: list[str]) -> str:
    return "fault" if len(said) == 1 else "faults"


def _count(count: Count, *, is_there: bool) -> None:
    if is_there:
        count.there += 1
    else:
        count.new += 1
