from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from chalicelib.dialects.esm.serializer import stamps


def test_moments_are_in_utc_to_the_second_and_days_are_days() -> None:
    east = timezone(timedelta(hours=3))
    assert stamps.write(datetime(2022, 10, 13, 13, 14, 15, 999_999, tzinfo=east)) == "2022-10-13T10:14:15Z"
    assert stamps.write(datetime(1, 1, 1, tzinfo=UTC)) == "0001-01-01T00:00:00Z"
    assert stamps.write(date(2022, 10, 13)) == "2022-10-13"
    assert len(stamps.now()) == len("2022-10-13T10:14:15Z")
