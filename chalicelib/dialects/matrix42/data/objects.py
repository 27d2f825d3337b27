"""All fragments of an object (specification, 7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from chalicelib.dialects.matrix42.data import reading
from chalicelib.dialects.matrix42.schema import finding
from chalicelib.dialects.matrix42.schema.model import ConfigurationItem, DataDefinition
from chalicelib.dialects.matrix42.schema.rows import LYING
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.domain.record import Record
from chalicelib.domain.role import Verb
from chalicelib.services import references
from chalicelib.services.lookups import Lookups


def read(visit: Visit, item: ConfigurationItem, guid: UUID, *, full: bool) -> dict[str, Any] | None:
    """An object; None where there is none of this configuration item for the caller to see.

    `full`: also fragments of data definitions of which there may be several.
    """
    found = find(visit, item, guid)
    record = None if found is None or not visit.sees(found) else references.whole(record=found)
    if record is None:
        return None
    answer: dict[str, Any] = {"ID": str(record.guid)}
    for definition, is_multi in members(visit, item):
        if not is_multi:
            answer[definition.name] = reading.shown(visit, definition, [record])[0]
        elif full:
            answer[definition.name] = reading.shown(visit, definition, several(visit, definition, record))
    return answer


def find(visit: Visit, item: ConfigurationItem, guid: UUID) -> Record | None:
    """The object of a configuration item, or of one that is based on it, by its id; maybe without long texts."""
    record = finding.objects([guid], within=(item.kind,)).get(guid)
    own = None if record is None else visit.catalogue.item_of(record)
    return record if own is not None and visit.catalogue.is_a(own, item) else None


def members(visit: Visit, item: ConfigurationItem) -> Iterator[tuple[DataDefinition, bool]]:
    """The data definitions of an object, and whether there may be several fragments of each."""
    for name, cardinality in item.members.items():
        yield visit.catalogue.definition(name), cardinality.is_multi


def several(visit: Visit, definition: DataDefinition, record: Record) -> list[Record]:
    """The fragments of an object of a data definition of which there may be several, the oldest first.

    None where the caller may not read them.
    """
    lookups = Lookups(sees=visit.sees)
    return lookups.settled(lambda: _several(visit, definition, record, lookups))


def _several(visit: Visit, definition: DataDefinition, record: Record, lookups: Lookups) -> list[Record]:
    if definition.name in LYING:
        return list(LYING[definition.name].rows(record, lookups))
    kinds = [kind for kind in definition.kinds if visit.may(Verb.READ, kind)]
    return [row for kind in kinds for row in lookups.referring(record, kind, definition.owner or "")]
