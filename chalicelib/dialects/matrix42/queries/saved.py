"""The rows of a saved query (specification, 11.1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from msgspec import Raw

from chalicelib.dialects.matrix42.asql import moments, syntax
from chalicelib.dialects.matrix42.asql.columns import AUTOMATIC, Column
from chalicelib.dialects.matrix42.asql.conditions import resolved
from chalicelib.dialects.matrix42.asql.faults import unknown_attribute
from chalicelib.dialects.matrix42.asql.table import Context, Sort, Table
from chalicelib.dialects.matrix42.asql.values import Values
from chalicelib.dialects.matrix42.data import ordering, rendering
from chalicelib.dialects.matrix42.data.lists import Paging
from chalicelib.dialects.matrix42.data.sources import Asked, sources
from chalicelib.dialects.matrix42.queries.groups import Group, Property, tree
from chalicelib.dialects.matrix42.queries.literals import START, like, moment, path
from chalicelib.dialects.matrix42.schema import finding
from chalicelib.dialects.matrix42.schema.faults import Refused
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary import messages_queries as messages
from chalicelib.dialects.matrix42.vocabulary.others import QUERY
from chalicelib.dialects.matrix42.vocabulary.settings import ROWS
from chalicelib.domain.filters.conditions import TRUE, Comparison, Condition
from chalicelib.domain.record import Record
from chalicelib.domain.role import Verb
from chalicelib.domain.saved_query import SAVED_QUERY
from chalicelib.errors import NotFound
from chalicelib.services import records
from chalicelib.services.search import Deadline

CREATED: Final = "CreatedDate"
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NAMES: Final = re.compile(r"\[([^\]]*)\]|([^,\[\]]+)")


@dataclass(frozen=True, slots=True)
class Refinement:
    """What a call asks beyond a saved query.

    `group`: of a body. `search`: what one of the texts of a row contains. `order`: in place of the query's. `columns`: names of
    those that are shown; None: all. `since`, `until`: when rows were made.
    """

    group: Group | None = None
    search: str | None = None
    order: str | None = None
    columns: Sequence[str] | None = None
    since: datetime | None = None
    until: datetime | None = None


def find(visit: Visit, guid: UUID) -> Record:
    """A saved query by the id of the object or of its fragment. Raises NotFound."""
    if not visit.may(Verb.READ, SAVED_QUERY.name):
        raise NotFound
    definition = visit.catalogue.definition(QUERY)
    found = finding.any_of([definition], [guid], kind=SAVED_QUERY.name).get(guid)
    if found is None:
        raise NotFound(f"There is no data query {guid}.")
    return records.get(kind=SAVED_QUERY, number=found.number)


def rows(visit: Visit, query: Record, refinement: Refinement, paging: Paging) -> list[Raw]:
    """Rows as JSON. Raises ExpressionError, also for a query that does not fit the schema any more, Refused, SearchTimeout."""
    deadline = Deadline(visit.budget)
    definition = visit.definition(query.get("source") or "")
    asked = Asked(
        where=query.get("filter"),
        columns=query.get("columns"),
        sort=refinement.order or query.get("sort"),
        also=lambda table, context, columns: _condition(refinement, table, context, columns),
    )
    columns, found = sources(visit, definition, asked)
    if refinement.columns is not None:
        shown = _chosen(columns, refinement.columns, definition.name)
        found = [
            replace(each, columns=tuple(column for column in each.columns if column.name in shown)) for each in found
        ]
    first, size = paging.cut(visit.settings[ROWS])
    return list(
        rendering.written(visit, ordering.page(visit, found, first=first, size=size, deadline=deadline), deadline)
    )


def names(said: str | None) -> list[str] | None:
    """Names of columns, in brackets or not; None for none."""
    found = ((each[1] or each[2] or "").strip() for each in _NAMES.finditer(said or ""))
    return [*filter(None, found)] or None


def since(said: str | None) -> datetime | None:
    """The begin of a period; Refused (400) for what is no date."""
    return None if said is None else _moment(said, "startDate")


def until(said: str | None) -> datetime | None:
    """The end of a period: a date alone means all of that day."""
    if said is None:
        return None
    at = _moment(said, "endDate")
    return at + timedelta(days=1, milliseconds=-1) if _DAY.fullmatch(said.strip()) else at


def _moment(said: str, name: str) -> datetime:
    found = moments.read(said)
    if found is None:
        raise Refused(messages.NO_DATE, name=name)
    return found


def _chosen(columns: Sequence[Column], asked: Sequence[str], definition: str) -> frozenset[str]:
    """Output names that were asked for, and the automatic ones."""
    by_name = {column.name.lower(): column.name for column in columns}
    for name in asked:
        if name.lower() not in by_name:
            raise unknown_attribute(START, definition, name)
    return frozenset(by_name[name.lower()] for name in (*asked, *AUTOMATIC))


def _condition(refinement: Refinement, table: Table, context: Context, columns: Sequence[Column]) -> Condition:
    parts = list(_parts(refinement, table, context, columns))
    if not parts:
        return TRUE
    return resolved(parts[0] if len(parts) == 1 else syntax.And(tuple(parts)), table=table, context=context)


def _parts(
    refinement: Refinement, table: Table, context: Context, columns: Sequence[Column]
) -> Iterator[syntax.Condition]:
    if refinement.group is not None:
        asked = tree(refinement.group, _properties(table, context, columns))
        if asked is not None:
            yield asked
    if refinement.search:
        texts = [like(each.value, refinement.search) for each in columns if each.type.sort is Sort.TEXT]
        yield texts[0] if len(texts) == 1 else syntax.Or(tuple(texts))
    if table.attribute(CREATED) is not None:
        for by, at in ((Comparison.AT_LEAST, refinement.since), (Comparison.AT_MOST, refinement.until)):
            if at is not None:
                yield syntax.Compare(path(CREATED), by, moment(at), START)


def _properties(table: Table, context: Context, columns: Sequence[Column]) -> Callable[[str], Property]:
    """Columns of the query by their names, before attributes of its data definition."""
    by_name = {column.name.lower(): column for column in columns}

    def find(name: str) -> Property:
        column = by_name.get(name.lower())
        if column is not None:
            return Property(column.value, column.type.sort is Sort.TEXT)
        if table.attribute(name) is None:
            raise unknown_attribute(START, table.name, name)
        value = path(name)
        return Property(value, Values(table, context).of(value).sort is Sort.TEXT)

    return find
