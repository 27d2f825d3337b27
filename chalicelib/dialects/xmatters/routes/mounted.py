"""All views: importing them registers them. The app mounts what stands here."""

from __future__ import annotations

from chalicelib.dialects.xmatters.routes import (
    events,
    feeds,
    groups,
    notifications,
    people,
    properties,
    sites,
    triggers,
)
from chalicelib.dialects.xmatters.routes.dialect import dialect

__all__ = [
    "dialect",
    "events",
    "feeds",
    "groups",
    "notifications",
    "people",
    "properties",
    "sites",
    "triggers",
]
