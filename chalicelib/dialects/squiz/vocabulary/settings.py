"""What an administrator may set (specification, sections 1, 5 and 9)."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import urlsplit

from chalicelib.dialects import signing
from chalicelib.domain.setting import Setting

DIALECT: Final = "squiz"
SWITCH: Final = "asset_management_api"
CONTEXTS: Final = "contexts"
TRIGGER_URL: Final = "trigger_url"
REQUESTS_PER_MINUTE: Final = 0

_CONTEXT: Final = r"[1-9][0-9]{0,8}=[^=,]+"
_PLAIN: Final = re.compile(r"[!-~]{1,2000}")


def read_contexts(text: str) -> dict[int, str]:
    """Names of contexts by number, as the setting holds them; without 0, which is always there."""
    pairs = (pair.partition("=") for pair in text.split(",") if pair.strip())
    return {int(number): name.strip() for number, _, name in pairs}


def is_trigger_url(text: Any) -> bool:
    """Whether a text is an address that a trigger can be posted to."""
    if not isinstance(text, str) or _PLAIN.fullmatch(text) is None:
        return False
    try:
        address = urlsplit(text)
        return (
            address.scheme in ("http", "https")
            and bool(address.hostname)
            and "@" not in address.netloc
            and address.port != 0
        )
    except ValueError:
        return False


SETTINGS: Final = {
    SWITCH: Setting(False, "Whether the asset management API is there at all."),
    CONTEXTS: Setting(
        "",
        "The contexts that there are beside the default one, which is 0: numbers with names.",
        pattern=rf"(?:{_CONTEXT}(?:, *{_CONTEXT})*)?",
        expected="numbers with names, like 1=Mobile, 2=Kiosk",
    ),
    TRIGGER_URL: Setting(
        None,
        "Where changes of assets and links are posted to; without one they are told to nobody.",
        test=is_trigger_url,
        expected="an http or https address without login",
    ),
    signing.SECRET: signing.SETTING,
    "requests_per_minute": Setting(
        REQUESTS_PER_MINUTE,
        "Calls a minute that an account may make, 0 for no limit.",
        minimum=0,
        is_limit=True,
    ),
}
