from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.dialects.squiz import errors
from chalicelib.errors import (
    Conflict,
    Fault,
    Forbidden,
    Invalid,
    Malformed,
    NotFound,
    PolydeskError,
    Reason,
    SearchTimeout,
    TooLarge,
    Unauthorized,
    Unavailable,
)
from chalicelib.request import Request
from chalicelib.response import Response

STEPS = st.lists(st.one_of(st.text(max_size=300), st.integers(0, 10)), max_size=4).map(tuple)


def rendered(error: PolydeskError, route: str = "/__management_api/v1/assets/{assetId}") -> Response:
    return errors.render(error, Request.from_event({"httpMethod": "PATCH", "path": "/x"}, route=route))


def said(error: PolydeskError, route: str = "/__management_api/v1/assets/{assetId}") -> dict[str, Any]:
    response = rendered(error, route)
    body: dict[str, Any] = json.loads(response.content)
    assert list(body) == ["error"]
    assert body["error"]["code"] == response.status
    inner: dict[str, Any] = body["error"]
    return inner


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (NotFound("There is no asset 7."), 404, "There is no asset 7."),
        (NotFound(), 404, "There is nothing at this address."),
        (Forbidden(), 403, "The user does not have the permission."),
        (Conflict("It would make a loop."), 409, "It would make a loop."),
        (TooLarge(5), 413, "The request entity is too large."),
        (PolydeskError("a secret of ours"), 500, "An error has occurred."),
        (Unavailable("the table is gone"), 503, "The service is not available. Please try again."),
        (SearchTimeout(3), 500, "An error has occurred."),
        (Unauthorized(Reason.EXPIRED, "of mine"), 401, "The access token is missing or invalid."),
    ],
)
def test_every_error_has_one_shape_and_tells_nothing_of_the_inside(
    error: PolydeskError, code: int, message: str
) -> None:
    assert said(error) == {"code": code, "message": message}


def test_whoever_is_to_try_again_is_told_when() -> None:
    assert int(rendered(Unavailable()).headers["Retry-After"]) > 0


def test_faults_are_counted_and_named_by_path() -> None:
    faults = [Fault(("parent", "link_type"), "choice", "is odd"), Fault(("?contextid",), "type", "is no number")]
    assert said(Invalid(faults)) == {
        "code": 400,
        "message": "The request has 2 faults.",
        "faults": [
            {"path": "$.parent.link_type", "message": "is odd"},
            {"path": "?contextid", "message": "is no number"},
        ],
    }
    assert said(Malformed("is no JSON")) == {
        "code": 400, "message": "The request has 1 fault.", "faults": [{"path": "$", "message": "is no JSON"}]
    }  # fmt: skip


@pytest.mark.parametrize(
    ("path", "route", "expected"),
    [
        (("metadata",), "/assets/{assetId}", "$.metadata_values"),
        (("schemas", 0), "/assets/{assetId}", "$.metadata_schemas[0]"),
        (("external_id",), "/__management_api/v1/assets", "$.asset.external_id"),
        (("asset", "type"), "/__management_api/v1/assets", "$.asset.type"),
        ((), "/__management_api/v1/assets", "$"),
    ],
)
def test_what_the_core_complains_of_is_named_in_words_of_the_wire(path: Any, route: str, expected: str) -> None:
    assert said(Invalid([Fault(path, "type", "x")]), route)["faults"][0]["path"] == expected


@given(STEPS)
def test_whatever_was_sent_can_be_named(path: tuple[str | int, ...]) -> None:
    response = rendered(Invalid([Fault(path, "x", "y")] * 5_000))
    assert len(json.loads(response.content)["error"]["faults"]) == 1_000
    assert len(response.content) < 4 << 20
