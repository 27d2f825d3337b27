"""Operands that are made of others: mapped, computed from several, looked at in rows that are no records of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any
from uuid import UUID

from chalicelib.domain import guid
from chalicelib.domain.filters.operands import Lookup, Operand
from chalicelib.domain.record import Record


@dataclass(frozen=True, slots=True)
class Applied:
    """What a function makes of the values of operands, of each combination of them: so nothing where one has none.

    `name` says which function, to people. What it answers None for is no value.
    """

    name: str
    function: Callable[..., Any]
    operands: tuple[Operand, ...]

    def values(self, record: Record, lookup: Lookup) -> Iterator[Any]:
        """What the function answers."""
        for values in product(*(each.values(record, lookup) for each in self.operands)):
            value = self.function(*values)
            if value is not None:
                yield value


@dataclass(frozen=True, slots=True)
class Coalesce:
    """The values of the first operand that has any."""

    operands: tuple[Operand, ...]

    def values(self, record: Record, lookup: Lookup) -> tuple[Any, ...]:
        """Those values; none where no operand has any."""
        for operand in self.operands:
            found = tuple(operand.values(record, lookup))
            if found:
                return found
        return ()


@dataclass(frozen=True, slots=True)
class Mapped:
    """What stands for each value in a table; nothing for what the table does not know.

    An index of the values answers conditions on what stands for them.
    """

    operand: Operand
    images: Mapping[Any, Any]

    def values(self, record: Record, lookup: Lookup) -> Iterator[Any]:
        """The images of the values."""
        for value in self.operand.values(record, lookup):
            image = self.images.get(value)
            if image is not None:
                yield image


@dataclass(frozen=True, slots=True)
class Missing:
    """Whether an operand has no value: true or false. Behind a reference, what IS NULL is about each of its targets."""

    operand: Operand

    def values(self, record: Record, lookup: Lookup) -> tuple[bool]:
        """One truth."""
        return (not any(True for _ in self.operand.values(record, lookup)),)


@dataclass(frozen=True, slots=True)
class OfClass:
    """An operand that only records of some classes of their kind have."""

    classes: tuple[str, ...]
    operand: Operand

    def values(self, record: Record, lookup: Lookup) -> Iterable[Any]:
        """The values of a record of those classes; of others none."""
        return self.operand.values(record, lookup) if record.kind.classify(record) in self.classes else ()


@dataclass(frozen=True, slots=True)
class Tagged:
    """GUIDs with a tag: those of a part of the things that they name."""

    operand: Operand
    tag: int

    def values(self, record: Record, lookup: Lookup) -> Iterator[UUID]:
        """The GUIDs of the parts."""
        return (guid.with_tag(each, self.tag) for each in self.operand.values(record, lookup))


@dataclass(frozen=True, slots=True)
class Among:
    """What lies in rows that belong to a record and are none in the store: entries of its journal, say.

    `rows` makes records of them, of a kind that the dialect thinks of. `name` says which rows, to people.
    """

    name: str
    rows: Callable[[Record, Lookup], Iterable[Record]]
    operand: Operand

    def values(self, record: Record, lookup: Lookup) -> Iterator[Any]:
        """The values of every row."""
        for row in self.rows(record, lookup):
            yield from self.operand.values(row, lookup)
