from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.esm.eql.moments import Calendar, Moment

HELSINKI = ZoneInfo("Europe/Helsinki")
NOW = datetime(2025, 8, 20, 21, 30, 15, tzinfo=UTC)  # in Helsinki Thursday, half past midnight
CALENDAR = Calendar(HELSINKI, NOW)


def read(text: str, calendar: Calendar = CALENDAR) -> Moment:
    moment = calendar.read(text)
    assert moment is not None
    return moment


def local(text: str, calendar: Calendar = CALENDAR) -> str:
    return read(text, calendar).at.isoformat()


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2025-01-31", "2025-01-30T22:00:00+00:00"),
        ("31.01.2025", "2025-01-30T22:00:00+00:00"),
        ("2025-07-01", "2025-06-30T21:00:00+00:00"),
        ("2025-01-31T10:20", "2025-01-31T08:20:00+00:00"),
        ("2025-01-31 10:20:30", "2025-01-31T08:20:30+00:00"),
        ("31.01.2025 10:20", "2025-01-31T08:20:00+00:00"),
        ("31.01.2025 10:20:30", "2025-01-31T08:20:30+00:00"),
        ("2025-01-31T10:20:30Z", "2025-01-31T10:20:30+00:00"),
        ("2025-01-31T10:20+05:30", "2025-01-31T04:50:00+00:00"),
        ("2025-01-31T10:20:30-01:00", "2025-01-31T11:20:30+00:00"),
    ],
)
def test_every_form_of_a_date_is_read_in_its_zone_or_the_deployments(text: str, utc: str) -> None:
    assert read(text).first.isoformat() == utc


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tomorrow",
        "2025-02-30",
        "30.02.2025",
        "2025-1-1",
        "2025-01-01T24:00",
        "2025-01-01T10",
        "2025-01-01T10:20:60",
        "2025-01-01T10:20+25:00",
        "2025-01-01T10:20+01:60",
        "2025-01-01  10:20",
        "01.01.2025T10:20",
        "0000-01-01",
        "0001-01-01",
        "٢٠٢٥-٠١-٠١",
        "now-",
        "now 2w",
        "now - w",
        "now - 2",
        "now - 2.5d",
        "now - 2 D",
        "now - 2 fortnights",
        "now - -2d",
        "nows",
        "start_decade",
        "start_day + 1d x",
        "now + 99999999y",
        "now - 9999999999999999999h",
        "now + " + "9" * 3_000 + "d",
        "now + " + "9" * 3_000 + "M",
    ],
)
def test_what_is_neither_date_nor_macro_is_nothing(text: str) -> None:
    assert CALENDAR.read(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("now", "2025-08-21T00:30:15+03:00"),
        ("NOW", "2025-08-21T00:30:15+03:00"),
        ("start_day", "2025-08-21T00:00:00+03:00"),
        ("start_week", "2025-08-18T00:00:00+03:00"),
        ("Start_Month", "2025-08-01T00:00:00+03:00"),
        ("start_quarter", "2025-07-01T00:00:00+03:00"),
        ("start_half", "2025-07-01T00:00:00+03:00"),
        ("start_year", "2025-01-01T00:00:00+02:00"),
        ("now - 2w", "2025-08-07T00:30:15+03:00"),
        ("now-2w", "2025-08-07T00:30:15+03:00"),
        (" now  -  2  weeks ", "2025-08-07T00:30:15+03:00"),
        ("now + 90m", "2025-08-21T02:00:15+03:00"),
        ("now + 1 minute - 1 Minutes", "2025-08-21T00:30:15+03:00"),
        ("now - 1h", "2025-08-20T23:30:15+03:00"),
        ("start_month - 1M", "2025-07-01T00:00:00+03:00"),
        ("start_week + 1w", "2025-08-25T00:00:00+03:00"),
        ("start_year + 1M - 1d", "2025-01-31T00:00:00+02:00"),
        ("start_year + 30d + 1M", "2025-02-28T00:00:00+02:00"),
        ("start_year - 1y", "2024-01-01T00:00:00+02:00"),
        ("now - 6 months", "2025-02-21T00:30:15+02:00"),
    ],
)
def test_macros_and_their_arithmetic_follow_the_calendar_of_the_zone(text: str, expected: str) -> None:
    assert local(text) == expected


def test_days_keep_the_time_of_day_and_hours_the_distance_when_clocks_change() -> None:
    eve = Calendar(HELSINKI, datetime(2025, 3, 29, 10, tzinfo=UTC))  # clocks go forward the next night
    assert local("now + 1d", eve) == "2025-03-30T12:00:00+03:00"
    assert local("now + 24h", eve) == "2025-03-30T13:00:00+03:00"


def test_a_leap_day_becomes_the_last_of_february() -> None:
    leap = Calendar(ZoneInfo("UTC"), datetime(2024, 2, 29, 12, tzinfo=UTC))
    assert local("now + 1y", leap) == "2025-02-28T12:00:00+00:00"
    assert local("now - 4y", leap) == "2020-02-29T12:00:00+00:00"


def test_monday_is_the_first_day_of_a_week() -> None:
    monday = Calendar(ZoneInfo("UTC"), datetime(2025, 8, 18, 0, 0, 1, tzinfo=UTC))
    assert local("start_week", monday) == "2025-08-18T00:00:00+00:00"


def test_the_half_and_the_quarter_of_a_first_half_begin_in_it() -> None:
    may = Calendar(ZoneInfo("UTC"), datetime(2025, 5, 31, tzinfo=UTC))
    assert local("start_quarter", may) == "2025-04-01T00:00:00+00:00"
    assert local("start_half", may) == "2025-01-01T00:00:00+00:00"


def test_a_day_lasts_until_the_next_one_also_when_it_has_23_hours() -> None:
    day = read("2025-03-30")
    assert (day.whole_day, day.day) == (True, date(2025, 3, 30))
    assert day.first.isoformat() == "2025-03-29T22:00:00+00:00"
    assert day.last.isoformat() == "2025-03-30T20:59:59.999999+00:00"


def test_a_moment_has_no_length_and_lies_in_a_day_of_the_zone() -> None:
    moment = read("2025-01-31T23:30:00Z")
    assert not moment.whole_day
    assert moment.first == moment.last
    assert moment.day == date(2025, 2, 1)


def test_a_macro_that_is_a_midnight_is_no_whole_day() -> None:
    assert not read("start_day").whole_day


def test_the_last_day_of_all_ends_with_time_itself() -> None:
    west = Calendar(ZoneInfo("America/New_York"), NOW)
    assert read("9999-12-31", west).last == datetime.max.replace(tzinfo=UTC)
    assert local("now + 7974y", west) == "9999-08-20T17:30:15-04:00"


@given(st.text("now start_dayweek+-0123456789mhdwMy :.TZ", max_size=24))
def test_any_text_is_a_moment_or_nothing(text: str) -> None:
    moment = CALENDAR.read(text)
    assert moment is None or moment.first <= moment.last
