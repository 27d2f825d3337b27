"""The settings of the deployment as this dialect uses them: bounded as the specification says (8.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from typing import Any, Final

from chalicelib.dialects.esm.templates.storage import DIALECT
from chalicelib.dialects.esm.vocabulary.settings import SETTINGS, ZONE
from chalicelib.domain import zone as zones
from chalicelib.services import settings

MAX_ROWS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Settings:
    """Seconds of a search, rows of an import, minutes of a token, the zone of days and of stamps without one."""

    search_timeout: int
    max_rows: int
    token_minutes: int
    zone: tzinfo
    enabled: bool


def current() -> Settings:
    """The settings, at most five seconds old."""
    said: dict[str, Any] = dict(settings.get(section=DIALECT, declared=SETTINGS))
    return Settings(
        search_timeout=said["external.api.datacard.list.search.timeout"],
        max_rows=min(said["external.api.datacard.max.import.size"], MAX_ROWS),
        token_minutes=said["security.external.api.token.expiration.time"],
        zone=zones.named(said[ZONE]),
        enabled=said["esm.module.enabled"],
    )
