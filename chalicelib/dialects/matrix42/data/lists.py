"""Rows of a data definition: which, in what order, what of them (specification, 6.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from msgspec import Raw

from chalicelib.dialects.matrix42.asql.columns import Column
from chalicelib.dialects.matrix42.data import describing, ordering, rendering
from chalicelib.dialects.matrix42.data.holding import Row
from chalicelib.dialects.matrix42.data.sources import Asked, sources
from chalicelib.dialects.matrix42.schema.model import DataDefinition
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary.settings import ROWS
from chalicelib.services.search import Deadline


@dataclass(frozen=True, slots=True)
class Paging:
    """Which rows. `size`: of a page; none: everything. `number`: of the page, from 0; without a size it means nothing."""

    size: int | None = None
    number: int | None = None

    def cut(self, most: int) -> tuple[int, int]:
        """The place of the first row, and how many there may be, where `most` are answered at once."""
        if not self.size:
            return 0, most
        size = min(self.size, most)
        return (self.number or 0) * size, size


@dataclass(frozen=True, slots=True)
class Listing:
    """An answer: its columns, its rows as JSON. `texts`: of localizable attributes, where they were asked for."""

    columns: tuple[Column, ...]
    rows: list[Raw]
    texts: list[dict[str, Any]] | None = None

    @property
    def with_schema(self) -> dict[str, Any]:
        """The rows, and what they are."""
        found: dict[str, Any] = {"Result": self.rows, "Schema": describing.schema(self.columns)}
        return found if self.texts is None else {**found, "Localizations": self.texts}


def read(visit: Visit, definition: DataDefinition, asked: Asked, paging: Paging, *, texts: bool = False) -> Listing:
    """The rows of a data definition that the caller may see.

    `texts`: those of localizable attributes, too, in all languages. Raises ExpressionError for what can't be read, Refused for
    too many rows to sort and for an answer that would be too large, SearchTimeout.
    """
    deadline = Deadline(visit.budget)
    columns, found = sources(visit, definition, asked)
    first, size = paging.cut(visit.settings[ROWS])
    rows = ordering.page(visit, found, first=first, size=size, deadline=deadline)
    kept: list[Row] = []
    if texts:
        kept = list(rows)
        rows = iter(kept)
    lines = list(rendering.written(visit, rows, deadline))
    said = [text for row in kept for text in describing.localizations(row.source.table, [row.record])]
    return Listing(columns, lines, said if texts else None)
