"""Agreements about service levels: with those who are served, or among those who serve."""

from __future__ import annotations

from typing import Final

from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name

TYPES: Final = ("service", "operational")

AGREEMENT = Kind(
    name="agreement",
    facets={"main": frozenset(("name", "type", "group"))},
    title=lambda agreement: agreement.get("name") or f"Agreement {agreement.number}",
    name_field="name",
    fields=fields_by_name(
        Field("name", required=True, max_length=255),
        Field("type", FieldType.CHOICE, choices=TYPES, default="service"),
        Field("group", FieldType.REFERENCE, target=("group",)),  # who is responsible
    ),
)
