"""What tests of the schema share: records, expressions about them, bodies written into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from chalicelib.dialects.matrix42.asql.columns import read_columns
from chalicelib.dialects.matrix42.asql.conditions import read_where
from chalicelib.dialects.matrix42.asql.logic import LOGIC
from chalicelib.dialects.matrix42.asql.table import Context
from chalicelib.dialects.matrix42.schema import body, contexts, finding, listing
from chalicelib.dialects.matrix42.schema.catalogue import Catalogue, current
from chalicelib.dialects.matrix42.schema.draft import Draft
from chalicelib.dialects.matrix42.schema.owners import about_owner
from chalicelib.dialects.matrix42.schema.rows import LYING
from chalicelib.dialects.matrix42.schema.tables import Table
from chalicelib.domain.filters.conditions import every
from chalicelib.domain.record import Change, Record
from chalicelib.services import kinds, records
from chalicelib.services.lookups import Lookups, Sees
from chalicelib.services.plans.planner import plan
from chalicelib.services.plans.sources import Plan
from chalicelib.services.search import search
from tests.conftest import make_caller

CALLER: Final = make_caller("matrix42")
NOW: Final = datetime(2026, 5, 1, 12, tzinfo=UTC)


class Desk:
    """One caller, in one language."""

    def __init__(self, language: str = "en", sees: Sees | None = None, catalogue: Catalogue | None = None) -> None:
        self.catalogue = catalogue or current()
        self.tables = self.catalogue.tables(language)
        self.language = language
        self.sees = sees

    def context(self, **more: Any) -> Context:
        return contexts.context(self.tables, now=NOW, sees=self.sees, **more)

    def table(self, name: str, kind: str | None = None) -> Table:
        return self.tables.of(self.catalogue.definition(name), kind)

    def find(self, name: str, where: str = "", *, kind: str | None = None, **more: Any) -> list[Record]:
        """The records whose fragments fulfil a condition."""
        table = self.table(name, kind)
        condition = read_where(where, table=table, context=self.context(**more))
        return search(
            kind=kinds.get(table.kind or ""),
            where=every(contexts.listed(table), condition),
            logic=LOGIC,
            limit=100,
            budget=60,
            sees=self.sees,
        ).records

    def numbers(self, name: str, where: str = "", **more: Any) -> list[int]:
        return [record.number for record in self.find(name, where, **more)]

    def plan(self, name: str, where: str, kind: str | None = None) -> Plan:
        """How the records are looked for."""
        table = self.table(name, kind)
        condition = every(contexts.listed(table), read_where(where, table=table, context=self.context()))
        return plan(kind=kinds.get(table.kind or ""), where=condition, logic=LOGIC)

    def rows(self, name: str, where: str = "", *, kind: str | None = None) -> list[Record]:
        """The rows of any data definition that fulfil a condition."""
        table = self.table(name, kind)
        condition = read_where(where, table=table, context=self.context())
        return list(listing.select(self.catalogue, table, condition, budget=60, sees=self.sees))

    def owners_plan(self, name: str, where: str) -> Plan:
        """How the records are looked for that rows lie in."""
        condition = read_where(where, table=self.table(name), context=self.context())
        return plan(kind=LYING[name].owner, where=about_owner(condition), logic=LOGIC)

    def show(self, name: str, columns: str, found: Sequence[Record], kind: str | None = None) -> list[dict[str, Any]]:
        read = read_columns(columns, table=self.table(name, kind), context=self.context())
        return contexts.show(read, found, Lookups(sees=self.sees))

    def fragment(self, name: str, record: Record) -> dict[str, Any]:
        """All that a get shows."""
        own = None if name in LYING else record.kind.name
        columns = contexts.fragment_columns(self.table(name, own), self.context())
        return contexts.fragment(contexts.show(columns, [record], Lookups(sees=self.sees))[0])

    def id(self, name: str, record: Record) -> str:
        """The id of a fragment."""
        found: str = self.fragment(name, record)["ID"]
        return found

    def said(self, bodies: Mapping[str, Mapping[str, Any]], *, creating: bool = False) -> list[body.Said]:
        """What fragments of an object are to be."""
        definitions = [(self.catalogue.definition(name), members) for name, members in bodies.items()]
        said = [
            body.read(each, members, creating=creating, pickups=self.catalogue.definition)
            for each, members in definitions
        ]
        return body.resolve(said, self.fragments)

    def fragments(self, name: str, named: Any) -> Mapping[UUID, Record]:
        return finding.fragments(self.catalogue.definition(name), named, sees=self.sees)

    def create(self, kind: str, bodies: Mapping[str, Mapping[str, Any]]) -> Record:
        said = self.said(bodies, creating=True)
        draft = Draft()
        wishes = [wish for each in said for wish in each.wishes]
        body.fulfil(wishes, draft, kind=kinds.get(kind), language=self.language)
        change = draft.change
        return records.create(kind=kinds.get(kind), values=change.values, extras=change.extras, caller=CALLER)

    def change(self, record: Record, bodies: Mapping[str, Mapping[str, Any]]) -> Record:
        said = self.said(bodies)

        def edit(stands: Record) -> Change:
            draft = Draft(stands)
            wishes = [wish for each in said for wish in each.wishes]
            body.fulfil(wishes, draft, kind=stands.kind, language=self.language)
            return draft.change

        return records.change(kind=kinds.get(record.kind.name), number=record.number, edit=edit, caller=CALLER)


def make(kind: str, **values: Any) -> Record:
    """A record that another dialect has made."""
    return records.create(kind=kinds.get(kind), values=values, caller=make_caller("esm"))


def change(record: Record, **values: Any) -> Record:
    """A record that another dialect has changed."""
    return records.change(
        kind=record.kind, number=record.number, edit=lambda _: Change(values), caller=make_caller("esm")
    )
