"""All views: importing them registers them. The app mounts the three dialects that stand here."""

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
from chalicelib.dialects.xmatters.routes.agent import agent
from chalicelib.dialects.xmatters.routes.dialect import dialect
from chalicelib.dialects.xmatters.routes.respond import respond

__all__ = [
    "agent",
    "dialect",
    "events",
    "feeds",
    "groups",
    "notifications",
    "people",
    "properties",
    "respond",
    "sites",
    "triggers",
]
