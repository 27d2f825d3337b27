"""The API as data: how an operation ages, and who may call it.

An operation is called `Service.Operation`; the service may have dots of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from chalicelib.errors import Conflict, Faults

NOTICE: Final = timedelta(days=90)
"""What callers of a public operation have from its deprecation to its end, at least."""
_MAX_NOTE: Final = 2_000  # characters


class State(StrEnum):
    """The ages of an operation, in their order."""

    ACTIVE = "Active"
    DEPRECATED = "Deprecated"
    OBSOLETE = "Obsolete"
    DECOMMISSIONED = "Decommissioned"

    @property
    def rank(self) -> int:
        """0 for the first."""
        return _ORDER.index(self)


_ORDER: Final = tuple(State)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an operation stands: since when it is deprecated, on which day it ends, what takes its place."""

    state: State = State.ACTIVE
    deprecated_on: datetime | None = None
    sunset_on: date | None = None
    successor: str | None = None

    @property
    def content(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "state": self.state.value,
            "deprecated_on": self.deprecated_on and self.deprecated_on.astimezone(UTC).isoformat(),
            "sunset_on": self.sunset_on and self.sunset_on.isoformat(),
            "successor": self.successor,
        }

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Standing:
        """From plain data."""
        since, until = content.get("deprecated_on"), content.get("sunset_on")
        return cls(
            State(content["state"]),
            datetime.fromisoformat(since) if since else None,
            date.fromisoformat(until) if until else None,
            content.get("successor"),
        )


ACTIVE: Final = Standing()


@dataclass(frozen=True, slots=True)
class Move:
    """A step in the life of an operation, told to its callers: a release note."""

    at: datetime
    operation: str
    before: State
    after: State
    sunset_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Audience:
    """Who may call: groups and persons, by number."""

    groups: frozenset[int] = field(default_factory=frozenset)
    persons: frozenset[int] = field(default_factory=frozenset)

    def holds(self, person: int | None, groups: frozenset[int]) -> bool:
        """Whether a person is in it, by number or by one of its groups."""
        return person in self.persons or not self.groups.isdisjoint(groups)


def moved(
    standing: Standing,
    to: State,
    *,
    public: bool,
    at: datetime,
    sunset_on: date | None = None,
    successor: str | None = None,
    note: str = "",
) -> Standing:
    """How an operation stands after a step.

    A public one ages step by step, with notice: its end is named when it is deprecated, and must have come when it is
    decommissioned. Others may jump. Any may become younger again. Sunset and successor stay as they are unless they are named.
    Raises Conflict for a step that is none, Invalid for dates and texts that can't be.
    """
    if to is standing.state and (sunset_on, successor) == (None, None):
        raise Conflict(f"The operation is {to.lower()} already.")
    if to is State.ACTIVE:
        return ACTIVE
    if public and to.rank > standing.state.rank + 1:
        following = _ORDER[standing.state.rank + 1]
        raise Conflict(
            f"A public operation goes step by step: after {standing.state.lower()} comes {following.lower()}."
        )
    made = Standing(
        to,
        standing.deprecated_on or at,
        sunset_on or standing.sunset_on,
        successor or standing.successor,
    )
    _check(made, named=sunset_on, public=public, at=at, note=note)
    return made


def _check(made: Standing, *, named: date | None, public: bool, at: datetime, note: str) -> None:
    faults = Faults()
    today = at.astimezone(UTC).date()
    if public and made.state is State.DEPRECATED:
        if made.sunset_on is None:
            faults.add("sunset", "required", "A public operation is deprecated with the day of its end.")
        elif named is not None and named < today + NOTICE:
            text = f"A public operation ends {NOTICE.days} days after it is deprecated, or later."
            faults.add("sunset", "range", text, minimum=today + NOTICE)
    if len(note) > _MAX_NOTE:
        faults.add("note", "too_long", f"A note has at most {_MAX_NOTE} characters.", limit=_MAX_NOTE)
    faults.raise_any()
    if public and made.state is State.DECOMMISSIONED and (made.sunset_on is None or made.sunset_on > today):
        until = f" on {made.sunset_on.isoformat()}" if made.sunset_on else ", on a day that is still to be named"
        raise Conflict(f"A public operation is decommissioned after its end{until}.")
