"""Pages of cards that fulfil a filter, the greatest id first."""

from __future__ import annotations

from time import monotonic
from typing import Final

from chalicelib import config
from chalicelib.dialects.esm.access import Access
from chalicelib.dialects.esm.cards.filtering import Filtered, Names
from chalicelib.dialects.esm.cards.naming import Naming
from chalicelib.dialects.esm.eql import resolver
from chalicelib.dialects.esm.eql.moments import Calendar
from chalicelib.dialects.esm.eql.resolver import LOGIC
from chalicelib.dialects.esm.settings import Settings
from chalicelib.dialects.esm.templates.template import Template
from chalicelib.domain import clock
from chalicelib.domain.filters.conditions import every
from chalicelib.services import search
from chalicelib.services.pages import Page

LONGEST: Final = 25  # seconds; in the cloud the gateway ends a call at 29


def budget(settings: Settings) -> float:
    """Seconds that a search may take."""
    return min(settings.search_timeout, LONGEST) if config.IN_LAMBDA else settings.search_timeout


class Search:
    """One search. Raises Invalid, with position and reason, for a filter that can't stand; before anything is searched."""

    def __init__(self, access: Access, template: Template, said: str | None, settings: Settings) -> None:
        self._access = access
        self._template = template
        self._ends = monotonic() + budget(settings)
        filtered = Filtered(access, template)
        names = Names(Naming(access, budget(settings)), template)
        calendar = Calendar(settings.zone, clock.now())
        found = resolver.read(said, template=filtered, names=names, calendar=calendar)
        self._names_deleted = found is not None and found.names_deleted
        self._where = every(found.where if found else None, filtered.visible)

    def page(self, *, below: int | None, limit: int) -> Page:
        """The next cards with ids below that one. Raises SearchTimeout when the time of the search is over."""
        return search.search(
            kind=self._template.kind,
            where=self._where,
            logic=LOGIC,
            cls=() if self._template.cls is None else (self._template.cls,),
            after=below,
            limit=limit,
            descending=True,
            trashed="with" if self._names_deleted else "without",
            budget=max(self._ends - monotonic(), 0.0),
            sees=self._access.sees,
            trashed_targets=True,
        )
