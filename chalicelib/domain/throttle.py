"""The throttle of a gateway that stands in front of the exact limit: a bucket that refills, for each caller and operation.

It stops floods before they cost anything. It is wider than the limit, so that the limit answers first, which can say how
long to wait.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

_FACTOR: Final = 2
_MINUTE: Final = 60
_PARTS: Final = 100  # of a call a second, to which rates are rounded up

Method = tuple[str, str]
"""A path as the gateway knows it, and a verb."""


@dataclass(frozen=True, slots=True)
class Throttle:
    """`rate`: calls a second for which the bucket is refilled; `burst`: calls that it holds."""

    rate: float
    burst: int

    def is_narrower_than(self, other: Throttle) -> bool:
        """Whether it ever refuses what the other one lets through."""
        return self.rate < other.rate or self.burst < other.burst


def in_front_of(limit: int) -> Throttle:
    """Twice a limit of calls a minute, at least 1.

    A span of t minutes touches at most t + 2 windows, which let through `limit` each, and the bucket gives 2·limit at once
    and 2·limit a minute. So who keeps to the limit never meets the throttle.
    """
    return Throttle(math.ceil(_FACTOR * limit * _PARTS / _MINUTE) / _PARTS, _FACTOR * limit)


def holds(ceiling: Throttle | None, limits: Iterable[int]) -> bool:
    """Whether who uses up several limits of calls a minute, 0 for none, and keeps to them, never meets the `ceiling`."""
    together = sum(limits)
    return ceiling is None or (ceiling.burst >= _FACTOR * together and ceiling.rate * _MINUTE >= together)


def by_method(
    methods_by_dialect: Mapping[str, Iterable[Method]], limits: Mapping[str, int], *, ceiling: Throttle | None
) -> dict[Method, Throttle]:
    """The throttle of each method of the dialects that have a limit (0 = none), where it is narrower than the `ceiling`."""
    throttles = {dialect: in_front_of(limit) for dialect, limit in limits.items() if limit > 0}
    return {
        method: throttles[dialect]
        for dialect, methods in methods_by_dialect.items()
        if dialect in throttles and (ceiling is None or throttles[dialect].is_narrower_than(ceiling))
        for method in methods
    }
