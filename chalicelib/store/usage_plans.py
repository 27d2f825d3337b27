"""API Gateway's usage plans, as its control plane tells of them and changes them.

The template makes two plans: one for the keys of accounts, one for the key that all others share. Few calls are taken
here a second (5 that make a key, 10 in all; of a plan one change in 20 seconds): what is refused for that is tried again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.domain.throttle import Method, Throttle
from chalicelib.domain.usage_key import Found
from chalicelib.errors import PolydeskError, Unavailable
from chalicelib.store import aws

GATEWAY_TAG: Final = "polydesk:gateway"
_PAGE: Final = 500  # what API Gateway lists at once
ATTEMPTS: Final = 8
PAUSE: Final = 3.0  # seconds before a call is tried again; botocore has tried three times by then


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan: `api_stage` is what it stands in front of (`<api>:<stage>`), `throttle` that of each key, over all methods.

    `gateway`: which one it is, as the template says in the tag `GATEWAY_TAG`, and the authorizer in its environment.
    """

    id: str
    name: str
    api_stage: str
    throttle: Throttle | None
    throttles: Mapping[Method, Throttle]
    gateway: str = ""


class Full(PolydeskError):
    """The region takes no more keys of this AWS account."""

    status = 409


def accounts_plan(stage: str) -> str:
    """What the plan is called in which the keys of a stage's accounts are."""
    return f"polydesk-{stage}-accounts"


def shared_plan(stage: str) -> str:
    """What the plan is called in which the shared key is."""
    return f"polydesk-{stage}-shared"


def find(name: str) -> Plan | None:
    """The plan of a name, if there is one that stands in front of anything."""
    found = (_plan(each) for each in _all("get_usage_plans") if each.get("name") == name and each.get("apiStages"))
    return next(found, None)


def keys(plan: Plan, prefix: str) -> list[Found]:
    """All keys whose names begin so, and whether they are in the plan."""
    inside = {each["id"] for each in _all("get_usage_plan_keys", usagePlanId=plan.id)}
    named = _all("get_api_keys", nameQuery=prefix, includeValues=True)
    return [_found(each, each["id"] in inside) for each in named if each["name"].startswith(prefix)]


def make(plan: Plan, *, name: str, value: str) -> Found:
    """A new key, in the plan. Raises Full."""
    try:
        said = _call("create_api_key", name=name, value=value, enabled=True)
    except ClientError as error:
        said = _made_before(name, value) if _code(error) == "ConflictException" else None
        if said is None:
            raise _meant(error) from error
    key = _found(said, counts=True)
    attach(plan, key.id)
    return key


def attach(plan: Plan, id: str) -> None:  # noqa: A002  its name everywhere
    """Put a key into the plan; it may be there already."""
    try:
        _call("create_usage_plan_key", usagePlanId=plan.id, keyId=id, keyType="API_KEY")
    except ClientError as error:
        if _code(error) != "ConflictException":
            raise _meant(error) from error


def delete(id: str) -> None:  # noqa: A002  as above
    """Remove a key, which takes it out of its plan; it may be gone already."""
    try:
        _call("delete_api_key", apiKey=id)
    except ClientError as error:
        if _code(error) != "NotFoundException":
            raise _meant(error) from error


def set_throttles(plan: Plan, throttles: Mapping[Method, Throttle]) -> None:
    """Give methods of the plan the throttles named, and all other methods none of their own: one call, or none."""
    operations = changes(plan, throttles)
    if operations:
        try:
            _call("update_usage_plan", usagePlanId=plan.id, patchOperations=operations)
        except ClientError as error:
            raise _meant(error) from error


def changes(plan: Plan, throttles: Mapping[Method, Throttle]) -> list[dict[str, str]]:
    """The patch that turns the throttles of a plan's methods into others."""
    gone = sorted(plan.throttles.keys() - throttles.keys())
    operations = [{"op": "remove", "path": _pointer(plan, method)} for method in gone]
    for method, throttle in throttles.items():
        if plan.throttles.get(method) != throttle:
            at = _pointer(plan, method)
            operations.append({"op": "replace", "path": f"{at}/rateLimit", "value": f"{throttle.rate:.2f}"})
            operations.append({"op": "replace", "path": f"{at}/burstLimit", "value": str(throttle.burst)})
    return operations


def _pointer(plan: Plan, method: Method) -> str:
    path, verb = method
    return f"/apiStages/{plan.api_stage}/throttle/{path.replace('~', '~0').replace('/', '~1')}/{verb}"


def _plan(said: Mapping[str, Any]) -> Plan:
    stage = said["apiStages"][0]
    throttles = {_method(place): _throttle(each) for place, each in (stage.get("throttle") or {}).items()}
    own = said.get("throttle")
    return Plan(
        id=said["id"],
        name=said["name"],
        api_stage=f"{stage['apiId']}:{stage['stage']}",
        throttle=_throttle(own) if own else None,
        throttles=throttles,
        gateway=(said.get("tags") or {}).get(GATEWAY_TAG, ""),
    )


def _throttle(said: Mapping[str, Any]) -> Throttle:
    return Throttle(float(said.get("rateLimit", 0)), int(said.get("burstLimit", 0)))


def _method(place: str) -> Method:
    """`/people/{id}/GET`, the slashes spelled out or not."""
    path, _, verb = place.replace("~1", "/").rpartition("/")
    return path, verb


def _found(said: Mapping[str, Any], counts: bool) -> Found:
    return Found(said["id"], said["name"], said["value"], counts, said["createdDate"])


def _made_before(name: str, value: str) -> Mapping[str, Any] | None:
    """The key, if it was made by a call whose answer was lost."""
    return next(
        (each for each in _all("get_api_keys", nameQuery=name, includeValues=True) if each["value"] == value), None
    )


def _all(operation: str, **asked: Any) -> Iterator[dict[str, Any]]:
    position: dict[str, str] = {}
    while True:
        try:
            said = _call(operation, limit=_PAGE, **asked, **position)
        except ClientError as error:
            raise _meant(error) from error
        yield from said["items"]
        if not said.get("position"):
            return
        position = {"position": said["position"]}


def _call(operation: str, **asked: Any) -> Any:
    """One call; raises ClientError, or Unavailable when API Gateway is out of reach."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            call: Callable[..., Any] = getattr(aws.client("apigateway"), operation)
            return call(**asked)
        except ClientError as error:
            if _code(error) != "TooManyRequestsException" or attempt == ATTEMPTS:
                raise
        except BotoCoreError as error:
            raise Unavailable("The gateway's control plane is out of reach.") from error
        time.sleep(PAUSE)
    raise AssertionError("unreachable")


def _meant(error: ClientError) -> PolydeskError:
    if _code(error) == "LimitExceededException":
        return Full("API Gateway takes no more keys of this AWS account in this region.")
    return Unavailable("The gateway's control plane refuses.")


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code"))
