from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import config
from chalicelib.domain.throttle import Method, Throttle
from chalicelib.errors import Unavailable
from chalicelib.store import usage_plans
from chalicelib.store.usage_plans import Full, Plan, accounts_plan
from tests.plans import API, ControlPlane, keys_of_accounts, planned

TRIGGER: Method = ("/reapi/{version}/forms/{form}/triggers", "POST")
CARD: Method = ("/rest-api/itsm/v1/cards/{id}", "GET")
PREFIX = f"polydesk.{config.STAGE}."
VALUE = "v" * 40


@pytest.fixture
def plane() -> Iterator[ControlPlane]:
    with planned() as plane:
        yield plane


@pytest.fixture
def plan(plane: ControlPlane) -> Plan:
    found = usage_plans.find(accounts_plan(config.STAGE))
    assert found is not None
    return found


def test_a_plan_is_found_by_its_name(plan: Plan) -> None:
    assert plan.api_stage == f"{API}:{config.STAGE}"
    assert plan.throttle == Throttle(50, 400)
    assert plan.throttles == {TRIGGER: Throttle(2, 120)}
    assert usage_plans.find("another") is None


def test_a_plan_that_stands_in_front_of_nothing_is_none(plane: ControlPlane) -> None:
    plane.plans["accounts"]["apiStages"] = []
    assert usage_plans.find(accounts_plan(config.STAGE)) is None


def test_a_place_whose_slashes_are_spelled_otherwise_is_the_same(plane: ControlPlane) -> None:
    plane.plans["accounts"]["apiStages"][0]["throttle"] = {"~1api~1Tickets/GET": {"rateLimit": 0.5, "burstLimit": 30}}
    found = usage_plans.find(accounts_plan(config.STAGE))
    assert found is not None
    assert found.throttles == {("/api/Tickets", "GET"): Throttle(0.5, 30)}


def test_a_key_is_made_in_its_plan(plan: Plan, plane: ControlPlane) -> None:
    made = usage_plans.make(plan, name=f"{PREFIX}a", value=VALUE)
    assert (made.value, made.counts) == (VALUE, True)
    assert plane.counted["accounts"] == [made.id]
    assert usage_plans.keys(plan, PREFIX) == [made]


def test_keys_of_others_are_not_listed_and_loose_ones_do_not_count(plan: Plan, plane: ControlPlane) -> None:
    made = [usage_plans.make(plan, name=f"{PREFIX}{n}", value=f"{n}" * 40) for n in range(5)]
    usage_plans.make(plan, name="polydesk.another.a", value=VALUE)
    plane.counted["accounts"].remove(made[3].id)
    assert [each.counts for each in usage_plans.keys(plan, PREFIX)] == [True, True, True, False, True]
    usage_plans.attach(plan, made[3].id)
    usage_plans.attach(plan, made[3].id)
    assert all(each.counts for each in usage_plans.keys(plan, PREFIX))


def test_a_key_that_a_lost_call_made_is_met_again(plan: Plan, plane: ControlPlane) -> None:
    before = usage_plans.make(plan, name=f"{PREFIX}a", value=VALUE)
    assert usage_plans.make(plan, name=f"{PREFIX}a", value=VALUE) == before
    assert keys_of_accounts(plane) == {before.id: VALUE}


def test_a_value_that_is_somebody_elses_is_refused(plan: Plan) -> None:
    usage_plans.make(plan, name="another", value=VALUE)
    with pytest.raises(Unavailable):
        usage_plans.make(plan, name=f"{PREFIX}a", value=VALUE)


def test_a_key_is_removed_once_or_twice(plan: Plan, plane: ControlPlane) -> None:
    made = usage_plans.make(plan, name=f"{PREFIX}a", value=VALUE)
    usage_plans.delete(made.id)
    usage_plans.delete(made.id)
    assert (keys_of_accounts(plane), plane.counted["accounts"]) == ({}, [])


def test_what_comes_too_fast_is_tried_again(plan: Plan, plane: ControlPlane, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usage_plans, "PAUSE", 0)
    with plane.refusing("CreateApiKey", "TooManyRequestsException", times=3):
        made = usage_plans.make(plan, name=f"{PREFIX}a", value=VALUE)
    assert plane.calls.count("CreateApiKey") == 4
    assert keys_of_accounts(plane) == {made.id: VALUE}


def test_what_is_always_too_fast_is_given_up(plane: ControlPlane, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usage_plans, "PAUSE", 0)
    with plane.refusing("DeleteApiKey", "TooManyRequestsException"), pytest.raises(Unavailable):
        usage_plans.delete("k")
    assert plane.calls.count("DeleteApiKey") == usage_plans.ATTEMPTS


def test_a_full_region_is_told_apart_from_a_refusal(plan: Plan, plane: ControlPlane) -> None:
    with plane.refusing("CreateApiKey", "LimitExceededException"), pytest.raises(Full):
        usage_plans.make(plan, name=f"{PREFIX}a", value=VALUE)
    with plane.refusing("CreateApiKey", "AccessDeniedException"), pytest.raises(Unavailable):
        usage_plans.make(plan, name=f"{PREFIX}a", value=VALUE)
    with plane.refusing("CreateUsagePlanKey", "AccessDeniedException"), pytest.raises(Unavailable):
        usage_plans.make(plan, name=f"{PREFIX}a", value=VALUE)
    with plane.refusing("GetUsagePlans", "AccessDeniedException"), pytest.raises(Unavailable):
        usage_plans.find("any")


def test_throttles_are_changed_in_one_call_or_none(plan: Plan, plane: ControlPlane) -> None:
    usage_plans.set_throttles(plan, plan.throttles)
    assert "UpdateUsagePlan" not in plane.calls
    wanted = {CARD: Throttle(1, 60), ("/api/Tickets", "GET"): Throttle(0.04, 2)}
    usage_plans.set_throttles(plan, wanted)
    assert plane.calls.count("UpdateUsagePlan") == 1
    assert usage_plans.find(accounts_plan(config.STAGE)) == Plan(
        plan.id, plan.name, plan.api_stage, plan.throttle, wanted
    )
    with plane.refusing("UpdateUsagePlan", "AccessDeniedException"), pytest.raises(Unavailable):
        usage_plans.set_throttles(plan, {CARD: Throttle(2, 60)})


def test_a_patch_is_written_as_documented(plan: Plan) -> None:
    at = f"/apiStages/{API}:{config.STAGE}/throttle"
    card = f"{at}/~1rest-api~1itsm~1v1~1cards~1{{id}}/GET"
    assert usage_plans.changes(plan, {CARD: Throttle(0.04, 2)}) == [
        {"op": "remove", "path": f"{at}/~1reapi~1{{version}}~1forms~1{{form}}~1triggers/POST"},
        {"op": "replace", "path": f"{card}/rateLimit", "value": "0.04"},
        {"op": "replace", "path": f"{card}/burstLimit", "value": "2"},
    ]


THROTTLES = st.builds(
    Throttle, rate=st.integers(4, 4_000_000_000).map(lambda parts: parts / 100), burst=st.integers(2, 2_000_000_000)
)
METHODS = st.dictionaries(
    st.tuples(st.from_regex(r"/[a-z~{}/]{1,12}", fullmatch=True), st.sampled_from(["GET", "POST"])),
    THROTTLES,
    max_size=4,
)


@given(before=METHODS, wanted=METHODS, shared=METHODS)
def test_a_patch_leads_from_any_throttles_to_any_others(
    before: dict[Method, Throttle], wanted: dict[Method, Throttle], shared: dict[Method, Throttle]
) -> None:
    with planned() as plane:
        plane.plans["accounts"]["apiStages"][0]["throttle"] = {}
        for throttles in (before | shared, wanted | shared):
            plan = usage_plans.find(accounts_plan(config.STAGE))
            assert plan is not None
            usage_plans.set_throttles(plan, throttles)
            changed = usage_plans.find(accounts_plan(config.STAGE))
            assert changed is not None
            assert changed.throttles == throttles
            assert usage_plans.changes(changed, throttles) == []
