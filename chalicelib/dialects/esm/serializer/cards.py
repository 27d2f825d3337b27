"""Records as info elements and as full cards, with what lies beside them read in few calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from chalicelib.dialects.esm import wire
from chalicelib.dialects.esm.access import Access
from chalicelib.dialects.esm.cards.filtering import is_hidden
from chalicelib.dialects.esm.eql.template import AttributeType
from chalicelib.dialects.esm.serializer import elements
from chalicelib.dialects.esm.serializer.elements import Surroundings
from chalicelib.dialects.esm.templates.attribute import Attribute
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.domain.journal import JournalEntry
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.errors import NotFound
from chalicelib.services import journal, references

MAX_ENTRIES: Final = 10_000  # of a worklog that are shown
MAX_WORKLOG: Final = 2 << 20  # bytes of the texts that are shown of a worklog, the newest ones


@dataclass(frozen=True)
class Showing:
    """Shows cards of a template to one caller. `selected`: codes of the attributes to show, empty for all."""

    access: Access
    template: Template
    selected: Sequence[str] = ()

    def info(self, record: Record) -> wire.InfoElement:
        """A card where it is only named."""
        code, number = self.template.code, str(record.number)
        return wire.InfoElement(number, self.access.title(self.template, record), f"/dc/{code}/data/{number}")

    def full(self, record: Record) -> wire.DataCard:
        """A card with its attributes."""
        return next(self.several([record]))

    def several(self, records: Sequence[Record]) -> Iterator[wire.DataCard]:
        """Cards with their attributes, one at a time; what lies beside them is read for all of them first."""
        attributes = self._attributes()
        around = self._read(records, [each for each in attributes if self.access.can_read(self.template, each)])
        for record in records:
            yield self._card(record, attributes, around)

    def listed(self, records: Sequence[Record], *, full: bool) -> Iterable[wire.Card]:
        """Cards as a list has them: whole, or only named."""
        return self.several(records) if full else map(self.info, records)

    def element(self, attribute: Attribute, record: Record) -> wire.DataCardElement:
        """One attribute of a card; without values when the caller may not read it."""
        if not self.access.can_read(self.template, attribute):
            return wire.DataCardElement(attribute.name, attribute.type.value, [])
        return elements.element(attribute, record, self._read([record], [attribute]))

    def _attributes(self) -> list[Attribute]:
        known = self.template.attributes
        if not self.selected:
            return list(known.values())
        chosen = frozenset(self.selected)
        return [attribute for code, attribute in known.items() if code in chosen]

    def _card(self, record: Record, attributes: Sequence[Attribute], around: Surroundings) -> wire.DataCard:
        template = self.template
        folder = self.access.catalogue.folder_of(
            record, template
        )  # that it may be read was asked, unless it was just put there
        if folder is None:
            raise NotFound(f"No data card {record.number} of template {template.code}.")
        data = {
            each.code: elements.element(each, record, around)
            if self.access.can_read(template, each)
            else wire.DataCardElement(each.name, each.type.value, [])
            for each in attributes
        }
        return wire.DataCard(
            name=self.access.title(template, record),
            data_card_id=str(record.number),
            template_name=template.name,
            template_code=template.code,
            template_id=str(template.number),
            folder_name=folder.name,
            folder_code=folder.code,
            data=data,
            hidden=is_hidden(record),
            deleted=record.trashed,
        )

    def _read(self, records: Sequence[Record], attributes: Sequence[Attribute]) -> Surroundings:
        """Journals, one call each for those that have entries; then everything that is pointed at, in one batch."""
        journals: dict[Ref, list[JournalEntry]] = {}
        if any(each.type is AttributeType.WORKLOG for each in attributes):
            for record in records:
                if record.entries != 0:
                    journals[record.ref] = _newest(journal.entries(record=record, limit=MAX_ENTRIES))
        pointing = [each for each in attributes if each.type is AttributeType.REFERENCE]
        refs = {ref: None for record in records for attribute in pointing for ref in attribute.read(record)}
        refs |= {entry.author: None for entries in journals.values() for entry in entries if entry.author}
        known = {ref: neighbour for record in records for ref, neighbour in record.neighbours.items()}
        found = references.read(refs, known=known, trashed=True) if refs else {}
        return Surroundings(self.access, found, journals)


def _newest(entries: list[JournalEntry]) -> list[JournalEntry]:
    """As many as leave room for the rest of a card: one whose worklog fills an answer could not be read at all."""
    left = MAX_WORKLOG
    for index, entry in enumerate(entries):
        left -= len(entry.text.encode("utf-8", "replace"))
        if left < 0:
            return entries[:index]
    return entries
