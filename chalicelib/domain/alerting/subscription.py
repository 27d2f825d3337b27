"""Subscriptions: who wants to be told of events whose properties match."""

from __future__ import annotations

from typing import Final

from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name

SUBSCRIPTION: Final = Kind(
    name="subscription",
    space="subscription",
    title=lambda subscription: str(subscription.get("name")),
    fields=fields_by_name(
        Field("form", max_length=36, required=True, indexed=True),  # UUID of the subscription form, in lower case
        Field("name", max_length=200, required=True),
        Field("description", max_length=200),
        Field("owner", FieldType.REFERENCE, target=("person",)),
        Field("subscribers", max_length=100_000),  # JSON: [[kind, number, device name or null], …]
        Field("devices", multiple=True, max_length=255),
        # JSON: [[uuid of the property, operator, [values]], …]; what passwords must be like as the vault sealed it
        Field("criteria", max_length=300_000),
        Field("delay", FieldType.NUMBER, whole=True, minimum=0, maximum=1_440),  # minutes
    ),
)
