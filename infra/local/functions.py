"""The functions that no request calls: those behind queues, and the one on a schedule. Started and stopped together."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from chalicelib import config
from chalicelib.outbound import ledgers
from infra import resources
from infra.local.context import Context
from infra.local.pump import Pump, Source
from infra.local.timetable import Timetable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

AT_ONCE: Final[Mapping[str, int]] = {"worker": 2, "sender": 3}  # messages; a sender tries up to ten deliveries of each
PUNCTUAL: Final = 2.0  # seconds from the end of a week to the lines that end it
DRAINING: Final = 12.0  # seconds that what is under way is given at the end: a callback takes at most ten

_log = logging.getLogger(__name__)


class Functions:
    """Worker, sender and sweeper of an app. `handlers`: what Lambda calls, by function; `sqs`: the client of the queues."""

    def __init__(self, handlers: Mapping[str, Callable[[Any, Any], Any]], sqs: Any, sweep: Callable[..., int]) -> None:
        self._pumps = [
            Pump(Source(queue, handlers[queue.function], AT_ONCE[queue.function]), sqs) for queue in resources.queues()
        ]
        sweeper = handlers["sweeper"]
        self._timetable = Timetable(
            lambda: sweeper(_tick(), Context(str(uuid4()), config.SWEEPER_SECONDS, "polydesk-local-sweeper")),
            lambda: sweep(grace=timedelta(0)),
        )
        self._calendar = Timetable(ledgers.close, ledgers.close, seconds=PUNCTUAL)

    def start(self) -> None:
        """Begin to work."""
        for part in self._parts():
            part.start()

    def clock_moved(self) -> None:
        """What was due in the time that was skipped is due now."""
        self._timetable.clock_moved()
        self._calendar.clock_moved()

    def stop(self) -> None:
        """Begin nothing more, and wait for what is under way; what takes too long is left to the next start."""
        for part in self._parts():
            part.stop()
        until = monotonic() + DRAINING
        if not all([part.join(until) for part in self._parts()]):  # noqa: C419  all of them are waited for
            _log.warning("Some deliveries were under way at the end; they are tried again at the next start.")

    def _parts(self) -> list[Pump | Timetable]:
        return [*self._pumps, self._timetable, self._calendar]


def _tick() -> dict[str, Any]:
    """What EventBridge says."""
    return {
        "version": "0",
        "id": str(uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "000000000000",
        "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": config.REGION,
        "resources": [],
        "detail": {},
    }
