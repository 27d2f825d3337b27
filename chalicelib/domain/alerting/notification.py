"""Notifications: one message of an event to one device each. There are many, so nothing but the record itself is kept."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from chalicelib.domain.kind import Field, FieldType, Kind, fields_by_name


class Course(StrEnum):
    """Where a notification stands: pending → delivered or failed; delivered → responded."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"
    RESPONDED = "responded"


NOTIFICATION: Final = Kind(
    name="notification",
    space="notification",
    keeps_history=False,
    fields=fields_by_name(
        Field("course", FieldType.CHOICE, choices=tuple(each.value for each in Course), required=True),
        Field("event", FieldType.REFERENCE, target=("event",), required=True),
        Field("person", FieldType.REFERENCE, target=("person",), required=True),
        Field("target", max_length=255),  # user id of the person
        Field("first_name", max_length=255),
        Field("last_name", max_length=255),
        Field("device", max_length=36),  # UUID
        Field("device_name", max_length=255),
        Field("device_type", max_length=50),
        Field("sender", max_length=255),
        Field("incident", max_length=100),
        Field("subscription", max_length=36),  # UUID of the subscription that it is due to
        Field("subscription_name", max_length=200),
        Field("delivered_at", FieldType.DATE_TIME),
        Field("responded_at", FieldType.DATE_TIME),
        Field("response", max_length=255),  # text of the option that was chosen
        Field("comment", max_length=2_000),
    ),
)
