from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.store import dynamo
from chalicelib.store.dynamo import Put
from chalicelib.store.walks import Query
from tests.lengths import examples

pytestmark = pytest.mark.usefixtures("path")

KEYS = ["A", "H#1", "H#2", "J#1", "J#2", "J#3", "K", "ä", "🙂"]
bounds = st.none() | st.sampled_from([*KEYS, "", "J", "J#", "J#~", "\ud800", "x" * 1025])


@pytest.fixture
def path(cloud: None) -> None:
    dynamo.transact([Put({"pk": "walk", "sk": key}) for key in KEYS])


def expected(after: str | None, low: str | None, high: str | None, prefix: str | None, descending: bool) -> list[str]:
    found = [
        key
        for key in KEYS
        if (prefix or low is None or key >= low)
        and (prefix or not high or key <= high)
        and key.startswith(prefix or "")
    ]
    if after:
        found = [key for key in found if (key < after if descending else key > after)]
    return found[::-1] if descending else found


def impossible(*texts: str | None) -> bool:
    return any(text and (text == "\ud800" or len(text) > 1024) for text in texts)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(100))
@given(bounds, bounds, bounds, bounds, st.booleans(), st.none() | st.integers(1, 4))
def test_a_walk_meets_what_lies_within_its_bounds(
    after: str | None, low: str | None, high: str | None, prefix: str | None, descending: bool, limit: int | None
) -> None:
    what = Query("walk", after=after, low=low, high=high, prefix=prefix, descending=descending, limit=limit)
    met = [item["sk"] for item in dynamo.query(what)]
    if impossible(after, prefix, *(() if prefix else (low, high))):
        assert set(met) <= set(KEYS)
    else:
        assert met == expected(after, low, high, prefix, descending)


@pytest.mark.parametrize("partition", ["", "\ud800", "x" * 2049])
def test_a_walk_along_no_partition_meets_nothing(partition: str) -> None:
    assert list(dynamo.query(Query(partition))) == []


@pytest.mark.parametrize("bounds", [{}, {"prefix": "J#"}, {"low": "J#", "high": "J#~"}])
def test_a_call_brings_at_most_the_items_that_were_asked_for_besides_the_one_it_begins_behind(bounds: Any) -> None:
    first = next(iter(dynamo.query_by_call(Query("walk", after="J#1", limit=2, **bounds))))
    assert [item["sk"] for item in first] == ["J#2", "J#3"]
