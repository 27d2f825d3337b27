"""Groups: support groups, roles, teams. Members are persons and groups."""

from __future__ import annotations

from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name

GROUP = Kind(
    name="group",
    facets={"main": frozenset(("name", "description")), "state": frozenset()},
    title=lambda group: group.get("name") or f"Group {group.number}",
    name_field="name",
    fields=fields_by_name(
        Field("name", required=True, max_length=255, unique=True),
        Field("description", max_length=100_000),
        Field("email", max_length=254),
        Field("manager", FieldType.REFERENCE, target=("person",), indexed=True),
        Field("members", FieldType.REFERENCE, target=("person", "group"), multiple=True, inverse="groups"),
        Field("active", FieldType.BOOLEAN, default=True),
        Field("external_key", max_length=255, indexed=True),
    ),
)
