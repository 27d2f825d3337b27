"""How many calls of a dialect were served and refused since Monday: exact over all processes, week by week.

A week that is over is closed by whoever comes first, the sweep or a call. Its counts are kept until the dialect has written
them down, so that a crash in between loses nothing: a later sweep writes them.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from chalicelib.domain import clock
from chalicelib.domain.tally import Tally
from chalicelib.errors import Unavailable
from chalicelib.services import settings
from chalicelib.store import usage as store
from chalicelib.store.usage import Closed

log = logging.getLogger(__name__)

REST: Final = timedelta(seconds=60)  # what whoever closes a week has to write it down
_ATTEMPTS: Final = 8


@dataclass(frozen=True, slots=True)
class Ledger:
    """Whose calls are counted. `setting`: the setting of the dialect that names the time zone of its Mondays, UTC if not set.

    `report`: writes down weeks that are over, each with its counts; only after a crash is it given a week twice.
    """

    dialect: str
    setting: str
    report: Callable[[Iterator[Tally]], None]

    @property
    def zone(self) -> str:
        """The name of the time zone in force."""
        return str(settings.get(section=self.dialect).get(self.setting) or "UTC")


def count(*, ledger: Ledger, consumed: bool) -> Tally:
    """Count one call, as served or as refused, and answer the counts with it; the first one ever starts the counting.

    Raises Unavailable.
    """
    for _ in range(_ATTEMPTS):
        at = clock.now()
        counted = store.count(ledger.dialect, consumed=consumed, at=at, zone=ledger.zone)
        if counted is not None:
            return counted
        settings.forget(section=ledger.dialect)  # another process may know of a time zone that is newer
        _prepare(ledger, store.read(ledger.dialect)[0], at)
    raise Unavailable("The calls can't be counted. Try again.")


def current(*, ledger: Ledger) -> Tally | None:
    """The counts as they stand, None if it has never counted; a week that is over stands until somebody closes it."""
    return store.read(ledger.dialect)[0]


def close(*, ledger: Ledger) -> int:
    """Write down the weeks that are over, and answer how often that was to be done. Raises Unavailable.

    Goes by the time zone that the counts were last kept by, and reads no setting: the sweeper may not.
    """
    at = clock.now()
    tally, kept = store.read(ledger.dialect)
    done = 0
    for closed in kept:
        if closed.is_free(at, REST) and store.claim(ledger.dialect, closed, until=at + REST):
            done += _write_down(ledger, closed)
    if tally is not None and tally.is_ahead(at):
        store.replace(ledger.dialect, tally, tally.moved(at, tally.zone))
    elif tally is not None and tally.is_over(at):
        done += _close(ledger, tally, at)
    return done


def follow(*, ledger: Ledger) -> None:
    """Have the week end by the time zone that is in force now. Raises Unavailable."""
    tally, _ = store.read(ledger.dialect)
    if tally is not None:
        _prepare(ledger, tally, clock.now())


def _prepare(ledger: Ledger, tally: Tally | None, at: datetime) -> None:
    """Do what stands in the way of counting; when somebody else is faster, that is as good."""
    zone = ledger.zone
    if tally is None:
        store.begin(ledger.dialect, Tally.begun(at, zone))
    elif tally.is_ahead(at) or tally.zone != zone:  # first, because it says when the week is over
        store.replace(ledger.dialect, tally, tally.moved(at, zone))
    elif tally.is_over(at):
        _close(ledger, tally, at)


def _close(ledger: Ledger, tally: Tally, at: datetime) -> bool:
    closed = store.close(ledger.dialect, tally, tally.at_work(at), free_at=at + REST)
    return closed is not None and _write_down(ledger, closed)


def _write_down(ledger: Ledger, closed: Closed) -> bool:
    try:
        ledger.report(closed.tally.weeks(closed.until))
        store.settle(ledger.dialect, closed)
    except Exception:  # the call that came first on a Monday is to be counted all the same
        log.exception("the last week of %s is left to the sweeper", ledger.dialect)
        return False
    return True
