"""What mails about tickets say, by the language of whoever gets them, and when they are sent (specification, 8.2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from chalicelib.dialects.matrix42.vocabulary import pickups
from chalicelib.dialects.matrix42.vocabulary.labels import labels

CREATED: Final = "created"
CLOSED: Final = "closed"
COMMENTED: Final = "commented"
CHANGED: Final = "changed"

EVENTS_BY_MODE: Final[dict[int, frozenset[str]]] = {
    1: frozenset((CREATED, COMMENTED, CLOSED)),
    2: frozenset((CREATED, CLOSED)),
}
"""What the requester is told of, by notification mode; of nothing in any other mode, and without one."""


class Said(NamedTuple):
    """What a mail about one event begins with; `{number}` is the ticket's."""

    subject: str
    sentence: str


class Words(NamedTuple):
    """One language. `events`: how a mail begins. `labels`: of what stands below. `colon`: what stands between the two."""

    events: Mapping[str, Said]
    labels: Mapping[str, str]
    colon: str


def _called(language: str, **more: str) -> dict[str, str]:
    return {**{name: labels(name)[language] for name in ("Subject", "State", "Solution")}, **more}


WORDS: Final = {
    "en": Words(
        {
            CREATED: Said("{number} created", "Ticket {number} was created."),
            CLOSED: Said("{number} closed", "Ticket {number} was closed."),
            COMMENTED: Said("{number} commented", "Ticket {number} has a new comment."),
            CHANGED: Said("{number} changed", "Ticket {number} was changed."),
        },
        _called("en", By="By", Comment="Comment"),
        ": ",
    ),
    "de": Words(
        {
            CREATED: Said("{number} erstellt", "Das Ticket {number} wurde erstellt."),
            CLOSED: Said("{number} geschlossen", "Das Ticket {number} wurde geschlossen."),
            COMMENTED: Said("{number} kommentiert", "Zum Ticket {number} gibt es einen neuen Kommentar."),
            CHANGED: Said("{number} geändert", "Das Ticket {number} wurde geändert."),
        },
        _called("de", By="Von", Comment="Kommentar"),
        ": ",
    ),
    "fr": Words(
        {
            CREATED: Said("{number} créé", "Le ticket {number} a été créé."),
            CLOSED: Said("{number} clôturé", "Le ticket {number} a été clôturé."),
            COMMENTED: Said("{number} commenté", "Le ticket {number} a un nouveau commentaire."),
            CHANGED: Said("{number} modifié", "Le ticket {number} a été modifié."),
        },
        _called("fr", By="Par", Comment="Commentaire"),
        " : ",
    ),
}

STATES: Final = {row.key: row.labels for each in pickups.PICKUPS if each.name == pickups.STATUS for row in each.rows}
"""What the states of tickets are called, by number."""
