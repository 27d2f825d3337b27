"""The kinds of records that a data definition shows to a caller, each with what is asked of it.

A data definition of several kinds has a source for each; one whose rows are no records has one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from chalicelib.dialects.matrix42.asql.columns import Column, Ordering, read_columns, read_sort
from chalicelib.dialects.matrix42.asql.conditions import read_where
from chalicelib.dialects.matrix42.asql.table import Context
from chalicelib.dialects.matrix42.schema.model import DataDefinition
from chalicelib.dialects.matrix42.schema.operands import FacetVersion
from chalicelib.dialects.matrix42.schema.rows import LYING
from chalicelib.dialects.matrix42.schema.tables import Table
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.domain.filters.conditions import Condition, every
from chalicelib.domain.filters.derived import OfClass
from chalicelib.domain.filters.operands import Fact, System
from chalicelib.domain.role import Verb

Also = Callable[[Table, Context, Sequence[Column]], Condition]
"""A further condition about rows of a table, of which these columns are asked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a data definition, as it was written. `also`: what has to hold beside `where`."""

    where: str | None = None
    columns: str | None = None
    sort: str | None = None
    also: Also | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Rows of one kind, or (`table.kind` is None) of none. `place`: among the sources of one list."""

    table: Table
    columns: tuple[Column, ...]
    orderings: tuple[Ordering, ...]
    where: Condition
    place: int = 0

    @property
    def definition(self) -> DataDefinition:
        """What they are rows of."""
        return self.table.definition

    @property
    def is_lying(self) -> bool:
        """Whether they lie in records, each of which is known by its id."""
        lying = LYING.get(self.table.name)
        return lying is not None and bool(lying.tag)


def sources(visit: Visit, definition: DataDefinition, asked: Asked) -> tuple[tuple[Column, ...], list[Source]]:
    """The columns of an answer, and where its rows are that the caller may see; ExpressionError for what can't be read.

    What is asked is judged even if the caller may see no row at all.
    """
    context = visit.context()
    kinds = readable(visit, definition)
    every_kind: Sequence[str | None] = kinds or definition.kinds[:1] or (None,)
    found = [
        replace(_source(visit.tables.of(definition, kind), context, asked), place=place)
        for place, kind in enumerate(every_kind)
    ]
    return found[0].columns, found if kinds is not None else []


def readable(visit: Visit, definition: DataDefinition) -> tuple[str | None, ...] | None:
    """The kinds of a data definition that the caller may read, None for rows that are no records; none at all: None."""
    return tuple(_readable(visit, definition)) or None


def _readable(visit: Visit, definition: DataDefinition) -> Iterator[str | None]:
    for kind in definition.kinds:
        if visit.may(Verb.READ, kind):
            yield kind
    lying = LYING.get(definition.name)
    if not definition.kinds and (lying is None or visit.may(Verb.READ, lying.owner.name)):
        yield None


def _source(table: Table, context: Context, asked: Asked) -> Source:
    columns = read_columns(asked.columns, table=table, context=context)
    where = read_where(asked.where, table=table, context=context)
    if asked.also is not None:
        where = every(where, asked.also(table, context, columns))
    orderings = read_sort(asked.sort, columns=columns, table=table, context=context)
    return Source(table, columns, orderings, where)


def flat(sources: Sequence[Source]) -> Ordering | None:
    """What rows are sorted by, if that is their own row version or creation, and nothing else."""
    (first, *others) = sources[0].orderings
    if others or any(source.orderings[0].operand != first.operand for source in sources):
        return None
    operand = first.operand.operand if isinstance(first.operand, OfClass) else first.operand
    return first if isinstance(operand, FacetVersion) or operand in _OWN else None


_OWN: Final = (System(Fact.CREATED), System(Fact.VERSION))
