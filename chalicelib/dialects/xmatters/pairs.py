"""Names and values that the properties of listed events must have (specification, 2)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from chalicelib.dialects.xmatters.parser.trigger.properties import plain_name
from chalicelib.domain.alerting import event as events
from chalicelib.domain.alerting.event import Said
from chalicelib.domain.alerting.property import PropertyType
from chalicelib.domain.filters.conditions import Compare, Comparison, Condition
from chalicelib.domain.filters.operands import Computed, Literal, Lookup
from chalicelib.domain.record import Record

_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,400}(?:\.[0-9]{0,400})?(?:[eE][+-]?[0-9]{1,4})?", re.ASCII)
_ARROW: Final = " -> "


@dataclass(frozen=True, slots=True)
class Pair:
    """A name, perhaps with a language behind it, and a value."""

    name: str
    value: str

    def holds(self, several: Iterable[Said]) -> bool:
        """Whether one of the properties of an event is called and says so."""
        names = (self.name, plain_name(self.name))
        return any(each.name in names and _says(each, self.value) for each in several)


def read(text: str) -> list[Pair] | None:
    """The pairs of `name=value,name2=value2`; a value may hold commas. None where the first has no name."""
    pairs: list[Pair] = []
    for piece in text.split(","):
        name, separator, value = piece.partition("=")
        if separator:
            pairs.append(Pair(name.strip(), value))
        elif pairs:
            pairs[-1] = Pair(pairs[-1].name, f"{pairs[-1].value},{piece}")
        else:
            return None
    return pairs


def all_of(pairs: Sequence[Pair]) -> Condition:
    """All pairs hold for an event."""

    def look(event: Record, _: Lookup) -> Iterator[bool]:
        said = events.properties(event)
        yield all(pair.holds(said) for pair in pairs)

    return Compare(Computed("properties", look), Comparison.EQUAL, Literal(True))


def _says(said: Said, wanted: str) -> bool:
    match said.type:
        case PropertyType.PASSWORD:
            return False
        case PropertyType.NUMBER:
            return bool(_NUMBER.fullmatch(wanted)) and Decimal(wanted) == Decimal(str(said.value))
        case PropertyType.BOOLEAN:
            return wanted.lower() == str(said.value).lower()
        case PropertyType.HIERARCHY:
            return wanted in said.value or wanted == _ARROW.join(said.value)
    kept: Any = said.value
    return wanted in kept if isinstance(kept, list) else bool(wanted == kept)
