"""One call: who makes it, in which language, and what it sees of the schema."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from chalicelib import config
from chalicelib.dialects.matrix42 import callback, languages
from chalicelib.dialects.matrix42.asql.table import Context
from chalicelib.dialects.matrix42.schema import catalogue, contexts, rows
from chalicelib.dialects.matrix42.schema.catalogue import Catalogue
from chalicelib.dialects.matrix42.schema.model import DataDefinition
from chalicelib.dialects.matrix42.schema.operands import fragment_id
from chalicelib.dialects.matrix42.schema.tables import Tables
from chalicelib.dialects.matrix42.vocabulary import interface
from chalicelib.dialects.matrix42.vocabulary.settings import DIALECT, SETTINGS
from chalicelib.dialects.matrix42.vocabulary.tickets import USER
from chalicelib.domain import clock
from chalicelib.domain import version as versions
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.domain.role import Verb
from chalicelib.errors import Forbidden
from chalicelib.request import Request
from chalicelib.services import profiles, settings
from chalicelib.services.jobs import Announce

BUDGET: Final = 25.0
"""Seconds that a search may take; in the cloud the gateway ends a call at 29."""
_OF_INTERFACE: Final = frozenset(each.name.lower() for each in interface.DEFINITIONS)
_VIRTUAL: Final = frozenset(each.name for each in (rows.FIXED, rows.ENTRY, rows.FILE, rows.ACCOUNT))


class Visit:
    """A call of an identified caller. What it asks for is looked up when it is first used."""

    budget = BUDGET

    def __init__(self, request: Request) -> None:
        self.request = request
        self.caller = request.caller
        self.now = clock.now()

    @cached_property
    def language(self) -> str:
        """`en`, `de` or `fr`."""
        return languages.of(self.request)

    @cached_property
    def settings(self) -> Mapping[str, Any]:
        """What the administrator has set."""
        return settings.get(section=DIALECT, declared=SETTINGS)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Data definitions and configuration items."""
        return catalogue.current()

    def definition(self, name: str) -> DataDefinition:
        """A data definition by its name; Refused when there is none.

        Those whose rows are the services of this interface get them now: most calls have no use for them.
        """
        if name.lower() in _OF_INTERFACE:
            from chalicelib.dialects.matrix42.manual.rows import furnished

            self.catalogue = furnished(catalogue.current(), self.request)
        return self.catalogue.definition(name)

    @property
    def tables(self) -> Tables:
        """Data definitions for expressions."""
        return self.catalogue.tables(self.language)

    @property
    def person(self) -> Ref | None:
        """The person behind the caller's account."""
        return self.caller.person

    @cached_property
    def user(self) -> UUID | None:
        """The id of the caller's own fragment among the users."""
        record = profiles.known(number=self.person.number) if self.person else None
        return None if record is None else fragment_id(record, USER, self.catalogue.definition(USER).tag)

    def sees(self, record: Record) -> bool:
        """Whether the caller may read a record. What lies in a record is judged by that record."""
        return record.kind.name in _VIRTUAL or self.may(Verb.READ, record.kind.name)

    def may(self, verb: Verb, kind: str) -> bool:
        """Whether the caller's roles allow something with records of a kind."""
        return self.caller.permissions.may(verb, kind)

    def demand(self, verb: Verb, kind: str) -> None:
        """Raise Forbidden without a right."""
        if not self.may(verb, kind):
            raise Forbidden(f"There is no right to {verb.value} a {kind}.")

    def context(self) -> Context:
        """What expressions are read in: row versions younger than the fence are left to the next poll."""
        fence = versions.floor(self.now - timedelta(seconds=config.POLL_FENCE)) if config.POLL_FENCE else None
        return contexts.context(self.tables, now=self.now, sees=self.sees, user=self.user, fence=fence)

    def announce(
        self, *, asked: frozenset[str] = frozenset(), public_note: bool = False, filled: Collection[str] = ()
    ) -> Announce:
        """What leaves because of a write of a ticket; see there."""
        return callback.announce(self.caller, asked=asked, public_note=public_note, filled=filled)
