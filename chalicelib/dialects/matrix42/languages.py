"""The language of an answer: the one that is asked for, else that of the caller's profile (specification, 3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from chalicelib.dialects.matrix42.vocabulary.languages import LANGUAGES, USUAL
from chalicelib.errors import PolydeskError
from chalicelib.services import profiles

if TYPE_CHECKING:
    from chalicelib.request import Request

_TAG: Final = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z]{2,3})?")


def of(request: Request) -> str:
    """`en`, `de` or `fr`. Never raises: who can't be known, or whose profile can't be read, is answered in English."""
    return known(request.headers.get("explicit-language")) or of_profile(request) or USUAL


def known(said: str | None) -> str | None:
    """The language of a code of ISO 639, with or without a country; None for anything else."""
    found = _TAG.fullmatch((said or "").strip())
    return None if found is None else LANGUAGES.get(found.group(1).lower())


def of_profile(request: Request) -> str | None:
    """The language of the person behind the caller's account, else that of the account; at most five seconds old."""
    if not request.is_identified:
        return None
    person = request.caller.person
    try:
        own = profiles.language(number=person.number) if person else None
    except PolydeskError:  # the answer matters more than its language
        own = None
    return known(own) or known(request.caller.language)
