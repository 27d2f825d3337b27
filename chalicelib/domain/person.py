"""People: customers, operators, users, whatever a dialect calls them."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name, reference
from chalicelib.domain.record import Record

OPERATOR: Final = "operator"
CUSTOMER: Final = "customer"


def full_name(person: Record) -> str:
    """The display name, else first and last name; empty for a person without any."""
    return person.get("display_name") or " ".join(filter(None, (person.get("first_name"), person.get("last_name"))))


def named(name: str | None) -> dict[str, str | None]:
    """The fields of a person whose name is given as one text: its last word is taken for the last name."""
    words = (name or "").rsplit(maxsplit=1)
    last = words.pop() if words else None
    return {"display_name": name, "last_name": last, "first_name": words[0].strip() if words else None}


def settle(before: Record | None, after: Record, names: frozenset[str], at: datetime) -> None:
    """Who gets another first or last name is called by both from then on, unless the change says a display name itself."""
    if before is None or "display_name" in names or after.get("display_name") is None:
        return
    if any(before.get(name) != after.get(name) for name in ("first_name", "last_name")):
        joined = " ".join(filter(None, (after.get("first_name"), after.get("last_name"))))
        after.fields["display_name"] = joined or after.fields["display_name"]


def _title(person: Record) -> str:
    return full_name(person) or person.get("login") or person.get("email") or f"Person {person.number}"


def _class(person: Record) -> str:
    return OPERATOR if person.get("operator") else CUSTOMER


PERSON = Kind(
    name="person",
    facets={
        "main": frozenset(
            (
                "first_name",
                "last_name",
                "display_name",
                "email",
                "phone",
                "mobile",
                "department",
                "manager",
                "site",
                "language",
            )
        ),
        "state": frozenset(),
    },
    title=_title,
    name_field="display_name",
    classify=_class,
    classes=(OPERATOR, CUSTOMER),
    settle=settle,
    fields=fields_by_name(
        Field("first_name", max_length=255),
        Field("last_name", max_length=255),
        Field("display_name", max_length=512),
        Field("login", max_length=255, unique=True),
        Field("phone_login", max_length=100, unique=True),  # digits that somebody says on the telephone
        Field("email", multiple=True, max_length=254, indexed=True),
        Field("phone", max_length=255),
        Field("mobile", max_length=255),
        Field("title", max_length=255),
        Field("department", max_length=255),
        Field("note", max_length=100_000),
        Field("language", max_length=35),
        Field("time_zone", max_length=64),
        reference("site", "site"),
        Field("groups", FieldType.REFERENCE, target=("group",), multiple=True, inverse="members"),
        reference("manager", "person"),
        reference("supervisors", "person", multiple=True),
        reference("services", "service", multiple=True),
        Field("operator", FieldType.BOOLEAN, default=False),
        Field("active", FieldType.BOOLEAN, default=True),
        Field("external_key", max_length=255, indexed=True),
        Field("employee_number", max_length=255),
    ),
)
