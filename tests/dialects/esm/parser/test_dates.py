from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.esm.parser.dates import read
from chalicelib.dialects.esm.serializer import stamps

HELSINKI: Final = ZoneInfo("Europe/Helsinki")
DAYS = st.dates(date(1, 1, 2), date(9999, 12, 30))
MOMENTS = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29)).map(lambda at: at.replace(microsecond=0))  # noqa: DTZ001
OFFSETS = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(day=DAYS)
def test_a_day_in_either_form_is_that_day_and_as_a_moment_its_midnight(day: date) -> None:
    midnight = datetime(day.year, day.month, day.day, tzinfo=HELSINKI).astimezone(UTC)
    for text in (day.isoformat(), f"{day.day:02}.{day.month:02}.{day.year:04}", f" {day.isoformat()}\n"):
        assert read(text, HELSINKI, moment=False) == day
        assert read(text, HELSINKI, moment=True) == midnight


@given(at=MOMENTS, offset=OFFSETS, fraction=st.sampled_from(["", ".1", ".999999999"]), blank=st.sampled_from("T "))
def test_a_moment_with_an_offset_is_that_moment_in_every_form(
    at: datetime, offset: timezone, fraction: str, blank: str
) -> None:
    meant = at.replace(tzinfo=offset)
    said = meant.isoformat(sep=blank, timespec="seconds")
    clock, zone = said[:19] + fraction, said[19:]
    for text in (clock + zone, clock + zone.replace(":", "")):
        assert read(text, HELSINKI, moment=True) == meant
        assert read(text, HELSINKI, moment=False) == meant.astimezone(HELSINKI).date()


@given(at=MOMENTS, zone=st.sampled_from([UTC, HELSINKI, ZoneInfo("America/New_York")]))
def test_a_moment_without_an_offset_is_one_of_the_zone_to_the_minute_or_second(at: datetime, zone: ZoneInfo) -> None:
    meant = at.replace(tzinfo=zone)
    dotted = f"{at.day:02}.{at.month:02}.{at.year:04}"
    for text in (at.isoformat(), f"{dotted} {at:%H:%M:%S}"):
        assert read(text, zone, moment=True) == meant.astimezone(UTC)
    for text in (at.isoformat(timespec="minutes"), f"{dotted} {at:%H:%M}"):
        assert read(text, zone, moment=True) == meant.replace(second=0).astimezone(UTC)
        assert read(text, zone, moment=False) == at.date()


@given(at=MOMENTS)
def test_what_is_answered_is_read_as_what_it_was(at: datetime) -> None:
    assert read(stamps.write(at.replace(tzinfo=UTC)), HELSINKI, moment=True) == at.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2021-02-29",
        "2021-13-01",
        "0000-01-01",
        "31.04.2021",
        "24.3.2021",
        "2021-3-24",
        "2021/03/24",
        "2021-03-24T24:00",
        "2021-03-24T10",
        "2021-03-24T10:60",
        "2021-03-24T10:00:61Z",
        "2021-03-24T10:00:00z",
        "2021-03-24T10:00:00+24:00",
        "2021-03-24T10:00:00+02:60",
        "2021-03-24  10:00",
        "24.03.2021T10:00",
        "24.03.2021 10:00Z",
        "２０２１-03-24",
        "now",
        "start_day",
        "1616580000",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
    ],
)
def test_what_is_no_date_or_an_impossible_one_is_none(text: str) -> None:
    assert read(text, UTC, moment=True) is None


def test_the_first_and_the_last_day_have_no_midnight_in_every_zone() -> None:
    assert read("0001-01-01", HELSINKI, moment=True) is None
    assert read("0001-01-01", HELSINKI, moment=False) == date.min
    assert read("9999-12-31", ZoneInfo("America/New_York"), moment=True) is not None
