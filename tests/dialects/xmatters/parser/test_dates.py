from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chalicelib.dialects.xmatters.parser import dates

AT = datetime(2013, 3, 12, 10, 0, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2013-03-12T10:00:17",
        "2013-03-12T10:00:17Z",
        "2013-03-12T11:00:17+0100",
        "2013-03-12T11:00:17+01:00",
        "2013-03-12T11:00:17 0100",
        "2013-03-12T11:00:17 01:00",
        "2013-03-12T05:30:17-0430",
    ],
)
def test_a_moment_is_in_utc_unless_it_names_its_zone(text: str) -> None:
    assert dates.moment(text) == AT


def test_a_moment_may_have_milliseconds() -> None:
    assert dates.moment("2013-03-12T10:00:17.045") == AT.replace(microsecond=45_000)
    assert dates.moment("2013-03-12T11:00:17.045+0100") == AT.replace(microsecond=45_000)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2013-03-12",
        "2013-03-12 10:00:17",
        "2013-13-12T10:00:17",
        "2013-03-12T24:00:17",
        "2013-03-12T10:00:17.1",
        "2013-03-12T10:00:17+0160",
        "2013-03-12T10:00:17+9900",
        "0001-01-01T00:00:00+0100",
        "9999-12-31T23:59:59-0100",
        "٢٠١٣-03-12T10:00:17",
    ],
)
def test_what_is_no_moment_is_none(text: str) -> None:
    assert dates.moment(text) is None


def test_a_range_begins_before_it_ends() -> None:
    found = dates.period("2013-03-12T10:00:17/2013-03-12T10:00:17.001")
    assert found == (AT, AT.replace(microsecond=1_000))
    assert dates.period("2013-03-12T10:00:17/2013-03-12T10:00:17") is None
    assert dates.period("2013-03-12T10:00:17/2013-03-12T10:00:16") is None
    assert dates.period("2013-03-12T10:00:17") is None
    assert dates.period("2013-03-12T10:00:17/") is None
    assert dates.period("a/b/c") is None
