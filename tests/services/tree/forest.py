"""What tests of the tree do to it, in few words, and what everybody can see of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from chalicelib.domain import clock
from chalicelib.domain.asset import ROOT
from chalicelib.domain.tree import Link, LinkType, Tie
from chalicelib.errors import NotFound
from chalicelib.outbound import worker
from chalicelib.services.tree import felling, graves, linking, listing, places, planting
from chalicelib.store import due
from tests.conftest import make_caller

CALLER: Final = make_caller("squiz")
FOLDER: Final = {"type": "folder", "attributes": "{}"}
PART: Final = Tie(is_dependent=True)
SOLE: Final = Tie(is_exclusive=True)
NOTICE: Final = Tie(type=LinkType.REFERENCE)
AGES: Final = 3_600.0  # seconds: every lease is over, everything that waits is due


def plant_root() -> None:
    planting.create_root(values=FOLDER, caller=CALLER)


def plant(parent: int = ROOT, tie: Tie = Tie(), **others: Any) -> int:  # noqa: B008  it can't be changed
    """A new asset; its number."""
    return plant_by(parent, tie, **others).minor


def plant_by(parent: int = ROOT, tie: Tie = Tie(), **others: Any) -> Link:  # noqa: B008
    """A new asset; the link that leads to it."""
    return planting.create(values=FOLDER, parent=parent, tie=tie, caller=CALLER, **others)[1]


def plant_at(sort_order: int, parent: int = ROOT) -> int:
    return plant(parent, Tie(sort_order=sort_order))


def chain(length: int, parent: int = ROOT, tie: Tie = Tie()) -> list[int]:  # noqa: B008
    """Assets one beneath the other, from above downwards."""
    made: list[int] = []
    for _ in range(length):
        made.append(plant(made[-1] if made else parent, tie))
    return made


def link(major: int, minor: int, tie: Tie = Tie()) -> Link:  # noqa: B008
    return linking.create(major=major, minor=minor, tie=tie, caller=CALLER)


def unlink(major: int, minor: int) -> Link:
    return linking.remove(number=between(major, minor).number, caller=CALLER)


def change(changed: Link, **said: Any) -> Link:
    """Have a link say something else."""
    return linking.change(number=changed.number, edit=lambda tie: replace(tie, **said), caller=CALLER)


def move(minor: int, *, out_of: int, into: int) -> None:
    """As callers do it: a new link, and the end of the old one."""
    link(into, minor)
    unlink(out_of, minor)


def fell(number: int, *, room: int = felling.ROOM) -> list[int]:
    return felling.fell(number=number, caller=CALLER, room=room)


def restore(number: int, *, under: int | None = None, room: int = felling.ROOM) -> list[int]:
    return graves.restore(number=number, caller=CALLER, under=under, room=room)


def purge(number: int) -> list[int]:
    return graves.purge(number=number)


def between(major: int, minor: int, *, real: bool = True) -> Link:
    """The link between two."""
    return next(each for each in ups(minor) if each.major == major and each.is_real == real)


def ups(number: int) -> list[Link]:
    return listing.ups(number=number, limit=1_000)


def downs(number: int) -> list[Link]:
    return listing.downs(number=number, limit=1_000)


def majors(number: int) -> list[int]:
    return [each.major for each in ups(number)]


def minors(number: int) -> list[int]:
    return [each.minor for each in downs(number)]


def children(number: int) -> list[int]:
    return [record.number for _, record in listing.children(number=number, limit=1_000).pairs]


def lineage(number: int) -> set[int]:
    return set(places.find(number=number).lineage)


def lineages(*numbers: int) -> dict[int, set[int]]:
    return {number: set(place.lineage) for number, place in places.find_all(numbers=numbers).items()}


def is_there(number: int) -> bool:
    try:
        places.find(number=number)
    except NotFound:
        return False
    return True


def leads(number: int) -> bool:
    """Whether there is a link of this number, as callers judge it: both ends have to be there."""
    try:
        found = listing.link(number=number)
    except NotFound:
        return False
    return len(places.find_all(numbers=(found.major, found.minor))) == 2


def left_jobs() -> list[str]:
    """Jobs that somebody has left behind."""
    return [row.job for row in due.overdue(until=clock.now(), most=1_000)]


def clean_up() -> None:
    """Hours later, workers have done what was left to them."""
    clock.advance(AGES)
    while jobs := left_jobs():
        for job in jobs:
            worker.expand(job)
