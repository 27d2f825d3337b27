"""What follows from several things of a record: the number of a ticket, the time it took, what a person is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from chalicelib.dialects.matrix42.schema.draft import Draft
from chalicelib.dialects.matrix42.schema.operands import DIALECT, PREFIX
from chalicelib.dialects.matrix42.schema.unhinted import Unhinted
from chalicelib.dialects.matrix42.vocabulary.states import PREFIXES
from chalicelib.domain.filters.conditions import FALSE, Compare, Comparison, Condition
from chalicelib.domain.filters.operands import Fact, Literal, Lookup, Operand, System
from chalicelib.domain.record import Record
from chalicelib.domain.reference import HIGHEST

DIGITS: Final = 5  # of a ticket's number, at least


@dataclass(frozen=True, slots=True)
class Numbered:
    """The number of a ticket: the prefix of what it was when it was made, and its digits."""

    def values(self, record: Record, lookup: Lookup) -> tuple[str]:
        """One number."""
        return (ticket_number(record),)

    def operand(self, language: str) -> Operand:
        """Itself."""
        return self

    def write(self, value: Any, draft: Draft, language: str) -> None:
        """Nobody chooses it."""

    def implied(self, value: Any) -> Condition | None:
        """It holds the number of the record."""
        return implied_by_number(value)


NUMBERED: Final = Numbered()


def ticket_number(record: Record) -> str:
    """`INC00042`."""
    prefix = record.extra(DIALECT).get(PREFIX) or PREFIXES[record.kind.classify(record) or "none"]
    return f"{prefix}{record.number:0{DIGITS}}"


def implied_by_number(said: Any) -> Condition:
    """What holds of the ticket of a number."""
    text = str(said)
    digits = text.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > len(str(HIGHEST)):
        return FALSE
    return Compare(System(Fact.NUMBER), Comparison.EQUAL, Literal(int(digits)))


@dataclass(frozen=True, slots=True)
class Worked:
    """The time that was tracked on a ticket, in hours and minutes."""

    def values(self, record: Record, lookup: Lookup) -> tuple[str]:
        """`h:mm`."""
        minutes = sum(int(each.get("minutes") or 0) for each in lookup.referring(record, "time-entry", "ticket"))
        return (f"{minutes // 60}:{minutes % 60:02}",)


WORKED: Final = Worked()


@dataclass(frozen=True, slots=True)
class FullName:
    """The display name of a person, else the last and the first name."""

    def values(self, record: Record, lookup: Lookup) -> Iterable[str]:
        """One name at most."""
        found = full_name(record)
        return () if found is None else (found,)


def full_name(person: Record) -> str | None:
    """`Moss, Ada`, or what it is that the person wants to be called."""
    name = person.get("display_name")
    parts = (person.get("last_name"), person.get("first_name"))
    return (name if name is not None else ", ".join(filter(None, parts))) or None


@dataclass(frozen=True, slots=True)
class CalledAs(Unhinted):
    """A display name that can be said, and otherwise follows from the names."""

    def operand(self, language: str) -> Operand:
        """The name."""
        return FullName()

    def write(self, value: Any, draft: Draft, language: str) -> None:
        """Say it."""
        draft.set("display_name", value or None)


CALLED: Final = CalledAs()
