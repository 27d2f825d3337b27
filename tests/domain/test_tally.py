from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.tally import Tally

WEDNESDAY = datetime(2023, 4, 12, 8, 51, 27, tzinfo=UTC)
MONDAY = datetime(2023, 4, 17, tzinfo=UTC)
WEEK = timedelta(days=7)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "begun", "ends"),
    [
        ("UTC", "2023-04-12 08:51", "2023-04-17 00:00"),
        ("UTC", "2023-04-16 23:59", "2023-04-17 00:00"),
        ("UTC", "2023-04-17 00:00", "2023-04-24 00:00"),
        ("Europe/Helsinki", "2023-04-12 08:51", "2023-04-16 21:00"),
        ("Europe/Helsinki", "2023-04-16 21:00", "2023-04-23 21:00"),
        ("Europe/Helsinki", "2023-03-22 12:00", "2023-03-26 21:00"),  # summer time begins on the Sunday between
        ("America/New_York", "2023-04-17 03:59", "2023-04-17 04:00"),
        ("Asia/Kathmandu", "2023-04-12 08:51", "2023-04-16 18:15"),
        ("Nowhere/Land", "2023-04-12 08:51", "2023-04-17 00:00"),
    ],
)
def test_a_week_ends_on_monday_at_midnight_in_its_zone(zone: str, begun: str, ends: str) -> None:
    assert Tally.begun(at(begun), zone).ends == at(ends)


def test_a_week_is_over_when_its_monday_has_come() -> None:
    tally = Tally.begun(WEDNESDAY, "UTC")
    assert not tally.is_over(MONDAY - timedelta(milliseconds=1))
    assert tally.is_over(MONDAY)


def test_weeks_that_went_by_are_the_counted_one_and_empty_ones_between_mondays() -> None:
    counted = Tally(7, 2, WEDNESDAY, MONDAY, "UTC")
    assert list(counted.weeks(MONDAY + 2 * WEEK)) == [
        counted,
        Tally(0, 0, MONDAY, MONDAY + WEEK, "UTC"),
        Tally(0, 0, MONDAY + WEEK, MONDAY + 2 * WEEK, "UTC"),
    ]
    assert counted.at_work(MONDAY + 2 * WEEK) == Tally(0, 0, MONDAY + 2 * WEEK, MONDAY + 3 * WEEK, "UTC")
    assert counted.at_work(WEDNESDAY) == counted


def test_another_zone_keeps_the_counts_and_the_monday() -> None:
    counted = Tally(7, 2, WEDNESDAY, MONDAY, "UTC")
    assert counted.moved(WEDNESDAY, "Asia/Tokyo") == Tally(7, 2, WEDNESDAY, at("2023-04-16 15:00"), "Asia/Tokyo")
    assert counted.moved(WEDNESDAY, "Asia/Tokyo").moved(WEDNESDAY, "UTC") == counted


def test_a_monday_that_had_its_reset_has_no_other_when_it_begins_again_further_west() -> None:
    tally = Tally.begun(MONDAY, "UTC").moved(MONDAY, "America/New_York")
    assert tally.ends == MONDAY + WEEK + timedelta(hours=4)


def test_a_monday_that_has_begun_in_the_new_zone_ends_the_week_at_once() -> None:
    sunday = MONDAY - timedelta(hours=2)
    assert Tally.begun(WEDNESDAY, "UTC").moved(sunday, "Asia/Tokyo").is_over(sunday)


def test_of_a_clock_that_was_moved_back_the_counts_stay_and_the_monday_is_the_next() -> None:
    ahead = Tally(7, 2, MONDAY + 3 * WEEK, MONDAY + 4 * WEEK, "UTC")
    assert ahead.is_ahead(WEDNESDAY)
    assert ahead.moved(WEDNESDAY, "UTC") == Tally(7, 2, WEDNESDAY, MONDAY, "UTC")


def test_clocks_that_differ_a_little_are_not_moved_back() -> None:
    assert not Tally.begun(MONDAY, "UTC").is_ahead(MONDAY - timedelta(seconds=5))
