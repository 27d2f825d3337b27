"""Cards by their names and ids, as filters and references name them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from chalicelib.dialects.esm.access import Access
from chalicelib.dialects.esm.eql.resolver import LOGIC
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.domain.filters.conditions import OneOf
from chalicelib.domain.filters.operands import Fact, System
from chalicelib.domain.record import Record
from chalicelib.domain.reference import HIGHEST, Ref
from chalicelib.services import references, search

MAX_HITS: Final = 100  # cards of one name that are looked at: who has more has no use for it


@dataclass(frozen=True)
class Naming:
    """Finds cards that a caller may see.

    `budget`: seconds that a search by name may take. `importing`: the template whose cards are written meanwhile; the cards
    of others are remembered by their names. `read`: records that were read, live and trashed.
    """

    access: Access
    budget: float
    importing: Template | None = None
    read: dict[Ref, Record] = field(default_factory=dict)
    _known: dict[tuple[tuple[str, ...], str], list[Record]] = field(default_factory=dict)

    def named(self, templates: Iterable[str], names: Collection[str]) -> dict[str, list[Record]]:
        """The visible cards of some templates by name, exactly; hidden and deleted ones too. Nobody's names are left out."""
        among = tuple(templates)
        if self.importing is None or self.importing.code in among:
            return self._search(among, names)
        found = self._search(among, [name for name in names if (among, name) not in self._known])
        self._known.update(((among, name), records) for name, records in found.items())
        return {name: self._known[among, name] for name in names if (among, name) in self._known}

    def numbered(self, templates: Collection[str], numbers: Collection[int]) -> dict[int, Record]:
        """The visible cards of some templates by id; deleted ones too."""
        kinds = self.access.catalogue.kinds_of(templates)
        refs = [Ref(kind, number) for number in numbers if 0 < number <= HIGHEST for kind in kinds]
        missing = [ref for ref in refs if ref not in self.read]
        if missing:
            self.read.update(references.read(missing, trashed=True))
        found = (self.read[ref] for ref in refs if ref in self.read)
        return {record.number: record for record in found if self._is_of(record, templates)}

    def _search(self, templates: Iterable[str], names: Collection[str]) -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = {}
        for template in self._templates(templates) if names else ():
            for record in self._candidates(template, names):
                title = self.access.title(template, record)
                if title in names and template.shows(record) and self.access.place_as(record, template):
                    self.read[record.ref] = record
                    met = found.setdefault(title, [])
                    if all(each.ref != record.ref for each in met):
                        met.append(record)
        return found

    def _is_of(self, record: Record, templates: Collection[str]) -> bool:
        place = self.access.place(record, templates)
        return place is not None and place.template.code in templates

    def _templates(self, codes: Iterable[str]) -> Iterator[Template]:
        known = self.access.catalogue.templates
        return (known[code] for code in codes if code in known and self.access.reads(known[code]))

    def _candidates(self, template: Template, names: Collection[str]) -> Iterator[Record]:
        """Cards that may have one of the names: by the index of names, and by the id that stands for a name."""
        where = OneOf(System(Fact.TITLE), tuple(names))
        page = search.search(
            kind=template.kind,
            where=where,
            logic=LOGIC,
            cls=() if template.cls is None else (template.cls,),
            limit=MAX_HITS,
            trashed="with",
            budget=self.budget,
        )
        yield from page.records
        numbers = [_number(template, name) for name in names]
        yield from self.numbered((template.code,), [number for number in numbers if number]).values()


def _number(template: Template, name: str) -> int:
    """The id in the name of a card that has none of its own; 0 for other names."""
    prefix, _, digits = name.rpartition(" ")
    return (
        int(digits) if prefix == template.name and digits.isascii() and digits.isdecimal() and len(digits) < 11 else 0
    )


def single(found: Mapping[str, list[Record]], name: str) -> Record | None:
    """The one card of a name that a reference can mean: undeleted, and the only one."""
    live = [record for record in found.get(name, ()) if not record.trashed]
    return live[0] if len(live) == 1 else None
