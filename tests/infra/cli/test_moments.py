from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain import clock
from infra.cli.moments import coming, moment
from infra.cli.refusals import Refusal


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2027-01-31", datetime(2027, 1, 31, tzinfo=UTC)),
        ("2027-01-31T12:00", datetime(2027, 1, 31, 12, tzinfo=UTC)),
        ("2027-01-31T12:00+02:00", datetime(2027, 1, 31, 10, tzinfo=UTC)),
    ],
)
def test_what_names_no_zone_is_utc(text: str, at: datetime) -> None:
    assert moment(text) == at


@pytest.mark.parametrize("text", ["", "soon", "2027-02-30", "0001-01-01T00:00+23:00", "²"])
def test_what_is_no_moment_is_wrong_usage(text: str) -> None:
    with pytest.raises(Refusal, match="is no date like") as caught:
        moment(text)
    assert caught.value.status == 2


def test_a_number_is_that_many_days_from_now() -> None:
    assert abs(coming("7") - clock.now() - timedelta(days=7)) < timedelta(minutes=1)


@pytest.mark.parametrize("text", ["0", "36501", "2001-01-01"])
def test_what_does_not_lie_ahead_is_wrong_usage(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        coming(text)
    assert caught.value.status == 2
