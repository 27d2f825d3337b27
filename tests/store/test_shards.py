from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta, timezone

from chalicelib.store import shards


def test_the_deliveries_of_a_job_are_spread_over_all_partitions_about_evenly() -> None:
    counts = Counter(shards.waiting(f"ticket.7.99.{number:010d}") for number in range(8_000))
    assert set(counts) == set(shards.WAITING)
    assert min(counts.values()) > 700


def test_a_day_is_a_day_in_utc() -> None:
    late = datetime(2026, 3, 1, 1, tzinfo=timezone(timedelta(hours=2)))
    assert shards.done(late) == "done#2026-02-28"


def test_stamps_of_one_moment_are_equal_and_their_order_is_that_of_time() -> None:
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert shards.stamp(noon) == shards.stamp(noon.astimezone(timezone(timedelta(hours=-5))))
    assert shards.stamp(noon) < shards.stamp(noon + timedelta(microseconds=1)) < shards.stamp(noon + timedelta(days=9))
