"""Categories: what tickets are sorted by, one beneath another."""

from __future__ import annotations

from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name, reference

CATEGORY = Kind(
    name="category",
    facets={"main": frozenset(("name", "description", "parent", "hidden", "group")), "state": frozenset()},
    title=lambda category: category.get("name") or f"Category {category.number}",
    name_field="name",
    fields=fields_by_name(
        Field("name", required=True, max_length=255),
        Field("description", max_length=100_000),
        reference("parent", "category"),
        Field("hidden", FieldType.BOOLEAN, default=False),
        Field("group", FieldType.REFERENCE, target=("group",)),  # who gets what is sorted here
    ),
)
