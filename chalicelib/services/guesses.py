"""Guessed passwords: after many wrong ones for a login from one address in a minute, nobody learns there which is right.

Logins that fail are limited by address, but the one that succeeds counts for its account, so that it is not for a busy address
to keep others out; without this, it would tell itself from the refused ones, however many those are.
"""

from __future__ import annotations

import math
from typing import Final

from chalicelib.domain import clock
from chalicelib.domain.account import fold
from chalicelib.errors import TooManyRequests
from chalicelib.store import windows

MOST: Final = 100  # wrong passwords of one login from one address in a minute


def check(*, login: str, source: str) -> None:
    """Raise TooManyRequests, before the password is looked at, when there were too many wrong ones."""
    wait = windows.left(_window(login, source), limit=MOST, at=_now())
    if wait is not None:
        raise TooManyRequests(math.ceil(wait / 1000), MOST)


def note(*, login: str, source: str) -> None:
    """Remember a wrong one."""
    windows.count(_window(login, source), limit=MOST, at=_now())


def _window(login: str, source: str) -> str:
    return f"guesses#{source}#{fold(login)}"


def _now() -> int:
    return int(clock.now().timestamp() * 1000)
