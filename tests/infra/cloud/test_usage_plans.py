from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from chalicelib.domain import throttle, usage_key
from chalicelib.domain.throttle import Throttle
from chalicelib.store import usage_plans as store
from infra import limited
from infra.cloud import usage_plans
from tests.lengths import lengthy

TRIGGER = "/reapi/{version}/forms/{form}/triggers/POST"


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return usage_plans.resources(stage="dev", limited=limited.dialects())


def test_the_plans_are_those_that_the_command_line_looks_for(made: dict[str, Any]) -> None:
    assert made["AccountsPlan"]["Properties"]["UsagePlanName"] == store.accounts_plan("dev")
    assert made["SharedPlan"]["Properties"]["UsagePlanName"] == store.shared_plan("dev")


def test_the_plans_and_the_authorizer_say_which_gateway_it_is(made: dict[str, Any]) -> None:
    tag = {"Key": store.GATEWAY_TAG, "Value": {"Ref": "AWS::StackId"}}
    assert [made[name]["Properties"]["Tags"] for name in ("AccountsPlan", "SharedPlan")] == [[tag], [tag]]
    assert usage_plans.ENVIRONMENT == {"POLYDESK_GATEWAY": {"Ref": "AWS::StackId"}}


def test_the_shared_key_is_the_one_that_the_authorizer_names_and_none_of_those_of_accounts(
    made: dict[str, Any],
) -> None:
    key = made["SharedKey"]["Properties"]
    assert key["Value"] == usage_key.shared("dev")
    assert key["Enabled"] is True
    assert not key["Name"].startswith(usage_key.prefix("dev"))


def test_triggers_and_calls_of_esm_are_throttled_at_twice_their_limit(made: dict[str, Any]) -> None:
    (stage,) = made["AccountsPlan"]["Properties"]["ApiStages"]
    assert stage["Throttle"][TRIGGER] == {"RateLimit": 2.0, "BurstLimit": 120}
    esm = {json.dumps(each) for path, each in stage["Throttle"].items() if path.startswith("/rest-api/")}
    assert esm == {'{"RateLimit": 1.0, "BurstLimit": 60}'}


def test_who_keeps_to_the_documented_limits_never_meets_the_plan() -> None:
    default = {name: each["Default"] for name, each in usage_plans.PARAMETERS.items()}
    ceiling = Throttle(default["AccountCallsPerSecond"], default["AccountBurst"])
    assert throttle.holds(ceiling, [each.default for each in limited.dialects().values()])


def test_who_shares_a_key_is_not_throttled_as_one_account(made: dict[str, Any]) -> None:
    (stage,) = made["SharedPlan"]["Properties"]["ApiStages"]
    assert "Throttle" not in stage


@lengthy
def test_the_resources_are_sound(made: dict[str, Any], tmp_path: Path) -> None:
    api = {"Type": "AWS::Serverless::Api", "Properties": {"StageName": "dev", **usage_plans.API_PROPERTIES}}
    template = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Transform": "AWS::Serverless-2016-10-31",
        "Parameters": dict(usage_plans.PARAMETERS),
        "Resources": made | {"RestAPI": api},
    }
    path = tmp_path / "template.json"
    path.write_text(json.dumps(template))
    linter = Path(sys.executable).with_name("cfn-lint")
    command = [str(linter), "--non-zero-exit-code", "warning", "--regions", "eu-central-1", "--", str(path)]
    linted = subprocess.run(command, capture_output=True, text=True, check=False)
    assert linted.returncode == 0, linted.stdout


def test_methods_behind_the_authorizer_demand_a_key_and_no_others() -> None:
    fenced: dict[str, Any] = {"security": [{"authorize": []}]}
    swagger: dict[str, Any] = {
        "paths": {"/a": {"get": fenced, "options": {}, "parameters": [{}]}, "/open": {"get": {"responses": {}}}},
        "securityDefinitions": {"authorize": {}},
    }
    for _ in range(2):
        usage_plans.demand(swagger)
    assert swagger["paths"] == {
        "/a": {"get": {"security": [{"api_key": []}, {"authorize": []}]}, "options": {}, "parameters": [{}]},
        "/open": {"get": {"responses": {}}},
    }
    assert swagger["securityDefinitions"].keys() == {"authorize", "api_key"}
    assert swagger["x-amazon-apigateway-api-key-source"] == "AUTHORIZER"
