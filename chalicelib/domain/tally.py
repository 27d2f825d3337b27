"""What was called since the last reset, counted by weeks that end on Monday at midnight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from chalicelib.domain import zone as zones

SKEW: Final = timedelta(hours=1)  # by how much the clocks of two processes never differ


@dataclass(frozen=True, slots=True)
class Tally:
    """Calls since the last reset, by how they ended.

    `since`: start of the counting. `ends`: the Monday, 00:00 in the time zone named `zone`, on which it starts anew. Both
    in UTC.
    """

    consumed: int
    rejected: int
    since: datetime
    ends: datetime
    zone: str

    @classmethod
    def begun(cls, at: datetime, zone: str) -> Tally:
        """Nothing yet, from now on."""
        local = at.astimezone(zones.named(zone))
        return cls(0, 0, at, _midnight(local.date() + timedelta(days=7 - local.weekday()), zone), zone)

    def is_over(self, at: datetime) -> bool:
        """Whether its Monday has come."""
        return self.ends <= at

    def is_ahead(self, at: datetime) -> bool:
        """Whether it began in the future: the clock was moved on meanwhile, and back."""
        return self.since > at + SKEW

    @property
    def successor(self) -> Tally:
        """The week behind this one, without a call."""
        return Tally.begun(self.ends, self.zone)

    def weeks(self, until: datetime) -> Iterator[Tally]:
        """This week and those behind it, without a call, that are over by a moment."""
        week = self
        while week.is_over(until):
            yield week
            week = week.successor

    def at_work(self, at: datetime) -> Tally:
        """The week that a moment lies in: this one, or a later one without a call."""
        week = self
        while week.is_over(at):
            week = week.successor
        return week

    def moved(self, at: datetime, zone: str) -> Tally:
        """The same counts by another time zone: they end on the same Monday, when that day begins there.

        So every Monday has one reset, however often the zone changes. Of a clock that was moved back the Monday is the next.
        """
        if self.is_ahead(at):
            return Tally(self.consumed, self.rejected, at, Tally.begun(at, zone).ends, zone)
        monday = self.ends.astimezone(zones.named(self.zone)).date()
        return Tally(self.consumed, self.rejected, self.since, _midnight(monday, zone), zone)


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), zones.named(zone)).astimezone(UTC)
