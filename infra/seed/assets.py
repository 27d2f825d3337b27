"""What the company's site holds: its assets, planted by and by, each in its author's name.

They stand in `assets.json` in the form that administrators import assets in, with three members of our own: `opened`, days
before the sowing, in place of the moments; `author`, the key of a person; `course`, the later statuses as days, person, status.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

from chalicelib.domain.asset import ASSET, STATUSES
from chalicelib.domain.caller import Caller
from chalicelib.errors import Fault, Faults
from chalicelib.services import assets
from chalicelib.store import sequences
from infra.cli.asset import asset_file, importing, soundness
from infra.cli.asset.asset_file import Row
from infra.cli.asset.inventory import Inventory
from infra.cli.asset.order import above
from infra.cli.refusals import path
from infra.seed.entries import Company
from infra.seed.reader import UnsoundError

_FILE: Final = "assets"
_OWN: Final = frozenset({"opened", "author", "course"})


class Stage(NamedTuple):
    """A status that an asset came to, `days` before the sowing, and the key of who put it there."""

    days: float
    person: str
    status: str


@dataclass(frozen=True, slots=True)
class Asset:
    """An asset of the site. `place`: position in the file, for people; `opened`: days before the sowing."""

    place: str
    row: Row
    opened: float
    author: str
    course: tuple[Stage, ...] = ()


class Step(NamedTuple):
    """One write, so many days before the sowing."""

    days: float
    run: Callable[[], object]


def read(folder: Path, company: Company) -> tuple[Asset, ...]:
    """The assets in `folder`, in the order in which they are planted; UnsoundError with everything that is wrong."""
    content = json.loads((folder / f"{_FILE}.json").read_text(encoding="utf-8"))
    faults = Faults()
    found = [_asset(f"{_FILE}[{position}]", each, faults) for position, each in enumerate(content)]
    planted = sorted((each for each in found if each is not None), key=lambda each: -each.opened)
    said = [_sentence(fault) for fault in faults] or list(contradictions(planted, company))
    if said:
        raise UnsoundError(said)
    return tuple(planted)


def contradictions(planted: Sequence[Asset], company: Company) -> Iterator[str]:
    """Every place where assets contradict each other, or the company."""
    faults = Faults()
    soundness.check({each.place: each.row for each in planted}, Inventory(), faults)
    yield from map(_sentence, faults)
    positions = {each.row.number: position for position, each in enumerate(planted)}
    for position, each in enumerate(planted):
        for link in each.row.links:
            if positions.get(link.major, -1) > position:
                yield f"{each.place}: it stands under {link.major}, which comes later."
        for key in dict.fromkeys((each.author, *(stage.person for stage in each.course))):
            if not company.is_person(key):
                yield f"{each.place}: {key} works on it and is no person."
        days = [each.opened, *(stage.days for stage in each.course), 0]
        if any(former < later for former, later in pairwise(days)):
            yield f"{each.place}: what it came to is older than what was before, or lies in the future."


def steps(planted: Sequence[Asset], caller: Callable[[str], Caller]) -> Iterator[Step]:
    """All writes. `caller`: the one whom a person calls as, by key."""
    for first, each in enumerate(planted):
        yield Step(each.opened, partial(_plant, each, caller, planted if first == 0 else ()))
        for stage in each.course:
            yield Step(stage.days, partial(_promote, each.row.number, stage, caller))


def named(planted: Sequence[Asset], name: str) -> int:
    """The number of the asset of a name."""
    return next(each.row.number for each in planted if each.row.values().get("name") == name)


def _plant(each: Asset, caller: Callable[[str], Caller], every: Sequence[Asset]) -> None:
    """Make an asset with all links to it. `every`: those whose numbers nobody else may be given, with the first of them."""
    if every:
        sequences.lift(ASSET.space, max(other.row.number for other in every))
    author = caller(each.author)
    first = next(iter(above(each.row)), None)
    importing.plant(each.row, first, author)
    for link in each.row.links:
        if link is not first:
            importing.tie(each.row.number, link, author)


def _promote(number: int, stage: Stage, caller: Callable[[str], Caller]) -> None:
    assets.set_status(number=number, status=stage.status, caller=caller(stage.person))


def _asset(place: str, content: Any, faults: Faults) -> Asset | None:
    """An asset as it stands in the file; None when it has faults."""
    if not isinstance(content, dict):
        faults.add(place, "type", "must be an object.")
        return None
    found = Faults()
    said = {name: value for name, value in content.items() if name not in _OWN}
    row = asset_file.read(json.dumps(said, ensure_ascii=False), found)
    opened, author = _days(content.get("opened"), found), content.get("author")
    if not isinstance(author, str):
        found.add("author", "type", "must be the key of a person.")
    course = tuple(_course(content.get("course", []), found))
    for fault in found:
        faults.append(Fault((place, *fault.path), fault.code, fault.message))
    return None if found or row is None else Asset(place, row, opened, str(author), course)


def _course(said: Any, faults: Faults) -> Iterator[Stage]:
    for index, each in enumerate(said if isinstance(said, list) else [said]):
        match each:
            case [int() | float() as days, str() as person, str() as status] if status in STATUSES:
                yield Stage(float(days), person, status)
            case _:
                faults.add(("course", index), "type", "must be days, the key of a person, and a status.")


def _days(said: Any, faults: Faults) -> float:
    if isinstance(said, int | float) and not isinstance(said, bool):
        return float(said)
    faults.add("opened", "type", "must be a number of days.")
    return 0.0


def _sentence(fault: Fault) -> str:
    place, *rest = fault.path
    return ": ".join(part for part in (str(place), path(rest), fault.message) if part)
