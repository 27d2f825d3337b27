"""Services: what tickets are about and customers subscribe to."""

from __future__ import annotations

from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name

SERVICE = Kind(
    name="service",
    facets={"main": frozenset(("name", "description")), "state": frozenset()},
    title=lambda service: service.get("name") or f"Service {service.number}",
    name_field="name",
    fields=fields_by_name(
        Field("name", required=True, max_length=255),
        Field("description", max_length=100_000),
        Field("status", FieldType.CHOICE, choices=("active", "retired"), default="active", indexed=True),
        Field("owner", FieldType.REFERENCE, target=("person",), indexed=True),
        Field("group", FieldType.REFERENCE, target=("group",), indexed=True),
    ),
)
