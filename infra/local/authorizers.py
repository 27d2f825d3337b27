"""API Gateway's way with a token authorizer: ask it once per token, keep its answer for its time, apply its policy.

Nothing is asked without a token (401). An authorizer that raises `Exception("Unauthorized")` means 401, any other exception
500; a policy that does not allow the method means 403. What the authorizer says of the caller arrives as texts.
"""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from threading import Lock
from typing import Any, Final, NamedTuple

LARGEST: Final = 10_000  # answers kept
DEFAULT_SECONDS: Final = 300  # API Gateway's own

_log = logging.getLogger(__name__)


class Refused(Exception):
    """The request goes no further; the message is the type of gateway response."""


class _Kept(NamedTuple):
    until: float
    answer: Mapping[str, Any]


class Authorizers:
    """Asks Chalice's authorizers, and remembers."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[tuple[str, str], _Kept] = OrderedDict()
        self._lock = Lock()

    def allow(self, authorizer: Any, token: str, arn: str) -> dict[str, str]:
        """What `requestContext.authorizer` is to hold. Raises `Refused`."""
        if not token:
            raise Refused("UNAUTHORIZED")
        answer = self._answer(authorizer, token, arn)
        if not _allows(answer.get("policyDocument") or {}, arn):
            raise Refused("ACCESS_DENIED")
        context = answer.get("context") or {}
        texts = {name: _text(value) for name, value in context.items() if value is not None}
        return {**texts, "principalId": str(answer.get("principalId") or "")}

    def clear(self) -> None:
        """Forget every answer."""
        with self._lock:
            self._kept.clear()

    def _answer(self, authorizer: Any, token: str, arn: str) -> Mapping[str, Any]:
        key = (authorizer.name, token)
        with self._lock:
            kept = self._kept.get(key)
        if kept and kept.until > self._clock():
            return kept.answer
        answer = _ask(authorizer, token, arn)
        seconds = authorizer.config.ttl_seconds
        seconds = DEFAULT_SECONDS if seconds is None else seconds
        if seconds:
            with self._lock:
                self._kept[key] = _Kept(self._clock() + seconds, answer)
                self._kept.move_to_end(key)
                while len(self._kept) > LARGEST:
                    self._kept.popitem(last=False)
        return answer


def _ask(authorizer: Any, token: str, arn: str) -> Mapping[str, Any]:
    try:
        answer = authorizer({"type": "TOKEN", "authorizationToken": token, "methodArn": arn}, None)
    except Exception as error:
        if str(error) == "Unauthorized":
            raise Refused("UNAUTHORIZED") from None
        _log.exception("The authorizer %s failed.", authorizer.name)
        raise Refused("AUTHORIZER_FAILURE") from error
    if not isinstance(answer, Mapping):
        _log.error("The authorizer %s gave no policy.", authorizer.name)
        raise Refused("AUTHORIZER_FAILURE")
    return answer


def _allows(policy: Mapping[str, Any], arn: str) -> bool:
    """Whether a statement allows the method and none denies it."""
    effects = {
        statement.get("Effect")
        for statement in policy.get("Statement") or ()
        if any(_covers(pattern, arn) for pattern in _listed(statement.get("Resource")))
    }
    return "Allow" in effects and "Deny" not in effects


def _covers(pattern: str, arn: str) -> bool:
    return fnmatchcase(arn, pattern.replace("[", "[[]"))  # `*` and `?` are wild in policies, brackets are not


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
