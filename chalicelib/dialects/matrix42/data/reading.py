"""One fragment, whatever its rows are (specification, 6.2.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from chalicelib.dialects.matrix42.asql.columns import Column
from chalicelib.dialects.matrix42.asql.logic import LOGIC
from chalicelib.dialects.matrix42.data import describing
from chalicelib.dialects.matrix42.data.sources import readable
from chalicelib.dialects.matrix42.schema import contexts, finding
from chalicelib.dialects.matrix42.schema.model import DataDefinition
from chalicelib.dialects.matrix42.schema.rows import LYING
from chalicelib.dialects.matrix42.schema.tables import USED_IN, Table
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.domain.filters.conditions import TRUE
from chalicelib.domain.filters.evaluation import evaluate
from chalicelib.domain.record import Record
from chalicelib.services import references
from chalicelib.services.lookups import Lookups


def find(visit: Visit, definition: DataDefinition, guid: UUID) -> Record | None:
    """The row of a data definition that has an id, if the caller may see it. It may have come without long texts."""
    kinds = readable(visit, definition)
    if kinds is None:
        return None
    if definition.name in LYING:
        return finding.lying(definition, guid, sees=visit.sees)
    if not definition.kinds:
        return next((row for row in visit.catalogue.fixed_rows(definition) if row.guid == guid), None)
    within = [kind for kind in kinds if kind is not None]
    found = finding.fragments(definition, [guid], within=within, sees=visit.sees).get(guid)
    return found if found is not None and is_listed(visit, definition, found) else None


def table_of(visit: Visit, definition: DataDefinition, record: Record) -> Table:
    """A data definition as it shows a row."""
    return visit.tables.of(definition, record.kind.name if definition.kinds else None)


def fragment(visit: Visit, definition: DataDefinition, guid: UUID) -> dict[str, Any] | None:
    """All attributes of a fragment; None where there is none for the caller to see."""
    return _shown(visit, definition, guid)[1]


def fragment_with_schema(
    visit: Visit, definition: DataDefinition, guid: UUID, *, texts: bool = False
) -> dict[str, Any]:
    """The same with what its attributes are. `texts`: those of localizable ones, too, in all languages."""
    record, row = _shown(visit, definition, guid)
    kind = definition.kinds[0] if definition.kinds else None
    table = visit.tables.of(definition, kind) if record is None else table_of(visit, definition, record)
    columns = contexts.fragment_columns(table, visit.context())
    answer = {"Result": row, "Schema": describing.schema(_of_row(columns, row))}
    said = describing.localizations(table, [] if record is None else [record])
    return {**answer, "Localizations": said} if texts else answer


def _of_row(columns: Sequence[Column], row: dict[str, Any] | None) -> list[Column]:
    if row is None:
        return [each for each in columns if not each.name.startswith(USED_IN)]
    return [each for each in columns if each.name in row]


def _shown(visit: Visit, definition: DataDefinition, guid: UUID) -> tuple[Record | None, dict[str, Any] | None]:
    found = find(visit, definition, guid)
    record = None if found is None else references.whole(record=found)
    return record, None if record is None else shown(visit, definition, [record])[0]


def shown(visit: Visit, definition: DataDefinition, several: Sequence[Record]) -> list[dict[str, Any]]:
    """All attributes of some rows of one kind."""
    if not several:
        return []
    columns = contexts.fragment_columns(table_of(visit, definition, several[0]), visit.context())
    return [contexts.fragment(row) for row in contexts.show(columns, several, Lookups(sees=visit.sees))]


def is_listed(visit: Visit, definition: DataDefinition, record: Record) -> bool:
    """A fragment of several is there as long as its object is, for the caller to see."""
    condition = contexts.listed(table_of(visit, definition, record))
    if condition == TRUE:
        return True
    lookups = Lookups(sees=visit.sees)
    return lookups.settled(lambda: evaluate(condition, record, lookups, LOGIC))
