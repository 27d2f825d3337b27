"""Sites: where people and things are."""

from __future__ import annotations

from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name

SITE = Kind(
    name="site",
    facets={"main": frozenset(("name", "street", "city", "postal_code", "country", "time_zone")), "state": frozenset()},
    title=lambda site: site.get("name") or f"Site {site.number}",
    name_field="name",
    fields=fields_by_name(
        Field("name", required=True, max_length=255, unique=True),
        Field("active", FieldType.BOOLEAN, default=True),
        Field("street", max_length=255),
        Field("street2", max_length=255),
        Field("city", max_length=255),
        Field("state", max_length=255),
        Field("postal_code", max_length=255),
        Field("country", max_length=255),
        Field("time_zone", max_length=64),
        Field("language", max_length=35),
        Field("phone", max_length=255),
        Field("latitude", FieldType.NUMBER, minimum=-90, maximum=90),
        Field("longitude", FieldType.NUMBER, minimum=-180, maximum=180),
        Field("external_key", max_length=255, indexed=True),
    ),
)
