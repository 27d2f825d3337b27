"""Who may call an operation: roles and persons, or everyone (specification, 12.2 and 13)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from chalicelib.dialects.matrix42.manual.services import Operation
from chalicelib.dialects.matrix42.schema.catalogue import Catalogue
from chalicelib.dialects.matrix42.schema.measures import full_name
from chalicelib.dialects.matrix42.schema.operands import fragment_id
from chalicelib.dialects.matrix42.vocabulary.people import SECURITY_ROLE
from chalicelib.dialects.matrix42.vocabulary.tickets import USER
from chalicelib.domain.api import Audience
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.services import apis, references

_OPEN: Final[dict[str, Any]] = {"Restricted": False, "InheritedFromService": False, "Members": []}


def shown(operation: Operation, catalogue: Catalogue) -> dict[str, Any]:
    """The audience in force. Members: roles by name, then persons by name, with the ids of their fragments."""
    wanted, is_inherited = apis.audience(operation=operation.entry.name)
    if wanted is None or operation.route.public:  # who calls is not asked there
        return _OPEN
    members = sorted(_members(wanted, catalogue), key=lambda each: (each["Type"] != _ROLE, each["Name"].lower()))
    return {"Restricted": True, "InheritedFromService": is_inherited, "Members": members}


def _members(wanted: Audience, catalogue: Catalogue) -> Iterator[dict[str, str]]:
    """Those that there still are."""
    refs = [*(Ref("group", each) for each in wanted.groups), *(Ref("person", each) for each in wanted.persons)]
    for ref, record in references.read(refs).items():
        if ref.kind == "group":
            yield {"Type": _ROLE, "Id": _id(record, SECURITY_ROLE, catalogue), "Name": record.get("name") or ""}
        else:
            yield {"Type": _PERSON, "Id": _id(record, USER, catalogue), "Name": full_name(record) or ""}


def _id(record: Record, definition: str, catalogue: Catalogue) -> str:
    return str(fragment_id(record, definition, catalogue.definition(definition).tag))


_ROLE: Final = "Role"
_PERSON: Final = "Person"
