"""Tickets: what all dialects share of an incident, a request, a problem, a change, a task."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name, reference
from chalicelib.domain.record import Record

STATES: Final = ("new", "in_progress", "on_hold", "resolved", "closed")
TYPES: Final = ("incident", "request", "problem", "change", "task")
UNTYPED: Final = "none"  # the class of tickets without a type
PRIORITIES: Final = ("critical", "high", "medium", "low")
LEVELS: Final = ("high", "medium", "low")


def settle(before: Record | None, after: Record, named: frozenset[str], at: datetime) -> None:
    """A ticket that enters `closed` gets its closing time; one that leaves it its reopening time, and loses the former.

    Any state may follow any. A change that names `closed_at` or `reopened_at` itself has the say over the moment.
    """
    was_closed = before is not None and before.get("state") == "closed"
    if after.get("state") == "closed":
        if after.get("closed_at") is None or not (was_closed or "closed_at" in named):
            after.fields["closed_at"] = at
        return
    after.fields.pop("closed_at", None)
    if was_closed and ("reopened_at" not in named or after.get("reopened_at") is None):
        after.fields["reopened_at"] = at


def _title(ticket: Record) -> str:
    return str(ticket.get("subject") or f"Ticket {ticket.number}")


def _class(ticket: Record) -> str:
    return ticket.get("type") or UNTYPED


def _moment(name: str) -> Field:
    return Field(name, FieldType.DATE_TIME)


def _choice(name: str, choices: tuple[str, ...], **more: object) -> Field:
    return Field(name, FieldType.CHOICE, choices=choices, **more)  # type: ignore[arg-type]  # a shorthand for this table


_FACETS: Final = {
    "main": frozenset(
        (
            *("subject", "description", "description_format", "type", "requester", "assignee", "group", "services"),
            *("category", "impact", "urgency", "priority", "on_hold_until", "target_resolution", "resolution"),
        )
    ),
    "state": frozenset(("state", "close_reason")),
    "period": frozenset(("start", "planned_end")),
    "error": frozenset[str](),
}


TICKET = Kind(
    name="ticket",
    facets=_FACETS,
    title=_title,
    classify=_class,
    classes=(*TYPES, UNTYPED),
    settle=settle,
    fields=fields_by_name(
        Field("subject", max_length=65_535),
        Field("description", max_length=100_000),
        _choice("description_format", ("text", "html"), default="text"),
        _choice("type", TYPES),
        _choice("state", STATES, required=True, default="new", indexed=True),
        _choice("priority", PRIORITIES),
        _choice("impact", LEVELS),
        _choice("urgency", LEVELS),
        Field("category"),
        reference("requester", "person"),
        reference("assignee", "person"),
        reference("group", "group"),
        reference("services", "service", multiple=True),
        reference("site", "site"),
        _moment("start"),
        _moment("planned_end"),
        _moment("target_resolution"),
        _moment("next_update"),
        _moment("on_hold_until"),
        Field("resolution", max_length=100_000),
        Field("close_reason"),
        _moment("closed_at"),
        _moment("reopened_at"),
        Field("journal", FieldType.JOURNAL, multiple=True),
        Field("files", FieldType.FILE, multiple=True),
        Field("related", FieldType.REFERENCE, target=("ticket",), multiple=True, inverse="related"),
    ),
)
