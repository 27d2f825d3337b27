from __future__ import annotations

import threading
from time import monotonic

import pytest

from infra.local.timetable import Timetable


class Sweeper:
    """Counts its calls; `found` is what catching up finds, in turn, and then nothing."""

    def __init__(self, *found: int, fails: bool = False) -> None:
        self.swept = threading.Semaphore(0)
        self.caught_up = threading.Semaphore(0)
        self._found = list(found)
        self._fails = fails

    def sweep(self) -> None:
        self.swept.release()
        if self._fails:
            raise RuntimeError

    def catch_up(self) -> int:
        self.caught_up.release()
        return self._found.pop(0) if self._found else 0


def started(sweeper: Sweeper, seconds: float) -> Timetable:
    timetable = Timetable(sweeper.sweep, sweeper.catch_up, seconds=seconds)
    timetable.start()
    return timetable


def ended(timetable: Timetable) -> bool:
    timetable.stop()
    return timetable.join(monotonic() + 5)


def calls(semaphore: threading.Semaphore, count: int) -> bool:
    return all(semaphore.acquire(timeout=5) for _ in range(count))


def no_more(semaphore: threading.Semaphore) -> bool:
    return not semaphore.acquire(timeout=0.05)


def test_a_start_catches_up_at_once_until_nothing_is_found() -> None:
    sweeper = Sweeper(5_000, 3)
    timetable = started(sweeper, 60)
    assert calls(sweeper.caught_up, 3)
    assert no_more(sweeper.caught_up)
    assert no_more(sweeper.swept)
    assert ended(timetable)


def test_the_first_minute_ends_with_catching_up_once_more_and_every_further_one_with_a_sweep() -> None:
    sweeper = Sweeper()
    timetable = started(sweeper, 0.02)
    assert calls(sweeper.caught_up, 2)
    assert calls(sweeper.swept, 3)
    assert ended(timetable)
    assert no_more(sweeper.caught_up)


def test_a_moved_clock_catches_up_at_once() -> None:
    sweeper = Sweeper()
    timetable = started(sweeper, 60)
    assert calls(sweeper.caught_up, 1)
    timetable.clock_moved()
    assert calls(sweeper.caught_up, 1)
    assert ended(timetable)


def test_a_sweep_that_fails_is_followed_by_the_next(caplog: pytest.LogCaptureFixture) -> None:
    sweeper = Sweeper(fails=True)
    timetable = started(sweeper, 0.01)
    assert calls(sweeper.swept, 3)
    assert ended(timetable)
    assert "runs again" in caplog.text


def test_a_stop_ends_it_without_waiting_for_the_minute() -> None:
    sweeper = Sweeper()
    timetable = started(sweeper, 60)
    begun = monotonic()
    assert ended(timetable)
    assert monotonic() - begun < 2
