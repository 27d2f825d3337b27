from __future__ import annotations

from typing import Any

import pytest
from chalice.app import AuthRequest, AuthResponse, AuthRoute, Chalice

from infra.local.authorizers import Authorizers, Refused

ARN = "arn:aws:execute-api:eu-central-1:000000000000:local/local/GET/secret/path"


class Clock:
    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


class Fence:
    """An authorizer of a real Chalice app that counts how often it is asked."""

    def __init__(self, ttl_seconds: int | None = 60) -> None:
        self.asked = 0
        app = Chalice("fence")

        @app.authorizer(ttl_seconds=ttl_seconds)
        def authorize(request: AuthRequest) -> Any:
            self.asked += 1
            return self.answer(request)

        self.authorizer = authorize

    def answer(self, request: AuthRequest) -> Any:
        match request.token:
            case "good":
                context: Any = {"exp": 7, "admin": True, "name": "x", "none": None}
                return AuthResponse(["*"], "user", context)
            case "elsewhere":
                return AuthResponse([AuthRoute("/other", ["GET"])], "user")
            case "nowhere":
                return AuthResponse([], "user")
            case "raw":
                return "nonsense"
            case "broken":
                raise RuntimeError("no store")
        raise Exception("Unauthorized")  # noqa: TRY002


def test_what_the_authorizer_says_arrives_as_texts() -> None:
    context = Authorizers().allow(Fence().authorizer, "good", ARN)
    assert context == {"exp": "7", "admin": "true", "name": "x", "principalId": "user"}


@pytest.mark.parametrize(
    ("token", "type_"),
    [
        ("", "UNAUTHORIZED"),
        ("bad", "UNAUTHORIZED"),
        ("nowhere", "ACCESS_DENIED"),
        ("elsewhere", "ACCESS_DENIED"),
        ("broken", "AUTHORIZER_FAILURE"),
        ("raw", "AUTHORIZER_FAILURE"),
    ],
)
def test_each_refusal_has_its_gateway_response(token: str, type_: str) -> None:
    with pytest.raises(Refused, match=type_):
        Authorizers().allow(Fence().authorizer, token, ARN)


def test_without_a_token_the_authorizer_is_not_asked() -> None:
    fence = Fence()
    with pytest.raises(Refused):
        Authorizers().allow(fence.authorizer, "", ARN)
    assert fence.asked == 0


def test_an_answer_is_kept_for_its_time_on_every_path() -> None:
    fence, clock = Fence(), Clock()
    authorizers = Authorizers(clock)
    authorizers.allow(fence.authorizer, "good", ARN)
    clock.time = 59
    authorizers.allow(fence.authorizer, "good", ARN + "/other")
    assert fence.asked == 1


def test_an_answer_is_asked_for_again_when_its_time_is_over() -> None:
    fence, clock = Fence(), Clock()
    authorizers = Authorizers(clock)
    authorizers.allow(fence.authorizer, "good", ARN)
    clock.time = 61
    authorizers.allow(fence.authorizer, "good", ARN)
    assert fence.asked == 2


def test_an_answer_without_time_is_not_kept() -> None:
    fence, authorizers = Fence(ttl_seconds=0), Authorizers()
    authorizers.allow(fence.authorizer, "good", ARN)
    authorizers.allow(fence.authorizer, "good", ARN)
    assert fence.asked == 2


def test_a_refusal_by_exception_is_not_kept() -> None:
    fence, authorizers = Fence(), Authorizers()
    for _ in range(2):
        with pytest.raises(Refused):
            authorizers.allow(fence.authorizer, "bad", ARN)
    assert fence.asked == 2


def test_cleared_answers_are_asked_for_again() -> None:
    fence, authorizers = Fence(), Authorizers()
    authorizers.allow(fence.authorizer, "good", ARN)
    authorizers.clear()
    authorizers.allow(fence.authorizer, "good", ARN)
    assert fence.asked == 2
