"""What MiniStack lacks of usage plans: keys that the authorizer names, and throttles of single methods.

MiniStack looks for keys in a header whatever the API's source of keys is, which it does not read in a Swagger; it keeps a
template's throttles of methods in the template's spelling, in which it does not find them; and it takes a change of
`/apiStages/…` for one of a member of that name, which loses the stages. Every private name that this leans on stands here.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import wraps
from typing import Any, Final

from ministack.services import apigateway_v1 as gateway

LARGEST: Final = 10_000  # answers of authorizers that are remembered

_HEADER: Final = object()  # in place of a key: one that the client sends
_named_now: ContextVar[Any] = ContextVar("named_now", default=_HEADER)
_named: OrderedDict[tuple[str, str], str | None] = OrderedDict()


def install() -> None:
    """Put ours around MiniStack's; once in a process."""
    import_api = gateway._import_rest_api  # noqa: SLF001  see the module's docstring
    invoke = gateway._invoke_authorizer_lambda  # noqa: SLF001  as above
    authorize = gateway._authorize_request_v1  # noqa: SLF001  as above
    sent_key = gateway._api_key_from_request  # noqa: SLF001  as above
    update = _spelled(gateway._update_usage_plan)  # noqa: SLF001  as above

    def imported(spec: Mapping[str, Any], data: Mapping[str, Any] | None = None) -> Any:
        source = spec.get("x-amazon-apigateway-api-key-source")
        return import_api(spec, {**(data or {}), **({"apiKeySource": source} if source else {})})

    async def invoked(authorizer: Mapping[str, Any], event: Mapping[str, Any], *where: Any) -> Any:
        result = await invoke(authorizer, event, *where)
        _remember(str(authorizer["id"]), str(event.get("authorizationToken")), result)
        return result

    @wraps(authorize)
    async def authorized(api_id: str, stage: str, method: Mapping[str, Any], verb: str, *rest: Any) -> Any:
        answer = await authorize(api_id, stage, method, verb, *rest)
        is_named = gateway._rest_apis.get(api_id, {}).get("apiKeySource") == "AUTHORIZER"  # noqa: SLF001  as above
        headers = rest[2]
        token = gateway._header_ci(headers, "authorization")  # noqa: SLF001  as above
        _named_now.set(_named.get((str(method.get("authorizerId")), token)) if is_named else _HEADER)
        return answer

    def key_of(headers: Any) -> Any:
        named = _named_now.get()
        return sent_key(headers) if named is _HEADER else named

    def updated(plan_id: str, data: dict[str, Any]) -> Any:
        plan = gateway._usage_plans.get(plan_id)  # noqa: SLF001  as above
        left = [each for each in data.get("patchOperations", []) if not (plan and throttled(plan, each))]
        return update(plan_id, {**data, "patchOperations": left})

    for name in ("_get_usage_plan", "_get_usage_plans", "_usage_plans_for_key"):
        setattr(gateway, name, _spelled(getattr(gateway, name)))
    gateway._import_rest_api = imported  # noqa: SLF001  as above
    gateway._invoke_authorizer_lambda = invoked  # noqa: SLF001  as above
    gateway._authorize_request_v1 = authorized  # noqa: SLF001  as above
    gateway._api_key_from_request = key_of  # noqa: SLF001  as above
    gateway._update_usage_plan = updated  # noqa: SLF001  as above


def throttled(plan: dict[str, Any], operation: Mapping[str, str]) -> bool:
    """Change the throttle of a method as one operation of a patch says; False when it is about something else."""
    _, *parts = operation["path"].split("/")
    if len(parts) not in (5, 6) or (parts[0], parts[2]) != ("apiStages", "throttle"):
        return False
    stage = next((each for each in plan["apiStages"] if f"{each['apiId']}:{each['stage']}" == parts[1]), None)
    if stage is None:
        return False
    throttles = stage.setdefault("throttle", {})
    method = parts[3].replace("~1", "/").replace("~0", "~") + f"/{parts[4]}"
    if operation["op"] == "remove":
        throttles.pop(method, None)
        return True
    if len(parts) != 6:
        return False
    throttles.setdefault(method, {})[parts[5]] = json.loads(operation["value"])
    return True


def _spelled(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function of MiniStack's before which throttles of methods are spelled as the service spells them."""

    @wraps(function)
    def run(*arguments: Any) -> Any:
        for _, plan in list(gateway._usage_plans.all_items()):  # noqa: SLF001  see the module's docstring
            for stage in plan["apiStages"]:
                stage["throttle"] = {
                    method: {name[0].lower() + name[1:]: value for name, value in limits.items()}
                    for method, limits in (stage.get("throttle") or {}).items()
                }
        return function(*arguments)

    return run


def _remember(authorizer: str, token: str, result: Any) -> None:
    said = (result or {}).get("body")
    if isinstance(said, str | bytes):
        try:
            said = json.loads(said)
        except ValueError:
            said = None
    _named[authorizer, token] = said.get("usageIdentifierKey") if isinstance(said, dict) else None
    _named.move_to_end((authorizer, token))
    while len(_named) > LARGEST:
        _named.popitem(last=False)
