"""A record as its wire shape."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from chalicelib.dialects.tickets import times, wire
from chalicelib.dialects.tickets.resource import Resource
from chalicelib.dialects.tickets.translation import Names, show
from chalicelib.domain.record import Record
from chalicelib.domain.reference import Ref


def entity(resource: Resource, record: Record, names: Names) -> wire.Entity:
    """What an answer shows of `record`; `names` are the records that it points at, without those in the trash."""
    shown = show(resource, record, names)
    return resource.entity({name: _written(value, names) for name, value in shown.items()})


def _written(value: Any, names: Names) -> Any:
    if isinstance(value, datetime):
        return times.write(value)
    if isinstance(value, tuple):
        return [wire.ServiceReference(number, names[Ref("service", number)].get("name")) for number in value]
    return value
