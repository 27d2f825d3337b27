"""All templates and folders as they are at a moment, and which of them a record belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from chalicelib import config
from chalicelib.dialects.esm.templates import content as contents
from chalicelib.dialects.esm.templates.folder import Folder
from chalicelib.dialects.esm.templates.storage import DIALECT, FOLDER
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.dialects.esm.vocabulary.templates import BUILT_IN
from chalicelib.domain.record import Record
from chalicelib.services import definitions
from chalicelib.services.caches import Cache

TEMPLATE: Final = "template"
_FIRST_NUMBER: Final = 100  # of a template that is no built-in one: those have the numbers below


@dataclass(frozen=True)
class Catalogue:
    """Templates by code, built-in ones first; folders by code, in the order in which they were set up."""

    templates: Mapping[str, Template]
    folders: Mapping[str, Folder]

    def template_of(self, record: Record, among: Iterable[str] = ()) -> Template | None:
        """The template that a record is a card of; `among`: those that are looked at first."""
        first = (self.templates[code] for code in among if code in self.templates)
        return next((each for each in (*first, *self._by_kind.get(record.kind.name, ())) if each.shows(record)), None)

    def folder_of(self, record: Record, template: Template) -> Folder | None:
        """Where a card lies: where it was put, else in the first folder that accepts its template; None if there is none."""
        put = self.folders.get(str(record.extra(DIALECT).get(FOLDER)))
        return put or self._first_by_template.get(template.code)

    def kinds_of(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Names of the kinds that templates show, each once."""
        return tuple(dict.fromkeys(self.templates[code].kind.name for code in codes if code in self.templates))

    @cached_property
    def _by_kind(self) -> dict[str, list[Template]]:
        found: dict[str, list[Template]] = {}
        for template in self.templates.values():
            found.setdefault(template.kind.name, []).append(template)
        return found

    @cached_property
    def _first_by_template(self) -> dict[str, Folder]:
        return {code: folder for folder in reversed(tuple(self.folders.values())) for code in folder.templates}


_catalogues: Final[Cache[Catalogue]] = Cache(seconds=config.CACHE_SECONDS, size=1)


def current() -> Catalogue:
    """The catalogue, at most five seconds old."""
    return _catalogues.get("", read)


def forget() -> None:
    """Read it anew next time."""
    _catalogues.clear()


def read() -> Catalogue:
    """The catalogue as it is now."""
    defined = definitions.every(dialect=DIALECT)
    numbered = [(each.content, each.number + _FIRST_NUMBER) for each in defined.get(TEMPLATE, ())]
    numbered = [*((content, number) for number, content in enumerate(BUILT_IN, 1)), *numbered]
    kinds = {content["code"]: contents.kind_name(content) for content, _ in numbered}
    parents = {each.name: each.content.get("parent") for each in defined.get(FOLDER, ())}
    return Catalogue(
        templates={content["code"]: contents.template(content, number, kinds) for content, number in numbered},
        folders={each.name: contents.folder(each.content, parents) for each in defined.get(FOLDER, ())},
    )
