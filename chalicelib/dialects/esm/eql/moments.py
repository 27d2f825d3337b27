"""Dates and macros: what a quoted text means as a moment, in the time zone of the deployment (specification, 6.3)."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, tzinfo
from typing import Final

from chalicelib.dialects.esm.parser import dates


@dataclass(frozen=True, slots=True)
class Moment:
    """What a text means. `at`: the moment, in the zone. `whole_day`: the text names a day and no time of day."""

    at: datetime
    whole_day: bool = False

    @property
    def day(self) -> date:
        """Its day in the zone."""
        return self.at.date()

    @property
    def first(self) -> datetime:
        """The moment, or the first of its day, in UTC."""
        return self.at.astimezone(UTC)

    @property
    def last(self) -> datetime:
        """The moment, or the last of its day, in UTC."""
        if not self.whole_day:
            return self.first
        try:
            tomorrow = datetime.combine(self.day + timedelta(days=1), time(), self.at.tzinfo)
            return tomorrow.astimezone(UTC) - timedelta(microseconds=1)
        except OverflowError:  # the last day of all
            return datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The time zone that zoneless texts and macros are read in, and this moment."""

    zone: tzinfo
    now: datetime

    def read(self, text: str) -> Moment | None:
        """What a text means; None when it is neither a date nor a macro, or lies outside of the years 1 to 9999."""
        try:
            moment = self._date(text) or self._macro(text)
            if moment is not None:
                moment.at.astimezone(UTC)  # may lie outside of what can be said
        except (ValueError, OverflowError):
            return None
        return moment

    def _date(self, text: str) -> Moment | None:
        match = _ISO.fullmatch(text) or _DOTTED.fullmatch(text)
        if match is None:
            return None
        said = match.groupdict()
        day = date(int(said["year"]), int(said["month"]), int(said["day"]))
        if said["hour"] is None:
            return Moment(datetime.combine(day, time(), self.zone), whole_day=True)
        clock = time(int(said["hour"]), int(said["minute"]), int(said["second"] or 0))
        at = datetime.combine(day, clock, dates.offset(said["zone"]) if said.get("zone") else self.zone)
        return Moment(at.astimezone(self.zone))

    def _macro(self, text: str) -> Moment | None:
        name, steps = _NAME.match(text), _STEPS.fullmatch
        begin = _BEGINS_BY_MACRO.get(name[1].lower()) if name else None
        if name is None or begin is None or not steps(text, name.end()):
            return None
        at = begin(self.now.astimezone(self.zone))
        for sign, amount, unit in _STEP.findall(text, name.end()):
            move = _MOVES_BY_UNIT.get(unit) or _MOVES_BY_WORD.get(unit.lower())
            if move is None:
                return None
            at = move(at, int(sign + amount))
        return Moment(at)


_CLOCK: Final = r"(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
_ISO: Final = re.compile(
    rf"(?P<year>\d{{4}})-(?P<month>\d{{2}})-(?P<day>\d{{2}})(?:[T ]{_CLOCK}(?P<zone>Z|[+-]\d{{2}}:\d{{2}})?)?", re.ASCII
)
_DOTTED: Final = re.compile(rf"(?P<day>\d{{2}})\.(?P<month>\d{{2}})\.(?P<year>\d{{4}})(?: {_CLOCK})?", re.ASCII)
_NAME: Final = re.compile(r"\s*([A-Za-z_]+)")
_STEP: Final = re.compile(r"\s*([+-])\s*(\d+)\s*([A-Za-z]+)", re.ASCII)
_STEPS: Final = re.compile(rf"(?:{_STEP.pattern})*\s*", re.ASCII)


def _midnight(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)


def _first_of_months(months: int) -> Callable[[datetime], datetime]:
    """The beginning of the stretch of so many months that a moment lies in."""
    return lambda at: _midnight(at).replace(month=(at.month - 1) // months * months + 1, day=1)


_BEGINS_BY_MACRO: Final[dict[str, Callable[[datetime], datetime]]] = {
    "now": lambda at: at,
    "start_day": _midnight,
    "start_week": lambda at: _midnight(at) - timedelta(days=at.weekday()),
    "start_month": _first_of_months(1),
    "start_quarter": _first_of_months(3),
    "start_half": _first_of_months(6),
    "start_year": _first_of_months(12),
}

Move = Callable[[datetime, int], datetime]


def _by_clock(unit: timedelta) -> Move:
    """Exact, whatever the clocks of the zone do in between."""
    return lambda at, amount: (at.astimezone(UTC) + amount * unit).astimezone(at.tzinfo)


def _by_days(days: int) -> Move:
    """The same time of another day, by the calendar of the zone."""
    return lambda at, amount: (at + timedelta(days=days * amount)).replace(fold=0)


def _by_months(months: int) -> Move:
    """The same day of another month, or that month's last."""

    def move(at: datetime, amount: int) -> datetime:
        year, month = divmod(at.year * 12 + at.month - 1 + months * amount, 12)
        if not MINYEAR <= year <= MAXYEAR:
            raise OverflowError(f"there is no year {year}")
        _, last = monthrange(year, month + 1)
        return at.replace(year=year, month=month + 1, day=min(at.day, last), fold=0)

    return move


_MOVES_BY_UNIT: Final[dict[str, Move]] = {
    "m": _by_clock(timedelta(minutes=1)),
    "h": _by_clock(timedelta(hours=1)),
    "d": _by_days(1),
    "w": _by_days(7),
    "M": _by_months(1),
    "y": _by_months(12),
}
_MOVES_BY_WORD: Final[dict[str, Move]] = {
    f"{word}{plural}": _MOVES_BY_UNIT[unit]
    for unit, word in (("m", "minute"), ("h", "hour"), ("d", "day"), ("w", "week"), ("M", "month"), ("y", "year"))
    for plural in ("", "s")
}
