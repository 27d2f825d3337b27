"""The exact per-minute limit: a fixed window per caller, in the store, the same for every process."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import partial
from itertools import product

from chalicelib.domain import clock
from chalicelib.domain import limit as arithmetic
from chalicelib.domain.limit import SECTION, Said
from chalicelib.errors import TooManyRequests
from chalicelib.services import settings
from chalicelib.store import windows


def take(*, dialect: str, who: str, default: int) -> int:
    """Count one call of somebody and answer the limit in force (calls a minute, 0 = none, nothing is counted then).

    `who`: the key of an account, or `address` where there is none. `default`: the dialect's own limit, which the
    deployment may overrule. Raises TooManyRequests.
    """
    said = settings.get(section=SECTION)
    limit = arithmetic.in_force(said, dialect=dialect, default=default)
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
    return arithmetic.in_force(settings.get(section=SECTION), dialect=dialect, default=default)


def usage(*, dialects: Iterable[str], accounts: Iterable[str]) -> dict[tuple[str, str], int]:
    """Calls of this minute by dialect and account key, where there were any. Only dialects with a limit count."""
    said = settings.get(section=SECTION)
    windows_by_key = {_window(said, *pair): pair for pair in product(dialects, accounts)}
    counted = windows.calls(windows_by_key, at=int(clock.now().timestamp() * 1000))
    return {windows_by_key[key]: calls for key, calls in counted.items()}


def override(*, requests_per_minute: int, dialect: str | None = None) -> None:
    """Set the limit of one dialect, or of all of them; 0 = none. All windows start anew."""
    settings.rewrite(section=SECTION, edit=partial(arithmetic.overridden, number=requests_per_minute, dialect=dialect))


def _window(said: Said, dialect: str, who: str) -> str:
    return f"{dialect}#{arithmetic.generation(said)}#{who}"
