"""What is written of a site (specification, 8.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from chalicelib.dialects.xmatters.company import Company
from chalicelib.dialects.xmatters.parser import faults as words
from chalicelib.dialects.xmatters.parser.members import Members
from chalicelib.dialects.xmatters.parser.people import time_zone
from chalicelib.dialects.xmatters.vocabulary.sites import (
    COORDINATES,
    MAX_COORDINATE,
    MAX_NAME,
    ROOT,
    STATUSES,
    TEXTS,
)
from chalicelib.domain.record import Value
from chalicelib.errors import Faults

_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class SiteContent:
    """What a body says of a site: values by field, and coordinates as they were sent; None empties either."""

    values: Mapping[str, Value | None]
    coordinates: Mapping[str, str | None]

    @property
    def name(self) -> str | None:
        """The name, if one is said."""
        name = self.values.get("name")
        return name if isinstance(name, str) else None


def site(content: Mapping[str, Any], company: Company, faults: Faults, *, new: bool) -> SiteContent:
    """What a body says; what is wrong with it is added to `faults`. `new`: what is left out has its default."""
    said = Members(content, faults, (ROOT,))
    values: dict[str, Value | None] = {}
    if new or "name" in content:
        name = said.text("name", most=MAX_NAME, required=True)
        values["name"] = name and name.strip()
    if new or "status" in content:
        values["active"] = _active(said)
    if new or "language" in content:
        values["language"] = _language(said, company)
    if new or "timezone" in content:
        values["time_zone"] = time_zone(said, company)
    for key, (field, most) in TEXTS.items():
        if key in content:
            values[field] = said.text(key, most=most)
    coordinates: dict[str, str | None] = {}
    for key, bound in COORDINATES.items():
        if key in content:
            coordinates[key] = text = _coordinate(said, key, bound)
            values[key] = None if text is None else float(text)
    return SiteContent(values, coordinates)


def _active(said: Members) -> bool:
    if not said.says("status"):
        return True
    status = said.get("status")
    active = STATUSES.get(status.strip().upper()) if isinstance(status, str) else None
    if active is None:
        said.wrong("status", words.one_of(STATUSES))
    return active is not False


def _language(said: Members, company: Company) -> str:
    language = said.text("language", most=MAX_NAME)
    code = company.language if language is None else company.code(language)
    if code is None and language is not None:
        said.wrong("language", f"Language {words.shown(language)} is not defined.")
    return code or company.language


def _coordinate(said: Members, key: str, bound: int) -> str | None:
    """Degrees as text: as they were sent, numbers as their decimal text."""
    if not said.says(key):
        return None
    sent = said.get(key)
    if isinstance(sent, str):
        text = sent.strip()
        if len(text) <= MAX_COORDINATE and _NUMBER.fullmatch(text) is None:
            said.wrong(key, words.NO_NUMBER)
            return None
    elif isinstance(sent, (int, Decimal)) and not isinstance(sent, bool):
        text = _decimal(Decimal(sent), bound)
    else:
        said.wrong(key, words.NO_NUMBER)
        return None
    if len(text) > MAX_COORDINATE:
        said.wrong(key, words.too_long(MAX_COORDINATE))
        return None
    if not -bound <= Decimal(text) <= bound:
        said.wrong(key, words.between(-bound, bound))
        return None
    return text


def _decimal(number: Decimal, bound: int) -> str:
    """A number without an exponent; one that is far out of range, or endless, is cut to what shows that it is."""
    if not -bound <= number <= bound:
        return str(bound + 1)
    return format(number, "f") if number.adjusted() >= -MAX_COORDINATE else "0" * (MAX_COORDINATE + 1)
