from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

import pytest

from chalicelib.dialects.esm.errors import render
from chalicelib.dialects.esm.vocabulary.messages import MESSAGES
from chalicelib.errors import (
    Conflict,
    Fault,
    Forbidden,
    Invalid,
    NotFound,
    PolydeskError,
    SearchTimeout,
    TooLarge,
    TooManyRequests,
    Unavailable,
)
from chalicelib.request import Request

REQUEST = Request.from_event(
    {
        "path": "/itsm/api/v1/dc/nosuch",
        "headers": {"Host": "desk.test"},
        "queryStringParameters": {"filter": "private"},
        "requestContext": {"requestId": "r-1"},
    }
)


def rendered(error: PolydeskError) -> Any:
    response = render(error, REQUEST)
    body = json.loads(response.content)
    assert list(body) == ["code", "error", "message", "url", "timestamp"]
    assert (body["code"], body["error"]) == (response.status, HTTPStatus(response.status).phrase)
    assert body["url"] == "http://desk.test/itsm/api/v1/dc/nosuch"
    return body


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (NotFound("No template with code nosuch."), 404, "No template with code nosuch."),
        (NotFound(""), 404, MESSAGES[404]),
        (Forbidden(""), 403, MESSAGES[403]),
        (Conflict("twice"), 409, "twice"),
        (Unavailable("Later."), 503, "Later."),
        (
            SearchTimeout(25),
            408,
            "The search took longer than 25 seconds, as external.api.datacard.list.search.timeout allows.",
        ),
        (
            Invalid([Fault(("a",), "x", "One."), Fault(("b",), "x", "Two."), Fault(("c",), "x", "One.")]),
            400,
            "One. Two.",
        ),
        (Invalid([Fault(("a",), "x", "One.")], "The whole."), 400, "The whole."),
    ],
)
def test_a_refusal_says_what_it_means(error: PolydeskError, code: int, message: str) -> None:
    body = rendered(error)
    assert (body["code"], body["message"]) == (code, message)


def test_who_calls_too_often_learns_first_how_long_to_wait() -> None:
    message = rendered(TooManyRequests(retry_after=37, limit=30))["message"]
    assert message == "Try again in 37 seconds. At most 30 requests per minute are allowed."


def test_our_own_fault_says_nothing_but_its_id() -> None:
    message = rendered(PolydeskError("the table is on fire"))["message"]
    assert message == f"{MESSAGES[500]} Request r-1."


def test_a_megabyte_is_repeated_by_no_refusal() -> None:
    assert len(rendered(NotFound("x" * 1_000_000))["message"]) < 6_000
    assert rendered(TooLarge(5))["code"] == 413


@pytest.mark.parametrize("status", MESSAGES)
def test_every_status_has_a_sentence(status: int) -> None:
    assert MESSAGES[status]
    assert HTTPStatus(status).phrase
