"""A template as the filter language sees it, for one caller: what cannot be read is not there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from chalicelib.dialects.esm.access import Access
from chalicelib.dialects.esm.cards.naming import Naming
from chalicelib.dialects.esm.eql import template as eql
from chalicelib.dialects.esm.eql.syntax import Entity
from chalicelib.dialects.esm.eql.template import AttributeType
from chalicelib.dialects.esm.templates.attribute import Attribute, Static
from chalicelib.dialects.esm.templates.storage import DIALECT, HIDDEN
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.domain.filters.conditions import FALSE, Compare, Comparison, Condition, every
from chalicelib.domain.filters.operands import (
    Computed,
    Fact,
    Journal,
    Literal,
    Lookup,
    Member,
    Operand,
    Present,
    System,
)
from chalicelib.domain.record import Record
from chalicelib.domain.reference import HIGHEST, Ref


@dataclass(frozen=True)
class Filtered:
    """The template of a search."""

    access: Access
    template: Template

    @cached_property
    def entities(self) -> Mapping[Entity, Operand]:
        """What cards have beside attributes."""
        template = self.template
        return {
            Entity.HIDDEN: _computed("hidden", lambda record: (is_hidden(record),)),
            Entity.DELETED: System(Fact.TRASHED),
            Entity.ID: System(Fact.NUMBER),
            Entity.NAME: _computed("name", lambda record: (self.access.title(template, record),)),
            Entity.FOLDER_CODE: _computed("folder code", lambda record: self._folder(record)[:1]),
            Entity.FOLDER_NAME: _computed("folder name", lambda record: self._folder(record)[1:]),
            Entity.TEMPLATE_CODE: Literal(template.code),
            Entity.TEMPLATE_ID: Literal(template.number),
            Entity.TEMPLATE_NAME: Literal(template.name),
        }

    def attribute(self, code: str) -> eql.Attribute | None:
        """An attribute by its code; None when there is none, or none that the caller may read."""
        attribute = self.template.attributes.get(code)
        if attribute is None or not self.access.can_read(self.template, attribute):
            return None
        operand, also = self._operands(attribute)
        return eql.Attribute(
            code=code,
            type=attribute.type,
            operand=operand,
            day=not attribute.time,
            also=also,
            values=_statics(attribute),
            name=_computed("name", self._title),
            implies=self._implied_by_id if code == "efecte_id" else None,
        )

    @property
    def visible(self) -> Condition:
        """What holds of every card that the caller may see."""
        access, template = self.access, self.template
        seen = _computed("visible", lambda record: (access.place_as(record, template) is not None,))
        return Compare(seen, Comparison.EQUAL, Literal(True))

    def _operands(self, attribute: Attribute) -> tuple[Operand, Operand | None]:
        """What a card shows of an attribute; and, where it shows two things at once, the other."""
        match attribute.type:
            case AttributeType.STATIC_VALUE:
                shown = _computed(attribute.code, lambda record: [each.value for each in attribute.read(record)])
                codes = _computed(attribute.code, lambda record: [each.code for each in attribute.read(record)])
                return shown, codes
            case AttributeType.REFERENCE:
                return Present(self._references(attribute)), None
            case AttributeType.EXTERNAL_REFERENCE:
                stored = attribute.storage.operand
                return Member(stored, "name"), Member(stored, "location")
            case AttributeType.WORKLOG:
                return Journal(), None
        return attribute.storage.operand, None

    def _references(self, attribute: Attribute) -> Operand:
        """The references that an attribute shows: those to its target templates, where the field takes others as well."""
        kinds = self.access.catalogue.kinds_of(attribute.target)
        field = attribute.storage.field
        if field is None or set(self.template.kind.fields[field].target) <= set(kinds):
            return attribute.storage.operand
        return _computed(attribute.code, lambda record: [r for r in attribute.read(record) if r.kind in kinds])

    def _folder(self, record: Record) -> tuple[str, ...]:
        folder = self.access.catalogue.folder_of(record, self.template)
        return () if folder is None else (folder.code, folder.name)

    def _title(self, record: Record) -> Iterable[str]:
        template = self.access.catalogue.template_of(record)
        return () if template is None else (self.access.title(template, record),)

    def _implied_by_id(self, said: Any) -> Condition:
        """An efecte_id holds the number."""
        prefix, _, digits = str(said).rpartition("-")
        if prefix != self.template.prefix or not (digits.isascii() and digits.isdecimal()) or int(digits) > HIGHEST:
            return FALSE
        return Compare(System(Fact.NUMBER), Comparison.EQUAL, Literal(int(digits)))


@dataclass(frozen=True)
class Names:
    """Cards by what a filter calls them."""

    naming: Naming
    template: Template

    def named(self, attribute: eql.Attribute, names: Collection[str]) -> Mapping[str, Sequence[Ref]]:
        """The cards of each name."""
        found = self.naming.named(self._target(attribute), names)
        return {name: [record.ref for record in records] for name, records in found.items()}

    def numbered(self, attribute: eql.Attribute, number: int) -> Sequence[Ref]:
        """The card of a dataCardId, if there is one."""
        return [record.ref for record in self.naming.numbered(self._target(attribute), [number]).values()]

    def _target(self, attribute: eql.Attribute) -> tuple[str, ...]:
        return self.template.attributes[attribute.code].target


def is_hidden(record: Record) -> bool:
    """Whether an administrator has hidden a card."""
    return record.extra(DIALECT).get(HIDDEN) is True


def _statics(attribute: Attribute) -> tuple[eql.StaticValue, ...]:
    return tuple(eql.StaticValue(each.value, each.code, _implied_by(attribute, each)) for each in attribute.values)


def _implied_by(attribute: Attribute, static: Static) -> Condition | None:
    """What holds of the field behind, which may have an index."""
    if attribute.storage.field is None:
        return None
    return every(Compare(attribute.storage.operand, Comparison.EQUAL, Literal(static.means)))


def _computed(name: str, read: Any) -> Computed:
    """A fact of the record alone."""

    def values(record: Record, _: Lookup) -> Iterable[Any]:
        return [value for value in read(record) if value is not None]

    return Computed(name, values)
