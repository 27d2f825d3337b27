"""A record as its wire shape."""

from __future__ import annotations

from chalicelib.dialects.tickets import times, wire
from chalicelib.dialects.tickets.resource import Resource
from chalicelib.dialects.tickets.translation import Names, show
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref


def entity(resource: Resource, record: Record, names: Names) -> wire.Entity:
    """What an answer shows of `record`; `names` are the records that it points at, without those in the trash."""
    shown = show(resource, record, names)
    for name in resource.times:
        if shown[name] is not None:
            shown[name] = times.write(shown[name])
    if "Services" in shown:
        shown["Services"] = [
            wire.ServiceReference(number, names[Ref("service", number)].get("name")) for number in shown["Services"]
        ]
    return resource.entity(shown)
