"""All views: importing them registers them. The app mounts what stands here."""

from __future__ import annotations

from chalicelib.dialects.xmatters.routes import groups, people, properties, sites
from chalicelib.dialects.xmatters.routes.dialect import dialect

__all__ = ["dialect", "groups", "people", "properties", "sites"]
