from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.tally import Tally
from chalicelib.store import usage
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")

AT = datetime(2023, 4, 12, 8, 51, 27, 123_000, UTC)
MONDAY = datetime(2023, 4, 17, tzinfo=UTC)
MINUTE = timedelta(seconds=60)
BEGUN = Tally.begun(AT, "UTC")
NEXT = Tally.begun(MONDAY, "UTC")


def count(*, consumed: bool = True, at: datetime = AT, zone: str = "UTC") -> Tally | None:
    return usage.count("esm", consumed=consumed, at=at, zone=zone)


def test_every_call_counts_on_one_side_and_is_told_the_counts() -> None:
    usage.begin("esm", BEGUN)
    count()
    count(consumed=False)
    assert count() == Tally(2, 1, AT, MONDAY, "UTC")


def test_a_call_is_one_update() -> None:
    usage.begin("esm", BEGUN)
    with Unreliable() as store:
        count()
    assert store.operations == ["UpdateItem"]


def test_nothing_is_counted_without_a_week_in_another_zone_or_by_a_clock_outside_of_it() -> None:
    assert count() is None
    usage.begin("esm", BEGUN)
    assert count(zone="Asia/Tokyo") is None
    assert count(at=MONDAY) is None
    assert count(at=AT - timedelta(hours=2)) is None
    assert usage.read("esm") == (BEGUN, [])


def test_counting_begins_once() -> None:
    usage.begin("esm", BEGUN)
    count()
    usage.begin("esm", BEGUN)
    assert count() == Tally(2, 0, AT, MONDAY, "UTC")


def test_a_week_is_closed_by_one_and_kept_until_it_is_written_down() -> None:
    usage.begin("esm", BEGUN)
    counted = count()
    assert counted
    closed = usage.close("esm", counted, NEXT, free_at=MONDAY + MINUTE)
    assert closed
    assert usage.close("esm", counted, NEXT, free_at=MONDAY + MINUTE) is None
    assert usage.read("esm") == (NEXT, [closed])
    assert (closed.tally, closed.until) == (counted, MONDAY)
    usage.settle("esm", closed)
    assert usage.read("esm") == (NEXT, [])


def test_a_week_that_was_counted_in_since_it_was_read_is_not_closed() -> None:
    usage.begin("esm", BEGUN)
    count(consumed=False)
    assert usage.close("esm", BEGUN, NEXT, free_at=MONDAY) is None


def test_a_close_that_is_sent_again_is_known_by_its_token_so_that_its_winner_knows() -> None:
    usage.begin("esm", BEGUN)
    with Unreliable(unheard={1}) as store:
        assert usage.close("esm", BEGUN, NEXT, free_at=MONDAY)
    first, second = (request["ClientRequestToken"] for _, request in store.calls)
    assert first == second


def test_weeks_are_claimed_by_one() -> None:
    usage.begin("esm", BEGUN)
    closed = usage.close("esm", BEGUN, NEXT, free_at=MONDAY + MINUTE)
    assert closed
    assert usage.claim("esm", closed, until=MONDAY + 2 * MINUTE)
    assert not usage.claim("esm", closed, until=MONDAY + 2 * MINUTE)
    usage.settle("esm", closed)
    assert not usage.claim("esm", closed, until=MONDAY + 3 * MINUTE)


def test_weeks_are_free_when_their_time_is_up_or_that_of_a_clock_that_was_moved_back() -> None:
    closed = usage.Closed("closed#1", BEGUN, MONDAY, MONDAY + MINUTE)
    assert not closed.is_free(MONDAY, MINUTE)
    assert closed.is_free(MONDAY + MINUTE, MINUTE)
    assert closed.is_free(AT, MINUTE)
