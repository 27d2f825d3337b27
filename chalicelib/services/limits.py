"""The exact per-minute limit: a fixed window per caller, in the store, the same for every process."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any, Final

from chalicelib.domain import clock
from chalicelib.errors import TooManyRequests
from chalicelib.services import settings
from chalicelib.store import settings as settings_store
from chalicelib.store import windows

SECTION: Final = "limits"


def take(*, dialect: str, who: str, default: int) -> int:
    """Count one call of somebody and answer the limit in force (calls a minute, 0 = none, nothing is counted then).

    `who`: the key of an account, or `address` where there is none. `default`: the dialect's own limit, which the
    deployment may overrule. Raises TooManyRequests.
    """
    said = settings.get(section=SECTION)
    limit = _in_force(said, dialect, default)
    if limit <= 0:
        return 0
    at = int(clock.now().timestamp() * 1000)
    wait = windows.count(_window(said, dialect, who), limit=limit, at=at)
    if wait is not None:
        raise TooManyRequests(math.ceil(wait / 1000), limit)
    return limit


def address(source: str) -> str:
    """How `take` names a caller without a good credential: by where the call came from.

    No account is called so, because a login has no colon.
    """
    return f"address:{source}"


def in_force(*, dialect: str, default: int) -> int:
    """Calls a minute that an account has in a dialect, 0 = no limit."""
    return _in_force(settings.get(section=SECTION), dialect, default)


def usage(*, dialects: Iterable[str], accounts: Iterable[str]) -> dict[tuple[str, str], int]:
    """Calls of this minute by dialect and account key, where there were any. Only dialects with a limit count."""
    said = settings.get(section=SECTION)
    windows_by_key = {_window(said, *pair): pair for pair in product(dialects, accounts)}
    counted = windows.calls(windows_by_key, at=int(clock.now().timestamp() * 1000))
    return {windows_by_key[key]: calls for key, calls in counted.items()}


def override(*, requests_per_minute: int, dialect: str | None = None) -> None:
    """Set the limit of one dialect, or of all of them; 0 = none. All windows start anew."""

    def edit(said: Mapping[str, Any]) -> Mapping[str, Any]:
        kept = {} if dialect is None else dict(said)
        return {**kept, "generation": said.get("generation", 0) + 1, dialect or "*": requests_per_minute}

    settings_store.change(SECTION, edit)
    settings.forget(section=SECTION)


def _window(said: Mapping[str, Any], dialect: str, who: str) -> str:
    return f"{dialect}#{said.get('generation', 0)}#{who}"


def _in_force(said: Mapping[str, Any], dialect: str, default: int) -> int:
    limit: int = said.get(dialect, said.get("*", default))
    return limit
