"""People as what every call asks of them: whether they are there, their language, their groups; at most five seconds old.

It stands apart from what makes and changes people, which takes longer to import than all that most calls need.
"""

from __future__ import annotations

from typing import Final

from chalicelib import config
from chalicelib.domain.person import PERSON
from chalicelib.domain.record import Record
from chalicelib.services.caches import Cache
from chalicelib.store import records as store

_people: Final[Cache[Record | None]] = Cache(seconds=config.CACHE_SECONDS)


def known(*, number: int) -> Record | None:
    """The person of a number, at most five seconds old and without long texts; None for nobody, and in the trash."""
    return _people.get(str(number), lambda: store.get(PERSON, number))


def is_active(*, number: int) -> bool:
    """Whether there is a person of a number, neither in the trash nor switched off; at most five seconds old."""
    person = known(number=number)
    return person is not None and person.get("active") is not False


def language(*, number: int) -> str | None:
    """The language of a person, at most five seconds old."""
    person = known(number=number)
    return None if person is None else person.get("language")


def groups(*, number: int) -> frozenset[int]:
    """The groups of a person, by number, at most five seconds old."""
    person = known(number=number)
    return frozenset() if person is None else frozenset(ref.number for ref in person.many("groups"))
