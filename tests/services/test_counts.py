from __future__ import annotations

import pytest

from chalicelib.domain.caller import Caller
from chalicelib.domain.filters.conditions import Compare, Comparison, Like
from chalicelib.domain.filters.evaluation import Logic
from chalicelib.domain.filters.operands import Literal, Stored
from chalicelib.domain.filters.patterns import Pattern
from chalicelib.domain.site import SITE
from chalicelib.services import counts, records

pytestmark = pytest.mark.usefixtures("cloud")

FOLDING = Logic(folds_case=True)


def test_records_are_counted_all_or_those_that_fulfil_a_filter(caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "_AT_ONCE", 1)
    for name in ("UK East", "UK West", "Centre"):
        gone = records.create(kind=SITE, values={"name": name}, caller=caller)
    assert counts.count(kind=SITE, logic=FOLDING, budget=5) == 3
    assert counts.count(kind=SITE, where=Like(Stored("name"), Pattern.parse("uk%")), logic=FOLDING, budget=5) == 2
    named = Compare(Stored("name"), Comparison.EQUAL, Literal("centre"))
    assert counts.count(kind=SITE, where=named, logic=FOLDING, budget=5) == 1
    records.trash(kind=SITE, number=gone.number, caller=caller)
    assert counts.count(kind=SITE, logic=FOLDING, budget=5) == 2
