"""Which asset is written after which: one that stands above another comes first."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Sequence

from infra.cli.asset.asset_file import Row
from infra.cli.asset.link_file import Above


def ordered(rows: Sequence[Row], there: Collection[int]) -> tuple[list[Row], list[Row]]:
    """Rows in an order in which each can be written, and those for which there is none. `there`: assets that are in the store.

    An asset with parents waits for all of them; one that is only linked to by references, for one that they come from.
    """
    known = {row.number for row in rows}
    waiting: dict[int, list[Row]] = {}
    needed: dict[int, int] = {}
    ready: deque[Row] = deque()
    for row in rows:
        majors = {link.major for link in above(row)}
        lacking = {major for major in majors if major in known and major not in there}
        parents = any(link.is_real for link in row.links)
        count = len(lacking) if parents else int(bool(lacking) and lacking == majors)
        if not count or row.number in there:
            ready.append(row)
            continue
        needed[row.number] = count
        for major in lacking:
            waiting.setdefault(major, []).append(row)
    made: list[Row] = []
    while ready:
        row = ready.popleft()
        made.append(row)
        for each in waiting.pop(row.number, ()):
            needed[each.number] -= 1
            if needed[each.number] == 0:
                ready.append(each)
    written = {row.number for row in made}
    return made, [row for row in rows if row.number not in written]


def above(row: Row) -> tuple[Above, ...]:
    """The links that an asset comes into being with: those of its parents, or, where it has none, references."""
    return tuple(link for link in row.links if link.is_real) or row.links
