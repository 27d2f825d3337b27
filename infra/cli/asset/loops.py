"""Whether real links of a file, beside what is there, would make a loop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

Above = Mapping[int, Iterable[int]]
"""What stands above each asset, by number; not of those above which nothing new stands."""


def loops(above: Above) -> Iterator[list[int]]:
    """The loops that are met on a walk upwards, each from an asset to itself."""
    done: set[int] = set()
    for start in above:
        yield from _from(start, above, done)


def _from(start: int, above: Above, done: set[int]) -> Iterator[list[int]]:
    """Depth first, without recursion: trees may be deep. `done` grows by what leads nowhere new."""
    if start in done:
        return
    path: dict[int, None] = {start: None}
    stack = [iter(above.get(start, ()))]
    while stack:
        number = next(stack[-1], None)
        if number is None:
            stack.pop()
            done.add(path.popitem()[0])
        elif number in path:
            way = list(path)
            yield [*way[way.index(number) :], number]
        elif number not in done:
            path[number] = None
            stack.append(iter(above.get(number, ())))
