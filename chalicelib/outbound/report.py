"""What one run of a function came to: counted as it goes, by several threads, and one line of the log at its end.

jobs_expanded · jobs_given_back · chores_done · deliveries_made                                        worker
deliveries_sent · _failed (tried again later) · _dead · _cancelled · _laid (ready for an agent) · leases_lost       sender
delivery_delay_seconds                       how late the latest was: from the moment that its try was due       sender
requeued · weeks_closed                      what should have been on its way · usage weeks written down        sweeper
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from chalicelib import config, logs

if TYPE_CHECKING:
    from types import TracebackType

if config.IN_LAMBDA:  # each of these functions loads its module and not the app, which says it elsewhere
    logs.configure()


class Report:
    """The figures of a run. As a context it writes its line when it is left, whatever happened."""

    def __init__(self, function: str) -> None:
        self._function = function
        self._lock = threading.Lock()
        self.figures: dict[str, float] = {}

    def count(self, name: str, number: int = 1) -> None:
        """So many more."""
        with self._lock:
            self.figures[name] = self.figures.get(name, 0) + number

    def most(self, name: str, value: float) -> None:
        """The largest that there was; never less than nothing, whatever two clocks say."""
        with self._lock:
            self.figures[name] = max(self.figures.get(name, 0.0), round(value, 3))

    def __enter__(self) -> Report:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        logs.worked(self._function, self.figures)
