"""The limit of calls a minute: which number is in force, of what was set and what a dialect documents.

What was set has, by name: a number for each dialect that has its own (None: its default again, whatever that becomes), one for
all others as `*`, and the `generation` of windows: with each change all of them start anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

SECTION: Final = "limits"  # of the settings, where it is kept
HIGHEST: Final = 1_000_000_000  # calls a minute

_ALL: Final = "*"

Said = Mapping[str, Any]


def in_force(said: Said, *, dialect: str, default: int) -> int:
    """Calls a minute, 0 = no limit."""
    number: int | None = said.get(dialect, said.get(_ALL))
    return default if number is None else number


def generation(said: Said) -> int:
    """Which windows count now."""
    number: int = said.get("generation", 0)
    return number


def overridden(said: Said, *, number: int | None, dialect: str | None) -> Said:
    """What is said when `number` is set (None: the default again) for one dialect, or for all, whatever each had."""
    kept = {} if dialect is None else said
    return {**kept, "generation": generation(said) + 1, dialect or _ALL: number}
