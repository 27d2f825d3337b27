"""What an administrator may set (specification, 9.2)."""

from __future__ import annotations

import re
from typing import Final

from chalicelib.dialects import signing
from chalicelib.dialects.xmatters.vocabulary.languages import LANGUAGES
from chalicelib.domain import zone as zones
from chalicelib.domain.setting import Setting

_LANGUAGES: Final = re.compile(r"[a-z]{2}=[^=,]+(, *[a-z]{2}=[^=,]+)*")


def written(languages: dict[str, str]) -> str:
    """Languages as the setting holds them."""
    return ", ".join(f"{code}={name}" for code, name in languages.items())


def read(text: str) -> dict[str, str]:
    """Names of languages by code, as the setting holds them."""
    pairs = (pair.partition("=") for pair in text.split(","))
    return {code.strip(): name.strip() for code, _, name in pairs}


SETTINGS: Final = {
    "language": Setting(
        "en",
        "The language of people and sites that say none; one of those that are active.",
        pattern="[a-z]{2}",
        expected="a code of two letters, like en",
    ),
    "time.zone": Setting(
        "US/Pacific",
        "The time zone of people and sites that say none.",
        test=zones.is_name,
        expected="the name of a time zone, like Europe/Helsinki",
    ),
    "languages": Setting(
        written(LANGUAGES),
        "The languages that are active, codes with names.",
        pattern=_LANGUAGES.pattern,
        expected="codes with names, like en=English, de=German",
    ),
    signing.SECRET: signing.SETTING,
    "fast_resolution_above": Setting(
        1_000,
        "The number of people above which a trigger tells how many it reaches.",
        minimum=0,
    ),
}
