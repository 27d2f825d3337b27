"""Events: one alert each, kept as a record, so that it has a number, a version that guards it, and a history."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name


class Standing(StrEnum):
    """Where an event stands. An ended one stays ended."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"


EVENT: Final = Kind(
    name="event",
    space="event",
    title=lambda event: f"{event.get('form_name')} {event.number}",
    classify=lambda event: str(event.get("standing")),
    classes=tuple(each.value for each in Standing),
    fields=fields_by_name(
        Field("standing", FieldType.CHOICE, choices=tuple(each.value for each in Standing), required=True),
        Field("form", max_length=36, required=True),  # UUID
        Field("form_name", max_length=255),
        Field("sender", max_length=255),  # login of who made it
        Field("priority", FieldType.CHOICE, choices=("low", "medium", "high")),
        Field("properties", max_length=100_000),  # JSON: [[name, type, value], …] in the order of the form
        Field("bridge", max_length=1_000),  # JSON of the conference bridge, if there is one
        Field("options", multiple=True, max_length=36),  # UUIDs of the response options that it offers
        Field("expires_at", FieldType.DATE_TIME),
        Field("silenced", FieldType.BOOLEAN),  # what is pending is cancelled
        Field("silenced_persons", FieldType.REFERENCE, target=("person",), multiple=True),  # likewise, for these
    ),
)
