"""Notifications (specification, 6)."""

from __future__ import annotations

from datetime import UTC, datetime

from chalicelib.dialects.xmatters import wire
from chalicelib.dialects.xmatters.vocabulary.notifications import DOMAIN, PROTOCOLS
from chalicelib.domain.record import Record


def notification(record: Record) -> wire.Notification:
    """A notification; all members are there."""
    device_type = record.get("device_type") or ""
    protocol, provider = PROTOCOLS.get(device_type, ("", ""))
    return wire.Notification(
        identifier=record.number,
        user=wire.NotifiedUser(
            last_name=record.get("last_name") or "",
            target_name=record.get("target") or "",
            first_name=record.get("first_name") or "",
        ),
        incident=record.get("incident") or "",
        device_name=record.get("device_name") or "",
        event=record.get("event").number,
        domain=DOMAIN,
        created=stamp(record.created_at),
        delivered=stamp(record.get("delivered_at")),
        responded=stamp(record.get("responded_at")),
        response=record.get("response") or "",
        sender=record.get("sender") or "",
        device_type=device_type,
        protocol=protocol,
        protocol_provider=provider,
        subscription=record.get("subscription") or "",
        subscription_name=record.get("subscription_name") or "",
    )


def stamp(at: datetime | None) -> str:
    """A moment to the second, in UTC; empty for none (specification, 1.8)."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S+0000}" if at else ""
