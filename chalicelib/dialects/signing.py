"""The secret that callbacks of a dialect are signed with (Standard Webhooks): a setting, kept as the vault sealed it."""

from __future__ import annotations

import binascii
from base64 import b64decode
from typing import Any, Final

from chalicelib.domain.setting import Setting
from chalicelib.services import settings


def sealed(*, dialect: str) -> str | None:
    """The secret of a dialect as the vault sealed it; None for callbacks without signature."""
    return settings.sealed(section=dialect, name=SECRET)


def is_secret(text: Any) -> bool:
    """Whether a text can be shared as the key of signatures."""
    encoded = text.removeprefix("whsec_") if isinstance(text, str) else ""
    try:
        return len(b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)) >= _KEY_BYTES
    except (binascii.Error, ValueError):
        return False


SECRET: Final = "signing_secret"  # noqa: S105  its name
_KEY_BYTES: Final = 24
SETTING: Final = Setting(
    None,
    "The secret that callbacks are signed with (Standard Webhooks); without one they are not signed.",
    test=is_secret,
    expected="base64 of 24 bytes or more, with or without whsec_ in front",
    sealed=True,
)
