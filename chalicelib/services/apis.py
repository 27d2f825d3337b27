"""The operations of all dialects: how they stand, who may call them, and what was told of their lives.

Everything that was laid down is known to a process at most five seconds later. What the code says of an operation holds as long
as nothing was laid down.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from chalicelib import config
from chalicelib.domain import api, clock
from chalicelib.domain.api import Audience, Move, Standing, State
from chalicelib.domain.caller import Caller
from chalicelib.domain.role import ANY
from chalicelib.errors import OutsideAudience
from chalicelib.services import definitions, profiles
from chalicelib.services.caches import Cache

OWNER: Final = "api"
"""Stands where definitions name their dialect."""
_STANDING: Final = "standing"
_AUDIENCE: Final = "audience"
_MOVE: Final = "move"


@dataclass(frozen=True, slots=True)
class _Known:
    """Everything that was laid down, at a revision."""

    revision: int
    standings: Mapping[str, Standing]
    audiences: Mapping[str, Audience]
    moves: tuple[Move, ...]


_NOTHING: Final = _Known(0, {}, {}, ())
_known: Final[Cache[_Known]] = Cache(seconds=config.CACHE_SECONDS, size=1)
_latest: Final[Cache[_Known]] = Cache(seconds=86_400, size=1)  # good for as long as the revision is the same


def standing(*, operation: str, declared: Standing = api.ACTIVE) -> Standing:
    """How an operation stands. `declared`: what holds as long as nothing was laid down."""
    return _everything().standings.get(operation, declared)


def audience(*, operation: str) -> tuple[Audience | None, bool]:
    """Who may call an operation, None for everyone; and whether that was said of its whole service."""
    audiences = _everything().audiences
    if operation in audiences:
        return audiences[operation], False
    return audiences.get(service_of(operation)), True


def admit(*, operation: str, caller: Caller) -> None:
    """Raise OutsideAudience for who is outside the audience of an operation. Administrators never are."""
    wanted, _ = audience(operation=operation)
    if wanted is None or caller.permissions.has(ANY):
        return
    person = caller.person.number if caller.person else None
    groups = profiles.groups(number=person) if person and wanted.groups else frozenset()
    if not wanted.holds(person, groups):
        raise OutsideAudience(operation)


def moves() -> tuple[Move, ...]:
    """What was told of all operations, the newest first."""
    return _everything().moves


def move(
    *,
    operation: str,
    to: State,
    public: bool,
    declared: Standing = api.ACTIVE,
    sunset_on: date | None = None,
    successor: str | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Standing:
    """Take an operation to another state, and tell of it. Raises Conflict, Invalid: see `domain.api.moved`."""
    moment = at or clock.now()
    revision = definitions.revision(dialect=OWNER)
    _known.clear()
    former = _everything().standings.get(operation, declared)
    made = api.moved(former, to, public=public, at=moment, sunset_on=sunset_on, successor=successor, note=note)
    told = {
        "at": moment.astimezone(UTC).isoformat(),
        "operation": operation,
        "before": former.state.value,
        "after": to.value,
        "sunset_on": made.sunset_on and made.sunset_on.isoformat(),
        "note": note,
    }
    wanted = [
        definitions.Wanted(_STANDING, operation, made.content),
        definitions.Wanted(_MOVE, f"{told['at']} {operation}", told),
    ]
    definitions.declare_all(dialect=OWNER, wanted=wanted, at_revision=revision)
    _known.clear()
    return made


def set_audience(*, of: str, wanted: Audience | None) -> None:
    """Say who may call an operation, or the operations of a whole service; None for everyone again."""
    content: dict[str, Any] = {"open": wanted is None}
    if wanted is not None:
        content |= {"groups": sorted(wanted.groups), "persons": sorted(wanted.persons)}
    definitions.declare(dialect=OWNER, noun=_AUDIENCE, name=of, content=content)
    _known.clear()


def service_of(operation: str) -> str:
    """The service of an operation."""
    return operation.rpartition(".")[0]


def _everything() -> _Known:
    return _known.get("", _load)


def _load() -> _Known:
    """Anew only where something was laid down since; to see that is one small read."""
    revision = definitions.revision(dialect=OWNER)
    if revision == 0:
        return _NOTHING
    known = _latest.get("", _read)
    if known.revision != revision:
        _latest.clear()
        known = _latest.get("", _read)
    return known


def _read() -> _Known:
    revision, found = definitions.at_once(dialect=OWNER)
    audiences = (each for each in found.get(_AUDIENCE, ()) if not each.content["open"])
    told = (_told(each.content) for each in found.get(_MOVE, ()))
    return _Known(
        revision,
        {each.name: Standing.of(each.content) for each in found.get(_STANDING, ())},
        {
            each.name: Audience(frozenset(each.content["groups"]), frozenset(each.content["persons"]))
            for each in audiences
        },
        tuple(sorted(told, key=lambda each: each.at, reverse=True)),
    )


def _told(content: Mapping[str, Any]) -> Move:
    until = content.get("sunset_on")
    return Move(
        datetime.fromisoformat(content["at"]),
        content["operation"],
        State(content["before"]),
        State(content["after"]),
        date.fromisoformat(until) if until else None,
        content["note"],
    )
