"""Tickets in short, as searches and one operation show them (specification, 9.1 and 9.3)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from chalicelib.dialects.matrix42.asql.columns import read_columns
from chalicelib.dialects.matrix42.schema import contexts
from chalicelib.dialects.matrix42.visit import Visit
from chalicelib.dialects.matrix42.vocabulary.tickets import ACTIVITY
from chalicelib.domain.record import Record
from chalicelib.services.lookups import Lookups

_TYPE: Final = "TypeName"
_MEMBERS: Final = {
    "ObjectId": "[Expression-ObjectID]",
    "Id": "ID",
    _TYPE: "",  # what no expression says
    "TicketNumber": "TicketNumber",
    "Subject": "Subject",
    "State": "T(SPSCommonClassBase).State",
    "StateDisplayString": "T(SPSCommonClassBase).State.DisplayString",
    "CategoryName": "Category.Name",
    "InitiatorName": "Initiator.DisplayName",
    "RecipientName": "Recipient.DisplayName",
    "CreatedDate": "CreatedDate",
}
_MORE: Final = ("DescriptionHTML", "Impact", "Urgency", "Priority", "ReminderDate", "Deadline", "ClosedDate")


def short(visit: Visit, tickets: Sequence[Record]) -> list[dict[str, Any]]:
    """What a search shows of tickets."""
    return _shown(visit, tickets, _MEMBERS)


def long(visit: Visit, ticket: Record) -> dict[str, Any]:
    """The same of one, and more. The record has to be whole."""
    return _shown(visit, [ticket], _MEMBERS | {name: name for name in _MORE})[0]


def _shown(visit: Visit, tickets: Sequence[Record], members: dict[str, str]) -> list[dict[str, Any]]:
    table = visit.tables.of(visit.catalogue.definition(ACTIVITY))
    said = ", ".join(f"{expression} AS {name}" for name, expression in members.items() if expression)
    columns = read_columns(said, table=table, context=visit.context())
    rows = contexts.show(columns, tickets, Lookups(sees=visit.sees))
    names = [visit.catalogue.item_of(ticket) for ticket in tickets]
    return [
        {name: row[name] if expression else (item.name if item else None) for name, expression in members.items()}
        for row, item in zip(rows, names, strict=True)
    ]
