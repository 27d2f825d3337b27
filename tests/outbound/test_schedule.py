"""When the next try is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.outbound.schedule import LONGEST, WAITS, next_try, retry_after

NOW = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


def middle() -> float:
    return 0.5


def test_the_first_try_is_at_once() -> None:
    assert next_try(0, retry_after=None, random=middle) == 0


def test_the_waits_grow_from_five_seconds_to_twelve_hours() -> None:
    waits = [next_try(attempts, retry_after=None, random=middle) for attempts in range(1, 8)]
    assert waits == pytest.approx([5, 60, 300, 1800, 7200, 21600, 43200])


def test_after_eight_tries_there_is_no_further_one_whatever_the_receiver_asks_for() -> None:
    assert next_try(8, retry_after=None, random=middle) is None
    assert next_try(9, retry_after=60, random=middle) is None


def test_chance_is_given_when_none_is_named() -> None:
    assert 4 <= (next_try(1, retry_after=None) or 0) <= 6


@given(attempts=st.integers(1, 7), chance=st.floats(0, 1, exclude_max=True))
def test_every_wait_is_at_most_a_fifth_off(attempts: int, chance: float) -> None:
    wait = next_try(attempts, retry_after=None, random=lambda: chance)
    assert wait is not None
    assert 0.8 * WAITS[attempts] <= wait * 1.0000001
    assert wait <= 1.2 * WAITS[attempts] * 1.0000001


@given(attempts=st.integers(0, 7), asked=st.floats(0, 1e12), chance=st.floats(0, 1, exclude_max=True))
def test_what_the_receiver_asks_for_counts_when_it_is_longer_up_to_twelve_hours(
    attempts: int, asked: float, chance: float
) -> None:
    alone = next_try(attempts, retry_after=None, random=lambda: chance)
    assert alone is not None
    assert next_try(attempts, retry_after=asked, random=lambda: chance) == max(alone, min(asked, LONGEST))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        (" 7 ", 7.0),
        ("99999", LONGEST),
        ("9" * 5000, LONGEST),
        ("Wed, 04 Mar 2026 05:07:07 GMT", 60.0),
        ("Wednesday, 04-Mar-26 05:07:07 GMT", 60.0),
        ("Wed Mar  4 05:07:07 2026", 60.0),
        ("Wed, 04 Mar 2026 05:00:00 GMT", 0.0),
        ("Fri, 04 Mar 2050 05:00:00 GMT", LONGEST),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: float) -> None:
    assert retry_after(value, now=NOW) == seconds


@pytest.mark.parametrize(
    "value", [None, "", "soon", "-5", "1.5", "١٢", "0x10", "1e3", "+3", "inf", "nan", "Wed, 99 Mar 2026"]
)
def test_what_is_neither_is_left_out(value: str | None) -> None:
    assert retry_after(value, now=NOW) is None


@given(st.text())
def test_no_header_makes_it_fail_or_wait_for_longer_than_twelve_hours(value: str) -> None:
    wait = retry_after(value, now=NOW)
    assert wait is None or 0 <= wait <= LONGEST


@given(st.integers(0, 43_200))
def test_a_date_is_worth_the_seconds_until_then(seconds: int) -> None:
    date = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)
    assert retry_after(date, now=NOW) == seconds
