from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.matrix42.asql.moments import moved, read, spelled
from chalicelib.dialects.matrix42.asql.syntax import DatePart

LEAP = datetime(2024, 2, 29, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-08-31", "2026-08-31T00:00:00+00:00"),
        ("2026-08-31 11:49", "2026-08-31T11:49:00+00:00"),
        ("2026-08-31T11:49:52", "2026-08-31T11:49:52+00:00"),
        ("2026-08-31T11:49:52.61Z", "2026-08-31T11:49:52.610000+00:00"),
        ("2026-08-31t11:49:52,123456789z", "2026-08-31T11:49:52.123456+00:00"),
        ("2026-08-31T11:49:52+02:00", "2026-08-31T09:49:52+00:00"),
        ("2026-08-31 11:49 -0530", "2026-08-31T17:19:00+00:00"),
        ("2026-08-31 11:49:52.61+02", "2026-08-31T09:49:52.610000+00:00"),
        ("2026-08-31T11:49:52.007-01:00", "2026-08-31T12:49:52.007000+00:00"),
        (" 9999-12-31T23:59:59.997Z ", "9999-12-31T23:59:59.997000+00:00"),
    ],
)
def test_every_form_of_a_date_is_read_in_its_zone_or_utc(text: str, utc: str) -> None:
    found = read(text)
    assert found is not None
    assert found.isoformat() == utc


@pytest.mark.parametrize(
    "text",
    [
        "", "tomorrow", "2026-8-31", "20260831", "31.08.2026", "2026-02-30", "2026-08-31T24:00", "2026-08-31T11", "2026-08-31T",
        "2026-08-31T11:60", "2026-08-31  11:49", "2026-08-31T11:49:52.", "2026-08-31Z", "2026-08-31T11:49+25:00",
        "2026-08-31T11:49+01:60", "2026-08-31T11:49+1", "0000-01-01", "0001-01-01T00:00+01:00", "٢٠٢٦-٠٨-٣١",
    ],
)  # fmt: skip
def test_what_is_no_date_is_nothing(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("microsecond", "shown"),
    [(0, "52Z"), (610_000, "52.61Z"), (610_999, "52.61Z"), (7_000, "52.007Z"), (999, "52Z"), (100_000, "52.1Z")],
)
def test_dates_are_spelled_with_milliseconds_at_most_and_no_zeros_at_the_end(microsecond: int, shown: str) -> None:
    assert spelled(datetime(2026, 8, 31, 11, 49, 52, microsecond, UTC)) == f"2026-08-31T11:49:{shown}"


@pytest.mark.parametrize(
    ("part", "amount", "expected"),
    [
        (DatePart.YEAR, 1, "2025-02-28T12:30:00+00:00"),
        (DatePart.YEAR, -4, "2020-02-29T12:30:00+00:00"),
        (DatePart.MONTH, 1, "2024-03-29T12:30:00+00:00"),
        (DatePart.MONTH, -14, "2022-12-29T12:30:00+00:00"),
        (DatePart.WEEK, -1, "2024-02-22T12:30:00+00:00"),
        (DatePart.DAY, 1, "2024-03-01T12:30:00+00:00"),
        (DatePart.DAY, 1.9, "2024-03-01T12:30:00+00:00"),
        (DatePart.HOUR, 12, "2024-03-01T00:30:00+00:00"),
        (DatePart.MINUTE, -30, "2024-02-29T12:00:00+00:00"),
        (DatePart.SECOND, 61, "2024-02-29T12:31:01+00:00"),
    ],
)
def test_dates_move_by_the_calendar(part: DatePart, amount: float, expected: str) -> None:
    found = moved(part, amount, LEAP)
    assert found is not None
    assert found.isoformat() == expected


@pytest.mark.parametrize("part", DatePart)
@pytest.mark.parametrize("amount", [10**30, -(10**30), 1e300, float("inf"), float("nan")])
def test_a_date_does_not_leave_the_calendar(part: DatePart, amount: float) -> None:
    assert moved(part, amount, LEAP) is None


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_date_that_was_spelled_is_read_to_the_millisecond(moment: datetime) -> None:
    assert read(spelled(moment)) == moment.replace(microsecond=moment.microsecond // 1000 * 1000)


@given(st.text("0123456789-:TZ+. ", max_size=30))
def test_any_text_is_a_date_or_nothing(text: str) -> None:
    found = read(text)
    assert found is None or found.tzinfo is UTC
