from __future__ import annotations

import pytest

from chalicelib.store import windows
from chalicelib.store.windows import LENGTH
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")

AT = 1_700_000_000_000


def count(at: int = AT, limit: int = 3, key: str = "k") -> int | None:
    return windows.count(key, limit=limit, at=at)


def test_exactly_as_many_calls_as_the_limit_are_counted_in_a_window() -> None:
    assert [count(AT + n) for n in range(5)] == [None, None, None, LENGTH - 3, LENGTH - 4]


def test_a_refused_call_prolongs_nothing() -> None:
    for moment in range(0, LENGTH, 5_000):
        count(AT + moment)
    assert count(AT + LENGTH) is None


def test_a_window_ends_a_minute_after_its_first_call() -> None:
    for _ in range(3):
        count()
    assert count(AT + LENGTH - 1) == 1
    assert [count(AT + LENGTH) for _ in range(4)] == [None, None, None, LENGTH]


def test_each_key_has_its_own_window() -> None:
    assert [count(limit=1, key="a"), count(limit=1, key="b"), count(limit=1, key="a")] == [None, None, LENGTH]


@pytest.mark.parametrize("key", ["", "x" * 5_000, "address:\ud800", "\0", "ä" * 1_100])
def test_every_key_has_a_window(key: str) -> None:
    assert [count(limit=1, key=key), count(limit=1, key=key), count(limit=1, key=f"{key}y")] == [None, LENGTH, None]
    assert windows.calls([key], at=AT) == {key: 1}


def test_a_window_obeys_the_limit_of_the_moment() -> None:
    assert [count(limit=1), count(limit=1), count(limit=2), count(limit=2)] == [None, LENGTH, None, LENGTH]


def test_a_counted_call_is_one_call_to_the_store() -> None:
    count()
    with Unreliable() as store:
        count()
    assert store.operations == ["UpdateItem"]


def test_a_window_of_a_clock_that_was_moved_back_does_not_lock_its_caller_out() -> None:
    day = 86_400_000
    for _ in range(3):
        count(AT + day)
    assert count(AT) is None


def test_a_window_of_a_clock_that_is_a_little_ahead_still_counts() -> None:
    for _ in range(3):
        count(AT + 200)
    assert count(AT) == LENGTH + 200
