"""Every attribute of every data definition, asked for in every way."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.dialects.matrix42.asql.columns import read_columns, read_sort
from chalicelib.dialects.matrix42.asql.conditions import fault, read_where
from chalicelib.dialects.matrix42.asql.logic import LOGIC
from chalicelib.dialects.matrix42.asql.table import Attribute
from chalicelib.dialects.matrix42.schema.contexts import show
from chalicelib.dialects.matrix42.schema.model import Form
from chalicelib.dialects.matrix42.schema.rows import LYING, every_account
from chalicelib.dialects.matrix42.schema.tables import Table
from chalicelib.domain import clock
from chalicelib.domain.account import Account
from chalicelib.domain.filters.evaluation import evaluate
from chalicelib.domain.record import Record
from chalicelib.services import accounts
from chalicelib.services.lookups import Lookups
from tests.dialects.matrix42.schema.desk import Desk, make

pytestmark = pytest.mark.usefixtures("cloud")


EMPTY = ("SPSActivityClassAttachment", "PLSLServiceClassBase", "PLSLWebServiceOperation")


def furnish() -> None:
    """A record of each kind, with what its relations lead to, and an empty one."""
    ada = make("person", last_name="Ada", email=("a@example.org",))
    group = make("group", name="Desk", members=(ada.ref,))
    make("person", last_name="Bob", manager=ada.ref, site=make("site", name="Here").ref)
    service = make("service", name="Mail")
    category = make("category", name="IT", group=group.ref)
    make("category", name="Printing", parent=category.ref, hidden=True)
    for cls in ("incident", "change", None):
        ticket = make(
            "ticket",
            type=cls,
            subject="Printer",
            requester=ada.ref,
            group=group.ref,
            services=(service.ref,),
            category="IT",
            impact="high",
        )
    make("ticket")
    at = clock.now()
    make("time-entry", ticket=ticket.ref, minutes=5, activity="other", begin=at, end=at + timedelta(minutes=5))
    make("saved-query", name="All", source="SPSActivityClassBase", columns="ID")
    make("agreement", name="Gold", group=group.ref)
    accounts.create(account=Account("ada", person=ada.number))


def records_of(desk: Desk, table: Table) -> list[Record]:
    definition = table.definition
    if definition.form in (Form.PICKUP, Form.FIXED):
        return desk.catalogue.fixed_rows(definition)
    if definition.name == "SPSAccountClassBase":
        return every_account()
    if definition.name in LYING:
        return desk.rows(definition.name)
    return desk.find(definition.name, kind=table.kind)


def every_table(desk: Desk) -> list[Table]:
    return [
        desk.tables.of(definition, kind)
        for definition in desk.catalogue.definitions
        for kind in definition.kinds or (None,)
    ]


def fulfilling(desk: Desk, table: Table, found: list[Record], where: str) -> int:
    """How many rows fulfil a condition."""
    condition, lookups = read_where(where, table=table, context=desk.context()), Lookups()
    while True:
        lookups.missed = False
        hits = sum(evaluate(condition, record, lookups, LOGIC) for record in found)
        if not lookups.missed:
            return hits
        lookups.read(lambda: None)


def literal(value: Any) -> str:
    return str(value) if isinstance(value, (int, float)) else "'" + str(value).replace("'", "''") + "'"


def test_what_a_row_shows_is_what_it_is_found_by() -> None:
    furnish()
    desk = Desk()
    for table in every_table(desk):
        found = records_of(desk, table)
        assert found or table.name in EMPTY, table.name
        names = list(table.shown)
        columns = read_columns(", ".join(f"[{name}]" for name in names), table=table, context=desk.context())
        rows = show(columns, found, Lookups())
        for name in names:
            shown = [row[name] for row in rows]
            nothing = fulfilling(desk, table, found, f"[{name}] IS NULL")
            assert nothing == shown.count(None), f"{table.name}.{name}"
            assert fulfilling(desk, table, found, f"[{name}] IS NOT NULL") == len(found) - nothing
            attribute = table.attribute(name)
            assert attribute is not None
            if name != "TimeStamp":
                for value in {each for each in shown if each is not None}:
                    hits = fulfilling(desk, table, found, f"[{name}] = {literal(value)}")
                    assert hits == shown.count(value), f"{table.name}.{name} = {value}"


def test_rows_are_in_an_order_by_every_attribute() -> None:
    furnish()
    desk = Desk()
    for table in every_table(desk):
        names = list(table.shown)
        ordered = read_sort(", ".join(names), columns=(), table=table, context=desk.context())
        assert len(ordered) == len(names)


def test_pick_ups_and_relations_go_on() -> None:
    desk = Desk()
    for table in every_table(desk):
        for name in (*table.definition.attributes, *table.definition.relations):
            attribute = table.attribute(name)
            assert isinstance(attribute, Attribute)
            goes_on = attribute.pickup is not None or attribute.way is not None
            for member in ("DisplayString", "ID"):
                wrong = fault(f"[{name}].{member} IS NULL", table=table, context=desk.context())
                assert (wrong is None) is goes_on, f"{table.name}.{name}.{member}: {wrong}"


def test_siblings_are_those_that_a_configuration_item_combines() -> None:
    desk = Desk()
    for table in every_table(desk):
        for other in desk.catalogue.definitions:
            items = [item for item in desk.catalogue.items if {table.name, other.name} <= set(item.members)]
            assert (table.sibling(other.name.upper()) is not None) is bool(items)
            if items and other is not table.definition:
                said = f"T({other.name}).DisplayString IS NULL OR T({other.name}).ID IS NULL"
                assert fault(said, table=table, context=desk.context()) is None
