"""Whether the single ids of a new ticket, `OperatorId` and `ServiceId`, point at what they should.

The core checks references, too, but knows neither that this dialect wants an operator and no other person, nor which of the
two spellings for a service the client has used.
"""

from __future__ import annotations

from typing import Final

from chalicelib.dialects.tickets.parser.entities import Content
from chalicelib.dialects.tickets.resource import Resource
from chalicelib.dialects.tickets.vocabulary import OPERATORS, SERVICES
from chalicelib.dialects.tickets.wording import sentence
from chalicelib.domain.reference import Ref
from chalicelib.errors import Faults, NotFound
from chalicelib.services import records

_RESOURCES_BY_PROPERTY: Final = {"OperatorId": OPERATORS, "ServiceId": SERVICES}


def check(content: Content, faults: Faults) -> None:
    """Note a fault for each that points at nothing, and take it out of `content`. Costs a read for each that is there."""
    for name, resource in _RESOURCES_BY_PROPERTY.items():
        number = content.get(name)
        if number is not None and not _exists(resource, number):
            params = {"value": Ref(resource.kind.name, number)}
            faults.add(name, "reference", sentence(name, "reference", params, ""), **params)
            del content[name]


def _exists(resource: Resource, number: int) -> bool:
    try:
        return resource.shows(records.get(kind=resource.kind, number=number))
    except NotFound:
        return False
