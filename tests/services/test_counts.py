from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.alerting.event import EVENT, Standing
from chalicelib.domain.caller import Caller
from chalicelib.domain.filters.conditions import Between, Compare, Comparison, Like
from chalicelib.domain.filters.evaluation import Logic
from chalicelib.domain.filters.operands import Fact, Literal, Stored, System
from chalicelib.domain.filters.patterns import Pattern
from chalicelib.domain.site import SITE
from chalicelib.services import counts, records
from chalicelib.store import dynamo

pytestmark = pytest.mark.usefixtures("cloud")

MOMENT = datetime(2026, 11, 21, 8, 0, 0, 7_000, UTC)
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


def test_records_of_classes_are_counted_without_being_read(caller: Caller) -> None:
    for standing in (Standing.ACTIVE, Standing.ACTIVE, Standing.SUSPENDED):
        _event(standing, caller)
    dynamo.reset_meter()
    assert counts.count(kind=EVENT, logic=Logic(), cls=["active"], budget=5) == 2
    assert counts.count(kind=EVENT, logic=Logic(), cls=EVENT.classes, budget=5) == 3
    assert dynamo.meter().calls == 1 + len(EVENT.classes)


def test_what_was_made_in_a_period_is_counted_to_the_millisecond(caller: Caller) -> None:
    _event(Standing.ACTIVE, caller, at=MOMENT + timedelta(microseconds=999))
    _event(Standing.SUSPENDED, caller, at=MOMENT + timedelta(milliseconds=5))

    def made(low: int, high: int, *cls: str) -> int:
        since, until = (Literal(MOMENT + timedelta(milliseconds=each)) for each in (low, high))
        where = Between(System(Fact.CREATED), since, until)
        return counts.count(kind=EVENT, where=where, logic=Logic(step=1_000), cls=cls, budget=5)

    assert [made(-1, 0), made(0, 5), made(1, 4), made(1, 5), made(5, 9)] == [1, 2, 0, 1, 1]
    assert (made(0, 5, "suspended"), made(0, 5, "active", "suspended"), made(0, 4, "suspended")) == (1, 2, 0)


def _event(standing: Standing, caller: Caller, *, at: datetime | None = None) -> None:
    records.create(kind=EVENT, values={"standing": standing.value, "form": "f"}, caller=caller, created_at=at)
