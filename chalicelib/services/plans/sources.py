"""What names candidates for a search: the vocabulary of plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.reference import Ref


@dataclass(frozen=True, slots=True)
class Numbers:
    """These numbers, and no other."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Holders:
    """Who has a unique value."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mirrored:
    """What records show as `field` that are on the other side of a relation."""

    field: str
    others: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Partitions:
    """Index partitions, in the order of numbers."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """A name, or (not `whole`) the beginning of one."""

    text: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Created:
    """When the record was made."""

    low: datetime | None
    high: datetime | None


@dataclass(frozen=True, slots=True)
class Changed:
    """Versions; or, as `since`, the moment of the last change."""

    low: int | None = None
    high: int | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Union:
    """What one of several answers."""

    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Cheapest:
    """What several answer, of which the one with the fewest records will do; the likely ones first."""

    sources: tuple[Source, ...]


Source = Numbers | Holders | Mirrored | Partitions | Names | Created | Changed | Union | Cheapest


@dataclass(frozen=True, slots=True)
class Plan:
    """How to find what a filter means.

    `source`: what names candidates; None: every record of `classes` is one. `classes`: those that the filter leaves, None
    for all. `low`, `high`: bounds of the number. `trashed`: whether to look at live records, at the trash, at both.
    """

    source: Source | None
    classes: tuple[str, ...] | None
    low: int | None
    high: int | None
    trashed: tuple[bool, ...]
