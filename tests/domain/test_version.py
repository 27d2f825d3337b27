from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import version

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
milliseconds = st.integers(min_value=10**10, max_value=7 * 10**12)
moments = milliseconds.map(lambda number: EPOCH + timedelta(milliseconds=number))
AT = datetime(2026, 1, 1, tzinfo=UTC)


@given(st.lists(st.tuples(moments, st.integers(min_value=0, max_value=2**62)), min_size=1, max_size=20))
def test_versions_rise_whatever_the_clock_does(writes: list[tuple[datetime, int]]) -> None:
    latest = 0
    for at, after in writes:
        minted = version.mint(at, after=after)
        assert minted > max(latest, after)
        latest = minted


def test_versions_of_many_threads_differ() -> None:
    with ThreadPoolExecutor(8) as pool:
        minted = list(pool.map(lambda _: version.mint(AT), range(400)))
    assert len(set(minted)) == 400


@given(milliseconds, st.integers(0, 999))
def test_the_bound_of_a_moment_is_its_millisecond(number: int, microseconds: int) -> None:
    at = EPOCH + timedelta(milliseconds=number, microseconds=microseconds)
    assert version.milliseconds(version.floor(at)) == number


def test_a_write_is_not_below_the_bound_of_its_moment() -> None:
    assert version.mint(AT) >= version.floor(AT)


def test_a_version_has_63_bits_for_two_hundred_years() -> None:
    assert version.floor(datetime(2248, 1, 1, tzinfo=UTC)) < 2**63
