from __future__ import annotations

import asyncio
import copy
import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from ministack.services import apigateway_v1 as gateway

from infra.local import usage_plans
from infra.local.usage_plans import throttled

OURS = (
    "_import_rest_api",
    "_invoke_authorizer_lambda",
    "_authorize_request_v1",
    "_api_key_from_request",
    "_update_usage_plan",
    "_get_usage_plan",
    "_get_usage_plans",
    "_usage_plans_for_key",
)
AT = "/apiStages/abc:dev/throttle/~1a~1{b}/GET"
AUTHORIZER = {"id": "auth"}


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    async def invoke(authorizer: Any, event: Any, *_: Any) -> Any:
        return {"body": {"usageIdentifierKey": f"key of {event['authorizationToken']}"}}

    async def authorize(api_id: str, stage: str, method: Any, verb: str, *rest: Any) -> Any:
        event = {"authorizationToken": gateway._header_ci(rest[2], "authorization")}
        return await gateway._invoke_authorizer_lambda(AUTHORIZER, event, "account", "region")

    for name in OURS:
        monkeypatch.setattr(gateway, name, getattr(gateway, name))
    monkeypatch.setattr(gateway, "_invoke_authorizer_lambda", invoke)
    monkeypatch.setattr(gateway, "_authorize_request_v1", authorize)
    usage_plans.install()
    gateway._rest_apis["named"] = {"apiKeySource": "AUTHORIZER"}
    gateway._rest_apis["sent"] = {"apiKeySource": "HEADER"}
    yield
    gateway._rest_apis.clear()
    gateway._usage_plans.clear()
    usage_plans._named.clear()


def key_of_a_call(api: str, headers: dict[str, str], authorizer: str | None = "auth") -> str | None:
    async def call() -> str | None:
        method = {"authorizerId": authorizer}
        await gateway._authorize_request_v1(api, "dev", method, "GET", "/a", {}, headers, b"", {}, {}, {}, "a", "r")
        found: str | None = gateway._api_key_from_request(headers)
        return found

    return asyncio.run(call())


@pytest.mark.usefixtures("installed")
def test_the_authorizer_names_the_key_where_the_api_says_so() -> None:
    headers = {"Authorization": "t", "x-api-key": "sent"}
    assert key_of_a_call("named", headers) == "key of t"
    assert key_of_a_call("sent", headers) == "sent"
    assert key_of_a_call("named", headers, authorizer=None) is None


@pytest.mark.usefixtures("installed")
def test_a_swagger_says_where_keys_come_from() -> None:
    named = gateway._import_rest_api({"x-amazon-apigateway-api-key-source": "AUTHORIZER"}, {"name": "a"})
    assert gateway._rest_apis[named]["apiKeySource"] == "AUTHORIZER"
    assert gateway._rest_apis[gateway._import_rest_api({})]["apiKeySource"] == "HEADER"


def test_a_patch_of_a_method_changes_its_throttle_and_nothing_else() -> None:
    plan: dict[str, Any] = {"apiStages": [{"apiId": "abc", "stage": "dev", "throttle": {"/x/GET": {"rateLimit": 1}}}]}
    assert throttled(plan, {"op": "replace", "path": f"{AT}/rateLimit", "value": "0.5"})
    assert throttled(plan, {"op": "add", "path": f"{AT}/burstLimit", "value": "30"})
    (stage,) = plan["apiStages"]
    assert stage["throttle"] == {"/x/GET": {"rateLimit": 1}, "/a/{b}/GET": {"rateLimit": 0.5, "burstLimit": 30}}
    assert throttled(plan, {"op": "remove", "path": AT})
    assert stage["throttle"] == {"/x/GET": {"rateLimit": 1}}


@pytest.mark.parametrize(
    "path", ["/throttle/rateLimit", "/name", "/apiStages", "/apiStages/other:dev/throttle/~1a/GET/rateLimit", AT]
)
def test_other_patches_are_left_to_ministack(path: str) -> None:
    plan = {"apiStages": [{"apiId": "abc", "stage": "dev", "throttle": {}}]}
    before = copy.deepcopy(plan)
    assert not throttled(plan, {"op": "replace", "path": path, "value": "1"})
    assert plan == before


@pytest.mark.usefixtures("installed")
def test_the_spelling_of_a_template_is_that_of_the_service_from_then_on() -> None:
    throttle = {"/a/GET": {"RateLimit": 1, "BurstLimit": 2}}
    stages = [{"apiId": "abc", "stage": "dev", "throttle": throttle}]
    gateway._usage_plans["p"] = {"id": "p", "apiStages": stages}
    _, _, body = gateway._get_usage_plan("p")
    assert b'"rateLimit": 1' in body.replace(b'":1', b'": 1')
    path = "/apiStages/abc:dev/throttle/~1a/GET/burstLimit"
    gateway._update_usage_plan("p", {"patchOperations": [{"op": "replace", "path": path, "value": "9"}]})
    assert gateway._usage_plans["p"]["apiStages"][0]["throttle"] == {"/a/GET": {"rateLimit": 1, "burstLimit": 9}}


@pytest.mark.parametrize("name", OURS)
def test_what_is_leaned_on_is_still_there(name: str) -> None:
    assert inspect.isfunction(getattr(gateway, name))


def test_headers_come_where_they_are_looked_for() -> None:
    names = list(inspect.signature(gateway._authorize_request_v1).parameters)
    assert names[2:4] == ["method_obj", "method"]
    assert names[4 + 2] == "headers"
