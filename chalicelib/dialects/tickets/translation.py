"""A record as this dialect shows it, and the content of a body as a change of a record; pure.

Both directions hold on to one rule: what is shown in place of a missing value, or as the text of an HTML one, and is sent
back unchanged, changes nothing in the store. So a change names only what differs from what is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final

from chalicelib.dialects.tickets.closing import Course, follow
from chalicelib.dialects.tickets.parser.entities import Content
from chalicelib.dialects.tickets.resource import Resource
from chalicelib.dialects.tickets.vocabulary.resources import RESOURCES_BY_NAME
from chalicelib.domain.person import OPERATOR, named
from chalicelib.domain.record import Change, Record, replace_first
from chalicelib.domain.reference import Ref
from chalicelib.domain.ticket import UNTYPED

Names = Mapping[Ref, Record]  # what records point at, without what is in the trash
DIALECT: Final = "tickets"
MAX_SUBJECT: Final = 255


def show(resource: Resource, record: Record, names: Names) -> Content:
    """Every property that an answer shows, by wire name: str, datetime, number, tuple of the numbers of services, None."""
    shown: Content = {"Id": record.number}
    for name, field, special in _plan(resource.name):
        shown[name] = special(record, names) if special else record.get(field)
    return shown


def creation(resource: Resource, content: Content, settings: Mapping[str, Any]) -> dict[str, Any]:
    """The canonical values of a new record."""
    values: dict[str, Any] = {}
    for name, value in content.items():
        field = resource.properties_by_name[name].field
        if field and value is not None:
            values |= _written(resource, field, value, None)
    if resource.kind.name == "ticket":
        values |= _first_words(content, settings)
    elif resource.cls == OPERATOR:
        values["operator"] = True
    return values


def change(resource: Resource, content: Content, record: Record, names: Names) -> Change:
    """What a PUT changes of a record: nothing where it says what is shown."""
    shown = show(resource, record, names)
    values: dict[str, Any] = {}
    for name, value in content.items():
        field = resource.properties_by_name[name].field
        if field and field not in _MOMENTS and value != shown[name]:
            values |= _written(resource, field, value, record)
    if resource.kind.name != "ticket":
        return Change(values)
    moments = _moved(record, content)
    return Change({**values, **moments.values}, moments.extras)


@cache  # lists ask for it again and again
def _plan(name: str) -> tuple[tuple[str, str, Callable[[Record, Names], Any] | None], ...]:
    """Name, canonical field and what reads it, of every property that the resource of a name shows."""
    resource = RESOURCES_BY_NAME[name]
    return tuple(
        (each.name, each.field, _SHOWN_BY_FIELD.get(f"{resource.kind.name}.{each.field}"))
        for each in resource.properties
        if each.field and not each.stands_for
    )


def _written(resource: Resource, field: str, value: Any, record: Record | None) -> dict[str, Any]:
    special = _WRITTEN_BY_FIELD.get(f"{resource.kind.name}.{field}")
    return special(value, record) if special else {field: value}


def _show_description(record: Record, _: Names) -> str | None:
    text: str | None = record.get("description")
    if text and record.get("description_format") == "html":
        from chalicelib.domain.markup import text_of  # few descriptions are markup

        text = text_of(text)
    return text or record.get("subject") or text


def _show_name(record: Record, _: Names) -> str | None:
    name: str | None = record.get("display_name")
    if name is not None:
        return name
    return " ".join(filter(None, (record.get("first_name"), record.get("last_name")))) or None


def _show_services(record: Record, names: Names) -> tuple[int, ...]:
    return tuple(ref.number for ref in record.many("services") if ref in names)


def _show_operator(record: Record, names: Names) -> int | None:
    person = names.get(record.get("assignee"))
    return person.number if person is not None and person.get("operator") else None


_SHOWN_BY_FIELD: Final[dict[str, Callable[[Record, Names], Any]]] = {
    "ticket.description": _show_description,
    "ticket.services": _show_services,
    "ticket.assignee": _show_operator,
    "ticket.start": lambda record, _: record.get("start") or record.created_at,
    "ticket.created_at": lambda record, _: record.created_at,
    "person.display_name": _show_name,
    "person.services": _show_services,
}


def _write_email(email: str | None, record: Record | None) -> dict[str, Any]:
    if record is None:
        return {"email": (email,)}
    return {"email": replace_first(record, "email", email)}


def _write_services(ids: tuple[int, ...] | int, _: Record | None) -> dict[str, Any]:
    numbers = ids if isinstance(ids, tuple) else (ids,)
    return {"services": tuple(Ref("service", number) for number in numbers) or None}


_WRITTEN_BY_FIELD: Final[dict[str, Callable[[Any, Record | None], dict[str, Any]]]] = {
    "ticket.description": lambda text, _: {"description": text, "description_format": "text"},
    "ticket.services": _write_services,
    "ticket.assignee": lambda number, _: {"assignee": Ref("person", number)},
    "person.display_name": lambda name, _: named(name),
    "person.email": _write_email,
    "person.services": _write_services,
}


def _first_words(content: Content, settings: Mapping[str, Any]) -> dict[str, Any]:
    """What a ticket gets only when it is made: a subject from its description, the type of the setting, its state."""
    lines = (content.get("Description") or "").splitlines()
    values: dict[str, Any] = {"subject": next((line[:MAX_SUBJECT] for line in lines if line.strip()), None)}
    if settings["type"] != UNTYPED:
        values["type"] = settings["type"]
    if content.get("ClosedTime"):
        values["state"] = "closed"
    return values


_MOMENTS: Final = ("closed_at", "reopened_at")
_LAST_CLOSING: Final = "last_closing"  # extra: when the ticket was closed before it was reopened, and when that was


def _moved(record: Record, content: Content) -> Change:
    """Where the two times of a PUT move a ticket."""
    course = Course(record.get("closed_at"), record.get("reopened_at"), _last_closed_at(record))
    moved = follow(course, content.get("ClosedTime"), content.get("ReopenedTime"))
    if moved == course:
        return Change()
    if moved.closed_at is not None:
        return Change({"state": "closed", "closed_at": moved.closed_at})
    values: dict[str, Any] = {"closed_at": None, "reopened_at": moved.reopened_at}
    if record.get("state") == "closed":
        values["state"] = "in_progress"
    return Change(values, {DIALECT: {_LAST_CLOSING: _noted(moved)}})


def _last_closed_at(record: Record) -> datetime | None:
    """The closing before the last reopening; None when somebody else has closed and reopened the ticket since."""
    note = record.extra(DIALECT).get(_LAST_CLOSING)
    reopened = record.get("reopened_at")
    if note is None or reopened is None or note["reopened"] != reopened.isoformat():
        return None
    return datetime.fromisoformat(note["closed"])


def _noted(course: Course) -> dict[str, str] | None:
    if course.last_closed_at is None or course.reopened_at is None:
        return None
    return {"closed": course.last_closed_at.isoformat(), "reopened": course.reopened_at.isoformat()}
