"""Groups (specification, 5)."""

from __future__ import annotations

from chalicelib.dialects.xmatters import wire
from chalicelib.domain.record import Record


def group(record: Record) -> wire.Group:
    """A group."""
    return wire.Group(
        name=record.get("name") or "",
        description=record.get("description") or "",
        active=record.get("active") is not False,
        external_key=record.get("external_key"),
    )
