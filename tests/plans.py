"""API Gateway's control plane in small: keys and usage plans, as its reference has them. moto knows no throttles of methods.

It answers where a request would be sent, so botocore's checks of what is asked are those of production.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from typing import Any, Final

from botocore import xform_name
from botocore.awsrequest import AWSResponse

from chalicelib import config
from chalicelib.domain import clock, usage_key
from chalicelib.store import aws, usage_plans
from tests.unreliable import Crash

API: Final = "abc123"
PAGE: Final = (
    2  # items of a list; API Gateway gives 25 if it is not asked for more, and never promises as many as asked for
)
TRIGGERS: Final = "/reapi/{version}/forms/{form}/triggers/POST"


Asked = Mapping[str, Any]


class Refusal(Exception):
    """A call that is refused, with the code of API Gateway's error."""


class ControlPlane:
    """`keys` by id; `plans` by id, each with the ids of the keys that are in it; `calls`: operations that were asked for.

    `crash_at`: the process ends before this call is done, counted from 1.
    """

    def __init__(self) -> None:
        self.crash_at: int | None = None
        self.keys: dict[str, dict[str, Any]] = {}
        self.plans: dict[str, dict[str, Any]] = {}
        self.counted: dict[str, list[str]] = {}
        self.calls: list[str] = []
        self._refusals: dict[str, tuple[str, int]] = {}
        self._ids = count(1)

    @contextmanager
    def refusing(self, operation: str, code: str, *, times: int = 10**6) -> Iterator[None]:
        """Refuse calls of an operation so many times."""
        self._refusals[operation] = code, times
        yield
        del self._refusals[operation]

    def __call__(self, model: Any, **_: Any) -> Any:
        """Answer one call of botocore."""
        self.calls.append(model.name)
        if len(self.calls) == self.crash_at:
            raise Crash
        try:
            self._refuse(model.name)
            said = getattr(self, f"_{xform_name(model.name)}")(_asked)
        except Refusal as refusal:
            status = 429 if "Exceeded" in str(refusal) or "TooMany" in str(refusal) else 400
            fault = {"Error": {"Code": str(refusal), "Message": "no"}, "ResponseMetadata": {"HTTPStatusCode": status}}
            return AWSResponse("", status, {}, None), fault
        return AWSResponse("", 200, {}, None), {**said, "ResponseMetadata": {"HTTPStatusCode": 200}}

    def _refuse(self, operation: str) -> None:
        code, times = self._refusals.get(operation, ("", 0))
        if times:
            self._refusals[operation] = code, times - 1
            raise Refusal(code)

    def _create_api_key(self, asked: Asked) -> dict[str, Any]:
        assert asked["enabled"]
        assert 20 <= len(asked["value"]) <= 128
        if any(each["value"] == asked["value"] for each in self.keys.values()):
            raise Refusal("ConflictException")
        made = {"id": f"k{next(self._ids)}", "createdDate": clock.now(), **asked}
        self.keys[made["id"]] = made
        return made

    def _get_api_keys(self, asked: Asked) -> dict[str, Any]:
        found = [each for each in self.keys.values() if each["name"].startswith(asked.get("nameQuery", ""))]
        if not asked.get("includeValues"):
            found = [{name: value for name, value in each.items() if name != "value"} for each in found]
        return _paged(found, asked)

    def _delete_api_key(self, asked: Asked) -> dict[str, Any]:
        if self.keys.pop(asked["apiKey"], None) is None:
            raise Refusal("NotFoundException")
        for inside in self.counted.values():
            inside[:] = [each for each in inside if each != asked["apiKey"]]
        return {}

    def _get_usage_plans(self, asked: Asked) -> dict[str, Any]:
        return _paged(list(self.plans.values()), asked)

    def _get_usage_plan_keys(self, asked: Asked) -> dict[str, Any]:
        return _paged([self.keys[each] for each in self.counted[asked["usagePlanId"]]], asked)

    def _create_usage_plan_key(self, asked: Asked) -> dict[str, Any]:
        assert asked["keyType"] == "API_KEY"
        key = asked["keyId"]
        if key not in self.keys:
            raise Refusal("NotFoundException")
        if any(key in inside for inside in self.counted.values()):
            raise Refusal("ConflictException")
        self.counted[asked["usagePlanId"]].append(key)
        return self.keys[key]

    def _update_usage_plan(self, asked: Asked) -> dict[str, Any]:
        plan = self.plans[asked["usagePlanId"]]
        (stage,) = plan["apiStages"]
        for operation in asked["patchOperations"]:
            _, first, which, second, path, verb, *rest = operation["path"].split("/")
            assert (first, which, second) == ("apiStages", f"{stage['apiId']}:{stage['stage']}", "throttle")
            method = path.replace("~1", "/").replace("~0", "~") + f"/{verb}"
            if operation["op"] == "remove":
                assert rest == []
                del stage["throttle"][method]
                continue
            assert operation["op"] in ("add", "replace")
            (number,) = rest
            read = {"rateLimit": float, "burstLimit": int}[number]
            stage["throttle"].setdefault(method, {})[number] = read(operation["value"])
        return plan


def _paged(found: list[dict[str, Any]], asked: Asked) -> dict[str, Any]:
    assert asked["limit"] <= 500
    begin = int(asked.get("position", "0"))
    end = begin + min(asked["limit"], PAGE)
    said: dict[str, Any] = {"items": found[begin:end]}
    return said | {"position": str(end)} if end < len(found) else said


@contextmanager
def control_plane() -> Iterator[ControlPlane]:
    """Have API Gateway's control plane answered here, where there is nothing yet."""
    plane = ControlPlane()
    events = aws.client("apigateway").meta.events
    events.register_last(_ASKED, _keep_what_is_asked)
    events.register_first(_CALL, plane)
    try:
        yield plane
    finally:
        events.unregister(_CALL, plane)
        events.unregister(_ASKED, _keep_what_is_asked)


_ASKED: Final = "before-parameter-build.api-gateway"
_CALL: Final = "before-call.api-gateway"
_asked: dict[str, Any] = {}


def _keep_what_is_asked(params: dict[str, Any], **_: Any) -> None:
    _asked.clear()
    _asked.update(params)


@contextmanager
def planned() -> Iterator[ControlPlane]:
    """The plans of a deployment as its template makes them, and the key that is shared."""
    with control_plane() as plane:
        own = {"rateLimit": 50.0, "burstLimit": 400}
        for id_, name in (
            ("other", "somebody-elses"),
            ("shared", usage_plans.shared_plan(config.STAGE)),
            ("accounts", usage_plans.accounts_plan(config.STAGE)),
        ):
            stage = {"apiId": API, "stage": config.STAGE, "throttle": {}}
            plane.plans[id_] = {"id": id_, "name": name, "apiStages": [stage], "throttle": own, "tags": {}}
            plane.counted[id_] = []
        throttles = plane.plans["accounts"]["apiStages"][0]["throttle"]
        throttles[TRIGGERS] = {"rateLimit": 2.0, "burstLimit": 120}
        plane.keys["s"] = {
            "id": "s",
            "name": "shared",
            "value": usage_key.shared(config.STAGE),
            "createdDate": clock.now(),
        }
        plane.counted["shared"].append("s")
        yield plane


def keys_of_accounts(plane: ControlPlane) -> dict[str, str]:
    """Values by id, of the keys of this stage's accounts."""
    found = plane.keys.values()
    return {each["id"]: each["value"] for each in found if each["name"].startswith(usage_key.prefix(config.STAGE))}
