from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain import clock


@pytest.fixture(autouse=True)
def machine_time() -> Iterator[None]:
    clock.reset()
    yield
    clock.reset()


def test_the_time_is_aware_and_in_utc() -> None:
    assert clock.now().tzinfo is UTC


def test_the_clock_moves_by_the_sum_of_all_advances() -> None:
    clock.advance(3600)
    clock.advance(0.5)
    assert clock.offset() == 3600.5
    assert clock.now() - datetime.now(UTC) > timedelta(seconds=3599)


def test_a_reset_brings_the_machines_time_back() -> None:
    clock.advance(3600)
    clock.reset()
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=10)
