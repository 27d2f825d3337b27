"""`/_local/*`: what a test may do to the local cloud that nobody may do to a deployment.

POST /_local/clock     {"advance_seconds": n}         → {"now": "…"}
POST /_local/limits    {"requests_per_minute": n}     0 = none; all windows start anew
POST /_local/settings  {"<section>": {"<name>": …}}   what is left out keeps its value
GET  /_local/outbox                                   what was sent, newest first
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from chalicelib.domain import clock
from chalicelib.domain.limit import HIGHEST
from chalicelib.errors import Faults, Invalid, PolydeskError
from chalicelib.services import caches, limits, settings

if TYPE_CHECKING:
    from infra.local.authorizers import Authorizers
    from infra.local.outbox import Outbox

BASE: Final = "/_local/"
FURTHEST: Final = 100 * 366 * 24 * 3600  # seconds that the clock may be moved in all: dates must stay dates

Declarations = Mapping[str, Mapping[str, Any]]


class Answer(NamedTuple):
    """An answer in JSON."""

    status: int
    content: Any
    headers: Mapping[str, str] = {}


class Control:
    """Answers `/_local/*`. `declared`: the settings of each section; `clock_moved` is told when the clock was moved."""

    def __init__(
        self,
        authorizers: Authorizers,
        outbox: Outbox,
        declared: Declarations,
        *,
        clock_moved: Callable[[], None] = lambda: None,
    ) -> None:
        self._authorizers = authorizers
        self._clock_moved = clock_moved
        self._outbox = outbox
        self._declared = declared
        self._places: dict[str, tuple[str, Callable[[bytes], Answer]]] = {
            "clock": ("POST", self._move_clock),
            "limits": ("POST", self._set_limit),
            "settings": ("POST", self._change_settings),
            "outbox": ("GET", self._show_outbox),
        }

    def answer(self, method: str, path: str, body: bytes) -> Answer:
        """Do what is asked, or say what is wrong with it."""
        place = self._places.get(path.removeprefix(BASE).rstrip("/"))
        if place is None:
            known = ", ".join(f"{BASE}{name}" for name in self._places)
            return _said(404, f"There is nothing at this address. There are: {known}.")
        verb, act = place
        if method != verb:
            return Answer(405, {"message": f"Only {verb} is defined here."}, {"Allow": verb})
        try:
            return act(body)
        except _Wrong as error:
            return _said(400, str(error))
        except Invalid as error:
            faults = [{"path": ".".join(map(str, fault.path)), "message": fault.message} for fault in error.faults]
            return Answer(
                400, {"message": "Nothing was changed: " + " ".join(f["message"] for f in faults), "faults": faults}
            )
        except PolydeskError as error:
            return _said(error.status, error.message)

    def _move_clock(self, body: bytes) -> Answer:
        seconds = _member(body, "advance_seconds")
        if (
            isinstance(seconds, bool)
            or not isinstance(seconds, int | float)
            or not math.isfinite(seconds)
            or seconds < 0
        ):
            raise _Wrong("advance_seconds must be a number of seconds, 0 or more.")
        if clock.offset() + seconds > FURTHEST:
            raise _Wrong(f"The clock can be at most {FURTHEST} seconds ahead in all.")
        clock.advance(seconds)
        self._outbox.clock_moved(timedelta(seconds=clock.offset()))
        self._forget()
        self._clock_moved()
        return Answer(200, {"now": clock.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")})

    def _set_limit(self, body: bytes) -> Answer:
        number = _member(body, "requests_per_minute")
        if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= HIGHEST:
            raise _Wrong(f"requests_per_minute must be a whole number from 0 (no limit) to {HIGHEST}.")
        limits.override(requests_per_minute=number)
        return Answer(200, {"requests_per_minute": number})

    def _change_settings(self, body: bytes) -> Answer:
        sections = _object(body)
        self._check(sections)
        for section, values in sections.items():
            settings.change(section=section, values=values, declared=self._declared[section])
        self._forget()
        return Answer(200, {"changed": {section: sorted(values) for section, values in sections.items()}})

    def _check(self, sections: Mapping[str, Any]) -> None:
        """Note all faults before anything is set."""
        faults = Faults()
        for section, values in sections.items():
            declared = self._declared.get(section)
            if declared is None:
                faults.add(
                    section, "unknown", f"There is no section {section}. There are: {', '.join(self._declared)}."
                )
            elif not isinstance(values, dict):
                faults.add(section, "type", f"{section} must be an object of names and values.")
            else:
                settings.check(section=section, values=values, declared=declared, faults=faults)
        faults.raise_any()

    def _show_outbox(self, _: bytes) -> Answer:
        return Answer(200, self._outbox.entries())

    def _forget(self) -> None:
        caches.clear()
        self._authorizers.clear()


class _Wrong(Exception):
    """The body is not what this address takes; the message says what it takes."""


def _said(status: int, message: str) -> Answer:
    return Answer(status, {"message": message})


def _member(body: bytes, name: str) -> Any:
    content = _object(body)
    if name not in content:
        raise _Wrong(f'The body must be an object like {{"{name}": 60}}.')
    unknown = sorted(set(content) - {name})
    if unknown:
        raise _Wrong(f"{', '.join(unknown)} is not known here; only {name} is.")
    return content[name]


def _object(body: bytes) -> dict[str, Any]:
    try:
        content = json.loads(body)
    except (ValueError, RecursionError):
        raise _Wrong("The body must be JSON.") from None
    if not isinstance(content, dict):
        raise _Wrong("The body must be a JSON object.")
    return content
