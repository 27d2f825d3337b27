"""Usage plans of the template: one for the keys of accounts, and one for the key that accounts share which have none.

Keys of accounts are no resources of the template: `polydesk` makes them, and puts them into the plan. It also has the
throttles of methods follow the limits; the template lays them as the vendors document them, so that a new deployment has them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from chalicelib.domain import throttle, usage_key
from chalicelib.domain.throttle import Throttle
from chalicelib.services.usage_plans import Limited
from chalicelib.store import usage_plans

Resources = dict[str, Any]

API_PROPERTIES: Final = {"ApiKeySourceType": "AUTHORIZER"}
"""Of the API: keys are those that the authorizer names. Headers are not looked at."""

ENVIRONMENT: Final = {"POLYDESK_GATEWAY": {"Ref": "AWS::StackId"}}
"""Of the authorizer's function: which gateway it is. One that is made anew over the same tables knows no keys of the former."""

_SCHEME: Final = "api_key"  # as Chalice calls it

PARAMETERS: Final[Mapping[str, Any]] = {
    "AccountCallsPerSecond": {
        "Type": "Number",
        "Default": 50,
        "MinValue": 1,
        "Description": "Calls a second that an account may keep up, over all interfaces, before the gateway refuses it",
    },
    "AccountBurst": {
        "Type": "Number",
        "Default": 400,
        "MinValue": 1,
        "Description": "Calls that an account may make at once",
    },
    "SharedCallsPerSecond": {
        "Type": "Number",
        "Default": 200,
        "MinValue": 1,
        "Description": "The same for all accounts together that have no usage key of their own",
    },
    "SharedBurst": {
        "Type": "Number",
        "Default": 2000,
        "MinValue": 1,
        "Description": "Calls that these may make at once",
    },
}


def resources(*, stage: str, limited: Mapping[str, Limited]) -> Resources:
    """The plans, the shared key and its place, by logical id. `limited`: the dialects with methods that have a limit."""
    return {
        "AccountsPlan": _plan(
            usage_plans.accounts_plan(stage), "Each account by a key of its own", "Account", _throttles(limited)
        ),
        "SharedPlan": _plan(
            usage_plans.shared_plan(stage), "All accounts that have no key of their own, by one", "Shared", {}
        ),
        "SharedKey": {
            "Type": "AWS::ApiGateway::ApiKey",
            "Properties": {
                "Name": usage_plans.shared_plan(stage),
                "Description": "Named by the authorizer for accounts without a key of their own",
                "Value": usage_key.shared(stage),
                "Enabled": True,
            },
        },
        "SharedPlanKey": {
            "Type": "AWS::ApiGateway::UsagePlanKey",
            "Properties": {
                "KeyId": {"Ref": "SharedKey"},
                "KeyType": "API_KEY",
                "UsagePlanId": {"Ref": "SharedPlan"},
            },
        },
    }


def demand(swagger: dict[str, Any]) -> None:
    """Have every method behind an authorizer demand a usage key, which is what makes the gateway count its calls."""
    for methods in swagger["paths"].values():
        for method in methods.values():
            if isinstance(method, dict) and method.get("security") and {_SCHEME: []} not in method["security"]:
                method["security"].insert(0, {_SCHEME: []})
    swagger.setdefault("securityDefinitions", {})[_SCHEME] = {"type": "apiKey", "name": "x-api-key", "in": "header"}
    swagger["x-amazon-apigateway-api-key-source"] = "AUTHORIZER"


def _plan(name: str, description: str, whose: str, throttles: Mapping[str, Any]) -> Resources:
    stage: Resources = {"ApiId": {"Ref": "RestAPI"}, "Stage": {"Ref": "RestAPI.Stage"}}
    return {
        "Type": "AWS::ApiGateway::UsagePlan",
        "Properties": {
            "UsagePlanName": name,
            "Description": description,
            "ApiStages": [stage | ({"Throttle": throttles} if throttles else {})],
            "Tags": [{"Key": usage_plans.GATEWAY_TAG, "Value": ENVIRONMENT["POLYDESK_GATEWAY"]}],
            "Throttle": {
                "RateLimit": {"Ref": f"{whose}CallsPerSecond"},
                "BurstLimit": {"Ref": f"{whose}Burst"},
            },
        },
    }


def _throttles(limited: Mapping[str, Limited]) -> dict[str, Any]:
    found = throttle.by_method(
        {name: each.methods for name, each in limited.items()},
        {name: each.default for name, each in limited.items()},
        ceiling=Throttle(PARAMETERS["AccountCallsPerSecond"]["Default"], PARAMETERS["AccountBurst"]["Default"]),
    )
    return {
        f"{path}/{verb}": {"RateLimit": each.rate, "BurstLimit": each.burst} for (path, verb), each in found.items()
    }
