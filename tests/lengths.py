"""How far tests go that could go on for ever, or that try every point of something: some way in the fast suite, all of it in
`make thorough`, which runs them alone."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, TypeVar

import pytest

Point = TypeVar("Point")

THOROUGH: Final = os.environ.get("POLYDESK_TESTS") == "thorough"
exhaustive: Final = pytest.mark.exhaustive
"""For tests that take only some points in the fast suite (see `points`)."""
sampled: Final = pytest.mark.sampled
"""For tests with many cases, of which the fast suite takes every third."""
lengthy: Final = pytest.mark.lengthy
"""For tests that take seconds, and are no part of the fast suite."""
SELECTED: Final = "hypothesis or exhaustive or sampled or lengthy"
"""What `make thorough` runs."""
_FEWER: Final = 3
_MORE: Final = 2


def examples(count: int) -> int:
    """Of a test that is worth so many random examples."""
    return count * _MORE if THOROUGH else max(count // _FEWER, 5)


def points(every: Sequence[Point], *, first: int = 0) -> Sequence[Point]:
    """Points of something at which to look. `first`: where to begin, so that not all tests take the same ones."""
    return every if THOROUGH else every[first % _FEWER :: _FEWER]


def left_out(items: Sequence[pytest.Item]) -> Iterator[pytest.Item]:
    """What was collected and is not for the fast suite."""
    if THOROUGH:
        return
    for _, several in groupby(items, key=lambda item: item.nodeid.partition("[")[0]):
        for place, item in enumerate(several):
            if item.get_closest_marker("lengthy") or (item.get_closest_marker("sampled") and place % _FEWER):
                yield item
