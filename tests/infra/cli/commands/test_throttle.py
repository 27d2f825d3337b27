from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from chalicelib import config
from chalicelib.domain import clock, usage_key
from chalicelib.domain.account import Account
from chalicelib.domain.usage_key import GRACE
from chalicelib.services import accounts, usage_keys
from chalicelib.store import usage_plans as store
from tests.access import make_account
from tests.infra.cli.conftest import CommandLine, InProcess
from tests.infra.cli.esm.setups import ACCOUNT
from tests.plans import TRIGGERS, ControlPlane, keys_of_accounts, planned

SHARED = usage_key.shared(config.STAGE)
NOTHING = {"made": 0, "adopted": 0, "attached": 0, "deleted": 0, "waiting": 0, "forgotten": 0}


@pytest.fixture
def plane(cloud: None) -> Iterator[ControlPlane]:
    with planned() as plane:
        yield plane


@pytest.fixture
def run(plane: ControlPlane) -> CommandLine:
    """The command line on a stage with a gateway."""
    return CommandLine(InProcess(has_gateway=True))


def throttled(plane: ControlPlane) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = plane.plans["accounts"]["apiStages"][0]["throttle"]
    return found


def test_a_sync_makes_keys_and_throttles_and_says_what_it_did(run: CommandLine, plane: ControlPlane) -> None:
    make_account("alice")
    accounts.create(account=Account("addressee"))
    assert run("throttle", "sync").out.split("\n")[:2] == [
        "keys made                        1",
        "throttles of operations changed  yes",
    ]
    assert throttled(plane)[TRIGGERS] == {"rateLimit": 2.0, "burstLimit": 120}
    assert {path.split("/")[1] for path in throttled(plane)} == {"reapi", "rest-api"}
    assert run("throttle", "sync").out == "The gateway is in line.\n"
    assert run.json("throttle", "sync") == NOTHING | {"throttles_changed": False, "refused": []}


def test_a_dry_run_says_the_same_and_does_nothing(run: CommandLine, plane: ControlPlane) -> None:
    make_account("alice")
    expected = NOTHING | {"made": 1, "throttles_changed": True, "refused": []}
    assert run.json("throttle", "sync", "--dry-run") == expected
    assert "Nothing was done." in run("throttle", "sync", "--dry-run").out
    assert keys_of_accounts(plane) == {}
    assert not {"UpdateUsagePlan", "CreateApiKey"} & set(plane.calls)
    assert run.json("throttle", "sync") == expected


def test_show_tells_whom_the_gateway_does_not_tell_apart(run: CommandLine) -> None:
    make_account("alice")
    before = run.json("throttle", "show")
    assert (before["sharing"], before["accounts"], before["in_line"]) == (["alice"], 0, False)
    assert "polydesk throttle sync" in run("throttle", "show").out
    run("throttle", "sync")
    after = run.json("throttle", "show")
    assert (after["sharing"], after["accounts"], after["in_line"]) == ([], 1, True)
    assert (after["rate"], after["burst"], after["holds_limits"]) == (50, 400, True)
    assert {"method": "POST", "path": TRIGGERS.removesuffix("/POST"), "rate": 2.0, "burst": 120} in after["operations"]
    out = run("throttle", "show").out
    assert "50 calls a second, 400 at once" in out
    assert "polydesk throttle sync" not in out


def test_accounts_for_which_there_is_no_room_are_named_at_the_end(run: CommandLine, plane: ControlPlane) -> None:
    make_account("alice")
    with plane.refusing("CreateApiKey", "LimitExceededException"):
        answer = run("throttle", "sync")
    assert answer.status == 1
    assert answer.errors.splitlines()[1:] == ["  alice"]
    assert "takes no more keys" in answer.errors


def test_an_account_is_counted_from_its_beginning_to_its_end(run: CommandLine, plane: ControlPlane) -> None:
    run("account", "create", "alice", "--generate")
    assert list(keys_of_accounts(plane).values()) == [usage_keys.value(account="alice")]
    run("account", "disable", "alice")
    assert len(keys_of_accounts(plane)) == 1
    run("account", "remove", "alice", "--yes")
    assert keys_of_accounts(plane) == {}
    assert usage_keys.value(account="alice") == SHARED


def test_an_account_is_counted_as_soon_as_it_can_call(run: CommandLine, plane: ControlPlane) -> None:
    for login in ("alice", "bob"):
        run("account", "create", login, "--no-password")
    assert keys_of_accounts(plane) == {}
    run("account", "password", "alice", "--generate")
    assert len(keys_of_accounts(plane)) == 1
    run("credential", "issue", "key", "--account", "bob")
    run("credential", "issue", "key", "--no-account")
    assert len(keys_of_accounts(plane)) == 2


def test_throttles_follow_a_limit_that_is_set_either_way(run: CommandLine, plane: ControlPlane) -> None:
    run("limits", "set", "30", "--dialect", "xmatters")
    assert throttled(plane)[TRIGGERS] == {"rateLimit": 1.0, "burstLimit": 60}
    run("limits", "set", "0", "--dialect", "xmatters")
    assert TRIGGERS not in throttled(plane)
    run("settings", "set", "squiz", "requests_per_minute", "90")
    assert {"rateLimit": 3.0, "burstLimit": 180} in throttled(plane).values()
    run("settings", "reset", "squiz", "requests_per_minute")
    assert {"rateLimit": 3.0, "burstLimit": 180} not in throttled(plane).values()


def test_the_gateway_follows_what_a_file_brings(run: CommandLine, plane: ControlPlane) -> None:
    content = {"settings": {"external.api.max.requests.per.minute": 60}, "accounts": [{**ACCOUNT, "roles": []}]}
    for _ in range(2):
        assert run("esm", "apply", "-", stdin=json.dumps(content)).errors == ""
    assert len(keys_of_accounts(plane)) == 1
    assert throttled(plane)["/rest-api/itsm/v1/dc/{templateCode}/data/GET"] == {"rateLimit": 2.0, "burstLimit": 120}
    before = len(plane.calls)
    run("esm", "apply", "-", "--dry-run", stdin=json.dumps(content))
    assert len(plane.calls) == before
    assert run("plan", "import", "-", stdin='{"plan": 1}').errors == ""
    assert len(plane.calls) > before


def test_a_file_that_brings_more_accounts_than_there_is_room_for_says_so(run: CommandLine, plane: ControlPlane) -> None:
    with plane.refusing("CreateApiKey", "LimitExceededException"):
        answer = run("esm", "apply", "-", stdin=json.dumps({"accounts": [{**ACCOUNT, "roles": []}]}))
    assert answer.status == 0
    assert "There is no room for the keys of 1 accounts, which share one." in answer.errors


def test_a_gateway_that_does_not_follow_is_told_and_keeps_nothing_from_being_done(
    run: CommandLine, plane: ControlPlane
) -> None:
    with plane.refusing("CreateApiKey", "AccessDeniedException"):
        answer = run("account", "create", "alice", "--generate")
    assert answer.status == 0
    assert "The account alice was made." in answer.out
    assert "The cloud refuses CreateApiKey (AccessDeniedException)" in answer.errors
    assert "polydesk throttle sync" in answer.errors
    assert accounts.named(login="alice").password


def test_a_stage_without_plans_and_a_local_cloud_are_left_alone(run: CommandLine, plane: ControlPlane) -> None:
    plane.plans.clear()
    assert run("account", "create", "alice", "--generate").errors == ""
    assert run.refused("throttle", "show") == "The gateway has no usage plans for this deployment."
    plane.calls.clear()
    CommandLine(InProcess())("account", "create", "bob", "--generate")
    assert plane.calls == []


def test_a_plan_that_is_narrower_than_the_limits_is_told(run: CommandLine) -> None:
    assert "AccountBurst" not in run("throttle", "sync").out
    run("limits", "set", "4000", "--dialect", "squiz")
    for verb in ("show", "sync"):
        assert "The plan is narrower than the limits" in run("throttle", verb).out
    assert run.json("throttle", "show")["holds_limits"] is False


def test_a_key_is_rotated_and_the_former_one_goes_later(run: CommandLine, plane: ControlPlane) -> None:
    run("account", "create", "Alice", "--generate")
    former = usage_keys.value(account="alice")
    assert "Alice is counted by a new key" in run("throttle", "rotate", "Alice").out
    assert usage_keys.value(account="alice") != former
    assert run.json("throttle", "sync")["waiting"] == 1
    assert len(keys_of_accounts(plane)) == 2
    clock.advance(GRACE.total_seconds())
    assert run.json("throttle", "sync")["deleted"] == 1
    assert list(keys_of_accounts(plane).values()) == [usage_keys.value(account="alice")]
    assert run.refused("throttle", "rotate", "nobody") == "There is no account 'nobody'."


def test_before_a_stage_is_destroyed_all_keys_are_removed(run: CommandLine, plane: ControlPlane) -> None:
    run("account", "create", "alice", "--generate")
    assert run.refused("throttle", "clear", status=2) == "Nobody is there to confirm this: say --yes."
    assert run("throttle", "clear", "--yes").out == "1 key was removed.\n"
    assert run("throttle", "clear", "--yes").out == "0 keys were removed.\n"
    assert keys_of_accounts(plane) == {}


def test_names_of_plans_are_those_of_the_stage() -> None:
    assert store.accounts_plan("dev") != store.accounts_plan("prod")
