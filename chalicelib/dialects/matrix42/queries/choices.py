"""Rows to choose from: those whose names contain something (specification, 11.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

import msgspec

from chalicelib.dialects.matrix42.asql import syntax
from chalicelib.dialects.matrix42.asql.conditions import resolved
from chalicelib.dialects.matrix42.asql.table import Context, Table
from chalicelib.dialects.matrix42.data import lists
from chalicelib.dialects.matrix42.data.lists import Paging
from chalicelib.dialects.matrix42.data.sources import Asked
from chalicelib.dialects.matrix42.queries.literals import START, like, literal, path
from chalicelib.dialects.matrix42.schema.model import DataDefinition
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.domain.filters.conditions import TRUE, Comparison, Condition

USUAL: Final = 20  # rows
MOST: Final = 1_000
PARENT: Final = "Parent"
_NAMES: Final = ("DisplayString", "TicketNumber")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rows. `text`: what their names contain. `below`: what they stand beneath; `with_root`: or are themselves."""

    text: str | None = None
    below: UUID | None = None
    with_root: bool = False


def rows(visit: Visit, definition: DataDefinition, choice: Choice, *, top: int) -> list[dict[str, Any]]:
    """Rows with their names; what they stand beneath counts only where rows of the data definition have parents."""
    asked = Asked(
        columns="[Expression-ObjectID]",
        also=lambda table, context, _: _condition(definition, choice, table, context),
    )
    found = lists.read(visit, definition, asked, Paging(size=top, number=0))
    types = {str(item.id): item.name for item in visit.catalogue.items}
    return [
        {
            "ID": row["ID"],
            "DisplayString": row["DisplayString"],
            "Expression-ObjectID": row["Expression-ObjectID"],
            "TypeName": types.get(row["Expression-TypeID"]),
        }
        for row in map(msgspec.json.decode, found.rows)
    ]


def _condition(definition: DataDefinition, choice: Choice, table: Table, context: Context) -> Condition:
    parts = list(_parts(definition, choice, table))
    if not parts:
        return TRUE
    return resolved(parts[0] if len(parts) == 1 else syntax.And(tuple(parts)), table=table, context=context)


def _parts(definition: DataDefinition, choice: Choice, table: Table) -> Iterator[syntax.Condition]:
    if choice.text:
        named = [like(path(name), choice.text) for name in _NAMES if table.attribute(name) is not None]
        yield named[0] if len(named) == 1 else syntax.Or(tuple(named))
    parent = definition.attribute(PARENT)
    if choice.below is not None and parent is not None and parent.target == definition.name:
        above = syntax.Path((syntax.Recursive(PARENT, START), syntax.Name("ID", START)))
        beneath = _is(above, choice.below)
        yield syntax.Or((beneath, _is(path("ID"), choice.below))) if choice.with_root else beneath


def _is(value: syntax.Value, guid: UUID) -> syntax.Condition:
    said = literal(str(guid))
    assert said is not None  # noqa: S101  a GUID is short
    return syntax.Compare(value, Comparison.EQUAL, said, START)
