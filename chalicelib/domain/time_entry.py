"""Time entries: how long somebody worked on a ticket, when, and at what."""

from __future__ import annotations

from typing import Final

from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name, reference

ACTIVITIES: Final = ("assignment", "investigation", "recording", "resolution", "administration", "other")

TIME_ENTRY = Kind(
    name="time-entry",
    title=lambda entry: entry.get("description") or f"Time entry {entry.number}",
    fields=fields_by_name(
        reference("ticket", "ticket"),  # one without is kept for a ticket to come
        Field("minutes", FieldType.NUMBER, required=True, whole=True, minimum=0, maximum=10_000_000),
        Field("activity", FieldType.CHOICE, required=True, choices=ACTIVITIES),
        Field("begin", FieldType.DATE_TIME, required=True),
        Field("end", FieldType.DATE_TIME, required=True),
        Field("person", FieldType.REFERENCE, target=("person",)),
        Field("description", max_length=100_000),
    ),
)
