from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from chalicelib.services import caches
from chalicelib.services.caches import Cache


class Source:
    """Says how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> int:
        self.asked += 1
        return self.asked


def test_a_value_is_loaded_once_as_long_as_it_is_fresh() -> None:
    cache, source = Cache[int](seconds=60), Source()
    assert [cache.get("a", source) for _ in range(3)] == [1, 1, 1]


def test_a_value_that_is_too_old_is_loaded_anew() -> None:
    cache, source = Cache[int](seconds=0), Source()
    assert [cache.get("a", source) for _ in range(3)] == [1, 2, 3]


def test_a_forgotten_key_is_loaded_anew_and_others_are_not() -> None:
    cache, source = Cache[int](seconds=60), Source()
    cache.get("a", source)
    cache.get("b", source)
    cache.forget("a")
    assert (cache.get("a", source), cache.get("b", source)) == (3, 2)


def test_nothing_is_remembered_of_a_load_that_failed() -> None:
    def fail() -> int:
        raise ValueError("no")

    cache = Cache[int](seconds=60)
    with pytest.raises(ValueError, match="no"):
        cache.get("a", fail)
    assert cache.get("a", Source()) == 1


def test_a_cache_never_holds_more_than_its_size() -> None:
    cache = Cache[int](seconds=60, size=10)
    for number in range(1_000):
        cache.get(str(number), Source())
        assert len(cache._values) <= 10


def test_what_was_loaded_before_a_write_is_not_kept_after_it() -> None:
    """One thread reads and is slow, another writes and forgets: the reader's old value must not outlive that."""
    cache = Cache[str](seconds=60)
    reading, written = Event(), Event()

    def slow() -> str:
        reading.set()
        written.wait(5)
        return "old"

    with ThreadPoolExecutor(1) as pool:
        reader = pool.submit(cache.get, "a", slow)
        reading.wait(5)
        cache.forget("a")
        written.set()
        assert reader.result() == "old"
    assert cache.get("a", lambda: "new") == "new"


def test_all_caches_are_emptied_together() -> None:
    one, other = Cache[int](seconds=60), Cache[int](seconds=60)
    one.get("a", Source())
    other.get("a", Source())
    caches.clear()
    assert (one.get("a", lambda: 7), other.get("a", lambda: 8)) == (7, 8)
