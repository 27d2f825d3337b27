"""Categories by their names, for tickets whose category somebody has written as a text."""

from __future__ import annotations

from itertools import islice
from typing import Final

from chalicelib import config
from chalicelib.domain.category import CATEGORY
from chalicelib.domain.reference import Ref
from chalicelib.services.caches import Cache
from chalicelib.store import records as store

MOST: Final = 10_000  # categories that are looked at

_by_name: Final[Cache[dict[str, Ref]]] = Cache(seconds=config.CACHE_SECONDS, size=1)


def named(*, name: str) -> Ref | None:
    """The category of a name, letter case ignored, at most five seconds old; of several the one that was made first."""
    return _by_name.get("", _read).get(name.strip().casefold())


def _read() -> dict[str, Ref]:
    found: dict[str, Ref] = {}
    for category in islice(store.walk(CATEGORY, step=1_000), MOST):
        found.setdefault(str(category.get("name")).strip().casefold(), category.ref)
    return found
