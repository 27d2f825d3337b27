"""What EventBridge's schedules do: runs the sweeper once a minute; and at once when the clock was moved."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from time import monotonic
from typing import Final

MINUTE: Final = 60.0

_log = logging.getLogger(__name__)


class Timetable:
    """Calls `sweep` by the machine's clock, and `catch_up` whenever the app's clock was moved, one at a time.

    `catch_up` answers how much it found; it is called again until it finds nothing more. The first minute ends with it, too: by
    then the leases of those who were killed before the start have ended.
    """

    def __init__(self, sweep: Callable[[], object], catch_up: Callable[[], int], *, seconds: float = MINUTE) -> None:
        self._sweep = sweep
        self._catch_up = catch_up
        self._seconds = seconds
        self._moved = threading.Event()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="timetable", daemon=True)

    def start(self) -> None:
        """Catch up with what was left behind when everything stopped, and go on from there."""
        self._moved.set()
        self._thread.start()

    def clock_moved(self) -> None:
        """What was due in the time that was skipped is due now."""
        self._moved.set()

    def stop(self) -> None:
        """Begin nothing more; see `join`."""
        self._stopped = True
        self._moved.set()

    def join(self, until: float) -> bool:
        """Wait for what is under way, until a moment of the monotonic clock; False when that was not enough."""
        self._thread.join(max(0.0, until - monotonic()))
        return not self._thread.is_alive()

    def _run(self) -> None:
        first = True
        while not self._stopped:
            moved = self._moved.wait(self._seconds)
            self._moved.clear()
            try:
                if moved or first:
                    self._catch_up_with_everything()
                else:
                    self._sweep()
            except Exception:
                _log.exception("The sweeper failed; it runs again in a minute.")
            first = first and moved

    def _catch_up_with_everything(self) -> None:
        while not self._stopped and self._catch_up():
            pass
