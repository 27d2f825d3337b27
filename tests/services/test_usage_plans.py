from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest

from chalicelib import config
from chalicelib.domain import clock, usage_key
from chalicelib.domain.account import Account
from chalicelib.domain.caller import CredentialKind
from chalicelib.domain.throttle import Throttle
from chalicelib.domain.usage_key import GRACE
from chalicelib.errors import NotFound, Unavailable
from chalicelib.services import accounts, caches, credentials, limits, usage_keys, usage_plans
from chalicelib.services.usage_plans import Limited, Outcome
from chalicelib.store import usage_keys as notes
from chalicelib.store import usage_plans as gateway
from tests.access import make_account
from tests.plans import TRIGGERS, ControlPlane, keys_of_accounts, planned
from tests.unreliable import Crash, Unreliable

TRIGGER = ("/reapi/{version}/forms/{form}/triggers", "POST")
TICKETS = ("/api/Tickets", "GET")
LIMITED = {"xmatters": Limited(60, (TRIGGER,)), "tickets": Limited(0, (TICKETS,))}
SHARED = usage_key.shared(config.STAGE)


@pytest.fixture
def plane(cloud: None) -> Iterator[ControlPlane]:
    with planned() as plane:
        yield plane


def in_line() -> Outcome:
    return usage_plans.bring_in_line(state=usage_plans.state(limited=LIMITED))


def value_of(account: str) -> str:
    return usage_keys.value(account=account)


def assert_sound(plane: ControlPlane, *logins: str) -> None:
    """Each of these has its own key, which counts, and there are no other keys."""
    values = {login: value_of(login) for login in logins}
    assert SHARED not in values.values()
    assert sorted(values.values()) == sorted(keys_of_accounts(plane).values())
    assert set(plane.counted["accounts"]) == keys_of_accounts(plane).keys()


def test_who_can_call_gets_a_key_and_nobody_else(plane: ControlPlane) -> None:
    make_account("alice")
    accounts.create(account=Account("robot"))
    credentials.issue(kind=CredentialKind.KEY, account="robot")
    accounts.create(account=Account("addressee"))
    credentials.issue(kind=CredentialKind.BEARER, account=None)
    assert in_line() == Outcome(made=2)
    assert_sound(plane, "alice", "robot")
    assert value_of("addressee") == SHARED
    assert in_line() == Outcome()


def test_a_disabled_account_keeps_its_key_so_that_it_is_not_in_the_way_of_others(plane: ControlPlane) -> None:
    make_account("alice")
    in_line()
    accounts.change(login="alice", enabled=False, password=None)
    assert in_line() == Outcome()
    assert_sound(plane, "alice")


def test_a_removed_account_loses_its_key_as_soon_as_nobody_may_be_making_it(plane: ControlPlane) -> None:
    make_account("alice")
    in_line()
    accounts.remove(login="alice")
    assert in_line() == Outcome(forgotten=1, waiting=1)
    assert value_of("alice") == SHARED
    clock.advance(GRACE.total_seconds())
    assert in_line() == Outcome(deleted=1)
    assert keys_of_accounts(plane) == {}


def test_a_rotated_key_goes_when_the_gateway_has_forgotten_it(plane: ControlPlane) -> None:
    make_account("alice")
    in_line()
    former = value_of("alice")
    usage_plans.rotate(login="Alice")
    assert value_of("alice") not in (former, SHARED)
    assert former in keys_of_accounts(plane).values()
    assert in_line() == Outcome(waiting=1)
    clock.advance(GRACE.total_seconds())
    assert in_line() == Outcome(deleted=1)
    assert_sound(plane, "alice")


def test_of_two_who_make_a_key_at_once_one_is_left(plane: ControlPlane) -> None:
    make_account("alice")
    both = [usage_plans.state(limited=LIMITED), usage_plans.state(limited=LIMITED)]
    for state in both:
        usage_plans.bring_in_line(state=state)
    assert_sound(plane, "alice")


@pytest.mark.parametrize("ends_at", range(1, 12))
@pytest.mark.parametrize("at_the_gateway", [False, True])
def test_wherever_it_is_interrupted_nobody_is_kept_out_and_the_next_time_ends_it(
    plane: ControlPlane, ends_at: int, at_the_gateway: bool
) -> None:
    make_account("removed")
    in_line()
    accounts.remove(login="removed")
    clock.advance(GRACE.total_seconds())
    for login in ("alice", "bob"):
        make_account(login)
    if at_the_gateway:
        plane.crash_at = len(plane.calls) + ends_at
    with Unreliable(crash_at=None if at_the_gateway else ends_at), suppress(Crash):
        in_line()
    plane.crash_at = None
    for login in ("alice", "bob"):
        usage_keys.forget(account=login)
        assert value_of(login) in {SHARED, *(keys_of_accounts(plane)[each] for each in plane.counted["accounts"])}
    in_line()
    assert_sound(plane, "alice", "bob")


def test_where_there_is_no_room_accounts_share_a_key_and_are_named(plane: ControlPlane) -> None:
    for login in ("alice", "bob"):
        make_account(login)
    with plane.refusing("CreateApiKey", "LimitExceededException"):
        assert in_line() == Outcome(refused=("alice", "bob"))
    assert value_of("alice") == SHARED
    assert usage_plans.state(limited=LIMITED).sharing == ("alice", "bob")


def test_a_key_that_fell_out_of_the_plan_is_put_into_it_again(plane: ControlPlane) -> None:
    make_account("alice")
    in_line()
    plane.counted["accounts"].clear()
    assert in_line() == Outcome(attached=1)
    assert_sound(plane, "alice")


def test_a_gateway_that_was_made_anew_over_the_same_tables_keeps_nobody_out(
    plane: ControlPlane, monkeypatch: pytest.MonkeyPatch
) -> None:
    for login in ("alice", "bob"):
        make_account(login)
    in_line()
    plane.counted["accounts"].clear()  # a new plan
    plane.plans["accounts"]["tags"] = {gateway.GATEWAY_TAG: "anew"}
    monkeypatch.setattr(config, "GATEWAY", "anew")
    caches.clear()
    assert {value_of("alice"), value_of("bob")} == {SHARED}
    usage_plans.provide(account="bob")
    assert value_of("bob") != SHARED
    assert in_line() == Outcome(forgotten=1, adopted=1, waiting=1)
    assert {value_of("alice"), value_of("bob")} == {plane.keys[each]["value"] for each in plane.counted["accounts"]}


def test_a_control_plane_that_refuses_is_told(plane: ControlPlane) -> None:
    make_account("alice")
    with plane.refusing("CreateApiKey", "AccessDeniedException"), pytest.raises(Unavailable):
        in_line()
    assert value_of("alice") == SHARED


def test_one_account_is_provided_with_a_key_and_loses_it(plane: ControlPlane) -> None:
    make_account("alice")
    accounts.create(account=Account("addressee"))
    for login in ("alice", "alice", "addressee", "nobody"):
        usage_plans.provide(account=login)
    assert_sound(plane, "alice")
    accounts.remove(login="alice")
    usage_plans.withdraw(account="alice")
    usage_plans.withdraw(account="alice")
    assert keys_of_accounts(plane) == {}
    assert value_of("alice") == SHARED


def test_at_the_end_no_key_is_left(plane: ControlPlane) -> None:
    for login in ("alice", "bob"):
        make_account(login)
    in_line()
    assert usage_plans.clear() == 2
    assert keys_of_accounts(plane) == {}
    assert list(notes.every()) == []


def test_throttles_follow_the_limits(plane: ControlPlane) -> None:
    assert plane.plans["accounts"]["apiStages"][0]["throttle"].keys() == {TRIGGERS}
    assert not usage_plans.state(limited=LIMITED).throttles_differ
    limits.override(requests_per_minute=30)
    state = usage_plans.state(limited=LIMITED)
    assert state.wanted == {TRIGGER: Throttle(1, 60), TICKETS: Throttle(1, 60)}
    assert state.throttles_differ
    assert usage_plans.bring_in_line(state=state) == Outcome(changed=True)
    assert not usage_plans.set_throttles(limited=LIMITED)
    limits.override(requests_per_minute=0)
    assert usage_plans.set_throttles(limited=LIMITED)
    assert plane.plans["accounts"]["apiStages"][0]["throttle"] == {}
    limits.override(requests_per_minute=1_000_000)
    assert usage_plans.state(limited=LIMITED).wanted == {}, "the plan's own throttle is narrower"


def test_a_deployment_without_plans_says_so(plane: ControlPlane) -> None:
    plane.plans.clear()
    make_account("alice")
    for act in (lambda: usage_plans.state(limited=LIMITED), lambda: usage_plans.rotate(login="alice")):
        with pytest.raises(NotFound, match="no usage plan"):
            act()


def test_a_key_is_never_named_before_it_counts(plane: ControlPlane) -> None:
    make_account("alice")
    with plane.refusing("CreateUsagePlanKey", "AccessDeniedException"), pytest.raises(Unavailable):
        in_line()
    assert value_of("alice") == SHARED
    assert in_line() == Outcome(adopted=1)
    assert_sound(plane, "alice")
