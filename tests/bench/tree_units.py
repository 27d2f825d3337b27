"""What the tree of assets costs at DynamoDB: `python tests/bench/tree_units.py [ASSETS]`.

The services, in this process, on the DynamoDB that tests run on. Every row is measured twice: in a tree of a thousand assets,
then in one of ASSETS (10,000), both twelve deep; what costs the same shows `=`. To plant them takes some minutes. Seconds are
those of this process, its DynamoDB and the counting, without any network: good for comparison alone.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

# config reads the environment once, when it is imported
os.environ.update(
    AWS_ACCESS_KEY_ID="bench", AWS_SECRET_ACCESS_KEY="bench", AWS_DEFAULT_REGION="eu-central-1", POLYDESK_STAGE="bench"
)
os.environ.pop("AWS_ENDPOINT_URL", None)

from chalicelib.services import chores
from chalicelib.services.tree import listing, places
from chalicelib.store import tuning
from tests.bench.ledger import Cost, Ledger
from tests.quick import quick_cloud
from tests.services.tree.between import SETTLES, killed
from tests.services.tree.forest import (
    PART,
    between,
    change,
    clean_up,
    fell,
    link,
    plant,
    plant_root,
    restore,
    unlink,
)
from tests.unreliable import Crash

SECTION: Final = 1_000  # assets, each but the first a dependent part of another one, ten levels of them
SECTIONS: Final = 10

Row = tuple[str, Callable[[], object]]


def main(many: int = SECTION * SECTIONS) -> None:
    """Measure, and print a table."""
    logging.disable()
    vars(chores)["PATIENCE"] = float("inf")  # nothing is left to a worker, so that it is counted
    with quick_cloud():
        measure(many)


def measure(many: int) -> None:
    """Plant, measure, plant more, measure again."""
    plant_root()
    forest = Forest()
    before = {label: forest.cost(act) for label, act in forest.rows()}
    say(f"planting {many:,} assets, some minutes …")
    begun = perf_counter()
    while forest.count < many:
        forest.grow()
    say(f"planted in {perf_counter() - begun:.0f} s")
    after = {label: forest.cost(act) for label, act in forest.rows()}
    say(f"{'':54}{'calls':>6}{'items':>7}{'read':>7}{'write':>7}{'s':>7}   with {many:,}")
    for label, (cost, seconds) in before.items():
        later, later_seconds = after[label]
        say(f"{label:54}{told(cost, seconds)}   {'=' if later == cost else told(later, later_seconds)}")


def told(cost: Cost, seconds: float) -> str:
    """The figures of a cost."""
    return f"{cost.calls:6}{cost.items:7}{cost.read:7.0f}{cost.written:7.0f}{seconds:7.2f}"


def say(text: str) -> None:
    """One line of the report."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


class Forest:
    """Sections beneath a shelf of the root, and a home for what moves."""

    def __init__(self) -> None:
        connection = tuning.connection()
        self._ledger = Ledger(connection.dispatch)
        vars(connection)["dispatch"] = self._ledger.dispatch
        self.shelf, self.home = plant(), plant()
        self.count = 0
        self.grow()
        link(self.home, self.low)  # so that the tree has been changed before
        unlink(self.home, self.low)

    def grow(self) -> None:
        """One more section; `low` is one of its lowest assets."""
        section = [plant(self.shelf)]
        for place in range(1, SECTION):
            section.append(plant(section[(place - 1) // 2], PART))
        self.count += len(section)
        self.top, self.section, self.low = section[0], section, section[-1]

    def cost(self, act: Callable[[], object]) -> tuple[Cost, float]:
        """What something costs, and how long it takes."""
        self._ledger.anew()
        begun = perf_counter()
        act()
        return self._ledger.spent, perf_counter() - begun

    def rows(self) -> Iterator[Row]:
        """What is measured, in this order: what one leaves is used by the next, and in the end all is as it was."""
        low, top, shelf, home = self.low, self.top, self.shelf, self.home
        made: list[int] = []
        page: list[int] = []
        yield "place of an asset, 2 deep", lambda: places.find(number=top)
        yield f"place of an asset, {len(places.find(number=low).lineage) - 1} deep", lambda: places.find(number=low)
        yield "places of 49", lambda: places.find_all(numbers=self.section[-49:])
        yield "places of 200", lambda: places.find_all(numbers=self.section[-200:])
        yield "children of an asset (2), without long texts", lambda: listing.children(number=top, limit=50)
        yield (
            "links of an asset, both ways",
            lambda: (
                listing.ups(number=top, limit=1_000),
                listing.downs(number=top, limit=1_000),
            ),
        )
        yield "new asset, 2 deep", lambda: made.append(plant(shelf))
        yield "new asset, 12 deep", lambda: made.append(plant(low))
        yield "new link of an asset without children", lambda: link(home, made[0])
        yield "change of a link's position", lambda: change(between(home, made[0]), sort_order=7)
        yield "end of a link of an asset without children", lambda: unlink(home, made[0])
        yield "new link of an asset to what is 12 deep", lambda: link(low, made[0])
        yield "end of it", lambda: unlink(low, made[0])
        yield "into the trash: an asset", lambda: fell(made[1])
        yield "out of the trash: the asset", lambda: restore(made[1])
        page.append(plant(home))
        page.extend(plant(page[0], PART) for _ in range(3))
        yield "into the trash: a page of three parts", lambda: fell(page[0])
        yield "out of the trash: the page", lambda: restore(page[0])
        yield f"move of {SECTION:,}: the new link", lambda: link(home, top)
        yield f"move of {SECTION:,}: the end of the old link", lambda: unlink(shelf, top)
        yield "and back: the new link, not settled", lambda: _unsettled(lambda: link(shelf, top))
        yield "  place of an asset beneath it meanwhile, 12 deep", lambda: places.find(number=low)
        yield "  places of 49 beneath it meanwhile", lambda: places.find_all(numbers=self.section[-49:])
        yield "  place of an asset elsewhere meanwhile", lambda: places.find(number=made[0])
        yield "  the rest, by a worker", clean_up
        yield "and the end of the other one", lambda: unlink(home, top)
        for each in (*made, page[0]):
            fell(each)
        yield f"into the trash: {SECTION:,} that depend on each other", lambda: fell(top)
        yield "out of the trash: all of them", lambda: restore(top)


def _unsettled(act: Callable[[], object]) -> None:
    try:
        with killed(SETTLES):
            act()
    except Crash:
        return
    raise AssertionError("nothing is left to be settled")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
