"""What an administrator may change."""

from __future__ import annotations

import re
from typing import Final

from chalicelib import config
from chalicelib.domain.setting import Setting

DIALECT: Final = "matrix42"
TOKEN_MINUTES: Final = "access_token_minutes"  # noqa: S105  a name
ORIGINS: Final = "origins"
ROWS: Final = "max_rows"
PREFIX: Final = "custom_prefix"
REQUESTS_PER_MINUTE: Final = 0
EVERYBODY: Final = "*"
MAX_ROWS: Final = 10_000
_ORIGIN: Final = r"https?://[A-Za-z0-9.\-\[\]:]+"

SETTINGS: Final = {
    TOKEN_MINUTES: Setting(
        5,
        "Minutes that an access token is good for. Clients renew theirs up to a minute before its end.",
        minimum=2,
        maximum=60,
    ),
    ORIGINS: Setting(
        EVERYBODY if config.STAGE == "local" else "",
        "Where scripts in browsers may come from that call the interface; * for anywhere, nothing for nowhere.",
        pattern=rf"(?:\*|{_ORIGIN}(?:, *{_ORIGIN})*)?",
        expected="* or origins like https://desk.example.com, separated by commas",
    ),
    ROWS: Setting(
        MAX_ROWS,
        "Rows of a list that is asked for without a page size, or with a greater one.",
        minimum=1,
        maximum=100_000,
    ),
    PREFIX: Setting(
        "Ud_",
        "What names of declared data definitions and configuration items begin with.",
        pattern=r"[A-Za-z][A-Za-z0-9]{0,19}_",
        expected="letters and digits with an underscore behind them",
    ),
    "requests_per_minute": Setting(
        REQUESTS_PER_MINUTE,
        "Calls a minute that an account may make, 0 for no limit.",
        minimum=0,
        is_limit=True,
    ),
}


def origins(said: str) -> frozenset[str]:
    """The origins of a setting."""
    return frozenset(filter(None, re.split(r",\s*", said.strip())))
