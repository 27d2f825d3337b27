"""Saved queries: what is asked again and again, in the words of the dialect that asks."""

from __future__ import annotations

from chalicelib.domain.kind import Field, Kind, fields_by_name

SAVED_QUERY = Kind(
    name="saved-query",
    facets={"main": frozenset(("name", "description", "source", "columns", "filter", "sort"))},
    title=lambda query: query.get("name") or f"Query {query.number}",
    name_field="name",
    fields=fields_by_name(
        Field("name", required=True, max_length=255),
        Field("description", max_length=100_000),
        Field("source", required=True, max_length=255),  # what is listed
        Field("columns", required=True, max_length=8_000),
        Field("filter", max_length=8_000),
        Field("sort", max_length=8_000),
    ),
)
