from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.tickets import times

NOON = datetime(2001, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2001-01-01T12:00:00Z",
        "2001-01-01T12:00:00.0000000Z",
        "2001-01-01T12:00:00",
        "2001-01-01 12:00:00Z",
        "2001-01-01T12:00",
        "2001-01-01T12:00Z",
        "2001-01-01T14:00:00+02:00",
        "2001-01-01T06:30:00-0530",
        "2001-01-02T02:00+14:00",
        "/Date(978350400000)/",
        "/Date(978350400000+0200)/",
        "01/01/2001 12:00:00",
    ],
)
def test_one_moment_has_many_spellings(text: str) -> None:
    assert times.read(text) == NOON


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2001-01-01", datetime(2001, 1, 1, tzinfo=UTC)),
        ("01/31/2001 12:00:00", datetime(2001, 1, 31, 12, tzinfo=UTC)),
        ("2001-01-01T12:00:00.5", NOON.replace(microsecond=500_000)),
        ("2001-01-01T12:00:00.1234567Z", NOON.replace(microsecond=123_456)),
        ("/Date(-1)/", datetime(1969, 12, 31, 23, 59, 59, 999_000, tzinfo=UTC)),
        ("9999-12-31T23:59:59.999999Z", datetime.max.replace(tzinfo=UTC)),
    ],
)
def test_what_is_left_out_is_zero_and_what_is_finer_than_microseconds_is_dropped(text: str, moment: datetime) -> None:
    assert times.read(text) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2001",
        "2001-1-1",
        "2001-02-30",
        "2001-01-01T",
        "2001-01-01T24:00:00Z",
        "2001-01-01T12:60:00Z",
        "2001-01-01T12:00:60Z",
        "2001-01-01T12:00:00.Z",
        "2001-01-01T12:00:00.12345678Z",
        "2001-01-01T12:00:00+02",
        "2001-01-01T12:00:00+24:00",
        "2001-01-01T12:00:00+02:60",
        "2001-01-01T12:00:00Z\n",
        " 2001-01-01T12:00:00Z",
        "２００１-01-01",
        "31/01/2001 12:00:00",
        "01/31/2001",
        "/Date(9999999999999999)/",
        "/Date(" + "9" * 5000 + ")/",
        "/Date(abc)/",
        "0000-01-01",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:00-00:01",
        "978350400",
    ],
)
def test_everything_else_is_no_time(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  whatever it says: the parser words it anew
        times.read(text)


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        (NOON, "2001-01-01T12:00:00Z"),
        (NOON.replace(microsecond=250_000), "2001-01-01T12:00:00.25Z"),
        (NOON.replace(microsecond=1), "2001-01-01T12:00:00.000001Z"),
        (NOON.astimezone(timezone(timedelta(hours=5))), "2001-01-01T12:00:00Z"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00Z"),
    ],
)
def test_a_moment_is_written_in_utc_with_a_fraction_only_when_there_is_one(moment: datetime, text: str) -> None:
    assert times.write(moment) == text


@given(st.datetimes(timezones=st.just(UTC)))
def test_what_is_written_is_read_as_the_same_moment(moment: datetime) -> None:
    assert times.read(times.write(moment)) == moment


@given(st.integers(-60_000_000_000, 60_000_000_000), st.integers(-1439, 1439))
def test_a_zone_moves_the_clock_and_not_the_moment(seconds: int, minutes: int) -> None:
    moment = NOON + timedelta(seconds=seconds)
    elsewhere = moment.astimezone(timezone(timedelta(minutes=minutes)))
    assert times.read(elsewhere.isoformat()) == moment


@given(st.text())
def test_no_text_is_more_than_not_a_time(text: str) -> None:
    try:
        times.read(text)
    except ValueError:
        return
