from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.throttle import Throttle, by_method, holds, in_front_of

WINDOW = 60_000  # milliseconds
TRIGGER = ("/reapi/{version}/forms/{form}/triggers", "POST")
CARD = ("/rest-api/itsm/v1/cards/{id}", "GET")
TICKETS = ("/api/Tickets", "GET")


def within_windows(moments: list[int], limit: int) -> list[int]:
    """The calls that windows of a minute let through: one opens with the first call after the former has ended."""
    let_through: list[int] = []
    ends, calls = -1, 0
    for at in moments:
        if at >= ends:
            ends, calls = at + WINDOW, 0
        if calls < limit:
            calls += 1
            let_through.append(at)
    return let_through


def refused_by_bucket(moments: list[int], throttle: Throttle) -> int:
    tokens, last, refused = Fraction(throttle.burst), 0, 0
    for at in moments:
        tokens = min(Fraction(throttle.burst), tokens + Fraction(throttle.rate) * (at - last) / 1000)
        last = at
        if tokens >= 1:
            tokens -= 1
        else:
            refused += 1
    return refused


@given(
    limit=st.integers(1, 12),
    gaps=st.lists(st.one_of(st.just(0), st.integers(0, 100), st.integers(0, 70_000)), max_size=150),
)
def test_who_keeps_to_the_limit_never_meets_the_throttle(limit: int, gaps: list[int]) -> None:
    moments, at = [], 0
    for gap in gaps:
        at += gap
        moments.append(at)
    assert refused_by_bucket(within_windows(moments, limit), in_front_of(limit)) == 0


@given(
    limits=st.lists(st.integers(0, 6), min_size=1, max_size=3),
    rate=st.integers(1, 60).map(lambda calls: calls / 60),
    burst=st.integers(1, 40),
    gaps=st.lists(st.one_of(st.just(0), st.integers(0, 70_000)), max_size=100),
)
def test_who_keeps_to_several_limits_never_meets_a_ceiling_that_holds_them(
    limits: list[int], rate: float, burst: int, gaps: list[int]
) -> None:
    moments = [sum(gaps[: index + 1]) for index in range(len(gaps))]
    calls = sorted(at for limit in limits for at in within_windows(moments, limit))
    ceiling = Throttle(rate, burst)
    if holds(ceiling, limits):
        assert refused_by_bucket(calls, ceiling) == 0


def test_a_ceiling_holds_what_two_windows_let_through_at_once() -> None:
    assert holds(Throttle(1.5, 180), [30, 60, 0])
    assert not holds(Throttle(1.4, 180), [30, 60, 0])
    assert not holds(Throttle(1.5, 179), [30, 60, 0])
    assert holds(None, [10**9])


@pytest.mark.parametrize("limit", [1, 30, 60, 600])
def test_a_flood_is_stopped_at_twice_the_limit(limit: int) -> None:
    flood = [0] * (10 * limit)
    assert len(flood) - refused_by_bucket(flood, in_front_of(limit)) == 2 * limit


def test_the_documented_limits_have_their_throttles() -> None:
    assert in_front_of(30) == Throttle(1, 60)
    assert in_front_of(60) == Throttle(2, 120)
    assert in_front_of(1) == Throttle(0.04, 2)  # rounded up


def test_only_methods_of_dialects_with_a_limit_have_a_throttle() -> None:
    methods = {"xmatters": [TRIGGER], "esm": [CARD], "tickets": [TICKETS]}
    found = by_method(methods, {"xmatters": 60, "esm": 30, "tickets": 0}, ceiling=None)
    assert found == {TRIGGER: Throttle(2, 120), CARD: Throttle(1, 60)}


@pytest.mark.parametrize(
    ("ceiling", "is_there"),
    [
        (None, True),
        (Throttle(50, 100), True),  # the burst is wider, the rate is narrower
        (Throttle(1, 500), True),
        (Throttle(2, 120), False),
        (Throttle(1, 100), False),
    ],
)
def test_a_throttle_that_the_ceiling_makes_needless_is_left_out(ceiling: Throttle | None, is_there: bool) -> None:
    assert bool(by_method({"xmatters": [TRIGGER]}, {"xmatters": 60}, ceiling=ceiling)) is is_there
