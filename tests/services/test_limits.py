from __future__ import annotations

import pytest

from chalicelib.domain import clock
from chalicelib.errors import TooManyRequests
from chalicelib.services import limits
from tests.unreliable import Unreliable

pytestmark = pytest.mark.usefixtures("cloud")


def take(default: int = 2, who: str = "a", dialect: str = "esm") -> int:
    return limits.take(dialect=dialect, who=who, default=default)


def refusal(default: int = 2) -> TooManyRequests:
    with pytest.raises(TooManyRequests) as caught:
        take(default)
    return caught.value


def test_as_many_calls_as_the_limit_pass_in_a_minute() -> None:
    assert [take(), take()] == [2, 2]
    assert refusal().limit == 2
    clock.advance(60)
    assert [take(), take()] == [2, 2]
    refusal()


def test_a_refused_caller_is_told_the_whole_seconds_to_wait() -> None:
    take(1)
    first = refusal(1).retry_after
    clock.advance(30)
    second = refusal(1).retry_after
    assert 40 < first <= 60
    assert first - 50 < second <= first - 30
    assert isinstance(second, int)


def test_waiting_as_long_as_told_is_enough() -> None:
    take(1)
    clock.advance(refusal(1).retry_after)
    assert take(1) == 1


def test_each_account_and_each_dialect_has_a_window_of_its_own() -> None:
    assert [take(1), take(1, who="b"), take(1, dialect="squiz")] == [1, 1, 1]


def test_who_has_no_account_is_counted_by_address_and_is_nobody_s_double() -> None:
    address = limits.address("203.0.113.7")
    assert [take(1, who=address), take(1, who="203.0.113.7")] == [1, 1]
    with pytest.raises(TooManyRequests):
        take(1, who=address)


def test_without_a_limit_nothing_is_counted() -> None:
    take(0)
    with Unreliable() as calls:
        assert [take(0) for _ in range(3)] == [0, 0, 0]
    assert calls.calls == []


def test_a_counted_call_is_one_update() -> None:
    take()
    with Unreliable() as calls:
        take()
    assert calls.operations == ["UpdateItem"]


def test_an_override_begins_the_windows_anew_for_all_dialects_or_one() -> None:
    take(1)
    refusal(1)
    limits.override(requests_per_minute=1)
    assert take(30) == 1
    refusal(30)
    limits.override(requests_per_minute=3, dialect="esm")
    assert [take(30) for _ in range(3)] == [3, 3, 3]
    assert take(30, dialect="squiz") == 1
    limits.override(requests_per_minute=0)
    assert take(30) == 0
