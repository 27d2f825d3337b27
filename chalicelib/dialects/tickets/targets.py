"""Whether the ids in a body point at what they should, as far as the core can't know it.

The core checks references that are newly written. It knows neither that this dialect wants an operator and no other person,
nor which of the two spellings for a service the client has used, nor that a service which was deleted behind a customer's
back is gone for this dialect, though the core keeps the reference in case it is restored.
"""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.tickets.parser.entities import Content
from chalicelib.dialects.tickets.resource import Resource
from chalicelib.dialects.tickets.translation import Names
from chalicelib.dialects.tickets.vocabulary.resources import OPERATORS, SERVICES
from chalicelib.dialects.tickets.wording import sentence
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref
from chalicelib.errors import Faults, NotFound
from chalicelib.services import records

_RESOURCES_BY_PROPERTY: Final = {"OperatorId": OPERATORS, "ServiceId": SERVICES}


def check_new(content: Content, faults: Faults) -> None:
    """Note a fault for each single id that points at nothing, and take it out of `content`. Costs a read for each."""
    for name, resource in _RESOURCES_BY_PROPERTY.items():
        number = content.get(name)
        if number is not None and not _exists(resource, number):
            _note(faults, name, Ref(resource.kind.name, number))
            del content[name]


def check_kept(content: Content, record: Record, names: Names, faults: Faults) -> None:
    """Note a fault for each service that the record has, the body names, and nobody finds any more."""
    for number in content.get("Services", ()):
        ref = Ref(SERVICES.kind.name, number)
        if ref in record.many("services") and ref not in names:
            _note(faults, "Services", ref)


def _note(faults: Faults, name: str, ref: Ref) -> None:
    params = {"value": ref}
    faults.add(name, "reference", sentence(name, "reference", params, f"There is no {ref}."), **params)


def _exists(resource: Resource, number: int) -> bool:
    try:
        return resource.shows(records.get(kind=resource.kind, number=number))
    except NotFound:
        return False
