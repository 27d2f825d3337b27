"""All data definitions and configuration items as they are at a moment: built-in ones and declared ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from chalicelib import config
from chalicelib.dialects.matrix42 import ids
from chalicelib.dialects.matrix42.asql import table as asql
from chalicelib.dialects.matrix42.schema import content as contents
from chalicelib.dialects.matrix42.schema import rows
from chalicelib.dialects.matrix42.schema.faults import unknown_definition, unknown_item
from chalicelib.dialects.matrix42.schema.model import ConfigurationItem, DataDefinition, Form, Row
from chalicelib.dialects.matrix42.schema.operands import DIALECT
from chalicelib.dialects.matrix42.schema.tables import Tables
from chalicelib.dialects.matrix42.vocabulary import interface, others, people, pickups, tickets
from chalicelib.dialects.matrix42.vocabulary.items import ITEMS
from chalicelib.domain.filters.conditions import Condition
from chalicelib.domain.record import Record
from chalicelib.services import definitions
from chalicelib.services.caches import Cache

BUILT_IN: Final = (
    *tickets.DEFINITIONS,
    *people.DEFINITIONS,
    *others.DEFINITIONS,
    *interface.DEFINITIONS,
    *pickups.PICKUPS,
)


@dataclass(frozen=True)
class Catalogue:
    """Data definitions and configuration items, built-in ones first. `revision`: that of the declared ones."""

    definitions: tuple[DataDefinition, ...]
    items: tuple[ConfigurationItem, ...]
    revision: int = 0
    _tables: dict[str, Tables] = field(default_factory=dict, compare=False, repr=False)

    def definition(self, name: str) -> DataDefinition:
        """A data definition by its name; Refused when there is none."""
        found = self.find_definition(name)
        if found is None:
            raise unknown_definition(name)
        return found

    def find_definition(self, name: str) -> DataDefinition | None:
        """A data definition by its name, if there is one."""
        return self._definitions_by_name.get(name.lower())

    def item(self, name: str) -> ConfigurationItem:
        """A configuration item by its name, or another name of it; Refused when there is none."""
        found = self.find_item(name)
        if found is None:
            raise unknown_item(name)
        return found

    def find_item(self, name: str) -> ConfigurationItem | None:
        """A configuration item by its name, if there is one."""
        return self._items_by_name.get(name.lower())

    def items_of(self, definition: DataDefinition, kind: str | None = None) -> list[ConfigurationItem]:
        """The configuration items that a data definition is a part of. `kind`: whose objects are records of it."""
        own = definition.owner is None and kind is not None
        found = (item for item in self.items if definition.name in item.members)
        return [item for item in found if not own or item.kind == kind]

    def default_item(self, definition: DataDefinition) -> ConfigurationItem | None:
        """What a fragment alone becomes an object of; None where the data definition is no main one."""
        return next((item for item in self.items if item.main == definition.name and item.is_default), None)

    def item_of(self, record: Record) -> ConfigurationItem | None:
        """The configuration item that a record is an object of."""
        cls = record.kind.classify(record)
        return next(
            (item for item in self._items_by_kind.get(record.kind.name, ()) if item.cls is None or item.cls == cls),
            None,
        )

    def is_a(self, item: ConfigurationItem, base: ConfigurationItem) -> bool:
        """Whether a configuration item is another, or has it as a base."""
        return item is base or (item.base is not None and self.is_a(self.item(item.base), base))

    def tables(self, language: str) -> Tables:
        """Data definitions for expressions, in a language."""
        return self._tables.setdefault(language, Tables(self, language))

    def pickup(self, name: str, implied: Callable[[Any], Condition | None]) -> asql.Pickup:
        """A pick-up for expressions. `implied`: what holds of every record that shows a value."""
        definition = self.definition(name)
        found = tuple(
            asql.Row(
                int(row.key), ids.row(definition.name, row.key), row.labels, place, dict(row.values), implied(row.key)
            )
            for place, row in enumerate(definition.rows, 1)
        )
        return asql.Pickup(definition.name, found, definition.meanings)

    def furnished(self, rows_by_name: Mapping[str, Sequence[Row]]) -> Catalogue:
        """The same with the rows of some definitions whose rows are known elsewhere."""
        found = (
            replace(each, rows=tuple(rows_by_name[each.name])) if each.name in rows_by_name else each
            for each in self.definitions
        )
        return replace(self, definitions=tuple(found), _tables={})

    def fixed_rows(self, definition: DataDefinition) -> list[Record]:
        """The rows of a pick-up, or of what else is always the same."""
        return [
            rows.fixed(
                definition.name,
                place,
                row.key,
                row.labels,
                {"Value": row.key, "Position": place, **row.values} if definition.form is Form.PICKUP else row.values,
                row.id,
            )
            for place, row in enumerate(definition.rows, 1)
        ]

    @cached_property
    def _definitions_by_name(self) -> Mapping[str, DataDefinition]:
        return {each.name.lower(): each for each in self.definitions}

    @cached_property
    def _items_by_name(self) -> Mapping[str, ConfigurationItem]:
        return {name.lower(): each for each in self.items for name in (*each.aliases, each.name)}

    @cached_property
    def _items_by_kind(self) -> Mapping[str, list[ConfigurationItem]]:
        found: dict[str, list[ConfigurationItem]] = {}
        for item in self.items:
            if not item.is_abstract:
                found.setdefault(item.kind, []).append(item)
        return found


_catalogues: Final[Cache[Catalogue]] = Cache(seconds=config.CACHE_SECONDS, size=1)
_compiled: Final[Cache[Catalogue]] = Cache(seconds=86_400, size=2)  # by revision: one that still holds is good


def current() -> Catalogue:
    """The catalogue, at most five seconds old."""
    return _catalogues.get("", _read)


def forget() -> None:
    """Read it anew next time."""
    _catalogues.clear()


def _read() -> Catalogue:
    return _compiled.get(str(definitions.revision(dialect=DIALECT)), read)


def read() -> Catalogue:
    """The catalogue as it is now."""
    revision, declared, items = laid_down()
    return compiled(declared, items, revision=revision)


def laid_down() -> tuple[int, list[contents.Content], list[contents.Content]]:
    """The revision, and what was declared by then: data definitions and configuration items."""
    revision, defined = definitions.at_once(dialect=DIALECT)
    declared, items = (
        [each.content for each in defined.get(noun, ()) if each.content != contents.REMOVED]
        for noun in (contents.DEFINITION, contents.ITEM)
    )
    return revision, declared, items


def compiled(
    declared: Iterable[contents.Content] = (), items: Iterable[contents.Content] = (), *, revision: int = 0
) -> Catalogue:
    """The catalogue of the built-in definitions and some declared ones, which have been checked."""
    own = contents.compiled(tuple(declared), tuple(items), BUILT_IN)
    return Catalogue((*own.mended, *own.definitions), (*ITEMS, *own.items), revision)
