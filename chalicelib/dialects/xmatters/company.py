"""The company as its administrator has set it up: what is used where nobody says anything (specification, 9.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from chalicelib.dialects.xmatters.vocabulary.settings import SETTINGS, read
from chalicelib.services import settings

DIALECT: Final = "xmatters"


@dataclass(frozen=True, slots=True)
class Company:
    """Code of the default language, the default time zone, and names of the active languages by code."""

    language: str
    time_zone: str
    languages: Mapping[str, str]

    def code(self, said: str) -> str | None:
        """The code of an active language, of which the code or the name is said, in any letter case."""
        folded = said.strip().casefold()
        return next((code for code, name in self.languages.items() if folded in (code, name.casefold())), None)

    def code_of(self, stored: str | None) -> str:
        """The language of a record in two letters; other dialects may keep a country with it."""
        return stored.replace("_", "-").partition("-")[0].lower() if stored else self.language

    def name_of(self, stored: str | None) -> str:
        """The name of a record's language."""
        code = self.code_of(stored)
        return self.languages.get(code, code)


def current() -> Company:
    """The company, at most five seconds old."""
    said: Mapping[str, Any] = settings.get(section=DIALECT, declared=SETTINGS)
    return Company(said["language"], said["time.zone"], read(said["languages"]))


def fast_resolution_above() -> int:
    """The number of people above which a trigger tells how many it reaches (specification, 3)."""
    number: int = settings.get(section=DIALECT, declared=SETTINGS)["fast_resolution_above"]
    return number
